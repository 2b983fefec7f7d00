"""A person whom an article names, and what answers to the name."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection
from dataclasses import dataclass, field

STEM = 3
"""Letters that all forms of a name share at least."""
LONGEST_ENDING = 3
"""Letters by which one form of a name is longer than another at most."""


def same_stem(a: str, b: str) -> bool:
    """True where two forms of a name differ by an ending at most («Схинас», «Схинасом»)."""
    if a == b:
        return True
    short = min(len(a), len(b))
    if short < STEM or abs(len(a) - len(b)) > LONGEST_ENDING:
        return False
    common = max(STEM, short - 2)
    return a[:common] == b[:common]


@dataclass(slots=True, eq=False)
class Person:
    """Somebody named in the article. `parts`: the fullest name's words as written there first; `spans`:
    token ranges.
    """

    parts: tuple[str, ...]
    spans: list[tuple[int, int]] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)
    gender: str | None = None
    place: int = 0
    starts: list[int] = field(default_factory=list)

    def nearness(self, k: int) -> tuple[bool, int]:
        """The greater, the likelier a name at token k means this person: the last mention before, else the
        first."""
        before = bisect_left(self.starts, k)
        return (True, self.starts[before - 1]) if before else (False, -self.spans[0][0])

    @property
    def fullest(self) -> tuple[int, int]:
        """Tokens of the longest mention, the first of several as long."""
        return max(self.spans, key=lambda span: span[1] - span[0])

    @property
    def surname(self) -> str:
        return self.parts[-1]

    def answers(self, words: Collection[str]) -> bool:
        """True where these words (lower case) can be a mention of this person."""
        given = list(words)
        if not same_stem(given[-1], self.surname):
            return (
                len(given) == 1
                and len(self.parts) > 2
                and any(same_stem(given[0], p) for p in self.parts[1:])
            )
        return all(
            any(
                same_stem(w, p) or (len(w) == 1 and p[0] == w) or (len(p) == 1 and w[0] == p)
                for p in self.parts
            )
            for w in given[:-1]
        )
