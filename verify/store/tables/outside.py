"""What was found outside for a claim."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from verify.store.tables.base import Base, UTCDateTime, now


class OutsideRow(Base):
    """An address that a provider gave for a claim. key: SHA-256 of its canonical form, in hex.

    kind: article or fact-check. rating: of a fact-check, letter for letter; rating_by: whose it is; rated,
    claimant: the words that were rated, and who said them. article_id: what it was read as; problem: why it
    was not.
    """

    __tablename__ = "outside_results"
    __table_args__ = (UniqueConstraint("claim_id", "via", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"))
    via: Mapped[str] = mapped_column(String(20))
    key: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(20))
    address: Mapped[str] = mapped_column(Text)
    title: Mapped[str | None] = mapped_column(Text)
    snippet: Mapped[str | None] = mapped_column(Text)
    publisher: Mapped[str | None] = mapped_column(Text)
    published: Mapped[datetime | None] = mapped_column(UTCDateTime)
    rating: Mapped[str | None] = mapped_column(Text)
    rating_by: Mapped[str | None] = mapped_column(Text)
    rated: Mapped[str | None] = mapped_column(Text)
    claimant: Mapped[str | None] = mapped_column(Text)
    found_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    article_id: Mapped[int | None] = mapped_column(ForeignKey("articles.id"), index=True)
    problem: Mapped[str | None] = mapped_column(Text)
