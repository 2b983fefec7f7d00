"""What makes statements comparable: a language's words for numbers, dates, negation and the same things.

`<code>/facts.toml` has the data; a language without one is compared by its names, numbers and roots alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from verify.languages.pack import FOLDER
from verify.languages.tables import read_tables

_NO_DATA: dict[str, Any] = {}


@dataclass(frozen=True)
class Facts:
    """One language's data, with the indices that the analysis asks. Words are lemmas, «ё» levelled."""

    code: str
    data: dict[str, Any]

    @cached_property
    def stop(self) -> frozenset[str]:
        """Words that tell nothing of what a statement is about."""
        return frozenset(self.data.get("stop", ()))

    @cached_property
    def offices(self) -> frozenset[str]:
        """Words for the office of somebody: what it says is said by whom it serves."""
        return frozenset(self.data.get("offices", ()))

    @cached_property
    def negations(self) -> frozenset[str]:
        return frozenset(self.data.get("negations", ()))

    @cached_property
    def unsaid(self) -> frozenset[str]:
        """Words behind which stands what is not said to have happened: it must, somebody is against it, or it
        is said of nobody in particular («все, кто …»).
        """
        return frozenset(self.data.get("unsaid", ()))

    @cached_property
    def words(self) -> dict[str, float]:
        """Word -> the number that it is."""
        return self._numbers("words")

    @cached_property
    def ordinals(self) -> dict[str, float]:
        return self._numbers("ordinals")

    @cached_property
    def multipliers(self) -> dict[str, float]:
        return self._numbers("multipliers")

    @cached_property
    def percent(self) -> frozenset[str]:
        return frozenset(self.data.get("numbers", _NO_DATA).get("percent", ()))

    @cached_property
    def bounds(self) -> dict[tuple[str, ...], str]:
        """Words before a number -> "more", "less" or "about"."""
        rows = self.data.get("numbers", _NO_DATA)
        return {tuple(p.split()): name for name in ("more", "less", "about") for p in rows.get(name, ())}

    @property
    def groups_by_comma(self) -> bool:
        """True where «1,800» is a thousand and eight hundred."""
        return bool(self.data.get("numbers", _NO_DATA).get("groups_by_comma", False))

    @cached_property
    def months(self) -> dict[str, int]:
        return {name: at for at, name in enumerate(self._dates("months", ()), start=1)}

    @cached_property
    def weekdays(self) -> dict[str, int]:
        """Name -> 0 for Monday."""
        return {name: at for at, name in enumerate(self._dates("weekdays", ()))}

    @cached_property
    def relative(self) -> dict[str, int]:
        """Word -> days from the article's own."""
        return dict(self._dates("relative", {}))

    @cached_property
    def parts(self) -> dict[str, str]:
        """Word -> "start", "middle" or "end" of the month named after it."""
        return dict(self._dates("parts", {}))

    @cached_property
    def year(self) -> frozenset[str]:
        return frozenset(self._dates("year", ()))

    @cached_property
    def units(self) -> dict[str, str]:
        """Noun -> what it counts, where several count one thing."""
        return {noun: unit for unit, nouns in self.data.get("units", _NO_DATA).items() for noun in nouns}

    @cached_property
    def terms(self) -> dict[tuple[str, ...], str]:
        """Words -> the term that they are in every language: "p_…" a country, "c_…" a thing. Concepts win."""
        found: dict[tuple[str, ...], str] = {}
        for table, mark in (("concepts", "c_"), ("places", "p_")):
            for name, phrases in self.data.get(table, _NO_DATA).items():
                for phrase in phrases:
                    found.setdefault(tuple(phrase.split()), mark + name.lower())
        return found

    @cached_property
    def countries(self) -> dict[str, str]:
        """Word for a country, its people or what is of it -> the country's code."""
        rows = self.data.get("places", _NO_DATA)
        return {word: code for code, phrases in rows.items() for word in phrases if " " not in word}

    @cached_property
    def longest_term(self) -> int:
        return max((len(words) for words in self.terms), default=1)

    @cached_property
    def _endings(self) -> tuple[str, ...]:
        return tuple(sorted(self.data.get("endings", ()), key=len, reverse=True))

    def root(self, lemma: str) -> str:
        """The lemma without its ending; at least three letters stay."""
        for ending in self._endings:
            if lemma.endswith(ending) and len(lemma) - len(ending) >= 3:
                return lemma[: len(lemma) - len(ending)]
        return lemma

    def term(self, lemmas: Sequence[str]) -> str | None:
        """The term of one word, by the first of its lemmas that has one; by its root, where the language has
        no dictionary of forms ("cancelled").
        """
        found = next((self.terms[(lemma,)] for lemma in lemmas if (lemma,) in self.terms), None)
        return found or next((t for x in lemmas if (t := self._by_root.get(latin(self.root(x))))), None)

    @cached_property
    def _by_root(self) -> dict[str, str]:
        if not self.data.get("by_root", False):
            return {}
        words = ((words[0], term) for words, term in self.terms.items() if len(words) == 1)
        return {latin(self.root(word)): term for word, term in reversed(tuple(words))}

    def _numbers(self, name: str) -> dict[str, float]:
        return {k: float(v) for k, v in self.data.get("numbers", _NO_DATA).get(name, {}).items()}

    def _dates(self, name: str, default: Any) -> Any:
        return self.data.get("dates", _NO_DATA).get(name, default)


@lru_cache(maxsize=32)
def facts(code: str) -> Facts:
    """The language's data; empty where its pack has none."""
    source = FOLDER / code / "facts.toml"
    return Facts(code, read_tables(source) if source.is_file() else {})


_CYRILLIC = str.maketrans(
    "абвгґдеєёжзиіїйыклмнопрстуўфхцчшщэюя",
    "abvggdeeezziiiiiklmnoprstuufhccsseua",
    "ъь'",
)
_ENGLISH = tuple(
    pair.split("=")
    for pair in (
        "sch=s", "tch=c", "sh=s", "ch=c", "zh=z", "kh=h", "th=t", "ph=f", "ck=k", "dzh=j",
        "qu=kv", "x=ks", "w=v",
        "y=i", "q=k",
    )
)  # fmt: skip
"""What English writes for one sound -> the letter that stands for it."""


_SILENT = re.compile("(?<=[aeiou])h(?![aeiou])")


def latin(word: str) -> str:
    """A lower-cased word in plain Latin letters, the same for how three languages spell one name or root.

    Sibilants fall together (з and ж, ш and с), doubled letters are single: «Пассажир», «пасажир».
    """
    out = unicodedata.normalize("NFKD", word.replace("дж", "j").translate(_CYRILLIC))
    if word.isascii():
        for spelling, letter in _ENGLISH:
            out = out.replace(spelling, letter)
        out = _SILENT.sub("", out)
    return "".join(c for i, c in enumerate(out) if c.isalnum() and (i == 0 or out[i - 1] != c))


def skeleton(word: str) -> str:
    """The consonants of `latin`; a vowel at the beginning shows as "a". The whole where that leaves under
    three letters.
    """
    word = word.replace("z", "s")
    bones = ("a" if word[:1] in "aeiou" else "") + "".join(c for c in word if c not in "aeiou")
    return bones if len(bones) >= 3 else word


def levelled(lemmas: Iterable[str]) -> tuple[str, ...]:
    """Lemmas as the tables have them."""
    return tuple(lemma.replace("ё", "е") for lemma in lemmas)
