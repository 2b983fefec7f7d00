"""The language that the interface speaks: English in the source, others by gettext catalogues."""

from __future__ import annotations

import gettext
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

LANGUAGES = {"en": "English", "uk": "Українська", "ru": "Русский"}
"""Code -> the language's own name, in the order in which a page offers them."""

_LOCALES = Path(__file__).parent / "locales"


@lru_cache
def translations(language: str) -> gettext.NullTranslations:
    """The catalogue of a language; of English the words themselves."""
    return gettext.translation("verify", _LOCALES, [language], fallback=True)


def chosen(wish: str | None, accepted: str) -> str:
    """The language to speak: the one that a person chose, else the first of an Accept-Language header (RFC
    9110) that we have, else English.
    """
    if wish in LANGUAGES:
        return str(wish)
    return next((code for code in _preferred(accepted) if code in LANGUAGES), "en")


def _preferred(accepted: str) -> Iterable[str]:
    ranked = []
    for place, part in enumerate(accepted.split(",")[:20]):
        tag, _, weight = part.strip().partition(";q=")
        try:
            ranked.append((-float(weight or 1), place, tag.split("-")[0].strip().lower()))
        except ValueError:
            continue
    return [code for weight, _, code in sorted(ranked) if weight < 0]
