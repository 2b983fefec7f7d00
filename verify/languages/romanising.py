"""Names as English news spells them: «Олег Щербак» is Oleg Shcherbak. The letters are the packs' own."""

from __future__ import annotations

import re
from functools import cache

from verify.languages.pack import codes, pack

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def romanised(name: str, language: str | None) -> str:
    """The name in Latin letters; as it is where its language has no table, or is written in them."""
    if language not in codes() or not pack(language).romanisation:
        return name
    return _WORD.sub(lambda word: _word(word[0], language), name)


def _word(word: str, language: str) -> str:
    table = pack(language).romanisation

    def spelt(found: re.Match[str]) -> str:
        low = found[0].lower()
        marked = (f"^{low}" if found.start() == 0 else low, f"{low}$" if found.end() == len(word) else low)
        latin = next(table[key] for key in (*marked, low) if key in table)
        return latin.capitalize() if found[0][:1].isupper() else latin

    made = _letters(language).sub(spelt, word)
    return made.upper() if len(word) > 1 and word.isupper() else made


@cache
def _letters(language: str) -> re.Pattern[str]:
    """Any letters of the table, at the places where it means them; the longest first."""
    keys = sorted(pack(language).romanisation, key=lambda key: (-len(key.strip("^$")), "$" not in key))
    parts = (key.replace("^", r"(?<!\w)").replace("$", r"(?!\w)") for key in keys)
    return re.compile("|".join(parts), re.IGNORECASE)
