"""What a word's form can be: readings of names and of nouns with their adjectives, each with its nominative.

Two witnesses are heard for a name: pymorphy3, which knows the common ones (and takes «Коула» for a thing and
«Вона» for a person), and tables of endings (names.toml), which know how an unheard-of surname declines.
Neither decides: `naming` picks the readings on which all words of a mention agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from verify.languages.endings import CASES, Endings, FirstNames, Form, Paradigm, upright
from verify.languages.morphology import parse
from verify.languages.pack import FOLDER, pack
from verify.languages.tables import read_tables

if TYPE_CHECKING:
    from verify.languages.automaton import Inflection

_SECOND = {"gen1": "gent", "gen2": "gent", "acc2": "accs", "loc1": "loct", "loc2": "loct", "voct": "voct"}
_PARTS = {"NOUN": "NOUN", "NPRO": "ADJF", "ADJF": "ADJF", "PRTF": "ADJF", "NUMR": "ADJF"}
_PERSONAL = frozenset(("1per", "2per", "3per", "pers"))
_ALIVE = frozenset(("anim", "virl"))  # virl: of a plural, "of men"; an adjective's nominative tells it
_UNINFLECTED = ("PREP", "ADVB", "OTHER")
_CASE_OF = {**{case: case for case in CASES}, **_SECOND}
_SCRIPTS = {
    "cyrillic": re.compile(r"[а-яёєіїґ]", re.IGNORECASE),
    "latin": re.compile(r"[^\W\d_]"),
}
_ABBREVIATION = re.compile(r"([А-ЯЁЄІЇҐ]{2,})(?:а|у|ом|ем|е|і|ові|ы|и|ам|ами|ах|ов|ів)?")
# How far a reading is trusted: the dictionary's names, its other words, its guesses.
_TRUST = {(True, True): 3.0, (True, False): 1.4, (False, True): 0.7, (False, False): 0.3}  # known, a name
_FIXED, _UNCHANGED, _UNCHANGED_RARELY, _UNCHANGED_WOMAN = 4.0, 1.0, 0.8, 0.8


@dataclass(frozen=True, slots=True)
class Names:
    """A language's names.toml, ready for use."""

    endings: Endings  # of any name
    surname_endings: Endings  # the same, and surnames' own
    undeclined: re.Pattern[str]
    undeclined_rarely: re.Pattern[str]
    undeclined_woman: re.Pattern[str]
    fixed: frozenset[str]
    few: frozenset[str]
    few_feminine: Mapping[str, str]
    many: frozenset[str]
    partitive: frozenset[str]
    relative: frozenset[str]
    conjunctions: frozenset[str]
    few_adjective: tuple[str, bool]
    few_noun: tuple[str, bool]
    adjectives_follow: bool  # a noun's adjective may stand behind it: «Komisja Europejska»
    first: FirstNames

    @property
    def decline(self) -> bool:
        """Whether the language's nouns do; then pymorphy3 has its dictionary."""
        return bool(self.endings.paradigms)


@lru_cache(maxsize=16)
def names(language: str) -> Names | None:
    """The language's names; None for a language that has none."""
    path = FOLDER / language / "names.toml"
    if not language.isalpha() or not path.is_file():
        return None
    raw = _UNSAID | read_tables(path)
    words = {key: frozenset(raw[key].casefold().split()) for key in _WORD_LISTS}
    paradigms, surnames = ([Paradigm.from_row(row) for row in raw[key]] for key in _PARADIGMS)
    listed = [(n, g) for g, key in _FIRST_NAMES for n in raw[key].casefold().split()]
    endings = Endings(paradigms)
    return Names(
        endings=endings,
        surname_endings=Endings(paradigms + surnames),
        undeclined=re.compile(raw["undeclined"]),
        undeclined_rarely=re.compile(raw["undeclined_rarely"]),
        undeclined_woman=re.compile(raw["undeclined_woman"]),
        few_feminine=raw["few_feminine"],
        few_adjective=tuple(raw["few_adjective"]),
        few_noun=tuple(raw["few_noun"]),
        adjectives_follow=raw["adjectives_follow"],
        **words,
        first=FirstNames(listed, endings, words["fixed"]),
    )


