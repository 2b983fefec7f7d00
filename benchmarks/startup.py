"""How long a person waits before anything happens.

    python -m benchmarks.startup

By the clock, medians of eleven whole processes that take turns. What a command may cost is told in what its
libraries cost to import: `verify --help` against click and rich, a short article against the database and the
dictionaries.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import in_turns

_ARTICLE = """Ферму під Кам'янополем закрили

Ферму під Кам'янополем закрили на два тижні, повідомила обласна лабораторія.
«Корови здорові, ми чекаємо на повторні проби», - сказала її керівниця Ніна Гай.
"""
_ROUNDS = 11


@dataclass(frozen=True, slots=True)
class Start:
    """A command beside the imports it is measured against, in seconds."""

    name: str
    ours: float
    beside: str
    floor: float

    @property
    def ratio(self) -> float:
        return self.ours / self.floor


def measure() -> list[Start]:
    with tempfile.TemporaryDirectory() as folder:
        article = Path(folder, "short.txt")
        article.write_text(_ARTICLE, encoding="utf-8")
        return [
            _beside("help", ["--help"], "click, rich.console"),
            _beside("short", ["extract", str(article)], "sqlalchemy.orm, pymorphy3"),
        ]


def _beside(name: str, arguments: list[str], imports: str) -> Start:
    runs = in_turns(
        {
            "ours": [sys.executable, "cli.py", *arguments],
            "floor": [sys.executable, "-c", f"import {imports}"],
        },
        _ROUNDS,
    )
    return Start(name, runs["ours"].wall, imports, runs["floor"].wall)


def show(found: list[Start]) -> None:
    print(f"start-up, medians of {_ROUNDS}")
    titles = {"help": "verify --help", "short": "verify extract short.txt"}
    for one in found:
        print(f"  {titles[one.name]:<26} {one.ours * 1000:>5.0f} ms = {one.ratio:.2f} times", end="")
        print(f" {one.floor * 1000:.0f} ms of import {one.beside}")


if __name__ == "__main__":
    show(measure())
