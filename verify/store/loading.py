"""Rows into records: a fixed number of queries for any number of claims or articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from verify.model import Claim, Flag, FlagCode, Hop, Metadata, Proposal, Status
from verify.model.claim import Chain
from verify.store import records as r
from verify.store.tables import (
    Article,
    ClaimReading,
    ClaimRow,
    Corroboration,
    Evidence,
    ExtractionRow,
    FlagRow,
    HopRow,
    HopSource,
    Person,
    Standing,
    Version,
    accepted,
)
from verify.store.writing import chains_by_people, chunks

Key = InstrumentedAttribute[Any]
"""The column by which hops or flags are grouped: claim, reading or decision."""

_STATES = {
    Standing.DROPPED: r.ClaimState.DROPPED,
    Standing.REPLACED: r.ClaimState.REPLACED,
    Standing.WITHDRAWN: r.ClaimState.WITHDRAWN,
}


def number(row: ClaimRow) -> str:
    """What people type: "article.claim"."""
    return f"{row.article_id}.{row.number}"


def state(row: ClaimRow) -> r.ClaimState:
    """A person's decision says more than the text."""
    return state_of(row.standing, row.vanished)


def state_of(standing: Standing, vanished: bool) -> r.ClaimState:
    """The same from two columns."""
    return _STATES.get(standing, r.ClaimState.VANISHED if vanished else r.ClaimState.PRESENT)


def claim_records(session: Session, ids: Sequence[int]) -> tuple[r.ClaimRecord, ...]:
    """Records of these claims, in this order, as they stand."""
    return tuple(record for part in chunks(ids) for record in _claim_records(session, part))


def _claim_records(session: Session, ids: Sequence[int]) -> list[r.ClaimRecord]:
    query = (
        select(ClaimRow, ClaimReading, Version.number, Person.name)
        .join(ClaimReading, ClaimReading.claim_id == ClaimRow.id)
        .join(ExtractionRow, ExtractionRow.id == ClaimReading.extraction_id)
        .join(Version, Version.id == ExtractionRow.version_id)
        .outerjoin(Person, Person.id == ClaimRow.assignee_id)
        .where(ClaimRow.id.in_(ids), ClaimReading.current)
    )
    rows = {row.id: (row, reading, version, who) for row, reading, version, who in session.execute(query)}
    chains = _chains(session, HopRow.claim_id, ids, current=True)
    flags = _flags(session, FlagRow.claim_id, ids, current=True)
    evidence, edited = _evidence_counts(session, ids), chains_by_people(session, ids)
    proposals = _proposals(session, ids)
    return [
        _claim_record(
            *rows[i], chains.get(i, ()), flags.get(i, ()), evidence.get(i, 0), i in edited, proposals.get(i)
        )
        for i in ids
        if i in rows
    ]


def _claim_record(
    row: ClaimRow,
    reading: ClaimReading,
    version: int,
    assigned: str | None,
    chain: Chain,
    flags: tuple[Flag, ...],
    evidence: int,
    edited: bool,
    proposal: Proposal | None,
) -> r.ClaimRecord:
    claim = _claim(reading, chain, flags)
    return r.ClaimRecord(
        uid=row.uid,
        number=number(row),
        article=row.article_id,
        status=row.status,
        revision=row.revision,
        state=state(row),
        claim=claim if proposal is None else replace(claim, proposal=proposal),
        version=version,
        edited=edited,
        machine_made=row.machine_made,
        evidence=evidence,
        updated_at=row.updated_at,
        credibility=row.credibility,
        assigned=assigned,
    )


def _claim(reading: ClaimReading, chain: Chain, flags: tuple[Flag, ...]) -> Claim:
    proposal = None
    if reading.proposal_status is not None:
        proposal = Proposal(reading.proposal_status, reading.proposal_reason or "")
    return Claim(
        spans=reading.spans,
        text=reading.text,
        sentence=(reading.sentence_start, reading.sentence_end),
        mode=reading.mode,
        chain=chain,
        flags=flags,
        confidence=reading.confidence,
        proposal=proposal,
    )


def machine_claims(session: Session, readings: Sequence[ClaimReading]) -> dict[int, Claim]:
    """Claim id -> the claim as the extraction had it, whatever people decided since. One reading a claim."""
    found: dict[int, Claim] = {}
    by_id = {reading.id: reading for reading in readings}
    for part in chunks(by_id):
        chains = _chains(session, HopRow.reading_id, part)
        flags = _flags(session, FlagRow.reading_id, part)
        for i in part:
            found[by_id[i].claim_id] = _claim(by_id[i], chains.get(i, ()), flags.get(i, ()))
    return found


def _chains(session: Session, column: Key, ids: Sequence[int], current: bool = False) -> dict[int, Chain]:
    query = select(column, HopRow).where(column.in_(ids))
    if current:
        query = query.where(HopRow.current)
    rows = session.execute(query.order_by(HopRow.position)).all()
    names = _names(session, [hop.id for _, hop in rows])
    chains: dict[int, list[Hop]] = defaultdict(list)
    for key, hop in rows:
        chains[key].append(_hop(hop, tuple(names.get(hop.id, ()))))
    return {key: tuple(hops) for key, hops in chains.items()}


