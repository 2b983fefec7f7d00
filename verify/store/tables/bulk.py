"""What became of each record that `verify bulk` read, and the texts that it knows again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Double, ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from verify.store.records import Became
from verify.store.tables.base import Base, UTCDateTime, Word, now


class BulkFile(Base):
    """A file of records. mark: another one once its bytes may be others (store.ledger starts it anew then).

    records: the first so many places of it are done. finished: all of it is.
    """

    __tablename__ = "bulk_files"
    __table_args__ = (UniqueConstraint("name", "mark"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    mark: Mapped[str] = mapped_column(String(200))
    added_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    records: Mapped[int] = mapped_column(default=0)
    finished: Mapped[bool] = mapped_column(default=False)


class BulkRecord(Base):
    """A record: its place in its file from 1, and what became of it. article_uid: what it was read as.

    reason: why it was skipped or put aside.
    """

    __tablename__ = "bulk_records"
    __table_args__ = ({"sqlite_with_rowid": False},)

    file_id: Mapped[int] = mapped_column(ForeignKey("bulk_files.id"), primary_key=True, autoincrement=False)
    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    became: Mapped[Became] = mapped_column(Word(Became))
    address: Mapped[str | None] = mapped_column(Text)
    article_uid: Mapped[str | None] = mapped_column(String(36))
    reason: Mapped[str | None] = mapped_column(Text)


class BulkText(Base):
    """A text, and the first article that had it. sketch: of its runs of words (corroborate.sketches)."""

    __tablename__ = "bulk_texts"

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    article_uid: Mapped[str] = mapped_column(String(36))
    sketch: Mapped[bytes] = mapped_column(LargeBinary)


class BulkMark(Base):
    """By one of its smallest hashes a text is found by its copies."""

    __tablename__ = "bulk_marks"
    __table_args__ = ({"sqlite_with_rowid": False},)

    mark: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    text_id: Mapped[int] = mapped_column(ForeignKey("bulk_texts.id"), primary_key=True, autoincrement=False)


class CopyRow(Base):
    """A version whose text an earlier article had, whole (share 1, exact) or for the most part.

    share: of the shorter text's runs of three words that stand in the other.
    """

    __tablename__ = "copies"

    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"), primary_key=True, autoincrement=False)
    original_id: Mapped[int] = mapped_column(ForeignKey("articles.id"), index=True)
    exact: Mapped[bool]
    share: Mapped[float] = mapped_column(Double)
