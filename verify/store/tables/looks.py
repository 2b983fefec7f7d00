"""What was seen outside: looks at linked documents, and traces of claims towards their origin."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from verify.model import SourceState
from verify.model.claim import Spans
from verify.store.tables.base import Base, SpansType, UTCDateTime, Word, new_uid, now


class LookRow(Base):
    """One look at a linked document; only added.

    outcome: against what the first look kept; null is the first look itself. problem: why it could not be
    had, or what of it is not as it should be.
    snapshot_id: the bytes; null where none came. text_sha256: of its text; null where it has none.
    whole: this text is all that the page shows, since the passage stands outside its article.
    spans: where the passage stands in that text; null without a passage, and where it is not there.
    """

    __tablename__ = "looks"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(36), unique=True, default=new_uid)
    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    outcome: Mapped[SourceState | None] = mapped_column(Word(SourceState))
    problem: Mapped[str | None] = mapped_column(Text)
    snapshot_id: Mapped[int | None] = mapped_column(ForeignKey("snapshots.id"))
    text_sha256: Mapped[str | None] = mapped_column(ForeignKey("texts.sha256"))
    whole: Mapped[bool] = mapped_column(default=False)
    spans: Mapped[Spans | None] = mapped_column(SpansType)


class TraceRow(Base):
    """One walk along a claim's chain towards its origin; only added, and the newest holds.

    steps: hop by hop, as report.traced gives them in JSON. engine: what aligned the passages.
    """

    __tablename__ = "traces"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(36), unique=True, default=new_uid)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    engine: Mapped[str] = mapped_column(String(64))
    steps: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
