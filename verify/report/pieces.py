"""An article's text in pieces, so that a page can mark each claim where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
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
    start, end = within or (0, len(text))
    cuts = list(_cuts(claims, start, end))
    firsts: dict[int, int] = {}
    lasts: dict[int, int] = {}
    for at, (_, _, owner) in enumerate(cuts):
        if owner is not None:
            firsts.setdefault(owner, at)
            lasts[owner] = at
    found: list[list[Piece[P]]] = [[]]
    for at, (s, e, owner) in enumerate(cuts):
        claim = None if owner is None else claims[owner]
        lines = _BREAK.split(text[s:e])
        for place, line in enumerate(lines):
            if place:
                found.append([])
            if line:
                first = owner is not None and firsts[owner] == at and not any(lines[:place])
                last = owner is not None and lasts[owner] == at and not any(lines[place + 1 :])
                found[-1].append(Piece(line, claim, first, last))
    return [pieces for pieces in found if any(piece.text.strip() for piece in pieces)]


def shown(claims: Iterable[P], text_pieces: Iterable[Iterable[Piece[P]]]) -> tuple[list[P], list[P]]:
    """Claims with a piece of their own, and those that others cover wholly."""
    seen = {id(piece.claim) for pieces in text_pieces for piece in pieces if piece.claim is not None}
    every = list(claims)
    return [c for c in every if id(c) in seen], [c for c in every if id(c) not in seen]


def _cuts(claims: Sequence[P], start: int, end: int) -> Iterator[tuple[int, int, int | None]]:
    """Stretches from start to end, each with the index of its innermost (shortest) claim."""
    size = [sum(e - s for s, e in claim.spans) for claim in claims]
    marks: dict[int, tuple[list[int], list[int]]] = {}
    for index, claim in enumerate(claims):
        for s, e in claim.spans:
            s, e = max(s, start), min(e, end)
            if s < e:
                marks.setdefault(s, ([], []))[0].append(index)
                marks.setdefault(e, ([], []))[1].append(index)
    active: set[int] = set()
    at = start
    for place in sorted(marks):
        if place > at:
            yield at, place, _innermost(active, size)
        opened, closed = marks[place]
        active.difference_update(closed)
        active.update(opened)
        at = place
    if at < end:
        yield at, end, None


def _innermost(active: set[int], size: Sequence[int]) -> int | None:
    if len(active) < 2:
        return next(iter(active), None)
    return min(active, key=lambda i: (size[i], i))
