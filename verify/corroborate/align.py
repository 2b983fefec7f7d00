"""A claim and a passage side by side: the parts that align, those that clash, and what they are worth. No
I/O.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from verify.corroborate.analysis import Term
from verify.corroborate.dates import Date, same_date
from verify.corroborate.likeness import best
from verify.corroborate.numbers import Number, same_value
from verify.corroborate.passages import Passage
from verify.corroborate.weights import Weights

Part = Term | Number | Date
"""What can align."""

_AROUND = 0.6
"""What a word is worth that stands only around the passage."""

_NUMBER = 1.5
"""A number tells more than a word as rare."""

_FOUND = 0.5
_MOST_DAYS = 31


@dataclass(slots=True)
class Features:
    """What an alignment is scored by; 0 to 1, `clashes` a count.

    core: share of the claim's weight in the passage itself; cover: or around it; back: share of the passage's
    in the claim; verbs, names, dates: of the claim's, found; tight: of the passage between the first and the
    last word found, the share found; hit: a telling number of the same thing; missed: of the claim's numbers,
    not found; elsewhere: it speaks of other places; negation: one of them denies what the other says.
    """

    core: float = 0.0
    cover: float = 0.0
    back: float = 0.0
    verbs: float = 0.0
    names: float = 1.0
    dates: float = 1.0
    tight: float = 0.0
    hit: float = 0.0
    missed: float = 0.0
    elsewhere: float = 0.0
    negation: float = 0.0
    clashes: int = 0


@dataclass(slots=True)
class Pairing:
    """Claim and passage side by side. as_if: the features, had the passage the claim's own values where it
    has others. found: how many different words and numbers of the claim the passage itself has. said: share
    of what the claim's first clause says from its verb on that the passage itself has, 1 where there is none.
    unsaid: of what the claim says was done the passage says only that it must be, or that somebody is against
    it, or whom it may have been done to.
    """

    features: Features = field(default_factory=Features)
    as_if: Features = field(default_factory=Features)
    found: int = 0
    said: float = 1.0
    unsaid: bool = False
    aligned: list[tuple[Part, Part]] = field(default_factory=list)
    clashing: list[tuple[Part, Part]] = field(default_factory=list)


def pair(claim: Passage, passage: Passage, weights: Weights) -> Pairing:
    """Lay the claim's parts beside the passage's."""
    out = Pairing()
    tally = _Tally()
    verb = tally.done = min((term.start for term in claim.own.terms if term.verb), default=None)
    for term in claim.own.first_of.values():
        tally.said = verb is not None and verb <= term.start < claim.clause
        _term(term, passage, weights.of(term.index), out, tally)
    numbers = _numbers(claim, passage, out)
    _dates(claim, passage, out)
    clashing, elsewhere = 0.0, _elsewhere(claim, passage)
    for number in claim.own.numbers:
        weight = _NUMBER * weights.of(number.index)
        tally.add(weight, weight if number in numbers and not elsewhere else 0.0)
        clashing += weight if any(one is number for one, _ in out.clashing) else 0.0
    _score(claim, passage, weights, numbers, out, tally)
    if out.clashing:
        out.as_if = _as_if(
            out, (tally.inside + clashing) / tally.total, (tally.have + clashing) / tally.total
        )
    return out


@dataclass(slots=True)
class _Tally:
    """Weights summed over the claim's parts: of all, found at all, found inside; of names and verbs alone."""

    total: float = 0.0
    have: float = 0.0
    inside: float = 0.0
    names: list[float] = field(default_factory=lambda: [0.0, 0.0])
    verbs: list[float] = field(default_factory=lambda: [0.0, 0.0])
    after: list[float] = field(default_factory=lambda: [0.0, 0.0])
    said: bool = False
    done: int | None = None
    hits: set[str] = field(default_factory=set)

    def add(self, weight: float, have: float) -> None:
        self.total += weight
        self.have += have
        self.inside += have


def _term(term: Term, passage: Passage, weight: float, out: Pairing, tally: _Tally) -> None:
    inside, other = best(term, passage.own, neighbours=True)
    alike = inside
    if inside < 1:
        near, around = best(term, passage.around, neighbours=True)
        if near * _AROUND > inside:
            alike, other = near * _AROUND, around
    tally.total += weight
    tally.have += weight * alike
    tally.inside += weight * inside
    for sums, counts in ((tally.names, term.name), (tally.verbs, term.verb), (tally.after, tally.said)):
        if counts:
            sums[0] += weight
            sums[1] += weight * (alike if sums is tally.names else inside)
    if other is None or alike < _FOUND:
        return
    out.aligned.append((term, other))
    if inside >= _FOUND:
        tally.hits.add(other.key)
        out.unsaid = out.unsaid or (tally.done == term.start and other.unsaid and not term.unsaid)
        out.features.negation = max(out.features.negation, float(other.negated != term.negated))


