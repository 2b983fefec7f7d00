"""Articles a second and peak memory of `verify extract`, beside the floor, on one core.

    python -m benchmarks.extract [FOLDER...]

Both sides are whole fresh processes that read the same files: start, dictionaries and all. Seconds are of the
processor, so that other work on the machine does not count; each figure is the median of five.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import FOLDERS, Run, in_turns, one_core, texts


@dataclass(frozen=True, slots=True)
class Extracting:
    """What so many articles cost us and the floor."""

    articles: int
    ours: Run
    floor: Run
    loaded: Run
    """A process with all languages loaded."""

    @property
    def peak(self) -> float:
        """The greater peak of ours, in MB."""
        return max(self.ours.peak, self.loaded.peak)

    @property
    def ratio(self) -> float:
        return self.ours.cpu / self.floor.cpu


def measure(paths: Sequence[Path]) -> Extracting:
    files = [str(path.resolve()) for path in paths]
    runs = in_turns(
        {
            "ours": [sys.executable, "cli.py", "extract", "--format", "jsonl", "--", *files],
            "floor": [sys.executable, "-m", "benchmarks.floor", *files],
        }
    )
    loaded = in_turns({"loaded": [sys.executable, "-m", "benchmarks.loaded"]}, rounds=1)["loaded"]
    return Extracting(len(files), runs["ours"], runs["floor"], loaded)


def show(found: Extracting) -> None:
    print(f"extract, {found.articles} articles, one core, medians of five")
    print("            articles/s   seconds   peak MB")
    for name, one in (("extract", found.ours), ("floor", found.floor)):
        print(f"  {name:<8} {found.articles / one.cpu:>11.1f} {one.cpu:>9.2f} {one.peak:>9.1f}")
    print(f"  extract takes {found.ratio:.2f} times the floor")
    print(f"  with all languages loaded and a text of 100 kB in each: {found.loaded.peak:.1f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="*", type=Path, default=FOLDERS)
    one_core()
    show(measure(texts(parser.parse_args().folders)))


if __name__ == "__main__":
    main()
