"""From one record to its claims: pure functions of their arguments, which travel to other processes.

from verify.desk.bulk import Record, extract_record

read = extract_record(Record(1, "https://vestnik.example/1", page, html=True))
for claim in read.extraction.claims:
    print(claim.text, [hop.name for hop in claim.chain])
"""

from __future__ import annotations

import hashlib
import signal
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from types import FrameType
from typing import Any

from verify.corroborate.analysis import FORMAT, analyse, pack_analysis
from verify.corroborate.sketches import marks, sketch
from verify.desk.reading import Asked, Read, extracted, stored_reading
from verify.errors import InputError
from verify.fetch.inputs import Record, read_record
from verify.model import storable, text_sha256
from verify.report.doubted import doubted
from verify.store.adding import Indexing, Prepared, prepare

SECONDS = 60.0
"""The longest that one record may take: as long as fetching may."""

_REASON = 500


class Form(StrEnum):
    """What is made of an article."""

    ROWS = "rows"  # for the database
    COLUMNS = "columns"  # for Parquet


@dataclass(frozen=True, slots=True)
class Article:
    """A record that is an article. uid: of its address. sketch, marks: how its copies are found.

    prepared: as the database takes it; columns: as Parquet does (report.exchange.parquet.Columns). doubt: why
    it is perhaps in no language of ours, where nobody stated one.
    """

    place: int
    uid: str
    address: str
    text_sha256: str
    sketch: bytes
    marks: tuple[int, ...]
    prepared: Prepared | None = None
    columns: Any = None
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """A record that is none, and why."""

    place: int
    address: str
    reason: str


Worked = tuple[Article | Unread, ...]
"""What became of some records, in their order."""


@dataclass(frozen=True, slots=True)
class Task:
    """What to make of records, the same for all: their asked metadata and outlets, the form, the time."""

    asked: Asked
    form: Form
    seconds: float = SECONDS


_AGAIN = 0.05
"""Seconds from an alarm to the next."""


class _TooLongError(BaseException):
    """Not an Exception, since third-party code that reads a page takes those for the page's fault."""


def extract_record(record: Record, asked: Asked | None = None) -> Read:
    """The article of a record with its claims. Raises InputError (NotAnArticle …) where it is none."""
    asked = asked or Asked()
    return extracted(record.address, read_record(record, asked.options.limits), asked)


def article_uid(address: str) -> str:
    """The identifier of an article in Parquet: the same for its address in every run."""
    return hashlib.sha256(storable(address).encode("utf-8")).hexdigest()[:32]


def work(records: Sequence[Record], task: Task) -> Worked:
    """Read records; what cannot be read, or takes too long, is a result too."""
    return tuple(_one(record, task) for record in records)


def _one(record: Record, task: Task) -> Article | Unread:
    try:
        with _limited(task.seconds):
            return _article(record, task)
    except InputError as error:
        reason = str(error).removeprefix(f"{record.address}: ")
    except _TooLongError:
        reason = f"it took longer than {task.seconds:g} seconds"
    except (MemoryError, RecursionError) as error:
        reason = f"it asks for too much ({type(error).__name__})"
    return Unread(record.place, record.address, reason[:_REASON])


def _article(record: Record, task: Task) -> Article:
    read = extract_record(record, task.asked)
    said = read.extraction.metadata
    analysis = analyse(read.reading.text, said.language, said.published)
    uid, made = article_uid(record.address), sketch(analysis)
    sha256 = text_sha256(storable(read.reading.text))
    prepared = columns = None
    if task.form is Form.ROWS:
        terms = " ".join(sorted(analysis.index_terms()))
        prepared = prepare(stored_reading(read), Indexing(FORMAT, terms, pack_analysis(analysis)))
    else:
        from verify.report.exchange import parquet

        columns = parquet.columns(uid, read.reading, read.extraction)
    doubt = None if task.asked.metadata.language else doubted(read.reading.text, said.language)
    return Article(
        record.place, uid, record.address, sha256, made, marks(made), prepared, columns,
        str(doubt)[:_REASON] if doubt else None,
    )  # fmt: skip


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """Ends what runs in it after so long, where a process can be told so: in its main thread, under Unix.

    The alarm repeats: one that falls into a finaliser or a callback of the garbage collector is lost there,
    as every exception is.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return

    armed = True

    def stop(number: int, frame: FrameType | None) -> None:
        if armed:
            raise _TooLongError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    try:
        yield
    finally:
        armed = False
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


__all__ = ["Article", "Form", "Record", "Task", "Unread", "Worked", "extract_record", "work"]
