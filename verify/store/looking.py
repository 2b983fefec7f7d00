"""What the database holds: articles, claims with their history, trees, versions, sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Integer, Row, Select, bindparam, select
from sqlalchemy.orm import Session

from verify.errors import NotFound
from verify.model import Link, SourceKind, storable
from verify.store import casing, counting, naming
from verify.store import records as r
from verify.store.fetching import among, decoded, rows, scalars
from verify.store.loading import article_records, claim_records, machine_claims, number
from verify.store.saving import blob_bytes
from verify.store.tables import (
    Article,
    Blob,
    CaseRow,
    ClaimReading,
    ClaimRow,
    Event,
    Evidence,
    ExtractionRow,
    LinkRow,
    Person,
    SnapshotRow,
    Source,
    TextRow,
    Version,
)
from verify.store.writing import chunks


def articles(session: Session, *, limit: int, offset: int, removed: bool) -> r.Page[r.ArticleRecord]:
    """See Store.articles."""
    query = select(Article.__table__.c.id)
    if not removed:
        query = query.where(Article.removed_at.is_(None))
    ids = scalars(session, query.order_by(Article.id.desc()).limit(limit).offset(offset))
    return counting.page(session, query, article_records(session, ids), limit, offset)


def article(session: Session, name: str | int) -> r.ArticleDetail:
    """See Store.article."""
    row = naming.article_row(session, name)
    version = naming.version_row(session, row)
    (record,) = article_records(session, [row.id])
    snapshot = session.get_one(SnapshotRow, version.snapshot_id)
    links = session.scalars(select(LinkRow).where(LinkRow.version_id == version.id).order_by(LinkRow.start))
    every = _article_claims(session, row)
    return r.ArticleDetail(
        article=record,
        text=session.get_one(TextRow, version.text_sha256).text,
        links=tuple(Link(x.start, x.end, x.url) for x in links),
        snapshot=snapshot_record(session, snapshot),
        claims=tuple(c for c in every if c.state is r.ClaimState.PRESENT),
        gone=tuple(sorted((c for c in every if c.state is not r.ClaimState.PRESENT), key=_ordinal)),
    )


def _ordinal(record: r.ClaimRecord) -> int:
    return int(record.number.split(".")[1])


def _article_claims(session: Session, row: Article) -> tuple[r.ClaimRecord, ...]:
    query = select(ClaimRow.id).where(ClaimRow.article_id == row.id)
    return claim_records(session, session.scalars(query.order_by(ClaimRow.start, ClaimRow.number)).all())


def snapshot_record(session: Session, row: SnapshotRow) -> r.SnapshotRecord:
    """Facts of a snapshot."""
    size = session.scalars(select(Blob.size).where(Blob.sha256 == row.sha256)).one()
    return r.SnapshotRecord(
        sha256=row.sha256,
        decoded_sha256=row.decoded_sha256,
        size=size,
        fetched_at=row.fetched_at,
        address=row.address,
        final_address=row.final_address,
        status=row.status,
        headers=tuple((name, value) for name, value in row.headers),
        redirects=tuple((str(x[0]), int(x[1]), str(x[2])) for x in row.redirects),
        encoding=row.encoding,
        media_type=row.media_type,
    )


def snapshot_bytes(session: Session, sha256: str) -> bytes:
    """See Store.snapshot_bytes."""
    blob = session.get(Blob, storable(sha256))
    if blob is None:
        raise NotFound("There is no snapshot {sha256}.", sha256=repr(sha256))
    return blob_bytes(blob)


def claim(session: Session, name: str) -> r.ClaimDetail:
    """See Store.claim."""
    row = naming.claim_row(session, name)
    query = select(ClaimReading).where(ClaimReading.claim_id == row.id, ClaimReading.current)
    reading = session.scalars(query).one()
    version = session.get_one(Version, session.get_one(ExtractionRow, reading.extraction_id).version_id)
    (record,) = claim_records(session, [row.id])
    (article,) = article_records(session, [row.article_id])
    return r.ClaimDetail(
        record=record,
        article=article,
        text=session.get_one(TextRow, version.text_sha256).text,
        machine_chain=machine_claims(session, [reading])[row.id].chain,
        evidence=evidence(session, row),
        events=event_records(session, select_events(claim_uid=row.uid)),
    )


def evidence(session: Session, row: ClaimRow) -> tuple[r.EvidenceRecord, ...]:
    """Links of a claim, oldest first, the withdrawn ones too."""
    query = (
        select(Evidence, Person.name, SnapshotRow.sha256)
        .join(Person, Person.id == Evidence.person_id)
        .outerjoin(SnapshotRow, SnapshotRow.id == Evidence.snapshot_id)
    )
    found = session.execute(query.where(Evidence.claim_id == row.id).order_by(Evidence.id))
    return tuple(evidence_record(each, number(row), by, sha256) for each, by, sha256 in found)


def evidence_of(session: Session, uids: Sequence[str]) -> dict[str, tuple[r.EvidenceRecord, ...]]:
    """See Store.evidence_of."""
    found: dict[str, list[r.EvidenceRecord]] = defaultdict(list)
    for part in chunks(uids):
        for each in rows(session, _LINKS, keys=part):
            claim = f"{each.of}.{each.number}"
            found[each.claim_uid].append(evidence_record(each, claim, each.by, each.sha256))
    return {uid: tuple(links) for uid, links in found.items()}


_claim = ClaimRow.__table__.c
_LINKS = (
    select(
        Evidence.__table__, _claim.uid.label("claim_uid"), _claim.article_id.label("of"), _claim.number,
        Person.__table__.c.name.label("by"), SnapshotRow.__table__.c.sha256,
    )
    .join_from(Evidence.__table__, ClaimRow.__table__, ClaimRow.id == Evidence.claim_id)
    .join(Person.__table__, Person.id == Evidence.person_id)
    .outerjoin(SnapshotRow.__table__, SnapshotRow.id == Evidence.snapshot_id)
    .where(among(_claim.uid))
    .order_by(Evidence.id)
)  # fmt: skip


def evidence_record(each: Evidence | Row[Any], claim: str, by: str, sha256: str | None) -> r.EvidenceRecord:
    """One link, from its row. claim: by its number; sha256: of its snapshot."""
    return r.EvidenceRecord(
        uid=each.uid,
        claim=claim,
        url=each.url,
        stance=each.stance,
        note=each.note,
        quote=each.quote,
        by=by,
        added_at=each.added_at,
        withdrawn=each.withdrawn,
        state=each.state,
        article=each.article_id,
        spans=each.spans,
        prefix=each.prefix,
        suffix=each.suffix,
        archive_url=each.archive_url,
        origin_kind=each.origin_kind,
        origin_name=each.origin_name,
        copied=each.copied,
        voice=each.voice,
        reason=each.reason,
        engine=each.engine,
        decided_at=each.decided_at,
        checked_at=each.checked_at,
        state_at_source=each.state_at_source,
        snapshot=sha256,
    )


def history(
    session: Session,
    name: str | None,
    article_name: str | int | None,
    case: str | int | None,
    limit: int,
    offset: int,
) -> tuple[r.EventRecord, ...]:
    """See Store.history."""
    claim_uid = naming.claim_row(session, name).uid if name is not None else None
    article_uid = naming.article_row(session, article_name).uid if article_name is not None else None
    query = select_events(claim_uid=claim_uid, article_uid=article_uid)
    if case is not None:
        query = query.where(Event.case_uid == casing.find(session, case).uid)
    if (claim_uid, article_uid, case) == (None, None, None):  # numbered without a gap, so none is passed over
        return event_records(session, _BEHIND, seq=offset, most=limit)
    return event_records(session, query.limit(limit).offset(offset))


def select_events(claim_uid: str | None = None, article_uid: str | None = None) -> Select[Any]:
    """Events with the article's, claim's and case's numbers and the source's name, oldest first."""
    if claim_uid is not None:
        return _EVENTS.where(Event.claim_uid == claim_uid)
    return _EVENTS.where(Event.article_uid == article_uid) if article_uid is not None else _EVENTS


_event = Event.__table__.c
_EVENTS: Select[Any] = (
    select(
        _event.seq, _event.uid, _event.at, _event.actor, _event.action, _event.before, _event.after,
        _event.reason, _event.previous, _event.hash, Article.__table__.c.id,
        ClaimRow.__table__.c.article_id, ClaimRow.__table__.c.number, CaseRow.__table__.c.id,
        Source.__table__.c.name,
    )
    .outerjoin_from(Event.__table__, Article.__table__, Article.uid == Event.article_uid)
    .outerjoin(ClaimRow.__table__, ClaimRow.uid == Event.claim_uid)
    .outerjoin(CaseRow.__table__, CaseRow.uid == Event.case_uid)
    .outerjoin(Source.__table__, Source.uid == Event.source_uid)
    .order_by(Event.seq)
)  # fmt: skip


_BEHIND = _EVENTS.where(Event.seq > bindparam("seq")).limit(bindparam("most", type_=Integer))


def event_records(session: Session, query: Select[Any], **asked: Any) -> tuple[r.EventRecord, ...]:
    """What a query of `select_events` finds."""
    every = rows(session, query, **asked)
    facts = zip(decoded([row[5] for row in every]), decoded([row[6] for row in every]), strict=True)
    return tuple(
        r.EventRecord(
            seq, uid, at, actor, action, article, None if number is None else f"{of}.{number}",
            before, after, reason, previous, hashed, case, source,
        )
        for (
            seq, uid, at, actor, action, _, _, reason, previous, hashed, article, of, number, case, source,
        ), (before, after) in zip(every, facts, strict=True)
    )  # fmt: skip


def ratings(session: Session, source_uid: str) -> tuple[r.EventRecord, ...]:
    """Events in which people rated a source, the oldest first."""
    query = select_events().where(
        Event.source_uid == source_uid, Event.action.in_(("source.rate", "source.unrate"))
    )
    return event_records(session, query)


def chain_tree(session: Session, name: str | int) -> r.ChainNode:
    """See Store.chain_tree."""
    row = naming.article_row(session, name)
    present = [c for c in _article_claims(session, row) if c.state is r.ClaimState.PRESENT]
    return _node(None, (row.publisher,) if row.publisher else (), present, 0)


def _node(
    kind: SourceKind | None, names: tuple[str, ...], claims: Sequence[r.ClaimRecord], depth: int
) -> r.ChainNode:
    """The node of all claims whose chains share the first `depth` hops.

    Branches: those with most claims first.
    """
    ends = [c.number for c in claims if len(c.claim.chain) == depth]
    below: dict[tuple[SourceKind, tuple[str, ...]], list[r.ClaimRecord]] = defaultdict(list)
    for each in claims:
        if len(each.claim.chain) > depth:
            hop = each.claim.chain[depth]
            below[hop.kind, hop.names].append(each)
    branches = sorted(below.items(), key=lambda item: -len(item[1]))
    children = tuple(_node(k, n, some, depth + 1) for (k, n), some in branches)
    return r.ChainNode(kind, names, len(ends), tuple(ends), children)
