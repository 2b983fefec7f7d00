"""What `verify bulk` gains from a second core, beside what the floor gains; Dask beside processes; memory.

    python -m benchmarks.bulk [--articles N] [--rounds N]

The articles are paragraphs of the gold articles, drawn anew, so that words are as frequent as in news and no
article is another's copy. Bulk writes Parquet. Seconds by the clock, start and all, the middle of several
rounds that take turns. Status 1 where a second core gives less than 0.9 of what it gives the floor, Dask
takes more than 1.2 times as long as processes, or four times the articles take a fifth more memory
(2,400 and 9,600: five minutes more).
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median

from benchmarks.floor import dictionary
from benchmarks.measure import FOLDERS, ROOT, run, texts

ARTICLES, ROUNDS, PARAGRAPHS = 1200, 3, 10
LEAST_GAIN, MOST_DASK, MOST_MEMORY = 0.9, 1.2, 1.2
HELD = 2_400
"""Articles from which on memory is compared: bulk holds 2,000 before it writes them (sinks.IntoFolder)."""


def corpus(folder: Path, articles: int, seed: int = 1) -> list[str]:
    """So many articles, half of them in each of two folders; their paths."""
    dice = random.Random(seed)
    pools: dict[str, list[str]] = {}
    for path in texts(FOLDERS):
        language = "en" if path.name.startswith("en") else dictionary(path.name)
        pools.setdefault(language, []).extend(filter(None, path.read_text(encoding="utf-8").split("\n")))
    languages = sorted(pools)
    made = []
    for n in range(articles):
        language = languages[n % len(languages)]
        path = folder / str(n % 2) / f"{language}-{n:06}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n\n".join(dice.sample(pools[language], PARAGRAPHS)), encoding="utf-8")
        made.append(str(path))
    return made


def together(commands: Sequence[Sequence[str]]) -> float:
    """Seconds until the last of several processes that began together is over."""
    began = time.perf_counter()
    running = [subprocess.Popen(c, cwd=ROOT, stdout=subprocess.DEVNULL) for c in commands]
    if any(process.wait() for process in running):
        raise SystemExit("a process failed")
    return time.perf_counter() - began


def bulk(folder: Path, place: Path, *options: str) -> list[str]:
    line = [sys.executable, str(ROOT / "cli.py"), "bulk", str(folder / "0"), str(folder / "1")]
    return [*line, "--out", str(place / f"out{time.monotonic_ns()}"), "--by", "benchmark", *options]


def in_turns(sides: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, float]:
    taken: dict[str, list[float]] = {name: [] for name in sides}
    for _ in range(rounds):
        for name, act in sides.items():
            taken[name].append(act())
    return {name: median(seconds) for name, seconds in taken.items()}


def sides(folder: Path, place: Path, paths: Sequence[str]) -> dict[str, Callable[[], float]]:
    floor = [sys.executable, "-m", "benchmarks.floor"]
    return {
        "floor, 1": lambda: together([[*floor, *paths]]),
        "floor, 2": lambda: together([[*floor, *paths[::2]], [*floor, *paths[1::2]]]),
        "bulk --jobs 1": lambda: together([bulk(folder, place, "--jobs", "1")]),
        "bulk --jobs 2": lambda: together([bulk(folder, place, "--jobs", "2")]),
        "bulk --dask local": lambda: together([bulk(folder, place, "--dask", "local", "--jobs", "2")]),
    }


def memory(folder: Path, place: Path, articles: int) -> float:
    """How many times the memory of so many articles four times as many take."""
    few, many = folder / "few", folder / "many"
    for each, number in ((few, articles), (many, 4 * articles)):
        each.mkdir()
        corpus(each, number, seed=number)
    peaks = [run(bulk(each, place, "--jobs", "1")).peak for each in (few, many)]
    print(f"  memory: {peaks[0]:.0f} MB for {articles} articles, {peaks[1]:.0f} MB for {4 * articles}")
    return peaks[1] / peaks[0]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--articles", type=int, default=ARTICLES)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder, place = Path(name), Path(name) / "out"
        place.mkdir()
        paths = corpus(folder, given.articles)
        found = in_turns(sides(folder, place, paths), given.rounds)
        for what, seconds in found.items():
            print(f"  {what:<18} {seconds:>7.2f} s  {given.articles / seconds:>7.1f} articles/s")
        ours = found["bulk --jobs 1"] / found["bulk --jobs 2"]
        theirs = found["floor, 1"] / found["floor, 2"]
        dask = found["bulk --dask local"] / found["bulk --jobs 2"]
        print(f"  a second core: {ours:.2f} times as fast, the floor {theirs:.2f} times: {ours / theirs:.2f}")
        print(f"  Dask takes {dask:.2f} times as long as processes")
        grown = memory(folder, place, HELD)
    raise SystemExit(int(ours / theirs < LEAST_GAIN or dask > MOST_DASK or grown > MOST_MEMORY))


if __name__ == "__main__":
    main()
