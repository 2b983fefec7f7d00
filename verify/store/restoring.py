"""Reading an export of everything back: whole or not at all, and never two histories of one article in one.

Into an empty database the rows come with their own numbers: it is then the one that was exported. Into
another one, articles that it lacks come under new numbers, and their events follow its own; articles that it
has with the same history are left as they are; with another history the whole import is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Table, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from verify.errors import InputError
from verify.store import checking, citing, dumping, events, notation, rows
from verify.store import records as r
from verify.store.placing import Placing
from verify.store.recognising import Line, compared
from verify.store.tables import Article, Event, FeedRow, HistoryHead, Person, Source

Lines = Callable[[], Iterator[Line]]
"""The file from its beginning; it is read twice."""


@dataclass(frozen=True, slots=True)
class File:
    """whole: of a database, with its chain of events (count, head); else of some of its articles."""

    lines: Lines
    whole: bool
    count: int = 0
    head: str = events.GENESIS


def restore(session: Session, file: File, *, by: str) -> r.Restored:
    """See Transfer.restore."""
    empty = _empty(session)
    same, added = ({}, list[int]()) if empty else compared(session, file.lines())
    if not empty and not added:
        return r.Restored((), tuple(same.items()), 0, events.head_hash(session), whole=False)
    placing = Placing(session, same, moving=not empty)
    before = events.count(session)
    if not empty:
        facts = {"articles": len(added), **({"head": file.head} if file.whole else {})}
        events.append(session, events.person(session, by), "database.import", events.Subject(), after=facts)
        session.flush()
    try:
        _write(session, file, placing)
    except IntegrityError as error:
        raise InputError(
            "It holds a row twice, or one that points at a row that is not there. Nothing was imported."
        ) from error
    _sound(session, file, whole=empty and file.whole)
    numbers = placing.numbers["articles"]
    return r.Restored(
        tuple((n, numbers.get(n, n)) for n in placing.articles), tuple(same.items()),
        events.count(session) - before, events.head_hash(session), whole=empty and file.whole,
    )  # fmt: skip


def _empty(session: Session) -> bool:
    kinds = (Article, Event, FeedRow, Source, Person)
    return not any(session.scalar(select(func.count()).select_from(kind)) for kind in kinds)


def _write(session: Session, file: File, placing: Placing) -> None:
    connection, seen = session.connection(), set[str]()
    known = {table.name: table for table in rows.tables() if table.name in dumping.CARRIED}
    for name, lines in groupby(file.lines(), key=lambda line: line[0]):
        if name not in known or name in seen:
            raise InputError("Rows of {name} are not expected here. Nothing was imported.", name=repr(name))
        seen.add(name)
        given = (row for _, row in lines)
        if name == "events":
            _events(session, file, given, placing)
        else:
            rows.write(connection, known[name], placing.rows(known[name], given))
    rows.settle(connection)
    session.expire_all()
    citing.cite_all(session)


def _events(session: Session, file: File, given: Iterable[Any], placing: Placing) -> None:
    """As they were chained, into an empty database; else behind the events that are here."""
    table = Event.__table__
    assert isinstance(table, Table)
    head = session.get(HistoryHead, 1) or HistoryHead(id=1, events=0, hash=events.GENESIS)
    session.add(head)
    keep = file.whole and not placing.moving
    chained = _kept(table, given, head) if keep else _chained(table, placing.rows(table, given), head)
    rows.write(session.connection(), table, chained)
    session.flush()


def _kept(table: Table, given: Iterable[Any], head: HistoryHead) -> Iterator[rows.Row]:
    for each in given:
        row = notation.heard(table, each)
        head.events, head.hash = row["seq"], row["hash"]
        yield row


def _chained(table: Table, given: Iterable[rows.Row], head: HistoryHead) -> Iterator[rows.Row]:
    for row in given:
        row |= {"seq": head.events + 1, "previous": head.hash}
        row["hash"] = events.event_hash(SimpleNamespace(**row))
        head.events, head.hash = row["seq"], row["hash"]
        yield row


def _sound(session: Session, file: File, *, whole: bool) -> None:
    """The promises hold for what came as for everything: hashes, words, links, history."""
    if whole and (file.count, file.head) != (events.count(session), events.head_hash(session)):
        raise InputError("Its history is not the one that its first line names. Nothing was imported.")
    found = checking.check(session)
    if found.problems:
        raise InputError(
            "What it holds is not sound: {problems} Nothing was imported.", problems=found.problems[0]
        )
