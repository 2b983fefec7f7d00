"""Claims as they stand, changed, and are listed; articles with their claims."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar

from verify.model import Claim, FlagCode, SourceKind, Status
from verify.model.claim import Spans
from verify.store.records.articles import ArticleRecord, Result

T = TypeVar("T")


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


class Brief(NamedTuple):
    """A claim as far as its mark in the text needs it.

    spans: into the text of the current version. flags: each code once, heaviest first.
    """

    number: str
    spans: Spans
    status: Status
    flags: tuple[FlagCode, ...]


class Other(NamedTuple):
    """A claim that has no place in the current version's text: it is gone, or a person keeps it and only an
    earlier version (`version`) has it word for word.
    """

    number: str
    text: str
    version: int
    state: ClaimState
    flags: tuple[FlagCode, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """An article in its current version. claims: those with a place in its text; others: all the rest.
    Both in text order.
    """

    article: ArticleRecord
    text: str
    claims: tuple[Brief, ...]
    others: tuple[Other, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A claim in a list, beside its article."""

    article: ArticleRecord
    claim: ClaimRecord


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
class VersionDiff:
    """How the claims of one version of an article became those of a later one."""

    article: int
    before: int
    after: int
    changes: tuple[Change, ...]
    standing: int  # claims with the same words in both


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
    """A slice of a list: `total` is the length of the whole; more: there are more than that, for nobody
    counts a million rows to show fifty.
    """

    items: tuple[T, ...]
    total: int
    limit: int
    offset: int
    more: bool = False

    @property
    def follows(self) -> bool:
        """There is something behind this page."""
        return self.offset + len(self.items) < self.total or (self.more and len(self.items) == self.limit)

    @property
    def count(self) -> str:
        """The length as people read it: "340", "10000+"."""
        return f"{self.total}+" if self.more else str(self.total)
