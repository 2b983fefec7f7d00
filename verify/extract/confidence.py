"""How sure a hop is: how often hops that its rule found are right, measured on annotated articles.

confidence.toml holds the shares, by rule and by whether the hop is taken over from context;
benchmarks/confidence.py measures them again. They describe structure, not words.
"""

from __future__ import annotations

import tomllib
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from verify.model import Hop

UNSEEN = 0.8
"""For a rule that the annotated articles do not show."""


@lru_cache(maxsize=1)
def shares() -> dict[str, float]:
    """Rule -> share of its hops that are right; "RULE*": of those taken over from context; "own-voice"."""
    source = Path(__file__).with_name("confidence.toml")
    return {str(k): float(v) for k, v in tomllib.loads(source.read_text(encoding="utf-8"))["share"].items()}


def rated(chain: tuple[Hop, ...]) -> tuple[Hop, ...]:
    """The chain with each hop's confidence."""
    known = shares()
    return tuple(
        replace(h, confidence=known.get(h.rule + ("*" if h.inherited else ""), known.get(h.rule, UNSEEN)))
        for h in chain
    )


def of_claim(chain: tuple[Hop, ...]) -> float:
    """A chain is as sure as its least sure hop; the publisher's own voice has a share of its own."""
    return min((h.confidence for h in chain), default=shares().get("own-voice", UNSEEN))
