"""What the database holds, in numbers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Select, func, literal, select
from sqlalchemy.orm import Session

from verify.store import events, schema
from verify.store import records as r
from verify.store.fetching import scalars
from verify.store.tables import Article, ClaimRow, Event, Evidence, Source, accepted

T = TypeVar("T")

COUNTED = 10_000
"""How far the rows of a list are counted: in some milliseconds, however many there are."""


def page(
    session: Session, query: Select[Any], items: Sequence[T], limit: int, offset: int,
    *, most: int | None = None, whole: bool = True,
) -> r.Page[T]:  # fmt: skip
    """A page of the rows that the query finds, with how many these are; beyond `most` (COUNTED) only that
    there are more. whole: the query finds all of them.
    """
    most = COUNTED if most is None else most
    rows = query.with_only_columns(literal(1)).limit(most + 1).subquery()
    (total,) = scalars(session, select(func.count()).select_from(rows))
    if total <= most and whole:
        return r.Page(tuple(items), total, limit, offset)
    return r.Page(tuple(items), max(min(total, most), offset + len(items)), limit, offset, more=True)


def status(session: Session, name: str, path: Path | None) -> r.DatabaseStatus:
    """See Store.status."""
    return r.DatabaseStatus(
        url=name,
        path=path,
        schema=schema.revision(session.connection(), name) or "",
        newest_schema=schema.HEAD,
        counts={what: session.scalar(query) or 0 for what, query in _counts().items()},
        head=events.head_hash(session),
    )


def _counts() -> dict[str, Select[int]]:
    return {
        "articles": select(func.count(Article.id)).where(Article.removed_at.is_(None)),
        "claims": select(func.count(ClaimRow.id)).where(ClaimRow.listed),
        "sources": select(func.count(Source.id)).where(Source.merged_into_id.is_(None)),
        "evidence": select(func.count(Evidence.id)).where(accepted()),
        "events": select(func.count(Event.seq)),
    }
