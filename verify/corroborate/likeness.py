"""How alike two terms and two passages are in their words. No I/O."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from importlib import resources

from verify.corroborate.analysis import Analysis, Term
from verify.languages.facts import skeleton

ALIKE = 0.62
"""Least share of common letter triples of two spellings of one word («пострад», «постражд»)."""

_COGNATE = 0.85


@lru_cache(maxsize=200_000)
def likeness(one: str, other: str) -> float:
    """Of two roots: 1 for the same, less for words that are one by their roots, 0 for different ones."""
    if one == other:
        return 1.0
    if len(one) > 3 and skeleton(one) == skeleton(other):
        return 0.95
    return _COGNATE if _dice(one, other) >= ALIKE else 0.0


def _dice(one: str, other: str) -> float:
    a, b = _triples(one), _triples(other)
    return 2 * len(a & b) / (len(a) + len(b))


def _triples(word: str) -> set[str]:
    padded = f" {word} "
    return {padded[i : i + 3] for i in range(len(padded) - 2)}


_NEIGHBOUR = 0.5


@cache
def related() -> dict[str, tuple[str, ...]]:
    """Term of a thing -> the terms of things that go with it in one event, both ways."""
    text = resources.files(__package__).joinpath("related.toml").read_text(encoding="utf-8")
    found: dict[str, list[str]] = {}
    for one, others in tomllib.loads(text).items():
        for other in others:
            found.setdefault(f"c_{one}", []).append(f"c_{other}")
            found.setdefault(f"c_{other}", []).append(f"c_{one}")
    return {key: tuple(keys) for key, keys in found.items()}


def best(term: Term, others: Analysis, neighbours: bool = False) -> tuple[float, Term | None]:
    """The most alike of the others' terms. neighbours: one of a thing that goes with it is half alike."""
    same = others.first_of.get(term.key)
    if same is not None:
        return 1.0, same
    if term.key[1:2] == "_":
        near = related().get(term.key, ()) if neighbours else ()
        return next(
            ((_NEIGHBOUR, others.first_of[key]) for key in near if key in others.first_of), (0.0, None)
        )
    found, which = 0.0, None
    for other in others.roots.get(term.key[0], ()):
        alike = likeness(term.key, other.key)
        if alike > found:
            found, which = alike, other
    return found, which
