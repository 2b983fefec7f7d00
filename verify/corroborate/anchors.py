"""Where a quoted passage stands in a document, then and now: word for word, or nowhere. No I/O.

The anchor is that of the W3C's Web Annotation model (TextQuoteSelector): the words, and what stands before
and after them. Blanks and line ends between words do not count; every other character does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from verify.model import SourceState
from verify.model.claim import Span

AROUND = 64
"""Code points before and after a passage that are kept."""

SIDE = 32
"""Code points on one side that must be the same for the passage to stand where it stood."""

_MOST = 1000  # places of a passage that are looked at


@dataclass(frozen=True, slots=True)
class Place:
    """A passage found. moved: other words stand around it than before. many: how often it stands there."""

    span: Span
    moved: bool
    many: int


def around(text: str, span: Span) -> tuple[str, str]:
    """What stands before and after a passage."""
    return text[max(span[0] - AROUND, 0) : span[0]], text[span[1] : span[1] + AROUND]


def places(text: str, quote: str) -> list[Span]:
    """Everywhere that these words stand, in text order."""
    words = quote.split()
    if not words:
        return []
    pattern = re.compile(r"\s+".join(map(re.escape, words)))
    return [found.span() for found in islice(pattern.finditer(text), _MOST)]


def anchor(text: str, quote: str, prefix: str | None, suffix: str | None) -> Place | None:
    """Where the passage stands now; None where its words are gone, or stand in several places and what is
    around them does not tell which one it is.
    """
    found = places(text, quote)
    sides = [_sides(text, span, prefix, suffix) for span in found]
    best = max(sides, default=0)
    if sides.count(best) != 1:
        return None
    return Place(found[sides.index(best)], best == 0, len(found))


def _sides(text: str, span: Span, prefix: str | None, suffix: str | None) -> int:
    """On how many sides the same words stand."""
    before, after = around(text, span)
    same = [prefix is not None and _plain(before)[-SIDE:] == _plain(prefix)[-SIDE:]]
    same.append(suffix is not None and _plain(after)[:SIDE] == _plain(suffix)[:SIDE])
    return sum(same)


def _plain(text: str) -> str:
    return " ".join(text.split())


def state(place: Place | None) -> SourceState:
    """What became of a passage in a document with other words."""
    if place is None:
        return SourceState.ORPHANED
    return SourceState.MOVED if place.moved else SourceState.CHANGED
