"""What the store takes and gives: frozen values, never rows. No database import here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Generic, TypeVar

from verify.model import (
    Claim,
    EvidenceState,
    Extraction,
    Flag,
    FlagCode,
    Hop,
    Link,
    Metadata,
    Proposal,
    Snapshot,
    SourceKind,
    SourceState,
    Stance,
    Status,
)
from verify.model.claim import Spans

T = TypeVar("T")


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


class ClaimState(StrEnum):
    """Whether a claim is shown, and why not."""

    PRESENT = "present"  # found in the article's current version
    VANISHED = "vanished"  # the current version no longer says it
    DROPPED = "dropped"  # a person dropped it
    REPLACED = "replaced"  # a person split it or joined it into another
    WITHDRAWN = "withdrawn"  # the product of a split or join that was undone


class ChangeKind(StrEnum):
    """How a claim differs from the reading before."""

    NEW = "new"
    VANISHED = "vanished"
    REWORDED = "reworded"
    RETURNED = "returned"  # vanished once, found again
    CHAIN = "chain"  # same words, another chain by the machine
    KEPT = "kept"  # the machine no longer finds it (or finds another chain), a person's work keeps it


@dataclass(frozen=True, slots=True)
class Change:
    """One claim that differs. before, after: what the machine found; None where it found nothing."""

    kind: ChangeKind
    number: str
    before: Claim | None
    after: Claim | None


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
class ClaimRecord:
    """A claim as it stands: the machine's reading with people's decisions over it.

    number: "article.claim", never used again. revision: grows by one with every event: a change by a
    person, or of the article under it.
    claim: spans into the article's current text (of the last version that said it, for a vanished one),
    the chain and the flags in force. edited: the chain is a person's. evidence: links in force.
    machine_made: found by the engine (not by a split or join). assigned: the person whose it is.
    """

    uid: str
    number: str
    article: int
    status: Status
    revision: int
    state: ClaimState
    claim: Claim
    version: int
    edited: bool
    machine_made: bool
    evidence: int
    updated_at: datetime
    credibility: int | None = None
    assigned: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A hop as far as a list shows it. names: sources side by side; () for agentless hearsay."""

    kind: SourceKind
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """A claim as far as its mark in the text needs it.

    spans: into the text of `version`, which for a claim that is gone is not the current one. chain: from the
    source nearest to the publisher to the origin; () in own voice. flags: each code once, heaviest first.
    """

    number: str
    uid: str
    text: str
    spans: Spans
    version: int
    state: ClaimState
    status: Status
    revision: int
    flags: tuple[FlagCode, ...]
    chain: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """An article in its current version with all its claims, gone ones too, in text order."""

    article: ArticleRecord
    text: str
    claims: tuple[Brief, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A claim in a list, beside its article."""

    article: ArticleRecord
    claim: ClaimRecord


@dataclass(frozen=True, slots=True)
class EvidenceRecord:
    """A link to a document that bears on a claim. withdrawn: undone by a person, kept for the history.

    by: who linked it, "verify" for what the machine proposed. article: number of the other article, where it
    is in this database; spans: of the passage in its text. snapshot: hash of the bytes kept first.
    The rest is as store.tables.Evidence has it.
    """

    uid: str
    claim: str
    url: str
    stance: Stance
    note: str | None
    quote: str | None
    by: str
    added_at: datetime
    withdrawn: bool = False
    state: EvidenceState = EvidenceState.ACCEPTED
    article: int | None = None
    spans: Spans | None = None
    prefix: str | None = None
    suffix: str | None = None
    archive_url: str | None = None
    origin_kind: SourceKind | None = None
    origin_name: str | None = None
    copied: bool = False
    voice: int | None = None
    reason: Mapping[str, Any] | None = None
    engine: str | None = None
    decided_at: datetime | None = None
    checked_at: datetime | None = None
    state_at_source: SourceState | None = None
    snapshot: str | None = None

    @property
    def stands(self) -> bool:
        """A person made or accepted it, and nobody took it back."""
        return not self.withdrawn and self.state is EvidenceState.ACCEPTED


@dataclass(frozen=True, slots=True)
class Seen:
    """What a look at a linked document found, to be kept.

    outcome: against what was kept before; None where this is the first look. snapshot: None where nothing
    came. text, whole, spans, problem: as store.tables.LookRow has them. prefix, suffix: what stands around
    the passage. quote: its words as the text has them.
    """

    outcome: SourceState | None = None
    snapshot: Snapshot | None = None
    text: str | None = None
    whole: bool = False
    spans: Spans | None = None
    problem: str | None = None
    quote: str | None = None
    prefix: str | None = None
    suffix: str | None = None


@dataclass(frozen=True, slots=True)
class LookRecord:
    """A look at a linked document. snapshot: None where nothing came; the rest as `Seen` has it."""

    uid: str
    at: datetime
    by: str
    outcome: SourceState | None
    problem: str | None
    snapshot: SnapshotRecord | None
    text_sha256: str | None
    whole: bool
    spans: Spans | None


@dataclass(frozen=True, slots=True)
class BroughtLook:
    """A look that a file holds. by: who looked."""

    uid: str
    at: datetime
    by: str
    seen: Seen


@dataclass(frozen=True, slots=True)
class BroughtLink:
    """A link that a file holds. claim: the claim's id; article, words: its article's address and its words,
    by which it is found where its id is not here. looks: the oldest first.
    """

    claim: str
    article: str
    words: str
    uid: str
    url: str
    stance: Stance
    note: str | None
    quote: str | None
    prefix: str | None
    suffix: str | None
    archive_url: str | None
    by: str
    at: datetime
    state: EvidenceState
    looks: tuple[BroughtLook, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """What later looks are compared with: the first snapshot of a linked document, and the passage in it.

    decoded_sha256: of its bytes, unpacked. text: None where it has none. spans: None where no passage is.
    """

    decoded_sha256: str
    text: str | None
    whole: bool
    spans: Spans | None


@dataclass(frozen=True, slots=True)
class EvidenceFilter:
    """Which links: every given condition must hold; within one tuple, any of its values.

    claims: numbers or ids; articles: numbers, addresses or ids. unseen: True only those nobody has a snapshot
    of. standing: True only accepted ones that nobody took back.
    """

    claims: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    stances: tuple[Stance, ...] = ()
    at_source: tuple[SourceState, ...] = ()
    unseen: bool = False
    standing: bool = True


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


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """An article as it is compared with others. given: what it was checked by, as it was typed. claims:
    present ones, in text order.
    """

    article: ArticleRecord
    given: str
    text: str
    analysis: bytes
    version_id: int
    claims: tuple[ClaimRecord, ...]


@dataclass(frozen=True, slots=True)
class Proposed:
    """A link that the machine proposes: another article's passage, as store.tables.Evidence tells of it."""

    article: int
    version_id: int
    claim_uid: str | None
    stance: Stance
    spans: Spans
    quote: str
    prefix: str
    suffix: str
    origin_kind: SourceKind | None
    origin_name: str | None
    copied: bool
    voice: int | None
    reason: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a claim's links come to (store.tables.Corroboration), and the flags that follow."""

    independent: int
    unproven: int
    voices: tuple[Mapping[str, Any], ...]
    flags: tuple[Flag, ...]
    proposal: Proposal | None


@dataclass(frozen=True, slots=True)
class CorroborationRecord:
    """What a claim's links came to when they were last weighed."""

    independent: int
    unproven: int
    voices: tuple[Mapping[str, Any], ...]
    made_at: datetime


@dataclass(frozen=True, slots=True)
class EventRecord:
    """One link of the history's hash chain. article, claim, case: what it is about, as people type it."""

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
class Saved:
    """What saving or re-reading did.

    claims: present, in text order; changes: empty when added or unchanged.
    """

    result: Result
    article: ArticleRecord
    claims: tuple[ClaimRecord, ...]
    changes: tuple[Change, ...] = ()


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
class ChainNode:
    """A step of the tree below a publisher. count: claims whose chain ends here; all counts sum to the
    article's.

    The root has kind None and the publisher as its name. claims: the numbers counted in `count`.
    """

    kind: SourceKind | None
    names: tuple[str, ...]
    count: int
    claims: tuple[str, ...]
    children: tuple[ChainNode, ...] = ()


class Sort(StrEnum):
    """Order of lists of claims."""

    ARTICLE = "article"  # by article, then in text order
    NEWEST = "newest"  # the newest article first, then in text order
    WEIGHT = "weight"  # by flags, heaviest first
    UPDATED = "updated"  # by its last change, newest first
    DATE = "date"  # by the article's date, newest first; undated last
    CITED = "cited"  # by the number of other articles that bear on it, most first


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Which claims: every given condition must hold; within one tuple, any of its values.

    source: a name or alias, anywhere in the chain. kinds: of the origin. own_voice: True only those with an
    empty
    chain, False only those with a chain. since, until: of the article's date, both inclusive. text: all its
    words,
    in any inflected form. flagged: True only those with any flag. cited: True only those on which another
    article bears, whether a person has accepted that or not yet decided. assigned: to who is called so, "" to
    nobody. case: its number or uid.
    """

    statuses: tuple[Status, ...] = ()
    flags: tuple[FlagCode, ...] = ()
    source: str | None = None
    kinds: tuple[SourceKind, ...] = ()
    own_voice: bool | None = None
    articles: tuple[int, ...] = ()
    since: date | None = None
    until: date | None = None
    text: str | None = None
    flagged: bool | None = None
    cited: bool = False
    assigned: str | None = None
    case: str | None = None
    states: tuple[ClaimState, ...] = (ClaimState.PRESENT,)


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """A slice of a list: `total` is the length of the whole."""

    items: tuple[T, ...]
    total: int
    limit: int
    offset: int


@dataclass(frozen=True, slots=True)
class VersionDiff:
    """How the claims of one version of an article became those of a later one."""

    article: int
    before: int
    after: int
    changes: tuple[Change, ...]
    standing: int  # claims with the same words in both


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


@dataclass(frozen=True, slots=True)
class OutsideRecord:
    """What a provider gave for a claim. article: number of what it was read as. The rest as tables/outside.py
    has it.
    """

    via: str
    kind: str
    address: str
    title: str | None = None
    snippet: str | None = None
    publisher: str | None = None
    published: datetime | None = None
    rating: str | None = None
    rating_by: str | None = None
    rated: str | None = None
    claimant: str | None = None
    article: int | None = None
    problem: str | None = None


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
