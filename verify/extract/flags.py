"""Flags: what makes an assertion unverified, as far as one article shows it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from verify.extract.reading import Reading
    from verify.model import Claim, Link


def flagged(claims: list[Claim], reading: Reading, links: Sequence[Link] | None) -> list[Claim]:
    """The claims with their flags."""
    return claims
