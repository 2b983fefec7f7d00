"""An article's claims as a page marks them in its text, and lists of claims beside their articles: a bounded
number of queries, and nothing that is not shown.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import String, Text, select, type_coerce
from sqlalchemy.orm import Session

from verify.model import FlagCode, SourceKind, Status
from verify.model.claim import Spans
from verify.store import listing, naming
from verify.store import records as r
from verify.store.loading import article_records, state_of
from verify.store.tables import (
    Article,
    ClaimReading,
    ClaimRow,
    ExtractionRow,
    FlagRow,
    HopRow,
    HopSource,
    Standing,
    TextRow,
    Version,
)


def outline(session: Session, name: str | int) -> r.Outline:
    """See Store.outline."""
    article = naming.article_row(session, name)
    (record,) = article_records(session, [article.id])
    text = session.scalars(select(TextRow.text).where(TextRow.sha256 == record.text_sha256)).one()
    return r.Outline(record, text, _briefs(session, article))


def _briefs(session: Session, article: Article) -> tuple[r.Brief, ...]:
    """Plain columns, their words made terms by a look into a table: an article may have thousands of claims,
    and rows as objects take three times as long.
    """
    flags, chains = _flags(session, article.id), _chains(session, article.id)
    query = (
        select(
            ClaimRow.id, ClaimRow.number, ClaimRow.uid, type_coerce(ClaimRow.status, String),
            ClaimRow.revision, type_coerce(ClaimRow.standing, String), ClaimRow.vanished,
            ClaimReading.text, type_coerce(ClaimReading.spans, Text), Version.number,
        )
        .join(ClaimReading, ClaimReading.claim_id == ClaimRow.id)
        .join(ExtractionRow, ExtractionRow.id == ClaimReading.extraction_id)
        .join(Version, Version.id == ExtractionRow.version_id)
        .where(ClaimRow.article_id == article.id, ClaimReading.current)
        .order_by(ClaimRow.start, ClaimRow.number)
    )  # fmt: skip
    return tuple(
        r.Brief(
            f"{article.id}.{ordinal}", uid, text, _spans(spans), version,
            state_of(_STANDINGS[standing], vanished), _STATUSES[status], revision,
            flags.get(key, ()), chains.get(key, ()),
        )
        for key, ordinal, uid, status, revision, standing, vanished, text, spans, version in session.execute(
            query
        )
    )  # fmt: skip


_STATUSES = {status.value: status for status in Status}
_STANDINGS = {standing.value: standing for standing in Standing}
_KINDS = {kind.value: kind for kind in SourceKind}


def _spans(stored: str | list[list[int]]) -> Spans:
    """SQLite gives JSON as text, a server's driver has read it already."""
    pairs = json.loads(stored) if isinstance(stored, str) else stored
    return tuple((start, end) for start, end in pairs)


def _flags(session: Session, article: int) -> dict[int, tuple[FlagCode, ...]]:
    """Each code once, the heaviest first."""
    query = select(FlagRow.claim_id, FlagRow.code).join(ClaimRow, ClaimRow.id == FlagRow.claim_id)
    found: dict[int, set[str]] = defaultdict(set)
    for claim, code in session.execute(query.where(ClaimRow.article_id == article, FlagRow.current)):
        found[claim].add(code)
    kinds = {codes: _ordered(codes) for codes in map(frozenset, found.values())}
    return {claim: kinds[frozenset(codes)] for claim, codes in found.items()}


def _ordered(codes: Iterable[str]) -> tuple[FlagCode, ...]:
    return tuple(sorted(map(FlagCode, codes), key=lambda code: (-code.weight, code)))


def _chains(session: Session, article: int) -> dict[int, tuple[r.Step, ...]]:
    query = (
        select(HopRow.claim_id, HopRow.position, type_coerce(HopRow.kind, String), HopSource.name)
        .join(ClaimRow, ClaimRow.id == HopRow.claim_id)
        .outerjoin(HopSource, HopSource.hop_id == HopRow.id)
        .where(ClaimRow.article_id == article, HopRow.current)
        .order_by(HopRow.claim_id, HopRow.position, HopSource.position)
    )
    steps: dict[int, dict[int, r.Step]] = defaultdict(dict)
    for claim, position, kind, name in session.execute(query):
        named = steps[claim].get(position, r.Step(_KINDS[kind], ()))
        steps[claim][position] = r.Step(_KINDS[kind], (*named.names, name)) if name is not None else named
    return {claim: tuple(hops.values()) for claim, hops in steps.items()}


def listed(
    session: Session, where: r.ClaimFilter, *, sort: r.Sort, limit: int, offset: int
) -> r.Page[r.Listed]:
    """See Store.listed."""
    page = listing.claims(session, where, sort=sort, limit=limit, offset=offset)
    beside = _articles(session, page.items)
    items = tuple(r.Listed(beside[claim.article], claim) for claim in page.items)
    return r.Page(items, page.total, page.limit, page.offset)


def _articles(session: Session, claims: Sequence[r.ClaimRecord]) -> dict[int, r.ArticleRecord]:
    numbers = list(dict.fromkeys(claim.article for claim in claims))
    return {record.number: record for record in article_records(session, numbers)}
