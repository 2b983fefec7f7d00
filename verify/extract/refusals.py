"""Statements that tell of a party which denies or rejects («опроверг обвинения») or does not answer
(«отказался от комментариев», "did not respond to a request").

A verb of denying counts unless it is negated, passive, or keeps something from somebody ("denied boarding");
a verb of rejecting counts where what is rejected is an assertion («отверг обвинения», not «отверг
предложение»).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from verify.extract.cues import Cue
from verify.extract.frames import agrees, nominative
from verify.extract.subjects import place_source, subject
from verify.extract.wording import Owners, holds, listed, span
from verify.languages.naming import nominative as nominative_name
from verify.languages.words import Pos
from verify.model import Flag, FlagCode

if TYPE_CHECKING:
    from verify.extract.frames import Scene
    from verify.extract.mentions import Mention
    from verify.extract.reading import Reading
    from verify.extract.statements import Statement
    from verify.extract.tokens import Sentence
    from verify.extract.wording import Range

Told = tuple[FlagCode, int | None, "Range"]
"""(code, the verb's token or None where its subject is not the one who denies, the words)."""
SPOKEN = "untrue"
PATTERNS = {"no_comment": FlagCode.NO_COMMENT, "denied": FlagCode.DENIED, SPOKEN: FlagCode.DENIED}
"""Table of the pack -> what it shows. «Это не соответствует действительности» says the claim's own source."""
OBJECT_BEHIND, OBJECT_BEFORE = 7, 4
"""Tokens between a verb of rejecting and what it rejects: «отверг все эти, по его словам, обвинения»."""
NEAR = 3
"""Tokens before a verb that can negate it or make it passive ("has never been denied")."""


def refused(reading: Reading, owners: Owners) -> Iterator[tuple[int, Flag]]:
    """(place of a statement, its flag) for every denial and every refusal to comment."""
    tokens = reading.reader.tokens
    for s in owners.sentences():
        for code, verb, r in (*_denials(reading, s), *_matches(reading, s)):
            words = " ".join(reading.text[slice(*span(tokens, r))].split())
            for n in owners.owners(s, r[0]):
                name = _name(reading, s, reading.statements[n], verb)
                params = {"name": name, "words": words} if name else {"words": words}
                yield n, Flag(code, params, (span(tokens, r),))


def _denials(reading: Reading, s: Sentence) -> Iterator[Told]:
    """(code, the verb's token, the words) of each denial."""
    tokens, pack = reading.reader.tokens, reading.reader.pack
    first = reading.layout.offsets.get(s.number, s.first)
    for k in range(first, s.last):
        w = tokens[k].word
        if w is None or not w.classes & {"deny_verb", "reject_verb"} or not _acts(reading, first, k):
            continue
        if "deny_verb" in w.classes:
            if not holds(tokens, k + 1, min(s.last, k + 5), pack, "deny_benefit"):
                yield FlagCode.DENIED, k, (k, k + 1)
            continue
        behind = next(listed(tokens, k + 1, _break(reading, k + 1, s.last), pack, "assertion"), None)
        before = holds(tokens, max(first, k - OBJECT_BEFORE), k, pack, "assertion") and pack.cased
        if behind or before:
            yield FlagCode.DENIED, k, (k, behind[1] if behind else k + 1)


def _break(reading: Reading, k: int, last: int) -> int:
    """Where the verb's object must have come: within a few words, before a mark that closes the clause."""
    tokens, end = reading.reader.tokens, min(last, k + OBJECT_BEHIND)
    return next((j for j in range(k, end) if tokens[j].text in ";:.!?"), end)


def _acts(reading: Reading, first: int, k: int) -> bool:
    """True for a finite, active, affirmative verb (or a participle that goes with one), not a noun."""
    tokens, pack = reading.reader.tokens, reading.reader.pack
    w = tokens[k].word
    assert w is not None
    if not w.pos & (Pos.VERB | Pos.GERUND):
        return False
    before = [t.word for t in tokens[max(first, k - NEAR) : k] if t.word is not None]
    last = before[-1] if before else None
    if last is not None and "negation" in last.classes:
        return False
    if pack.cased:
        return True
    if last is not None and (
        (last.pos & (Pos.DET | Pos.ADJ) and not last.pos & Pos.PRON) or last.classes & {"hypothesis"}
    ):
        return False
    blocked = {"copula", "negation"}
    return not any(
        b.classes & blocked for b in before[-2:] if b.pos & (Pos.AUX | Pos.ADV) or "copula" in b.classes
    )


def _matches(reading: Reading, s: Sentence) -> Iterator[Told]:
    """What the pack's patterns find in the sentence's words: each place once for each code."""
    tokens = reading.reader.tokens
    start, end = tokens[s.first].start, tokens[s.last - 1].end
    taken: set[tuple[FlagCode, int]] = set()
    for table, code in PATTERNS.items():
        for m in (
            m for p in reading.reader.pack.patterns(table) for m in p.finditer(reading.text, start, end)
        ):
            r = _tokens(reading, s, m.start(), m.end())
            if r is None or any((code, k) in taken for k in range(*r)):
                continue
            taken.update((code, k) for k in range(*r))
            finite = (k for k in range(*r) if (w := tokens[k].word) and w.pos & (Pos.VERB | Pos.AUX))
            yield code, None if table == SPOKEN else next(finite, r[0]), r


def _tokens(reading: Reading, s: Sentence, start: int, end: int) -> Range | None:
    """The tokens between two offsets."""
    inside = [k for k in range(s.first, s.last) if start <= reading.reader.tokens[k].start < end]
    return (inside[0], inside[-1] + 1) if inside else None


def _name(reading: Reading, s: Sentence, statement: Statement, verb: int | None) -> str:
    """Who denies or keeps silent: the source whose cue the verb is, else the verb's subject; "" unknown."""
    if (
        verb is None or reading.reader.tokens[verb].level
    ):  # in quotation marks it is the speaker: "We deny it"
        return ", ".join(statement.chain[-1].names) if statement.chain else ""
    at = span(reading.reader.tokens, (verb, verb + 1))
    for hop in statement.chain:
        if hop.names and any(a <= at[0] < b for a, b in hop.cue or ()):
            return ", ".join(hop.names)
    scene, _ = reading.scene(s)
    return ", ".join(_called(reading, m) for m in _party(scene, _cue(scene, verb)))


def _party(scene: Scene, cue: Cue) -> list[Mention]:
    """The verb's subject; «в банке не ответили» has the bank for one. What is denied is none («Обвинения
    отвергает …»)."""
    found = subject(scene, cue, inverted=_opens(scene, cue.first))
    place = place_source(scene, cue) if not found else None
    found = [place] if place else found or _opening(scene, cue)
    return [m for m in found if not holds(scene.reader.tokens, m.head, m.head + 1, scene.pack, "assertion")]


def _cue(scene: Scene, verb: int) -> Cue:
    segment = next((n for n, g in enumerate(scene.segs) if g.first <= verb < g.last), 0)
    return Cue("verb", verb, verb + 1, segment)


def _opens(scene: Scene, verb: int) -> bool:
    """True where the verb comes before any noun of its segment («Опровергли это и в мэрии»)."""
    segment = scene.segs[_cue(scene, verb).segment]
    words = (scene.word(k) for k in range(segment.first, verb))
    return scene.pack.cased and not any(w is not None and w.pos & (Pos.NOUN | Pos.PRON) for w in words)


def _opening(scene: Scene, cue: Cue) -> list[Mention]:
    """What stands in front of the verb and could be its subject: in its clause, else a name in the clause
    before, with which it may share one («Минюст одобрил проект, но сроки не комментирует»)."""
    for number in range(cue.segment, -1, -1):
        before = [m for m in scene.mentions(number) if m.first < cue.first and nominative(m)]
        fit = [m for m in before if agrees(scene, cue, m)]
        if number < cue.segment:
            fit = [m for m in fit if scene.reader.tokens[m.first].cap]
        if fit:
            return fit[:1]
    return []


def _called(reading: Reading, m: Mention) -> str:
    """A subject's name; a pronoun's or a bare role's own words: whom it means was known in reading only."""
    if not m.reference:
        hops = reading.discourse.hops(m, (m.first, m.last), "")
        if hops and hops[-1].names:
            return ", ".join(hops[-1].names)
    return nominative_name(reading.discourse.words(m.first, m.last), reading.reader.pack.code, m.kind)
