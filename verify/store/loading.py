"""Rows into records: a fixed number of queries for any number of claims or articles.

The queries are built once, and ask for plain columns: every list and page asks them all the time, and rows as
objects, by queries that are built anew, take three times as long.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    String,
    Text,
    bindparam,
    exists,
    func,
    select,
    type_coerce,
)
from sqlalchemy.orm import Session

from verify.model import Claim, Flag, FlagCode, Hop, Metadata, Mode, Proposal, SourceKind, Status
from verify.model.claim import Chain, Spans
from verify.store import records as r
from verify.store.tables import (
    Article,
    ClaimReading,
    ClaimRow,
    Corroboration,
    Decision,
    DecisionClaim,
    DecisionKind,
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
from verify.store.writing import chunks

_STATES = {
    Standing.DROPPED: r.ClaimState.DROPPED,
    Standing.REPLACED: r.ClaimState.REPLACED,
    Standing.WITHDRAWN: r.ClaimState.WITHDRAWN,
}
STATUSES = {status.value: status for status in Status}
STANDINGS = {standing.value: standing for standing in Standing}
KINDS = {kind.value: kind for kind in SourceKind}
_MODES = {mode.value: mode for mode in Mode}
_CODES = {code.value: code for code in FlagCode}


def word(column: Any) -> ColumnElement[Any]:
    """A word of a closed vocabulary as it is stored; a look into a table makes a term of it."""
    return type_coerce(column, String)


def raw(column: Any) -> ColumnElement[Any]:
    """JSON as the driver gives it, for `read` and `spans`."""
    return type_coerce(column, Text)


_decoded = json.JSONDecoder().raw_decode
"""Without the look for white space around it, which costs as much as these short values do."""


def read(stored: Any) -> Any:
    """SQLite gives JSON as text, a server's driver has read it already."""
    return _decoded(stored)[0] if isinstance(stored, str) else stored


def spans(stored: Any) -> Spans | None:
    """The same for spans."""
    return None if stored is None else tuple(map(tuple, read(stored)))


def number(row: ClaimRow) -> str:
    """What people type: "article.claim"."""
    return f"{row.article_id}.{row.number}"


def state_of(standing: Standing, vanished: bool) -> r.ClaimState:
    """A person's decision says more than the text."""
    return _STATES.get(standing, r.ClaimState.VANISHED if vanished else r.ClaimState.PRESENT)


_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_claim, _reading, _hop, _name, _flag, _article, _version, _extraction = (
    model.__table__.c
    for model in (ClaimRow, ClaimReading, HopRow, HopSource, FlagRow, Article, Version, ExtractionRow)
)

_WORDS = (
    _claim.id, raw(_reading.spans).label("spans"), _reading.text, _reading.sentence_start,
    _reading.sentence_end, word(_reading.mode).label("mode"), _reading.confidence,
    word(_reading.proposal_status).label("proposal_status"), _reading.proposal_reason,
)  # fmt: skip
"""What a reading says of a claim, without its chain and flags."""

_EDITED = exists().where(
    DecisionClaim.claim_id == _claim.id, Decision.id == DecisionClaim.decision_id,
    Decision.kind == DecisionKind.CHAIN, Decision.active,
)  # fmt: skip
_EVIDENCE = select(func.count()).where(Evidence.claim_id == _claim.id, accepted()).scalar_subquery()

_CLAIMS = (
    select(
        *_WORDS, _claim.uid, _claim.article_id, _claim.number, word(_claim.status).label("status"),
        _claim.revision, word(_claim.standing).label("standing"), _claim.vanished, _claim.machine_made,
        _claim.updated_at, _claim.credibility, _version.number.label("version"),
        Person.name.label("assigned"),
        word(Corroboration.proposal_status).label("weighed_status"),
        Corroboration.proposal_reason.label("weighed_reason"),
        _EDITED.label("edited"), _EVIDENCE.label("evidence"),
    )
    .join_from(ClaimRow.__table__, ClaimReading.__table__, _reading.claim_id == _claim.id)
    .join(ExtractionRow.__table__, _extraction.id == _reading.extraction_id)
    .join(Version.__table__, _version.id == _extraction.version_id)
    .outerjoin(Person.__table__, Person.id == _claim.assignee_id)
    .outerjoin(Corroboration.__table__, Corroboration.claim_id == _claim.id)
    .where(_claim.id.in_(_IDS), ClaimReading.current)
)  # fmt: skip
"""Claims as they stand. What follows from a claim's links (weighed_…) goes before what its own words let
suppose."""


