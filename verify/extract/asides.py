"""What stands between a verb of saying and its clause: «X заявил, | выступая в порту, | что …»."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verify.extract.case_subjects import participial
from verify.extract.cues import by_noun
from verify.extract.frames import has_verb
from verify.extract.order_phrases import word_classes
from verify.extract.verb_regions import of_noun, opens_clause, relative
from verify.languages.words import NEUT, Pos

if TYPE_CHECKING:
    from verify.extract.cues import Cue
    from verify.extract.frames import Scene

MOST = 4
"""Segments between the verb and its clause."""
LONGEST_CITATION = 7
"""Tokens of «передаёт Y», «по данным Y»."""
_SAYS = frozenset({"speak_say", "verb_believe", "claim_noun", "about_that", "not_said"})


def behind_aside(scene: Scene, cue: Cue) -> int:
    """The segment that opens the verb's clause: the next one, or the first «что» behind relative clauses,
    participles, appositions and who cites it."""
    following = cue.segment + 1
    number = following
    while number < min(following + MOST, len(scene.segs)):
        of_it = of_noun(scene, number, scene.word(cue.first))
        if opens_clause(scene, number) and not of_it:
            return number if number == following or _that(scene, number) else following
        if not of_it and not _aside(scene, number) and not cites(scene, number):
            break
        number += 1
    nothing = following >= len(scene.segs) or of_noun(scene, following, scene.word(cue.first))
    return len(scene.segs) if nothing else following


def less_citations(scene: Scene, region: tuple[int, int], first: int, last: int) -> list[tuple[int, int]]:
    """The words that attribute, less who cites them between the verb and its clause:
    «X сказал, | передаёт Y, | что …». first, last: the segments between."""
    found, start = [], region[0]
    for n in range(first, last):
        if cites(scene, n):
            found.append((start, scene.segs[n].first))
            start = scene.segs[n + 1].first
    return [*found, (start, region[1])]


def cites(scene: Scene, number: int) -> bool:
    """«…, | передаёт Y, | что …», «…, | по данным Y, | что …»: who cites the speaker."""
    seg, tokens = scene.segs[number], scene.reader.tokens
    first = scene.word(seg.first)
    if seg.quote or seg.before != "," or first is None or seg.last - seg.first > LONGEST_CITATION:
        return False
    return bool("speak_publish" in first.classes or by_noun(tokens, seg.first, seg.last))


def _that(scene: Scene, number: int) -> bool:
    """«…, | что мост закрыт»; not «…, что привело к …», which is all of what stands before."""
    seg = scene.segs[number]
    w = scene.word(seg.first)
    behind = scene.word(seg.first + 1) if seg.first + 1 < seg.last else None
    if w is None or behind is None or w.classes & {"as_word", "whether", "interrogative_content"}:
        return False
    return not (behind.pos & Pos.VERB and behind.verb_genders & NEUT)


def _aside(scene: Scene, number: int) -> bool:
    """True for what breaks the clause off without one of its own that «что» could answer."""
    seg = scene.segs[number]
    first, last = scene.word(seg.first), scene.word(seg.last - 1)
    if seg.quote or seg.before not in (",", "(", ")") or first is None or last is None:
        return False
    if seg.before == "(" and number + 1 < len(scene.segs) and scene.segs[number + 1].before == ")":
        return True  # «в Facebook (запрещён в стране), | что …»
    if word_classes(last) & _SAYS or (last.pos & (Pos.VERB | Pos.GERUND) and not last.pos & Pos.NOUN):
        return False
    if first.pos & Pos.GERUND or relative(scene, number) or of_noun(scene, number):
        return True
    return participial(scene, number) or not has_verb(scene, number)
