"""One shared analyzer per language, and parses of words through a bounded cache: pymorphy3 where it has the
language's dictionary, else the pack's own tables."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer  # type: ignore[import-untyped]
    from pymorphy3.analyzer import Parse  # type: ignore[import-untyped]

    from verify.languages.paradigms import Reading, Tables


@lru_cache(maxsize=8)
def analyzer(language: str) -> MorphAnalyzer | Tables:
    """The process's only analyzer of a language. Loaded at first use: a dictionary takes 0.1-0.3 s."""
    from verify.languages.pack import pack

    data = pack(language).data
    if "paradigms" in data:
        from verify.languages.declension import names
        from verify.languages.paradigms import Tables

        table = names(language)
        return Tables(data, table.first if table else None)
    from verify.languages import automaton

    return automaton.analyzer(language)


@lru_cache(maxsize=16_384)
def parse(word: str, language: str) -> tuple[Parse | Reading, ...]:
    """All parses of one word, likeliest first, as the analyzer ranks them."""
    return tuple(analyzer(language).parse(word))
