"""The store's face: every reading and every change of the database goes through one of these methods."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import select

from verify.errors import Refused
from verify.model import Extraction, Metadata, storable
from verify.store import (
    checking,
    decided,
    events,
    listing,
    looking,
    moving,
    naming,
    outlining,
    saving,
    sqlite,
    versioning,
)
from verify.store import records as r
from verify.store.accounts import Accounts
from verify.store.acts import Acts
from verify.store.adding import Prepared
from verify.store.bulk import Bulk
from verify.store.cases import Cases
from verify.store.counting import status
from verify.store.feeds import Feeds
from verify.store.loading import article_records
from verify.store.looks import Looks
from verify.store.opening import Database
from verify.store.others import Others
from verify.store.outside import Outside
from verify.store.register import Register
from verify.store.signing import Signing
from verify.store.tables import Article
from verify.store.tracing import Traces
from verify.store.transfer import Transfer


class Store(Acts, Others, Register):
    """An open database. Made by `open_store`; use it as a context manager or call `close`.

    A claim is named by its number ("3.7") or uid; an article by its number ("3" or 3), address or uid; a
    source by its name, alias or uid. An unknown one raises NotFound. Every method is one transaction: it
    happens whole or not at all. Database trouble raises StoreError with what to do.
    """

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.url = database.name
        self.path = database.path

    def moment(self) -> AbstractContextManager[None]:
        """While it is open, all that this thread reads is of one moment, whoever writes meanwhile; what is
        written meanwhile shows behind it.
        """
        return self._database.moment()

    @property
    def feeds(self) -> Feeds:
        """The feeds that are watched."""
        return Feeds(self._database)

    @property
    def accounts(self) -> Accounts:
        """Who may sign in."""
        return Accounts(self._database)

    @property
    def cases(self) -> Cases:
        """Questions that people work on together."""
        return Cases(self._database)

    @property
    def signing(self) -> Signing:
        """Tries to sign in, sessions and tokens."""
        return Signing(self._database)

    @property
    def bulk(self) -> Bulk:
        """Many articles at once, and the ledger of their records."""
        return Bulk(self._database)

    @property
    def outside(self) -> Outside:
        """What was found outside for claims."""
        return Outside(self._database)

    @property
    def traces(self) -> Traces:
        """Walks towards the origin."""
        return Traces(self._database)

    @property
    def transfer(self) -> Transfer:
        """Everything out and in."""
        return Transfer(self._database)

    @property
    def looks(self) -> Looks:
        """The links to documents, and what was seen of these."""
        return Looks(self._database)

    def close(self) -> None:
        """Give back the connections."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def save(self, reading: r.Reading, *, by: str = "verify", at: datetime | None = None) -> r.Saved:
        """Store a reading: `added`, `unchanged` (the same text as the current version; nothing is written)
        or `changed`.
        """
        with self._database.write() as session:
            return saving.save(session, reading, by=by, at=at)

    def save_all(
        self, given: Sequence[Prepared], *, by: str = "verify", at: datetime | None = None
    ) -> list[r.Stored]:
        """Store many readings in one transaction, as `save` does each, in this order; all or none.

        Articles that are new, which are nearly all, are written together.
        """
        with self._database.write() as session:
            return saving.save_all(session, given, by=by, at=at)

    def reread(self, article: str | int, extraction: Extraction, *, by: str = "verify") -> r.Saved:
        """A newer extraction of the current version's stored text; people's decisions stay over it.

        `unchanged` where it finds the same. `changes` says what differs.
        """
        with self._database.write() as session:
            return saving.reread(session, article, extraction, by=by)

    def describe(self, article: str | int, metadata: Metadata, *, by: str) -> r.ArticleRecord:
        """Correct what is known of an article's current version (title, date, publisher …); what is None
        stays.
        """
        with self._database.write() as session:
            described = saving.describe(session, article, metadata, by=by)
            session.flush()
            return article_records(session, [described])[0]

    def find(self, address: str) -> r.ArticleRecord | None:
        """The article of this address, to know before extracting whether its text is the stored one."""
        with self._database.read() as session:
            found = session.scalar(select(Article.id).where(Article.address == storable(address)))
            return article_records(session, [found])[0] if found is not None else None

    def remove_article(self, article: str | int, *, by: str, reason: str | None = None) -> r.ArticleRecord:
        """Hide an article and its claims from lists.

        Its history and numbers stay; reading it again brings it back.
        """
        with self._database.write() as session:
            removed = saving.remove(session, article, by=by, reason=reason)
            session.flush()
            return article_records(session, [removed])[0]

    def articles(self, *, limit: int = 50, offset: int = 0, removed: bool = False) -> r.Page[r.ArticleRecord]:
        """Newest number first. removed: with those hidden by a person."""
        with self._database.read() as session:
            return looking.articles(session, limit=limit, offset=offset, removed=removed)

    def article(self, article: str | int) -> r.ArticleDetail:
        """An article with text, links, snapshot and claims (a removed one too)."""
        with self._database.read() as session:
            return looking.article(session, article)

    def record(self, article: str | int) -> r.ArticleRecord:
        """What is known of an article, without its text and claims."""
        with self._database.read() as session:
            return article_records(session, [naming.article_row(session, article).id])[0]

    def claims(
        self,
        where: r.ClaimFilter | None = None,
        *,
        sort: r.Sort = r.Sort.ARTICLE,
        limit: int = 50,
        offset: int = 0,
    ) -> r.Page[r.ClaimRecord]:
        """Claims that meet the filter."""
        with self._database.read() as session:
            return listing.claims(session, where or r.ClaimFilter(), sort=sort, limit=limit, offset=offset)

    def count_claims(self, where: r.ClaimFilter) -> int:
        """How many claims meet the filter, to the last one; with a million of them this takes a second."""
        with self._database.read() as session:
            return listing.count(session, where)

    def outline(self, article: str | int) -> r.Outline:
        """An article's text and its claims in brief: a fixed number of queries for any number of claims."""
        with self._database.read() as session:
            return outlining.outline(session, article)

    def listed(
        self,
        where: r.ClaimFilter | None = None,
        *,
        sort: r.Sort = r.Sort.ARTICLE,
        limit: int = 50,
        offset: int = 0,
    ) -> r.Page[r.Listed]:
        """As `claims`, each beside its article; a fixed number of queries for any number of claims."""
        with self._database.read() as session:
            return outlining.listed(session, where or r.ClaimFilter(), sort=sort, limit=limit, offset=offset)

    def claim(self, claim: str) -> r.ClaimDetail:
        """A claim with its article, evidence and history."""
        with self._database.read() as session:
            return looking.claim(session, claim)

    def history(
        self,
        claim: str | None = None,
        *,
        article: str | int | None = None,
        case: str | int | None = None,
        limit: int = 1000,
        offset: int = 0,
    ) -> tuple[r.EventRecord, ...]:
        """Events, oldest first: of a claim, of an article with its claims, of a case, or all."""
        with self._database.read() as session:
            return looking.history(session, claim, article, case, limit, offset)

    def events(self) -> int:
        """How many events there are."""
        with self._database.read() as session:
            return events.known(session)

    def chain_tree(self, article: str | int) -> r.ChainNode:
        """Who says what in an article: the tree from the publisher down."""
        with self._database.read() as session:
            return looking.chain_tree(session, article)

    def versions(self, article: str | int) -> tuple[r.VersionRecord, ...]:
        """Versions of an article, oldest first."""
        with self._database.read() as session:
            return versioning.versions(session, article)

    def version_text(self, article: str | int, version: int | None = None) -> str:
        """The text of a version; the current one by default."""
        with self._database.read() as session:
            return versioning.version_text(session, article, version)

    def texts(self, versions: Sequence[tuple[int, int]]) -> dict[tuple[int, int], str]:
        """The texts of many versions, each by the numbers of its article and of itself."""
        with self._database.read() as session:
            return versioning.texts(session, versions)

    def evidence_of(self, claims: Sequence[str]) -> dict[str, tuple[r.EvidenceRecord, ...]]:
        """The links of many claims, by the claims' uids; without those that have none."""
        with self._database.read() as session:
            return looking.evidence_of(session, claims)

    def decided(self, claims: Sequence[str]) -> dict[str, decided.Mark]:
        """The marks that hold, of many claims by their uids; without those that have none."""
        with self._database.read() as session:
            return decided.of_claims(session, claims)

    def diff(self, article: str | int, before: int | None = None, after: int | None = None) -> r.VersionDiff:
        """What changed between two versions; by default between the last two. One version only: Refused."""
        with self._database.read() as session:
            return versioning.diff(session, article, before, after)

    def snapshot_bytes(self, sha256: str) -> bytes:
        """The bytes of a snapshot as sent, checked against their hash."""
        with self._database.read() as session:
            return looking.snapshot_bytes(session, sha256)

    def check_history(self, head: str | None = None) -> r.HistoryCheck:
        """Verify the hash chain of events.

        head: a hash noted earlier; where it is gone, the tail was cut off.
        """
        with self._database.read() as session:
            return events.check(session, head)

    def check(self) -> r.Integrity:
        """The engine's own checks, every claim's words against its text, snapshots' hashes, the history."""
        with self._database.read() as session:
            return checking.check(session)

    def status(self) -> r.DatabaseStatus:
        """Where it is, its schema, what it holds."""
        with self._database.read() as session:
            return status(session, self._database.name, self.path)

    def move_into(self, target: Store, tell: Callable[[str, int], None]) -> r.Moved:
        """Copy everything into an empty database, and prove that both hold the same; tell: of each table's
        rows as they go over. Refused where the target holds anything.
        """
        return moving.move(self._database, target._database, tell)

    def backup(self, to: Path) -> Path:
        """A consistent copy of a SQLite database while it is in use; Refused where `to` exists or for a
        server.
        """
        if self.path is None:
            raise Refused(
                "{url} is a server: make its backup with pg_dump, or a copy in a file with `verify db move`.",
                url=self.url,
            )
        return sqlite.copy_database(self.path, to.absolute())
