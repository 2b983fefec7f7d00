"""A text as the search and the alignment see it: terms, numbers and dates with their places. No I/O."""

from __future__ import annotations

import json
import zlib
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Protocol

from verify.corroborate.dates import Date, read_dates
from verify.corroborate.numbers import Number, read_numbers
from verify.extract.tokens import Token, paragraph_starts, sentences, tokenise
from verify.languages import detect, pack
from verify.languages.facts import Facts, facts, latin, levelled, skeleton
from verify.languages.words import Pos
from verify.model.claim import Span, Spans

FORMAT = 5
"""Of the stored form and of what is read from a text: grows with every change of either."""

_EMPTY = Pos.PREP | Pos.CONJ | Pos.SUBORD | Pos.PRON | Pos.DET | Pos.AUX
_VERB = Pos.VERB | Pos.INF | Pos.SHORT | Pos.GERUND
_NAMES = Pos.NOUN | Pos.ADJ | Pos.NAME | Pos.PLACE
_NO_LANGUAGE = "en"


@lru_cache(maxsize=100_000)
def _index(key: str) -> str:
    return key if key[1:2] == "_" else skeleton(key)


@dataclass(frozen=True, slots=True)
class Term:
    """A word that tells what is said. key: the same in every language, for a country ("p_de"), for a thing
    with a name in each ("c_strike"), else the root in Latin letters. name: written as a name.
    negated: stands behind a negation. verb: tells what happens. unsaid: must happen, is opposed, or is told
    of nobody in particular.
    """

    start: int
    end: int
    key: str
    name: bool = False
    negated: bool = False
    verb: bool = False
    unsaid: bool = False

    @property
    def index(self) -> str:
        """What the search looks up: letters, digits and "_"."""
        return _index(self.key)


@dataclass(frozen=True)
class Analysis:
    """A text, or the part of it that some spans cover. What it is asked for again and again is kept."""

    sentences: tuple[Span, ...]
    terms: tuple[Term, ...]
    numbers: tuple[Number, ...]
    dates: tuple[Date, ...]

    def within(self, spans: Spans) -> Analysis:
        """What stands inside the spans."""
        terms: list[Term] = []
        for start, end in spans:
            low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
            terms.extend(term for term in self.terms[low:high] if term.end <= end)
        return Analysis(
            tuple(s for s in self.sentences if _meets(s, spans)),
            tuple(terms),
            tuple(n for n in self.numbers if inside(n, spans)),
            tuple(d for d in self.dates if inside(d, spans)),
        )

    @cached_property
    def _starts(self) -> list[int]:
        return [term.start for term in self.terms]

    @cached_property
    def first_of(self) -> dict[str, Term]:
        """Key -> the first term that has it."""
        found: dict[str, Term] = {}
        for term in self.terms:
            found.setdefault(term.key, term)
        return found

    @cached_property
    def roots(self) -> dict[str, list[Term]]:
        """First letter -> the terms that are roots, each key once."""
        found: dict[str, list[Term]] = {}
        for key, term in self.first_of.items():
            if key[1:2] != "_":
                found.setdefault(key[0], []).append(term)
        return found

    @cached_property
    def marks(self) -> frozenset[str]:
        """Keys of terms and what numbers are found by: two texts without a common one say nothing alike."""
        return frozenset(self.first_of) | {number.index for number in self.numbers}

    def index_terms(self) -> frozenset[str]:
        """All that the search can find the text by."""
        return frozenset(_searchable(self))


