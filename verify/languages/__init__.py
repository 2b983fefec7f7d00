"""Languages as packs of data, and what they share: words, names, the register of outlets, search forms."""

from __future__ import annotations

import re
from functools import lru_cache

from verify.languages.pack import Pack, codes, pack

__all__ = ["Pack", "codes", "detect", "pack", "search_form"]

_WORD = re.compile(r"[^\W_]+(?:['’ʼ-][^\W_]+)*")


@lru_cache(maxsize=200_000)
def _lemma(lower: str, language: str) -> str:
    return pack(language).analyst.lemma(lower)


def search_form(text: str, language: str | None) -> str:
    """The text's words casefolded and lemmatised, joined by one space: what search compares.

    `language` None or unknown leaves the words casefolded only. Apostrophes and «ё» are levelled.
    """
    found = [w.casefold().replace("’", "'").replace("ʼ", "'").replace("ё", "е") for w in _WORD.findall(text)]
    if language in codes():
        found = [_lemma(w, language).replace("ё", "е") for w in found]
    return " ".join(found)


@lru_cache(maxsize=1)
def _frequent() -> frozenset[str]:
    """The commonest words of all languages: what any of them can know of a text's words."""
    return frozenset().union(*(pack(code).frequent for code in codes()))


def detect(text: str) -> str | None:
    """The code of the pack that the text's letters and commonest words speak for; None without evidence.

    Letters that a language has alone, or never uses, weigh most; frequent words settle the rest (first 20,000
    characters).
    """
    sample = text[:20_000].lower()
    words = sample.split()  # with their marks: a common word is seldom beside one
    if not words:
        return None
    known = list(filter(_frequent().__contains__, words))
    speaks: dict[str, float] = {}
    for code in codes():
        own = sum(map(sample.count, pack(code).data["detect"]["letters"]))
        frequent = sum(map(pack(code).frequent.__contains__, known))
        speaks[code] = own / len(sample) + 3 * frequent / len(words)
    best, score = None, 0.0
    for code in sorted(speaks, key=lambda code: -speaks[code]):
        if speaks[code] <= score:
            break  # what speaks against it need not be counted, nor against those behind it
        foreign = sum(map(sample.count, pack(code).data["detect"].get("never", "")))
        left = speaks[code] - 5 * foreign / len(sample)
        if left > score:
            best, score = code, left
    return best
