"""The frames of a verb of saying without a conjunction: its object, its whole clause,
a clause that follows bare.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from verify.extract.cues import Cue
from verify.extract.frames import Candidate, clause_start
from verify.extract.verb_regions import main_clause, set_content, verb_first
from verify.languages.words import Case, Pos

if TYPE_CHECKING:
    from verify.extract.frames import Scene

_OBJECT = frozenset({"speak_name", "speak_urge"})


def object_behind(scene: Scene, cue: Cue, found: Candidate) -> bool:
    """«Назвал … победой», «призвал к …», «заявил о …»: the object is what is said."""
    seg = scene.segs[cue.segment]
    if cue.last >= seg.last and seg.last - cue.first > 1:
        return False
    start = 0
    if cue.classes & _OBJECT:
        start = cue.last
        w = scene.word(start)
        if w is not None and "about_preposition" in w.classes and scene.pack.cased:
            return False  # «сам попросил об отставке»: a deed, told by whoever tells it
        if w is not None and "urge_preposition" in w.classes and not w.pos & Pos.SUBORD:
            start += 1
    opening = scene.word(seg.first)
    if (
        opening is not None
        and "about_preposition" in opening.classes
        and cue.first - seg.first > 1
        and cue.classes & {"speak_say", "speak_passive"}
    ):
        found.rule = "verb-object"
        found.features["fronted"] = 1.0
        about = [m for m in scene.mentions(cue.segment) if m.first == seg.first + 1 and m.last <= cue.first]
        if about:
            found.region = [(seg.first, seg.first + 1), (about[0].last, scene.end_of(len(scene.segs) - 1))]
            found.content = [(seg.first + 1, about[0].last)]
            return True
    if cue.classes & {"speak_say", "speak_passive"}:
        for k in range(cue.last, seg.last):
            w = scene.word(k)
            if w is None:
                continue
            if "about_preposition" in w.classes:
                start = k + 1 if _nothing_but_listeners(scene, cue, k) else 0
                break
            if w.pos & (Pos.VERB | Pos.GERUND) and not w.pos & (Pos.NOUN | Pos.ADJ):
                break
    if not start or start >= seg.last:
        return False
    found.features["object"] = 1.0
    return set_content(scene, cue, found, "verb-object", start)


def _nothing_but_listeners(scene: Scene, cue: Cue, k: int) -> bool:
    """True where between the verb and «о» stand only its subject, a listener, a time or a place."""
    for m in scene.mentions(cue.segment):
        if m.first < cue.last or m.last > k:
            continue
        if not m.preposition and m.reference == "thing" and not m.cases & 4:
            return False
        if m.preposition and m.preposition not in scene.pack.classes.get("at_preposition", ()):
            return False
        if m.preposition and m.reference == "thing" and "time_noun" not in m.classes and m.last - m.first > 2:
            return False
    return True


def whole_clause(scene: Scene, cue: Cue, found: Candidate) -> bool:
    """«X отверг критику»: the whole clause is the statement, X its source."""
    following = scene.word(scene.segs[cue.segment + 1].first) if cue.segment + 1 < len(scene.segs) else None
    asks = "speak_urge" in cue.classes and following is not None and "purpose" in following.classes
    rated = "assess_verb" in cue.classes and _rated(scene, cue)
    if not cue.classes & {"speak_judge", "speak_accuse", "speak_object"} and not asks and not rated:
        return False
    if asks:  # «потребовал, чтобы мост открыли»
        found.whole, found.rule = True, "verb-whole"
        found.content = [(clause_start(scene, cue.segment), scene.end_of(len(scene.segs) - 1))]
        return True
    if not rated and not cue.classes & {"speak_judge", "speak_accuse"} and not _has_object(scene, cue):
        return False
    start = clause_start(scene, cue.segment)
    found.whole = True
    found.rule = "verb-whole"
    found.content = [(start, scene.end_of(len(scene.segs) - 1))]
    return True


def _rated(scene: Scene, cue: Cue) -> bool:
    """«Оценил состояние как тяжёлое», «оценил ущерб в 2 млн»."""
    for k in range(cue.last, scene.segs[cue.segment].last):
        w, after = scene.word(k), scene.reader.tokens[min(k + 1, scene.last - 1)].text
        if w is not None and (
            "as_word" in w.classes or ("at_preposition" in w.classes and after[0].isdigit())
        ):
            return True
    return False


def viewed(scene: Scene, cue: Cue, found: Candidate) -> bool:
    """«X считает план опасным»: the clause is the statement, X its source."""
    seg = scene.segs[cue.segment]
    if "view_verb" not in cue.classes or cue.last >= seg.last or cue.negated:
        return False
    behind = cue.segment + 1
    dashed = behind < len(scene.segs) and scene.segs[behind].before == "-" and not scene.segs[behind].quote
    last = scene.segs[behind].last if dashed else seg.last  # «X считает план — опасным»
    words = [scene.word(k) for k in range(cue.last, last)]
    held = any(
        w is not None and w.cases & Case.ACC
        for w in words + [scene.word(k) for k in range(seg.first, cue.first)]
    )
    what = any(
        w is not None
        and w.pos & (Pos.ADJ | Pos.NOUN)
        and w.cases & Case.INS
        and not w.cases & Case.NOM
        and not w.pos & (Pos.PREP | Pos.PRON)
        and not ((before := scene.word(k - 1)) is not None and before.pos & Pos.PREP)
        for k, w in enumerate(words, cue.last)
    )
    if not held or not what:
        return False
    found.rule, found.whole = "verb-whole", True
    found.content = [(clause_start(scene, cue.segment), scene.end_of(len(scene.segs) - 1))]
    return True


def _has_object(scene: Scene, cue: Cue) -> bool:
    """True where a thing in the accusative follows the verb at once («отметил рост перевозок»)."""
    after = [m for m in scene.mentions(cue.segment) if cue.last <= m.first <= cue.last + 1]
    return (
        bool(after)
        and not after[0].preposition
        and after[0].reference == "thing"
        and bool(after[0].cases & 8)
    )


def bare_clause(scene: Scene, cue: Cue, found: Candidate) -> bool:
    """«X добавил, план сорван»: a clause without its conjunction."""
    number = cue.segment + 1
    if cue.last < scene.segs[cue.segment].last or number >= len(scene.segs):
        return False
    following = scene.segs[number]
    if "speak_say" not in cue.classes or following.before not in (",", "-"):
        return False
    copula = (
        number + 1 < len(scene.segs)
        and scene.segs[number + 1].before == "-"
        and any(m.cases & 1 and not m.preposition for m in scene.mentions(number))
    )
    if not (main_clause(scene, number) or copula) or verb_first(scene, cue):
        return False
    return set_content(scene, cue, found, "verb-bare", following.first)
