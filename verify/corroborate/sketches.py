"""A text's runs of three words as a small sketch, by which its copies are found among millions. No I/O.

The hashes of the runs, the smallest of them kept: two texts share as large a part of the smallest hashes of
both together as of all their runs (Broder 1997).
"""

from __future__ import annotations

import sys
from array import array
from hashlib import blake2b

from verify.corroborate.analysis import Analysis
from verify.corroborate.copies import text_runs

SIZE = 128
"""Hashes kept: the share is then off by 0.04 at most in two of three cases, and exact for texts of up to 130
words.
"""

MARKS = 8
"""The smallest hashes, by which a text is looked up. Two texts that share most of their runs seldom miss each
other by all of them.
"""

LEAST = 0.8
"""Share from which a text is a near copy: below it stand reports of one event that quote the same people."""

_HIGHEST = 0xFFFFFFFF
_FEWEST = 12
"""Runs from which a text is compared at all: a newsflash of one sentence is like another by chance."""


def sketch(analysis: Analysis) -> bytes:
    """How many runs there are, then their smallest hashes in order; 32-bit numbers, the lowest byte first."""
    hashes = {_hash(run) for run in text_runs(analysis)}
    packed = array("I", [len(hashes), *sorted(hashes)[:SIZE]])
    return _ordered(packed).tobytes()


def marks(packed: bytes) -> tuple[int, ...]:
    """By what the text is looked up; () where it is too short."""
    runs, *smallest = _numbers(packed)
    return tuple(smallest[:MARKS]) if runs >= _FEWEST else ()


def share(one: bytes, other: bytes) -> float:
    """Part of the shorter text's runs that stand in the other, 0 to 1: corroborate.copies.shared_runs, about.

    Compared as far as both sketches reach. 0 where that is too little to tell.
    """
    mine, theirs = _reach(one), _reach(other)
    highest = min(mine[0], theirs[0])
    here = {number for number in mine[1] if number <= highest}
    there = {number for number in theirs[1] if number <= highest}
    shorter = min(len(here), len(there))
    return len(here & there) / shorter if shorter >= _FEWEST else 0.0


def _reach(packed: bytes) -> tuple[int, array[int]]:
    """The highest hash up to which the sketch has them all, and its hashes."""
    numbers = _numbers(packed)
    runs, hashes = numbers[0], numbers[1:]
    return (_HIGHEST if runs <= SIZE else hashes[-1]), hashes


def _hash(run: tuple[str, ...]) -> int:
    return int.from_bytes(blake2b(" ".join(run).encode(), digest_size=4).digest(), "little")


def _numbers(packed: bytes) -> array[int]:
    found = array("I")
    found.frombytes(packed)
    return _ordered(found)


def _ordered(numbers: array[int]) -> array[int]:
    """Stored with the lowest byte first on every machine."""
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
