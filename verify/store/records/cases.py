"""What the store says of cases: frozen values. No database import here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from verify.model import Status


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """A case. `number` is what people type; `uid` stays what it is elsewhere too.

    articles, claims: numbers of those that were put into it; statuses: of all its claims that are listed,
    those of its articles among them (absent = 0). revision: grows by one with every change.
    """

    uid: str
    number: int
    question: str
    due: date | None
    opened_at: datetime
    opened_by: str
    closed_at: datetime | None
    revision: int
    articles: tuple[int, ...]
    claims: tuple[str, ...]
    people: tuple[str, ...]
    statuses: Mapping[Status, int]

    @property
    def open(self) -> bool:
        return self.closed_at is None


@dataclass(frozen=True, slots=True)
class Belongings:
    """What is put into a case or taken out of it: articles and claims as people name them, and people."""

    articles: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
