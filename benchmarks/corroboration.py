"""The gate of `verify corroborate`: its figures over annotated stories beside their floors, which only rise.

    python -m benchmarks.corroboration            # status 1 where a figure is under its floor
    python -m benchmarks.corroboration --raise    # lift the floors to what is reached

The stories lie outside the repository (../shared/corroboration); without them the gate says so and passes.
Each story gets a database of its own. The scorer is theirs and runs as a process of its own.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Mapping
from pathlib import Path

from benchmarks.measure import ROOT

STORIES = ROOT.parent / "shared" / "corroboration"
FLOORS = ROOT / "tests" / "gates" / "corroboration.toml"
HELD = ("link_p", "link_f1", "refutes_p", "refutes_r", "own_f1", "group_f1", "both", "multi")
_FIGURE = re.compile(r"(\w+) (\d\.\d{3})")


def reached(stories: Path) -> dict[str, float]:
    """What `verify corroborate` reaches, as the scorer counts it."""
    names = sorted({path.stem.split("-")[0] for path in (stories / "docs").glob("*.txt")})
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            lines = _story(sorted((stories / "docs").glob(f"{name}-*.txt")), Path(folder, f"{name}.db"))
            Path(folder, f"{name}.jsonl").write_bytes(lines)
        command = [sys.executable, str(stories / "score.py"), str(stories), folder]
        return figures(subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout)


def figures(printed: str) -> dict[str, float]:
    """The scorer's lines as figures."""
    found = {name: float(value) for name, value in _FIGURE.findall(printed)}
    return {name: found[name] for name in HELD}


def _story(files: list[Path], database: Path) -> bytes:
    verify = [sys.executable, "cli.py", "--db", str(database)]
    quiet = {"cwd": ROOT, "stdout": subprocess.PIPE, "check": True}
    subprocess.run([*verify, "check", "--format", "jsonl", *map(str, files)], **quiet)  # type: ignore[call-overload]
    done = subprocess.run([*verify, "corroborate", "--all", "--format", "jsonl"], **quiet)  # type: ignore[call-overload]
    return bytes(done.stdout)


def under(found: Mapping[str, float], floors: Mapping[str, float]) -> list[str]:
    """Names of the figures under their floors."""
    return [name for name, floor in floors.items() if found[name] < floor]


def write(floors: Mapping[str, float]) -> None:
    """Keep the floors."""
    head = "# Over the annotated stories. They only rise: python -m benchmarks.corroboration --raise\n"
    rows = "".join(f"{name} = {value:.3f}\n" for name, value in floors.items())
    FLOORS.write_text(f"{head}[floors]\n{rows}", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--raise", dest="lift", action="store_true", help="Lift the floors to what is reached."
    )
    lift = parser.parse_args().lift
    if not (STORIES / "gold").is_dir():
        print("corroboration gate: skipped: no ../shared/corroboration")
        return
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))["floors"] if FLOORS.exists() else {}
    found = reached(STORIES)
    fallen = under(found, floors)
    for name, figure in found.items():
        print(f"  {name:<10} {figure:.3f} of {floors.get(name, 0):.3f}{'  UNDER' if name in fallen else ''}")
    if lift:
        write({name: max(figure, floors.get(name, 0.0)) for name, figure in found.items()})
    raise SystemExit(1 if fallen else 0)


if __name__ == "__main__":
    main()
