"""The search index of articles: keeping it, and finding articles by their rare terms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from verify.store import postgresql, sqlite
from verify.store import records as r
from verify.store.loading import article_records, claim_records
from verify.store.tables import Article, ClaimRow, SearchDocument, SnapshotRow, TextRow, Version
from verify.store.writing import chunks

_BATCH = 50


def unindexed(session: Session, form: int) -> tuple[r.Unindexed, ...]:
    """The next articles whose current text the index lacks in this format; () where there are none."""
    newest = session.scalar(select(func.max(SearchDocument.version_id))) or 0
    current = select(Version, Article).join(
        Article, (Article.id == Version.article_id) & (Article.version == Version.number)
    )
    later = current.where(Version.id > newest).order_by(Version.id).limit(_BATCH)
    found = session.execute(later).all()
    if not found:
        stale = select(SearchDocument.article_id).where(SearchDocument.format < form).limit(_BATCH)
        found = session.execute(current.where(Article.id.in_(stale)).order_by(Version.id)).all()
    return tuple(_unindexed(session, version, article) for version, article in found)


def _unindexed(session: Session, version: Version, article: Article) -> r.Unindexed:
    text = session.get_one(TextRow, version.text_sha256).text
    return r.Unindexed(article.id, version.id, text, article.language, article.published)


def index(session: Session, documents: Sequence[r.Indexed]) -> None:
    """Put these into the index, each in its article's place."""
    for given in documents:
        row = session.get(SearchDocument, given.article)
        if row is None:
            row = SearchDocument(article_id=given.article)
            session.add(row)
        row.version_id, row.format = given.version_id, given.format
        row.terms, row.analysis = " ".join(sorted(given.terms)), given.analysis
    session.flush()


def wait_no_longer(session: Session) -> None:
    """Versions behind the newest one here are found by their number: before a newer one is put in, give them
    a place, to be filled before the next search.
    """
    newest = session.scalar(select(func.max(SearchDocument.version_id))) or 0
    waiting = select(Version.id, Version.article_id).where(Version.id > newest).order_by(Version.id)
    for version_id, article_id in session.execute(waiting).all():
        row = session.get(SearchDocument, article_id)
        if row is None:
            row = SearchDocument(article_id=article_id, terms="", analysis=b"")
            session.add(row)
        row.version_id, row.format = version_id, 0
    session.flush()


def outdate(session: Session, article_id: int) -> None:
    """What is known of the article changed: its terms are taken anew before the next search."""
    row = session.get(SearchDocument, article_id)
    if row is not None:
        row.format = 0


def postings(session: Session, terms: Sequence[str], most: int) -> dict[str, tuple[int, ...]]:
    """Term -> the articles that have it, at most this many each; one query, no look at any other article."""
    if not terms:
        return {}
    found: dict[str, list[int]] = defaultdict(list)
    for place, article in session.execute(_engine(session).postings(terms, most)):
        found[terms[place]].append(article)
    return {term: tuple(articles) for term, articles in found.items()}


def together(session: Session, terms: Sequence[str], near: int, far: int, most: int) -> tuple[int, ...]:
    """Articles with two or more of the terms, among those with a number at most `far` from `near`."""
    if len(terms) < 2:
        return ()
    return tuple(session.scalars(_engine(session).together(terms, near - far, near + far, most)))


def ranked(session: Session, terms: Sequence[str], most: int) -> tuple[int, ...]:
    """Articles with any of the terms, by the index's own rank."""
    return tuple(session.scalars(_engine(session).ranked(terms, most))) if terms else ()


def _engine(session: Session):  # type: ignore[no-untyped-def]
    return sqlite if session.get_bind().dialect.name == "sqlite" else postgresql


def size(session: Session) -> int:
    """About how many articles there are: the highest number."""
    return session.scalar(select(func.max(Article.id))) or 0


def documents(session: Session, ids: Sequence[int]) -> tuple[r.SearchRecord, ...]:
    """What is compared of these articles, in this order, without the removed ones: text, analysis, claims."""
    rows: dict[int, tuple[SearchDocument, str, str]] = {}
    claims: dict[int, list[int]] = defaultdict(list)
    for part in chunks(ids):
        query = (
            select(SearchDocument, TextRow.text, SnapshotRow.address)
            .join(Version, Version.id == SearchDocument.version_id)
            .join(SnapshotRow, SnapshotRow.id == Version.snapshot_id)
            .join(TextRow, TextRow.sha256 == Version.text_sha256)
            .join(Article, Article.id == SearchDocument.article_id)
            .where(SearchDocument.article_id.in_(part), Article.removed_at.is_(None))
        )
        rows |= {row.article_id: (row, text, given) for row, text, given in session.execute(query)}
        listed = select(ClaimRow.article_id, ClaimRow.id).where(
            ClaimRow.article_id.in_(part), ClaimRow.listed.expression
        )
        for article, claim in session.execute(listed.order_by(ClaimRow.start, ClaimRow.number)):
            claims[article].append(claim)
    wanted = [i for i in ids if i in rows]
    said = {c.number: c for c in claim_records(session, [c for i in wanted for c in claims[i]])}
    by_article: dict[int, list[r.ClaimRecord]] = defaultdict(list)
    for record in said.values():
        by_article[record.article].append(record)
    return tuple(
        _compared(article, *rows[article.number], by_article[article.number])
        for article in article_records(session, wanted)
    )


def _compared(
    article: r.ArticleRecord, row: SearchDocument, text: str, given: str, claims: Sequence[r.ClaimRecord]
) -> r.SearchRecord:
    return r.SearchRecord(article, given, text, row.analysis, row.version_id, tuple(claims))
