"""What a file of many records holds, record by record."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from verify.model.article import Metadata


@dataclass(frozen=True, slots=True)
class Record:
    """One page or text as its file holds it. Travels to other processes.

    place: number in its file, from 1. address: the article's identity; where the record states none, the
    file's and "#place". data: at most Limits.decoded bytes. html: False for plain text. metadata: what the
    record states beside the page. status, headers, fetched_at: of a server's answer (WARC).
    """

    place: int
    address: str
    data: bytes
    html: bool
    metadata: Metadata = field(default_factory=Metadata)
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    fetched_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Broken:
    """A record that cannot be read, and why. address: None where it states none."""

    place: int
    address: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A sound record that is no page: a picture, a redirect, an error of the server."""

    place: int
    address: str | None
    reason: str


Item: TypeAlias = Record | Broken | Skipped