def _score(
    claim: Passage,
    passage: Passage,
    weights: Weights,
    numbers: dict[Number, Number],
    out: Pairing,
    tally: _Tally,
) -> None:
    f, total = out.features, max(tally.total, 0.01)
    f.core, f.cover = tally.inside / total, tally.have / total
    f.back = _back(claim, passage, weights)
    f.names = tally.names[1] / tally.names[0] if tally.names[0] else 1.0
    f.verbs = tally.verbs[1] / tally.verbs[0] if tally.verbs[0] else f.core
    f.tight = _tight(passage, tally.hits, weights)
    f.hit = max((_telling(a, b) for a, b in numbers.items()), default=0.0)
    f.missed = 1 - len(numbers) / len(claim.own.numbers) if claim.own.numbers else 0.0
    f.elsewhere = float(_elsewhere(claim, passage))
    f.hit *= 1 - f.elsewhere
    f.clashes = len(out.clashing)
    out.found = len(tally.hits) + len(numbers)
    out.said = tally.after[1] / tally.after[0] if tally.after[0] else 1.0


def _as_if(out: Pairing, core: float, cover: float) -> Features:
    f = out.features
    hits = [
        _telling(a, replace(b, value=a.value))
        for a, b in out.clashing
        if isinstance(a, Number) and isinstance(b, Number)
    ]
    dates = 1.0 if any(isinstance(a, Date) for a, _ in out.clashing) else f.dates
    return replace(f, core=core, cover=cover, clashes=0, missed=0.0, hit=max([f.hit, *hits]), dates=dates)


def _telling(one: Number, other: Number) -> float:
    """A number that few things have, counting the same."""
    if one.unit != other.unit or not one.unit:
        return 0.0
    rare = one.unit == "percent" or one.value > _MOST_DAYS or one.value != int(one.value)
    return 1.0 if rare else 0.5


def _tight(passage: Passage, hits: set[str], weights: Weights) -> float:
    at = [i for i, term in enumerate(passage.own.terms) if term.key in hits]
    if not at:
        return 0.0
    part = passage.own.terms[at[0] : at[-1] + 1]
    total = sum(weights.of(t.index) for t in part)
    return sum(weights.of(t.index) for t in part if t.key in hits) / total


_CONTINENTS = frozenset({"c_africa", "c_asia", "c_europe"})


def places(terms: Iterable[Term]) -> set[str]:
    """Countries among the terms."""
    return {term.key for term in terms if term.key.startswith("p_")}


def _elsewhere(claim: Passage, passage: Passage) -> bool:
    """The claim names places, the passage only others. A continent is another place than a country of it."""
    mine, theirs = _where(claim.own.terms), _where(passage.own.terms)
    near = _where(passage.around.terms)
    return bool(mine) and bool(theirs - mine) and bool(mine - theirs - near)


def _where(terms: Iterable[Term]) -> set[str]:
    return {term.key for term in terms if term.key.startswith("p_") or term.key in _CONTINENTS}


def _back(claim: Passage, passage: Passage, weights: Weights) -> float:
    total = have = 0.0
    for term in passage.own.first_of.values():
        weight = weights.of(term.index)
        total += weight
        inside, _ = best(term, claim.own)
        have += weight * (inside if inside == 1 else max(inside, _AROUND * best(term, claim.around)[0]))
    for number in passage.own.numbers:
        weight = _NUMBER * weights.of(number.index)
        total += weight
        have += weight * any(same_value(number, n) for n in claim.own.numbers)
    return have / total if total else 0.0


def _numbers(claim: Passage, passage: Passage, out: Pairing) -> dict[Number, Number]:
    """The claim's numbers that the passage has. One clashes only where each has one of its thing."""
    left = list(passage.own.numbers)
    found: dict[Number, Number] = {}
    for number in claim.own.numbers:
        same = [n for n in left if same_value(number, n)]
        same.sort(key=lambda n: n.unit != number.unit)
        if same:
            left.remove(same[0])
            found[number] = same[0]
            out.aligned.append((number, same[0]))
    for number in claim.own.numbers:
        others = [n for n in left if number.unit and n.unit == number.unit]
        alone = sum(n.unit == number.unit for n in claim.own.numbers) == 1
        if number not in found and len(others) == 1 and alone:
            out.clashing.append((number, others[0]))
    return found


def _dates(claim: Passage, passage: Passage, out: Pairing) -> None:
    found = 0
    for day in claim.own.dates:
        said = [(same_date(day, other), other) for other in passage.own.dates]
        hit = next((other for same, other in said if same), None)
        hit = hit or next((other for other in passage.around.dates if same_date(day, other)), None)
        if hit is not None:
            found += 1
            out.aligned.append((day, hit))
        elif said and all(same is False for same, _ in said):
            out.clashing.append((day, said[0][1]))
    out.features.dates = found / len(claim.own.dates) if claim.own.dates else 1.0
