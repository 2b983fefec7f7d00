"""Bulk reading into a database: articles, the copies among them, and the ledger, in one transaction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from verify.store import copying, ledger, saving
from verify.store.copying import Share
from verify.store.inserting import insert
from verify.store.ledger import Came, Part, Place
from verify.store.opening import Database
from verify.store.records import Became, BulkNote, Result, Stored
from verify.store.tables import Article, CopyRow, Version
from verify.store.writing import chunks


class Bulk:
    """See Store.bulk."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def done(self, file: Place) -> tuple[int, bool]:
        """How many places of the file are done, and whether that is all of it."""
        with self._database.read() as session:
            return ledger.done(session, file)

    def write(self, parts: Sequence[Part], share: Share, least: float, *, by: str) -> list[BulkNote]:
        """Store articles and ledger; what became of each record, and how many are copies.

        share, least: when one text is a near copy of another (store.copying.link).
        """
        with self._database.write() as session:
            came = [each for part in parts for each in part.came if isinstance(each, Came)]
            first = _first_with(session, [c.text.sha256 for c in came])
            prepared = [c.prepared for c in came if c.prepared is not None]
            stored = saving.save_all(session, prepared, by=by, at=None)
            uids = _uids(session, [s.article for s in stored])
            _link(session, came, stored, uids, first, share, least)
            notes = [
                c.note(Became(s.result.value), uids[s.article]) for c, s in zip(came, stored, strict=True)
            ]
            return ledger.note(session, parts, notes)

    def counts(self) -> dict[Became, int]:
        """How many records became what, in all runs."""
        with self._database.read() as session:
            return ledger.counts(session)

    def copies(self) -> int:
        """How many versions are copies of earlier articles."""
        with self._database.read() as session:
            return session.scalar(select(func.count()).select_from(CopyRow)) or 0

    def notes(self, became: Became | None = None) -> Iterator[BulkNote]:
        """The ledger, streamed."""
        with self._database.read() as session:
            yield from ledger.notes(session, became)


def _uids(session: Session, numbers: Sequence[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for part in chunks(set(numbers)):
        query = select(Article.id, Article.uid).where(Article.id.in_(part))
        found.update(dict(session.execute(query).all()))
    return found


def _link(
    session: Session, came: Sequence[Came], stored: Sequence[Stored], uids: dict[int, str],
    first: dict[str, int], share: Share, least: float,
) -> None:  # fmt: skip
    """Write down which of the new texts are copies of which article's.

    first: text -> the article that had it before all of these.
    """
    new = [(c, s) for c, s in zip(came, stored, strict=True) if s.result is not Result.UNCHANGED]
    sketched = [replace(c.text, article=uids[s.article]) for c, s in new]
    found = copying.link(session, sketched, share, least)
    numbers = _numbers(session, {copy.original for copy in found if copy is not None})
    versions = _versions(session, [(s.article, s.version) for _, s in new])
    rows = []
    for (c, s), copy in zip(new, found, strict=True):
        version, earlier = versions[s.article, s.version], first.setdefault(c.text.sha256, s.article)
        if earlier != s.article:
            rows.append((version, earlier, True, 1.0))
        elif copy is not None and not copy.exact:
            rows.append((version, numbers[copy.original], False, copy.share))
    insert(session, CopyRow, ("version_id", "original_id", "exact", "share"), rows)


def _first_with(session: Session, hashes: Sequence[str]) -> dict[str, int]:
    """Text -> the first article that had it, read in bulk or one by one."""
    found: dict[str, int] = {}
    for part in chunks(set(hashes)):
        query = select(Version.text_sha256, Version.article_id).where(Version.text_sha256.in_(part))
        for sha256, article in session.execute(query.order_by(Version.id)):
            found.setdefault(sha256, article)
    return found


def _numbers(session: Session, uids: set[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for part in chunks(uids):
        found.update(
            dict(session.execute(select(Article.uid, Article.id).where(Article.uid.in_(part))).all())
        )
    return found


def _versions(session: Session, pairs: Sequence[tuple[int, int]]) -> dict[tuple[int, int], int]:
    """(article, number of its version) -> the version's id."""
    found: dict[tuple[int, int], int] = {}
    # By two columns, not by pairs: SQLite would go through all versions for pairs.
    for part in chunks(set(pairs)):
        articles, numbers = zip(*part, strict=True)
        query = select(Version.article_id, Version.number, Version.id).where(
            Version.article_id.in_(set(articles)), Version.number.in_(set(numbers))
        )
        for article, number, version in session.execute(query):
            found[article, number] = version
    return found
