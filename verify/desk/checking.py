"""Checking sources: read, extract, store; and running a newer engine over what is stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from verify import extract, fetch
from verify.desk import known, views
from verify.desk.reading import Asked, Read, extracted
from verify.errors import VerifyError
from verify.languages.register import Register
from verify.model import Extraction, text_sha256
from verify.report.views import ArticleView
from verify.store import Change, Result, Saved, Store
from verify.store import Reading as StoredReading


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of one source. `result`: added, unchanged, changed or error; `error` has the message
    then.
    """

    source: str
    result: str
    view: ArticleView | None = None
    changes: tuple[Change, ...] = ()
    error: str | None = None


def check_sources(store: Store, sources: Iterable[str], asked: Asked, *, by: str) -> Iterator[Checked]:
    """Check one source after the other. Each is stored whole before it is yielded; a bad one is a result
    too.
    """
    asked = replace(asked, outlets=known.outlets(store))
    for source in sources:
        try:
            yield _checked(store, source, _check(store, source, asked, by))
        except VerifyError as error:
            yield Checked(source, "error", error=str(error))


def _check(store: Store, source: str, asked: Asked, by: str) -> Saved:
    """A text that is stored already is not extracted again, unless a person now knows more about it."""
    page = fetch.read(source, asked.options)
    stored = store.find(page.address)
    if stored is None or stored.removed or stored.text_sha256 != text_sha256(page.text):
        return store.save(_to_store(extracted(source, page, asked)), by=by)
    if asked.metadata.completed(stored.metadata) != stored.metadata:
        store.describe(stored.number, asked.metadata, by=by)
        return store.reread(stored.number, _again(store, stored.number, asked.outlets), by=by)
    return Saved(Result.UNCHANGED, stored, ())


def reread(store: Store, articles: Iterable[str], *, by: str) -> Iterator[Checked]:
    """Run the present engine over stored articles (all, where none is named); people's decisions stay."""
    outlets = known.outlets(store)
    for article in articles or views.every_article(store):
        try:
            yield _checked(store, article, store.reread(article, _again(store, article, outlets), by=by))
        except VerifyError as error:
            yield Checked(article, "error", error=str(error))


def _again(store: Store, article: str | int, outlets: Register | None) -> Extraction:
    detail = store.article(article)
    html = (detail.snapshot.media_type or "").endswith("html")
    facts = detail.article.metadata
    return extract.extract(detail.text, facts, links=detail.links, carries_links=html, outlets=outlets)


def _to_store(done: Read) -> StoredReading:
    reading = done.reading
    return StoredReading(
        address=reading.address,
        snapshot=reading.snapshot,
        text=reading.text,
        metadata=done.extraction.metadata,
        extraction=done.extraction,
        links=reading.links,
    )


def _checked(store: Store, source: str, saved: Saved) -> Checked:
    view = views.article(store, store.article(saved.article.number))
    return Checked(source, saved.result.value, view, saved.changes)
