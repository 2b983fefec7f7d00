"""Speech that its marks alone hand over, where word order rules: "“…,” X shot back", "X was blunt: “…”".

A comma inside the closing mark leaves its sentence to whoever said it, by whatever verb.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from verify.extract.clauses import last_mark
from verify.extract.cues import Cue
from verify.extract.frames import Candidate
from verify.extract.order_frames import placed_frame
from verify.extract.order_sources import speaks
from verify.extract.order_subjects import main_subject
from verify.languages.words import Pos
from verify.model import SourceKind

if TYPE_CHECKING:
    from verify.extract.frames import Scene
    from verify.extract.mentions import Mention

_SAYS = frozenset({"speak_say"})
_PERSONS = frozenset({"he", "she", "they"})


def handed_over(scene: Scene, taken: list[Candidate]) -> list[Candidate]:
    """Candidates by marks, where no listed cue took the quotation."""
    found: list[Candidate] = []
    for n, seg in enumerate(scene.segs):
        if not seg.quote or any(a < seg.last and seg.first < b for c in taken for a, b in c.content):
            continue
        candidate = _behind(scene, n) or _before_colon(scene, n)
        if candidate is not None:
            found.append(candidate)
    return found


def _behind(scene: Scene, n: int) -> Candidate | None:
    """ "“…,” X shot back": the verb next to somebody right behind the quotation."""
    if n + 1 >= len(scene.segs) or scene.segs[n + 1].quote:
        return None
    if last_mark(scene.reader.tokens, scene.segs[n].last) != ",":
        return None
    seg = scene.segs[n + 1]
    who = next(iter(scene.mentions(n + 1)), None)
    if who is None or not _somebody(who) or who.first > seg.first + 1:
        return None
    k = who.last if who.first == seg.first else seg.first
    while k < seg.last and (w := scene.word(k)) is not None and w.pos & Pos.ADV and not w.pos & Pos.VERB:
        k += 1
    w = scene.word(k) if k < seg.last else None
    if w is None or not w.pos & Pos.VERB or w.pos & (Pos.AUX | Pos.GERUND):
        return None
    return placed_frame(scene, Cue("verb", k, k + 1, n + 1, _SAYS))


def _before_colon(scene: Scene, n: int) -> Candidate | None:
    """ "X was blunt: “…”": whom the clause before the colon is about says what stands behind it."""
    tokens = scene.reader.tokens
    colon = scene.segs[n].first - 2
    if n == 0 or colon < scene.first or tokens[colon].text != ":" or scene.segs[n - 1].quote:
        return None
    who = main_subject(scene)
    if who is None or who.first >= colon or not _somebody(who) or who.kind is SourceKind.COLLECTIVE:
        return None
    found = Candidate("verb-colon", (colon, colon + 1), n - 1, sources=[who])
    found.region = [(colon, scene.segs[n].first)]
    found.content = [(scene.segs[n].first, scene.end_of(len(scene.segs) - 1))]
    return found


def _somebody(m: Mention) -> bool:
    """True for those who can speak: no things and no documents."""
    if m.reference in _PERSONS:
        return True
    return speaks(m) and m.reference != "thing" and m.kind is not SourceKind.DOCUMENT and not m.preposition
