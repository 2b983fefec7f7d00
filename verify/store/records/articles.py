"""Articles, their versions and snapshots; what saving takes and did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from verify.model import Extraction, Link, Metadata, Snapshot, Status


@dataclass(frozen=True, slots=True)
class Reading:
    """One article as read and extracted: what `Store.save` stores in one transaction.

    address: the article's identity: a URL, an absolute path, or for stdin the hash of what came.
    metadata: complete (given by the user, found in the page, stated in the text). links: offsets into text.
    """

    address: str
    snapshot: Snapshot
    text: str
    metadata: Metadata
    extraction: Extraction
    links: tuple[Link, ...] = ()


class Result(StrEnum):
    """What saving did."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Stored:
    """What saving one of many did. article: its number; version: the one that it now has."""

    result: Result
    article: int
    version: int


class Became(StrEnum):
    """What became of a record that was read in bulk."""

    ADDED = "added"
    UNCHANGED = "unchanged"  # the article is known with this very text
    CHANGED = "changed"  # the article is known with another text: a new version
    SKIPPED = "skipped"  # sound, and no page: a redirect, a picture
    QUARANTINED = "quarantined"  # it cannot be read as an article, and why


@dataclass(frozen=True, slots=True)
class BulkNote:
    """A line of the ledger: a record by its file and place, and what became of it."""

    file: str
    place: int
    became: Became
    address: str | None
    article: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """An article in its current version. `number` is what people type; `uid` survives export and import.

    claims: how many are present; statuses: how many of these per status (absent = 0).
    added_at: of the article; read_at: of the current version. removed: hidden from lists by a person.
    """

    number: int
    uid: str
    address: str
    metadata: Metadata
    version: int
    text_sha256: str
    engine: str
    engine_version: str
    claims: int
    statuses: Mapping[Status, int]
    added_at: datetime
    read_at: datetime
    removed: bool = False

    @property
    def unverified(self) -> int:
        return self.statuses.get(Status.UNVERIFIED, 0)


@dataclass(frozen=True, slots=True)
class SnapshotRecord:
    """Facts of a stored snapshot; `Store.snapshot_bytes(sha256)` gives the bytes as sent."""

    sha256: str
    decoded_sha256: str
    size: int
    fetched_at: datetime
    address: str
    final_address: str
    status: int | None
    headers: tuple[tuple[str, str], ...]
    redirects: tuple[tuple[str, int, str], ...]
    encoding: str | None
    media_type: str | None


@dataclass(frozen=True, slots=True)
class VersionRecord:
    """One version of an article."""

    number: int
    uid: str
    text_sha256: str
    metadata: Metadata
    read_at: datetime
    engines: tuple[str, ...]  # "engine version", oldest first


@dataclass(frozen=True, slots=True)
class Unindexed:
    """An article whose current text the search index does not have yet."""

    article: int
    version_id: int
    text: str
    language: str | None
    published: date | None


@dataclass(frozen=True, slots=True)
class Indexed:
    """What the search index takes of an article: its terms, and its analysis as bytes of this format."""

    article: int
    version_id: int
    format: int
    terms: frozenset[str]
    analysis: bytes
