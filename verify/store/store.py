"""The store's face: every reading and every change of the database goes through one of these methods."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from verify.model import Extraction, Flag, Hop, SourceKind, Stance, Status
from verify.model.claim import Spans
from verify.store import records as r


class Store:
    """An open database. Made by `open_store`; use it as a context manager or call `close`.

    A claim is named by its number ("3.7") or uid, an article by its number ("3" or 3), address or uid, a source by
    its name, alias or uid. An unknown one raises NotFound. Every method is one transaction: it happens whole or not at all.
    `by` is the person who acts. `expected_revision`: the change is Refused when the claim's revision is another
    (somebody changed it since it was read). Database trouble raises StoreError with what to do.
    """

    url: str
    path: Path | None

    def close(self) -> None:
        """Give back the connections."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # -- reading articles in ----------------------------------------------------------------------------------

    def save(self, reading: r.Reading, *, by: str = "verify", at: datetime | None = None) -> r.Saved:
        """Store a reading: `added`, `unchanged` (the same text as the current version; nothing is written) or `changed`."""
        raise NotImplementedError

    def reread(self, article: str | int, extraction: Extraction, *, by: str = "verify") -> r.Saved:
        """A newer extraction of the current version's stored text; people's decisions stay over it.

        `unchanged` where it finds the same. `changes` says what differs.
        """
        raise NotImplementedError

    # -- what a person does to a claim -----------------------------------------------------------------------

    def mark(
        self,
        claim: str,
        status: Status,
        *,
        by: str,
        note: str | None = None,
        evidence: str | None = None,
        expected_revision: int | None = None,
    ) -> r.ClaimRecord:
        """Set a status. `evidence` is a URL, linked at once.

        Refused where the status needs ground and there is no note, no `evidence` and none linked before.
        """
        raise NotImplementedError

    def undo(self, claim: str, *, by: str, reason: str | None = None) -> r.ClaimRecord:
        """Take back the claim's last change by a person that still stands; itself an event. Nothing left: Refused."""
        raise NotImplementedError

    def link(
        self,
        claim: str,
        url: str,
        *,
        by: str,
        stance: Stance = Stance.SUPPORTS,
        note: str | None = None,
        quote: str | None = None,
        expected_revision: int | None = None,
    ) -> r.EvidenceRecord:
        """Link evidence. url: http(s), else Refused."""
        raise NotImplementedError

    def set_chain(
        self,
        claim: str,
        chain: Sequence[Hop],
        *,
        by: str,
        flags: Sequence[Flag] | None = None,
        reason: str | None = None,
        expected_revision: int | None = None,
    ) -> r.ClaimRecord:
        """A person's chain over the machine's; it outlives every re-read. () is the publisher's own voice.

        flags: those that follow from this chain; they stand in for the machine's flags about its chain
        (CHAIN_FLAGS), the others stay. None leaves all flags.
        """
        raise NotImplementedError

    def split(
        self, claim: str, parts: Sequence[Spans], *, by: str, reason: str | None = None
    ) -> tuple[r.ClaimRecord, ...]:
        """Replace a claim by two or more new ones, each with its spans into the article's current text."""
        raise NotImplementedError

    def join(self, claims: Sequence[str], *, by: str, reason: str | None = None) -> r.ClaimRecord:
        """Replace two or more claims of one article by a new one over all their spans, with the first one's chain."""
        raise NotImplementedError

    def drop(
        self, claim: str, *, by: str, reason: str | None = None, expected_revision: int | None = None
    ) -> r.ClaimRecord:
        """Take a claim out of lists: it is none. It stays known, so that a re-read does not bring it back."""
        raise NotImplementedError

    def restore(
        self, claim: str, *, by: str, reason: str | None = None, expected_revision: int | None = None
    ) -> r.ClaimRecord:
        """Bring a dropped claim back; Refused where it is not dropped."""
        raise NotImplementedError

    # -- articles and sources ----------------------------------------------------------------------------------

    def remove_article(self, article: str | int, *, by: str, reason: str | None = None) -> r.ArticleRecord:
        """Hide an article and its claims from lists. Its history and numbers stay; reading it again brings it back."""
        raise NotImplementedError

    def add_source(
        self, name: str, kind: SourceKind, *, by: str, aliases: Sequence[str] = (), owner: str | None = None
    ) -> r.SourceRecord:
        """A new source; Refused where the name or an alias belongs to another of its kind."""
        raise NotImplementedError

    def add_alias(self, source: str, alias: str, *, by: str) -> r.SourceRecord:
        """Another name for a source; Refused where it is another source's."""
        raise NotImplementedError

    def set_owner(self, source: str, owner: str | None, *, by: str) -> r.SourceRecord:
        """Who owns the source: outlets of one owner are one voice."""
        raise NotImplementedError

    # -- looking ----------------------------------------------------------------------------------------------

    def articles(self, *, limit: int = 50, offset: int = 0, removed: bool = False) -> r.Page[r.ArticleRecord]:
        """Newest number first. removed: with those hidden by a person."""
        raise NotImplementedError

    def article(self, article: str | int) -> r.ArticleDetail:
        """An article with text, links, snapshot and claims (a removed one too)."""
        raise NotImplementedError

    def claims(
        self,
        where: r.ClaimFilter | None = None,
        *,
        sort: r.Sort = r.Sort.ARTICLE,
        limit: int = 50,
        offset: int = 0,
    ) -> r.Page[r.ClaimRecord]:
        """Claims that meet the filter."""
        raise NotImplementedError

    def claim(self, claim: str) -> r.ClaimDetail:
        """A claim with its article, evidence and history."""
        raise NotImplementedError

    def history(
        self,
        claim: str | None = None,
        *,
        article: str | int | None = None,
        limit: int = 1000,
        offset: int = 0,
    ) -> tuple[r.EventRecord, ...]:
        """Events, oldest first: of a claim, of an article with its claims, or all."""
        raise NotImplementedError

    def chain_tree(self, article: str | int) -> r.ChainNode:
        """Who says what in an article: the tree from the publisher down."""
        raise NotImplementedError

    def versions(self, article: str | int) -> tuple[r.VersionRecord, ...]:
        """Versions of an article, oldest first."""
        raise NotImplementedError

    def version_text(self, article: str | int, version: int | None = None) -> str:
        """The text of a version; the current one by default."""
        raise NotImplementedError

    def diff(self, article: str | int, before: int | None = None, after: int | None = None) -> r.VersionDiff:
        """What changed between two versions; by default between the last two. One version only: Refused."""
        raise NotImplementedError

    def snapshot_bytes(self, sha256: str) -> bytes:
        """The bytes of a snapshot as sent, checked against their hash."""
        raise NotImplementedError

    def sources(
        self, *, kind: SourceKind | None = None, text: str | None = None, limit: int = 50, offset: int = 0
    ) -> r.Page[r.SourceRecord]:
        """Sources, those with most claims first. text: part of a name or alias, in any case."""
        raise NotImplementedError

    def source(self, source: str) -> r.SourceRecord:
        """One source."""
        raise NotImplementedError

    # -- the database -------------------------------------------------------------------------------------------

    def check_history(self, head: str | None = None) -> r.HistoryCheck:
        """Verify the hash chain of events. head: a hash noted earlier; where it is gone, the tail was cut off."""
        raise NotImplementedError

    def check(self) -> r.Integrity:
        """SQLite's own checks, every claim's words against its text, snapshots' hashes, and the history."""
        raise NotImplementedError

    def status(self) -> r.DatabaseStatus:
        """Where it is, its schema, what it holds."""
        raise NotImplementedError

    def backup(self, to: Path) -> Path:
        """A consistent copy of a SQLite database while it is in use; Refused where `to` exists or for a server."""
        raise NotImplementedError
