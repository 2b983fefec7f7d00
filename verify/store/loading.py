"""Rows into records: a fixed number of queries for any number of claims or articles.

The queries are built once, and ask for plain columns: every list and page asks them all the time, and rows as
objects, by queries that are built anew, take three times as long.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    Text,
    exists,
    func,
    select,
    type_coerce,
)
from sqlalchemy.orm import Session

from verify.model import Claim, Flag, FlagCode, Hop, Metadata, Mode, Proposal, SourceKind, Status
from verify.model.claim import Chain, Spans
from verify.store import records as r
from verify.store.fetching import among, decoded, placed, rows
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
    """JSON as the driver gives it, for `decoded` and `placed`."""
    return type_coerce(column, Text)


def number(row: ClaimRow) -> str:
    """What people type: "article.claim"."""
    return f"{row.article_id}.{row.number}"


def state_of(standing: Standing, vanished: bool) -> r.ClaimState:
    """A person's decision says more than the text."""
    return _STATES.get(standing, r.ClaimState.VANISHED if vanished else r.ClaimState.PRESENT)


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
    .where(among(_claim.id), ClaimReading.current)
)  # fmt: skip
"""Claims as they stand. What follows from a claim's links (weighed_…) goes before what its own words let
suppose."""


def claim_records(session: Session, ids: Sequence[int]) -> tuple[r.ClaimRecord, ...]:
    """Records of these claims, in this order, as they stand."""
    return tuple(record for part in chunks(ids) for record in _claim_records(session, part))


def _claim_records(session: Session, ids: Sequence[int]) -> list[r.ClaimRecord]:
    found = {row[0]: (row, where) for row, where in _said_where(rows(session, _CLAIMS, keys=ids))}
    chains, flags = _chains(session, _CURRENT_HOPS, ids), _flags(session, _CURRENT_FLAGS, ids)
    return [_claim_record(*found[i], chains.get(i, ()), flags.get(i, ())) for i in ids if i in found]


def _said_where(found: Sequence[Any]) -> Iterator[tuple[Any, Spans]]:
    """Rows that begin with the columns `_WORDS`, each with its spans read."""
    for row, where in zip(found, placed([row[1] for row in found]), strict=True):
        yield row, where or ()


def _claim_record(row: Any, where: Spans, chain: Chain, flags: tuple[Flag, ...]) -> r.ClaimRecord:
    """From the columns `_CLAIMS`."""
    (
        *said, uid, article, ordinal, status, revision, standing, vanished, machine_made, updated_at,
        credibility, version, assigned, weighed, why, edited, evidence,
    ) = row  # fmt: skip
    return r.ClaimRecord(
        uid,
        f"{article}.{ordinal}",
        article,
        STATUSES[status],
        revision,
        state_of(STANDINGS[standing], vanished),
        _said(said, where, chain, flags, (weighed, why) if weighed else None),
        version,
        bool(edited),
        machine_made,
        evidence,
        updated_at,
        credibility,
        assigned,
    )


def _said(
    said: Sequence[Any],
    where: Spans,
    chain: Chain,
    flags: tuple[Flag, ...],
    weighed: tuple[str, str | None] | None = None,
) -> Claim:
    """From the columns `_WORDS`."""
    _, _, text, start, end, mode, confidence, status, reason = said
    if weighed:
        status, reason = weighed
    return Claim(
        where,
        text,
        (start, end),
        _MODES[mode],
        chain,
        flags,
        confidence,
        Proposal(STATUSES[status], reason or "") if status else None,
    )


_READINGS = (
    select(*_WORDS, _reading.id.label("reading"))
    .join_from(ClaimReading.__table__, ClaimRow.__table__, _claim.id == _reading.claim_id)
    .where(among(_reading.id))
)  # fmt: skip


def machine_claims(session: Session, readings: Iterable[ClaimReading]) -> dict[int, Claim]:
    """Claim id -> the claim as the extraction had it, whatever people decided since. One reading a claim."""
    found: dict[int, Claim] = {}
    for part in chunks([reading.id for reading in readings]):
        chains, flags = _chains(session, _MADE_HOPS, part), _flags(session, _MADE_FLAGS, part)
        for (*said, reading), where in _said_where(rows(session, _READINGS, keys=part)):
            found[said[0]] = _said(said, where, chains.get(reading, ()), flags.get(reading, ()))
    return found


