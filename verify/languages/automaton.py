"""pymorphy3's dictionaries read faster: the same parses in less than half the time.

pymorphy3 keeps words, endings and probabilities in automata that pure Python walks a letter a call, through
four functions. Here one loop walks a whole word; what a node holds is decoded once, as words that inflect
alike share it, and so is a paradigm, by which a word is inflected without its lexeme being made; and a word
without probabilities is seen to have none once, not for each of its tags. Where the C extension for
automata is installed, pymorphy3 is fast by itself and is left as it is.
"""

from __future__ import annotations

import os
import re
import unicodedata
from binascii import a2b_base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from operator import itemgetter
from os.path import commonprefix
from pathlib import Path
from typing import Any

from pymorphy3 import MorphAnalyzer  # type: ignore[import-untyped]
from pymorphy3.analyzer import Parse, ProbabilityEstimator, auto  # type: ignore[import-untyped]
from pymorphy3.dawg import EXTENSION_AVAILABLE, RecordDAWG  # type: ignore[import-untyped]
from pymorphy3.opencorpora_dict import Dictionary  # type: ignore[import-untyped]
from pymorphy3.units import (  # type: ignore[import-untyped]
    DictionaryAnalyzer,
    KnownSuffixAnalyzer,
    UnknownPrefixAnalyzer,
)

from verify.languages.mapped import MappedDictionary, probabilities

_NOWHERE = -1
_BYTES = [bytes((letter,)) for letter in range(256)]
# Of a unit: its letter with the bit of a leaf; here a key ends; its offset is a long one; a leaf's value.
_LABEL, _ENDS, _EXTENDED, _VALUE = 0x800000FF, 0x100, 0x200, 0x7FFFFFFF
_CYRILLIC = "Ѐ"  # the first letter of the script
_REMEMBERED = 20_000
"""Nodes whose contents are kept, a few hundred bytes each: far more than the texts of a day ask for."""

Substitutes = Mapping[bytes, Sequence[tuple[bytes, str]]]
"""Letters that a text may write for others («е» for «ё»): UTF-8 -> what the dictionary may have instead."""


def analyzer(language: str) -> MorphAnalyzer:
    """pymorphy3's analyzer of a language, its automata walked by this module."""
    folder = _folder(language)
    if EXTENSION_AVAILABLE:
        return _Analyzer(str(folder), language, result_type=_Parse)
    return _MappedAnalyzer(folder, language)


def _folder(language: str) -> Path:
    """Where the language's dictionary has its files. Only where no package of the usual name has them is
    pymorphy3 left to search: it reads what every installed package says of itself."""
    name = f"pymorphy3_dicts_{language}"
    if MorphAnalyzer.DICT_PATH_ENV_VARIABLE in os.environ or find_spec(name) is None:
        return Path(MorphAnalyzer.choose_dictionary_path(None, language))
    return Path(import_module(name).get_path())


class _Analyzer(MorphAnalyzer):  # type: ignore[misc]
    """pymorphy3's analyzer; a word that the dictionary lists is not shown to those that read signs."""

    _units: list[Any]

    def parse(self, word: str) -> list[Any]:
        """As pymorphy3; [] for a word that it fails on, with letters that Unicode gives no name (Tangut)."""
        try:
            return self._parsed(word)
        except ValueError:
            if all(unicodedata.name(letter, "") for letter in word if letter.isalpha()):
                raise
            return []

    def _parsed(self, word: str) -> list[Any]:
        lower = word.lower()
        no_sign = len(word) > 1 and word[0] >= _CYRILLIC  # neither an initial nor Latin, a number, a mark
        found: list[Any] = []
        seen: set[Any] = set()
        for unit, ends in self._units:
            found += unit.parse(word, lower, seen)
            if found and (ends or (no_sign and type(unit) is _Listed)):
                break
        if self.prob_estimator is not None:
            found = self.prob_estimator.apply_to_parses(word, lower, found)
        return [tuple.__new__(self._result_type, parse) for parse in found]


class _MappedAnalyzer(_Analyzer):
    """The same over mapped files, walked by this module."""

    def __init__(self, folder: Path, language: str) -> None:
        self.dictionary = dictionary = MappedDictionary(folder)
        self.lang = self.choose_language(dictionary, language)
        dictionary.words = _Records(dictionary.words)
        dictionary.prediction_suffixes_dawgs = [_Records(d) for d in dictionary.prediction_suffixes_dawgs]
        self.prob_estimator = _Odds(folder) if dictionary.meta.get("P(t|w)") else None
        self._result_type = type(_Parse.__name__, (_Parse,), {"_morph": self, "_dict": dictionary})
        self._init_char_substitutes(auto)
        self._init_units()
        self._look_up_by(_Listed())

    def _look_up_by(self, unit: DictionaryAnalyzer) -> None:
        """Let this unit do what pymorphy3's own look-ups do, alone and behind a prefix cut off."""
        unit.init(self)
        self._units = [
            each._replace(analyzer=unit) if type(each.analyzer) is DictionaryAnalyzer else each
            for each in self._units
        ]
        for each in self._units:
            if isinstance(each.analyzer, UnknownPrefixAnalyzer):
                each.analyzer.dict_analyzer = unit


