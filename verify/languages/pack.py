"""A language is a pack of data: `<code>/pack.toml`. The engine asks the pack and knows no language itself.

docs/adding-a-language.md tells what each table means.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any

from verify.languages.patterns import Likely, Table
from verify.languages.tables import read_tables
from verify.languages.words import Analyst, Dictionary, Lexicon, Pos, Word, table

FOLDER = Path(__file__).parent
"""Where each language has its own."""
Phrases = dict[str, tuple[tuple[str, tuple[str, ...]], ...]]
_NONE: frozenset[str] = frozenset()
_CASED_PATTERNS = frozenset({"dateline", "own_report"})  # capitals tell a name from a word there
_CLOSED_POS = {
    "prepositions": Pos.PREP,
    "conjunctions": Pos.CONJ,
    "adverbs": Pos.ADV,
    "pronouns": Pos.PRON,
    "determiners": Pos.DET,
    "auxiliaries": Pos.AUX | Pos.VERB,
    "subordinators": Pos.SUBORD | Pos.CONJ,
    "finite_verbs": Pos.VERB,
    "adjectives": Pos.ADJ,
}


@dataclass(frozen=True)
class Pack:
    """One language's data, as read from TOML, with the indices that the engine asks."""

    code: str
    data: dict[str, Any] = field(repr=False)

    @cached_property
    def classes(self) -> dict[str, frozenset[str]]:
        """Lexical class -> its entries (lemmas, or single forms where only the form belongs)."""
        return {name: frozenset(entries) for name, entries in self.data["classes"].items()}

    @cached_property
    def frequent(self) -> frozenset[str]:
        """The commonest words, by which a text's language is told."""
        return frozenset(self.data["detect"]["words"])

    @cached_property
    def _by_entry(self) -> dict[str, frozenset[str]]:
        return table(self.classes)

    def classes_of(self, entries: tuple[str, ...]) -> frozenset[str]:
        """Names of the lexical classes that any of the entries belongs to."""
        found = _NONE
        for entry in entries:
            hit = self._by_entry.get(entry)
            if hit:
                found = found | hit if found else hit
        return found

    @cached_property
    def closed(self) -> dict[str, int]:
        """Closed-class form -> its parts of speech; these overrule the dictionary."""
        found: dict[str, int] = {}
        for name, part in _CLOSED_POS.items():
            for form in self.data["closed"].get(name, ()):
                found[form] = found.get(form, 0) | part
        return found

    @cached_property
    def _inflected(self) -> tuple[dict[str, tuple[str, ...]], dict[str, int], frozenset[str]]:
        """Forms of the pack's own entries, for languages without a dictionary."""
        inflection = self.data.get("inflection")
        forms: dict[str, tuple[str, ...]] = {}
        form_pos: dict[str, int] = {}
        plurals: set[str] = set()
        if not inflection:
            return forms, form_pos, frozenset()
        irregular = inflection.get("irregular", {})
        rules = {kind: _rules(inflection[kind]) for kind in ("verb", "noun")}

        @cache  # many an entry stands in several classes
        def regular(entry: str, kind: str) -> list[tuple[str, int]]:
            return _forms(entry, rules[kind])

        pronouns = frozenset(self.data["closed"].get("pronouns", ()))
        for name, entries in self.classes.items():
            kind = "verb" if name.startswith(("verb_", "speak_")) or name.endswith("_verb") else "noun"
            for entry in entries:
                made = irregular.get(entry) if kind == "verb" else None
                listed = [(f, Pos.VERB) for f in made.split()] if made else []
                if not made and (entry not in pronouns or name.endswith("_noun")):  # "Wes": no plural of "we"
                    listed = regular(entry, kind)
                if kind == "noun":
                    plurals.update(f for f, _ in listed if f != entry)
                for form, part in [(entry, Pos.VERB if kind == "verb" else Pos.NOUN), *listed]:
                    if kind == "verb" and form.endswith(inflection.get("gerund_ending", "\0")):
                        part = Pos.GERUND
                    if entry not in forms.get(form, ()):
                        forms[form] = (*forms.get(form, ()), entry)
                    form_pos[form] = form_pos.get(form, 0) | part
        return forms, form_pos, frozenset(plurals)

    @property
    def forms(self) -> dict[str, tuple[str, ...]]:
        return self._inflected[0]

    @property
    def form_pos(self) -> dict[str, int]:
        return self._inflected[1]

    @property
    def plurals(self) -> frozenset[str]:
        return self._inflected[2]

    def part_by_ending(self, form: str) -> int:
        """The part of speech of a form that no table knows, by the longest of its endings; 0 by none."""
        lengths, parts = self._endings
        for length in lengths:
            if length < len(form) - 2 and (part := parts.get(form[-length:])) is not None:
                return part
        return 0

    @cached_property
    def _endings(self) -> tuple[list[int], dict[str, int]]:
        """The endings' lengths, the longest first, and ending -> part of speech."""
        parts: dict[str, int] = {}
        for name, listed in self.data.get("endings", {}).items():
            for ending in listed:
                parts.setdefault(ending, getattr(Pos, name.upper()))
        return sorted(set(map(len, parts)), reverse=True), parts

    @cached_property
    def stemming(self) -> tuple[tuple[str, str], ...]:
        """(ending, replacement) rows that bring a form near its lemma, for search."""
        return tuple((a, b) for a, b in self.data.get("stemming", {}).get("rules", ()))

    @cached_property
    def romanisation(self) -> dict[str, str]:
        """Letters -> how English news spells them in names; ^ is a word's beginning, $ its end."""
        return dict(self.data.get("romanisation", {}))

    @cached_property
    def plural_ending(self) -> tuple[str, ...]:
        return tuple(self.data.get("inflection", {}).get("plural_endings", ("\0",)))

    @cached_property
    def participle_endings(self) -> tuple[str, ...]:
        """Endings of forms that can be finite or not, by their place ("officials briefed on it said")."""
        return tuple(self.data.get("inflection", {}).get("participle_endings", ("\0",)))

    @cached_property
    def aged_ending(self) -> str:
        """Ending of a noun that calls somebody by their age ("the 72-year-old")."""
        return str(self.data.get("inflection", {}).get("aged_ending", "\0"))

    @cached_property
    def possessive_ending(self) -> str:
        """Ending of a possessive ("'s"); one that no word has where the language makes none."""
        return str(self.data.get("inflection", {}).get("possessive_ending", "\0"))

    @cached_property
    def animate_endings(self) -> tuple[str, ...]:
        """Endings of nouns that name people ("narrator"), in languages without a dictionary."""
        return tuple(self.data.get("inflection", {}).get("animate_endings", ("\0",)))

    @cached_property
    def inanimate(self) -> frozenset[str]:
        return frozenset(self.data.get("inflection", {}).get("inanimate", ()))

    @cached_property
    def marks(self) -> tuple[tuple[str, int], ...]:
        """Ending -> mark (past, third) that it gives a form besides its part of speech."""
        rows = self.data.get("inflection", {}).get("marks", {})
        return tuple(
            (ending, getattr(Pos, name.upper())) for name, listed in rows.items() for ending in listed
        )

    @cached_property
    def spelt_out(self) -> dict[str, tuple[str, ...]]:
        """Abbreviated title -> itself and what it stands for ("gov": "governor")."""
        return {short: (short, *full.split()) for short, full in self.data.get("abbreviated", {}).items()}

    @cached_property
    def gender_of(self) -> dict[str, int]:
        return {form: int(bits) for form, bits in self.data.get("gender", {}).items()}

    @cached_property
    def analyst(self) -> Analyst:
        return Dictionary(self) if self.cased else Lexicon(self)

    @cached_property
    def _cache(self) -> dict[str, Word]:
        return {}

    def word(self, lower: str) -> Word:
        """The Word of a lower-cased form; cached, the cache emptied when it holds 200,000 forms."""
        cache = self._cache
        found = cache.get(lower)
        if found is None:
            if len(cache) > 200_000:
                cache.clear()
            found = cache[lower] = self.analyst.word(lower)
        return found

    @cached_property
    def written(self) -> dict[str, tuple[str, Word | None, bool]]:
        """Words and marks as texts wrote them: again as written (all tokens share it), and whether with a
        capital.

        It is the tokeniser's, which fills and empties it.
        """
        return {}

    @cached_property
    def cased(self) -> bool:
        """True where case endings mark who does what, and a dictionary or tables show them."""
        return bool(self.data["morphology"] == "pymorphy3" or "paradigms" in self.data)

    @cached_property
    def script(self) -> str:
        """ "cyrillic" or "latin": what the language is written in."""
        return str(self.data.get("script", "cyrillic" if self.cased else "latin"))

    def foreign(self, text: str) -> bool:
        """True for a word in Latin letters where the language has others: a name that does not decline."""
        return self.script != "latin" and (text.isascii() or _latin(text))

    def patterns(self, name: str) -> tuple[re.Pattern[str], ...]:
        """Compiled regular expressions of the table `patterns`, case-insensitive."""
        return self._patterns[name].all if name in self._patterns else ()

    def likely(self, text: str) -> Likely:
        """The same, by table, without those that cannot match anywhere in a text."""
        return Likely(self._patterns, text)

    @cached_property
    def _patterns(self) -> dict[str, Table]:
        return {
            name: Table(rows, 0 if name in _CASED_PATTERNS else re.IGNORECASE)
            for name, rows in self.data.get("patterns", {}).items()
        }

    @cached_property
    def phrases(self) -> Phrases:
        """First form -> ((phrase class, all its forms), …), longest first: multi-word cues."""
        found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        for name, rows in self.data.get("phrases", {}).items():
            for row in rows:
                forms = tuple(row.split())
                found.setdefault(forms[0], []).append((name, forms))
        return {k: tuple(sorted(v, key=lambda row: -len(row[1]))) for k, v in found.items()}

    def phrases_of(self, names: frozenset[str]) -> Phrases:
        """The same, of some classes only: few words begin one."""
        found = self._phrases_of.get(names)
        if found is None:
            some = {first: tuple(r for r in rows if r[0] in names) for first, rows in self.phrases.items()}
            found = self._phrases_of[names] = {first: rows for first, rows in some.items() if rows}
        return found

    @cached_property
    def _phrases_of(self) -> dict[frozenset[str], Phrases]:
        return {}


