"""What a claim and a newly checked article cost in an archive of 1,000 and of 100,000 articles.

    python -m benchmarks.archive                       # 1,000 and 100,000; some ten minutes
    python -m benchmarks.archive 200 2000              # other sizes

Words follow Zipf's law over the dictionary of Russian, names over made-up ones; the articles that report one
event stay as many as they are, however large the archive grows. Rows are written in bulk; what is measured
goes through the desk as the commands do.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TypeVar

from benchmarks.growing import EVENT, Grower
from verify.corroborate.candidates import MOST_ARTICLES, candidates, wanted
from verify.desk.checking import check_sources
from verify.desk.corroborating import Archive, corroborate, index
from verify.desk.reading import Asked
from verify.store import Store, open_store

T = TypeVar("T")

SIZES = (1_000, 100_000)
_REPEATS = 12
_MOST_GROWTH = 2.0
_MOST_TIMES_BARE = 5.0


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds at one size: a checked article, a corroborated claim, finding candidates, and the bare
    query of the full-text index for the terms that find them. links: found for each claim of the event.
    """

    articles: int
    check: float
    corroborate: float
    candidates: float
    bare: float
    links: int


def measure(sizes: Sequence[int] = SIZES) -> list[Cost]:
    """Grow one archive from size to size, measuring at each."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "claims.db")
        open_store(path).close()
        grower = Grower(path)
        grower.event()
        for size in sizes:
            grower.grow(size)
            with open_store(path) as store:
                found.append(_cost(store, Path(folder), grower, size))
                show(found[-1:])
    return found


def _cost(store: Store, folder: Path, grower: Grower, size: int) -> Cost:
    files = [grower.write(folder, f"{size}-{n}") for n in range(_REPEATS + 1)]
    claims = [f"{article}.{n}" for article in range(1, EVENT + 1) for n in (1, 2)]
    archive = Archive(store)
    passages = [archive.passage(claim) for claim in claims]
    found: list[int] = []

    def check(file: Path) -> None:
        assert [done.error for done in check_sources(store, [str(file)], Asked(), by="benchmark")] == [None]
        list(index(store))

    def weigh(claim: str) -> None:
        found.extend(len(view.links) for view in corroborate(store, [claim]))

    return Cost(
        size,
        _median(check, files),
        _median(weigh, claims),
        _median(lambda p: candidates(p, 1, size, store.postings, store.together), passages),
        _median(lambda p: store.best_by_words(_rare(store, list(wanted(p))), 40), passages),
        min(found),
    )


def _rare(store: Store, terms: Sequence[str]) -> list[str]:
    return [
        t for t, articles in store.postings(terms, MOST_ARTICLES).items() if len(articles) < MOST_ARTICLES
    ]


def _median(act: Callable[[T], object], items: Sequence[T]) -> float:
    """Milliseconds of this thread's time, the median; the first call warms up and does not count."""
    taken = []
    for item in items:
        start = time.thread_time()
        act(item)
        taken.append(1000 * (time.thread_time() - start))
    return median(taken[1:])


def show(costs: Sequence[Cost]) -> None:
    """A line a size."""
    for cost in costs:
        print(
            f"{cost.articles:>8} articles: check {cost.check:.1f} ms, corroborate {cost.corroborate:.1f} ms, "
            f"candidates {cost.candidates:.2f} ms (bare query {cost.bare:.2f} ms), {cost.links} links",
            flush=True,
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sizes", nargs="*", type=int, default=list(SIZES))
    costs = measure(parser.parse_args().sizes)
    first, last = costs[0], costs[-1]
    growth = {name: getattr(last, name) / getattr(first, name) for name in ("check", "corroborate")}
    for name, ratio in growth.items():
        print(f"{name}: {ratio:.2f} times at {last.articles} articles, at most {_MOST_GROWTH}")
    times = last.candidates / last.bare
    print(f"candidates: {times:.2f} times the bare query, at most {_MOST_TIMES_BARE}")
    over = max(growth.values()) > _MOST_GROWTH or times > _MOST_TIMES_BARE
    raise SystemExit(1 if over or first.links != last.links else 0)


if __name__ == "__main__":
    main()
