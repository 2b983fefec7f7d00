"""The frame of a verb of saying that closes or parts its statement: «…, сказал X»."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verify.extract.cues import Cue, phrase_end
from verify.extract.documents import document_source
from verify.extract.frames import Candidate, content_start, has_verb, substance
from verify.extract.order_phrases import word_classes
from verify.extract.subjects import place_source, subject
from verify.extract.verb_regions import next_verb, of_noun, relative, verb_first
from verify.extract.verb_sources import attribute
from verify.languages.words import Pos
from verify.model import SourceKind

if TYPE_CHECKING:
    from verify.extract.frames import Scene


def around(scene: Scene, cue: Cue, found: Candidate) -> bool:
    """«…, сказал X»: the cue closes or parts the statement."""
    number = cue.segment
    if number == 0 or cue.gerund:
        return False
    if not scene.segs[number - 1].quote and not _closes(scene, cue):
        return False
    seg = scene.segs[number]
    end = scene.end_of(len(scene.segs) - 1)
    found.rule, found.outer = "verb-around", True
    found.content = [(content_start(scene, number), seg.first)]
    if joint := next_verb(scene, cue):  # «…, сказал Лось | и добавил, что …»
        found.region = [(seg.first, joint)]
        attribute(scene, cue, found, inverted=True)
        return True
    after, said, asked = number + 1, scene.word(cue.first), False
    while after < len(scene.segs) and (
        not (
            scene.segs[after].quote
            or (
                has_verb(scene, after)
                and not (relative(scene, after, whose=True) or of_noun(scene, after, said))
            )
            or _adds(scene, after)
        )
        or (asked and _question(scene, after))
    ):
        asked = asked or _gerund(scene, after)  # «…, сказал он, | отвечая на вопрос, | закроют ли мост»
        after += 1  # «…, сказал он на встрече, | которая идёт в порту»: the relative clause is the meeting's
    rest = scene.segs[after].first if after < len(scene.segs) else end
    found.region = [(seg.first, rest)]
    if after < len(scene.segs) and not _sibling(scene, after):
        found.content.append((rest, end))
    attribute(scene, cue, found, inverted=True)
    return True


def _closes(scene: Scene, cue: Cue) -> bool:
    """True where the cue's segment, behind plain words, does nothing but say whose they are."""
    number = cue.segment
    seg = scene.segs[number]
    leading = scene.word(seg.first)
    if leading is not None and (leading.pos & Pos.SUBORD or "contrast" in leading.classes):
        return False
    if not verb_first(scene, cue):
        said = substance(scene, 0, number)
        return seg.before == "-" and _short(scene, cue) and said and bool(subject(scene, cue, inverted=False))
    if leading is not None and leading.pos & Pos.CONJ and "also_word" not in leading.classes:
        return False
    if not substance(scene, 0, number) and not substance(scene, number + 1, len(scene.segs)):
        return scene.pack.cased and _said_bare(scene, cue)
    return seg.before == "-" or cue.passive or _links_here(scene, cue) or _somebody_behind(scene, cue)


def _said_bare(scene: Scene, cue: Cue) -> bool:
    """«Каждый год одно и то же, возмутился он.»: somebody behind the last verb, enough words before it."""
    seg = scene.segs[cue.segment]
    words = sum(scene.word(k) is not None for k in range(scene.first, seg.first))
    if cue.segment + 1 < len(scene.segs) or words < 3 or not cue.classes & {"speak_say", "speak_passive"}:
        return False
    if cue.passive:
        return document_source(scene, cue) is not None
    speakers = subject(scene, cue, inverted=True)
    if not speakers:
        return place_source(scene, cue, behind=True) is not None
    somebody = (SourceKind.PERSON, SourceKind.ANONYMOUS, SourceKind.OUTLET, SourceKind.ORGANIZATION)
    return bool(speakers) and speakers[0].kind in somebody and speakers[0].first >= cue.last


def _somebody_behind(scene: Scene, cue: Cue) -> bool:
    speakers = subject(scene, cue, inverted=True, forward=True)
    return bool(speakers) or place_source(scene, cue, behind=True) is not None


def _links_here(scene: Scene, cue: Cue) -> bool:
    """«…, пишет со ссылкой на Y»: the publisher's name got lost, the source it names did not."""
    k, tokens = cue.last, scene.reader.tokens
    return k < scene.last and phrase_end(tokens, k, scene.last, scene.pack, "link") > 0


def _short(scene: Scene, cue: Cue) -> bool:
    """True where the segment holds the cue, its subject and nothing that says more."""
    for k in range(cue.last, scene.segs[cue.segment].last):
        w = scene.word(k)
        if w is not None and w.pos & Pos.VERB and not w.pos & (Pos.NOUN | Pos.ADJ | Pos.PREP):
            return False
        if "complementizer" in word_classes(w):
            return False
    return True


def _adds(scene: Scene, number: int) -> bool:
    """«…, сказал он, | добавив, что …»: a participle of saying with words of its own."""
    first = scene.segs[number].first
    w = scene.word(first)
    if "question_noun" in word_classes(scene.word(first + 2)):
        return False  # «…, | отвечая на вопрос, | закроют ли мост»
    return scene.pack.cased and w is not None and bool(w.pos & Pos.GERUND) and "speak_say" in w.classes


def _gerund(scene: Scene, number: int) -> bool:
    w = scene.word(scene.segs[number].first)
    return scene.pack.cased and w is not None and bool(w.pos & Pos.GERUND)


def _question(scene: Scene, number: int) -> bool:
    """«(Отвечая на вопрос,) | закроют ли мост», «…, | когда закроют мост»."""
    seg = scene.segs[number]
    near = [word_classes(scene.word(k)) for k in (seg.first, min(seg.first + 1, seg.last - 1))]
    return not seg.quote and ("interrogative_content" in near[0] or any("whether" in c for c in near))


def _sibling(scene: Scene, number: int) -> bool:
    """True where a segment opens a clause of its own behind a cue («…, сказал он, а мэр …»)."""
    w = scene.word(scene.segs[number].first)
    if w is None or scene.segs[number].quote:
        return False
    return bool(w.pos & Pos.GERUND) or "contrast" in w.classes
