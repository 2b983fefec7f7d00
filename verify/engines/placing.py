"""Where the claims of an answer stand in the article: verbatim, in the order of the text, each word once."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from verify.engines.anchoring import Anchor, trimmed
from verify.engines.answers import SaidClaim
from verify.engines.prompt import Piece
from verify.model import Claim
from verify.model.claim import Span, Spans

GAP = 400
"""Characters between two parts of a claim: nobody writes longer attributions into a statement."""
_BREAK = re.compile(r"\n\s*\n|\n")


@dataclass(frozen=True, slots=True)
class Placed:
    """A claim of the model and where it stands."""

    said: SaidClaim
    spans: Spans


def placed(claims: Sequence[SaidClaim], piece: Piece, anchor: Anchor) -> tuple[list[Placed], int]:
    """The claims that stand in the piece, in text order without overlaps, and how many do not.

    Words that stand there once fix their claim. Words that repeat go to the first free place behind the claim
    that the answer gives before, so that two equal sentences get their claims in order.
    """
    choices = [_choices(claim, piece, anchor) for claim in claims]
    order = sorted(range(len(claims)), key=lambda n: len(choices[n]) != 1)
    taken: dict[int, Spans] = {}
    used = bytearray(piece.end)
    for n in order:
        behind = max((s[0][0] for k, s in taken.items() if k < n), default=-1)
        free = [c for c in choices[n] if not any(1 in used[a:b] for a, b in c)]
        best = next((c for c in free if c[0][0] > behind), None) or next(iter(free), None)
        if best is not None:
            taken[n] = best
            for a, b in best:
                used[a:b] = bytes([1]) * (b - a)
    found = sorted((Placed(claims[n], spans) for n, spans in taken.items()), key=lambda p: p.spans)
    return found, len(claims) - len(found)


def _choices(claim: SaidClaim, piece: Piece, anchor: Anchor) -> list[Spans]:
    """Every place that the claim's words can mean, its parts in order within one paragraph."""
    firsts = anchor.places(claim.parts[0], piece.start, piece.end)
    found = (_from(first, claim.parts[1:], anchor) for first in firsts)
    return list(dict.fromkeys(spans for spans in found if spans))


def _from(first: Span, rest: Sequence[str], anchor: Anchor) -> Spans:
    """The spans of a claim whose first part stands there; () where the others do not follow."""
    spans = [first]
    for part in rest:
        end = min(_paragraph_end(anchor.text, spans[-1][1]), spans[-1][1] + GAP + len(part))
        following = anchor.places(part, spans[-1][1], end)
        if not following:
            return ()
        spans.append(following[0])
    if _BREAK.search(anchor.text, first[0], first[1]):
        return ()
    kept = tuple(trimmed(anchor.text, span) for span in spans)
    return kept if all(a < b for a, b in kept) else ()


def _paragraph_end(text: str, at: int) -> int:
    found = _BREAK.search(text, at)
    return found.start() if found else len(text)


def overlap(one: Spans, other: Spans) -> int:
    """Characters that both have."""
    return sum(max(0, min(b, d) - max(a, c)) for a, b in one for c, d in other)


def size(spans: Spans) -> int:
    return sum(b - a for a, b in spans)


class Near:
    """Claims by their place: those that share words with given spans are found without looking at all."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self.claims = sorted(claims, key=lambda claim: claim.spans)
        self._starts = [claim.spans[0][0] for claim in self.claims]
        self._reach = max((claim.spans[-1][1] - claim.spans[0][0] for claim in self.claims), default=0)

    def at(self, spans: Spans) -> list[Claim]:
        """The claims that share a character with the spans, in text order."""
        first = bisect_left(self._starts, spans[0][0] - self._reach)
        last = bisect_left(self._starts, spans[-1][1])
        return [claim for claim in self.claims[first:last] if overlap(spans, claim.spans)]

    def share(self, spans: Spans) -> float:
        """Share of the spans' characters that the claims account for: as their own words, or as those that
        name their sources and attribute.
        """
        held = {k for claim in self.at(spans) for a, b in _accounted(claim) for k in range(a, b)}
        return sum(k in held for a, b in spans for k in range(a, b)) / max(1, size(spans))


def _accounted(claim: Claim) -> Spans:
    named = ((*(hop.mention or ()), *(hop.cue or ())) for hop in claim.chain)
    return (*claim.spans, *chain.from_iterable(named))
