"""The document that a passive verb attributes to, and the medium that has it: «говорится в письме,
поступившем в редакцию X».
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from verify.extract.case_subjects import plausible
from verify.extract.order_phrases import word_classes
from verify.extract.verb_regions import reporting
from verify.languages.words import Pos
from verify.model import SourceKind

if TYPE_CHECKING:
    from verify.extract.cues import Cue
    from verify.extract.frames import Scene
    from verify.extract.mentions import Mention


def document_source(scene: Scene, cue: Cue) -> Mention | None:
    """«Говорится в заявлении Ryanair», «следует из отчёта»: the document inside a preposition, or the site it
    stands on.
    """
    at = scene.pack.classes.get("at_preposition", ())
    out = scene.pack.classes.get("from_preposition", ())
    fit = [
        m
        for m in scene.mentions(cue.segment)
        if (m.preposition in at or (m.preposition in out and m.kind is SourceKind.DOCUMENT))
        and plausible(m) > 0
        and not m.first <= cue.first < m.last
    ]
    if not fit and cue.segment > 1 and held(scene, cue.segment - 1):  # «у листі, | який отримав X, | йдеться»
        fit = [m for m in scene.mentions(cue.segment - 2) if m.preposition in (*at, *out)]
        fit = [m for m in fit if m.kind is SourceKind.DOCUMENT and plausible(m) > 0]
    behind = [m for m in fit if m.first > cue.first]
    if not fit and (whom := obtained(scene, cue.segment + 1)[1]):
        return whom[0]  # «следует из информации, | опубликованной на сайте X»
    found = (behind[0] if behind else fit[-1]) if fit else None
    return found and (_handed(scene, cue, found) or _posted(fit, found) or found)


def _handed(scene: Scene, cue: Cue, medium: Mention) -> Mention | None:
    """«В полученном Reuters | документе»: the document behind the words that tell who has it."""
    if medium.kind is not SourceKind.OUTLET or not _has(scene, medium.first):
        return None
    behind = (m for m in scene.mentions(cue.segment) if m.first == medium.last)
    return next((m for m in behind if m.kind is SourceKind.DOCUMENT), None)


def _posted(fit: list[Mention], found: Mention) -> Mention | None:
    """«В сообщении | на сайте комитета»: the site tells whose it is."""
    if found.reference != "document":
        return None
    return next((m for m in fit if m.first == found.last + 1 and m.of and "site_noun" in m.classes), None)


def obtained(scene: Scene, number: int) -> tuple[list[Mention], list[Mention]]:
    """The medium and whom it has it from: «(по данным,) | полученным X | от Y», «(по информации,) |
    опубликованной | на сайте Y»."""
    if not has_it(scene, number) or reporting(scene, number) is not None:
        return [], []
    out = scene.pack.classes.get("from_preposition", ())
    held = scene.mentions(number)
    media = [m for m in held if m.kind is SourceKind.OUTLET and not m.preposition][:1]
    whom = [m for m in held if m.reference != "thing" and (m.preposition in out or "site_noun" in m.classes)]
    return (media, whom[:1]) if whom else ([], media)


def received(scene: Scene, document: Mention) -> list[Mention]:
    """The medium that has the document, and tells what stands in it: «в полученном Reuters документе», «в
    письме, поступившем в редакцию РБК», «в отчёте, с которым ознакомился Reuters».
    """
    number = next((n for n, s in enumerate(scene.segs) if s.first <= document.first < s.last), None)
    if number is None:
        return []
    if (medium := reporting(scene, number + 1)) is not None:
        return [medium]
    before = [m for m in scene.mentions(number) if m.last == document.first and _has(scene, m.first)]
    behind = scene.mentions(number + 1) if held(scene, number + 1) else []
    inside = [i for m in behind for i in scene.reader.mentions(m.head + 1, m.last)]  # «в распоряжении | X»
    return [m for m in (*before, *behind, *inside) if m.kind is SourceKind.OUTLET][:1]


def has_it(scene: Scene, number: int) -> bool:
    """«(Документам,) | имеющимся у X», «(данным Y,) | на которые ссылается X»: no clause of its own."""
    if number >= len(scene.segs) or not scene.pack.cased:
        return False
    w = scene.word(scene.segs[number].first)
    participle = w is not None and "having_verb" in w.classes and w.pos & Pos.ADJ and not w.pos & Pos.VERB
    return bool(participle and scene.segs[number].before == ",") or reporting(scene, number) is not None


def held(scene: Scene, number: int) -> bool:
    """A clause that tells who has what stands before it."""
    if number >= len(scene.segs) or scene.segs[number].before != ",":
        return False
    first = scene.segs[number].first
    if scene.pack.cased and reporting(scene, number) is not None:
        return True
    return any(_has(scene, k) for k in range(first, min(first + 3, scene.segs[number].last)))


def _has(scene: Scene, k: int) -> bool:
    return "having_verb" in word_classes(scene.word(k))
