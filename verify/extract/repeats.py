"""The same claim again in one article, (nearly) word for word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from verify.extract.wording import listed
from verify.languages.words import Pos
from verify.model import Flag, FlagCode

if TYPE_CHECKING:
    from verify.extract.reading import Reading
    from verify.extract.statements import Statement
    from verify.extract.tokens import Token
    from verify.languages import Pack
    from verify.languages.words import Word

LEAST = 4
"""Content words below which two statements agree by chance («Он отказался»)."""
ADDED = 6
"""One word in so many may have been added or left out: «Вчера в порту …», «В порту …»."""
SHORT = 4
"""Letters of a word that says little of what a statement is about."""
_SMALL = Pos.PREP | Pos.CONJ | Pos.DET | Pos.PRON | Pos.SUBORD


Exact = tuple[frozenset[tuple[str, int]], ...]


@dataclass(frozen=True, slots=True)
class Gist:
    """What a statement is compared by. `words`: lemmas of content words; `numbers`, `verbs`: forms as they
    stand; `proper`: lemmas written with a capital; `negations`: how many."""

    words: Counter[str]
    numbers: Counter[str]
    verbs: Counter[str]
    proper: set[str]
    negations: Counter[str]

    @property
    def exact(self) -> Exact:
        """What two statements must share to the letter."""
        return tuple(frozenset(c.items()) for c in (self.numbers, self.verbs, self.negations))

    def repeats(self, other: Gist) -> bool:
        """True where the two say the same, a few added words aside.

        Numbers, verbs and negations must be equal («отпустил 14» is not «отпустил 52», «отпустит» not
        «отпустил»), and no name may differ.
        """
        if self.exact != other.exact:
            return False
        fewer, more = sorted((self.words, other.words), key=Counter.total)
        if fewer.total() < LEAST or not fewer <= more:
            return False
        added = more - fewer
        return added.total() * ADDED <= more.total() and not added.keys() & (self.proper | other.proper)


def repeated(reading: Reading) -> Iterator[tuple[int, Flag]]:
    """(place of a statement, flag with the number, from 1, of the first statement that said it)."""
    said = _Said(reading)
    firsts: dict[tuple[str, ...], int] = {}  # words as they stand -> where a statement said it first
    for n, s in enumerate(reading.statements):
        forms = _forms(reading, s)
        if forms not in firsts:
            firsts[forms] = said.earlier(n, forms)
        if firsts[forms] != n and said.gist(n).words.total() >= LEAST:
            yield n, Flag(FlagCode.REPEATED, {"number": firsts[forms] + 1})


def _forms(reading: Reading, s: Statement) -> tuple[str, ...]:
    tokens = reading.reader.tokens
    return tuple(t.word.lower for a, b in s.parts for t in tokens[a:b] if t.word is not None)


@dataclass(frozen=True, slots=True)
class _Said:
    """What was said so far, found again by its longer forms.

    Gists are costly, so that only those are compared of which half the longer forms and all figures are
    equal: in a table of results every line is like every other but for its figures.
    """

    reading: Reading
    gists: dict[int, Gist] = field(default_factory=dict)
    long: dict[int, frozenset[str]] = field(default_factory=dict)
    holding: dict[tuple[str, ...], dict[str, list[int]]] = field(default_factory=dict)

    def gist(self, n: int) -> Gist:
        if n not in self.gists:
            self.gists[n] = _gist(self.reading, self.reading.statements[n])
        return self.gists[n]

    def earlier(self, n: int, forms: tuple[str, ...]) -> int:
        """The first statement that said it in nearly the same words; n itself where none did."""
        mine = self.long[n] = frozenset([w for w in forms if len(w) > SHORT])
        figures = tuple(sorted([w for w in forms if w[0].isdigit()]))
        holding = self.holding.setdefault(figures, {})
        # who shares half of them shares one of any half and one more: those that nobody wrote yet, then those
        # that fewest did
        known = [w for w in mine if w in holding]
        asked = len(mine) // 2 + 1 - (len(mine) - len(known))
        rare = sorted(known, key=lambda w: len(holding[w]))[:asked] if asked > 0 else []
        near = sorted({k for w in rare for k in holding[w] if self._half(n, k)})
        for w in mine:
            holding.setdefault(w, []).append(n)
        return next((k for k in near if self.gist(n).repeats(self.gist(k))), n)

    def _half(self, n: int, k: int) -> bool:
        a, b = self.long[n], self.long[k]
        return len(a & b) * 2 >= max(len(a), len(b))


def _gist(reading: Reading, s: Statement) -> Gist:
    found = Gist(Counter(), Counter(), Counter(), set(), Counter())
    tokens, pack = reading.reader.tokens, reading.reader.pack
    for a, b in s.parts:
        passed = {k for r in listed(tokens, a, b, pack, "connective") for k in range(*r)}
        numerals = {k for r in listed(tokens, a, b, pack, "numeral") for k in range(*r)}
        for t in tokens[a:b]:
            if t.index in numerals:
                found.numbers[t.text.lower()] += 1
            elif t.word is not None and t.index not in passed:
                _weigh(t, t.word, pack, found, opens=t.index == s.first)
    return found


def _weigh(t: Token, w: Word, pack: Pack, found: Gist, *, opens: bool) -> None:
    """Put a word where it counts. Prepositions, articles and the like count nowhere."""
    if "negation" in w.classes or w.lower.endswith(("n't", "n’t")):
        found.negations["not"] += 1
    elif w.pos & Pos.NUM or t.text[0].isdigit():
        found.numbers[w.lower] += 1
    elif not w.pos & _SMALL or w.pos & (Pos.NOUN | Pos.VERB):
        lemma = w.lemmas[0] if pack.cased else pack.analyst.lemma(w.lower)
        found.words[lemma] += 1
        if w.pos & (Pos.VERB | Pos.AUX):
            found.verbs[w.lower] += 1
        if t.cap and not opens:
            found.proper.add(lemma)
