"""Sentences that only attribute, by word order: "This was reported by X", "X said this on Monday".

What they attribute stands in the sentences before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from verify.extract.frames import Candidate, links
from verify.extract.order_clauses import finite, words_end
from verify.extract.order_phrases import word_classes
from verify.extract.order_sources import attribute, speaks
from verify.languages.words import Pos
from verify.model import SourceKind

if TYPE_CHECKING:
    from verify.extract.cues import Cue
    from verify.extract.frames import Scene
    from verify.extract.mentions import Mention

_TELLING = frozenset({"speak_say", "speak_publish"})
_NAMED = (SourceKind.ORGANIZATION, SourceKind.OUTLET, SourceKind.PERSON)
_POINTING = frozenset({"this_word", "about_preposition"})


def told_by(scene: Scene) -> Candidate | None:
    """ "This was reported by X", "This information was confirmed on the website of X"."""
    seg = scene.segs[0]
    if scene.pack.cased or seg.quote:
        return None
    if "this_word" not in word_classes(scene.word(seg.first)):
        return None
    cue = _passive(scene, seg.first + 1, seg.last)
    agent = _agent(scene, cue + 1) if cue > 0 else None
    if agent is None:
        return None
    found = Candidate("verb-marker", (cue, cue + 1), 0, sources=[agent], marker=True)
    found.region = [(scene.first, scene.last)]
    found.publishes = "speak_publish" in word_classes(scene.word(cue))
    links(scene, found)
    return found


def _passive(scene: Scene, first: int, last: int) -> int:
    """Token of the participle of saying behind "this", a noun for what was told, and "was"; -1: none."""
    copula = False
    for k in range(first, last):
        w = scene.word(k)
        if w is None:
            return -1
        if copula and w.pos & Pos.PAST and w.pos & Pos.VERB and w.classes & _TELLING:
            return k
        copula = copula or "copula" in w.classes
        small = w.pos & (Pos.AUX | Pos.ADV) and "negation" not in w.classes
        if not small and (copula or k > first or not w.classes & {"news_noun", "speech_noun"}):
            return -1
    return -1


def _agent(scene: Scene, k: int) -> Mention | None:
    """Who told it: the phrase behind "by", else the body on whose site, in whose office it was told."""
    told = [m for n in range(len(scene.segs)) for m in scene.mentions(n) if m.first > k and m.preposition]
    by = next((m for m in told if "from_preposition" in word_classes(scene.word(m.first - 1))), None)
    if by is not None:
        return by if speaks(by) else None
    near = told[0] if told and told[0].first <= k + 2 else None
    if near is None or "platform" in near.classes:
        return None
    owned = near.kind is SourceKind.DOCUMENT and near.of is not None
    return near if owned or (near.kind in _NAMED and not near.reference) else None


def says_this(scene: Scene, cue: Cue, found: Candidate) -> bool:
    """ "X said this in an interview with Y", "X wrote about it": a verb of saying that only points back."""
    k = cue.last
    behind = scene.word(k)
    if behind is None or behind.classes.isdisjoint(_POINTING):
        return False
    about = "about_preposition" in word_classes(scene.word(k))
    this = word_classes(scene.word(k + about))
    if not ("this_word" in this or (about and "it" in this)) or not cue.classes & _TELLING:
        return False
    w, last = scene.word(k + about + 1), words_end(scene, cue.segment)
    goes_on = k + about + 1 < last and (
        w is None or not w.pos & (Pos.PREP | Pos.ADV | Pos.SUBORD) or bool(w.pos & (Pos.AUX | Pos.NOUN))
    )
    opening = scene.word(scene.segs[cue.segment].first)
    hangs = opening is not None and bool(opening.pos & Pos.SUBORD)
    if goes_on or hangs or finite(scene, k, last) or any(g.quote for g in scene.segs):
        return False
    if any(finite(scene, g.first, g.last) for g in scene.segs[: cue.segment]):
        return False
    if not attribute(scene, cue, found, inverted=False) or not found.sources:
        return False
    if finite(scene, scene.segs[cue.segment].first, found.sources[0].first):
        return False  # "This is how | X explained this"
    found.rule, found.marker = "verb-marker", True
    found.region = [(scene.first, scene.last)]
    return True