@dataclass(frozen=True, slots=True, eq=False)
class Inflection:
    """How words of one sort inflect: of each form what stands before the stem, its tag, and what behind."""

    forms: tuple[tuple[str, Any, str], ...]

    def stem(self, word: str, place: int) -> str:
        """The stem of a word that is the form at a place."""
        front, _, back = self.forms[place]
        return word[len(front) : len(word) - len(back)]

    def word(self, stem: str, place: int) -> str:
        """The form of a stem at a place."""
        front, _, back = self.forms[place]
        return front + stem + back


class _Parse(Parse):  # type: ignore[misc]
    """One reading of a word; what pymorphy3 looks up anew is told by how the reading was found."""

    @property
    def is_known(self) -> bool:
        """True where the dictionary lists the form."""
        if len(self.methods_stack) > 1:  # behind a prefix, or guessed by the ending
            return False
        return type(self.methods_stack[0][0]) in (DictionaryAnalyzer, _Listed) or bool(super().is_known)

    @property
    def is_listed(self) -> bool:
        """True where the dictionary lists the form, or the rest of it behind a prefix."""
        return type(self.methods_stack[0][0]) in (DictionaryAnalyzer, _Listed)

    @property
    def inflection(self) -> tuple[Inflection, str, int] | None:
        """How the word inflects, its stem, and which form it is; None for words put together of others."""
        (unit, *told), *more = self.methods_stack
        if not isinstance(unit, DictionaryAnalyzer):
            return None
        if more and not (len(more) == 1 and isinstance(more[0][0], KnownSuffixAnalyzer)):
            return None
        form, number, place = told
        how = _paradigm(self._dict, number)
        return how, how.stem(form, place), place


@lru_cache(_REMEMBERED)
def _paradigm(dictionary: Dictionary, number: int) -> Inflection:
    return Inflection(tuple(dictionary.build_paradigm_info(number)))


class _Listed(DictionaryAnalyzer):  # type: ignore[misc]
    """Forms that the dictionary lists: what a node tells of them is put together once."""

    def init(self, morph: MorphAnalyzer) -> None:
        super().init(morph)
        self._readings = lru_cache(_REMEMBERED)(self._read)

    def parse(self, word: str, word_lower: str, seen_parses: object) -> list[tuple[Any, ...]]:
        found = []
        for form, node in self.dict.words.similar_nodes(word_lower, self.morph.char_substitutes):
            for paradigm, place, tag, front, back, base_front, base_back in self._readings(node):
                base = f"{base_front}{form[front : len(form) - back]}{base_back}" if place else form
                found.append((form, tag, base, 1.0, ((self, form, paradigm, place),)))
        return found

    def _read(self, node: int) -> list[tuple[Any, ...]]:
        """Each reading of a form that ends at the node: paradigm, place in it, tag, how many letters stand
        before and behind the stem, and what stands there in the form of the dictionary."""
        tags, fronts, backs = self.dict.gramtab, self.dict.paradigm_prefixes, self.dict.suffixes
        found = []
        for number, place in self.dict.words.records(node):
            paradigm = self.dict.paradigms[number]
            forms = len(paradigm) // 3  # their endings, then their tags, then their prefixes
            front, back = fronts[paradigm[2 * forms + place]], backs[paradigm[place]]
            around = len(front), len(back), fronts[paradigm[2 * forms]], backs[paradigm[0]]
            found.append((number, place, tags[paradigm[forms + place]], *around))
        return found


def _offset(unit: int) -> int:
    """Where a unit's children lie, from it."""
    return (unit >> 10) << ((unit & _EXTENDED) >> 6)


def _walk(units: Sequence[int], node: int, letters: bytes) -> int:
    """The node to which the letters lead from a node; _NOWHERE where the automaton lacks them."""
    unit = units[node]
    for letter in letters:
        # `_offset`, written out: a word is twenty such steps, its tags are as many again
        node ^= (unit >> 10 << 8 if unit & _EXTENDED else unit >> 10) ^ letter
        unit = units[node]
        if unit & _LABEL != letter:
            return _NOWHERE
    return node


