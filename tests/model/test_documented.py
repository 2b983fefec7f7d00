"""Every closed vocabulary is explained in docs/domain.md, in its own table, and nothing else is."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path

import pytest

from verify.model import FlagCode, Mode, SourceKind, Stance, Status

DOMAIN = (Path(__file__).parents[2] / "docs" / "domain.md").read_text(encoding="utf-8")


def rows(heading: str) -> list[str]:
    """The words in the first column of the table under a heading."""
    section = DOMAIN.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return re.findall(r"(?m)^\| `([a-z-]+)`", section)


@pytest.mark.parametrize(
    ("heading", "terms"), [("Kinds of source", SourceKind), ("Statuses", Status), ("Flags", FlagCode)]
)
def test_each_term_has_its_row_in_order(heading: str, terms: type[StrEnum]) -> None:
    assert rows(heading) == [term.value for term in terms]


def test_statuses_that_need_a_ground_are_marked() -> None:
    marked = set(re.findall(r"(?m)^\| `([a-z-]+)` \* \|", DOMAIN))
    assert marked == {status.value for status in Status if status.needs_ground}


@pytest.mark.parametrize("terms", [Mode, Stance])
def test_smaller_vocabularies_are_named(terms: type[StrEnum]) -> None:
    assert all(f"`{term.value}`" in DOMAIN for term in terms)
