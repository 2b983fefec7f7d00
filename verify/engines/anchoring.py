"""Where words that somebody claims to have copied stand in a text.

Exactly as they stand where they do; else with blanks, quotation marks, dashes and apostrophes levelled, as
models write them; else with letter case levelled too. Offsets found are always those of the text itself.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property

from verify.model.claim import Span

MOST = 100
"""Places of one string that are looked at: "the" stands everywhere, and says nothing."""
_LEVEL = (
    dict.fromkeys(map(ord, "«»“”„‟″‹›"), '"')
    | dict.fromkeys(map(ord, "’‘ʼ‛ʹ′`´"), "'")
    | dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
    | {ord("…"): "..."}
    | dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"), "")
)
_CLUSTER = re.compile(r"\s+|\S[\u0300-\u036f]*")
_OPEN = {"«": "»", "“": "”", "„": "“”", '"': '"', "‘": "’", "'": "'", "‹": "›", "(": ")", "[": "]"}
_CLOSE = frozenset("»”“\"’'›)]")
_LEADING = " \t\n\r\u00a0.,;:!?…-–—―"
_TRAILING = _LEADING


class Anchor:
    """One text, ready to be searched for copied words."""

    def __init__(self, text: str) -> None:
        self.text = text

    def places(self, words: str, start: int = 0, end: int | None = None) -> list[Span]:
        """All places of the words within [start, end), at word borders, the closest reading that has any."""
        if not any(map(str.isalnum, words)):
            return []
        stop = len(self.text) if end is None else end
        found = [(a, a + len(words)) for a in _finds(self.text, words, start, stop)]
        found = [s for s in found if self._whole(s)]
        return found or self._levelled(level(words), start, stop)

    def _levelled(self, words: str, start: int, stop: int) -> list[Span]:
        _, starts, ends = self._level
        first, last = bisect_left(starts, start), bisect_right(ends, stop)
        for hay, needle in ((self._level[0], words), (self._lower, lower(words))):
            places = (self._span(at, at + len(needle)) for at in _finds(hay, needle, first, last))
            found = [s for s in places if self._whole(s)]
            if found:
                return found
        return []

    def _span(self, first: int, last: int) -> Span:
        _, starts, ends = self._level
        return starts[first], ends[last - 1]

    def _whole(self, span: Span) -> bool:
        """True where the span cuts no word in two."""
        a, b = span
        cut = (a > 0 and self.text[a - 1 : a + 1].isalnum()) or (
            b < len(self.text) and self.text[b - 1 : b + 1].isalnum()
        )
        return b > a and not cut

    @cached_property
    def _level(self) -> tuple[str, array[int], array[int]]:
        """The levelled text, and for each of its characters where the text's begin and end."""
        out, starts, ends = [], array("l"), array("l")
        for m in _CLUSTER.finditer(self.text):
            for c in level(m[0]) if not m[0].isspace() else " ":
                out.append(c)
                starts.append(m.start())
                ends.append(m.end())
        return "".join(out), starts, ends

    @cached_property
    def _lower(self) -> str:
        return lower(self._level[0])


def _finds(hay: str, words: str, start: int, end: int) -> Iterator[int]:
    at, left = start - 1, MOST
    while words and left and (at := hay.find(words, at + 1, end)) >= 0:
        yield at
        left -= 1


def level(words: str) -> str:
    """Blanks joined, marks of one meaning made one, letters composed."""
    return " ".join(unicodedata.normalize("NFC", words).translate(_LEVEL).split())


def lower(words: str) -> str:
    """Small letters, one for one: «İ» has none of its own length and stays."""
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in words)


def trimmed(text: str, span: Span) -> Span:
    """The span without blanks, final punctuation, and quotation marks that are not its own.

    A mark whose partner stands inside too is a word's («Вестник» in the middle of a claim) and stays, unless
    the pair encloses the whole.
    """
    a, b = span
    while True:
        before = (a, b)
        while a < b and text[a] in _LEADING:
            a += 1
        while a < b and text[b - 1] in _TRAILING:
            b -= 1
        if a < b and text[a] in _OPEN and _partner(text, a, b) in (-1, b - 1):
            b -= _partner(text, a, b) == b - 1
            a += 1
        elif a < b and text[b - 1] in _CLOSE and not _opened(text, a, b):
            b -= 1
        while a < b and text[a] in _CLOSE and text[a] not in _OPEN:
            a += 1
        while a < b and text[b - 1] in _OPEN and text[b - 1] not in _CLOSE:
            b -= 1
        if (a, b) == before:
            return a, b


def _partner(text: str, a: int, b: int) -> int:
    """Where the mark at a is closed inside [a, b); -1 where nowhere."""
    mark, closing, depth = text[a], _OPEN[text[a]], 0
    for k in range(a + 1, b):
        if text[k] in closing:
            if not depth:
                return k
            depth -= 1
        elif text[k] == mark:
            depth += 1
    return -1


def _opened(text: str, a: int, b: int) -> bool:
    """True where the closing mark at b - 1 has its partner inside."""
    mark = text[b - 1]
    if mark in "'’" and b - 2 >= a and text[b - 2].isalnum() and mark == "’":
        return True  # the workers’ claim
    opening = [c for c, closing in _OPEN.items() if mark in closing]
    inside = text[a : b - 1]
    if mark in opening:  # the same sign opens and closes
        return inside.count(mark) % 2 == 1
    return sum(map(inside.count, opening)) > inside.count(mark)
