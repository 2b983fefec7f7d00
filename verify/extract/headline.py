"""The headline: «X: …», «… — X», and the chain it takes over from the lead that it sums up."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from verify.extract.chains import taken_over
from verify.extract.frames import Candidate, Scene
from verify.extract.person import STEM, same_stem
from verify.languages.words import Pos
from verify.model import SourceKind

if TYPE_CHECKING:
    from verify.extract.mentions import Mention
    from verify.extract.reader import Reader
    from verify.extract.statements import Statement
    from verify.extract.tokens import Token

OVERLAP = 0.34
"""Share of a headline's content words that the lead repeats when the headline sums the lead up."""


_CLOSING = ("-", ":")
"""Marks behind which a headline's source may stand last: "Port closed | - Quill", "… | : Quill"."""


def headline_candidate(scene: Scene) -> Candidate | None:
    """The candidate of a headline's own punctuation: a source alone before a colon or behind a dash."""
    if len(scene.segs) < 2:
        return None
    opening, closing = scene.segs[0], scene.segs[-1]
    if scene.segs[1].before == ":" or (
        scene.segs[1].quote and scene.reader.tokens[opening.last - 1].text == ":"
    ):
        source = _alone(scene, 0)
        if source is not None:
            found = Candidate("headline-colon", (opening.last - 1, opening.last), 0, sources=[source])
            found.region = [(opening.first, scene.segs[1].first)]
            found.content = [(scene.segs[1].first, scene.end_of(len(scene.segs) - 1))]
            return found
        if scene.segs[1].quote and not scene.pack.cased and (source := _acting(scene)) is not None:
            found = Candidate("headline-colon", (opening.last - 1, opening.last), 0, sources=[source])
            found.region = [(opening.first, scene.segs[1].first)]
            found.content = [(scene.segs[1].first, scene.end_of(len(scene.segs) - 1))]
            return found
    if closing.before in _CLOSING and not closing.quote and (closing.before == "-" or not scene.pack.cased):
        source = _alone(scene, len(scene.segs) - 1)
        if source is not None and source.kind is not SourceKind.DOCUMENT:
            found = Candidate(
                "headline-dash", (closing.first, closing.last), closing.first, sources=[source], outer=True
            )
            found.segment = len(scene.segs) - 1
            found.region = [(closing.first, closing.last)]
            found.content = [(scene.first, closing.first)]
            found.publishes = True
            return found
    return None


def _acting(scene: Scene) -> Mention | None:
    """ "Quill Hammers Port: ‘Close the Bridge’": whom the words before the colon are about says what stands
    behind."""
    first = next(iter(scene.mentions(0)), None)
    speaks = (
        first is not None
        and first.first <= scene.segs[0].first
        and not first.reference
        and not first.preposition
    )
    return (
        first
        if speaks and first is not None and first.kind in (SourceKind.PERSON, SourceKind.ORGANIZATION)
        else None
    )


def _alone(scene: Scene, number: int) -> Mention | None:
    """The mention that a whole segment is, where it can speak."""
    seg = scene.segs[number]
    mentions = scene.mentions(number)
    if (
        scene.reader.tokens[seg.first].text in '«“"„'
        and mentions
        and mentions[0].kind is not SourceKind.OUTLET
    ):
        return None
    if not mentions or mentions[0].reference == "thing" or mentions[0].preposition:
        return None
    m = mentions[0]
    if not scene.pack.cased and any(
        t.text[:1].isdigit() or t.level or t.text in "‘'" for t in scene.reader.tokens[seg.first : seg.last]
    ):
        return None  # "Rovers 2-2 Albion: …", "‘Gutted’: …"
    words = sum(scene.word(k) is not None for k in range(seg.first, seg.last))
    covered = sum(scene.word(k) is not None for k in range(m.first, m.last))
    behind = scene.word(m.last) if m.last < seg.last else None
    about = (
        m.first <= seg.first + 1
        and behind is not None
        and "about_preposition" in behind.classes
        and (number > 0 or scene.pack.cased)
    )
    if (words - covered > 0 or words > 8) and not about:  # «… — Климов о тарифах»
        return None
    if m.kind is SourceKind.ORGANIZATION:
        w = scene.word(m.head)
        if w is not None and w.pos & Pos.PLACE:
            return None
    return m


def lower_titles(tokens: list[Token], titles: list[range]) -> None:
    """Capitals of a headline in title case mean nothing: a word keeps its own where the body gives it one."""
    inside = {k for r in titles for k in r}
    named = {
        t.text
        for t in tokens
        if t.cap and t.index not in inside and t.index and tokens[t.index - 1].word is not None
    }
    plain = {t.text for t in tokens if t.word is not None and not t.cap}
    for r in titles:
        words = [tokens[k] for k in r if tokens[k].word is not None and len(tokens[k].text) > 3]
        if len(words) < 4 or sum(t.cap for t in words) < 0.8 * len(words):
            continue
        for k in r:
            t = tokens[k]
            if t.cap and t.text not in named and (t.text.lower() in plain or _ordinary(t)):
                t.cap = False


def _ordinary(t: Token) -> bool:
    w = t.word
    return (
        w is not None
        and bool(w.classes or w.pos & ~(Pos.NOUN | Pos.NAME))
        and not w.classes & {"demonym_place", "title_noun"}
        and not t.text.isupper()
    )


def inherit_from_lead(made: list[Statement], body: list[Statement], reader: Reader) -> None:
    """A headline without a cue takes the chain of the lead it sums up."""
    for s in made:
        if body and _nobody_yet(s, reader):
            s.settled = False  # «Дипломат: …»: the lead says who
        if s.settled or not body:
            continue
        words = _content(s, reader)
        best, most = None, OVERLAP
        for lead in body[:3]:
            told = _content(lead, reader)
            alike = defaultdict(list)  # forms of one name begin alike
            for v in told:
                alike[v[:STEM]].append(v)
            shared = sum(any(same_stem(w, v) for v in alike[w[:STEM]]) for w in words) / max(len(words), 1)
            if shared > most or (shared == most and best is None):
                best, most = lead, shared
        if best is None and s.chain and not s.settled:
            best = next((b for b in body[:4] if b.chain and b.chain[-1].kind is SourceKind.PERSON), None)
        if s.chain and not (best and best.chain and best.chain[-1].kind is SourceKind.PERSON):
            s.settled = True
            continue
        if (
            best is not None
            and best.chain
            and (best.chain[-1].names or (best.chain[-1].kind is not SourceKind.COLLECTIVE and not s.chain))
        ):
            s.chain = taken_over(best.chain)


def _nobody_yet(s: Statement, reader: Reader) -> bool:
    """True where a headline names its source by a role alone."""
    if len(s.chain) != 1 or s.chain[0].mention is None:
        return False
    hop = s.chain[0]
    if hop.kind not in (SourceKind.ANONYMOUS, SourceKind.PERSON):
        return False
    start = s.chain[0].mention[0]
    named = any(start[0] <= reader.tokens[k].start < start[1] for k in reader.people.places())
    return not named


def _content(s: Statement, reader: Reader) -> set[str]:
    small = Pos.PREP | Pos.CONJ | Pos.PRON | Pos.DET | Pos.AUX
    return {
        t.word.lower
        for a, b in s.parts
        for t in reader.tokens[a:b]
        if t.word is not None and len(t.text) > 2 and not t.word.pos & small
    }
