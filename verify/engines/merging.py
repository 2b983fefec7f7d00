"""The model's claims laid over the rules': whatever the model left out, or gave wrongly, stays the rules'."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from verify.engines.placing import overlap, size
from verify.model import Claim
from verify.model.claim import Span, Spans

COVERED = 0.5
"""Share of a rules' claim that claims of the model must hold to replace it."""
LEFT_OUT = "left-out"


@dataclass(frozen=True, slots=True)
class Merged:
    """All claims in text order; `fell_back`: why the rules' are among them, by count; `refused`: the model's
    that were taken back because they hold a fragment of a statement only.
    """

    claims: tuple[Claim, ...]
    rules: int
    fell_back: Counter[str]
    refused: Counter[str]


def merged(model: Sequence[Claim], rules: Sequence[Claim], failed: Sequence[tuple[Spans, str]]) -> Merged:
    """failed: places where the model's answer was refused, and why."""
    kept, dropped = _without_fragments(list(model), rules)
    places = [*failed, *((claim.spans, "fragment") for claim in dropped)]
    own = [claim for claim in rules if _covered(claim, kept) < COVERED]
    why = Counter(_why(claim.spans, places) for claim in own)
    claims = sorted((*kept, *own), key=lambda claim: claim.spans)
    return Merged(tuple(claims), len(own), why, Counter(fragment=len(dropped)))


def _without_fragments(model: list[Claim], rules: Sequence[Claim]) -> tuple[list[Claim], list[Claim]]:
    """The model's claims but those that hold less than half of what they would stand for: a model that is
    talked into dropping the other half of a statement would change what it says.
    """
    dropped: list[Claim] = []
    while True:
        torn = [r for r in rules if 0 < _covered(r, model) < COVERED]
        fragments = [m for m in model if any(overlap(m.spans, r.spans) for r in torn)]
        if not fragments:
            return model, dropped
        dropped += fragments
        model = [m for m in model if m not in fragments]


def _covered(claim: Claim, by: Sequence[Claim]) -> float:
    """Share of the claim's characters that others hold."""
    near = (other for other in by if other.spans[0][0] < claim.spans[-1][1])
    return sum(overlap(claim.spans, other.spans) for other in near) / max(1, size(claim.spans))


def _why(spans: Spans, places: Sequence[tuple[Spans, str]]) -> str:
    return next((why for place, why in places if overlap(spans, place)), LEFT_OUT)


def sentence_of(spans: Spans, text: str, rules: Sequence[Claim]) -> tuple[Span, int]:
    """The sentence that holds the spans, and how many sentences they hold the better part of.

    As the rules parted the text; where they found no claim, from mark to mark within the paragraph.
    """
    held = {r.sentence: 0 for r in rules}
    for r in rules:
        held[r.sentence] += overlap(spans, r.spans)
    touched = [s for s, shared in held.items() if shared]
    whole = {s for s in touched if held[s] * 2 > sum(size(r.spans) for r in rules if r.sentence == s)}
    start, end = spans[0][0], spans[-1][1]
    if not touched:
        return (_before(text, start), _behind(text, end)), 1
    return (min(start, *(s[0] for s in touched)), max(end, *(s[1] for s in touched))), len(whole)


def _before(text: str, at: int) -> int:
    while (
        at > 0 and text[at - 1] != "\n" and not (text[at - 1].isspace() and text[at - 2 : at - 1] in ".!?…")
    ):
        at -= 1
    return at


def _behind(text: str, at: int) -> int:
    while at < len(text) and text[at] != "\n":
        at += 1
        if text[at - 1] in ".!?…":
            break
    return at