_PARADIGMS = ("paradigms", "surname_paradigms")
_WORD_LISTS = ("fixed", "few", "many", "partitive", "relative", "conjunctions")
_UNSAID: dict[str, Any] = dict.fromkeys(_WORD_LISTS, "") | {  # what a language without declension leaves out
    "paradigms": [],
    "surname_paradigms": [],
    "undeclined": "$",
    "undeclined_rarely": "(?!)",
    "undeclined_woman": "(?!)",
    "few_feminine": {},
    "few_adjective": ["gent", True],
    "few_noun": ["gent", True],
    "adjectives_follow": False,
}
_FIRST_NAMES = (("masc", "masculine"), ("femn", "feminine"))


@lru_cache(maxsize=4096)
def name_paradigm(name: str, gender: str | None, language: str) -> frozenset[str]:
    """All forms of a nominative lower-case name, itself included; empty where it does not decline."""
    table = names(language)
    found = table and table.surname_endings.likeliest(name, gender or "masc")
    return found[0].forms(found[1]) if found else frozenset()


def _native(word: str, language: str) -> bool:
    """True where the word is written in the language's own script: others' words keep their form."""
    return bool(_SCRIPTS[pack(language).script].search(word))


@lru_cache(maxsize=8192)
def name_forms(word: str, language: str) -> tuple[Form, ...]:
    """Readings of a person's name token, singular, with gender. No reading: it stays as it is."""
    table = names(language)
    low = fold(word)
    if table is None or not table.decline or not _native(word, language):
        return (table and table.first.get(low)) or (Form(low),)
    found = [*table.first.get(low), *_dictionary_names(low, language), *table.surname_endings.read(low)]
    if low in table.fixed:
        found.append(Form(low, weight=_FIXED))
    if table.undeclined.search(low):
        found.append(Form(low, weight=_UNCHANGED))
    if table.undeclined_rarely.search(low):
        found.append(Form(low, weight=_UNCHANGED_RARELY))
    if table.undeclined_woman.search(low):
        found.append(Form(low, gender="femn", weight=_UNCHANGED_WOMAN))
    return tuple(found)


def _dictionary_names(low: str, language: str) -> Iterator[Form]:
    for p in parse(low, language):
        marks, case = p.tag.grammemes, _case(p.tag.grammemes)
        if not marks & {"NOUN", "ADJF"} or marks & {"plur", "neut"} or case not in CASES:
            continue
        if case == "accs" and "inan" in marks:
            continue  # the accusative of a thing is its nominative: a man's never is
        named = bool(marks & {"Name", "Surn", "Patr"})
        trust = _TRUST[p.is_known, named]
        gender = None if not named and "femn" in marks else _gender(marks)
        base = _inflected(p, low, "nomn", False)
        if base:
            weight = trust + 0.5 * p.score
            yield Form(base, case, gender, False, weight=weight if p.is_known else weight * upright(case))


@lru_cache(maxsize=8192)
def phrase_forms(
    word: str, language: str, case: str = "nomn", plural: bool | None = None
) -> tuple[Form, ...]:
    """Readings of a word as part of a noun phrase; `base` is its form in `case` (and number, if given)."""
    if not _native(word, language) or "." in word:  # a site's name is nobody's case
        return (Form(word),)
    if abbreviation := _ABBREVIATION.fullmatch(word):
        return (Form(abbreviation[1]),)
    found = list(_dictionary_forms(fold(word), language, case, plural))
    if word[:1].isupper() and not any(p.is_known for p in parse(fold(word), language)):
        found = [replace(f, weight=0.3 * f.weight) for f in found] + list(_table_forms(word, language))
    return tuple(found)


