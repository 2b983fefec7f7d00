"""An article's claims as a page marks them in its text, and lists of claims beside their articles: a bounded
number of queries, and nothing that is not shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from verify.model import FlagCode
from verify.store import listing, naming
from verify.store import records as r
from verify.store.loading import article_records, number, state
from verify.store.tables import (
    Article,
    ClaimReading,
    ClaimRow,
    ExtractionRow,
    FlagRow,
    HopRow,
    HopSource,
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
    flags, chains = _flags(session, article.id), _chains(session, article.id)
    query = (
        select(ClaimRow, ClaimReading.text, ClaimReading.spans, Version.number)
        .join(ClaimReading, ClaimReading.claim_id == ClaimRow.id)
        .join(ExtractionRow, ExtractionRow.id == ClaimReading.extraction_id)
        .join(Version, Version.id == ExtractionRow.version_id)
        .where(ClaimRow.article_id == article.id, ClaimReading.current)
        .order_by(ClaimRow.start, ClaimRow.number)
    )
    return tuple(
        r.Brief(
            number=number(row),
            uid=row.uid,
            text=text,
            spans=spans,
            version=version,
            state=state(row),
            status=row.status,
            revision=row.revision,
            flags=flags.get(row.id, ()),
            chain=chains.get(row.id, ()),
        )
        for row, text, spans, version in session.execute(query)
    )


def _flags(session: Session, article: int) -> dict[int, tuple[FlagCode, ...]]:
    """Each code once, the heaviest first."""
    query = select(FlagRow.claim_id, FlagRow.code).join(ClaimRow, ClaimRow.id == FlagRow.claim_id)
    found: dict[int, set[FlagCode]] = defaultdict(set)
    for claim, code in session.execute(query.where(ClaimRow.article_id == article, FlagRow.current)):
        found[claim].add(FlagCode(code))
    return {claim: tuple(sorted(codes, key=lambda c: (-c.weight, c))) for claim, codes in found.items()}


def _chains(session: Session, article: int) -> dict[int, tuple[r.Step, ...]]:
    query = (
        select(HopRow.claim_id, HopRow.position, HopRow.kind, HopSource.name)
        .join(ClaimRow, ClaimRow.id == HopRow.claim_id)
        .outerjoin(HopSource, HopSource.hop_id == HopRow.id)
        .where(ClaimRow.article_id == article, HopRow.current)
        .order_by(HopRow.claim_id, HopRow.position, HopSource.position)
    )
    steps: dict[int, dict[int, r.Step]] = defaultdict(dict)
    for claim, position, kind, name in session.execute(query):
        named = steps[claim].get(position, r.Step(kind, ()))
        steps[claim][position] = r.Step(kind, (*named.names, name)) if name is not None else named
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
