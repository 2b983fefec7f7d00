"""`verify export --to jsonl` and `verify import`: the file itself."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Shell


@pytest.fixture
def exported(checked: Shell) -> Shell:
    """A database with a decision, exported to all.jsonl."""
    checked.run("mark", "1.3", "refuted", "--note", "Смета.")
    checked.run("export", "--all", "--to", "jsonl", "-o", "all.jsonl")
    return checked


def test_export_import_export_gives_the_same_bytes(exported: Shell) -> None:
    done = exported.run("import", "all.jsonl", "--db", "new.db")
    assert done.stdout.startswith("This is now the database that was exported: 1 article, 2 events.\n")
    exported.run("export", "--all", "--to", "jsonl", "--db", "new.db", "-o", "again.jsonl")
    bytes_ = [(exported.folder / name).read_bytes() for name in ("all.jsonl", "again.jsonl")]
    assert bytes_[0] == bytes_[1]
    assert exported.json("show", "1.3", "--db", "new.db")["status"] == "refuted"


def test_a_claim_brings_its_whole_article_through_a_pipe(exported: Shell) -> None:
    exported.run("check", exported.write("second.txt"))
    text = exported.out("export", "1.3", "--to", "jsonl")
    assert text == exported.out("export", "--status", "refuted", "--to", "jsonl")
    piped = exported.run("import", "-", "--json", "--db", "new.db", stdin=text)
    assert '"in_file": 1' in piped.stdout
    assert exported.out("export", "1", "--to", "jsonl", "--db", "new.db") == text
    again = exported.run("import", "-", "--db", "new.db", stdin=text)
    assert "Here already, with the same history: 1 article." in again.stdout


def test_another_history_is_refused(exported: Shell) -> None:
    exported.run("mark", "1.1", "disputed", "--note", "Спорно.")
    before = exported.out("export", "--all", "--to", "jsonl")
    assert "another history" in exported.run("import", "all.jsonl", status=2).stderr
    assert exported.out("export", "--all", "--to", "jsonl") == before


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda text: text[: len(text) // 2], "is cut off"),
        (lambda text: text.rsplit("\n", 2)[0] + "\n", "is cut off"),
        (lambda text: text.replace("Смета", "Смена"), "was changed after it was exported"),
        (lambda text: text.replace('"format": 1', '"format": 9', 1), "newer verify"),
        (lambda text: "Смета порта\n", "is no export of verify"),
        (lambda text: "", "is no export of verify"),
        (lambda text: "[" * 100_000, "is no export of verify"),
    ],
)
def test_a_file_that_is_not_whole_leaves_no_trace(spoil: object, said: str, exported: Shell) -> None:
    assert callable(spoil)
    text = (exported.folder / "all.jsonl").read_text(encoding="utf-8")
    exported.write("bad.jsonl", spoil(text))
    assert said in exported.run("import", "bad.jsonl", "--db", "new.db", status=2).stderr
    assert not (exported.folder / "new.db").exists()


def test_a_row_that_is_wrong_is_named_by_its_line(exported: Shell) -> None:
    lines = (exported.folder / "all.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)[:-1]
    at = next(n for n, line in enumerate(lines) if '"table": "claims"' in line)
    lines[at] = lines[at].replace('"refuted"', '"sure"').replace('"unverified"', '"sure"')
    end = {"rows": len(lines) - 1, "sha256": hashlib.sha256("".join(lines).encode()).hexdigest()}
    exported.write("bad.jsonl", "".join(lines) + json.dumps({"end": end}) + "\n")
    said = exported.run("import", "bad.jsonl", "--db", "new.db", status=2).stderr
    assert f"bad.jsonl, line {at + 1}: claims: status is no" in said


def test_a_missing_file(exported: Shell) -> None:
    assert "no-such.jsonl" in exported.run("import", "no-such.jsonl", status=2).stderr
