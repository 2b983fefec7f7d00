"""Is the database sound: the engine's own checks, and what our promises say of every row."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from verify.errors import Message, StoreError
from verify.model import text_sha256, words
from verify.store import events, sqlite
from verify.store import records as r
from verify.store.saving import blob_bytes
from verify.store.tables import (
    Article,
    Base,
    Blob,
    ClaimReading,
    ClaimRow,
    ExtractionRow,
    LinkRow,
    SnapshotRow,
    TextRow,
    Version,
)

_MOST = 100
"""Problems named; a file as broken as that needs its backup, not a longer list."""

_BATCH = 500


def check(session: Session) -> r.Integrity:
    """See Store.check."""
    found: list[str] = []
    if session.get_bind().dialect.name == "sqlite":
        found += sqlite.problems(session.connection())
    else:
        found += _references(session)
    checks = {
        "texts": _texts,
        "snapshots": _snapshots,
        "claims": _readings,
        "links": _links,
        "articles": _articles,
    }
    checked = {name: _run(run(session), found) for name, run in checks.items()}
    history = events.check(session)
    checked["events"] = history.events
    if history.problem:
        found.append(history.problem)
    return r.Integrity(tuple(found[:_MOST]), checked)


def _run(each: Iterator[str | None], found: list[str]) -> int:
    count = 0
    for problem in each:
        count += 1
        if problem and len(found) < _MOST:
            found.append(problem)
    return count


def _references(session: Session) -> Iterator[str]:
    """Rows that point to nothing. A server keeps that from happening, except for who may switch it off; what
    is wrong with its files is for pg_amcheck and its checksums.
    """
    for table in Base.metadata.sorted_tables:
        for key in table.foreign_keys:
            child, parent = key.parent, key.column.table.alias()
            there = parent.c[key.column.name]
            lost = select(func.count()).select_from(table.outerjoin(parent, child == there))
            if count := session.scalar(lost.where(child.is_not(None), there.is_(None))):
                yield f"{count} of {table.name} points to a row of {key.column.table} that does not exist."


def _texts(session: Session) -> Iterator[str | None]:
    for row in session.execute(select(TextRow.sha256, TextRow.text).execution_options(yield_per=_BATCH)):
        yield (
            None
            if text_sha256(row.text) == row.sha256
            else Message("Text {sha256} is not what was stored.", sha256=row.sha256)
        )


def _snapshots(session: Session) -> Iterator[str | None]:
    for blob in session.scalars(select(Blob).execution_options(yield_per=20)):
        yield _blob_problem(blob)
        session.expunge(blob)


def _blob_problem(blob: Blob) -> str | None:
    try:
        blob_bytes(blob)
    except StoreError as error:
        return error.message
    return None


def _readings(session: Session) -> Iterator[str | None]:
    """`text` is its spans' words, always, in every version that had the claim; and nothing claims to hold
    twice.
    """
    query = (
        select(
            ClaimRow.article_id, ClaimRow.number, ClaimReading.text, ClaimReading.spans, Version.text_sha256
        )
        .join(ClaimReading, ClaimReading.claim_id == ClaimRow.id)
        .join(ExtractionRow, ExtractionRow.id == ClaimReading.extraction_id)
        .join(Version, Version.id == ExtractionRow.version_id)
        .order_by(Version.id)
    )
    at, text = "", ""
    for row in session.execute(query.execution_options(yield_per=_BATCH)):
        article, claim, claim_text, spans, sha256 = row
        if sha256 != at:
            at, text = sha256, session.scalar(select(TextRow.text).where(TextRow.sha256 == sha256)) or ""
        inside = all(0 <= start < end <= len(text) for start, end in spans)
        sound = inside and words(text, spans) == claim_text
        yield (
            None
            if sound
            else Message("Claim {number}: its words are not those of its spans.", number=f"{article}.{claim}")
        )


def _links(session: Session) -> Iterator[str | None]:
    query = (
        select(LinkRow.id, LinkRow.start, LinkRow.end, func.length(TextRow.text))
        .join(Version, Version.id == LinkRow.version_id)
        .join(TextRow, TextRow.sha256 == Version.text_sha256)
    )
    for link_id, start, end, length in session.execute(query.execution_options(yield_per=_BATCH)):
        yield (
            None
            if 0 <= start <= end <= length
            else Message("Link {link_id} points outside its text.", link_id=link_id)
        )


def _articles(session: Session) -> Iterator[str | None]:
    """Every article has its current version, an extraction of it, and numbers beyond those given."""
    last = select(func.max(ClaimRow.number)).where(ClaimRow.article_id == Article.id).scalar_subquery()
    other = aliased(ExtractionRow)
    read = select(func.count(other.id)).where(other.version_id == Version.id).scalar_subquery()
    query = select(Article.id, Article.next_claim, last, SnapshotRow.id, read).outerjoin(
        Version, (Version.article_id == Article.id) & (Version.number == Article.version)
    )
    query = query.outerjoin(SnapshotRow, SnapshotRow.id == Version.snapshot_id)
    for article, following, highest, snapshot, extractions in session.execute(query):
        if snapshot is None or not extractions:
            yield Message(
                "Article {article} is not whole: its version, snapshot or extraction is missing.",
                article=article,
            )
        elif (highest or 0) >= following:
            yield Message(
                "Article {article} would use the number {following} again.",
                article=article,
                following=following,
            )
        else:
            yield None
