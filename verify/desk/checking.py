"""Checking sources: read, extract, store; and running a newer engine over what is stored."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from verify import fetch
from verify.desk import known, views
from verify.desk.reading import Asked, extracted, stored_reading
from verify.engines import Engine, engine
from verify.errors import VerifyError
from verify.model import Extraction, text_sha256
from verify.report.views import ArticleView, Found
from verify.store import ArticleRecord, Change, Result, Saved, Store


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of one source. `result`: added, unchanged, changed or error; `error` has the message
    then, and `failure` what was raised.
    """

    source: str
    result: str
    view: ArticleView | None = None
    changes: tuple[Change, ...] = ()
    error: str | None = None
    failure: VerifyError | None = None


Tell = Callable[[str], None]
"""Is told which step begins."""


def check_sources(
    store: Store, sources: Iterable[str], asked: Asked, *, by: str, tell: Tell = lambda step: None
) -> Iterator[Checked]:
    """Check one source after the other. Each is stored whole before it is yielded; a bad one is a result
    too. tell: of the steps of each source.
    """
    asked = replace(asked, outlets=known.outlets(store))
    for source in sources:
        try:
            yield _checked(store, source, *_check(store, source, asked, by, tell))
        except VerifyError as error:
            yield Checked(source, "error", error=error.message, failure=error)


def _check(store: Store, source: str, asked: Asked, by: str, tell: Tell) -> tuple[Saved, Extraction | None]:
    """A text that is stored already is not extracted again, unless a person now knows more about it or names
    another engine. None where nothing was extracted.
    """
    tell("It is read")
    page = fetch.read(source, asked.options)
    tell("Its claims are found")
    stored = store.find(page.address)
    if stored is None or stored.removed or stored.text_sha256 != text_sha256(page.text):
        done = extracted(source, page, asked)
        tell("It is stored")
        return store.save(stored_reading(done), by=by), done.extraction
    if asked.metadata.completed(stored.metadata) != stored.metadata:
        store.describe(stored.number, asked.metadata, by=by)
    elif not _other(asked.engine, stored):
        return Saved(Result.UNCHANGED, stored, ()), None
    again = _again(store, stored.number, asked)
    return store.reread(stored.number, again, by=by), again


def _other(wanted: Engine | None, stored: ArticleRecord) -> bool:
    """True where a person named an engine and the stored claims are not its."""
    if wanted is None:
        return False
    return (wanted.name, wanted.version) != (stored.engine, stored.engine_version)


def reread(
    store: Store, articles: Iterable[str], *, by: str, asked: Asked | None = None
) -> Iterator[Checked]:
    """Run an engine over stored articles (all, where none is named); people's decisions stay."""
    asked = replace(asked or Asked(), outlets=known.outlets(store))
    for article in articles or views.every_article(store):
        try:
            again = _again(store, article, asked)
            yield _checked(store, article, store.reread(article, again, by=by), again)
        except VerifyError as error:
            yield Checked(article, "error", error=error.message)


def _again(store: Store, article: str | int, asked: Asked) -> Extraction:
    detail = store.article(article)
    html = (detail.snapshot.media_type or "").endswith("html")
    return (asked.engine or engine()).extract(
        detail.text, detail.article.metadata, links=detail.links, carries_links=html, outlets=asked.outlets
    )


def _checked(store: Store, source: str, saved: Saved, done: Extraction | None) -> Checked:
    view = views.article(store, store.article(saved.article.number))
    if done is not None:
        view = replace(view, found=Found(done.engine, done.engine_version, done.account))
    return Checked(source, saved.result.value, view, saved.changes)