class _Placed(Protocol):
    """A term, a number or a date."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


def inside(item: _Placed, spans: Spans) -> bool:
    """Within one of the spans, whole. (A loop: it is asked of all that a candidate's sentences hold.)"""
    for start, end in spans:  # noqa: SIM110
        if start <= item.start and item.end <= end:
            return True
    return False


def _meets(sentence: Span, spans: Spans) -> bool:
    for start, end in spans:  # noqa: SIM110
        if sentence[0] < end and start < sentence[1]:
            return True
    return False


def _searchable(analysis: Analysis) -> Iterator[str]:
    yield from (term.index for term in analysis.terms if term.index)
    yield from (number.index for number in analysis.numbers)
    yield from (index for day in analysis.dates for index in day.indices)


def analyse(text: str, language: str | None, published: date | None = None) -> Analysis:
    """Read a text. published: the article's date, by which «в воскресенье» and «21 июня» get theirs."""
    code = language if language in _codes() else detect(text) or _NO_LANGUAGE
    language_pack, known = pack(code), facts(code)
    tokens = tokenise(text, language_pack)
    ends = sentences(text, tokens, paragraph_starts(text, tokens), language_pack)
    spans = tuple((tokens[s.first].start, tokens[s.last - 1].end) for s in ends)
    first = frozenset(s.first for s in ends)
    dates, dated = read_dates(tokens, known, published)
    numbers, counted = read_numbers(tokens, known, dated)
    terms = tuple(_terms(tokens, known, first, dated | counted))
    return Analysis(spans, terms, tuple(numbers), tuple(dates))


def _codes() -> tuple[str, ...]:
    from verify.languages import codes

    return codes()


def _terms(tokens: list[Token], known: Facts, first: frozenset[int], taken: set[int]) -> Iterator[Term]:
    """Words with a meaning of their own, in text order; a phrase of the tables is one term."""
    i, negated, unsaid = 0, 0, 0
    while i < len(tokens):
        token = tokens[i]
        if token.word is None or i in taken:
            if token.text in ".!?;:":
                negated = unsaid = 0
            i += 1
            continue
        lemmas = levelled(token.word.lemmas) or (token.word.lower,)
        if known.negations.intersection((*lemmas, token.word.lower)):
            negated = 3
            i += 1
            continue
        if known.unsaid.intersection((*lemmas, token.word.lower)):
            unsaid = 3
            i += 1
            continue
        phrase, used = _phrase(tokens, i, known)
        name = _is_name(token, i in first)
        key = phrase or _key(token, lemmas, name, known)
        if key:
            verb = used == 1 and bool(token.word.pos & _VERB) and not name
            named = name or key.startswith("p_")
            yield Term(token.start, tokens[i + used - 1].end, key, named, negated > 0, verb, unsaid > 0)
        negated = 0 if key else max(0, negated - 1)
        unsaid = 0 if key or token.word.pos & Pos.PRON else max(0, unsaid - 1)  # «против нее выдвинули …»
        i += used


def _phrase(tokens: list[Token], i: int, known: Facts) -> tuple[str | None, int]:
    for used in range(min(known.longest_term, len(tokens) - i), 1, -1):
        words = [token.word for token in tokens[i : i + used]]
        if all(word is not None for word in words):
            found = known.terms.get(tuple(levelled(w.lemmas or (w.lower,))[0] for w in words if w))
            if found:
                return found, used
    return None, 1


def _is_name(token: Token, opens_sentence: bool) -> bool:
    assert token.word is not None
    if not token.cap:
        return False
    if token.text.isupper() and len(token.text) > 1:
        return True
    if token.word.pos & (Pos.NAME | Pos.PLACE) or not token.word.known:
        return True
    return not opens_sentence


def _key(token: Token, lemmas: tuple[str, ...], name: bool, known: Facts) -> str | None:
    word = token.word
    assert word is not None
    if word.pos & _EMPTY and not word.pos & (Pos.NOUN | Pos.VERB | Pos.ADJ) and not name:
        return None
    if known.stop.intersection((*lemmas, word.lower)) or not any(c.isalpha() for c in word.lower):
        return None
    term = known.term(lemmas)
    if term:
        return term
    # A name that reads as a form of some verb («Ризви», as an order to "ризвить") is no form of it.
    root = latin((lemmas[0] if word.pos & _NAMES else word.lower) if name else known.root(lemmas[0]))
    return root if len(root) > 1 else None


def pack_analysis(analysis: Analysis) -> bytes:
    """The stored form."""
    rows = [
        analysis.sentences,
        [[t.start, t.end, t.key, t.name + 2 * t.negated + 4 * t.verb + 8 * t.unsaid] for t in analysis.terms],
        [n.row() for n in analysis.numbers],
        [d.row() for d in analysis.dates],
    ]
    return zlib.compress(json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode(), 5)


def unpack_analysis(data: bytes) -> Analysis:
    """The analysis that was stored."""
    spans, terms, numbers, dates = json.loads(zlib.decompress(data))
    return Analysis(
        tuple((start, end) for start, end in spans),
        tuple(
            Term(s, e, key, bool(marks & 1), bool(marks & 2), bool(marks & 4), bool(marks & 8))
            for s, e, key, marks in terms
        ),
        tuple(Number(*row) for row in numbers),
        tuple(Date(*row) for row in dates),
    )
