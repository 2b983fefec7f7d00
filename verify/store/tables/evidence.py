"""What bears on a claim: links to documents, and what they come to."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ColumnElement, ForeignKey, Index, String, Text, and_, not_
from sqlalchemy.orm import Mapped, mapped_column

from verify.model import EvidenceState, SourceKind, SourceState, Stance, Status
from verify.model.claim import Spans
from verify.store.tables.base import Base, SpansType, UTCDateTime, Word, new_uid, now


class Evidence(Base):
    """A link to a document that bears on a claim; withdrawn, never deleted.

    person_id: who linked it, "verify" for what an engine proposed. decided_by, decided_at: who accepted,
    rejected or changed the proposal; null where nobody did. engine: what proposed it; null for a
    person's link.
    article_id, version_id: the other article, where it is in this database; other_claim_id: its claim that
    matches. url: the other article's address, or the address outside.
    spans: of the passage in that version's text. quote: its words; prefix, suffix: what stands around it
    there (32 to 64 code points, less at an end of the text). snapshot_id: of the linked document.
    archive_url: where a web archive keeps it.
    origin_kind, origin_name: whom that passage goes back to; a null kind is the document's own voice.
    copied: nearly word for word another passage about this claim. voice: number of its voice among those of
    the claim. reason: {"aligned": […], "clashing": […], "why": a sentence,
    "assumed": what says so where the passage names no such origin}, null for a person's link.
    checked_at, state_at_source: when the document was last looked at again, and what was found; null = never.
    """

    __tablename__ = "evidence"
    __table_args__ = (Index("ix_evidence_article_id_claim_id", "article_id", "claim_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(36), unique=True, default=new_uid)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    url: Mapped[str] = mapped_column(Text)
    stance: Mapped[Stance] = mapped_column(Word(Stance))
    note: Mapped[str | None] = mapped_column(Text)
    quote: Mapped[str | None] = mapped_column(Text)
    snapshot_id: Mapped[int | None] = mapped_column(ForeignKey("snapshots.id"))
    added_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    withdrawn: Mapped[bool] = mapped_column(default=False)
    state: Mapped[EvidenceState] = mapped_column(Word(EvidenceState), default=EvidenceState.ACCEPTED)
    article_id: Mapped[int | None] = mapped_column(ForeignKey("articles.id"))
    version_id: Mapped[int | None] = mapped_column(ForeignKey("versions.id"))
    other_claim_id: Mapped[int | None] = mapped_column(ForeignKey("claims.id"))
    spans: Mapped[Spans | None] = mapped_column(SpansType)
    prefix: Mapped[str | None] = mapped_column(Text)
    suffix: Mapped[str | None] = mapped_column(Text)
    archive_url: Mapped[str | None] = mapped_column(Text)
    origin_kind: Mapped[SourceKind | None] = mapped_column(Word(SourceKind))
    origin_name: Mapped[str | None] = mapped_column(Text)
    copied: Mapped[bool] = mapped_column(default=False)
    voice: Mapped[int | None]
    reason: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    engine: Mapped[str | None] = mapped_column(String(64))
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    decided_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    checked_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    state_at_source: Mapped[SourceState | None] = mapped_column(Word(SourceState))


class Corroboration(Base):
    """What a claim's links came to when they were last weighed.

    independent, unproven: voices, as docs/domain.md counts them. voices: the claim's article and the
    supporting ones, by voice, each with why it is there. proposal_status, proposal_reason: what follows.
    """

    __tablename__ = "corroborations"

    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"), primary_key=True)
    independent: Mapped[int]
    unproven: Mapped[int]
    voices: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    proposal_status: Mapped[Status | None] = mapped_column(Word(Status))
    proposal_reason: Mapped[str | None] = mapped_column(Text)
    engine: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)


def accepted() -> ColumnElement[bool]:
    """Links that stand: a person made or accepted them, and nobody took them back."""
    return and_(not_(Evidence.withdrawn), Evidence.state == EvidenceState.ACCEPTED)
