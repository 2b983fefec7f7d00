"""Watched feeds and what they name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ItemState(StrEnum):
    """What became of an address that a feed named."""

    WAITING = "waiting"  # to be read
    CHECKED = "checked"  # read, or an article of the archive already
    FAILED = "failed"  # it cannot be read; it is not tried again
    PASSED = "passed"  # left out: there were newer ones


@dataclass(frozen=True, slots=True)
class FeedRecord:
    """A watched feed. items: how many it named, by what became of them. The rest as tables/feeds.py says."""

    id: int
    address: str
    title: str | None
    private: bool
    added_at: datetime
    etag: str | None
    modified: str | None
    checked_at: datetime | None
    succeeded_at: datetime | None
    next_at: datetime | None
    problem: str | None
    items: Mapping[ItemState, int]


@dataclass(frozen=True, slots=True)
class FeedAnswer:
    """What a feed that was read says of itself."""

    title: str | None = None
    etag: str | None = None
    modified: str | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class NewItem:
    """An address that a feed names for the first time."""

    key: str
    address: str
    title: str | None
    state: ItemState


@dataclass(frozen=True, slots=True)
class ItemRecord:
    """An address that waits to be read."""

    id: int
    feed: int
    address: str
    title: str | None
    attempts: int
