"""Statements that tell of a party which denies or rejects («опроверг обвинения») or does not answer
(«отказался от комментариев», "did not respond to a request").

A verb of denying counts unless it is negated, passive, or keeps something from somebody ("denied boarding");
a verb of rejecting counts where what is rejected is an assertion («отверг обвинения», not «отверг
предложение»).
"""

from __future__ import annotations

from bisect import bisect_left
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
    from verify.extract.wording import Range
    from verify.languages.words import Word

Told = tuple[FlagCode, int | None, "Range"]
"""(code, the verb's token or None where its subject is not the one who denies, the words)."""
SPOKEN = "untrue"
PATTERNS = {"no_comment": FlagCode.NO_COMMENT, "denied": FlagCode.DENIED, SPOKEN: FlagCode.DENIED}
"""Table of the pack -> what it shows. «Это не соответствует действительности» says the claim's own source."""
VERBS = DENY, REJECT = "deny_verb", "reject_verb"
BENEFIT = 4
"""Tokens behind "denied" in which it is said what was kept from whom ("denied the family a visa")."""
OBJECT_BEHIND, OBJECT_BEFORE = 7, 4
"""Tokens between a verb of rejecting and what it rejects: «отверг все эти, по его словам, обвинения»."""
NEAR = 3
"""Tokens before a verb that can negate it or make it passive ("has never been denied")."""


def refused(reading: Reading, owners: Owners) -> Iterator[tuple[int, Flag]]:
    """(place of a statement, its flag) for every denial and every refusal to comment."""
    for code, verb, r in (*_denials(reading, owners), *_matches(reading)):
        s = owners.sentence(r)
        for n in owners.owners(s, r[0]) if s is not None else ():
            at = span(reading.reader.tokens, r)
            words = " ".join(reading.text[slice(*at)].split())
            name = _name(reading, reading.statements[n], verb)
            yield n, Flag(code, {"name": name, "words": words} if name else {"words": words}, (at,))


def _denials(reading: Reading, owners: Owners) -> Iterator[Told]:
    """Verbs of denying and rejecting."""
    tokens, pack = reading.reader.tokens, reading.reader.pack
    for k, end in owners.words[DENY]:
        close = _break(reading, end, BENEFIT)
        if _acts(reading, k) and not holds(tokens, end, close, pack, "deny_benefit"):
            yield FlagCode.DENIED, k, (k, end)
    for k, end in owners.words[REJECT]:
        if _acts(reading, k):
            behind = next(listed(tokens, end, _break(reading, end, OBJECT_BEHIND), pack, "assertion"), None)
            before = pack.cased and holds(tokens, max(0, k - OBJECT_BEFORE), k, pack, "assertion")
            if behind or before:
                yield FlagCode.DENIED, k, (k, behind[1] if behind else end)


def _break(reading: Reading, k: int, most: int) -> int:
    """Where the verb's object must have come: within so many tokens, before a mark that closes the clause."""
    tokens, end = reading.reader.tokens, min(len(reading.reader.tokens), k + most)
    return next((j for j in range(k, end) if tokens[j].text in ";:.!?"), end)


def _acts(reading: Reading, k: int) -> bool:
    """True for a finite, active, affirmative verb (or a participle that goes with one), not a noun."""
    tokens, pack = reading.reader.tokens, reading.reader.pack
    w = tokens[k].word
    if w is None or not w.pos & (Pos.VERB | Pos.GERUND):
        return False
    words: list[Word] = []  # right in front, no mark between
    for t in tokens[max(0, k - NEAR) : k]:
        words = [*words, t.word] if t.word is not None else []
    last = words[-1] if words else None
    if last is None or pack.cased:
        return last is None or "negation" not in last.classes
    nominal = last.pos & (Pos.DET | Pos.ADJ) and not last.pos & Pos.PRON
    if nominal or last.classes & {"hypothesis", "negation"}:
        return False
    return not any(b.classes & {"copula", "negation"} for b in words[-2:])


def _matches(reading: Reading) -> Iterator[Told]:
    """What the pack's patterns find: each place once for each code."""
    tokens, taken = reading.reader.tokens, set[tuple[FlagCode, int]]()
    starts = [t.start for t in tokens]
    for table, code in PATTERNS.items():
        for m in (m for p in reading.likely[table] for m in p.finditer(reading.text)):
            r = bisect_left(starts, m.start()), bisect_left(starts, m.end())
            if r[0] == r[1] or any((code, k) in taken for k in range(*r)):
                continue
            taken.update((code, k) for k in range(*r))
            finite = (k for k in range(*r) if (w := tokens[k].word) and w.pos & (Pos.VERB | Pos.AUX))
            yield code, None if table == SPOKEN else next(finite, r[0]), r


def _name(reading: Reading, statement: Statement, verb: int | None) -> str:
    """Who denies or keeps silent: the source whose cue the verb is, else the verb's subject; "" unknown."""
    if (
        verb is None or reading.reader.tokens[verb].level
    ):  # in quotation marks it is the speaker: "We deny it"
        return ", ".join(statement.chain[-1].names) if statement.chain else ""
    at = span(reading.reader.tokens, (verb, verb + 1))
    for hop in statement.chain:
        if hop.names and any(a <= at[0] < b for a, b in hop.cue or ()):
            return ", ".join(hop.names)
    scene, _ = reading.scene(statement.sentence)
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
