"""The least that reading these articles can cost: every word looked up in a dictionary, through a cache.

Run by benchmarks.extract in a fresh process: python -m benchmarks.floor FILE...
"""

from __future__ import annotations

import re
import sys
from functools import cache
from pathlib import Path

from pymorphy3 import MorphAnalyzer  # type: ignore[import-untyped]

_WORD = re.compile(r"\w+")


def dictionary(name: str) -> str:
    """The dictionary for a file called uk-…: Ukrainian; for all others, English ones too: Russian.

    pymorphy3 has no English dictionary; its Russian one knows a Latin word when it sees one.
    """
    return "uk" if name.startswith("uk") else "ru"


@cache
def _analyzer(language: str) -> MorphAnalyzer:
    return MorphAnalyzer(lang=language)


@cache
def _parse(word: str, language: str) -> object:
    return _analyzer(language).parse(word)


def main(paths: list[str]) -> None:
    for path in map(Path, paths):
        for word in _WORD.findall(path.read_text(encoding="utf-8").lower()):
            _parse(word, dictionary(path.name))


if __name__ == "__main__":
    main(sys.argv[1:])
