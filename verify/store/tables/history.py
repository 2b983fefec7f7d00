"""What people did: their decisions, and the append-only chain of events."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from verify.store.tables.base import Base, UTCDateTime, Word, new_uid, now


class DecisionKind(StrEnum):
    """A correction that lies over extractions and outlives them."""

    CHAIN = "chain"
    SPLIT = "split"
    JOIN = "join"
    DROP = "drop"


class Role(StrEnum):
    """A claim's part in a decision: what it was made on, or what it made."""

    SUBJECT = "subject"
    PRODUCT = "product"


class Person(Base):
    """Who acts; the engine's own acts go under the name "verify"."""

    __tablename__ = "people"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(36), unique=True, default=new_uid)
    name: Mapped[str] = mapped_column(String(200), unique=True)


class Decision(Base):
    """active: in force (not undone, not followed by a newer one of its kind)."""

    __tablename__ = "decisions"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(36), unique=True, default=new_uid)
    kind: Mapped[DecisionKind] = mapped_column(Word(DecisionKind))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    active: Mapped[bool] = mapped_column(default=True)
    reason: Mapped[str | None] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)


class DecisionClaim(Base):
    """The claims of a decision: subjects and, for a split or join, products."""

    __tablename__ = "decision_claims"

    decision_id: Mapped[int] = mapped_column(ForeignKey("decisions.id"), primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"), primary_key=True, index=True)
    role: Mapped[Role] = mapped_column(Word(Role))
    position: Mapped[int]


class Event(Base):
    """One link of the hash chain. Subjects are uids, not foreign keys: an event stands by itself.

    before, after: canonical JSON as it was hashed. previous, hash: hex SHA-256 (store.events).
    """

    __tablename__ = "events"
    __table_args__ = (
        Index("ix_events_claim_uid_seq", "claim_uid", "seq"),
        Index("ix_events_article_uid_seq", "article_uid", "seq"),
        Index("ix_events_case_uid_seq", "case_uid", "seq"),
        Index(
            "ix_events_source_uid_seq",
            "source_uid",
            "seq",
            sqlite_where=text("source_uid IS NOT NULL"),
            postgresql_where=text("source_uid IS NOT NULL"),
        ),
    )

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    uid: Mapped[str] = mapped_column(String(36), unique=True, default=new_uid)
    format: Mapped[int]
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    actor_uid: Mapped[str] = mapped_column(String(36))
    actor: Mapped[str] = mapped_column(String(200))
    action: Mapped[str] = mapped_column(String(40))
    article_uid: Mapped[str | None] = mapped_column(String(36))
    claim_uid: Mapped[str | None] = mapped_column(String(36))
    source_uid: Mapped[str | None] = mapped_column(String(36))
    case_uid: Mapped[str | None] = mapped_column(String(36))
    before: Mapped[str | None] = mapped_column(Text)
    after: Mapped[str | None] = mapped_column(Text)
    reason: Mapped[str | None] = mapped_column(Text)
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64), unique=True)


class HistoryHead(Base):
    """One row: how many events there are and the last one's hash.

    Writers lock it, so that no two follow the same event.
    """

    __tablename__ = "history_head"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    events: Mapped[int]
    hash: Mapped[str] = mapped_column(String(64))
