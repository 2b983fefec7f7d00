"""Whom a verb of saying attributes to: its subject, the medium, and who is cited."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from verify.extract.cues import Cue
from verify.extract.documents import document_source, received
from verify.extract.frames import Candidate
from verify.extract.subjects import cited, media, place_source, subject
from verify.extract.verb_regions import leading_verb, verb_first
from verify.languages.words import PLURAL, Case, Pos
from verify.model import SourceKind

if TYPE_CHECKING:
    from verify.extract.frames import Scene
    from verify.extract.mentions import Mention


def attribute(scene: Scene, cue: Cue, found: Candidate, *, inverted: bool) -> None:
    """Sources and medium of the candidate."""
    if cue.passive:
        source = document_source(scene, cue)
        found.sources = [source] if source else []
        found.agentless = not source
        if source and source.kind is SourceKind.DOCUMENT:
            found.medium = received(scene, source)
        return
    ahead = verb_first(scene, cue) and not cue.gerund
    found.sources = subject(scene, cue, inverted=(inverted or ahead) and not cue.gerund, forward=inverted)
    if not found.sources and (lead := leading_verb(scene, cue)):
        found.sources = subject(scene, replace(cue, first=lead, last=lead + 1), inverted=False)
    if found.sources and _elsewhere(scene, cue, found.sources[0]):
        found.sources = []  # «Завод закроют, но | в мэрии сообщили, что …»
    listener = found.sources if _listens(scene, cue, found.sources) else []
    if not found.sources or listener:
        place = place_source(scene, _main_verb(scene, cue) if cue.gerund else cue, behind=inverted)
        if place is not None:
            found.sources = [place]
            found.features["place"] = 1.0
    if not found.sources:
        w = scene.word(cue.first)
        alone = w is not None and w.verb_numbers == PLURAL and not cue.gerund
        found.agentless, found.elided = alone, not alone
    found.medium = media(scene, cue, found.sources)
    if listener and found.features.get("place"):
        found.medium = listener
    found.beyond = cited(scene, cue, found.sources)


def _elsewhere(scene: Scene, cue: Cue, m: Mention) -> bool:
    """One body, the subject of a clause before, is none of a plural that has a place beside it."""
    w, seg = scene.word(cue.first), scene.segs[cue.segment]
    if not scene.pack.cased or w is None or w.verb_numbers != PLURAL or m.last > seg.first:
        return False
    one = m.kind is SourceKind.ORGANIZATION and not m.numbers & PLURAL
    return one and place_source(scene, cue, behind=False) is not None


def _listens(scene: Scene, cue: Cue, sources: list[Mention]) -> bool:
    """«Сообщили ТАСС в суде»: one medium is no subject of a plural; the body behind it may be."""
    w = scene.word(cue.first)
    if w is None or w.verb_numbers != PLURAL or len(sources) != 1 or not scene.pack.cased:
        return False
    m = sources[0]
    one = not m.numbers & PLURAL or m.cases == Case.ANY  # initials show no number either
    return m.kind is SourceKind.OUTLET and one and bool(m.cases & Case.DAT)


def _main_verb(scene: Scene, cue: Cue) -> Cue:
    """The verb that a gerund goes with: «в посольстве подтвердили это, уточнив, что …»."""
    if cue.segment == 0:
        return cue
    seg = scene.segs[cue.segment - 1]
    for k in range(seg.first, seg.last):
        w = scene.word(k)
        if w is not None and w.pos & Pos.VERB and not w.pos & Pos.NOUN:
            return replace(cue, first=k, last=k + 1, segment=cue.segment - 1)
    return cue
