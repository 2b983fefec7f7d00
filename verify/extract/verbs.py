"""The frames of a verb of saying, strongest evidence first: which holds, and whether it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verify.extract.cues import VERBS, Cue
from verify.extract.frames import Candidate, has_verb, links
from verify.extract.order_phrases import word_classes
from verify.extract.verb_around import around
from verify.extract.verb_clauses import (
    as_clause,
    clause_behind,
    commented,
    fronted,
    marker,
    quotation_behind,
    relative_quote,
)
from verify.extract.verb_objects import bare_clause, object_behind, viewed, whole_clause
from verify.extract.verb_regions import (
    finite_in,
    main_clause,
    opens_clause,
    relative,
    reporting,
    take_slight_whole,
    verb_first,
)
from verify.extract.verb_sources import attribute
from verify.languages.words import FEMN, MASC, NEUT, Pos
from verify.model import AttributionType, SourceKind

if TYPE_CHECKING:
    from verify.extract.frames import Scene


_FRAMES = (
    relative_quote,
    viewed,
    marker,
    fronted,
    as_clause,
    clause_behind,
    quotation_behind,
    around,
    object_behind,
    whole_clause,
    bare_clause,
)
"""The strongest evidence first: the first that holds is the verb's frame."""
_LEARNT = (as_clause, clause_behind)
_SAYING = frozenset(VERBS) - {"speak_as"}
_INVERTED = frozenset({"verb-around", "verb-intro", "verb-marker", "verb-fronted", "verb-relative"})
_PREFIXED = frozenset({"verb-clause", "verb-quote", "verb-colon", "verb-object", "verb-bare"})
_WEAK = frozenset({"verb-object", "verb-whole", "verb-bare"})


def _answers(scene: Scene, cue: Cue) -> bool:
    """«Луг» сообщил: a name that no list knows is any body's in the past; media «пишут», «передают»."""
    w = scene.word(cue.first)
    past = w is not None and bool(w.verb_genders) and w.verb_genders != MASC | FEMN | NEUT
    return past and "media_verb" not in word_classes(w) and scene.pack.cased


def verb_frame(scene: Scene, cue: Cue) -> Candidate | None:
    """The candidate of a verb cue, or None where it attributes nothing (negated, hypothetical, no
    content).
    """
    if _by_us(scene, cue) or _concerns(scene, cue) or _asked(scene, cue) or commented(scene, cue):
        return None
    if _serves_notice(scene, cue) or _of_what_tells(scene, cue):
        return None
    if cue.negated != ("hide_verb" in cue.classes) and not cue.classes & {"verb_believe", "speak_judge"}:
        return None
    found = Candidate("verb", (cue.first, cue.last), cue.segment, type=_type(cue))
    found.publishes = "speak_publish" in cue.classes and not _answers(scene, cue)
    only_as = "speak_as" in cue.classes and not cue.classes & _SAYING
    if "speak_quoted" in cue.classes and not _behind_quotation(scene, cue):
        return None  # «правительство заключило договор о том, что …»
    if not any(frame(scene, cue, found) for frame in (_LEARNT if only_as else _FRAMES)):
        return None
    if found.rule != "verb-around" or not found.sources:
        attribute(scene, cue, found, inverted=found.rule in _INVERTED)
    if only_as and found.rule == "verb-clause" and not _medium_learnt(scene, found):
        return None  # «поліція встановила, що …»: whoever tells it
    if found.rule == "verb-relative" and not found.sources and scene.pack.cased:
        return None  # «для избежания ситуации, которая привела к войне»: nobody quotes anybody
    if found.rule == "verb-colon" and scene.pack.cased and _told_already(scene, cue, found):
        return None
    if scene.pack.cased and "speak_light" in word_classes(scene.word(cue.first)) and _shows(scene, found):
        return None
    links(scene, found)
    _widen(scene, cue, found)
    if found.beyond and not found.sources:
        found.elided = found.agentless = False
    return found if _stands_alone(scene, cue, found) else None


def _medium_learnt(scene: Scene, found: Candidate) -> bool:
    """«Reuters дізнався, що …», «журналісти «Вісника» з'ясували, що …»: a medium tells what it learnt."""
    return scene.pack.cased and bool(found.sources) and found.sources[0].kind is SourceKind.OUTLET


def _by_us(scene: Scene, cue: Cue) -> bool:
    """«Ранее мы сообщали, что …»: the publisher speaks of itself."""
    near = range(max(scene.segs[cue.segment].first, cue.first - 3), cue.first)
    return any((w := scene.word(k)) is not None and "we_word" in w.classes for k in near)


def _behind_quotation(scene: Scene, cue: Cue) -> bool:
    """«…», — заключил X; the same where the marks got lost and the dash did not."""
    seg = scene.segs[cue.segment]
    return cue.segment > 0 and (scene.segs[cue.segment - 1].quote or seg.before == "-")


def _asked(scene: Scene, cue: Cue) -> bool:
    """«… неизвестно, продолжит ли мэр»: nobody says it, it is asked."""
    behind = scene.word(cue.last) if cue.last < scene.last else None
    return scene.pack.cased and "whether" in word_classes(behind)


def _concerns(scene: Scene, cue: Cue) -> bool:
    """«Йдеться про …» tells what it is about, not who says it."""
    behind = scene.word(cue.last) if cue.last < scene.last else None
    return "concern_verb" in cue.classes and "about_preposition" in word_classes(behind)


