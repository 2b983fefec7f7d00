"""The store's face: every reading and every change of the database goes through one of these methods."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import select

from verify.errors import Refused
from verify.model import (
    EvidenceState,
    Extraction,
    Flag,
    Hop,
    Metadata,
    Reliability,
    SourceKind,
    Stance,
    Status,
    storable,
)
from verify.model.claim import Spans
from verify.store import (
    bearing,
    checking,
    deciding,
    events,
    listing,
    looking,
    naming,
    registry,
    reshaping,
    saving,
    searching,
    sources,
    sqlite,
    undoing,
    versioning,
)
from verify.store import records as r
from verify.store.accounts import Accounts
from verify.store.adding import Prepared
from verify.store.counting import status
from verify.store.feeds import Feeds
from verify.store.loading import article_records, claim_records
from verify.store.looks import Looks
from verify.store.opening import Database
from verify.store.outside import Outside
from verify.store.signing import Signing
from verify.store.tables import Article
from verify.store.tracing import Traces
from verify.store.transfer import Transfer


def _record(act: deciding.Act) -> r.ClaimRecord:
    act.session.flush()
    return claim_records(act.session, [act.row.id])[0]


class Store:
    """An open database. Made by `open_store`; use it as a context manager or call `close`.

    A claim is named by its number ("3.7") or uid; an article by its number ("3" or 3), address or uid; a
    source by its name, alias or uid. An unknown one raises NotFound. Every method is one transaction: it
    happens whole or not at all. Database trouble raises StoreError with what to do.
    `by` is the person who acts. `expected_revision`: the change is Refused when the claim's revision is
    another (somebody changed it since it was read).
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self.url = database.name
        self.path = database.path

    @property
    def feeds(self) -> Feeds:
        """The feeds that are watched."""
        return Feeds(self._database)

    @property
    def accounts(self) -> Accounts:
        """Who may sign in."""
        return Accounts(self._database)

    @property
    def signing(self) -> Signing:
        """Tries to sign in, sessions and tokens."""
        return Signing(self._database)

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

    # -- reading articles in -------------------------------------------------------------------------------

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

    # -- what a person does to a claim -----------------------------------------------------------------------

    def mark(
        self,
        claim: str,
        status: Status,
        *,
        by: str,
        note: str | None = None,
        evidence: str | None = None,
        seen: r.Seen | None = None,
        expected_revision: int | None = None,
    ) -> r.ClaimRecord:
        """Set a status. `evidence` is a URL, linked at once; `seen` what its document is.

        Refused where the status needs ground and there is no note, no `evidence` and none linked before.
        """
        with self._database.write() as session:
            act = deciding.begin(session, claim, by, expected_revision)
            deciding.mark(act, status, note, evidence, seen)
            return _record(act)

    def undo(
        self, claim: str, *, by: str, reason: str | None = None, expected_revision: int | None = None
    ) -> r.ClaimRecord:
        """Take back the claim's last change by a person that still stands; itself an event. Nothing left:
        Refused.
        """
        with self._database.write() as session:
            act = deciding.begin(session, claim, by, expected_revision)
            undoing.undo(act, reason)
            return _record(act)

    def link(
        self,
        claim: str,
        url: str,
        *,
        by: str,
        stance: Stance = Stance.SUPPORTS,
        note: str | None = None,
        quote: str | None = None,
        archive_url: str | None = None,
        seen: r.Seen | None = None,
        expected_revision: int | None = None,
    ) -> r.EvidenceRecord:
        """Link evidence. url, archive_url: http(s), else Refused. seen: what the document is."""
        with self._database.write() as session:
            act = deciding.begin(session, claim, by, expected_revision)
            deciding.link(act, deciding.Link(url, stance, note, quote, archive_url, seen))
            session.flush()
            return looking.evidence(session, act.row)[-1]

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
        with self._database.write() as session:
            act = deciding.begin(session, claim, by, expected_revision)
            deciding.set_chain(act, chain, flags, reason)
            return _record(act)

    def split(
        self,
        claim: str,
        parts: Sequence[Spans],
        *,
        by: str,
        reason: str | None = None,
        expected_revision: int | None = None,
    ) -> tuple[r.ClaimRecord, ...]:
        """Replace a claim by two or more new ones, each with its spans into the article's current text."""
        with self._database.write() as session:
            products = reshaping.split(deciding.begin(session, claim, by, expected_revision), parts, reason)
            session.flush()
            return claim_records(session, [row.id for row in products])

    def join(self, claims: Sequence[str], *, by: str, reason: str | None = None) -> r.ClaimRecord:
        """Replace two or more claims of one article by a new one over all their spans, with the first one's
        chain.
        """
        with self._database.write() as session:
            product = reshaping.join(session, claims, by, reason)
            session.flush()
            return claim_records(session, [product.id])[0]

    def drop(
        self, claim: str, *, by: str, reason: str | None = None, expected_revision: int | None = None
    ) -> r.ClaimRecord:
        """Take a claim out of lists: it is none. It stays known, so that a re-read does not bring it back."""
        with self._database.write() as session:
            act = deciding.begin(session, claim, by, expected_revision)
            deciding.drop(act, reason)
            return _record(act)

    def restore(
        self, claim: str, *, by: str, reason: str | None = None, expected_revision: int | None = None
    ) -> r.ClaimRecord:
        """Bring a dropped claim back; Refused where it is not dropped."""
        with self._database.write() as session:
            act = deciding.begin(session, claim, by, expected_revision)
            deciding.restore(act, reason)
            return _record(act)

    # -- what other articles say ---------------------------------------------------------------------------

    def unindexed(self, form: int) -> tuple[r.Unindexed, ...]:
        """The next articles that the search index lacks in this format; () where it has all."""
        with self._database.read() as session:
            return searching.unindexed(session, form)

    def index(self, documents: Sequence[r.Indexed]) -> None:
        """Put articles into the search index."""
        with self._database.write() as session:
            searching.index(session, documents)

    def postings(self, terms: Sequence[str], most: int) -> dict[str, tuple[int, ...]]:
        """Term -> articles with it, at most this many each."""
        with self._database.read() as session:
            return searching.postings(session, terms, most)

    def together(self, terms: Sequence[str], near: int, far: int, most: int) -> tuple[int, ...]:
        """Articles with two of the terms or more, numbered at most `far` from `near`."""
        with self._database.read() as session:
            return searching.together(session, terms, near, far, most)

    def best_by_words(self, terms: Sequence[str], most: int) -> tuple[int, ...]:
        """Articles with any of the terms, as the full-text index itself ranks them; what searching is held
        against.
        """
        with self._database.read() as session:
            return searching.ranked(session, terms, most)

    def size(self) -> int:
        """The highest article number: about how many there are."""
        with self._database.read() as session:
            return searching.size(session)

    def compared(self, articles: Sequence[int]) -> tuple[r.SearchRecord, ...]:
        """What is compared of these articles; removed ones are left out."""
        with self._database.read() as session:
            return searching.documents(session, articles)

    def propose(
        self, claim: str, proposed: Sequence[r.Proposed], outcome: r.Outcome, engine: str
    ) -> dict[int, EvidenceState]:
        """Links that the machine found, in the place of those that it found before; decisions stay.

        Article -> how its link stands.
        """
        with self._database.write() as session:
            return bearing.propose(
                session, naming.claim_row(session, claim, lock=True), proposed, outcome, engine
            )

    def decide_link(
        self,
        claim: str,
        article: int,
        state: EvidenceState,
        *,
        by: str,
        stance: Stance | None = None,
        reason: str | None = None,
        expected_revision: int | None = None,
    ) -> r.ClaimRecord:
        """Accept or reject the link from a claim to another article; stance: instead of the one it has."""
        with self._database.write() as session:
            act = deciding.begin(session, claim, by, expected_revision)
            bearing.decide(act, article, state, stance, reason)
            return _record(act)

    def decided_links(self, claim: str) -> dict[int, Stance | None]:
        """Article -> the stance that a person accepted, None for a rejected link."""
        with self._database.read() as session:
            return bearing.decided(session, naming.claim_row(session, claim))

    def corroboration(self, claim: str) -> r.CorroborationRecord | None:
        """What a claim's links came to; None where they were never weighed."""
        with self._database.read() as session:
            return bearing.result(session, naming.claim_row(session, claim))

    # -- articles and sources ------------------------------------------------------------------------------

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

    def add_source(
        self, name: str, kind: SourceKind, *, by: str, aliases: Sequence[str] = (), owner: str | None = None
    ) -> r.SourceRecord:
        """A new source; Refused where the name or an alias belongs to another of its kind."""
        with self._database.write() as session:
            source = sources.add(session, name, kind, by=by, aliases=aliases, owner=owner)
            session.flush()
            return registry.source_records(session, [source.id])[0]

    def add_alias(self, source: str, alias: str, *, by: str) -> r.SourceRecord:
        """Another name for a source; Refused where it is another source's."""
        with self._database.write() as session:
            row = sources.add_alias(session, sources.find(session, source), alias, by=by)
            session.flush()
            return registry.source_records(session, [row.id])[0]

    def set_owner(self, source: str, owner: str | None, *, by: str) -> r.SourceRecord:
        """Who owns the source: outlets of one owner are one voice."""
        with self._database.write() as session:
            row = sources.set_owner(session, sources.find(session, source), owner, by=by)
            session.flush()
            return registry.source_records(session, [row.id])[0]

    def rate_source(
        self,
        source: str,
        grade: Reliability | None,
        *,
        by: str,
        reason: str | None = None,
        undo: bool = False,
    ) -> r.SourceHistory:
        """How far people rely on a source; undo: take back the last rating instead."""
        with self._database.write() as session:
            row = sources.find(session, source)
            if undo:
                sources.unrate(session, row, by=by, reason=reason)
            else:
                sources.rate(session, row, grade, by=by, reason=reason)
            session.flush()
            return registry.history(session, row.uid)

    def source_history(self, source: str) -> r.SourceHistory:
        """A source with how its claims came out, and how people rated it."""
        with self._database.read() as session:
            return registry.history(session, source)

    def rate(
        self, claim: str, credibility: int | None, *, by: str, reason: str | None = None
    ) -> r.ClaimRecord:
        """How far people believe a claim, 1 to 6; None for not rated."""
        with self._database.write() as session:
            act = deciding.begin(session, claim, by)
            deciding.rate(act, credibility, reason)
            return _record(act)

    # -- looking -------------------------------------------------------------------------------------------

    def articles(self, *, limit: int = 50, offset: int = 0, removed: bool = False) -> r.Page[r.ArticleRecord]:
        """Newest number first. removed: with those hidden by a person."""
        with self._database.read() as session:
            return looking.articles(session, limit=limit, offset=offset, removed=removed)

    def article(self, article: str | int) -> r.ArticleDetail:
        """An article with text, links, snapshot and claims (a removed one too)."""
        with self._database.read() as session:
            return looking.article(session, article)

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

    def claim(self, claim: str) -> r.ClaimDetail:
        """A claim with its article, evidence and history."""
        with self._database.read() as session:
            return looking.claim(session, claim)

    def history(
        self,
        claim: str | None = None,
        *,
        article: str | int | None = None,
        limit: int = 1000,
        offset: int = 0,
    ) -> tuple[r.EventRecord, ...]:
        """Events, oldest first: of a claim, of an article with its claims, or all."""
        with self._database.read() as session:
            return looking.history(session, claim, article, limit, offset)

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

    def diff(self, article: str | int, before: int | None = None, after: int | None = None) -> r.VersionDiff:
        """What changed between two versions; by default between the last two. One version only: Refused."""
        with self._database.read() as session:
            return versioning.diff(session, article, before, after)

    def snapshot_bytes(self, sha256: str) -> bytes:
        """The bytes of a snapshot as sent, checked against their hash."""
        with self._database.read() as session:
            return looking.snapshot_bytes(session, sha256)

    def sources(
        self, *, kind: SourceKind | None = None, text: str | None = None, limit: int = 50, offset: int = 0
    ) -> r.Page[r.SourceRecord]:
        """Sources, the most cited first. text: part of a name or alias, in any case."""
        with self._database.read() as session:
            return registry.source_page(session, kind=kind, text=text, limit=limit, offset=offset)

    def registered_sources(self) -> tuple[r.SourceRecord, ...]:
        """Sources that people added, aliased or gave an owner: what extends the register that ships."""
        with self._database.read() as session:
            return registry.known_sources(session)

    def source(self, source: str) -> r.SourceRecord:
        """One source."""
        with self._database.read() as session:
            return registry.sources_matching(session, source)

    # -- the database --------------------------------------------------------------------------------------

    def check_history(self, head: str | None = None) -> r.HistoryCheck:
        """Verify the hash chain of events.

        head: a hash noted earlier; where it is gone, the tail was cut off.
        """
        with self._database.read() as session:
            return events.check(session, head)

    def check(self) -> r.Integrity:
        """SQLite's own checks, every claim's words against its text, snapshots' hashes, and the history."""
        with self._database.read() as session:
            return checking.check(session)

    def status(self) -> r.DatabaseStatus:
        """Where it is, its schema, what it holds."""
        with self._database.read() as session:
            return status(session, self._database.name, self.path)

    def backup(self, to: Path) -> Path:
        """A consistent copy of a SQLite database while it is in use; Refused where `to` exists or for a
        server.
        """
        if self.path is None:
            raise Refused(f"{self.url} is a server: make its backup with its own tools (pg_dump).")
        return sqlite.copy_database(self.path, to.absolute())
