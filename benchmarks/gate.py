"""The speed gate: what was measured beside the bars in bars.toml; status 1 where one is passed.

    python -m benchmarks.gate

Without the gold articles beside the repository, extraction over them is skipped and said to be.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

from benchmarks import extract, hostile, pages, scaling, startup
from benchmarks.measure import FOLDERS, GOLD, one_core, texts

BARS = Path(__file__).with_name("bars.toml")


def measured() -> dict[str, float]:
    """Every figure that could be measured here, each printed as it comes."""
    found: dict[str, float] = {}
    if (GOLD / "docs").is_dir():  # first, while this process is small: see measure.run
        over_gold = extract.measure(texts(FOLDERS))
        extract.show(over_gold)
        found |= {"extract": over_gold.ratio, "peak": over_gold.peak}
    else:
        print("extract over the gold articles: skipped: no ../shared")
    starts = startup.measure()
    startup.show(starts)
    page = pages.measure()  # before this process holds megabytes of claims, as no server does
    pages.show(page)
    costs = scaling.measure()
    scaling.show(costs)
    repeated = hostile.measure()
    hostile.show(repeated)
    growths = {"growth": scaling.growth(costs), "hostile": hostile.growth(repeated), "page": page.ratio}
    return found | {one.name: one.ratio for one in starts} | growths


def passed(found: Mapping[str, float], bars: Mapping[str, float], slack: float) -> list[str]:
    """The names of the figures that are over their bar by more than the slack (a share of the bar)."""
    return [name for name, figure in found.items() if figure > bars[name] * (1 + slack)]


def main() -> None:
    one_core()
    settings = tomllib.loads(BARS.read_text(encoding="utf-8"))
    found = measured()
    over = passed(found, settings["bars"], settings["slack"])
    print("speed gate")
    for name, figure in found.items():
        verdict = "TOO SLOW" if name in over else "ok"
        print(f"  {name:<8} {figure:>7.2f} of {settings['bars'][name]:.2f}  {verdict}")
    sys.exit(1 if over else 0)


if __name__ == "__main__":
    main()
