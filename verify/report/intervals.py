"""How far figures would move with other articles of the same sort: percentile bootstrap over articles."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from verify.report.scoring import Counts, added, figures

RESAMPLES = 1_000
_SEED = 20_251_126
"""One seed, so that the same articles always give the same intervals."""
_TAIL = 0.025


@dataclass(frozen=True, slots=True)
class Figure:
    """A value and its 95 % interval. `gain`: value and interval of what is gained on the first engine, drawn
    with the same articles; None for the first one itself.
    """

    value: float
    low: float
    high: float
    gain: tuple[float, float, float] | None = None


def bootstrapped(engines: Sequence[Sequence[Counts]], resamples: int = RESAMPLES) -> list[tuple[Figure, ...]]:
    """engines: each one's counts by article, the articles in one order. Its figures, by scoring.FIGURES."""
    values = [figures(added(counts)) for counts in engines]
    draws: list[list[tuple[float, ...]]] = [[] for _ in engines]
    chance = random.Random(_SEED)  # noqa: S311 - statistics, no secret
    places = range(len(engines[0]))
    for _ in range(resamples if len(places) > 1 else 1):
        drawn = chance.choices(places, k=len(places)) if len(places) > 1 else list(places)
        for held, counts in zip(draws, engines, strict=True):
            held.append(figures(added([counts[k] for k in drawn])))
    return [_figures(values, draws, n) for n in range(len(engines))]


def _figures(
    values: Sequence[tuple[float, ...]], draws: Sequence[Sequence[tuple[float, ...]]], n: int
) -> tuple[Figure, ...]:
    found = []
    for k, value in enumerate(values[n]):
        own = [draw[k] for draw in draws[n]]
        gains = [a[k] - b[k] for a, b in zip(draws[n], draws[0], strict=True)]
        gain = (value - values[0][k], *_interval(gains)) if n else None
        found.append(Figure(value, *_interval(own), gain))
    return tuple(found)


def _interval(drawn: Sequence[float]) -> tuple[float, float]:
    ranked = sorted(drawn)
    last = len(ranked) - 1
    return ranked[round(_TAIL * last)], ranked[round((1 - _TAIL) * last)]
