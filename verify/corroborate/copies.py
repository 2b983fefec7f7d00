"""Which passages are the same words: reprints, wire copy, and translations of either. No I/O."""

from __future__ import annotations

from itertools import pairwise

from verify.corroborate.analysis import Analysis, Term
from verify.corroborate.likeness import best
from verify.corroborate.numbers import same_value
from verify.corroborate.weights import Weights

_WHOLE = 6
"""Terms from which a passage that stands wholly inside another is its copy."""

_PART = 0.85

_NAMED = 0.5
"""What a name counts for: whoever tells of the same thing must name the same people and places, in words of
their own or of another.
"""


def sameness(one: Analysis, other: Analysis, weights: Weights) -> float:
    """0 to 1: how far two passages consist of the same words and numbers in about the same order.

    Words are compared by their terms, so that a translation counts as a copy where names, numbers and words
    with a common root or meaning give it away.
    """
    shared_one, total_one, order = _shared(one, other, weights)
    shared_other, total_other, _ = _shared(other, one, weights)
    total = total_one + total_other
    if not total:
        return 0.0
    both = (shared_one + shared_other) / total
    if min(len(one.terms), len(other.terms)) >= _WHOLE:
        shorter = min((total_one, shared_one), (total_other, shared_other))
        both = max(both, _PART * shorter[1] / shorter[0])
    return both * order


def _shared(one: Analysis, other: Analysis, weights: Weights) -> tuple[float, float, float]:
    shared = total = 0.0
    places: list[int] = []
    for term in one.terms:
        weight = weights.of(term.index) * (_NAMED if term.name else 1.0)
        alike, found = best(term, other)
        total += weight
        shared += weight * alike
        if found is not None and alike > 0.5:
            places.append(_place(other, found))
    for number in one.numbers:
        weight = weights.of(number.index)
        total += weight
        shared += weight * any(same_value(number, n) for n in other.numbers)
    return shared, total, _ordered(places)


def _place(analysis: Analysis, term: Term) -> int:
    return next(i for i, t in enumerate(analysis.terms) if t is term)


def _ordered(places: list[int]) -> float:
    """1 where the words stand in the same order, down to 0.8 where in the opposite one."""
    if len(places) < 3:
        return 1.0
    steps = [b > a for a, b in pairwise(places) if a != b]
    return 0.8 + 0.2 * sum(steps) / len(steps) if steps else 1.0


def text_runs(analysis: Analysis) -> frozenset[tuple[str, ...]]:
    """A text's runs of three terms."""
    keys = [term.index for term in analysis.terms]
    return frozenset(zip(keys, keys[1:], keys[2:], strict=False))


def shared_runs(mine: frozenset[tuple[str, ...]], theirs: frozenset[tuple[str, ...]]) -> float:
    """Share of the shorter text's runs that stand in the other: 1 for a reprint in part."""
    shorter = min(len(mine), len(theirs))
    return len(mine & theirs) / shorter if shorter else 0.0


_ONE_TEXT = (-2.75, 1.96, 2.92, 1.32, 3.37, 2.08)
_LONG = 10


def one_text(same: float, length: int, share: float) -> float:
    """Log-odds that two passages have their words from one text. same: their sameness; length: terms of the
    shorter one; share: of their articles' texts. Fitted on pairs of articles with different origins.
    """
    base, alone, texts, long, both, word_for_word = _ONE_TEXT
    return (
        base
        + alone * same
        + texts * share
        + long * same * min(length, _LONG) / _LONG
        + both * same * share
        + word_for_word * max(0.0, same - 0.8)
    )
