"""Two versions of a text beside each other: paragraph by paragraph, with the words that differ."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORD = re.compile(r"\w+|\s+|[^\w\s]")
_ALIKE = 0.5
"""From this share of common words on, a paragraph that stands in another's place is its rewording."""

_MOST = 4000
"""Words of a paragraph up to which single words are compared; longer ones count as a whole."""

Parts = tuple[tuple[str, bool], ...]
"""Stretches of a paragraph; True where the other side has other words."""


@dataclass(frozen=True, slots=True)
class Row:
    """The same place in both texts; () where one has nothing there. same: not a word differs."""

    before: Parts
    after: Parts
    same: bool


def beside(before: str, after: str) -> list[Row]:
    """Rows in the order of the texts."""
    old, new = _paragraphs(before), _paragraphs(after)
    rows: list[Row] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            rows += [Row(((p, False),), ((p, False),), True) for p in old[a:b]]
        else:
            rows += _changed(old[a:b], new[c:d])
    return rows


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _changed(old: list[str], new: list[str]) -> list[Row]:
    """Rewordings beside each other, the rest one after the other."""
    rows: list[Row] = []
    waiting = list(new)
    for paragraph in old:
        match = next((i for i, other in enumerate(waiting) if _alike(paragraph, other)), None)
        if match is None:
            rows.append(Row(((paragraph, True),), (), False))
            continue
        rows += [Row((), ((other, True),), False) for other in waiting[:match]]
        rows.append(_words(paragraph, waiting[match]))
        del waiting[: match + 1]
    return rows + [Row((), ((other, True),), False) for other in waiting]


def _alike(one: str, other: str) -> bool:
    a, b = set(one.split()), set(other.split())
    return len(a & b) >= _ALIKE * max(len(a), len(b), 1)


def _words(one: str, other: str) -> Row:
    old, new = _WORD.findall(one), _WORD.findall(other)
    if max(len(old), len(new)) > _MOST:
        return Row(((one, True),), ((other, True),), False)
    left: list[tuple[str, bool]] = []
    right: list[tuple[str, bool]] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if a < b:
            left.append(("".join(old[a:b]), tag != "equal"))
        if c < d:
            right.append(("".join(new[c:d]), tag != "equal"))
    return Row(tuple(left), tuple(right), False)
