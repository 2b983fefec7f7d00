from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from verify.cli.root import cli

ARTICLE = """Мост закроют до весны.
По данным инженеров, опоры треснули, - сообщает Речной вестник.
Ремонт стоит 40 миллионов.
Катера пойдут в ноябре, - сообщает Речной вестник.
"""


@dataclass
class Shell:
    """Runs commands in a folder of their own, as a pipe would see them."""

    folder: Path

    def run(self, *args: str, status: int = 0, stdin: str | bytes | None = None) -> Result:
        done = CliRunner().invoke(cli, list(args), input=stdin, prog_name="verify", catch_exceptions=False)
        assert done.exit_code == status, done.output
        return done

    def out(self, *args: str, status: int = 0) -> str:
        return self.run(*args, status=status).stdout

    def json(self, *args: str, status: int = 0) -> Any:
        return json.loads(self.run(*args, "--json", status=status).stdout)

    def lines(self, *args: str, status: int = 0) -> list[Any]:
        return [
            json.loads(x) for x in self.run(*args, "--format", "jsonl", status=status).stdout.splitlines()
        ]

    def write(self, name: str, text: str = ARTICLE) -> str:
        (self.folder / name).write_text(text, encoding="utf-8")
        return name


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, toy_engine: Any, postgres: str | None) -> Shell:
    """An empty folder, the toy engine, and a person called anna."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VERIFY_USER", "anna")
    if postgres is None:
        monkeypatch.delenv("VERIFY_DATABASE_URL", raising=False)
    else:
        monkeypatch.setenv("VERIFY_DATABASE_URL", postgres)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("VERIFY_OFFLINE", "1")
    return Shell(tmp_path)


@pytest.fixture
def checked(shell: Shell) -> Shell:
    """One article of four claims in the database."""
    shell.run("check", shell.write("bridge.txt"))
    return shell
