"""Fresh processes and what they cost."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]
GOLD = ROOT.parent / "shared" / "gold"
FOLDERS = (GOLD / "docs", *sorted(GOLD.glob("batches/*/docs")))
"""Where the gold articles lie."""
ROUNDS = 5
_KB_IN_MAXRSS = 1 if sys.platform != "darwin" else 1024  # Linux counts kB, macOS bytes


@dataclass(frozen=True, slots=True)
class Run:
    """One process: seconds by the clock, seconds of processor, peak memory in MB."""

    wall: float
    cpu: float
    peak: float


def run(command: Sequence[str]) -> Run:
    """Run a command to its end, its output thrown away. Raises CalledProcessError where it fails.

    Linux counts into a peak what the parent had taken at the start: call this from a small one.
    """
    start = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=_environment()
    )
    assert process.stderr is not None
    errors = process.stderr.read()
    process.stderr.close()
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(
            process.returncode, command, stderr=errors.decode(errors="replace")
        )
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / _KB_IN_MAXRSS / 1024)


def _environment() -> dict[str, str]:
    """Ours, without the setting that keeps Python from storing compiled modules: an installation has them."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "COLUMNS": "80"}


def in_turns(commands: Mapping[str, Sequence[str]], rounds: int = ROUNDS) -> dict[str, Run]:
    """The median of each figure of each command; the commands take turns, so that a busy moment hits all."""
    for command in commands.values():
        run(command)  # compiles modules and fills the disk's cache; not counted
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            runs[name].append(run(command))
    return {name: middle(each) for name, each in runs.items()}


def middle(runs: Sequence[Run]) -> Run:
    """The median of each figure by itself."""
    return Run(median(r.wall for r in runs), median(r.cpu for r in runs), median(r.peak for r in runs))


def one_core() -> None:
    """This process and those it starts stay on one core, where the system can promise that."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def texts(folders: Sequence[Path]) -> list[Path]:
    """The .txt files of the folders, in order. Raises SystemExit where there are none."""
    found = [path for folder in folders for path in sorted(folder.glob("*.txt"))]
    if not found:
        raise SystemExit(f"No .txt files in {', '.join(map(str, folders))}.")
    return found
