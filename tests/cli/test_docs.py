"""The documents say what the commands do."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from conftest import Shell

DOCS = Path(__file__).parents[2] / "docs"
FORMATS = (DOCS / "formats.md").read_text(encoding="utf-8")


def test_commands_are_documented_as_their_help_says() -> None:
    spec = importlib.util.spec_from_file_location("commands", DOCS / "commands.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    written = (DOCS / "commands.md").read_text(encoding="utf-8")
    assert written == module.document(), "python docs/commands.py > docs/commands.md"


def documented(heading: str) -> set[str]:
    section = FORMATS.split(f"## {heading}")[1].split("\n## ")[0]
    return set(re.findall(r"`([a-z_0-9]+)`", section))


def test_every_key_of_an_article_and_a_claim_is_documented(checked: Shell) -> None:
    page = checked.json("articles", "show", "1")
    assert set(page) <= documented("An article")
    assert set(page["article"]) <= documented("An article")
    claim = page["claims"][1]
    assert set(claim) <= documented("A claim")
    assert set(claim["chain"][0]) <= documented("A claim")
    assert set(claim["flags"][0]) <= documented("A claim")


@pytest.mark.parametrize(
    ("command", "args"),
    [
        ("check", ["check", "bridge.txt"]),
        ("articles list", ["articles", "list"]),
        ("sources", ["sources", "list"]),
        ("log", ["log"]),
        ("log --check", ["log", "--check"]),
        ("db status", ["db", "status"]),
        ("db check", ["db", "check"]),
        ("chain", ["chain", "1"]),
        ("cases list", ["cases", "add", "Кто закрыл мост?"]),
    ],
)
def test_every_key_of_the_other_commands_is_documented(command: str, args: list[str], checked: Shell) -> None:
    found: Any = checked.json(*args)
    value = found[0] if isinstance(found, list) else found
    section = FORMATS.split("## What the other commands give")[1]
    (row,) = [
        line for line in section.splitlines() if line.startswith("|") and f"`{command}`" in line.split("|")[1]
    ]
    said = set(re.findall(r"`([a-z_0-9]+)`", row))
    if command == "articles list":
        said |= documented("An article")
    assert set(value) <= said
