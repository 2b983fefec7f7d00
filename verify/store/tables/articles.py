"""Articles, their versions, and the bytes, texts and links that these stand on."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from verify.store.tables.base import Base, UTCDateTime, new_uid, now


class Article(Base):
    """Identified by its address; `id` is the number people type and is never used again.

    title … published repeat the current version's, so that lists need no second look. version: the current
    one's
    number. next_claim: the number the next new claim gets.
    """

    __tablename__ = "articles"
    __table_args__ = (
        Index("ix_articles_published_id", "published", "id"),
        Index("ix_articles_language", "language"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(36), unique=True, default=new_uid)
    address: Mapped[str] = mapped_column(Text, unique=True)
    title: Mapped[str | None] = mapped_column(Text)
    publisher: Mapped[str | None] = mapped_column(Text)
    language: Mapped[str | None] = mapped_column(String(16))
    published: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)
    next_claim: Mapped[int] = mapped_column(default=1)
    added_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    removed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class Blob(Base):
    """Bytes, once per hash however many addresses gave them; written once, never changed."""

    __tablename__ = "blobs"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    codec: Mapped[str] = mapped_column(String(8))
    size: Mapped[int]
    data: Mapped[bytes] = mapped_column(LargeBinary)


class SnapshotRow(Base):
    """How and when bytes came: one for each version that they made."""

    __tablename__ = "snapshots"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(36), unique=True, default=new_uid)
    sha256: Mapped[str] = mapped_column(ForeignKey("blobs.sha256"), index=True)
    decoded_sha256: Mapped[str] = mapped_column(String(64))
    fetched_at: Mapped[datetime] = mapped_column(UTCDateTime)
    address: Mapped[str] = mapped_column(Text)
    final_address: Mapped[str] = mapped_column(Text)
    status: Mapped[int | None]
    encoding: Mapped[str | None] = mapped_column(String(40))
    media_type: Mapped[str | None] = mapped_column(Text)
    headers: Mapped[list[list[str]]] = mapped_column(JSON)
    redirects: Mapped[list[list[str | int]]] = mapped_column(JSON)


class TextRow(Base):
    """An article's text, once per hash of its UTF-8 bytes."""

    __tablename__ = "texts"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    text: Mapped[str] = mapped_column(Text)


class Version(Base):
    """An article as it read at one time."""

    __tablename__ = "versions"
    __table_args__ = (UniqueConstraint("article_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(36), unique=True, default=new_uid)
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"))
    number: Mapped[int]
    text_sha256: Mapped[str] = mapped_column(ForeignKey("texts.sha256"), index=True)
    snapshot_id: Mapped[int] = mapped_column(ForeignKey("snapshots.id"), index=True)
    title: Mapped[str | None] = mapped_column(Text)
    publisher: Mapped[str | None] = mapped_column(Text)
    language: Mapped[str | None] = mapped_column(String(16))
    published: Mapped[date | None]
    authors: Mapped[list[str]] = mapped_column(JSON)
    url: Mapped[str | None] = mapped_column(Text)
    read_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)


class LinkRow(Base):
    """A hyperlink of the page, with the offsets of its words in the version's text."""

    __tablename__ = "links"

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"), index=True)
    start: Mapped[int]
    end: Mapped[int]
    url: Mapped[str] = mapped_column(Text)
