"""What a claim and a newly checked article cost in an archive of 1,000 and of 100,000 articles.

    python -m benchmarks.archive                       # 1,000 and 100,000; ten minutes to half an hour
    python -m benchmarks.archive 200 2000              # other sizes
    python -m benchmarks.archive --in FOLDER           # grown there once, measured as often as wanted

Words follow Zipf's law over the dictionary of Russian, names over made-up ones; the articles that report one
event stay as many as they are, however large the archive grows. Rows are written in bulk; what is measured
goes through the desk as the commands do. The archives are measured in turn, act by act, so that whatever else
the machine does weighs on all of them alike.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TypeVar

from benchmarks.growing import EVENT, Grower
from verify.corroborate.candidates import MOST_ARTICLES, candidates, wanted
from verify.corroborate.passages import Passage
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


def grown(sizes: Sequence[int], folder: Path) -> list[Path]:
    """One archive grown from size to size, a file each; what the folder has already is not grown again."""
    folder.mkdir(parents=True, exist_ok=True)
    files = [Path(folder, f"{size}.db") for size in sizes]
    if not all(file.is_file() for file in files):
        path = Path(folder, "claims.db")
        path.unlink(missing_ok=True)
        open_store(path).close()
        grower = Grower(path)
        grower.event()
        for size, file in zip(sizes, files, strict=True):
            grower.grow(size)
            shutil.copyfile(path, file.with_suffix(".part")).replace(file)
        path.unlink()
    return files


def measure(sizes: Sequence[int] = SIZES, keep: Path | None = None) -> list[Cost]:
    """Grow one archive from size to size, keep each (in `keep`), then measure copies of them side by side."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as opened:
        kept = grown(sizes, keep or Path(folder))
        copies = [Path(shutil.copyfile(file, Path(folder, f"measured-{file.name}"))) for file in kept]
        stores = [opened.enter_context(open_store(each)) for each in copies]
        return _costs(stores, Path(folder), Grower(copies[0], seed=2), sizes)


def _costs(stores: Sequence[Store], folder: Path, grower: Grower, sizes: Sequence[int]) -> list[Cost]:
    claims = [f"{article}.{n}" for article in range(1, EVENT + 1) for n in (1, 2)]
    archives = [Archive(store) for store in stores]
    passages = [[archive.passage(claim) for claim in claims] for archive in archives]
    files = [[grower.write(folder, f"{size}-{n}") for n in range(_REPEATS + 1)] for size in sizes]
    found: list[list[int]] = [[] for _ in stores]

    def check(at: int, file: Path) -> None:
        assert [done.error for done in check_sources(stores[at], [str(file)], Asked(), by="benchmark")] == [
            None
        ]
        list(index(stores[at]))

    def weigh(at: int, claim: str) -> None:
        found[at].extend(len(view.links) for view in corroborate(stores[at], [claim]))

    def find(at: int, passage: Passage) -> None:
        candidates(passage, 1, sizes[at], stores[at].postings, stores[at].together)

    def bare(at: int, passage: Passage) -> None:
        stores[at].best_by_words(_rare(stores[at], list(wanted(passage))), 40)

    taken = (
        _in_turn(check, files),
        _in_turn(weigh, [claims] * len(sizes)),
        _in_turn(find, passages),
        _in_turn(bare, passages),
    )
    rows = zip(sizes, *taken, (min(links) for links in found), strict=True)
    return [Cost(*row) for row in rows]


def _rare(store: Store, terms: Sequence[str]) -> list[str]:
    return [
        t for t, articles in store.postings(terms, MOST_ARTICLES).items() if len(articles) < MOST_ARTICLES
    ]


def _in_turn(act: Callable[[int, T], object], items: Sequence[Sequence[T]]) -> list[float]:
    """Milliseconds of this thread's time for each archive, the medians; the first call warms up and does not
    count. items: for each archive, what the act is done to.
    """
    taken: list[list[float]] = [[] for _ in items]
    for row in zip(*items, strict=True):
        for at, item in enumerate(row):
            start = time.thread_time()
            act(at, item)
            taken[at].append(1000 * (time.thread_time() - start))
    return [median(each[1:]) for each in taken]


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
    parser.add_argument("--in", dest="keep", type=Path, help="where grown archives are kept")
    asked = parser.parse_args()
    costs = measure(asked.sizes, asked.keep)
    show(costs)
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
