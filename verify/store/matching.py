"""Which claim of the reading before is which of the new one. Pure functions: no database.

A claim is the same when its words are; after that the most alike ones pair up, those in the same order first.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from verify.model import Claim
from verify.model.claim import Spans

ALIKE = 0.6
"""Least likeness (0..1) of two wordings of one claim. «Погибли трое» and «Погибли четверо» share too few
words to
tell them from two claims; sentences of a usual length with a number or a name corrected have 0.8 and more."""

_ORDER_BONUS = 0.1
_SHARED_WORDS = 0.3  # below it SequenceMatcher can't reach ALIKE; it costs fifty times as much as this test
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Old:
    """A claim of the reading before.

    machine_made: those alone pair by likeness; a split's part only by its words.
    """

    key: int
    text: str
    spans: Spans
    machine_made: bool = True
    vanished: bool = False


def wording(text: str) -> tuple[str, ...]:
    """The words that count: without case and punctuation, so that a changed quotation mark changes no
    claim.
    """
    return tuple(_WORD.findall(text.casefold()))


def match(old: Sequence[Old], new: Sequence[Claim], *, same_text: bool) -> dict[int, int]:
    """Index of a new claim -> key of the old one that it is.

    same_text: both readings are of one text, so that equal or overlapping spans speak for themselves.
    """
    pairs: dict[int, int] = {}
    if same_text:
        # A vanished claim's spans may be those of an older text, where they meant other words.
        here = [o for o in old if not o.vanished]
        _pair_equal(pairs, here, new, [o.spans for o in here], [c.spans for c in new])
    _pair_equal(pairs, old, new, [wording(o.text) for o in old], [wording(c.text) for c in new])
    _pair_alike(pairs, old, new, same_text)
    return pairs


def _pair_equal(
    pairs: dict[int, int],
    old: Sequence[Old],
    new: Sequence[Claim],
    old_keys: Sequence[object],
    new_keys: Sequence[object],
) -> None:
    """Pair equal keys in text order: the second «Стороны договорились» stays the second."""
    taken = set(pairs.values())
    waiting: dict[object, list[Old]] = defaultdict(list)
    for o, key in sorted(zip(old, old_keys, strict=True), key=lambda each: (each[0].vanished, each[0].spans)):
        if o.key not in taken:
            waiting[key].append(o)
    for index, key in enumerate(new_keys):
        if index not in pairs and waiting.get(key):
            pairs[index] = waiting[key].pop(0).key


def _pair_alike(pairs: dict[int, int], old: Sequence[Old], new: Sequence[Claim], same_text: bool) -> None:
    taken = set(pairs.values())
    left = [o for o in old if o.key not in taken and o.machine_made and not o.vanished]
    place = {o.key: n / max(1, len(old)) for n, o in enumerate(sorted(old, key=lambda o: o.spans))}
    scored = sorted(_scores(left, new, pairs, place, same_text), key=lambda s: (-s[0], s[2]))
    for _, key, index in scored:
        if index not in pairs and key not in taken:
            pairs[index] = key
            taken.add(key)


def _scores(
    left: Sequence[Old], new: Sequence[Claim], pairs: dict[int, int], place: dict[int, float], same_text: bool
) -> Iterator[tuple[float, int, int]]:
    for index, claim in enumerate(new):
        if index in pairs:
            continue
        for o in left:
            likeness = _likeness(o, claim, same_text)
            if likeness >= ALIKE:
                nearness = 1 - abs(place[o.key] - index / max(1, len(new)))
                yield likeness + _ORDER_BONUS * nearness, o.key, index


def _likeness(old: Old, claim: Claim, same_text: bool) -> float:
    if same_text and (shared := overlap(old.spans, claim.spans)) >= ALIKE:
        return shared
    have, want = wording(old.text), wording(claim.text)
    if len(set(have) & set(want)) < _SHARED_WORDS * max(1, min(len(set(have)), len(set(want)))):
        return 0.0
    return SequenceMatcher(None, have, want, autojunk=False).ratio()


def overlap(one: Spans, other: Spans) -> float:
    """Characters in both, as a share of the smaller one's."""
    shared = sum(max(0, min(e, oe) - max(s, os)) for s, e in one for os, oe in other)
    smaller = min(sum(e - s for s, e in one), sum(e - s for s, e in other))
    return shared / smaller if smaller else 0.0


def found_again(spans: Spans, old_text: str, new_text: str) -> Spans | None:
    """Where a person's claim stands in a new text: its pieces letter for letter, in order; None where one
    is gone.
    """
    found: list[tuple[int, int]] = []
    at = 0
    for start, end in spans:
        piece = old_text[start:end]
        where = new_text.find(piece, at)
        if where < 0:
            return None
        found.append((where, where + len(piece)))
        at = where + len(piece)
    return tuple(found)