def _forms(entry: str, rules: list[tuple[re.Pattern[str], list[str]]]) -> list[tuple[str, int]]:
    """Regular forms of an entry: the first rule whose pattern matches gives replacement endings."""
    for pattern, made in rules:
        if found := pattern.search(entry):
            stem, part = entry[: found.start()], Pos.VERB if len(made) > 1 else Pos.NOUN
            return [(pattern.sub(end, entry) if "\\" in end else stem + end, part) for end in made]
    return []


def _rules(rows: list[list[str]]) -> list[tuple[re.Pattern[str], list[str]]]:
    return [(re.compile(pattern), made) for pattern, *made in rows]


def forms_by_rule(entry: str, rules: list[list[str]]) -> list[str]:
    """An entry's regular forms, by `[inflection]` rows."""
    return [form for form, _ in _forms(entry, _rules(rules))]


@lru_cache(maxsize=32)
def pack(code: str) -> Pack:
    """The pack of a language code. KeyError where there is none."""
    if code not in codes():
        raise KeyError(code)
    return Pack(code, read_tables(FOLDER / code / "pack.toml"))


@lru_cache(maxsize=1)
def codes() -> tuple[str, ...]:
    """Codes of the languages there is a pack for, sorted."""
    return tuple(sorted(source.parent.name for source in FOLDER.glob("*/pack.toml")))


def _latin(word: str) -> bool:
    """True for a word with marks of its own language («Osnabrücker»), which is Latin all the same."""
    return word[0].isalpha() and all(c < "\u0250" or c in "’‐-" for c in word)
