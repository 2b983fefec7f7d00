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
from itertools import groupby
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

_ROOT, _NOWHERE = 0, -1
_BEGINNING = 6  # bytes: three letters of Cyrillic
_PADDING = b"=="
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
        known, tags = self.dict.paradigms, self.dict.gramtab
        fronts, backs = self.dict.paradigm_prefixes, self.dict.suffixes
        found = []
        for number, place in self.dict.words.records(node):
            paradigm = known[number]
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


class _Beginnings(dict[bytes, int]):
    """Where words begin in an automaton: their first letters -> the node to which these lead. Many words have
    the same."""

    def __init__(self, units: Sequence[int]) -> None:
        super().__init__()
        self._units = units

    def walk(self, letters: bytes) -> int:
        """As `_walk` from the root."""
        node = self[letters[:_BEGINNING]]
        return _walk(self._units, node, letters[_BEGINNING:]) if node != _NOWHERE else node

    def __missing__(self, letters: bytes) -> int:
        node = _walk(self._units, _ROOT, letters)
        if node != _NOWHERE:  # texts have no end of what no word begins with
            self[letters] = node
        return node


class _Records(RecordDAWG):  # type: ignore[misc]
    """Forms (or endings) with their paradigms."""

    def __init__(self, plain: RecordDAWG) -> None:
        super().__init__(plain.fmt)
        self.dct, self.guide = plain.dct, plain.guide
        self._length = (8 * self._struct.size + 5) // 6  # of a record in base64, without its padding
        self._beginnings = _Beginnings(self.dct._units)
        self._held = lru_cache(_REMEMBERED)(self.records)

    def similar_items(self, key: str, replaces: Substitutes) -> list[tuple[str, Any]]:
        """(form, its records) for the key, then for its spellings with other letters."""
        return [(form, self._held(node)) for form, node in self.similar_nodes(key, replaces)]

    def similar_keys(self, key: str, replaces: Substitutes) -> list[str]:
        return [form for form, _ in self.similar_nodes(key, replaces)]

    def similar_nodes(self, key: str, replaces: Substitutes) -> list[tuple[str, int]]:
        """(form, the node that holds its records) for the key, then for its spellings with other letters."""
        letters = key.encode()
        for other in replaces:
            if other in letters:
                return self._spelt("", letters, _ROOT, replaces)
        node = self._beginnings.walk(letters + self._payload_separator)
        return [] if node == _NOWHERE else [(key, node)]

    def _spelt(self, done: str, letters: bytes, node: int, replaces: Substitutes) -> list[tuple[str, int]]:
        units, at = self.dct._units, 0
        found: list[tuple[str, int]] = []
        for place in _letters_of(tuple(replaces)).finditer(letters):
            begin = place.start()
            node = _walk(units, node, letters[at:begin]) if node else self._beginnings.walk(letters[:begin])
            if node == _NOWHERE:
                return found
            at = begin
            for other, letter in replaces[place[0]]:
                branch = _walk(units, node, other)
                if branch != _NOWHERE:
                    spelt = done + letters[:at].decode() + letter
                    found += self._spelt(spelt, letters[place.end() :], branch, replaces)
        node = _walk(units, node, letters[at:] + self._payload_separator)
        return found if node == _NOWHERE else [(done + letters.decode(), node), *found]

    def records(self, node: int) -> list[tuple[int, ...]]:
        """All records that begin at a node, in their order: what can be written from it on, decoded. Each is
        as long as all others, so that none is followed to its end, which says no more.
        """
        units, guide, unpack, length = self.dct._units, self.guide._units, self._struct.unpack, self._length
        found: list[tuple[int, ...]] = []
        unit = units[node]
        below = node ^ (unit >> 10) << ((unit & _EXTENDED) >> 6)
        later = [(below, guide[2 * node], b"")]  # where children lie, the next of them, what led to them
        while later:
            below, letter, key = later.pop()
            while True:
                node = below ^ letter
                if sibling := guide[2 * node + 1]:
                    later.append((below, sibling, key))
                key += _BYTES[letter]
                if len(key) == length:
                    found.append(unpack(a2b_base64(key + _PADDING)))
                    break
                unit = units[node]
                below, letter = node ^ (unit >> 10) << ((unit & _EXTENDED) >> 6), guide[2 * node]
        return found


@lru_cache(maxsize=8)
def _letters_of(replaced: tuple[bytes, ...]) -> re.Pattern[bytes]:
    return re.compile(b"|".join(map(re.escape, replaced)))


@lru_cache(_REMEMBERED)
def _parted(tags: tuple[str, ...]) -> list[tuple[bytes, list[tuple[int, bytes]]]]:
    """What the tags of each lexeme begin with, and how they go on, each with its place among all tags: forms
    of one sort have the same."""
    found = []
    for _, places in groupby(range(len(tags)), key=lambda place: tags[place].partition(" ")[0]):
        own = list(places)
        start = commonprefix([tags[k] for k in own])  # noqa: RUF071 - letter by letter is what is meant
        found.append((start.encode(), [(k, tags[k][len(start) :].encode()) for k in own]))
    return found


class _Odds(ProbabilityEstimator):  # type: ignore[misc]
    """How likely each tag of a form is."""

    def __init__(self, folder: Path) -> None:
        self.p_t_given_w = probabilities(folder)
        self._beginnings = _Beginnings(self.p_t_given_w.dct._units)

    def apply_to_parses(self, word: str, word_lower: str, parses: Sequence[Any]) -> list[Any]:
        # One reading has all there is: the table lists none of its words.
        odds = self._all_odds(word_lower, tuple([p[1].written for p in parses])) if len(parses) > 1 else []
        if not any(odds):
            share = 1.0 / sum([p[3] for p in parses]) if parses else 0.0
            return [(form, tag, lemma, score * share, stack) for form, tag, lemma, score, stack in parses]
        known = [(*p[:3], chance, p[4]) for p, chance in zip(parses, odds, strict=True)]
        return sorted(known, key=itemgetter(3), reverse=True)

    def _all_odds(self, word: str, tags: tuple[str, ...]) -> list[float]:
        """The probability of each tag of a form; [] where it has none."""
        units, odds = self.p_t_given_w.dct._units, [0.0] * len(tags)
        node = self._beginnings.walk(f"{word}:".encode())
        if node == _NOWHERE:
            return []
        for start, rests in _parted(tags):
            begin = _walk(units, node, start)
            if begin == _NOWHERE:
                continue
            for place, rest in rests:
                end = _walk(units, begin, rest)
                if end != _NOWHERE and (unit := units[end]) & _ENDS:
                    odds[place] = (units[end ^ _offset(unit)] & _VALUE) / self.p_t_given_w.MULTIPLIER
        return odds