def _told_already(scene: Scene, cue: Cue, found: Candidate) -> bool:
    """«У Лугові повідомили про мінування: нічого не знайшли», «буде повідомлено: …»: nobody in sight says
    what stands behind the colon."""
    before = scene.word(cue.first - 1) if cue.first > scene.first else None
    if cue.passive and "will_word" in word_classes(before):
        return True
    if found.sources and not found.features.get("place"):
        return False
    w = scene.word(found.sources[0].head) if found.sources else None
    there = w is None or bool(w.pos & Pos.PLACE)
    behind = word_classes(scene.word(cue.last)) if cue.last < scene.last else frozenset()
    return there and "about_preposition" in behind


def _shows(scene: Scene, found: Candidate) -> bool:
    """«Переговоры дают понять, что …»: what shows something, nobody who says it."""
    if not found.sources:
        return found.agentless
    head = scene.word(found.sources[0].head)
    return found.sources[0].kind is SourceKind.COLLECTIVE and head is not None and not head.animate


def _serves_notice(scene: Scene, cue: Cue) -> bool:
    """«Прокуратура повідомила про підозру міністру»: an act of the law, told by whoever tells it."""
    for k in range(cue.last, min(cue.last + 4, scene.segs[cue.segment].last - 1)):
        if "about_preposition" in word_classes(scene.word(k)):
            return "notice_noun" in word_classes(scene.word(k + 1))
    return False


def _of_what_tells(scene: Scene, cue: Cue) -> bool:
    """«У заяві бюро, | яку цитує Reuters, | сказано, що …»: a hop of the verb behind, which takes it over."""
    n = cue.segment
    segs = scene.segs
    if not (0 < n < len(segs) - 1 and segs[n].before == segs[n + 1].before == "," and scene.pack.cased):
        return False
    if not any(m.kind is SourceKind.DOCUMENT and m.preposition for m in scene.mentions(n - 1)):
        return False
    return not any(has_verb(scene, k) for k in range(n)) and reporting(scene, n) is not None


def _type(cue: Cue) -> AttributionType:
    if "verb_intend" in cue.classes and not cue.classes & {"speak_say", "speak_publish"}:
        return AttributionType.INTENTION
    if "verb_believe" in cue.classes and "speak_say" not in cue.classes:
        return AttributionType.BELIEF
    return AttributionType.COMMUNICATION


def _widen(scene: Scene, cue: Cue, found: Candidate) -> None:
    """A slight object is said with its clause; words that attribute begin at their subject."""
    take_slight_whole(scene, found)
    if found.rule not in _PREFIXED or cue.gerund or not found.sources or not found.region:
        return
    start, end = found.region[0]
    if found.sources[0].first < start and _in_reach(scene, cue, found):
        found.region[0] = (found.sources[0].first, end)


def _in_reach(scene: Scene, cue: Cue, found: Candidate) -> bool:
    """True where only appositions and relative clauses stand between the subject and its verb."""
    opening = scene.word(scene.segs[cue.segment].first)
    joint = scene.word(found.region[0][0])
    if any(w is not None and w.pos & Pos.CONJ for w in (opening, joint)):
        return False
    if relative(scene, cue.segment) and main_clause(scene, cue.segment - 1):
        return False  # «Бастуют пилоты, которые сказали, что …»: the strike is told by whoever tells it
    between = [n for n in range(1, cue.segment + 1) if scene.segs[n].first > found.sources[0].first]
    return not any(opens_clause(scene, n) or scene.segs[n].quote for n in between)


def _stands_alone(scene: Scene, cue: Cue, found: Candidate) -> bool:
    """Weak frames need a source in plain sight and the clause's first verb."""
    if found.rule not in _WEAK or cue.passive:
        return True
    if found.elided and found.rule == "verb-object" and _resumes(scene, cue):
        found.features["resumes"] = 1.0  # «Также сообщил о …»: holds where somebody spoke just before
        return True
    if (found.elided and not cue.gerund) or found.agentless:
        return False
    seg = scene.segs[cue.segment]
    first = scene.word(seg.first)
    if first is not None and first.pos & Pos.CONJ and found.sources and found.sources[0].first < seg.first:
        return False  # «… пересчитала билеты, и предложила деньги»: one statement with one subject
    second = scene.word(seg.first + 1) if seg.first + 1 < seg.last else None
    if first is not None and first.pos & Pos.PREP and second is not None and second.pos & Pos.SUBORD:
        return False
    if first is not None and first.pos & Pos.SUBORD and not first.pos & Pos.ADV and cue.segment > 0:
        return False
    if cue.gerund:
        return False
    second_verb = finite_in(scene, seg.first, cue.first) and not _manages(scene, seg.first, cue.first)
    return not second_verb and not _only_source(found)


def _resumes(scene: Scene, cue: Cue) -> bool:
    """True where a sentence opens with a verb of saying that shows no subject."""
    return not cue.gerund and cue.segment == 0 and "speak_say" in cue.classes and verb_first(scene, cue)


def _manages(scene: Scene, a: int, b: int) -> bool:
    return any((w := scene.word(k)) is not None and "manage_verb" in w.classes for k in range(a, b))


def _only_source(found: Candidate) -> bool:
    """True where the object is the subject itself, behind its verb («… также предложили власти Италии»)."""
    return (
        bool(found.content and found.sources)
        and found.sources[0].first <= found.content[0][0]
        and found.content[-1][1] <= max(m.last for m in found.sources)
    )
