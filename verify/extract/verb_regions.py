"""Where the words begin that a verb of saying attributes with, and what stands in its clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verify.extract.cues import Cue
from verify.extract.frames import Candidate, clause_start, has_verb
from verify.extract.order_phrases import word_classes
from verify.languages.words import FEMN, MASC, Case, Pos
from verify.model import SourceKind

if TYPE_CHECKING:
    from verify.extract.frames import Scene
    from verify.extract.mentions import Mention
    from verify.languages.words import Word

_TIMES = frozenset({"as_word", "time_noun"})
_GIVES = frozenset({"quote_verb", "having_verb", "refer_verb"})
_WHOSE = frozenset({"speech_word", "copy_noun"})
"""«(Лист,) копію | якого отримав X», «(мер,) слова | якого передає X»."""


def verb_first(scene: Scene, cue: Cue) -> bool:
    """True where nothing but small words stands before the verb in its segment."""
    seg = scene.segs[cue.segment]
    small = Pos.ADV | Pos.CONJ | Pos.AUX
    return all(
        (w := scene.word(k)) is None
        or (w.pos & small and not w.pos & Pos.NOUN)
        or w.classes & _TIMES
        or w.lower.isdigit()
        for k in range(seg.first, cue.first)
    )


def leading_verb(scene: Scene, cue: Cue) -> int:
    """Token of the verb whose subject this one shares («назвал … и добавил»), 0 where there is none."""
    joint = joint_at(scene, cue)
    if not joint:
        return 0
    seg = scene.segs[cue.segment]
    return next(
        (
            k
            for k in range(seg.first, joint)
            if (w := scene.word(k)) is not None and w.pos & Pos.VERB and not w.pos & Pos.NOUN
        ),
        0,
    )


def next_verb(scene: Scene, cue: Cue) -> int:
    """Token of the conjunction behind which another verb of saying takes the clause: «сказал Лось | и
    отметил, что …»; 0 where none does."""
    seg = scene.segs[cue.segment]
    if not scene.pack.cased:
        return 0
    for k in range(cue.last + 1, seg.last - 1):
        w, verb = scene.word(k), scene.word(k + 1)
        joint = w is not None and w.pos & Pos.CONJ and not w.pos & Pos.SUBORD
        if joint and verb is not None and verb.pos & Pos.VERB and "speak_say" in verb.classes:
            return k
    return 0


def joint_at(scene: Scene, cue: Cue) -> int:
    """Token of the conjunction that joins the cue to an earlier verb of its segment, 0 where there is
    none."""
    seg = scene.segs[cue.segment]
    k = cue.first - 1
    while k > seg.first and (w := scene.word(k)) is not None and w.pos & Pos.ADV and not w.pos & Pos.CONJ:
        k -= 1
    w = scene.word(k) if k > seg.first else None
    if w is None or not w.pos & Pos.CONJ or w.pos & Pos.SUBORD:
        return 0
    return k if finite_in(scene, seg.first, k) else 0


def region_start(scene: Scene, cue: Cue) -> int:
    """Where the words that attribute begin: the clause, less statements that stand before it."""
    joint = joint_at(scene, cue)
    if joint:
        return joint
    start = clause_start(scene, cue.segment)
    if cue.gerund and cue.segment and not _speaks(scene, cue.segment - 1):
        return scene.segs[cue.segment].first
    for number in range(cue.segment - 1, -1, -1):
        seg = scene.segs[number]
        if seg.first < start:
            break
        first = scene.word(seg.first)
        dependent = first is not None and (
            first.pos & (Pos.SUBORD | Pos.GERUND)
            or relative(scene, number)
            or "complementizer" in first.classes
            or not main_clause(scene, number)
        )
        if cue.gerund and _speaks(scene, number):
            dependent = True
        if seg.quote or not dependent:
            return scene.segs[number + 1].first
    return start


def _speaks(scene: Scene, number: int) -> bool:
    """True where a segment's verb is one of saying: its clause is the frame of the participle behind it."""
    seg = scene.segs[number]
    return any(
        (w := scene.word(k)) is not None and w.pos & Pos.VERB and "speak_say" in w.classes
        for k in range(seg.first, seg.last)
    )


