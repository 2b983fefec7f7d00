"""Links to what bears on a claim, looks at it, and what they come to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from verify.model import EvidenceState, Flag, Proposal, Snapshot, SourceKind, SourceState, Stance
from verify.model.claim import Spans
from verify.store.records.articles import ArticleRecord, SnapshotRecord
from verify.store.records.claims import ClaimRecord


def never_there(state: SourceState | None, quote: str | None, prefix: str | None) -> bool:
    """True where the quoted words were in a document at no look: what stands around them was never kept."""
    return state is SourceState.ORPHANED and bool(quote) and prefix is None


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

    @property
    def never_there(self) -> bool:
        """See `never_there`."""
        return never_there(self.state_at_source, self.quote, self.prefix)


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
