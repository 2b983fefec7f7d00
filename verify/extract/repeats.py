"""The same claim again in one article, (nearly) word for word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from verify.languages.words import Pos
from verify.model import Flag, FlagCode

if TYPE_CHECKING:
    from verify.extract.reading import Reading
    from verify.extract.statements import Statement

LEAST = 4
"""Content words below which two statements agree by chance («Он отказался»)."""
ADDED = 6
"""One word in so many may have been added or left out: «Вчера в порту …», «В порту …»."""
_SMALL = Pos.PREP | Pos.CONJ | Pos.DET | Pos.PRON | Pos.SUBORD
_PARTICLE = ("connective", "also_word", "contrast")


@dataclass(frozen=True, slots=True)
class Gist:
    """What a statement is compared by. `words`: lemmas of content words; `numbers`, `verbs`: forms as they
    stand; `negations`: how many. `proper`: lemmas written with a capital."""

    words: Counter[str]
    numbers: Counter[str]
    verbs: Counter[str]
    proper: frozenset[str]
    negations: int

    def repeats(self, other: Gist) -> bool:
        """True where the two say the same, a few added words aside.

        Numbers, verbs and negations must be equal («отпустил 14» is not «отпустил 52», «отпустит» not
        «отпустил»), and no name may differ.
        """
        if (self.numbers, self.verbs, self.negations) != (other.numbers, other.verbs, other.negations):
            return False
        fewer, more = sorted((self.words, other.words), key=Counter.total)
        if fewer.total() < LEAST or fewer - more:
            return False
        added = more - fewer
        return added.total() * ADDED <= more.total() and not added.keys() & (self.proper | other.proper)


def repeated(reading: Reading) -> Iterator[tuple[int, Flag]]:
    """(place of a statement, flag with the number, from 1, of the first statement that said it)."""
    gists: list[Gist] = []
    for n, s in enumerate(reading.statements):
        gist = _gist(reading, s)
        same = next((k for k, earlier in enumerate(gists) if gist.repeats(earlier)), None)
        gists.append(gist)
        if same is not None:
            yield n, Flag(FlagCode.REPEATED, {"number": same + 1})


def _gist(reading: Reading, s: Statement) -> Gist:
    pack = reading.reader.pack
    words: Counter[str] = Counter()
    numbers: Counter[str] = Counter()
    verbs: Counter[str] = Counter()
    proper: set[str] = set()
    negations = 0
    for a, b in s.parts:
        for t in reading.reader.tokens[a:b]:
            w = t.word
            if w is None:
                continue
            if "negation" in w.classes:
                negations += 1
            elif w.pos & Pos.NUM or t.text[0].isdigit():
                numbers[w.lower] += 1
            elif not (w.pos & _SMALL and not w.pos & (Pos.NOUN | Pos.VERB) or any(c in w.classes for c in _PARTICLE)):
                lemma = w.lemmas[0] if pack.cased else pack.analyst.lemma(w.lower)
                words[lemma] += 1
                if w.pos & (Pos.VERB | Pos.AUX):
                    verbs[w.lower] += 1
                if t.cap and t.index != a:
                    proper.add(lemma)
    return Gist(words, numbers, verbs, frozenset(proper), negations)
