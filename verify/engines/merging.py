"""The model's claims laid over the rules': whatever the model left out, or gave wrongly, stays the rules'."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from verify.engines.placing import Near, overlap, size
from verify.model import Claim
from verify.model.claim import Span, Spans

COVERED = 0.5
"""Share of a rules' claim that claims of the model must hold to replace it."""
LEFT_OUT, FRAGMENT = "left-out", "fragment"


@dataclass(frozen=True, slots=True)
class Merged:
    """All claims in text order; `rules` counts those that are the rules', `fell_back` says why, by count;
    `refused`: the model's that were taken back because they hold a fragment of a statement only.
    """

    claims: tuple[Claim, ...]
    rules: int
    fell_back: Counter[str]
    refused: Counter[str]


def merged(model: Sequence[Claim], rules: Sequence[Claim], failed: Sequence[tuple[Spans, str]]) -> Merged:
    """failed: places where the model's answer was refused, and why."""
    kept, dropped = _without_fragments(list(model), rules)
    near = Near(kept)
    own = [claim for claim in rules if near.share(claim.spans) < COVERED]
    places = [*failed, *((claim.spans, FRAGMENT) for claim in dropped)]
    why = Counter(_why(claim.spans, places) for claim in own)
    claims = sorted((*kept, *own), key=lambda claim: claim.spans)
    return Merged(tuple(claims), len(own), why, Counter({FRAGMENT: len(dropped)}))


def _without_fragments(model: list[Claim], rules: Sequence[Claim]) -> tuple[list[Claim], list[Claim]]:
    """The model's claims but those that hold less than half of what they would stand for: a model that is
    talked into dropping the other half of a statement would change what it says.
    """
    dropped: list[Claim] = []
    while True:
        near = Near(model)
        torn = [r for r in rules if 0 < near.share(r.spans) < COVERED]
        fragments = {claim.spans: claim for r in torn for claim in near.at(r.spans)}
        if not fragments:
            return model, dropped
        dropped += fragments.values()
        model = [claim for claim in model if claim.spans not in fragments]


def _why(spans: Spans, places: Sequence[tuple[Spans, str]]) -> str:
    return next((why for place, why in places if overlap(spans, place)), LEFT_OUT)


def sentence_of(spans: Spans, text: str, rules: Near) -> tuple[Span, int]:
    """The sentence that holds the spans, and how many sentences they hold the better part of.

    As the rules parted the text; where they found no claim, from mark to mark within the paragraph.
    """
    shared: Counter[Span] = Counter()
    whole: Counter[Span] = Counter()
    for claim in rules.at(spans):
        shared[claim.sentence] += overlap(spans, claim.spans)
        whole[claim.sentence] += size(claim.spans)
    start, end = spans[0][0], spans[-1][1]
    if not shared:
        return (_before(text, start), _behind(text, end)), 1
    sentence = min(start, *(s[0] for s in shared)), max(end, *(s[1] for s in shared))
    return sentence, sum(shared[s] * 2 > whole[s] for s in shared)


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
