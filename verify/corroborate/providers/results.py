"""What is asked of a provider and what it gives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

LONGEST = 1000
"""Characters of a title or a snippet that are kept."""


class ResultKind(StrEnum):
    """What an address leads to."""

    ARTICLE = "article"
    FACT_CHECK = "fact-check"


@dataclass(frozen=True, slots=True)
class Query:
    """A claim's telling words, those that tell most first: names, numbers, rare words, as the text has them.

    latin: names and things for services that search in English, of each all its spellings. since, until: days
    of publication, both included; None is open. limit: results wanted.
    """

    words: tuple[str, ...]
    latin: tuple[tuple[str, ...], ...] = ()
    language: str | None = None
    since: date | None = None
    until: date | None = None
    limit: int = 10

    def covers(self, published: datetime | None) -> bool:
        """Whether something of this day can be meant; what has no date can."""
        if published is None:
            return True
        day = published.date()
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Rating:
    """What a fact-check found. words: the rating as its publisher wrote it, letter for letter."""

    words: str
    by: str | None
    claim: str | None
    claimant: str | None


@dataclass(frozen=True, slots=True)
class Result:
    """An address that may bear on the claim. via: the provider; published: aware, None where not stated."""

    address: str
    via: str
    kind: ResultKind = ResultKind.ARTICLE
    title: str | None = None
    snippet: str | None = None
    published: datetime | None = None
    publisher: str | None = None
    rating: Rating | None = None


def short(text: object) -> str | None:
    """A title or snippet of a strange service: one line of bounded length; None for what is no text."""
    if not isinstance(text, str):
        return None
    return " ".join(text[: LONGEST * 4].split())[:LONGEST] or None
