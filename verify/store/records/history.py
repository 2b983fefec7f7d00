"""The history and whole things with it: an article, a claim, a source, a database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from verify.model import Hop, Link, SourceKind, Status
from verify.store.records.articles import ArticleRecord, SnapshotRecord
from verify.store.records.claims import ClaimRecord
from verify.store.records.evidence import EvidenceRecord


@dataclass(frozen=True, slots=True)
class EventRecord:
    """One link of the history's hash chain. article, claim, case, source: what it is about, as people type
    it.
    """

    seq: int
    uid: str
    at: datetime
    actor: str
    action: str
    article: int | None
    claim: str | None
    before: Mapping[str, object] | None
    after: Mapping[str, object] | None
    reason: str | None
    previous: str
    hash: str
    case: int | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class HistoryCheck:
    """ok: every event is whole and linked.

    problem: a sentence about the first broken one. head: the last hash.
    """

    ok: bool
    events: int
    head: str
    problem: str | None = None
    broken_seq: int | None = None


@dataclass(frozen=True, slots=True)
class ArticleDetail:
    """An article with its text, links and claims. claims: present, in text order; gone: all others, by
    number.
    """

    article: ArticleRecord
    text: str
    links: tuple[Link, ...]
    snapshot: SnapshotRecord
    claims: tuple[ClaimRecord, ...]
    gone: tuple[ClaimRecord, ...]


@dataclass(frozen=True, slots=True)
class ClaimDetail:
    """A claim with all that bears on it. machine_chain: what the engine found, under a person's chain.

    text: of the version its spans point into.
    """

    record: ClaimRecord
    article: ArticleRecord
    text: str
    machine_chain: tuple[Hop, ...]
    evidence: tuple[EvidenceRecord, ...]
    events: tuple[EventRecord, ...]


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """Who or what says claims.

    claims: present claims with it anywhere in the chain; origin_of: at its end.
    """

    uid: str
    kind: SourceKind
    name: str
    aliases: tuple[str, ...]
    owner: str | None
    claims: int
    origin_of: int
    registered: bool = False  # a person added it, or gave it an alias or owner
    reliability: str | None = None


@dataclass(frozen=True, slots=True)
class SourceHistory:
    """A source with its record. statuses: of the present claims that have it in their chain, how many stand
    how (absent = 0). ratings: its events of rating, the oldest first.
    """

    source: SourceRecord
    statuses: Mapping[Status, int]
    ratings: tuple[EventRecord, ...]


@dataclass(frozen=True, slots=True)
class Integrity:
    """Problems found in the database, each one sentence; () is a clean one."""

    problems: tuple[str, ...] = ()
    checked: Mapping[str, int] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        return not self.problems


@dataclass(frozen=True, slots=True)
class DatabaseStatus:
    """Where the database is and what it holds. path: None for a server. head: hash of the last event."""

    url: str
    path: Path | None
    schema: str
    newest_schema: str
    counts: Mapping[str, int]  # articles, claims, sources, evidence, events
    head: str


@dataclass(frozen=True, slots=True)
class Restored:
    """What came of an import. added, same: (number in the file, number here) of articles that are new, and
    of those that were here with the same history. events: how many were added; head: of the history now.
    whole: the database was empty and is now the one that was exported.
    """

    added: tuple[tuple[int, int], ...]
    same: tuple[tuple[int, int], ...]
    events: int
    head: str
    whole: bool


@dataclass(frozen=True, slots=True)
class MovedTable:
    """A table that both databases hold alike. digest: of all its rows, in hex (store.moving.Digest)."""

    name: str
    rows: int
    digest: str


@dataclass(frozen=True, slots=True)
class Moved:
    """What moving a database did. source, target: names without passwords. events, head: of the history."""

    source: str
    target: str
    tables: tuple[MovedTable, ...]
    events: int
    head: str
