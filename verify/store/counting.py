"""What the database holds, in numbers."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from verify.store import events, schema
from verify.store import records as r
from verify.store.tables import Article, ClaimRow, Event, Evidence, Source, accepted


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
