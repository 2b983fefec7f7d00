"""docs/reliability.md names tests that are there: one that was renamed would leave its row without proof."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROWS = [
    row for row in (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8").splitlines()
    if row.startswith("| ") and not row.startswith("| fault |")
]  # fmt: skip
FUNCTION = re.compile(r"^\s*def (test_\w+)", re.MULTILINE)


def commands(row: str) -> list[list[str]]:
    told = row.replace("\\|", "").split("|")[5]
    return [shlex.split(line) for line in re.findall(r"`([^`]+)`", told)]


@pytest.mark.parametrize("row", ROWS, ids=[row.split("|")[1].strip()[:40] for row in ROWS])
def test_each_row_is_shown_by_something_that_is_there(row: str) -> None:
    shown = commands(row)
    assert shown
    for line in shown:
        if "-m" in line:
            assert (ROOT / (line[line.index("-m") + 1].replace(".", "/") + ".py")).is_file()
        files = [ROOT / word for word in line if word.endswith(".py")]
        assert files or "-m" in line or line[0].startswith(".ci/")
        names = [name for file in files for name in FUNCTION.findall(file.read_text(encoding="utf-8"))]
        for word in re.findall(r"\w+", line[line.index("-k") + 1]) if "-k" in line else []:
            assert word == "or" or any(word in name for name in names), word
