"""An article's claims as a page marks them in its text, and lists of claims beside their articles: a bounded
number of queries, and nothing that is not shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import Select, String, Text, and_, bindparam, not_, select, type_coerce
from sqlalchemy.orm import Session

from verify.model import FlagCode, Status
from verify.store import listing, naming
from verify.store import records as r
from verify.store.fetching import placed
from verify.store.loading import article_records, state_of
from verify.store.tables import (
    ClaimReading,
    ClaimRow,
    ExtractionRow,
    FlagRow,
    Standing,
    TextRow,
    Version,
)


def outline(session: Session, name: str | int) -> r.Outline:
    """See Store.outline."""
    article = naming.article_id(session, name)
    records = article_records(session, [article])
    if not records:
        raise naming.no_article(name)
    (record,) = records
    text = session.scalars(_TEXT, {"sha256": record.text_sha256}).one()
    flags = _flags(session, article)
    return r.Outline(record, text, _briefs(session, record, flags), _others(session, record, flags))


def _briefs(session: Session, article: r.ArticleRecord, flags: Mapping[int, Flags]) -> tuple[r.Brief, ...]:
    """Column by column, words made terms by a look into a table: an article may have thousands of claims, and
    rows as objects take five times as long.
    """
    asked = {"article": article.number, "version": article.version}
    rows = session.connection().execute(_CLAIMS, asked).all()
    if not rows:
        return ()
    keys, ordinals, statuses, spans = zip(*rows, strict=True)
    numbers = [f"{article.number}.{ordinal}" for ordinal in ordinals]
    columns = (
        numbers,
        placed(spans),
        [_STATUSES[each] for each in statuses],
        [flags.get(key, ()) for key in keys],
    )
    return tuple(sorted(map(r.Brief._make, zip(*columns, strict=True)), key=_SPANS))


def _others(session: Session, article: r.ArticleRecord, flags: Mapping[int, Flags]) -> tuple[r.Other, ...]:
    rows = session.execute(_OTHERS, {"article": article.number, "version": article.version})
    return tuple(
        r.Other(
            f"{article.number}.{ordinal}", text, version, state_of(standing, vanished), flags.get(key, ())
        )
        for key, ordinal, text, version, standing, vanished in rows
    )


Flags = tuple[FlagCode, ...]

_SPANS = itemgetter(r.Brief._fields.index("spans"))
_STATUSES = {status.value: status for status in Status}
_TEXT = select(TextRow.text).where(TextRow.sha256 == bindparam("sha256"))


def _of_article(*columns: Any) -> Select[Any]:
    """Columns of the claims of one article as they are read now."""
    return (
        select(ClaimRow.id, ClaimRow.number, *columns)
        .join(ClaimReading, ClaimReading.claim_id == ClaimRow.id)
        .join(ExtractionRow, ExtractionRow.id == ClaimReading.extraction_id)
        .join(Version, Version.id == ExtractionRow.version_id)
        .where(ClaimRow.article_id == bindparam("article"), ClaimReading.current)
    )


_PLACED = and_(
    ClaimRow.standing == Standing.STANDING, ~ClaimRow.vanished, Version.number == bindparam("version")
)
_CLAIMS = _of_article(
    type_coerce(ClaimRow.status, String), type_coerce(ClaimReading.spans, Text)
).where(_PLACED)  # fmt: skip
_OTHERS = (
    _of_article(ClaimReading.text, Version.number, ClaimRow.standing, ClaimRow.vanished)
    .where(not_(_PLACED))
    .order_by(ClaimRow.start, ClaimRow.number)
)
_FLAGS = (
    select(FlagRow.claim_id, type_coerce(FlagRow.code, String))
    .join(ClaimRow, ClaimRow.id == FlagRow.claim_id)
    .where(ClaimRow.article_id == bindparam("article"), FlagRow.current)
)


def _flags(session: Session, article: int) -> dict[int, Flags]:
    """Each code once, the heaviest first; claims with the same codes share them."""
    found: dict[int, str] = {}
    for claim, code in session.connection().execute(_FLAGS, {"article": article}).all():
        found[claim] = f"{found[claim]},{code}" if claim in found else code
    made = {codes: _ordered(codes) for codes in set(found.values())}
    return {claim: made[codes] for claim, codes in found.items()}


def _ordered(codes: str) -> Flags:
    found = {FlagCode(code) for code in codes.split(",")}
    return tuple(sorted(found, key=lambda code: (-code.weight, code)))


def listed(
    session: Session, where: r.ClaimFilter, *, sort: r.Sort, limit: int, offset: int
) -> r.Page[r.Listed]:
    """See Store.listed."""
    page = listing.claims(session, where, sort=sort, limit=limit, offset=offset)
    beside = _articles(session, page.items)
    items = tuple(r.Listed(beside[claim.article], claim) for claim in page.items)
    return r.Page(items, page.total, page.limit, page.offset, page.more)


def _articles(session: Session, claims: Sequence[r.ClaimRecord]) -> dict[int, r.ArticleRecord]:
    numbers = list(dict.fromkeys(claim.article for claim in claims))
    return {record.number: record for record in article_records(session, numbers)}
