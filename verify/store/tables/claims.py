"""Claims and what each extraction says about them.

`current` on readings, hops and flags marks what holds now, a person's decisions included: lists read only
these rows.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, Double, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from verify.model import AttributionType, FlagCode, Mode, SourceKind, Status
from verify.model.claim import Spans
from verify.store.tables.base import Base, SpansType, UTCDateTime, Word, new_uid, now


def _partial(name: str, *columns: str, flag: str, unique: bool = False) -> Index:
    """An index over the rows with this flag.

    SQLite uses it only where the query has the same words: "flag = 1".
    """
    return Index(name, *columns, unique=unique, sqlite_where=text(f"{flag} = 1"), postgresql_where=text(flag))


class Standing(StrEnum):
    """What a person's decisions made of a claim."""

    STANDING = "standing"
    DROPPED = "dropped"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"


class ExtractionRow(Base):
    """What one engine found in one version.

    digest: hash of its claims; the same digest means the same findings.
    """

    __tablename__ = "extractions"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(36), unique=True, default=new_uid)
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"), index=True)
    engine: Mapped[str] = mapped_column(String(64))
    engine_version: Mapped[str] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)


class AttributionRow(Base):
    """A raw source/cue/content triple of an extraction."""

    __tablename__ = "attributions"

    id: Mapped[int] = mapped_column(primary_key=True)
    extraction_id: Mapped[int] = mapped_column(ForeignKey("extractions.id"), index=True)
    source: Mapped[Spans | None] = mapped_column(SpansType)
    cue: Mapped[Spans] = mapped_column(SpansType)
    content: Mapped[Spans] = mapped_column(SpansType)
    type: Mapped[AttributionType] = mapped_column(Word(AttributionType))


class ClaimRow(Base):
    """A claim's identity and where it stands.

    number: within its article, never used again. machine_made: found by an engine, not by a split or join.
    start, origin, weight, listed repeat what the current rows say, so that lists sort and filter by index:
    start: of the first span; origin: kind of the last hop, "" in own voice; weight: of its flags;
    listed: standing, not vanished, article not removed.
    credibility: 1 to 6, as people rated it; null where nobody did. assignee_id: the person whose it is.
    """

    __tablename__ = "claims"
    __table_args__ = (
        UniqueConstraint("article_id", "number"),
        _partial("ix_claims_listed", "article_id", "start", flag="listed"),
        _partial("ix_claims_status", "status", "article_id", "start", flag="listed"),
        _partial("ix_claims_origin", "origin", "article_id", "start", flag="listed"),
        _partial("ix_claims_weight", "weight", "article_id", "start", flag="listed"),
        _partial("ix_claims_assignee", "assignee_id", "article_id", "start", flag="listed"),
        _partial("ix_claims_updated", "updated_at", "id", flag="listed"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(36), unique=True, default=new_uid)
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"))
    number: Mapped[int]
    status: Mapped[Status] = mapped_column(Word(Status), default=Status.UNVERIFIED)
    credibility: Mapped[int | None]
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    revision: Mapped[int] = mapped_column(default=0)
    standing: Mapped[Standing] = mapped_column(Word(Standing), default=Standing.STANDING)
    vanished: Mapped[bool] = mapped_column(default=False)
    listed: Mapped[bool] = mapped_column(default=True)
    machine_made: Mapped[bool] = mapped_column(default=True)
    start: Mapped[int]
    origin: Mapped[str] = mapped_column(String(20))
    weight: Mapped[int] = mapped_column(default=0)
    added_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    updated_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)


class ClaimReading(Base):
    """A claim as one extraction of one version has it.

    search: casefolded lemmas, with a space at both ends.
    """

    __tablename__ = "claim_readings"
    __table_args__ = (
        _partial("ix_claim_readings_current", "claim_id", flag="current", unique=True),
        UniqueConstraint("extraction_id", "claim_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"), index=True)
    extraction_id: Mapped[int] = mapped_column(ForeignKey("extractions.id"))
    current: Mapped[bool] = mapped_column(default=True)
    spans: Mapped[Spans] = mapped_column(SpansType)
    text: Mapped[str] = mapped_column(Text)
    search: Mapped[str] = mapped_column(Text)
    sentence_start: Mapped[int]
    sentence_end: Mapped[int]
    mode: Mapped[Mode] = mapped_column(Word(Mode))
    confidence: Mapped[float] = mapped_column(Double)
    proposal_status: Mapped[Status | None] = mapped_column(Word(Status))
    proposal_reason: Mapped[str | None] = mapped_column(Text)


class HopRow(Base):
    """A step of a chain: of a reading (the machine's), or of a decision (a person's)."""

    __tablename__ = "hops"
    __table_args__ = (_partial("ix_hops_current", "claim_id", flag="current"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"), index=True)
    reading_id: Mapped[int | None] = mapped_column(ForeignKey("claim_readings.id"), index=True)
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decisions.id"), index=True)
    current: Mapped[bool] = mapped_column(default=True)
    position: Mapped[int]
    kind: Mapped[SourceKind] = mapped_column(Word(SourceKind))
    mention: Mapped[Spans | None] = mapped_column(SpansType)
    cue: Mapped[Spans | None] = mapped_column(SpansType)
    inherited: Mapped[bool]
    confidence: Mapped[float] = mapped_column(Double)
    rule: Mapped[str] = mapped_column(String(120))


class HopSource(Base):
    """One of a hop's sources, under the name it has in this article; none for agentless hearsay."""

    __tablename__ = "hop_sources"
    __table_args__ = (Index("ix_hop_sources_source_id_hop_id", "source_id", "hop_id"),)

    hop_id: Mapped[int] = mapped_column(ForeignKey("hops.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id"))
    name: Mapped[str] = mapped_column(Text)


class FlagRow(Base):
    """A flag of a reading, or (decision_id set) one that follows from a person's chain."""

    __tablename__ = "flags"
    __table_args__ = (
        _partial("ix_flags_current", "claim_id", "code", flag="current"),
        _partial("ix_flags_code", "code", "claim_id", flag="current"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"), index=True)
    reading_id: Mapped[int | None] = mapped_column(ForeignKey("claim_readings.id"), index=True)
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decisions.id"), index=True)
    current: Mapped[bool] = mapped_column(default=True)
    code: Mapped[FlagCode] = mapped_column(Word(FlagCode))
    params: Mapped[dict[str, str | int]] = mapped_column(JSON)
    spans: Mapped[Spans] = mapped_column(SpansType)
