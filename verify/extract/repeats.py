"""The same claim again in one article, (nearly) word for word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
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
    firsts: dict[tuple[str, ...], int] = {}  # words as they stand -> where a statement said it first
    long: list[tuple[int, frozenset[str]]] = []  # longer forms of those
    for n, s in enumerate(reading.statements):
        forms = _forms(reading, s)
        if forms not in firsts:
            mine = frozenset(w for w in forms if len(w) > SHORT)
            firsts[forms] = _earlier(reading, n, mine, long)
            long.append((n, mine))
        if firsts[forms] != n and _gist(reading, s).words.total() >= LEAST:
            yield n, Flag(FlagCode.REPEATED, {"number": firsts[forms] + 1})


def _forms(reading: Reading, s: Statement) -> tuple[str, ...]:
    tokens = reading.reader.tokens
    return tuple(t.word.lower for a, b in s.parts for t in tokens[a:b] if t.word is not None)


def _earlier(reading: Reading, n: int, mine: frozenset[str], long: list[tuple[int, frozenset[str]]]) -> int:
    """The first statement that said it in nearly the same words; n itself where none did.

    Gists are costly, so that only those are compared of which half the longer forms are equal.
    """
    gist = None
    for k, other in long:
        if len(mine & other) * 2 >= max(len(mine), len(other), 1):
            gist = gist or _gist(reading, reading.statements[n])
            if gist.repeats(_gist(reading, reading.statements[k])):
                return k
    return n


def _gist(reading: Reading, s: Statement) -> Gist:
    found = Gist(Counter(), Counter(), Counter(), set(), Counter())
    tokens, pack = reading.reader.tokens, reading.reader.pack
    for a, b in s.parts:
        passed = {k for r in listed(tokens, a, b, pack, "connective") for k in range(*r)}
        for t in tokens[a:b]:
            if t.word is not None and t.index not in passed:
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
