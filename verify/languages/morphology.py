"""One shared pymorphy3 analyzer per language, and parses of words through a bounded cache."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer  # type: ignore[import-untyped]
    from pymorphy3.analyzer import Parse  # type: ignore[import-untyped]


@lru_cache(maxsize=8)
def analyzer(language: str) -> MorphAnalyzer:
    """The process's only analyzer of "ru" or "uk". Loaded at first use: a dictionary takes 0.1-0.3 s."""
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer(lang=language)


@lru_cache(maxsize=65_536)
def parse(word: str, language: str) -> tuple[Parse, ...]:
    """All parses of one word, likeliest first, as the analyzer ranks them."""
    return tuple(analyzer(language).parse(word))
