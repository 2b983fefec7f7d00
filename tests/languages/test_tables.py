"""The data files, as they are read at the start of a command: all that tomllib reads, and nothing else."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from verify.languages.pack import FOLDER
from verify.languages.tables import read_tables

FILES = sorted(FOLDER.glob("*/*.toml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_tomllib_reads_the_same_in_the_same_order(path: Path) -> None:
    alone = tomllib.loads(path.read_text(encoding="utf-8"))
    assert alone
    assert json.dumps(read_tables(path)) == json.dumps(alone)


def test_each_way_of_writing_a_row(tmp_path: Path) -> None:
    path = tmp_path / "rows.toml"
    path.write_text(
        "# a comment\n"
        'name = "проба"  # what it is\n'
        "pattern = '\\bпроба\\b'\n"
        'few = ["a", "б#"]\n'
        "[words]\n"
        'one = ["x"]\n'
        "rows = [\n"
        '  ["а", 0.5],\n'
        "]\n"
        '"в кавычках" = "да"\n'
        'text = """\n'
        "первая вторая\n"
        'третья = "четвёртая"\n'
        '"""\n'
        "[words.deeper]\n"
        "none = []\n"
        "half = 0.5\n"
        "pair = {a = 1, b = 2}\n",
        encoding="utf-8",
    )
    assert json.dumps(read_tables(path)) == json.dumps(tomllib.loads(path.read_text(encoding="utf-8")))


def test_tables_in_a_list_are_left_to_tomllib(tmp_path: Path) -> None:
    path = tmp_path / "list.toml"
    path.write_text('[[each]]\nname = "один"\n[[each]]\nname = "два"\n', encoding="utf-8")
    assert read_tables(path) == {"each": [{"name": "один"}, {"name": "два"}]}
