"""Who or what says claims, under all its names."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from verify.model import SourceKind
from verify.store.tables.base import Base, UTCDateTime, Word, new_uid, now


class Source(Base):
    """reliability: A to F, as people rated it; null where nobody did. Its history is in the events.
    registered: a person added it (or gave it an alias, an owner); else an extraction met it.

    merged_into_id: a person said that it is another one; kept for the history.
    """

    __tablename__ = "sources"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(36), unique=True, default=new_uid)
    kind: Mapped[SourceKind] = mapped_column(Word(SourceKind))
    name: Mapped[str] = mapped_column(Text)
    reliability: Mapped[str | None] = mapped_column(String(1))
    registered: Mapped[bool] = mapped_column(default=False)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("sources.id"), index=True)
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("sources.id"), index=True)
    added_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)


class SourceName(Base):
    """A name or alias.

    key: the name casefolded and stripped (store.sources.name_key); one source per kind has it.
    """

    __tablename__ = "source_names"
    __table_args__ = (UniqueConstraint("kind", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id"), index=True)
    kind: Mapped[SourceKind] = mapped_column(Word(SourceKind))
    key: Mapped[str] = mapped_column(Text, index=True)
    name: Mapped[str] = mapped_column(Text)
