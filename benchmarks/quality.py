"""The quality gate: the figures of the gold articles beside their floors, which only rise.

    python -m benchmarks.quality                              # status 1 where a figure is under its floor
    python -m benchmarks.quality --raise                      # lift the floors to what is reached
    python -m benchmarks.quality --lower ru.chain --why "…"   # to what is reached; noted in CHANGELOG.md

The gold articles lie outside the repository (../shared/gold); without them the gate says so and passes. So
does PolNeAR (../shared/polnear), whose three figures are full F1: an attribution with its source. The
scorers are theirs and run as processes of their own. Floors hold for the articles they were measured on:
another set of articles or annotations, by its hash, fails until the floors are set again.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.floors import (
    CHANGELOG,
    FIGURES,
    GROUPS,
    HELD,
    POLNEAR,
    Figures,
    corpus_hash,
    earlier,
    fallen,
    load,
    lowered,
    note,
    raised,
    show_in,
    under,
    write,
)
from benchmarks.measure import GOLD, ROOT, texts


def reached(gold: Path) -> Figures:
    """What `verify extract` reaches on the articles, as the scorer counts it."""
    files = [str(path) for path in texts([gold / "docs"])]
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "out.jsonl")
        command = [sys.executable, "cli.py", "extract", "--format", "jsonl", "--", *files]
        with out.open("wb") as stream:
            subprocess.run(command, cwd=ROOT, stdout=stream, check=True)
        scorer = [sys.executable, str(gold / "score.py"), str(gold), str(out), "--json"]
        counted = json.loads(subprocess.run(scorer, stdout=subprocess.PIPE, check=True).stdout)
    figures = {group: {name: counted[group][name] for name in HELD} for group in GROUPS}
    polnear = gold.parent / "polnear"
    return {**figures, "polnear": _polnear(polnear)} if (polnear / "dev").is_dir() else figures


def _polnear(folder: Path) -> dict[str, float]:
    """Full F1 over PolNeAR's development articles, as its scorer counts it."""
    files = [str(path) for path in texts([folder / "dev" / "text"])]
    with tempfile.TemporaryDirectory() as scratch:
        read, out = Path(scratch, "read.jsonl"), Path(scratch, "out.jsonl")
        command = [sys.executable, "cli.py", "extract", "--language", "en", "--format", "jsonl", "--", *files]
        with read.open("wb") as stream:
            subprocess.run(command, cwd=ROOT, stdout=stream, check=True)
        with read.open("rb") as given, out.open("wb") as stream:
            subprocess.run(
                [sys.executable, str(folder / "from_verify.py")], stdin=given, stdout=stream, check=True
            )
        scorer = [sys.executable, str(folder / "score_polnear.py"), "--gold", str(folder / "dev"), str(out)]
        done = subprocess.run([*scorer, "--json"], stdout=subprocess.PIPE, check=True)
    counted = json.loads(done.stdout)["subsets"]
    return {name: counted[subset]["out"]["full"][2] for name, subset in POLNEAR.items()}


def show(figures: Figures, floors: Figures) -> None:
    print("quality over the gold articles: reached (floor)")
    print("      " + "".join(f"{name:>17}" for name in HELD))
    for group in GROUPS:
        cells = (f"{figures[group][n]:.3f} ({floors.get(group, {}).get(n, 0.0):.3f})" for n in HELD)
        print(f"  {group:<4}" + "".join(f"{cell:>17}" for cell in cells))
    if "polnear" not in figures:
        print("PolNeAR: skipped: no ../shared/polnear")
        return
    held = floors.get("polnear", {})
    told = (f"{n} {figures['polnear'][n]:.3f} ({held.get(n, 0.0):.3f})" for n in FIGURES["polnear"])
    print("PolNeAR, full F1: " + "  ".join(told))


def lower(name: str, why: str, figures: Figures) -> None:
    """Lower one floor, and write why into the changelog."""
    kept = load()
    new = lowered(figures, kept["floors"], name)
    group, _, figure = name.partition(".")
    note(name, kept["floors"][group][figure], new[group][figure], why)
    write(new, kept["corpus"])


def verdict(figures: Figures, corpus: str) -> list[str]:
    """What is wrong, in sentences; empty where the gate is passed."""
    kept, changelog = load(), CHANGELOG.read_text(encoding="utf-8")
    if kept["corpus"] != corpus:
        return ["the floors were measured on other articles or annotations; set them again"]
    low = under(figures, kept["floors"])
    found = [f"under the floor: {', '.join(low)}"] if low else []
    lost = sorted({name for before in earlier() for name in fallen(kept["floors"], before, changelog)})
    return found + ([f"floors lowered, and no line in the changelog: {', '.join(lost)}"] if lost else [])


def _arguments(given: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--raise", dest="lift", action="store_true", help="lift the floors to what is reached"
    )
    parser.add_argument("--lower", metavar="GROUP.FIGURE", help="lower this floor to what is reached")
    parser.add_argument("--why", help="why it is lowered, for the changelog")
    asked = parser.parse_args(given)
    if bool(asked.lower) != bool(asked.why and asked.why.strip()):
        parser.error("--lower needs --why, and --why needs --lower")
    return asked


def main(given: Sequence[str] | None = None) -> int:
    asked = _arguments(given)
    if not (GOLD / "docs").is_dir():
        print("quality gate: skipped: no ../shared")
        return 0
    figures, corpus = reached(GOLD), corpus_hash(GOLD)
    if asked.lower:
        lower(asked.lower, asked.why, figures)
    if asked.lift:
        write(raised(figures, load().get("floors", {})), corpus)
    if asked.lower or asked.lift:
        show_in(load()["floors"])
    show(figures, load()["floors"])
    wrong = verdict(figures, corpus)
    print("\n".join(f"quality gate: FAILED: {each}" for each in wrong) or "quality gate: ok")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
