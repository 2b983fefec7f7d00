"""The ledger of a folder of Parquet files: a small SQLite file in it, by which each record is in it once.

Files come under a name that no reader looks at, then the ledger says that they are there, then they get their
own name. Whenever the program ends, the next one knows which step was the last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Column, Integer, MetaData, String, Table, func, select, text
from sqlalchemy.orm import Session

from verify.errors import StoreError
from verify.store import copying, ledger, sqlite
from verify.store.copying import Copy, Share
from verify.store.ledger import Came, Part, Place
from verify.store.opening import BUSY_SECONDS, Database, trouble
from verify.store.records import Became, BulkNote
from verify.store.tables import Base, BulkFile, BulkMark, BulkRecord, BulkText
from verify.store.writing import chunks

NAME = "ledger.db"
_FORMAT = 1

_own = MetaData()
_written = Table(
    "written", _own,
    Column("article_uid", String(36), primary_key=True), Column("text_sha256", String(64), primary_key=True),
    sqlite_with_rowid=False,
)  # fmt: skip
_parts = Table("parts", _own, Column("number", Integer, primary_key=True), Column("copies", Integer))


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an article is to what the folder has. copy: whose copy; None for a text of its own.

    new_text: the folder has no such text yet.
    """

    became: Became
    copy: Copy | None
    new_text: bool


Keep = Callable[[int, Sequence[Verdict]], None]
"""Writes the rows of a part (its number, a verdict for each article) under names that no reader looks at."""


class Folder:
    """An open ledger. Use it as a context manager."""

    def __init__(self, folder: Path) -> None:
        path = folder / NAME
        with trouble(str(path)):
            if sqlite.is_new(path):
                sqlite.claim_file(path, BUSY_SECONDS)
            self._database = Database(sqlite.make_engine(path, BUSY_SECONDS), path)
            self._prepare(path)

    def _prepare(self, path: Path) -> None:
        ours = [Base.metadata.tables[t.__tablename__] for t in (BulkFile, BulkRecord, BulkText, BulkMark)]
        with self._database.write() as session:
            connection = session.connection()
            found = connection.execute(text("PRAGMA user_version")).scalar_one()
            if found > _FORMAT:
                raise StoreError(
                    "{path} was written by a newer verify: use that, or another --out.", path=path
                )
            Base.metadata.create_all(connection, tables=ours)
            _own.create_all(connection)
            connection.execute(text(f"PRAGMA user_version = {_FORMAT}"))

    def __enter__(self) -> Folder:
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    def last_part(self) -> int:
        """The number of the last part that is wholly there."""
        with self._database.read() as session:
            return _last(session)

    def done(self, file: Place) -> tuple[int, bool]:
        """How many places of the file are done, and whether that is all of it."""
        with self._database.read() as session:
            return ledger.done(session, file)

    def write(self, parts: Sequence[Part], share: Share, least: float, keep: Keep) -> list[BulkNote]:
        """What became of each record; `keep` has written the articles when the ledger says so."""
        with self._database.write() as session:
            came = [each for part in parts for each in part.came if isinstance(each, Came)]
            verdicts = _judged(session, came, share, least)
            number = _last(session) + 1
            keep(number, verdicts)
            copies = sum(v.copy is not None for v in verdicts)
            session.execute(_parts.insert().values(number=number, copies=copies))
            notes = [c.note(v.became, c.text.article) for c, v in zip(came, verdicts, strict=True)]
            return ledger.note(session, parts, notes)

    def copies(self) -> int:
        """How many articles are copies of earlier ones."""
        with self._database.read() as session:
            return session.scalar(select(func.sum(_parts.c.copies))) or 0

    def counts(self) -> dict[Became, int]:
        """How many records became what, in all runs."""
        with self._database.read() as session:
            return ledger.counts(session)

    def notes(self, became: Became | None = None) -> Iterator[BulkNote]:
        """The ledger, streamed."""
        with self._database.read() as session:
            yield from ledger.notes(session, became)


def _last(session: Session) -> int:
    return session.scalar(select(func.max(_parts.c.number))) or 0


def _judged(session: Session, came: Sequence[Came], share: Share, least: float) -> list[Verdict]:
    texts: dict[str, set[str]] = {}
    for part in chunks({c.text.article for c in came}):
        for article, sha256 in session.execute(select(_written).where(_written.c.article_uid.in_(part))):
            texts.setdefault(article, set()).add(sha256)
    became, rows = [], []
    for c in came:
        known = texts.setdefault(c.text.article, set())
        if c.text.sha256 in known:
            became.append(Became.UNCHANGED)
            continue
        became.append(Became.CHANGED if known else Became.ADDED)
        known.add(c.text.sha256)
        rows.append({"article_uid": c.text.article, "text_sha256": c.text.sha256})
    if rows:
        session.execute(_written.insert(), rows)
    new = [c.text for c, b in zip(came, became, strict=True) if b is not Became.UNCHANGED]
    have = copying.known(session, {text.sha256 for text in new})
    copies = iter(copying.link(session, new, share, least))
    found = []
    for c, b in zip(came, became, strict=True):
        fresh = b is not Became.UNCHANGED and c.text.sha256 not in have
        have |= {c.text.sha256}
        found.append(Verdict(b, next(copies) if b is not Became.UNCHANGED else None, fresh))
    return found
