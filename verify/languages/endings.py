"""How names decline: paradigms of endings, read from a form back to the name.

A form is asked once what it ends in, not each paradigm for each of its endings; and of the first names that a
pack lists no forms are made: a form leads to its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
_LISTED = 4.0
"""How far a listed first name is trusted."""


@dataclass(slots=True, unsafe_hash=True)
class Form:
    """One reading of a word. `base` is lower case; None (and case "") agrees with anything. Caches share it:
    nothing may change it (frozen, it would take three times as long to make)."""

    base: str
    case: str = ""
    gender: str | None = None
    plural: bool | None = None
    part: str = "NOUN"
    weight: float = 1.0
    lemma: str = ""
    animate: bool = False

    def agrees(self, other: Form) -> bool:
        """Same case and number, and, in the singular, the same gender, where both say so."""
        if self.case and other.case and self.case != other.case:
            return False
        if self.plural is not None and other.plural is not None and self.plural != other.plural:
            return False
        one_gender = self.gender and other.gender and not self.plural
        return not one_gender or self.gender == other.gender


def upright(case: str) -> float:
    """An unheard-of «Сунака» is rather Сунак's genitive than a nominative."""
    return 0.8 if case == "nomn" else 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Paradigm:
    """How one sort of name declines: endings by case after stems of one shape."""

    genders: tuple[str, ...]
    stem: re.Pattern[str]
    endings: Mapping[str, tuple[str, ...]]
    weight: float

    @classmethod
    def from_row(cls, row: list[Any]) -> Paradigm:
        gender, stem, *endings, weight = row
        genders = ("masc", "femn") if gender == "both" else (gender,)
        by_case = {case: tuple(e.split("/")) for case, e in zip(CASES, endings, strict=True)}
        return cls(genders, re.compile(f"(?:{stem})$"), by_case, weight)

    def stem_of(self, word: str, ending: str) -> str | None:
        """The word without the ending, where such a name declines so. Stems have two letters or more."""
        if not word.endswith(ending):
            return None
        stem = word.removesuffix(ending)
        return stem if len(stem) > 1 and self.stem.search(stem) else None

    def base(self, stem: str) -> str:
        """The nominative of a stem."""
        return stem + self.endings["nomn"][0]

    def forms(self, stem: str) -> frozenset[str]:
        return frozenset(stem + e for endings in self.endings.values() for e in endings)


class Endings:
    """Paradigms by what their forms end in."""

    def __init__(self, paradigms: Sequence[Paradigm]) -> None:
        self.paradigms = tuple(paradigms)
        self._rows: dict[str, list[tuple[int, Paradigm, str]]] = {}
        rows = ((p, case, e) for p in paradigms for case, endings in p.endings.items() for e in endings)
        for place, (paradigm, case, ending) in enumerate(rows):
            self._rows.setdefault(ending, []).append((place, paradigm, case))
        self._longest = max(map(len, self._rows), default=0)

    def stems(self, word: str) -> list[tuple[int, Paradigm, str, str]]:
        """(place, paradigm, case, stem) for each form that the word can be, in the order of the tables."""
        found = []
        for length in range(min(self._longest, len(word) - 2) + 1):
            stem = word[: len(word) - length]
            for place, paradigm, case in self._rows.get(word[len(stem) :], ()):
                if paradigm.stem.search(stem):
                    found.append((place, paradigm, case, stem))
        return sorted(found, key=lambda row: row[0])

    def read(self, word: str) -> Iterator[Form]:
        """Every reading of a lower-case word as a name."""
        for _, paradigm, case, stem in self.stems(word):
            base, weight = paradigm.base(stem), paradigm.weight * upright(case)
            yield from (Form(base, case, gender, False, weight=weight) for gender in paradigm.genders)

    def likeliest(self, name: str, gender: str) -> tuple[Paradigm, str] | None:
        """The likeliest of the paradigms for a nominative name, and the name's stem."""
        fitting = [
            (p, stem)
            for p in self.paradigms
            if gender in p.genders and (stem := p.stem_of(name, p.endings["nomn"][0])) is not None
        ]
        return max(fitting, key=lambda f: f[0].weight, default=None)


class FirstNames:
    """The first names that a pack lists, in any of their forms."""

    def __init__(self, listed: Iterable[tuple[str, str]], endings: Endings, fixed: AbstractSet[str]) -> None:
        self._endings, self._fixed = endings, fixed
        self._genders: dict[str, list[tuple[int, str]]] = {}  # of a name, with its place in the list
        for place, (name, gender) in enumerate(listed):
            self._genders.setdefault(name, []).append((place, gender))
        self.get = lru_cache(8192)(self._get)

    def __contains__(self, word: str) -> bool:
        return bool(self.get(word))

    def _get(self, word: str) -> tuple[Form, ...]:
        """The readings of a lower-case word as a form of a listed name."""
        found = [
            (place, 0, _form(word, case, gender))
            for place, gender in self._genders.get(word, ())
            if self._paradigm(word, gender) is None
            for case in CASES
        ]
        if self._genders:
            for row, paradigm, case, stem in self._endings.stems(word):
                name = paradigm.base(stem)
                for place, gender in self._genders.get(name, ()):
                    if self._paradigm(name, gender) is paradigm:
                        found.append((place, row, _form(name, case, gender)))
        return tuple(form for _, _, form in sorted(found, key=lambda each: each[:2]))

    def _paradigm(self, name: str, gender: str) -> Paradigm | None:
        """How a nominative name declines; None for one form in all cases."""
        found = None if name in self._fixed else self._endings.likeliest(name, gender)
        return found and found[0]


def _form(name: str, case: str, gender: str) -> Form:
    return Form(name, case, gender, False, weight=_LISTED)
