"""Claims and chains of many sources without a database, in the order given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from verify.desk.reading import Asked, read
from verify.errors import VerifyError
from verify.report.views import ArticleView, unstored

Outcome = ArticleView | VerifyError


def extract_sources(sources: Sequence[str], asked: Asked, *, jobs: int | None = None) -> Iterator[Outcome]:
    """A view of each source, or the error why it could not be read, in the order given.

    jobs: how many processes share the work; None does it in this one (a second process has to load its own
    dictionaries, which takes longer than reading a few articles).
    """
    one = partial(_outcome, asked=asked)
    if jobs is None or jobs == 1 or len(sources) < 2:
        yield from map(one, sources)
        return
    with ProcessPoolExecutor(min(jobs, len(sources))) as pool:
        yield from pool.map(one, sources)


def _outcome(source: str, asked: Asked) -> Outcome:
    try:
        done = read(source, asked)
    except VerifyError as error:
        return error
    return unstored(source, done.reading.text, done.extraction, carried=done.reading.is_html)
