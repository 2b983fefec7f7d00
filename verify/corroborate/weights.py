"""How much a term tells among these articles: rare ones tell most. No I/O."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from verify.corroborate.passages import Passage


@dataclass(frozen=True)
class Weights:
    """Term -> its weight: the logarithm of how many passages there are for one that has it, 0.5 to 6."""

    passages: int
    counts: Counter[str]
    _known: dict[str, float] = field(default_factory=dict)

    def of(self, index: str) -> float:
        found = self._known.get(index)
        if found is None:
            seen = self.counts.get(index, 0)
            found = max(0.5, min(6.0, math.log((self.passages + 2) / (seen + 1))))
            self._known[index] = found
        return found


def count_terms(passages: Iterable[Passage]) -> Weights:
    """In how many of the passages each term stands."""
    counts: Counter[str] = Counter()
    total = 0
    for passage in passages:
        total += 1
        counts.update(passage.own.index_terms())
    return Weights(total, counts)


def together(parts: Iterable[Weights]) -> Weights:
    """Of all these articles' passages."""
    counts: Counter[str] = Counter()
    total = 0
    for part in parts:
        total += part.passages
        counts.update(part.counts)
    return Weights(total, counts)
