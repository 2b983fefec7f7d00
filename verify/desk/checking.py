"""Checking sources: read, extract, store; and running a newer engine over what is stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from verify.desk import views
from verify.desk.reading import Asked, Read, read
from verify.errors import VerifyError
from verify.extract import extract
from verify.model import Extraction
from verify.report.views import ArticleView
from verify.store import Change, Saved, Store
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
            saved = store.save(_to_store(read(source, asked)), by=by)
            yield _checked(store, source, saved)
        except VerifyError as error:
            yield Checked(source, "error", error=str(error))


def reread(store: Store, articles: Iterable[str], *, by: str) -> Iterator[Checked]:
    """Run the present engine over stored articles (all, where none is named); people's decisions stay."""
    for article in articles or views.every_article(store):
        try:
            saved = store.reread(article, _again(store, article), by=by)
            yield _checked(store, article, saved)
        except VerifyError as error:
            yield Checked(article, "error", error=str(error))


def _again(store: Store, article: str) -> Extraction:
    detail = store.article(article)
    html = (detail.snapshot.media_type or "").endswith("html")
    return extract(detail.text, detail.article.metadata, links=detail.links, carries_links=html)


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
