"""Who says what: the chains of an article folded into one tree below its publisher."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from verify.model import Hop
from verify.report.views import ClaimView


@dataclass(slots=True)
class Voice:
    """A source at its place in the tree. `claims` are those whose chain ends here; hop is None for the
    publisher.
    """

    hop: Hop | None = None
    claims: list[ClaimView] = field(default_factory=list)
    below: dict[tuple[str, ...], Voice] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """Claims that come through this source: its own and those of everybody below it."""
        return len(self.claims) + sum(voice.total for voice in self.below.values())

    def ordered(self) -> list[Voice]:
        """The voices directly below, the one with most claims first, else in the order of the text."""
        return sorted(self.below.values(), key=lambda voice: -voice.total)

    def json(self) -> dict[str, Any]:
        """`count` is the claims whose chain ends here: the counts of a tree sum to its article's claims."""
        return {
            "kind": self.hop.kind.value if self.hop else "publisher",
            "names": list(self.hop.names) if self.hop else [],
            "count": len(self.claims),
            "claims": [claim.number for claim in self.claims],
            "below": [voice.json() for voice in self.ordered()],
        }


def grow(claims: Iterable[ClaimView]) -> Voice:
    """The tree of all claims' chains; its root is the publisher."""
    root = Voice()
    for claim in claims:
        voice = root
        for hop in claim.chain:
            voice = voice.below.setdefault(_key(hop), Voice(hop))
        voice.claims.append(claim)
    return root


def _key(hop: Hop) -> tuple[str, ...]:
    """One source has one place: the same kind and names, however they are capitalised."""
    return (hop.kind.value, *(name.casefold() for name in hop.names))
