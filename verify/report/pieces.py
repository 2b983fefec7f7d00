"""An article's text in pieces, so that a page can mark each claim where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Generic, NamedTuple, Protocol, TypeVar

from verify.model.claim import Span, Spans

_BREAK = re.compile(r"\s*\n\s*")


class Placed(Protocol):
    """What stands somewhere in a text."""

    @property
    def spans(self) -> Spans:
        """Where; in text order."""


P = TypeVar("P", bound=Placed)


class Piece(NamedTuple, Generic[P]):
    """A stretch of text with the innermost claim that it is part of; None for words of no claim.

    first, last: it is the first or the last piece of this claim in the text.
    """

    text: str
    claim: P | None = None
    first: bool = False
    last: bool = False


def paragraphs(text: str, claims: Sequence[P], within: Span | None = None) -> list[list[Piece[P]]]:
    """The text, or a part of it, as paragraphs of pieces; blank lines are left out. Cost: text and claims,
    and how deep claims lie in one another.
    """
    stretches = cuts(claims, within or (0, len(text)))
    firsts, lasts = ends(stretches, len(claims))
    found: list[list[Piece[P]]] = [[]]
    for at, (start, end, owner) in enumerate(stretches):
        claim = None if owner is None else claims[owner]
        begins = owner is not None and firsts[owner] == at
        closes = owner is not None and lasts[owner] == at
        lines = lines_of(text[start:end])
        for place, line in enumerate(lines):
            if place:
                found.append([])
            if line:
                first = begins and not any(lines[:place])
                last = closes and not any(lines[place + 1 :])
                found[-1].append(Piece(line, claim, first, last))
    return [pieces for pieces in found if any(piece.text.strip() for piece in pieces)]


def lines_of(words: str) -> list[str]:
    """Parts of a text that stand in paragraphs of their own."""
    return _BREAK.split(words) if "\n" in words else [words]


Cut = tuple[int, int, int | None]
"""Start and end of a stretch of text, and the index of its innermost (shortest) claim."""


def cuts(claims: Sequence[P], within: Span) -> list[Cut]:
    """The stretches of a text, in order."""
    start, end = within
    spans = sorted(
        [
            (max(s, start), min(e, end), index)
            for index, claim in enumerate(claims)
            for s, e in claim.spans
            if s < end and e > start
        ]
    )
    apart = all(before[1] <= after[0] for before, after in pairwise(spans))
    found: list[Cut] = []
    at = start
    for stretch in spans if apart else _untangled(claims, spans):
        if stretch[0] > at:
            found.append((at, stretch[0], None))
        found.append(stretch)
        at = stretch[1]
    if at < end:
        found.append((at, end, None))
    return found


def ends(stretches: Sequence[Cut], claims: int) -> tuple[list[int], list[int]]:
    """For each claim the places of its first and of its last stretch; -1 where others cover it wholly."""
    firsts, lasts = [-1] * claims, [-1] * claims
    for at, (_, _, owner) in enumerate(stretches):
        if owner is not None:
            if firsts[owner] < 0:
                firsts[owner] = at
            lasts[owner] = at
    return firsts, lasts


def _untangled(claims: Sequence[P], spans: Iterable[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    """Where claims lie in one another: stretches that do not, each with its innermost claim."""
    size = [sum(e - s for s, e in claim.spans) for claim in claims]
    marks: dict[int, tuple[list[int], list[int]]] = {}
    for s, e, index in spans:
        marks.setdefault(s, ([], []))[0].append(index)
        marks.setdefault(e, ([], []))[1].append(index)
    active: set[int] = set()
    at = 0
    for place in sorted(marks):
        if active:
            yield at, place, min(active, key=lambda i: (size[i], i))
        opened, closed = marks[place]
        active.difference_update(closed)
        active.update(opened)
        at = place
