"""A claim against a whole article: the passage that bears on it, and how. No I/O."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from verify.corroborate.align import Features, Pairing, pair, places
from verify.corroborate.analysis import Term
from verify.corroborate.passages import Passage, narrowed
from verify.corroborate.weights import Weights
from verify.model import Stance
from verify.model.claim import Spans

_WHOLE_CLAIM = 0.2
"""Log-odds by which a claim is preferred to the sentence around it: its chain is known to the word."""

_REFUTES = 0.3
"""Log-odds that the passage would say the same but for the part that clashes, above the threshold."""

_LEAST_FOUND = 2
_LEAST_CORE = 0.45
_LEAST_NAMES = 0.6
_LEAST_SAID = 0.25

_CLOSE = 3
"""Words from an act to the name of whom it is about, where the two are told in short."""


@dataclass(frozen=True)
class Model:
    """Weights of the features, by their names; threshold: log-odds from which a passage supports."""

    intercept: float
    threshold: float
    weights: dict[str, float]

    def score(self, features: Features) -> float:
        """Log-odds that a passage with these features says what the claim says."""
        total = self.intercept + self.weights["both"] * features.core * features.back
        for name, weight in self.weights.items():
            if name != "both":
                total += weight * float(getattr(features, name))
        return total


@cache
def model() -> Model:
    """The model that ships."""
    text = resources.files(__package__).joinpath("model.toml").read_text(encoding="utf-8")
    return Model(**tomllib.loads(text))


@dataclass(frozen=True, slots=True)
class Judgement:
    """What an article's passage does to a claim. score: log-odds above what it takes. again: other passages
    of it that say the same, the surest first; telling: those of them that do so in their own words, and not
    by what stands around them, then those that say it again in short.
    """

    stance: Stance
    passage: Passage
    pairing: Pairing
    score: float
    again: tuple[Passage, ...] = ()
    telling: tuple[Passage, ...] = ()

    @property
    def confidence(self) -> float:
        """0 to 1."""
        return 1 / (1 + math.exp(-self.score))


def judge(claim: Passage, passages: Sequence[Passage], weights: Weights) -> Judgement | None:
    """The passage that supports the claim best; else the one that refutes it; None where neither is sure."""
    supports: list[Judgement] = []
    short: list[Passage] = []
    refutes: Judgement | None = None
    for passage in passages:
        if not _worth(claim, passage):
            continue
        pairing = pair(claim, passage, weights)
        if pairing.found < _LEAST_FOUND:
            continue
        score = model().score(pairing.features) - model().threshold
        score += _WHOLE_CLAIM if passage.said and passage.spans == passage.said.claim.spans else 0.0
        if pairing.clashing:
            against = _against(claim, passage, pairing)
            if against > 0 and (refutes is None or against > refutes.score):
                refutes = Judgement(Stance.REFUTES, _of(passage, pairing), pairing, against)
        elif score > 0 and _same_act(pairing):
            supports.append(Judgement(Stance.SUPPORTS, _of(passage, pairing), pairing, score))
        if _in_short(claim, passage, pairing):
            short.append(_of(passage, pairing))
    supports.sort(key=lambda each: -each.score)
    if refutes and (not supports or refutes.score > supports[0].score):
        return refutes
    if not supports:
        return None
    first, *others = supports
    apart = [each for each in others if not overlapping(each.passage.spans, first.passage.spans)]
    telling = [each.passage for each in apart if each.pairing.features.core >= _LEAST_CORE]
    telling += [p for p in short if p not in telling and not overlapping(p.spans, first.passage.spans)]
    return replace(first, again=tuple(each.passage for each in apart), telling=tuple(telling))


def _in_short(claim: Passage, passage: Passage, pairing: Pairing) -> bool:
    """Says what the claim says was done, and close to it, by a name, whom it is about: so an article tells
    again what it has told in full («полиция задержала Ризви»). Every number of the claim is there, too.
    """
    f = pairing.features
    if pairing.clashing or pairing.unsaid or f.negation or f.missed or f.elsewhere:
        return False
    act = next((term for term in claim.own.terms if term.verb), None)
    done = next((there for mine, there in pairing.aligned if mine is act), None)
    if act is None or not isinstance(done, Term) or not done.verb or done.key != act.key:
        return False
    places = {term.start: at for at, term in enumerate(passage.own.terms)}
    named = [
        places[there.start]
        for mine, there in pairing.aligned
        if isinstance(mine, Term) and mine.name and mine.key[1:2] != "_" and there.start in places
    ]
    return done.start in places and any(0 < abs(places[done.start] - at) <= _CLOSE for at in named)


def _of(passage: Passage, pairing: Pairing) -> Passage:
    """The passage as told by whoever says what aligned; see passages.narrowed."""
    theirs = [there for _, there in (*pairing.aligned, *pairing.clashing)]
    return narrowed(passage, {(each.start, each.end) for each in theirs})


def says_the_same(pairing: Pairing) -> float:
    """How sure the two speak of the same thing, by all of an alignment but what clashes; below 0 is doubt."""
    f = pairing.features
    if f.core < _LEAST_CORE or f.negation or pairing.found < _LEAST_FOUND or not _same_act(pairing):
        return -1.0
    return model().score(f) - model().threshold - _REFUTES


def overlapping(one: Spans, other: Spans) -> bool:
    return any(start < b and a < end for start, end in one for a, b in other)


def _same_act(pairing: Pairing) -> bool:
    """Not of somebody alone: «министр Соколов подал в отставку», «министр Соколов раскритиковал бюджет». Nor
    of what the passage does not say was done: «мост закрыли», «протест против закрытия моста».
    """
    if pairing.unsaid:
        return False
    exact = any(not isinstance(mine, Term) for mine, _ in pairing.aligned)
    return exact or pairing.said >= _LEAST_SAID


def _worth(claim: Passage, passage: Passage) -> bool:
    """A look worth its time: something of the claim stands in the passage as it is."""
    return not claim.own.marks.isdisjoint(passage.own.marks)


def _against(claim: Passage, passage: Passage, pairing: Pairing) -> float:
    """How sure the passage speaks of the same thing, were the clashing parts the same; below 0 is doubt."""
    f = pairing.as_if
    if f.core < _LEAST_CORE or f.names < _LEAST_NAMES or f.negation:
        return -1.0
    if places(passage.own.terms) - places((*claim.own.terms, *claim.around.terms)):
        return -1.0  # of other countries besides: another total
    return model().score(f) - model().threshold - _REFUTES