def claim_records(session: Session, ids: Sequence[int]) -> tuple[r.ClaimRecord, ...]:
    """Records of these claims, in this order, as they stand."""
    return tuple(record for part in chunks(ids) for record in _claim_records(session, part))


def _claim_records(session: Session, ids: Sequence[int]) -> list[r.ClaimRecord]:
    rows = {row.id: row for row in session.execute(_CLAIMS, {"ids": ids})}
    chains, flags = _chains(session, _CURRENT_HOPS, ids), _flags(session, _CURRENT_FLAGS, ids)
    return [_claim_record(rows[i], chains.get(i, ()), flags.get(i, ())) for i in ids if i in rows]


def _claim_record(row: Any, chain: Chain, flags: tuple[Flag, ...]) -> r.ClaimRecord:
    weighed = row.weighed_status
    return r.ClaimRecord(
        uid=row.uid,
        number=f"{row.article_id}.{row.number}",
        article=row.article_id,
        status=STATUSES[row.status],
        revision=row.revision,
        state=state_of(STANDINGS[row.standing], row.vanished),
        claim=_said(row, chain, flags, (weighed, row.weighed_reason) if weighed else None),
        version=row.version,
        edited=bool(row.edited),
        machine_made=row.machine_made,
        evidence=row.evidence,
        updated_at=row.updated_at,
        credibility=row.credibility,
        assigned=row.assigned,
    )


def _said(
    row: Any, chain: Chain, flags: tuple[Flag, ...], weighed: tuple[str, str | None] | None = None
) -> Claim:
    """From the columns `_WORDS`."""
    status, reason = weighed or (row.proposal_status, row.proposal_reason)
    return Claim(
        spans=spans(row.spans) or (),
        text=row.text,
        sentence=(row.sentence_start, row.sentence_end),
        mode=_MODES[row.mode],
        chain=chain,
        flags=flags,
        confidence=row.confidence,
        proposal=Proposal(STATUSES[status], reason or "") if status else None,
    )


_READINGS = (
    select(*_WORDS, _reading.id.label("reading"))
    .join_from(ClaimReading.__table__, ClaimRow.__table__, _claim.id == _reading.claim_id)
    .where(_reading.id.in_(_IDS))
)  # fmt: skip


def machine_claims(session: Session, readings: Iterable[ClaimReading]) -> dict[int, Claim]:
    """Claim id -> the claim as the extraction had it, whatever people decided since. One reading a claim."""
    found: dict[int, Claim] = {}
    for part in chunks([reading.id for reading in readings]):
        chains, flags = _chains(session, _MADE_HOPS, part), _flags(session, _MADE_FLAGS, part)
        for row in session.execute(_READINGS, {"ids": part}):
            found[row.id] = _said(row, chains.get(row.reading, ()), flags.get(row.reading, ()))
    return found


def _hops(key: Any) -> Select[Any]:
    return (
        select(
            key, _hop.position, word(_hop.kind), raw(_hop.mention), raw(_hop.cue), _hop.inherited,
            _hop.confidence, _hop.rule, _name.name,
        )
        .outerjoin_from(HopRow.__table__, HopSource.__table__, _name.hop_id == _hop.id)
        .where(key.in_(_IDS))
        .order_by(_hop.position, _name.position)
    )  # fmt: skip


_CURRENT_HOPS, _MADE_HOPS = _hops(_hop.claim_id).where(HopRow.current), _hops(_hop.reading_id)


