"""Words of a class in an article's sentences, and the statements that they are about."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from verify.extract.cues import phrase_at, phrase_end

if TYPE_CHECKING:
    from verify.extract.reading import Reading
    from verify.extract.statements import Statement
    from verify.extract.tokens import Sentence, Token
    from verify.languages import Pack

Range = tuple[int, int]
"""Tokens [first, last)."""


def listed_at(tokens: list[Token], k: int, last: int, pack: Pack, name: str) -> int:
    """End of the word or phrase of class `name` that begins at token k; 0 where none does.

    A class is a table of lemmas, of exact phrases, or both under one name.
    """
    w = tokens[k].word
    if w is None:
        return 0
    return phrase_end(tokens, k, last, pack, name) or (k + 1 if name in w.classes else 0)


def listed(tokens: list[Token], first: int, last: int, pack: Pack, name: str) -> Iterator[Range]:
    """Every word or phrase of class `name` in tokens [first, last), not nested."""
    end = first
    for k in range(first, last):
        w = tokens[k].word
        if w is None or k < end or not (name in w.classes or w.lower in pack.phrases):
            continue
        here = listed_at(tokens, k, last, pack, name)
        if here:
            yield k, here
            end = here


def holds(tokens: list[Token], first: int, last: int, pack: Pack, name: str) -> bool:
    return any(True for _ in listed(tokens, first, last, pack, name))


def span(tokens: list[Token], r: Range) -> tuple[int, int]:
    """Offsets of a range of tokens in the text."""
    return tokens[r[0]].start, tokens[r[1] - 1].end


def scan(tokens: list[Token], pack: Pack, names: frozenset[str]) -> dict[str, list[Range]]:
    """Class -> its words and phrases in the tokens, not nested: `listed` for several classes at one go."""
    found: dict[str, list[Range]] = {name: [] for name in names}
    table = pack.phrases_of(names)
    for k, t in enumerate(tokens):
        w = t.word
        if w is None:
            continue
        phrases = table.get(w.lower, ())
        if not phrases and names.isdisjoint(w.classes):
            continue
        hits = dict.fromkeys(names & w.classes, 1)
        for name, forms in reversed(phrases):  # the longest last
            if phrase_at(tokens, k, forms, len(tokens)):
                hits[name] = len(forms)
        for name, length in hits.items():
            if not found[name] or found[name][-1][1] <= k:
                found[name].append((k, k + length))
    return found


@dataclass(frozen=True)
class Owners:
    """Whose words a sentence's words are. Statements are told by their place in the article, from 0."""

    reading: Reading
    names: frozenset[str]

    @cached_property
    def words(self) -> dict[str, list[Range]]:
        """The article's words of the classes `names`, by class."""
        return scan(self.reading.reader.tokens, self.reading.reader.pack, self.names)

    @cached_property
    def of_sentence(self) -> dict[int, list[int]]:
        """Sentence number -> its statements, in text order."""
        found: dict[int, list[int]] = {}
        for n, s in enumerate(self.reading.statements):
            found.setdefault(s.sentence.number, []).append(n)
        return found

    @cached_property
    def _starts(self) -> list[int]:
        return [s.first for s in self.reading.sentences]

    def sentence(self, r: Range) -> Sentence | None:
        """The sentence of the tokens; None where it holds no statement, or they are furniture before it."""
        number = bisect_right(self._starts, r[0]) - 1
        s = self.reading.sentences[number]
        start = self.reading.layout.offsets.get(number, s.first)
        return s if number in self.of_sentence and start <= r[0] and r[1] <= s.last else None

    def owners(self, sentence: Sentence, k: int) -> list[int]:
        """Statements that token k is about: the one it stands in; those it helps to attribute; else the next
        one of the sentence, or the last."""
        here = [(n, self.reading.statements[n]) for n in self.of_sentence[sentence.number]]
        inside = [n for n, s in here if any(a <= k < b for a, b in s.parts)]
        if inside:
            return inside
        attributed = [n for n, s in here if _attributes(s, k)]
        if attributed:
            return attributed
        behind = [n for n, s in here if s.first > k]
        return behind[:1] or [here[-1][0]]


def _attributes(s: Statement, k: int) -> bool:
    """True where token k is one of the words that attribute the statement."""
    return any(a <= k < b for c in s.by for a, b in (c.cue, *c.region))
