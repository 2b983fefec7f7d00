"""A dictionary made of a pack's own tables: listed entries in all their forms, other words by their endings.

For languages that decline and have no dictionary at hand. It answers as pymorphy3 does (parses with
grammemes, a normal form and a lexeme), so that whoever asks need not know where the answer comes from. The
tables stand in `[paradigms]` of pack.toml; docs/adding-a-language.md explains them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from verify.languages.endings import FirstNames, Form

_PARTS = frozenset(
    {
        "NOUN",
        "ADJF",
        "ADJS",
        "PRTF",
        "PRTS",
        "VERB",
        "INFN",
        "GRND",
        "NUMR",
        "ADVB",
        "COMP",
        "NPRO",
        "PRED",
        "PREP",
        "CONJ",
    }
)
_VERB_CLASS = re.compile(r"^(verb|speak)_|_verb$")
_GUESSED = 0.5
"""How likely the best guess by endings is beside a listed form."""


@dataclass(frozen=True, slots=True)
class Tag:
    """The grammemes of a reading, part of speech included."""

    grammemes: frozenset[str]

    @property
    def POS(self) -> str | None:  # noqa: N802 (pymorphy3's name)
        return next((mark for mark in self.grammemes if mark in _PARTS), None)


@dataclass(frozen=True, slots=True)
class LexForm:
    """One form of a lexeme."""

    word: str
    tag: Tag


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a form, with pymorphy3's attributes."""

    word: str
    tag: Tag
    normal_form: str
    score: float = 1.0
    is_known: bool = True
    lexeme: tuple[LexForm, ...] = field(default=(), repr=False)
    inflection: None = None

    @property
    def is_listed(self) -> bool:
        return self.is_known


Lexeme = tuple[LexForm, ...]


def _name_tag(form: Form, case: str = "") -> Tag:
    marks = {"NOUN", "Name", "anim", "sing", form.gender or "masc", case or form.case or "nomn"}
    return Tag(frozenset(marks))


class Tables:
    """The paradigms of one pack. Rows are tried in order; the first whose ending fits makes the forms."""

    def __init__(self, data: Mapping[str, Any], first_names: FirstNames | None) -> None:
        self._data = data
        self._first = first_names
        self._tables: Mapping[str, Any] = data["paradigms"]
        self._templates: Mapping[str, str] = self._tables.get("templates", {})
        self._slots = {name: frozenset(marks.split()) for name, marks in self._tables["slots"].items()}

    # -- from an entry to its forms

    def lexeme(self, entry: str, part: str) -> Lexeme:
        """All forms of an entry that inflects as a "verb", "noun" or "adjective"; () where no row fits."""
        for ending, gender, *written in self._tables[part]:
            if re.search(ending, entry):
                stem = re.sub(ending, "", entry)
                marks = frozenset(gender.split())
                return tuple(dict.fromkeys(self._written(stem, " ".join(written), marks)))
        return ()

    def _written(self, stem: str, row: str, marks: frozenset[str]) -> Iterator[LexForm]:
        """The forms of "a:slot b/c:slot stem+template"; "-" is the empty ending."""
        for item in row.split():
            if "+" in item:
                more, name = item.split("+")
                yield from self._written(stem + more.strip("-"), self._templates[name], marks)
                continue
            endings, _, slots = item.rpartition(":")
            for ending in endings.split("/"):
                for slot in slots.split("|"):
                    yield LexForm(stem + ending.strip("-"), Tag(self._slots[slot] | marks))

    def _marked(self, marks: str) -> Tag:
        return Tag(frozenset(mark for name in marks.split() for mark in self._slots.get(name, {name})))

    # -- the listed forms

    @cached_property
    def listed(self) -> dict[str, tuple[Reading, ...]]:
        """Form -> its readings: forms written out in `[paradigms.forms]`, then those of all entries."""
        found: dict[str, list[Reading]] = {}
        fixed = self._tables.get("forms", {})
        for word, readings in fixed.items():
            for row in readings.split(";"):
                marks, _, lemma = row.partition("<")
                tag = self._marked(marks)
                found.setdefault(word, []).append(
                    Reading(word, tag, lemma.strip() or word, lexeme=(LexForm(word, tag),))
                )
        for entry, part in self._entries():
            if entry in fixed:
                continue
            made = (
                self._irregular(entry)
                or self.lexeme(entry, part)
                or (self.lexeme(entry, "noun") if part != "verb" else ())
            )
            for form in made:
                reading = Reading(form.word, form.tag, entry, lexeme=made)
                if not any(r.tag == reading.tag and r.normal_form == entry for r in found.get(form.word, ())):
                    found.setdefault(form.word, []).append(reading)
        return {word: tuple(readings) for word, readings in found.items()}

    def _irregular(self, entry: str) -> Lexeme:
        marks, _, row = self._tables.get("irregular", {}).get(entry, "").rpartition(";")
        return tuple(self._written("", row, frozenset(marks.split())))

    def _entries(self) -> Iterator[tuple[str, str]]:
        """(entry, the table it inflects by), each once; several words and single forms left out."""
        own = {name: table for table, names in self._tables.get("tables", {}).items() for name in names}
        single = frozenset(self._tables.get("form_classes", ()))
        seen: set[tuple[str, bool]] = set()
        for name, entries in sorted(self._data["classes"].items(), key=lambda row: row[0] not in own):
            table = "verb" if _VERB_CLASS.search(name) else own.get(name, "noun")
            for entry in entries if name not in single else ():
                if (entry, table == "verb") not in seen and " " not in entry:
                    seen.add((entry, table == "verb"))
                    yield entry, table

    # -- any word

    def parse(self, word: str) -> list[Reading]:
        """The readings of a lower-cased form, likeliest first; [] where not even an ending tells anything."""
        named = [
            Reading(word, _name_tag(f), f.base, lexeme=(LexForm(f.base, _name_tag(f, "nomn")),))
            for f in (self._first.get(word) if self._first else ())
        ]
        return [*named, *self.listed.get(word, ())] or list(self._guessed(word))

    def _guessed(self, word: str) -> Iterator[Reading]:
        for ending, base, readings in self._tables.get("guess", ()):
            found = re.search(ending, word)
            if found is None or not found.start():
                continue
            lemma = word[: found.start()] + base if base != "=" else word
            for n, row in enumerate(readings.split(";")):
                tag = self._marked(row)
                made = self.lexeme(lemma, "adjective") if tag.POS == "ADJF" else ()
                yield Reading(word, tag, lemma, _GUESSED / (n + 2), False, made or (LexForm(word, tag),))
            return
