"""Other names for the same things: a name's first letters swapped for letters of the same sort, its end
kept, so that every case, the gender and the number stay as they were and no list knows the name.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from benchmarks.edits import Edit

WORD = re.compile(r"[^\W\d_]+")
_ANY_VOWEL = "aeiouyаеёиоуыэюяіїє"
_SOUNDS = re.compile(f"[{_ANY_VOWEL}]|[^{_ANY_VOWEL}]+", re.IGNORECASE)
_ONSETS = {
    "latin": ("br", "cl", "cr", "dr", "fl", "gr", "pl", "tr"),
    "cyrillic": ("бр", "гл", "гр", "др", "кл", "кр", "пл", "сл"),
}
_VOWELS = {"latin": "aeiou", "cyrillic": "аеиоу"}
_CONSONANTS = {"latin": "bdfgklmnprstvz", "cyrillic": "бвгдзклмнпрст"}
_GENERIC = frozenset([
    "the", "of", "and", "for", "news", "times", "post", "press", "journal", "daily", "today", "radio",
    "magazine", "tribune", "herald", "agency", "television", "telegraph", "guardian", "weekly",
    "review", "network", "media", "online", "новости", "правда", "радио", "газета", "агентство",
    "вести", "время", "сегодня", "новини", "час", "сьогодні", "день", "інформаційне", "пресса", "преса",
])  # fmt: skip
"""Words that media call themselves by all over the world: an unknown one would, too."""
END = 3
"""Letters at the end of a name that stay: they show how it is declined."""


@dataclass(slots=True)
class Renamer:
    """Names of one article. The same stem always gets the same new letters."""

    seed: str
    kept: frozenset[str] = frozenset()
    stems: dict[str, str] = field(default_factory=dict)  # a name's first letters -> those instead
    whole: dict[str, str] = field(default_factory=dict)  # «ТАСС», «DW»: nothing is declined

    def learn(self, names: Iterable[str]) -> None:
        """Take the words of these names for renaming. Words of no name of their own are left alone."""
        for name in names:
            for word in WORD.findall(name):
                low = word.casefold()
                if not word[0].isupper() or len(word) < 2 or low in _GENERIC or low in self.kept:
                    continue
                if word.isupper() and len(word) <= 5:
                    self.whole.setdefault(word, "".join(map(self._invented, word)))
                elif len(word) >= 3:
                    stem = word[: max(1, len(word) - END)]
                    self.stems.setdefault(word, self._invented(stem))

    def renamed(self, word: str) -> str | None:
        """The word's new form, or None where it is no form of a name learnt."""
        if word in self.whole:
            return self.whole[word]
        if not word[0].isupper():
            return None
        best = max(
            (n for n in self.stems if _form_of(word, n)), key=lambda n: (_shared(word, n), n), default=None
        )
        if best is None:
            return None
        new, count = self.stems[best], len(self.stems[best])
        if word.isupper():
            new = new.upper()
        return new + word[count:]

    def edits(self, text: str) -> list[Edit]:
        """What to change in a text."""
        found = ((m, self.renamed(m.group())) for m in WORD.finditer(text))
        return [Edit(m.start(), m.end(), new) for m, new in found if new is not None]

    def rename(self, text: str) -> str:
        return WORD.sub(lambda m: self.renamed(m.group()) or m.group(), text)

    def _invented(self, stem: str) -> str:
        """Other letters, sound by sound: a vowel for a vowel, a group that can open a word for such a
        group; longer groups inside a name stay, so that it can still be said."""
        rng = random.Random(f"{self.seed}/{stem.casefold()}")
        script = "latin" if stem.isascii() else "cyrillic"

        def other(m: re.Match[str]) -> str:
            sounds, low = m.group(), m.group().lower()
            known = (_VOWELS if low[0] in _ANY_VOWEL else _CONSONANTS)[script] if len(low) == 1 else (
                _ONSETS[script] if len(low) == 2 and not m.start() else (low,)
            )  # fmt: skip
            new = rng.choice([c for c in known if c != low] or [low])
            return new.upper() if sounds.isupper() else new.capitalize() if sounds[0].isupper() else new

        return _SOUNDS.sub(other, stem)


def _shared(a: str, b: str) -> int:
    a, b = a.casefold(), b.casefold()
    n = 0
    while n < min(len(a), len(b)) and a[n] == b[n]:
        n += 1
    return n


def _form_of(word: str, name: str) -> bool:
    """Whether a word can be a case of a name: the scorer's own measure, a little stricter for short ones."""
    if len(name) <= 3:
        return word.casefold().startswith(name.casefold()) and len(word) - len(name) <= 2
    shortest = min(len(word), len(name))
    return _shared(word, name) >= max(3, shortest - 2, len(name) - END) and abs(len(word) - len(name)) <= 3
