"""Lists of sources: who is cited, how often, under which names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Session, aliased

from verify.model import SourceKind, Status
from verify.store import looking, sources
from verify.store import records as r
from verify.store.tables import ClaimRow, HopRow, HopSource, Source, SourceName


def source_page(
    session: Session, *, kind: SourceKind | None, text: str | None, limit: int, offset: int
) -> r.Page[r.SourceRecord]:
    """See Store.sources.

    The order goes by hops in force, those of dropped and vanished claims too: leaving these out takes seven
    times as long (2.0 s against 0.3 s with a million claims). The numbers in the records are exact.
    """
    counts = (
        select(HopSource.source_id, func.count().label("hops"))
        .join(HopRow, HopRow.id == HopSource.hop_id)
        .where(HopRow.current)
        .group_by(HopSource.source_id)
        .subquery()
    )
    query = select(Source.id).where(Source.merged_into_id.is_(None))
    if kind is not None:
        query = query.where(Source.kind == kind)
    if text:
        part = SourceName.key.contains(sources.name_key(text), autoescape=True)
        query = query.where(Source.id.in_(select(SourceName.source_id).where(part)))
    total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    query = query.outerjoin(counts, counts.c.source_id == Source.id)
    order = (func.coalesce(counts.c.hops, 0).desc(), Source.name, Source.id)
    ids = session.scalars(query.order_by(*order).limit(limit).offset(offset)).all()
    return r.Page(source_records(session, ids), total, limit, offset)


def known_sources(session: Session) -> tuple[r.SourceRecord, ...]:
    """See Store.registered_sources."""
    query = select(Source.id).where(Source.registered, Source.merged_into_id.is_(None)).order_by(Source.id)
    return source_records(session, session.scalars(query).all())


def source_records(session: Session, ids: Sequence[int]) -> tuple[r.SourceRecord, ...]:
    """Records of these sources, in this order."""
    rows = {row.id: row for row in session.scalars(select(Source).where(Source.id.in_(ids)))}
    owner_ids = [row.owner_id for row in rows.values() if row.owner_id]
    owners = {row.id: row.name for row in session.scalars(select(Source).where(Source.id.in_(owner_ids)))}
    aliases: dict[int, list[str]] = defaultdict(list)
    query = select(SourceName).where(SourceName.source_id.in_(ids)).order_by(SourceName.id)
    for each in session.scalars(query):
        if sources.name_key(each.name) != sources.name_key(rows[each.source_id].name):
            aliases[each.source_id].append(each.name)
    claims, origins = _uses(session, ids)
    return tuple(
        r.SourceRecord(
            uid=rows[i].uid,
            kind=rows[i].kind,
            name=rows[i].name,
            aliases=tuple(aliases[i]),
            owner=owners.get(rows[i].owner_id or 0),
            claims=claims.get(i, 0),
            origin_of=origins.get(i, 0),
            registered=rows[i].registered,
            reliability=rows[i].reliability,
        )
        for i in ids
    )


def _uses(session: Session, ids: Sequence[int]) -> tuple[dict[int, int], dict[int, int]]:
    """How many present claims have each source in their chain, and at its end."""
    query = (
        select(HopSource.source_id, func.count(ClaimRow.id.distinct()))
        .join(HopRow, HopRow.id == HopSource.hop_id)
        .join(ClaimRow, ClaimRow.id == HopRow.claim_id)
        .where(HopSource.source_id.in_(ids), HopRow.current, ClaimRow.listed)
        .group_by(HopSource.source_id)
    )
    later = aliased(HopRow)
    followed = exists().where(
        later.claim_id == HopRow.claim_id, later.current, later.position > HopRow.position
    )
    return _counts(session, query), _counts(session, query.where(~followed))


def _counts(session: Session, query: Select[int, int]) -> dict[int, int]:
    return dict(session.execute(query).all())


def sources_matching(session: Session, name: str) -> r.SourceRecord:
    """See Store.source."""
    (record,) = source_records(session, [sources.find(session, name).id])
    return record


def history(session: Session, name: str) -> r.SourceHistory:
    """See Store.source_history."""
    row = sources.find(session, name)
    query = (
        select(ClaimRow.status, func.count(ClaimRow.id.distinct()))
        .join(HopRow, HopRow.claim_id == ClaimRow.id)
        .join(HopSource, HopSource.hop_id == HopRow.id)
        .where(HopSource.source_id == row.id, HopRow.current, ClaimRow.listed)
        .group_by(ClaimRow.status)
    )
    statuses = {Status(status): count for status, count in session.execute(query)}
    (record,) = source_records(session, [row.id])
    return r.SourceHistory(record, statuses, looking.ratings(session, row.uid))
