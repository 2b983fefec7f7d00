"""A passage that says what a claim says, but of somebody or somewhere else: «министр Соколов» became «министр
Орлов». No I/O.

For a source that is known to be meant: among articles of whoever, another name is another story.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from verify.corroborate.align import Pairing, pair
from verify.corroborate.analysis import Analysis, Term
from verify.corroborate.judging import Judgement, says_the_same
from verify.corroborate.likeness import best
from verify.corroborate.passages import Passage
from verify.corroborate.weights import Weights
from verify.model import Stance

_HERE = 0.5
"""Likeness from which a name is another's form."""

_SEPARATE = 1
"""Code points between two words of one name."""

Run = tuple[Term, ...]


def renamed(
    claim: Passage, passages: Sequence[Passage], whole: Analysis, weights: Weights
) -> Judgement | None:
    """The passage that would say the claim's own, had it the same name in the same place; None where none
    would, or the claim's name stands anywhere in the text. whole: all of the text.
    """
    found = (_changed(claim, passage, whole, weights) for passage in passages)
    return max(filter(None, found), key=lambda each: each.score, default=None)


def _changed(claim: Passage, passage: Passage, whole: Analysis, weights: Weights) -> Judgement | None:
    mine = list(_runs(claim.own, lambda term: best(term, whole)[0] < _HERE))
    known = (claim.own, claim.around)
    theirs = list(_runs(passage.own, lambda term: all(best(term, text)[0] < _HERE for text in known)))
    if len(mine) != 1 or len(theirs) != 1 or not _one_sort(mine[0], theirs[0]):
        return None
    if not _in_one_place(claim.own.terms, mine[0], passage.own.terms, theirs[0]):
        return None
    pairing = pair(_without(claim, mine[0]), _without(passage, theirs[0]), weights)
    score = says_the_same(pairing)
    if score <= 0 or pairing.clashing:
        return None
    changed: Pairing = replace(pairing, clashing=[(_one(mine[0]), _one(theirs[0]))])
    return Judgement(Stance.REFUTES, passage, changed, score)


def _runs(text: Analysis, strange: Callable[[Term], bool]) -> Iterator[Run]:
    """Names of one word or several side by side, those that the other text does not have."""
    run: list[Term] = []
    for term in text.terms:
        if run and (not term.name or term.start - run[-1].end > _SEPARATE or not strange(term)):
            yield tuple(run)
            run = []
        if term.name and strange(term):
            run.append(term)
    if run:
        yield tuple(run)


def _one_sort(mine: Run, theirs: Run) -> bool:
    """A country for a country; of other names nobody can tell."""
    return {t.key[:2] == "p_" for t in mine} == {t.key[:2] == "p_" for t in theirs}


def _in_one_place(claim: Sequence[Term], mine: Run, passage: Sequence[Term], theirs: Run) -> bool:
    """The word before it or the one behind is the same in both, and none of the two stands alone."""
    i, j = claim.index(mine[0]), passage.index(theirs[0])
    before = (claim[i - 1] if i else None, passage[j - 1] if j else None)
    i, j = i + len(mine), j + len(theirs)
    behind = (claim[i] if i < len(claim) else None, passage[j] if j < len(passage) else None)
    return any(a is not None and b is not None and _same(a, b) for a, b in (before, behind))


def _same(one: Term, other: Term) -> bool:
    return best(one, Analysis((), (other,), (), ()))[0] >= _HERE


def _without(passage: Passage, run: Run) -> Passage:
    left = tuple(term for term in passage.own.terms if term not in run)
    return replace(passage, own=replace(passage.own, terms=left))


def _one(run: Run) -> Term:
    return replace(run[0], end=run[-1].end)
