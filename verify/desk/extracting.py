"""Claims and chains of many sources without a database, in the order given."""

from __future__ import annotations

import signal
from collections.abc import Iterator, Sequence
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
    from concurrent.futures import ProcessPoolExecutor  # here: its import takes longer than an article
    from concurrent.futures.process import BrokenProcessPool

    pool = ProcessPoolExecutor(min(jobs, len(sources)), initializer=_leave_interrupts_to_the_parent)
    try:
        yield from pool.map(one, sources)
    except BrokenProcessPool as error:
        raise VerifyError(
            "A process ended before its article was done: try again with fewer --jobs."
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


def _leave_interrupts_to_the_parent() -> None:
    """Ctrl-C reaches every process of the terminal; one of them is enough to end the work."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _outcome(source: str, asked: Asked) -> Outcome:
    try:
        done = read(source, asked)
    except VerifyError as error:
        return error
    return unstored(source, done.reading.text, done.extraction, carried=done.reading.is_html)
