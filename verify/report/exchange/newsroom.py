"""Who publishes the checks, and the words and numbers of its own rating scale."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from verify.model import Status
from verify.report.exchange.common import web

NAMESPACE = "urn:x-verify:"
"""Prefix of the terms that no vocabulary of others has: chains, hops, flags. A name, not an address."""


@dataclass(frozen=True, slots=True)
class Rating:
    """name: the newsroom's words for a status, kept to the letter. value: its number, None where it has
    none.
    """

    name: str
    value: float | None = None


@dataclass(frozen=True, slots=True)
class Newsroom:
    """name, url: who publishes; None leaves them out. base: address that a claim's id is put behind to give
    the page of its check. ratings: by status; a status that is not there goes by its own word. best, worst:
    ends of the numbers, given together. language: of what it publishes for people, one of
    `wording.LANGUAGES`.
    """

    name: str | None = None
    url: str | None = None
    base: str | None = None
    ratings: Mapping[Status, Rating] = field(default_factory=dict)
    best: float | None = None
    worst: float | None = None
    language: str | None = None

    def page(self, claim: str) -> str | None:
        """Where the check of a claim stands; None without a base on the web."""
        return f"{self.base.rstrip('/')}/{claim}" if self.base and web(self.base) else None

    def rating(self, status: Status) -> Rating | None:
        """None for an unverified claim: nobody has rated it."""
        if status is Status.UNVERIFIED:
            return None
        return self.ratings.get(status) or Rating(status.value)
