"""In which claims each source stands: what lists and counts of sources are made of."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from verify.store.tables.base import Base


class Citation(Base):
    """A source in the chain, as it holds now, of a claim that is listed. origin: at its end.

    It says nothing that hops do not say (store.citing writes it), and says it in one place: a source that
    100,000 claims rest on is counted without a look at its claims.
    """

    __tablename__ = "citations"
    __table_args__ = ({"sqlite_with_rowid": False},)

    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id"), primary_key=True, autoincrement=False)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"), primary_key=True, autoincrement=False)
    origin: Mapped[bool]
