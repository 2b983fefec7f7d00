"""Checking sources: read, extract, store; and running a newer engine over what is stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from verify import extract, fetch
from verify.desk import views
from verify.desk.reading import Asked, Read, extracted
from verify.errors import VerifyError
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
    for source in sources:
        try:
            yield _checked(store, source, _check(store, source, asked, by))
        except VerifyError as error:
            yield Checked(source, "error", error=str(error))


def _check(store: Store, source: str, asked: Asked, by: str) -> Saved:
    """A text that is stored already is not extracted again, unless a person now knows more about it."""
    page = fetch.read(source, asked.options)
    known = store.find(page.address)
    if known is None or known.removed or known.text_sha256 != text_sha256(page.text):
        return store.save(_to_store(extracted(source, page, asked.metadata)), by=by)
    if asked.metadata.completed(known.metadata) != known.metadata:
        store.describe(known.number, asked.metadata, by=by)
        return store.reread(str(known.number), _again(store, str(known.number)), by=by)
    return Saved(Result.UNCHANGED, known, ())


def reread(store: Store, articles: Iterable[str], *, by: str) -> Iterator[Checked]:
    """Run the present engine over stored articles (all, where none is named); people's decisions stay."""
    for article in articles or views.every_article(store):
        try:
            yield _checked(store, article, store.reread(article, _again(store, article), by=by))
        except VerifyError as error:
            yield Checked(article, "error", error=str(error))


def _again(store: Store, article: str) -> Extraction:
    detail = store.article(article)
    html = (detail.snapshot.media_type or "").endswith("html")
    return extract.extract(detail.text, detail.article.metadata, links=detail.links, carries_links=html)


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
    view = views.article(store.article(saved.article.number))
    return Checked(source, saved.result.value, view, saved.changes)