def _table_forms(word: str, language: str) -> Iterator[Form]:
    table = names(language)
    if table:
        yield from table.endings.read(fold(word))


def _dictionary_forms(low: str, language: str, case: str, plural: bool | None) -> Iterator[Form]:
    for p in parse(low, language):
        marks, part = p.tag.grammemes, _part(p, language)
        many = "plur" in marks
        base = low if part in _UNINFLECTED else _inflected(p, low, case, many if plural is None else plural)
        if base:
            weight = p.score * (1.0 if p.is_known else 0.8)
            number = None if part == "NUMR" else many
            alive = bool(marks & _ALIVE)
            yield Form(base, _case(marks), _gender(marks), number, part, weight, p.normal_form, alive)


def _part(p: Any, language: str) -> str:
    """NOUN, ADJF (participles, pronouns too), NUMR (whatever counts), PREP, ADVB or OTHER."""
    table, marks = names(language), p.tag.grammemes
    if table and p.normal_form in table.few | table.many:
        return "NUMR"
    if "NPRO" in marks and marks & _PERSONAL:
        return "ADVB"  # «его источника», «їхніх»: passed over like an adverb
    if _case(marks):
        return next((part for mark, part in _PARTS.items() if mark in marks), "OTHER")
    return next((mark for mark in ("PREP", "ADVB") if mark in marks), "OTHER")


@lru_cache(maxsize=4096)
def _gender(marks: frozenset[str]) -> str | None:
    return next((g for g in ("masc", "femn", "neut") if g in marks), None)


def _inflected(p: Any, low: str, case: str, plural: bool) -> str | None:
    """The parse's word in another case and number, of the same gender: the form likest in its other tags."""
    mine = p.tag.grammemes
    if case == _case(mine) and plural == ("plur" in mine):
        return low
    if p.inflection is None:
        forms = [(f.tag, f.word) for f in p.lexeme]
        at = _likest([tag for tag, _ in forms], p.tag, case, plural)
        best = None if at is None else forms[at][1]
    else:
        how, stem, place = p.inflection
        at = _place(how, place, case, plural)
        best = None if at is None else how.word(stem, at)
    return best if best is None or "ё" in low else best.replace("ё", "е")


@lru_cache(maxsize=16_384)
def _place(how: Inflection, mine: int, case: str, plural: bool) -> int | None:
    """The place of the form among its paradigm's, from the place of another: the same for many words."""
    tags = [tag for _, tag, _ in how.forms]
    return _likest(tags, tags[mine], case, plural)


def _likest(tags: Sequence[Any], mine: Any, case: str, plural: bool) -> int | None:
    """Which of the forms with these tags has the case, number and gender, and is likest in all else."""
    marks, gender = mine.grammemes, None if plural else _gender(mine.grammemes)
    fits = [
        place
        for place, tag in enumerate(tags)
        if case == _case(tag.grammemes)
        and ("plur" in tag.grammemes) == plural
        and tag.POS == mine.POS
        and (gender is None or _gender(tag.grammemes) in (gender, None))
    ]
    return max(fits, key=lambda k: _likeness(tags[k].grammemes, marks), default=None)


def _likeness(marks: frozenset[str], mine: frozenset[str]) -> int:
    return len(marks & mine) - len(marks - mine)


@lru_cache(maxsize=4096)
def _case(marks: frozenset[str]) -> str:
    """The case by a tag's marks; "" for words without one."""
    found = next((_CASE_OF[m] for m in marks if m in _CASE_OF), "")
    # the Ukrainian dictionary leaves the nominative of «видання» and its like unsaid
    return found or ("nomn" if marks & {"NOUN", "ADJF"} else "")


def fold(word: str) -> str:
    """Lower case, with the typewriter's apostrophe, as the dictionaries write it."""
    return word.lower().replace("’", "'").replace("ʼ", "'")
