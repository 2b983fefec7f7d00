"""Articles as the search for what bears on a claim sees them."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from verify.store.tables.base import Base


class SearchDocument(Base):
    """An article's terms, the same in every language: one row for each article.

    version_id: the version that they were taken from; format: of the analysis. They are taken in the order of
    the versions' ids, so that versions after the newest one here are those not yet taken; a row with an older
    format (0: what was known of the article changed) is taken anew. Both are found without looking at the
    rest. terms: each once, with spaces between; only letters, digits and "_". SQLite indexes them by FTS5
    (the table search_index, kept by triggers), PostgreSQL as a tsvector (the index
    ix_search_documents_terms). analysis: the text's analysis, compressed, so that it is not read again for
    every claim.
    """

    __tablename__ = "search_documents"
    __table_args__ = (
        Index("ix_search_documents_format", "format"),
        Index("ix_search_documents_version_id", "version_id"),
    )

    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"), primary_key=True, autoincrement=False)
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"))
    format: Mapped[int]
    terms: Mapped[str] = mapped_column(Text)
    analysis: Mapped[bytes] = mapped_column(LargeBinary)
