"""The ledger of `verify bulk`: what became of every record, written with what it became, or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from verify.errors import StoreError
from verify.store.adding import Prepared
from verify.store.copying import Sketched
from verify.store.inserting import Ids, insert
from verify.store.records import Became, BulkNote
from verify.store.tables import BulkFile, BulkRecord

_READ = 1000


@dataclass(frozen=True, slots=True)
class Place:
    """A file as it is now: its name, and a mark that is another one wherever its bytes may be others."""

    name: str
    mark: str


@dataclass(frozen=True, slots=True)
class Came:
    """A record that is an article. text: by which its copies are found. prepared: for a database. doubt: why
    its claims may be wrong.
    """

    file: str
    place: int
    address: str
    text: Sketched
    prepared: Prepared | None = None
    doubt: str | None = None

    def note(self, became: Became, article: str) -> BulkNote:
        """Its line. article: its stable identifier."""
        return BulkNote(self.file, self.place, became, self.address, article, self.doubt)


@dataclass(frozen=True, slots=True)
class Part:
    """What was done of a file: the places from `after` on, up to `upto`. ends: that is all of the file.

    came: articles, and notes of records that are none.
    """

    file: Place
    after: int
    upto: int
    came: Sequence[Came | BulkNote]
    ends: bool = False


def done(session: Session, file: Place) -> tuple[int, bool]:
    """How many places of the file are done, and whether that is all of it."""
    query = select(BulkFile.records, BulkFile.finished).where(
        BulkFile.name == file.name, BulkFile.mark == file.mark
    )
    found = session.execute(query).one_or_none()
    return (found[0], found[1]) if found else (0, False)


def note(session: Session, parts: Sequence[Part], articles: Sequence[BulkNote]) -> list[BulkNote]:
    """Write down what became of these records; every line of it. articles: the lines of those that came.

    StoreError where somebody else wrote some of them down meanwhile.
    """
    lines, rows, of_articles = [], [], iter(articles)
    for part in parts:
        file = _advanced(session, part)
        for came in part.came:
            n = next(of_articles) if isinstance(came, Came) else came
            lines.append(n)
            rows.append((file, n.place, n.became, n.address, n.article, n.reason))
    columns = ("file_id", "place", "became", "address", "article_uid", "reason")
    insert(session, BulkRecord, columns, rows)
    return lines


def _advanced(session: Session, part: Part) -> int:
    """The file's number; it is now done up to the part's end."""
    this = (BulkFile.name == part.file.name, BulkFile.mark == part.file.mark)
    number = session.scalar(select(BulkFile.id).where(*this))
    if number is None and part.after == 0:
        (number,) = Ids(session).take(BulkFile, 1)
        session.add(BulkFile(id=number, name=part.file.name, mark=part.file.mark))
        session.flush()
    moved = (
        update(BulkFile)
        .where(*this, BulkFile.records == part.after, ~BulkFile.finished)
        .values(records=part.upto, finished=part.ends)
        .execution_options(synchronize_session=False)
    )
    if number is None or session.connection().execute(moved).rowcount != 1:
        raise StoreError(
            "{name}: another `verify bulk` reads it into the same place: wait until it is done.",
            name=part.file.name,
        )
    return number


def counts(session: Session) -> dict[Became, int]:
    """How many records became what."""
    query = select(BulkRecord.became, func.count()).group_by(BulkRecord.became)
    return dict(session.execute(query).all())


def notes(session: Session, became: Became | None = None) -> Iterator[BulkNote]:
    """The ledger, file by file in the order in which they were begun; streamed."""
    query = (
        select(BulkFile.name, BulkRecord)
        .join(BulkFile, BulkFile.id == BulkRecord.file_id)
        .order_by(BulkRecord.file_id, BulkRecord.place)
    )
    if became is not None:
        query = query.where(BulkRecord.became == became)
    for name, row in session.execute(query.execution_options(yield_per=_READ)):
        session.expunge(row)
        yield BulkNote(name, row.place, row.became, row.address, row.article_uid, row.reason)
