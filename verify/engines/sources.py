"""From the model's hops to hops: every source must stand in the text, under its name or an alias of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property

from verify.engines.anchoring import Anchor, lower
from verify.engines.answers import ClaimError, SaidHop
from verify.languages.naming import nominative
from verify.languages.register import Register
from verify.model import Hop, SourceKind
from verify.model.claim import Chain, Span, Spans

RULE = "llm"
UNMEASURED = 0.5
"""Confidence of a hop that the model alone found. How often a model is right was measured for none of the
many that a person may name, and 0.5 claims nothing. A hop that the rules found too has theirs."""
_WORD = re.compile(r"\w+")
_STEM = 3
_NEAR = 2_000
"""Characters before a sentence in which the nearest mention is looked for first."""
_BETWEEN = 1
"""Words that may stand between two of a name («Джон Ф. Коул»). With more, «встретил Олега и Анну Рощину»
would give an Олег Рощин."""


class Sources:
    """The sources that one text can name."""

    def __init__(self, anchor: Anchor, language: str, register: Register) -> None:
        self._anchor, self._language, self._register = anchor, language, register
        self._known: dict[str, bool] = {}

    def chain(self, hops: Sequence[SaidHop], sentence: Span) -> Chain:
        """The chain of a claim of that sentence. Raises ClaimError where a hop has nothing to stand on."""
        found: list[Hop] = []
        for said in hops:
            hop = self._hop(said, sentence)
            if not found or (found[-1].kind, found[-1].names) != (hop.kind, hop.names) or not hop.names:
                found.append(hop)
        return tuple(found)

    def _hop(self, said: SaidHop, sentence: Span) -> Hop:
        cue = self._near(said.cue, sentence)
        mention = self._near(said.mention, sentence)
        if said.mention and mention is None:
            raise ClaimError("mention")
        names = self._names(said, mention)
        if mention is None and names:
            mention = self._near(names[0], sentence)
        if mention is None and cue is None and not (names and said.kind.named):
            raise ClaimError("mention")
        stated = any(sentence[0] <= a < sentence[1] for a, _ in (*(mention or ()), *(cue or ())))
        return Hop(said.kind, names, mention, cue, not stated, UNMEASURED, RULE)

    def _near(self, words: str, sentence: Span) -> Spans | None:
        """The place of the words in the sentence, else the nearest before it, else the first behind."""
        start, end = sentence
        inside = self._anchor.places(words, start, end)
        if inside:
            return (inside[0],)
        for back in (_NEAR, 10 * _NEAR, start):
            before = self._anchor.places(words, max(0, start - back), start)
            if before:
                return (before[-1],)
        return tuple(self._anchor.places(words, end)[:1]) or None

    def _names(self, said: SaidHop, mention: Spans | None) -> tuple[str, ...]:
        """The hop's names that the text supports. A description may be the mention's own words; a name that
        is nowhere in the text is none.
        """
        held = [name for given in said.names if (name := self._named(given, said.kind))]
        if held:
            return tuple(dict.fromkeys(held))
        if mention and not said.kind.named:
            return (self._described(mention, said.kind),)
        if said.names and said.kind.named:
            raise ClaimError("name")
        if mention and said.kind is SourceKind.DOCUMENT:
            return (self._described(mention, said.kind),)
        if said.kind in (SourceKind.PERSON, SourceKind.ORGANIZATION):
            raise ClaimError("name")
        return ()

    def _named(self, name: str, kind: SourceKind) -> str | None:
        outlet = self._register.by_alias(name) if kind is SourceKind.OUTLET else None
        if outlet is not None and any(map(self.stands, outlet.all_names)):
            return outlet.name_in(self._language)
        if outlet is not None and any(d in self._folded for d in outlet.domains):
            return outlet.name_in(self._language)
        return name.strip(" «»“”„\"'") if self.stands(name) else None

    def _described(self, mention: Spans, kind: SourceKind) -> str:
        words = " ".join(self._anchor.text[slice(*mention[0])].split())
        return nominative(words, self._language, kind)

    def stands(self, name: str) -> bool:
        """True where the name's words stand together in the text, in any case («Джона Коула»)."""
        if name not in self._known:
            self._known[name] = self._together(_words(name))
        return self._known[name]

    def _together(self, wanted: Sequence[str]) -> bool:
        places = [self._places(word) for word in wanted]
        if not wanted or not all(places):
            return False
        return any(_follow(places[1:], first) for first in places[0])

    def _places(self, word: str) -> list[int]:
        known = self._index.get(word[:_STEM], {})
        return sorted(at for form, places in known.items() if same_word(word, form) for at in places)

    @cached_property
    def _index(self) -> dict[str, dict[str, list[int]]]:
        """Places of every word (by number), by its first letters and its form."""
        found: dict[str, dict[str, list[int]]] = defaultdict(dict)
        for at, word in enumerate(_words(self._anchor.text)):
            found[word[:_STEM]].setdefault(word, []).append(at)
        return found

    @cached_property
    def _folded(self) -> str:
        return lower(self._anchor.text)


def _words(text: str) -> list[str]:
    return [lower(word).replace("ё", "е") for word in _WORD.findall(text)]


def _follow(places: Sequence[Sequence[int]], at: int) -> bool:
    """True where a name that begins at word `at` goes on, word for word, with little between."""
    for each in places:
        k = bisect_right(each, at)
        if k == len(each) or each[k] > at + 1 + _BETWEEN:
            return False
        at = each[k]
    return True


def same_word(one: str, other: str) -> bool:
    """True for two forms of a word, as far as letters tell: a common beginning, short ends that differ."""
    if one == other:
        return True
    shorter = min(len(one), len(other))
    common = next((k for k in range(shorter) if one[k] != other[k]), shorter)
    return shorter >= 4 and common >= max(3, shorter - 2) and abs(len(one) - len(other)) <= 3
