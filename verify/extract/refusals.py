"""Statements that tell of a party which denies or rejects («опроверг обвинения») or does not answer («отказался
от комментариев», "did not respond to a request").

A verb of denying counts unless it is negated, passive, or keeps something from somebody ("denied boarding");
a verb of rejecting counts where what is rejected is an assertion («отверг обвинения», not «отверг предложение»).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from verify.extract.cues import Cue
from verify.extract.subjects import subject
from verify.extract.wording import Owners, holds, listed, span
from verify.languages.words import Pos
from verify.model import Flag, FlagCode

if TYPE_CHECKING:
    from verify.extract.frames import Scene
    from verify.extract.mentions import Mention
    from verify.extract.reading import Reading
    from verify.extract.statements import Statement
    from verify.extract.tokens import Sentence
    from verify.extract.wording import Range

OBJECT_BEHIND, OBJECT_BEFORE = 7, 4
"""Tokens between a verb of rejecting and what it rejects: «отверг все эти, по его словам, обвинения»."""
NEAR = 3
"""Tokens before a verb that can negate it or make it passive ("has never been denied")."""


def refused(reading: Reading, owners: Owners) -> Iterator[tuple[int, Flag]]:
    """(place of a statement, its flag) for every denial and every refusal to comment."""
    for s in owners.sentences():
        for code, verb, r in (*_denials(reading, s), *_silences(reading, s)):
            words = " ".join(reading.text[slice(*span(reading.reader.tokens, r))].split())
            for n in owners.owners(s, r[0]):
                name = _name(reading, s, reading.statements[n], verb)
                params = {"name": name, "words": words} if name else {"words": words}
                yield n, Flag(code, params, (span(reading.reader.tokens, r),))


def _denials(reading: Reading, s: Sentence) -> Iterator[tuple[FlagCode, int, Range]]:
    """(code, the verb's token, the words) of each denial."""
    tokens, pack = reading.reader.tokens, reading.reader.pack
    first = reading.layout.offsets.get(s.number, s.first)
    for r in listed(tokens, first, s.last, pack, "denial"):
        yield FlagCode.DENIED, r[0], r
    for k in range(first, s.last):
        w = tokens[k].word
        if w is None or not w.classes & {"deny_verb", "reject_verb"} or not _acts(reading, first, k):
            continue
        end = min(s.last, k + OBJECT_BEHIND)
        if "deny_verb" in w.classes:
            if not holds(tokens, k + 1, min(s.last, k + 5), pack, "deny_benefit"):
                yield FlagCode.DENIED, k, (k, k + 1)
            continue
        behind = next(listed(tokens, k + 1, _break(reading, k + 1, end), pack, "assertion"), None)
        before = holds(tokens, max(first, k - OBJECT_BEFORE), k, pack, "assertion") and pack.cased
        if behind or before:
            yield FlagCode.DENIED, k, (k, behind[1] if behind else k + 1)


def _break(reading: Reading, k: int, end: int) -> int:
    """Where the verb's object must have come: at a mark that closes the clause."""
    tokens = reading.reader.tokens
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
    if last is not None and (last.pos & (Pos.DET | Pos.ADJ) and not last.pos & Pos.PRON or last.classes & {"hypothesis"}):
        return False
    blocked = {"copula", "negation"}
    return not any(b.classes & blocked for b in before[-2:] if b.pos & (Pos.AUX | Pos.ADV) or "copula" in b.classes)


def _silences(reading: Reading, s: Sentence) -> Iterator[tuple[FlagCode, int, Range]]:
    """(code, the verb's token, the words) of each refusal to comment; patterns run over the sentence's words."""
    tokens = reading.reader.tokens
    start, end = tokens[s.first].start, tokens[s.last - 1].end
    taken = start
    for pattern in reading.reader.pack.patterns("no_comment"):
        for m in pattern.finditer(reading.text, start, end):
            r = _tokens(reading, s, m.start(), m.end())
            if r is None or m.start() < taken and taken > start:
                continue
            verb = next((k for k in range(*r) if (w := tokens[k].word) and w.pos & (Pos.VERB | Pos.AUX)), r[0])
            taken = m.end()
            yield FlagCode.NO_COMMENT, verb, r


def _tokens(reading: Reading, s: Sentence, start: int, end: int) -> Range | None:
    """The tokens between two offsets."""
    inside = [k for k in range(s.first, s.last) if start <= reading.reader.tokens[k].start < end]
    return (inside[0], inside[-1] + 1) if inside else None


def _name(reading: Reading, s: Sentence, statement: Statement, verb: int) -> str:
    """Who denies or keeps silent: the source whose cue the verb is, else the verb's subject; "" unknown."""
    at = span(reading.reader.tokens, (verb, verb + 1))
    for hop in statement.chain:
        if hop.names and any(a <= at[0] < b for a, b in hop.cue or ()):
            return ", ".join(hop.names)
    if reading.reader.tokens[verb].level:  # in quotation marks it is the speaker: "We deny it"
        return ", ".join(statement.chain[-1].names) if statement.chain else ""
    scene, _ = reading.scene(s)
    found = subject(scene, _cue(scene, verb), inverted=_opens(scene, verb))
    return ", ".join(_called(reading, m) for m in found)


def _cue(scene: Scene, verb: int) -> Cue:
    segment = next((n for n, g in enumerate(scene.segs) if g.first <= verb < g.last), 0)
    return Cue("verb", verb, verb + 1, segment)


def _opens(scene: Scene, verb: int) -> bool:
    """True where the verb comes before any noun of its segment («Опровергли это и в мэрии»)."""
    segment = scene.segs[_cue(scene, verb).segment]
    words = (scene.word(k) for k in range(segment.first, verb))
    return scene.pack.cased and not any(w is not None and w.pos & (Pos.NOUN | Pos.PRON) for w in words)


def _called(reading: Reading, m: Mention) -> str:
    """A subject's name; a pronoun's or a bare role's own words, since whom it means was known only in reading."""
    if not m.reference:
        hops = reading.discourse.hops(m, (m.first, m.last), "")
        if hops and hops[-1].names:
            return ", ".join(hops[-1].names)
    return reading.discourse.words(m.first, m.last)
