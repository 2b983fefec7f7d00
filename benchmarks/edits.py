"""Changes to a text that keep track of where everything has gone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edit:
    """text[start:end] becomes `new`."""

    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class Edited:
    """A changed text; where each character of the old one begins and ends in it."""

    text: str
    starts: list[int]
    ends: list[int]

    def words(self, start: int, end: int) -> str:
        """What the old text's range [start, end) has become; what was put in at its edges is left out."""
        return self.text[self.starts[start] : self.ends[end - 1]]


def edited(text: str, edits: Iterable[Edit]) -> Edited:
    """The text with the changes made. Raises ValueError where two of them overlap."""
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = size = 0

    def kept(end: int) -> None:
        nonlocal size
        starts.extend(range(size, size + end - at))
        ends.extend(range(size + 1, size + end - at + 1))
        parts.append(text[at:end])
        size += end - at

    for e in sorted(edits, key=lambda e: (e.start, e.end)):
        if e.start < at:
            raise ValueError(f"Two changes overlap at {e.start}.")
        kept(e.start)
        starts.extend([size] * (e.end - e.start))
        ends.extend([size + len(e.new)] * (e.end - e.start))
        parts.append(e.new)
        size += len(e.new)
        at = e.end
    kept(len(text))
    return Edited("".join(parts), starts, ends)


def replaced(pattern: str, new: str | Callable[[re.Match[str]], str]) -> Callable[[str], list[Edit]]:
    """Changes every match of a pattern."""
    compiled = re.compile(pattern)

    def find(text: str) -> list[Edit]:
        found = ((m, new(m) if callable(new) else new) for m in compiled.finditer(text))
        return [Edit(m.start(), m.end(), n) for m, n in found if n != m.group()]

    return find
