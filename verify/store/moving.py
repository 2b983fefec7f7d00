"""A whole database into another one, of whichever engine, its history included; and the proof that both hold
the same.

Rows go over as they are, numbers and identifiers too. Then every table of the target is read back and its
digest compared with that of what was read from the source. All of it is one transaction of the target: until
the proof stands, it holds nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, Table, exists, select
from sqlalchemy.orm import Session

from verify.errors import Refused, StoreError
from verify.store import events, notation, rows
from verify.store import records as r
from verify.store.opening import Database, trouble
from verify.store.rows import Row
from verify.store.tables import HistoryHead

Tell = Callable[[str, int], None]
"""Is told a table and how many of its rows went over so far."""

_MODULUS = 2**256


@dataclass(slots=True)
class Digest:
    """Of rows in any order, since engines sort text differently: the sum of the SHA-256 of each row's
    canonical JSON, modulo 2^256. The rows have keys, so that no two are equal and none is counted away.
    """

    rows: int = 0
    sum: int = 0

    def add(self, row: Row) -> None:
        told = events.canonical(notation.told(row))
        self.sum = (self.sum + int.from_bytes(hashlib.sha256(told.encode()).digest(), "big")) % _MODULUS
        self.rows += 1

    def along(self, each: Iterable[Row]) -> Iterator[Row]:
        """The rows as they pass; each is added before anybody can change it."""
        for row in each:
            self.add(row)
            yield row

    @property
    def hex(self) -> str:
        return f"{self.sum:064x}"


def move(source: Database, target: Database, tell: Tell) -> r.Moved:
    """Copy everything. Refused where the target holds anything; the source is only read, as it is at one
    moment, and stays.
    """
    with source.read() as from_, target.write() as to:
        _require_empty(to.connection(), target.name)
        to.query(HistoryHead).delete()
        read = {table.name: _copy(source.name, from_, to, table, tell) for table in rows.tables()}
        rows.settle(to.connection())
        to.expire_all()
        tables = tuple(_proved(to.connection(), table, read[table.name]) for table in rows.tables())
        history = events.check(to, events.head_hash(from_))
        if history.problem:
            raise StoreError(
                "{name}: its history is not sound, and nothing was moved: {problem}",
                name=source.name,
                problem=history.problem,
            )
        return r.Moved(source.name, target.name, tables, history.events, history.head)


def _require_empty(connection: Connection, name: str) -> None:
    """A new database has the row of the history's head at most, and no event."""
    held = [
        table.name
        for table in rows.tables()
        if table is not HistoryHead.__table__ and connection.scalar(select(exists(select(table))))
    ]
    if held:
        raise Refused(
            "{name} is not empty (it has {held}): move into a new database.",
            name=name,
            held=", ".join(held[:3]),
        )


def _copy(name: str, from_: Session, to: Session, table: Table, tell: Tell) -> Digest:
    digest = Digest()

    def passing() -> Iterator[Row]:
        with trouble(name):  # the target's name stands for whatever else goes wrong
            for row in digest.along(rows.read(from_.connection(), table)):
                yield row
                if digest.rows % rows.batch(table) == 0:
                    tell(table.name, digest.rows)

    rows.write(to.connection(), table, passing())
    tell(table.name, digest.rows)
    return digest


def _proved(connection: Connection, table: Table, read: Digest) -> r.MovedTable:
    there = Digest()
    for row in rows.read(connection, table):
        there.add(row)
    if there != read:
        raise StoreError(
            "{name}: {rows} rows arrived as other ones than the {sent} that were sent: nothing was moved. "
            "Please report this.",
            name=table.name,
            rows=there.rows,
            sent=read.rows,
        )
    return r.MovedTable(table.name, there.rows, there.hex)
