"""Versions of an article, and what changed between two of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from verify.errors import Refused
from verify.model import Claim
from verify.store import naming
from verify.store import records as r
from verify.store.fetching import among, rows
from verify.store.loading import machine_claims, metadata, number
from verify.store.matching import wording
from verify.store.tables import Article, ClaimReading, ClaimRow, ExtractionRow, Standing, TextRow, Version
from verify.store.writing import chunks


def versions(session: Session, name: str | int) -> tuple[r.VersionRecord, ...]:
    """See Store.versions."""
    row = naming.article_row(session, name)
    found = session.scalars(
        select(Version).where(Version.article_id == row.id).order_by(Version.number)
    ).all()
    engines: dict[int, list[str]] = defaultdict(list)
    query = select(ExtractionRow).where(ExtractionRow.version_id.in_([v.id for v in found]))
    for each in session.scalars(query.order_by(ExtractionRow.id)):
        engines[each.version_id].append(f"{each.engine} {each.engine_version}")
    return tuple(
        r.VersionRecord(v.number, v.uid, v.text_sha256, metadata(v), v.read_at, tuple(engines[v.id]))
        for v in found
    )


def texts(session: Session, versions: Sequence[tuple[int, int]]) -> dict[tuple[int, int], str]:
    """See Store.texts."""
    found: dict[tuple[int, int], str] = {}
    for part in chunks(set(versions)):
        articles, numbers = zip(*part, strict=True)
        every = rows(session, _TEXTS, articles=list(set(articles)), numbers=list(set(numbers)))
        found |= {(article, number): text for article, number, text in every}
    return found


# By two columns, not by pairs: SQLite would go through all versions for pairs.
_TEXTS = (
    select(Version.article_id, Version.number, TextRow.text)
    .join(TextRow, TextRow.sha256 == Version.text_sha256)
    .where(
        among(Version.article_id, "articles"),
        among(Version.number, "numbers"),
    )
)


def version_text(session: Session, name: str | int, version: int | None) -> str:
    """See Store.version_text."""
    row = naming.article_row(session, name)
    return session.get_one(TextRow, naming.version_row(session, row, version).text_sha256).text


def diff(session: Session, name: str | int, before: int | None, after: int | None) -> r.VersionDiff:
    """See Store.diff."""
    row = naming.article_row(session, name)
    later = row.version if after is None else after
    earlier = later - 1 if before is None else before
    if row.version == 1:
        raise Refused("Article {id} has one version only: there is nothing to compare.", id=row.id)
    rows, one = _version_claims(session, naming.version_row(session, row, earlier))
    more, other = _version_claims(session, naming.version_row(session, row, later))
    rows |= more
    seen = _read_before(session, row, earlier)
    every = sorted(one.keys() | other.keys(), key=lambda i: rows[i].number)
    changes = [_change(number(rows[i]), one.get(i), other.get(i), i in seen) for i in every]
    found = tuple(change for change in changes if change is not None)
    return r.VersionDiff(row.id, earlier, later, found, len(changes) - len(found))


def _version_claims(session: Session, version: Version) -> tuple[dict[int, ClaimRow], dict[int, Claim]]:
    """What the version's newest extraction found, without what people took out."""
    newest = (
        select(func.max(ExtractionRow.id)).where(ExtractionRow.version_id == version.id).scalar_subquery()
    )
    query = (
        select(ClaimRow, ClaimReading)
        .join(ClaimReading, ClaimReading.claim_id == ClaimRow.id)
        .where(ClaimReading.extraction_id == newest, ClaimRow.standing == Standing.STANDING)
    )
    found = session.execute(query).all()
    return {row.id: row for row, _ in found}, machine_claims(session, [reading for _, reading in found])


def _read_before(session: Session, row: Article, version: int) -> set[int]:
    query = (
        select(ClaimReading.claim_id)
        .join(ExtractionRow, ExtractionRow.id == ClaimReading.extraction_id)
        .join(Version, Version.id == ExtractionRow.version_id)
        .where(Version.article_id == row.id, Version.number < version)
    )
    return set(session.scalars(query))


def _change(name: str, one: Claim | None, other: Claim | None, seen: bool) -> r.Change | None:
    if one is not None and other is not None:
        same = wording(one.text) == wording(other.text)
        return None if same else r.Change(r.ChangeKind.REWORDED, name, one, other)
    if other is None:
        return r.Change(r.ChangeKind.VANISHED, name, one, None)
    return r.Change(r.ChangeKind.RETURNED if seen else r.ChangeKind.NEW, name, None, other)