def _hop(row: HopRow, names: tuple[str, ...]) -> Hop:
    return Hop(row.kind, names, row.mention, row.cue, row.inherited, row.confidence, row.rule)


def _names(session: Session, hop_ids: Sequence[int]) -> dict[int, list[str]]:
    names: dict[int, list[str]] = defaultdict(list)
    for part in chunks(hop_ids):
        query = select(HopSource.hop_id, HopSource.name).where(HopSource.hop_id.in_(part))
        for hop_id, name in session.execute(query.order_by(HopSource.hop_id, HopSource.position)):
            names[hop_id].append(name)
    return names


def _flags(
    session: Session, column: Key, ids: Sequence[int], current: bool = False
) -> dict[int, tuple[Flag, ...]]:
    query = select(column, FlagRow).where(column.in_(ids))
    if current:
        query = query.where(FlagRow.current)
    found: dict[int, list[Flag]] = defaultdict(list)
    for key, row in session.execute(query.order_by(FlagRow.id)):
        found[key].append(Flag(FlagCode(row.code), row.params, row.spans))
    heaviest_first = {k: sorted(flags, key=lambda f: -f.code.weight) for k, flags in found.items()}
    return {key: tuple(flags) for key, flags in heaviest_first.items()}


def _proposals(session: Session, ids: Sequence[int]) -> dict[int, Proposal]:
    """What follows from a claim's links goes before what its own words let suppose."""
    query = select(
        Corroboration.claim_id, Corroboration.proposal_status, Corroboration.proposal_reason
    ).where(Corroboration.claim_id.in_(ids), Corroboration.proposal_status.is_not(None))
    return {
        claim: Proposal(status, reason or "") for claim, status, reason in session.execute(query) if status
    }


def _evidence_counts(session: Session, ids: Sequence[int]) -> dict[int, int]:
    query = select(Evidence.claim_id, func.count()).where(Evidence.claim_id.in_(ids), accepted())
    return dict(session.execute(query.group_by(Evidence.claim_id)).all())


def article_records(session: Session, ids: Sequence[int]) -> tuple[r.ArticleRecord, ...]:
    """Records of these articles, in this order, in their current versions."""
    found: dict[int, r.ArticleRecord] = {}
    for part in chunks(ids):
        counts = _status_counts(session, part)
        for row in session.execute(_ARTICLES, {"ids": part}):
            found[row.id] = _article_record(row, counts[row.id])
    return tuple(found[i] for i in ids if i in found)


_NEWEST = (
    select(func.max(ExtractionRow.id))
    .where(ExtractionRow.version_id == Version.id)
    .correlate(Version)
    .scalar_subquery()
)

_ARTICLES = (
    select(
        Article.id, Article.uid, Article.address, Article.added_at, Article.removed_at, Version.number,
        Version.text_sha256, Version.title, Version.publisher, Version.language, Version.published,
        Version.authors, Version.url, Version.read_at, ExtractionRow.engine, ExtractionRow.engine_version,
    )
    .join(Version, (Version.article_id == Article.id) & (Version.number == Article.version))
    .join(ExtractionRow, ExtractionRow.id == _NEWEST)
    .where(Article.id.in_(bindparam("ids", expanding=True)))
)  # fmt: skip
"""Plain columns, and made once: every list and page asks this."""

_STATUSES = (
    select(ClaimRow.article_id, ClaimRow.status, func.count())
    .where(
        ClaimRow.article_id.in_(bindparam("ids", expanding=True)),
        ClaimRow.standing == Standing.STANDING,
        ~ClaimRow.vanished,
    )
    .group_by(ClaimRow.article_id, ClaimRow.status)
)


def _status_counts(session: Session, ids: Sequence[int]) -> dict[int, dict[Status, int]]:
    counts: dict[int, dict[Status, int]] = defaultdict(dict)
    for article_id, status, count in session.execute(_STATUSES, {"ids": ids}):
        counts[article_id][status] = count
    return counts


def _article_record(row: Any, statuses: dict[Status, int]) -> r.ArticleRecord:
    return r.ArticleRecord(
        number=row.id,
        uid=row.uid,
        address=row.address,
        metadata=metadata(row),
        version=row.number,
        text_sha256=row.text_sha256,
        engine=row.engine,
        engine_version=row.engine_version,
        claims=sum(statuses.values()),
        statuses=dict(statuses),
        added_at=row.added_at,
        read_at=row.read_at,
        removed=row.removed_at is not None,
    )


def metadata(version: Any) -> Metadata:
    """What is known of a version, from its row or from one with its columns."""
    return Metadata(
        title=version.title,
        publisher=version.publisher,
        language=version.language,
        published=version.published,
        authors=tuple(version.authors),
        url=version.url,
    )
