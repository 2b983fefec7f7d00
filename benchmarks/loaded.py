"""All languages in one process: every pack, dictionary and table loaded by a text of 100 kB in each.

Run by benchmarks.extract in a fresh process: python -m benchmarks.loaded
"""

from __future__ import annotations

from benchmarks.scaling import text_of
from verify.cli import collect_seldom
from verify.extract import extract
from verify.languages import codes
from verify.model import Metadata

SIZE = 100_000
_WRITTEN = ("ru", "uk", "en")


def main() -> None:
    collect_seldom()
    for code in codes():
        text = text_of(code if code in _WRITTEN else "en", SIZE)  # any words load a language's tables
        assert extract(text, Metadata(language=code)).claims


if __name__ == "__main__":
    main()
