"""Feeds that are watched, and the addresses that they named."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from verify.store.records import ItemState
from verify.store.tables.base import Base, UTCDateTime, Word, now


class FeedRow(Base):
    """A feed or sitemap. etag, modified: what the server wants to hear again (ETag, Last-Modified).

    private: its own address may be this machine's or a private one. checked_at: when it was last asked;
    succeeded_at: when it last answered; next_at: not before then, where it asked for patience. problem: why
    the last try failed, or what of the feed could not be read; null where all is well.
    """

    __tablename__ = "feeds"

    id: Mapped[int] = mapped_column(primary_key=True)
    address: Mapped[str] = mapped_column(Text, unique=True)
    title: Mapped[str | None] = mapped_column(Text)
    private: Mapped[bool] = mapped_column(default=False)
    added_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    etag: Mapped[str | None] = mapped_column(Text)
    modified: Mapped[str | None] = mapped_column(Text)
    checked_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    succeeded_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    next_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    problem: Mapped[str | None] = mapped_column(Text)


class FeedItem(Base):
    """An address that a feed named; once for all feeds. key: SHA-256 of its canonical form, in hex."""

    __tablename__ = "feed_items"
    __table_args__ = (Index("ix_feed_items_feed_id_state", "feed_id", "state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    feed_id: Mapped[int] = mapped_column(ForeignKey("feeds.id"))
    address: Mapped[str] = mapped_column(Text)
    title: Mapped[str | None] = mapped_column(Text)
    found_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    state: Mapped[ItemState] = mapped_column(Word(ItemState))
    attempts: Mapped[int] = mapped_column(default=0)
    problem: Mapped[str | None] = mapped_column(Text)