def main_clause(scene: Scene, number: int) -> bool:
    """True where a segment holds a finite verb, and a subject of its own besides."""
    seg = scene.segs[number]
    if not has_verb(scene, number):
        return False
    return (
        any(m.preposition == "" and m.cases & 1 for m in scene.mentions(number)) and seg.last - seg.first > 2
    )


def relative(scene: Scene, number: int, *, whose: bool = False) -> bool:
    """True where a segment opens with a relative pronoun, a preposition (whose: a noun) before it or not."""
    seg = scene.segs[number]
    first, second = scene.word(seg.first), scene.word(min(seg.first + 1, seg.last - 1))
    inner = first is not None and (first.pos & Pos.PREP or (whose and first.classes & _WHOSE))
    opening = second if inner else first
    if not number or opening is None or not scene.pack.cased:
        return False
    return bool(opening.pos & Pos.SUBORD) and not opening.classes & {
        "complementizer",
        "adverbial_subordinator",
    }


def reporting(scene: Scene, number: int) -> Mention | None:
    """The medium in a relative clause that says who gives or has the words it hangs on: «(за даними бюро,) на
    які посилається Reuters», «(у листі,) який отримав Reuters»."""
    if number >= len(scene.segs) or scene.segs[number].before != "," or scene.segs[number].quote:
        return None
    seg = scene.segs[number]
    opens = scene.word(seg.first)
    if opens is None or not opens.pos & (Pos.SUBORD | Pos.ADJ | Pos.PREP | Pos.NOUN):
        return None
    if (medium := _has_or_printed(scene, number)) is not None:
        return medium
    if not relative(scene, number, whose=True):
        return None
    if not any(word_classes(scene.word(k)) & _GIVES for k in range(seg.first, seg.last)):
        return None
    return next(
        (
            m
            for m in scene.mentions(number)
            if m.kind is SourceKind.OUTLET and not m.preposition and m.cases & Case.NOM
        ),
        None,
    )


def _has_or_printed(scene: Scene, number: int) -> Mention | None:
    """«(Лист,) що є в розпорядженні Reuters», «(повідомлення,) оприлюднене Reuters»."""
    seg, mentions = scene.segs[number], scene.mentions(number)
    for m in mentions:
        if "disposal_noun" in m.classes and m.preposition:
            inner = scene.reader.mentions(m.head + 1, m.last)[:1]
            return inner[0] if inner and inner[0].kind is SourceKind.OUTLET else None
    opens = scene.word(seg.first)
    if opens is None or not opens.pos & Pos.ADJ or "make_verb" not in opens.classes:
        return None
    printed = (m for m in mentions if m.kind is SourceKind.OUTLET)
    return next((m for m in printed if m.cases & Case.INS or m.preposition), None)


def made_by(scene: Scene, number: int) -> bool:
    """«(Опитування,) яке провела компанія X»: who made the document before it."""
    if number >= len(scene.segs) or not relative(scene, number):
        return False
    seg = scene.segs[number]
    near = range(seg.first, min(seg.first + 4, seg.last))
    return any("make_verb" in word_classes(scene.word(k)) for k in near)


def of_noun(scene: Scene, number: int, said: Word | None = None) -> bool:
    """«(Сказав) на нараді, | що відбулася в порту»: «що» is the noun's before it, by gender, where no other
    subject stands in the clause. said: the verb of saying, whose subject the clause may have left out."""
    seg = scene.segs[number]
    if "relative_that" not in word_classes(scene.word(seg.first)) or seg.first + 1 >= seg.last:
        return False
    verb, before = scene.word(seg.first + 1), scene.segs[number - 1]
    if verb is None or not verb.pos & Pos.VERB:
        return False
    gendered, held = verb.verb_genders in (MASC, FEMN), "held_verb" in verb.classes
    own = gendered and said is not None and said.verb_genders in (MASC, FEMN)
    if not held and not (own and said is not None and said.verb_genders != verb.verb_genders):
        return False
    near = (scene.word(k) for k in range(max(before.first, before.last - (5 if held else 1)), before.last))
    if not any(
        w is not None
        and w.pos & Pos.NOUN
        and not w.animate
        and w.numbers & verb.verb_numbers
        and (not gendered or w.genders & verb.verb_genders)
        for w in near
    ):
        return False
    return not any(
        not m.preposition and m.cases & Case.NOM for m in scene.mentions(number) if m.first > seg.first
    )