class _Records(RecordDAWG):  # type: ignore[misc]
    """Forms (or endings) with their paradigms."""

    def __init__(self, plain: RecordDAWG) -> None:
        super().__init__(plain.fmt)
        self.dct, self.guide = plain.dct, plain.guide
        self._held = lru_cache(_REMEMBERED)(self.records)

    def similar_items(self, key: str, replaces: Substitutes) -> list[tuple[str, Any]]:
        """(form, its records) for the key, then for its spellings with other letters."""
        return [(form, self._held(node)) for form, node in self.similar_nodes(key, replaces)]

    def similar_keys(self, key: str, replaces: Substitutes) -> list[str]:
        return [form for form, _ in self.similar_nodes(key, replaces)]

    def similar_nodes(self, key: str, replaces: Substitutes) -> list[tuple[str, int]]:
        """(form, the node that holds its records) for the key, then for its spellings with other letters."""
        return self._spelt("", key, self.dct.ROOT, replaces)

    def _spelt(self, done: str, rest: str, node: int, replaces: Substitutes) -> list[tuple[str, int]]:
        units, letters, at = self.dct._units, rest.encode(), 0
        found: list[tuple[str, int]] = []
        for place in _letters_of(tuple(replaces)).finditer(letters) if replaces else ():
            node = _walk(units, node, letters[at : place.start()])
            if node == _NOWHERE:
                return found
            at = place.start()
            for other, letter in replaces[place[0]]:
                branch = _walk(units, node, other)
                if branch != _NOWHERE:
                    spelt = done + letters[:at].decode() + letter
                    found += self._spelt(spelt, letters[place.end() :].decode(), branch, replaces)
        node = _walk(units, node, letters[at:] + self._payload_separator)
        return found if node == _NOWHERE else [(done + rest, node), *found]

    def records(self, node: int) -> list[tuple[int, ...]]:
        """All records that begin at a node, in their order: what can be written from it on, decoded."""
        units, guide, unpack = self.dct._units, self.guide._units, self._struct.unpack
        found: list[tuple[int, ...]] = []
        later: list[tuple[int, int, bytes]] = []  # where children lie, the next of them, what led to them
        key = b""
        while True:
            unit = units[node]
            if unit & _ENDS:
                found.append(unpack(a2b_base64(key)))
            letter, below = guide[2 * node], node ^ (unit >> 10) << ((unit & _EXTENDED) >> 6)
            if not letter:
                if not later:
                    return found
                below, letter, key = later.pop()
            node = below ^ letter
            if sibling := guide[2 * node + 1]:
                later.append((below, sibling, key))
            key += _BYTES[letter]


@lru_cache(maxsize=8)
def _letters_of(replaced: tuple[bytes, ...]) -> re.Pattern[bytes]:
    return re.compile(b"|".join(map(re.escape, replaced)))


@lru_cache(_REMEMBERED)
def _parted(tags: tuple[str, ...]) -> tuple[str, tuple[bytes, ...]]:
    """What all tags of a form begin with, and what each goes on with: forms of one sort have the same."""
    start = commonprefix(tags)  # noqa: RUF071 - letter by letter is what is meant
    return start, tuple(tag[len(start) :].encode() for tag in tags)


class _Odds(ProbabilityEstimator):  # type: ignore[misc]
    """How likely each tag of a form is."""

    def __init__(self, folder: Path) -> None:
        self.p_t_given_w = probabilities(folder)

    def apply_to_parses(self, word: str, word_lower: str, parses: Sequence[Any]) -> list[Any]:
        # One reading has all there is: the table lists none of its words.
        odds = self._all_odds(word_lower, tuple(str(p[1]) for p in parses)) if len(parses) > 1 else []
        if not sum(odds):
            share = 1.0 / sum(score for *_, score, _ in parses) if parses else 0.0
            return [(form, tag, lemma, score * share, stack) for form, tag, lemma, score, stack in parses]
        known = [(*p[:3], chance, p[4]) for p, chance in zip(parses, odds, strict=True)]
        return sorted(known, key=itemgetter(3), reverse=True)

    def _all_odds(self, word: str, tags: tuple[str, ...]) -> list[float]:
        """The probability of each tag of a form; [] where it has none."""
        units = self.p_t_given_w.dct._units
        start, rests = _parted(tags)
        node = _walk(units, 0, f"{word}:{start}".encode())
        return [self._odds(units, node, rest) for rest in rests] if node != _NOWHERE else []

    def _odds(self, units: Sequence[int], node: int, rest: bytes) -> float:
        """The probability kept for what a tag goes on with from a node; 0 for a tag that has none."""
        node = _walk(units, node, rest)
        if node == _NOWHERE or not units[node] & _ENDS:
            return 0.0
        value = units[node ^ _offset(units[node])] & _VALUE
        return float(value / self.p_t_given_w.MULTIPLIER)