def _hops(key: Any) -> Select[Any]:
    return (
        select(
            key, _hop.position, word(_hop.kind), raw(_hop.mention), raw(_hop.cue), _hop.inherited,
            _hop.confidence, _hop.rule, _name.name,
        )
        .outerjoin_from(HopRow.__table__, HopSource.__table__, _name.hop_id == _hop.id)
        .where(among(key))
        .order_by(_hop.position, _name.position)
    )  # fmt: skip


_CURRENT_HOPS, _MADE_HOPS = _hops(_hop.claim_id).where(HopRow.current), _hops(_hop.reading_id)


def _chains(session: Session, query: Select[Any], ids: Sequence[int]) -> dict[int, Chain]:
    """Hops come in their order, each with one of its names at a time."""
    every = rows(session, query, keys=ids)
    mentions, cues = placed([row[3] for row in every]), placed([row[4] for row in every])
    found: dict[int, dict[int, list[Any]]] = defaultdict(dict)
    for row, mention, cue in zip(every, mentions, cues, strict=True):
        key, position, kind, _, _, inherited, confidence, rule, name = row
        names = () if name is None else (name,)
        if (hop := found[key].get(position)) is None:
            found[key][position] = [KINDS[kind], names, mention, cue, inherited, confidence, rule]
        else:
            hop[1] += names
    return {key: tuple([Hop(*hop) for hop in hops.values()]) for key, hops in found.items()}


def _raised(key: Any) -> Select[Any]:
    query = select(key, word(_flag.code), raw(_flag.params), raw(_flag.spans))
    return query.where(among(key)).order_by(_flag.id)


_CURRENT_FLAGS, _MADE_FLAGS = _raised(_flag.claim_id).where(FlagRow.current), _raised(_flag.reading_id)


def _flags(session: Session, query: Select[Any], ids: Sequence[int]) -> dict[int, tuple[Flag, ...]]:
    """The heaviest first."""
    every = rows(session, query, keys=ids)
    params, where = decoded([row[2] for row in every]), placed([row[3] for row in every])
    found: dict[int, list[Flag]] = defaultdict(list)
    for (key, code, _, _), held, spans in zip(every, params, where, strict=True):
        found[key].append(Flag(_CODES[code], held, spans or ()))
    return {key: _heaviest_first(flags) for key, flags in found.items()}


def _heaviest_first(flags: list[Flag]) -> tuple[Flag, ...]:
    return tuple(flags if len(flags) == 1 else sorted(flags, key=lambda f: -f.code.weight))


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
    .where(among(_article.id))
)  # fmt: skip
"""Articles in their current versions, as their newest extractions have them."""

_COUNTS = (
    select(_claim.article_id, word(_claim.status), func.count())
    .where(among(_claim.article_id), _claim.standing == Standing.STANDING, ~ClaimRow.vanished)
    .group_by(_claim.article_id, _claim.status)
)


def article_records(session: Session, ids: Sequence[int]) -> tuple[r.ArticleRecord, ...]:
    """Records of these articles, in this order, in their current versions."""
    found: dict[int, r.ArticleRecord] = {}
    for part in chunks(ids):
        counts: dict[int, dict[Status, int]] = defaultdict(dict)
        for article, status, count in rows(session, _COUNTS, keys=part):
            counts[article][STATUSES[status]] = count
        every = rows(session, _ARTICLES, keys=part)
        for row, authors in zip(every, decoded([row[11] for row in every]), strict=True):
            found[row[0]] = _article_record(row, authors, counts[row[0]])
    return tuple(found[i] for i in ids if i in found)


def _article_record(row: Any, authors: Sequence[str], statuses: Mapping[Status, int]) -> r.ArticleRecord:
    """From the columns `_ARTICLES`."""
    (
        number, uid, address, added_at, removed_at, version, sha256, title, publisher, language, published,
        _, url, read_at, engine, engine_version,
    ) = row  # fmt: skip
    return r.ArticleRecord(
        number=number,
        uid=uid,
        address=address,
        metadata=Metadata(title, publisher, language, published, tuple(authors), url),
        version=version,
        text_sha256=sha256,
        engine=engine,
        engine_version=engine_version,
        claims=sum(statuses.values()),
        statuses=dict(statuses),
        added_at=added_at,
        read_at=read_at,
        removed=removed_at is not None,
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
