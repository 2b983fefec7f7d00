"""Inflected forms of names' words, Russian and Ukrainian at once, from an ending table.

Names are looked up for nearly every word of an article, so nothing here asks a morphological dictionary: the
forms of a word are spelled out once, when a text first asks for it. The table gives more forms than either
language has; a form that nobody writes costs an entry and matches nothing. Plural forms of singular names are
left out, because «Ленты» may name the site while «лентам» does not.
"""

from __future__ import annotations

import re
from functools import cache

# Ending of the nominative -> endings of the other cases. The longest ending that fits decides.
_ENDINGS: dict[str, str] = {
    "": "а у ом ем е ові еві і ю",
    "ая": "ой ую ою",
    "яя": "ей юю ею",
    "ия": "ии ию ией ий иям иями иях",
    "ія": "ії ію ією",
    "я": "и і ї е ю ей ею єю",
    "а": "ы и і ї е у ой ою ої ій",
    "ые": "ых ым ыми",
    "ие": "их им ими ия ию ием ии",
    "ое": "ого ому ым им ом",
    "ее": "его ему им ем",
    "ье": "ья ью ьем",
    "е": "я ю ем і ого ому им ім ом",
    "о": "а у ом е і ові",
    "ый": "ого ому ым ом",
    "ой": "ого ому ым им ом",
    "ий": "ого ому его ему им ом ем ім ия ию ием ии",
    "ій": "ію ієм ії ія його йому ім",
    "й": "я ю ем є єві єм",
    "ь": "я ю ем е и ью і єм",
    "ы": "ов ам ами ах _",
    "ии": "ий иям иями иях",
    "ії": "ій іям іями іях",
    "и": "ей ов ів ям ам ями ами ях ах ий _",
    "і": "ей ям ями ях ів их им ими",
    "ти": "тей тям тями тях тів там тами тах т",
}
# A vowel that the oblique cases drop: «День», «Дня». Nominative ending -> stem ending of the others.
_FLEETING: dict[str, str] = {
    "ень": "н",
    "онь": "н",
    "ець": "ц",
    "ец": "ц",
    "ок": "к",
    "ек": "ьк",
    "єць": "йц",
}
# «Думка», «Думці»: what Ukrainian puts for the last consonant of a stem before -і.
_SOFTENED: dict[str, str] = {"г": "зі", "к": "ці", "х": "сі"}
# Words in -о that decline; others are foreign: a form of «Политико» would be «политики».
_NEUTER = re.compile(r"(ство|цтво|зеркало|дзеркало|эхо|ехо|слово|дело|діло|право|місто|око|коло)$")
_TIME = ("времени", "временем")
_CYRILLIC = re.compile(r"[а-яіїєґ']{3,}")
_VOWEL = re.compile(r"[аеиоуыэюяіїє]")
_INDECLINABLE = frozenset(
    {"радио", "радіо", "медиа", "медіа", "кино", "кіно", "бюро", "авто", "евро", "євро", "видео"}
)


@cache
def forms(word: str) -> frozenset[str]:
    """All spellings that a normalised word of a name takes in texts, itself included."""
    if not _declines(word):
        return frozenset((word,))
    if word == "время":
        return frozenset((word, *_TIME))
    ending = next(word[-n:] if n else "" for n in (2, 1, 0) if (word[-n:] if n else "") in _ENDINGS)
    stem = word[: len(word) - len(ending)]
    found = {word, *(stem + e.strip("_") for e in _ENDINGS[ending].split())}
    if ending == "а" and stem[-1] in _SOFTENED:
        found.add(stem[:-1] + _SOFTENED[stem[-1]])
    return frozenset(found | _without_fleeting_vowel(word))


def _declines(word: str) -> bool:
    if word in _INDECLINABLE or (word.endswith("о") and not _NEUTER.search(word)):
        return False
    return bool(_CYRILLIC.fullmatch(word) and _VOWEL.search(word))


def _without_fleeting_vowel(word: str) -> set[str]:
    for ending, short in _FLEETING.items():
        if word.endswith(ending):
            stem = word[: -len(ending)] + short
            return {stem + e for e in ("а", "я", "у", "ю", "ом", "ем", "е", "і", "ові", "еві")}
    return set()
