"""A pack's regular expressions, each with words that a text must hold for it to match.

Searching a text for «отказал… от комментария» tries every letter of it as a beginning, which takes a hundred
times as long as seeing that «отказ» stands nowhere. So a table is asked for those of its expressions that can
match a text, and most are ruled out by the literal parts that all their matches have.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

try:  # how Python reads a pattern is its own affair; where it can't be asked, every expression is tried
    from re import _parser  # type: ignore[attr-defined]
except ImportError:  # pragma: no cover
    _parser = None

Needles = frozenset[str]
"""Folded words, one of which stands in whatever an expression matches."""
_NONE: Needles = frozenset()
_MOST = 48
"""Words of one set; looking for more of them costs as much as the search."""
_ASKED = 2
"""Sets that a text is asked for: those of the longest words rule out nearly all that more would."""


class Table:
    """The expressions of one table, in its order; each is compiled when it is first needed."""

    def __init__(self, written: Iterable[str], flags: int) -> None:
        self._rows = [_Row(each, flags) for each in written]

    @cached_property
    def all(self) -> tuple[re.Pattern[str], ...]:
        return tuple(row.compiled for row in self._rows)

    def within(self, folded: str) -> list[re.Pattern[str]]:
        """Those that may match in a text, which is given folded."""
        return [row.compiled for row in self._rows if row.may_match(folded)]


class Likely:
    """The patterns that can match in one article, by table: sentence for sentence only these are tried."""

    def __init__(self, tables: Mapping[str, Table], text: str) -> None:
        self._tables, self._text = tables, text
        self._found: dict[str, list[re.Pattern[str]]] = {}

    @cached_property
    def _folded(self) -> str:
        return folded(self._text)

    def __getitem__(self, name: str) -> list[re.Pattern[str]]:
        """Those of a table, in its order; none where the pack has no such table."""
        found = self._found.get(name)
        if found is None:
            table = self._tables.get(name)
            found = self._found[name] = table.within(self._folded) if table is not None else []
        return found

    def meet(self, name: str, words: str) -> bool:
        """True where one of a table's patterns is met in a part of the article."""
        return any(p.search(words) for p in self[name])


class _Row:
    def __init__(self, written: str, flags: int) -> None:
        self._written, self._flags = written, flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        return re.compile(self._written, self._flags)

    @cached_property
    def needles(self) -> tuple[Needles, ...]:
        return needles(self._written)

    def may_match(self, folded: str) -> bool:
        """True where a word of each set stands in a text. Every row is asked for every text: plain loops."""
        for each in self.needles:
            for needle in each:
                if needle in folded:
                    break
            else:
                return False
        return True


def folded(text: str) -> str:
    """The text without letter case, offset by offset: what IGNORECASE takes for one letter is one here."""
    plain = text.casefold()
    if len(plain) != len(text):  # «ß» would be two letters
        plain = "".join(map(_letter, text))
    return plain.replace("ı", "i")


def _letter(letter: str) -> str:
    forms = (letter.casefold(), letter.lower())
    return next((form for form in forms if len(form) == 1), forms[1][0])


def needles(written: str) -> tuple[Needles, ...]:
    """What an expression asks for: sets of words, one of each of which a text must hold; the rarest first."""
    return _sets(_parser.parse(written))[:_ASKED] if _parser is not None else ()


def _sets(parts: Iterable[tuple[Any, Any]]) -> tuple[Needles, ...]:
    """The sets of a sequence: its runs of literals, and those of the parts that stand at least once."""
    found: list[Needles] = []
    run = ""
    for operation, given in parts:
        name = operation.name
        if name == "LITERAL":
            run += chr(given)
            continue
        found += (_one(run), *_of_part(name, given))
        run = ""
    return tuple(sorted(filter(None, (*found, _one(run))), key=_worth))


def _one(run: str) -> Needles:
    return frozenset((folded(run),)) if run else _NONE


def _of_part(name: str, given: Any) -> tuple[Needles, ...]:
    if name == "SUBPATTERN":
        return _sets(given[3])
    if name == "ATOMIC_GROUP":
        return _sets(given)
    if name == "BRANCH":
        best = [_sets(branch)[:1] for branch in given[1]]
        if not all(best):
            return ()
        union = _shortest(_NONE.union(*(each[0] for each in best)))
        return (union,) if len(union) <= _MOST else ()
    if name.endswith("_REPEAT") and given[0] > 0:
        return _sets(given[2])
    return ()  # a place, a set of letters, what need not stand there or must not


def _shortest(words: Needles) -> Needles:
    """The words less those that hold another of them: where «писала» stands, «писал» does."""
    return frozenset(w for w in words if not any(o in w for o in words if len(o) < len(w)))


def _worth(found: Needles) -> tuple[int, int]:
    """Long words rule out most; of two as long, fewer."""
    return -min(map(len, found)), len(found)