def opens_clause(scene: Scene, number: int) -> bool:
    """True where a segment begins with «что», "that", «как» …"""
    seg = scene.segs[number]
    if seg.quote or seg.before not in (",", "", ")"):
        return False
    w = scene.word(seg.first)
    if w is None or "complementizer" not in w.classes:
        return False
    # «написав у соцмережі (колишній Twitter), | що …»
    return seg.before != ")" or (scene.pack.cased and scene.reader.tokens[seg.first - 1].text == ",")


def set_content(scene: Scene, cue: Cue, found: Candidate, rule: str, start: int) -> bool:
    end = scene.end_of(len(scene.segs) - 1)
    if end <= start:
        return False
    found.rule = rule
    found.region = [(region_start(scene, cue), start)]
    found.content = [(start, end)]
    return True


def finite_in(scene: Scene, a: int, b: int) -> bool:
    return any(
        (w := scene.word(k)) is not None and w.pos & (Pos.VERB | Pos.AUX) and not w.pos & Pos.NOUN
        for k in range(a, b)
    )


SLIGHT = 0.5
"""Share of its clause below which an object says too little to stand as a statement without its verb."""


def take_slight_whole(scene: Scene, found: Candidate) -> None:
    """An object that says too little is said with its clause, the verb of saying included."""
    if found.rule == "verb-object" and (
        "comment_verb" in word_classes(scene.word(found.cue[0]))  # «прокомментировал сообщения о …»
        or _slight(scene, found)
        or _orders(scene, found)
        or _does_more(scene, found)
        or _called_first(scene, found)
    ):
        found.rule, found.whole = "verb-whole", True
        found.content = [(found.region[0][0], max(b for _, b in (*found.region, *found.content)))]
        found.region = []


def _does_more(scene: Scene, found: Candidate) -> bool:
    """«Назвали забастовку ненужной и обещали вернуть деньги»: two acts of one subject are one statement."""
    if not scene.pack.cased or not found.content:
        return False
    if found.segment + 1 < len(scene.segs) and opens_clause(scene, found.segment + 1):
        return False  # «… и выразил надежду, что»: a statement of its own
    first, last = found.content[-1]
    end = min(last, scene.segs[found.segment].last)
    for k in range(first + 1, end - 1):
        w = scene.word(k)
        if w is None or not w.pos & Pos.CONJ or w.pos & Pos.SUBORD:
            continue
        verb = scene.word(k + 1)
        if verb is not None and verb.pos & Pos.VERB and not verb.pos & (Pos.NOUN | Pos.ADJ):
            return True
    return False


def _called_first(scene: Scene, found: Candidate) -> bool:
    """«Назвал провокацией новости о …»: what it is called stands in front of what is called so."""
    verb, w = scene.word(found.cue[0]), scene.word(found.cue[1]) if found.cue[1] < scene.last else None
    if not scene.pack.cased or verb is None or w is None or "speak_name" not in verb.classes:
        return False
    called = w.pos & Pos.NOUN and w.cases & Case.INS and not w.cases & (Case.ACC | Case.NOM)
    return bool(called) and not w.pos & Pos.PRON


def _orders(scene: Scene, found: Candidate) -> bool:
    """«Президент поручил правительству выделить деньги»: who is told and what is one statement with the
    verb.
    """
    verb = scene.word(found.cue[0])
    if not scene.pack.cased or verb is None or "speak_urge" not in verb.classes or not found.content:
        return False
    first, last = found.content[0]
    told = next((m for m in scene.mentions(found.segment) if m.first == first), None)
    if told is None or not told.cases & (Case.DAT | Case.ACC) or told.preposition:
        return False
    return any((w := scene.word(k)) is not None and w.pos & Pos.INF for k in range(told.last, last))


def _slight(scene: Scene, found: Candidate) -> bool:
    """True where the object is the lesser part: «мэр назвал забастовку «ненужной»» is one statement."""
    if not found.region or not found.content:
        return False
    tokens = scene.reader.tokens
    size = sum(tokens[b - 1].end - tokens[a].start for a, b in found.content)
    last = max(b for _, b in (*found.region, *found.content))
    whole = tokens[last - 1].end - tokens[found.region[0][0]].start
    return size < SLIGHT * whole
