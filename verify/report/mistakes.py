"""What went wrong, grouped by cause: the first thing that a person would have to mend."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from verify.model import Claim, Hop, words
from verify.report.scoring import GoldChain, GoldClaim, GoldHop, Pairing, fits, nearest

CAUSES = {
    "span": "the words of the claim are cut otherwise",
    "missed": "nothing was found there",
    "extra": "nothing is claimed there",
    "scope": "attributed, or not, where it is the other way round",
    "hops": "the chain is longer or shorter",
    "kind": "another kind of source",
    "name": "another source of that kind",
}
"""Each cause and what it means."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One of CAUSES, the article's id, the words, the chain wanted and the one given, "" for none."""

    cause: str
    article: str
    words: str
    wanted: str
    given: str


def mistakes(
    article: str, text: str, gold: Sequence[GoldClaim], claims: Sequence[Claim], pairing: Pairing
) -> Iterator[Mistake]:
    """All mistakes of an article: gold claims in order, then what was found too much."""
    for i, g in enumerate(gold):
        j = pairing.found.get(i)
        if j is None:
            cause = "span" if pairing.touching.get(i) else "missed"
            yield Mistake(cause, article, words(text, g.spans), told(g.accepted[0]), "")
            continue
        wanted = nearest(claims[j].chain, g.accepted)
        if cause := _cause(claims[j], wanted):
            yield Mistake(cause, article, claims[j].text, told(wanted), told(claims[j].chain))
    used = set(pairing.found.values())
    touched = {j for held in pairing.touching.values() for j in held}
    for j, claim in enumerate(claims):
        if j not in used:
            yield Mistake("span" if j in touched else "extra", article, claim.text, "", told(claim.chain))


def _cause(claim: Claim, wanted: GoldChain) -> str:
    """What is wrong with a found claim's chain; "" where it is right."""
    chain = claim.chain
    if bool(chain) != bool(wanted):
        return "scope"
    if len(chain) != len(wanted):
        return "hops"
    if any(a.kind is not b.kind for a, b in zip(chain, wanted, strict=True)):
        return "kind"
    return "" if all(map(fits, chain, wanted)) else "name"


def told(chain: Sequence[Hop | GoldHop]) -> str:
    """A chain in a line: "outlet Reuters ← anonymous officials"."""
    return " ← ".join(" ".join((hop.kind.value, *hop.names[:1])).strip() for hop in chain) or "own voice"
