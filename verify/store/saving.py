"""Storing a reading: one transaction from the bytes to the claims."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from verify.errors import InputError, StoreError
from verify.model import Extraction, Metadata, Snapshot, bytes_sha256, storable, text_sha256
from verify.store import citing, events, naming, searching
from verify.store import records as r
from verify.store.adding import CODEC, Indexing, Prepared, add_all, prepare
from verify.store.applying import Applied, apply
from verify.store.loading import article_records, claim_records
from verify.store.loading import metadata as known
from verify.store.tables import (
    Article,
    Blob,
    ClaimRow,
    LinkRow,
    Person,
    SnapshotRow,
    Standing,
    TextRow,
    Version,
    now,
)
from verify.store.writing import chunks, rewrite_search


def save(session: Session, reading: r.Reading, *, by: str, at: datetime | None) -> r.Saved:
    """See Store.save."""
    text = storable(reading.text)
    if len(text) == 0:
        raise InputError("{address}: there is no text to store.", address=reading.address)
    address = storable(reading.address)
    article = session.scalar(select(Article).where(Article.address == address).with_for_update())
    if article is None:
        (number,) = add_all(session, [prepare(reading)], actor=events.person(session, by), at=at or now())
        return _saved(session, session.get_one(Article, number), r.Result.ADDED, Applied())
    back = _bring_back(session, article, by)
    current = naming.version_row(session, article)
    if current.text_sha256 != text_sha256(text):
        return _change(session, article, current, reading, text, events.person(session, by), at or now())
    return _saved(session, article, r.Result.ADDED if back else r.Result.UNCHANGED, Applied())


def save_all(session: Session, given: Sequence[Prepared], *, by: str, at: datetime | None) -> list[r.Stored]:
    """See Store.save_all."""
    actor, when = events.person(session, by), at or now()
    if any(p.indexing for p in given):
        searching.wait_no_longer(session)
    addresses = [p.reading.address for p in given]
    known = _known(session, addresses)
    found: dict[int, r.Stored] = {}
    fresh: list[int] = []
    for place, address in enumerate(addresses):
        if address not in known:
            known.add(address)
            fresh.append(place)
    for place, number in zip(fresh, _add(session, [given[i] for i in fresh], actor, when), strict=True):
        found[place] = r.Stored(r.Result.ADDED, number, 1)
    for place, prepared in enumerate(given):
        if place not in found:  # known before, or twice among these: one after the other, in their order
            saved = save(session, prepared.whole(), by=by, at=at)
            if saved.result is r.Result.CHANGED and prepared.indexing:
                _index(session, saved.article.number, prepared.indexing)
            found[place] = r.Stored(saved.result, saved.article.number, saved.article.version)
    return [found[place] for place in range(len(given))]


def _index(session: Session, number: int, made: Indexing) -> None:
    version = naming.version_row(session, session.get_one(Article, number))
    terms = frozenset(made.terms.split())
    searching.index(session, [r.Indexed(number, version.id, made.format, terms, made.analysis)])


def _known(session: Session, addresses: Sequence[str]) -> set[str]:
    query = select(Article.address)
    return {
        address
        for part in chunks(addresses)
        for address in session.scalars(query.where(Article.address.in_(part)))
    }


def _add(session: Session, given: Sequence[Prepared], actor: Person, at: datetime) -> Sequence[int]:
    return add_all(session, given, actor=actor, at=at) if given else ()


def _change(
    session: Session,
    article: Article,
    current: Version,
    reading: r.Reading,
    text: str,
    actor: Person,
    at: datetime,
) -> r.Saved:
    """A new version. What the page no longer states (its date, say) stays as it was known."""
    before = {"version": current.number, "text_sha256": current.text_sha256}
    article.version = current.number + 1
    version = _version(session, article, reading, text, reading.metadata.completed(known(current)), at)
    after = {"version": version.number, "text_sha256": version.text_sha256}
    events.append(session, actor, "article.change", events.Subject(article), before=before, after=after)
    applied = apply(session, article, version, reading.extraction, actor=actor, previous=current)
    return _saved(session, article, r.Result.CHANGED, applied)


def reread(session: Session, name: str | int, extraction: Extraction, *, by: str) -> r.Saved:
    """See Store.reread."""
    article = naming.article_row(session, name, lock=True)
    version = naming.version_row(session, article)
    actor = events.person(session, by)
    applied = apply(session, article, version, extraction, actor=actor, previous=version)
    if applied.same:
        return _saved(session, article, r.Result.UNCHANGED, applied)
    after = {"engine": extraction.engine, "engine_version": extraction.engine_version}
    events.append(session, actor, "article.reread", events.Subject(article), after=after)
    return _saved(session, article, r.Result.CHANGED, applied)


def describe(session: Session, name: str | int, metadata: Metadata, *, by: str) -> int:
    """See Store.describe. The id."""
    article = naming.article_row(session, name, lock=True)
    version = naming.version_row(session, article)
    before = known(version)
    after = metadata.completed(before)
    if before == after:
        return article.id
    _set_metadata(article, version, after)
    searching.outdate(session, article.id)
    if before.language != after.language:
        rewrite_search(session, article.id, after.language)
    events.append(
        session,
        events.person(session, by),
        "article.describe",
        events.Subject(article),
        before=_facts(before),
        after=_facts(after),
    )
    return article.id


def remove(session: Session, name: str | int, *, by: str, reason: str | None) -> int:
    """See Store.remove_article. The id."""
    article = naming.article_row(session, name, lock=True)
    if article.removed_at is None:
        article.removed_at = now()
        _list_claims(session, article, listed=False)
        subject = events.Subject(article)
        events.append(session, events.person(session, by), "article.remove", subject, reason=reason)
    return article.id


def _bring_back(session: Session, article: Article, by: str) -> bool:
    if article.removed_at is None:
        return False
    article.removed_at = None
    _list_claims(session, article, listed=True)
    events.append(session, events.person(session, by), "article.return", events.Subject(article))
    return True


def _list_claims(session: Session, article: Article, *, listed: bool) -> None:
    ids = []
    for row in session.scalars(select(ClaimRow).where(ClaimRow.article_id == article.id)):
        row.listed = listed and row.standing is Standing.STANDING and not row.vanished
        ids.append(row.id)
    for part in chunks(ids):
        citing.cite(session, part)


def _version(
    session: Session, article: Article, reading: r.Reading, text: str, metadata: Metadata, at: datetime
) -> Version:
    version = Version(article_id=article.id, number=article.version, read_at=at)
    version.text_sha256 = keep_text(session, text)
    version.snapshot_id = keep_snapshot(session, reading.snapshot)
    _set_metadata(article, version, metadata)
    session.add(version)
    session.flush()
    for link in reading.links:
        session.add(LinkRow(version_id=version.id, start=link.start, end=link.end, url=storable(link.url)))
    session.flush()
    return version


def _set_metadata(article: Article, version: Version, metadata: Metadata) -> None:
    for row in (article, version):
        row.title = _clean(metadata.title)
        row.publisher = _clean(metadata.publisher)
        row.language = metadata.language
        row.published = metadata.published
    version.authors = [storable(author) for author in metadata.authors]
    version.url = _clean(metadata.url)


def _clean(value: str | None) -> str | None:
    return None if value is None else storable(value)


def _facts(metadata: Metadata) -> dict[str, object]:
    return {
        "title": metadata.title,
        "publisher": metadata.publisher,
        "language": metadata.language,
        "published": metadata.published.isoformat() if metadata.published else None,
        "authors": list(metadata.authors),
        "url": metadata.url,
    }


def keep_text(session: Session, text: str) -> str:
    """Store a text once; its hash."""
    digest = text_sha256(text)
    if session.get(TextRow, digest) is None:
        session.add(TextRow(sha256=digest, text=text))
        session.flush()
    return digest


def keep_snapshot(session: Session, snapshot: Snapshot) -> int:
    """Store how bytes came, and the bytes once; the snapshot's id."""
    if session.scalar(select(func.count()).where(Blob.sha256 == snapshot.sha256)) == 0:
        data = zlib.compress(snapshot.raw, 6)
        session.add(Blob(sha256=snapshot.sha256, codec=CODEC, size=len(snapshot.raw), data=data))
        session.flush()
    row = SnapshotRow(
        sha256=snapshot.sha256,
        decoded_sha256=snapshot.decoded_sha256,
        fetched_at=snapshot.fetched_at,
        address=storable(snapshot.address),
        final_address=storable(snapshot.final_address),
        status=snapshot.status,
        encoding=snapshot.encoding,
        media_type=_clean(snapshot.media_type),
        headers=[[storable(name), storable(value)] for name, value in snapshot.headers],
        redirects=[[storable(x.address), x.status, storable(x.location)] for x in snapshot.redirects],
    )
    session.add(row)
    session.flush()
    return row.id


def blob_bytes(blob: Blob) -> bytes:
    """The bytes as sent. StoreError where they are not what was stored."""
    try:
        data = zlib.decompress(blob.data)
    except zlib.error as error:
        raise StoreError("Snapshot {sha256} is damaged: restore a backup.", sha256=blob.sha256) from error
    if bytes_sha256(data) != blob.sha256:
        raise StoreError(
            "Snapshot {sha256} holds other bytes than were stored: restore a backup.", sha256=blob.sha256
        )
    return data


def _saved(session: Session, article: Article, result: r.Result, applied: Applied) -> r.Saved:
    session.flush()
    query = select(ClaimRow.id).where(ClaimRow.article_id == article.id, ClaimRow.listed)
    ids = list(session.scalars(query.order_by(ClaimRow.start, ClaimRow.number)))
    (record,) = article_records(session, [article.id])
    return r.Saved(result, record, claim_records(session, ids), tuple(applied.changes))
