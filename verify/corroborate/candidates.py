"""Which articles of the archive can bear on a claim: by its rare terms, without a look at the rest.

Cost: at most MOST_TERMS lists of at most MOST_ARTICLES numbers, however large the archive is.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

from verify.corroborate.analysis import Analysis, Term
from verify.corroborate.passages import Passage

MOST_TERMS = 32
MOST_ARTICLES = 400
"""A term that more articles have finds nothing by itself; two such terms together do, near the claim's
article.
"""

FAR = 20_000
"""How far by number, which grows with time, two articles may lie apart that only common terms bring together.
"""

LIMIT = 40
"""Articles that a claim is aligned with."""

_AROUND = 0.4
_COMMON_TERMS = 5

Postings = Callable[[Sequence[str], int], Mapping[str, Sequence[int]]]
Together = Callable[[Sequence[str], int, int, int], Sequence[int]]


def wanted(claim: Passage) -> dict[str, float]:
    """Term -> how much it counts: the claim's own, numbers, dates and names first, then what stands around
    it.
    """
    found: dict[str, float] = {}
    for part, share in ((claim.own, 1.0), (claim.around, _AROUND)):
        for index in _ordered(part):
            found.setdefault(index, share)
    return dict(list(found.items())[:MOST_TERMS])


def _ordered(part: Analysis) -> list[str]:
    names = [t.index for t in part.terms if t.name]
    days = [index for day in part.dates for index in day.indices]
    numbers = [n.index for n in part.numbers]
    rest = sorted((t for t in part.terms if not t.name), key=_length)
    return [*names, *days, *numbers, *(t.index for t in rest)]


def _length(term: Term) -> int:
    """Words of no concept first, the long ones before the short: they are the rare ones."""
    return 100 if term.key[1:2] == "_" else -len(term.key)


def candidates(
    claim: Passage, article: int, size: int, postings: Postings, together: Together
) -> tuple[int, ...]:
    """Numbers of the articles that share most with the claim, best first. size: articles in the archive."""
    shares = wanted(claim)
    found = postings(list(shares), MOST_ARTICLES)
    scores: dict[int, float] = {}
    for term, articles in found.items():
        if len(articles) < MOST_ARTICLES:
            weight = shares[term] * math.log(1 + (size + 1) / len(articles))
            for number in articles:
                scores[number] = scores.get(number, 0.0) + weight
    common = [t for t in shares if len(found.get(t, ())) >= MOST_ARTICLES and shares[t] == 1.0]
    if common:
        for number in together(common[:_COMMON_TERMS], article, FAR, MOST_ARTICLES):
            scores[number] = scores.get(number, 0.0) + 2.0
    scores.pop(article, None)
    best = sorted(scores.items(), key=lambda each: (-each[1], abs(each[0] - article)))
    return tuple(number for number, _ in best[:LIMIT])
