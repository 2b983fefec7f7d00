"""Whether a text is in the language that it is read as: one in a language without a pack reads as some other,
and what is found in it is of little worth.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from verify.languages import codes, detect, pack

_SAMPLE = 6_000
"""Characters that are looked at: a thousand words."""

_GLANCE, _CLEAR = 1_500, 0.25
"""Characters that are looked at first, and the share of common words among them that settles it: most
articles are as they seem, and each page of the desk asks."""

_LETTERS = 150
"""Letters that a text's different words need before anything is said of it: a headline or two, however often
they are repeated, prove nothing."""

COMMON = 0.13
"""Share of a text's words that a pack knows as its commonest and its closed classes. The articles of tests
and annotations have 0.30 and more in English, 0.17 in Russian, 0.15 in Ukrainian, 0.27 in Polish; texts in
twenty languages without a pack have 0.10 and less of what they read as, Croatian and Portuguese 0.15 of
Polish, Bulgarian and Macedonian up to 0.19 of Russian: those lack letters (`always`)."""

_ALWAYS = 0.002
"""Share of the letters that no article lacks: "ы" is at least 0.006 of a Russian article's letters, "і" 0.044
of a Ukrainian's, "ł" 0.01 of a Polish one's; Bulgarian, Serbian, Czech and Croatian have none of theirs."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a text is perhaps not in the language `code`, as which it was read. common: how many of 100 words
    are common ones of it; missing: letters that it should have and has not; stated: the language that its
    page states, where there is no pack of it.
    """

    code: str
    common: int
    missing: str = ""
    stated: str | None = None


@lru_cache(maxsize=32)
def _common(code: str) -> frozenset[str]:
    return pack(code).frequent.union(pack(code).closed)


def doubt(text: str, language: str | None) -> Doubt | None:
    """What speaks against how the text was read; None where nothing does, or it is too short to tell.

    language: as the article's metadata have it; one without a pack was read as what `detect` finds.
    """
    code = language if language in codes() else detect(text) or "en"
    seen = _seen(text[:_GLANCE], code)
    if seen is None or seen[0] < _CLEAR or seen[1]:
        seen = _seen(text[:_SAMPLE], code)
    if seen is None:
        return None
    common, missing = seen
    if common >= COMMON and not missing:
        return None
    return Doubt(code, round(100 * common), missing, language if language != code else None)


def _seen(text: str, code: str) -> tuple[float, str] | None:
    """Share of its words that are common ones of the language, and letters that it lacks; None where it is
    too short to tell.
    """
    sample = text.lower()
    words = sample.split()  # with their marks: a common word is seldom beside one
    if sum(map(len, set(words))) < _LETTERS:
        return None
    always = pack(code).data["detect"].get("always", "")
    lacking = always and sum(map(sample.count, always)) < _ALWAYS * sum(map(len, words))
    return sum(map(_common(code).__contains__, words)) / len(words), always if lacking else ""