def _chains(session: Session, query: Select[Any], ids: Sequence[int]) -> dict[int, Chain]:
    """Hops come in their order, each with one of its names at a time."""
    found: dict[int, dict[int, tuple[Any, list[str]]]] = defaultdict(dict)
    for key, position, *hop, name in session.execute(query, {"ids": ids}):
        _, names = found[key].setdefault(position, (hop, []))
        if name is not None:
            names.append(name)
    return {key: tuple(_step(*each) for each in chain.values()) for key, chain in found.items()}


def _step(hop: Sequence[Any], names: Sequence[str]) -> Hop:
    kind, mention, cue, inherited, confidence, rule = hop
    return Hop(KINDS[kind], tuple(names), spans(mention), spans(cue), inherited, confidence, rule)


def _raised(key: Any) -> Select[Any]:
    query = select(key, word(_flag.code), raw(_flag.params), raw(_flag.spans))
    return query.where(key.in_(_IDS)).order_by(_flag.id)


_CURRENT_FLAGS, _MADE_FLAGS = _raised(_flag.claim_id).where(FlagRow.current), _raised(_flag.reading_id)


def _flags(session: Session, query: Select[Any], ids: Sequence[int]) -> dict[int, tuple[Flag, ...]]:
    """The heaviest first."""
    found: dict[int, list[Flag]] = defaultdict(list)
    for key, code, params, where in session.execute(query, {"ids": ids}):
        found[key].append(Flag(_CODES[code], read(params), spans(where) or ()))
    return {key: tuple(sorted(flags, key=lambda f: -f.code.weight)) for key, flags in found.items()}


_NEWEST = select(func.max(_extraction.id)).where(_extraction.version_id == _version.id).scalar_subquery()
_OTHER = ExtractionRow.__table__.alias()
_ARTICLES = (
    select(
        _article.id, _article.uid, _article.address, _article.added_at, _article.removed_at,
        _version.number, _version.text_sha256, _version.title, _version.publisher, _version.language,
        _version.published, raw(_version.authors).label("authors"), _version.url, _version.read_at,
        _OTHER.c.engine, _OTHER.c.engine_version,
    )
    .join_from(
        Article.__table__, Version.__table__,
        (_version.article_id == _article.id) & (_version.number == _article.version),
    )
    .join(_OTHER, _OTHER.c.id == _NEWEST)
    .where(_article.id.in_(_IDS))
)  # fmt: skip
"""Articles in their current versions, as their newest extractions have them."""

_COUNTS = (
    select(_claim.article_id, word(_claim.status), func.count())
    .where(_claim.article_id.in_(_IDS), _claim.standing == Standing.STANDING, ~ClaimRow.vanished)
    .group_by(_claim.article_id, _claim.status)
)


def article_records(session: Session, ids: Sequence[int]) -> tuple[r.ArticleRecord, ...]:
    """Records of these articles, in this order, in their current versions."""
    found: dict[int, r.ArticleRecord] = {}
    for part in chunks(ids):
        counts: dict[int, dict[Status, int]] = defaultdict(dict)
        for article, status, count in session.execute(_COUNTS, {"ids": part}):
            counts[article][STATUSES[status]] = count
        for row in session.execute(_ARTICLES, {"ids": part}):
            found[row.id] = _article_record(row, counts[row.id])
    return tuple(found[i] for i in ids if i in found)


def _article_record(row: Any, statuses: Mapping[Status, int]) -> r.ArticleRecord:
    said = Metadata(row.title, row.publisher, row.language, row.published, tuple(read(row.authors)), row.url)
    return r.ArticleRecord(
        number=row.id,
        uid=row.uid,
        address=row.address,
        metadata=said,
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


def metadata(version: Version) -> Metadata:
    """What is known of a version."""
    return Metadata(
        title=version.title,
        publisher=version.publisher,
        language=version.language,
        published=version.published,
        authors=tuple(version.authors),
        url=version.url,
    )
