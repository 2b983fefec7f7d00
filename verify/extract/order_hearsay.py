"""Hearsay by word order that stands behind what is said, or in the middle of it.

"…, it was reported on Friday", "he reportedly left".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from verify.extract.frames import Candidate, content_start
from verify.extract.order_clauses import finite, is_main
from verify.languages.words import Pos

if TYPE_CHECKING:
    from verify.extract.cues import Cue
    from verify.extract.frames import Scene


def stands_behind(scene: Scene, cue: Cue) -> bool:
    """True where hearsay does not open what is said: its content stands in front, or on both sides."""
    return _closing(scene, cue) or (_adverb(scene, cue) and cue.first > scene.first)


def heard(scene: Scene, cue: Cue) -> Candidate | None:
    """The candidate of such hearsay; None where it qualifies a part of the sentence only ("X, who reportedly
    left, …")."""
    n, seg = cue.segment, scene.segs[cue.segment]
    found = Candidate("hearsay", (cue.first, cue.last), n, agentless=True)
    if _closing(scene, cue):
        close, end = _next(scene, n), scene.end_of(len(scene.segs) - 1)
        found.region, found.outer = [(seg.first, close)], True
        found.content = [(content_start(scene, n), seg.first), (close, end)]
    elif _whole(scene, cue):
        while n + 1 < len(scene.segs) and not _joined(scene, n + 1):
            n += 1
        found.region = [(cue.first, cue.last)]
        found.content = [(scene.first, cue.first), (cue.last, scene.segs[n].last)]
    found.content = [(a, b) for a, b in found.content if b > a]
    return found if found.content else None


def _closing(scene: Scene, cue: Cue) -> bool:
    """ "…, | it was reported on Friday"."""
    seg = scene.segs[cue.segment]
    opens = cue.segment > 0 and cue.first == seg.first and seg.before == ","
    return opens and not finite(scene, cue.last, seg.last)


def _next(scene: Scene, n: int) -> int:
    return scene.segs[n + 1].first if n + 1 < len(scene.segs) else scene.segs[n].last


def _joined(scene: Scene, n: int) -> bool:
    """True where segment n is another main clause, of which nothing was heard."""
    w = scene.word(scene.segs[n].first)
    joint = w is not None and w.pos & Pos.CONJ and not w.pos & Pos.SUBORD
    return bool(joint or scene.segs[n].before == ";") and is_main(scene, n)


def _adverb(scene: Scene, cue: Cue) -> bool:
    w = scene.word(cue.first)
    return cue.last - cue.first == 1 and w is not None and bool(w.pos & Pos.ADV)


def _whole(scene: Scene, cue: Cue) -> bool:
    """True where the adverb stands in the sentence's main clause, so that all of it is hearsay."""
    seg = scene.segs[cue.segment]
    hangs = any((w := scene.word(k)) is not None and w.pos & Pos.SUBORD for k in range(seg.first, cue.first))
    finite_behind = finite(scene, cue.last, seg.last)
    opens = finite(scene, seg.first, cue.first) or finite_behind
    quoted = any(g.quote for g in scene.segs)
    return not hangs and opens and not quoted and not any(is_main(scene, n) for n in range(cue.segment))
