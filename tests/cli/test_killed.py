"""`verify check` over many files, killed in the middle and run again: the whole program, as a process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
FILES = 200
ARTICLE = """Причал № {n} закроют на ремонт

Причал № {n} закроют до весны, сообщает Reuters.
По данным собеседников агентства, в опорах нашли {n} трещин.
«Катера пойдут от причала № {next}», - сказал начальник порта Игорь Осокин.
Ремонт начнётся в апреле.
"""


class Desk:
    """Runs the program in a folder of its own."""

    def __init__(self, folder: Path, database: str) -> None:
        self.folder = folder
        self.env = {
            **os.environ,
            "VERIFY_DATABASE_URL": database,
            "PYTHONPATH": str(ROOT),
            "VERIFY_USER": "anna",
        }

    def start(self, *args: str) -> subprocess.Popen[str]:
        command = [sys.executable, str(ROOT / "cli.py"), *args]
        return subprocess.Popen(
            command, cwd=self.folder, env=self.env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    def lines(self, *args: str) -> list[Any]:
        process = self.start(*args, "--format", "jsonl")
        out, errors = process.communicate(timeout=120)
        assert (process.returncode, errors) == (0, "")
        return [json.loads(line) for line in out.splitlines()]

    def stored(self) -> dict[str, list[str]]:
        """File's name -> the texts of its claims, in the database; each file at most once."""
        articles = self.lines("articles", "list", "--limit", "1000")
        names = {article["number"]: Path(article["address"]).name for article in articles}
        assert len(set(names.values())) == len(articles)
        claims: dict[str, list[str]] = {name: [] for name in names.values()}
        for claim in self.lines("claims", "--limit", "10000"):
            claims[names[int(claim["number"].split(".")[0])]].append(claim["text"])
        return claims


@pytest.fixture
def desk(tmp_path: Path, database: str) -> Desk:
    for n in range(FILES):
        text = ARTICLE.format(n=n + 1, next=n + 2)
        (tmp_path / f"{n:03}.txt").write_text(text, encoding="utf-8")
    return Desk(tmp_path, database)


def test_killed_in_the_middle_and_run_again(desk: Desk) -> None:
    files = sorted(path.name for path in desk.folder.glob("*.txt"))
    whole = {line["path"]: [c["text"] for c in line["claims"]] for line in desk.lines("extract", *files)}
    assert min(map(len, whole.values())) >= 4
    (first,) = desk.lines("check", files[0])
    marked = first["claims"][0]["number"]
    desk.lines("mark", marked, "confirmed", "--note", "Була на причалі.")
    before = desk.lines("log", marked)

    working = desk.start("check", *files, "--format", "jsonl")
    assert working.stdout is not None
    for _ in range(FILES // 3):
        assert working.stdout.readline()
    working.kill()
    working.communicate(timeout=30)

    half = desk.stored()
    assert FILES // 3 <= len(half) < FILES
    assert half == {name: whole[name] for name in half}
    assert desk.lines("db", "check")[0]["ok"] is True

    results = {line["source"]: line["result"] for line in desk.lines("check", *files)}
    assert results == {name: "unchanged" if name in half else "added" for name in files}
    assert desk.stored() == whole
    assert desk.lines("db", "check")[0]["ok"] is True
    assert desk.lines("log", "--check")[0]["ok"] is True
    assert desk.lines("log", marked) == before
    assert [event["action"] for event in before] == ["claim.mark"]
    assert desk.lines("show", marked)[0]["status"] == "confirmed"


def test_a_killed_import_and_the_same_line_again(desk: Desk, tmp_path: Path) -> None:
    """What was not whole is not there; the next one needs nothing to be tidied up."""
    files = sorted(path.name for path in desk.folder.glob("*.txt"))
    desk.lines("check", *files)
    _, errors = desk.start("export", "--all", "--to", "jsonl", "-o", "all.jsonl").communicate(timeout=120)
    assert errors == ""
    other = Desk(desk.folder, str(tmp_path / "other.db"))
    for seconds in (0.7, 0.9, 1.1):
        working = other.start("import", "all.jsonl")
        with suppress(subprocess.TimeoutExpired):
            working.wait(timeout=seconds)
        working.kill()
        working.communicate(timeout=30)
        if (tmp_path / "other.db").exists():
            assert other.lines("db", "check")[0]["ok"] is True
            assert len(other.stored()) in (0, FILES)
    (done,) = other.lines("import", "all.jsonl")
    assert sorted([len(done["added"]), len(done["same"])]) == [0, FILES]
    assert other.stored() == desk.stored()
    assert other.lines("log", "--check")[0]["ok"] is True
