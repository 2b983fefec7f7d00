"""The candidate that a cue makes in its sentence, by the kind of the cue and of the language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verify.extract.order_frames import placed_frame
from verify.extract.order_objects import noun_frame
from verify.extract.phrase_frames import hearsay, noun_clause, phrase_frame
from verify.extract.verbs import verb_frame

if TYPE_CHECKING:
    from verify.extract.cues import Cue
    from verify.extract.frames import Candidate, Scene


def propose(scene: Scene, cue: Cue) -> Candidate | None:
    """The candidate that a cue makes in its sentence; None where it attributes nothing."""
    if cue.name == "verb":
        return verb_frame(scene, cue) if scene.pack.cased else placed_frame(scene, cue)
    if cue.name == "noun":
        return noun_clause(scene, cue) if scene.pack.cased else noun_frame(scene, cue)
    if cue.name == "hearsay":
        return hearsay(scene, cue)
    if cue.name == "link":
        return None  # a link adds hops to the frame it stands in, see `links`
    return phrase_frame(scene, cue)
