"""Whole tables, row by row: what an export, an import and a copy into another database have in common.

A row is a dict of columns' names and values, each value as the tables' types have it: aware datetimes, spans
as tuples, words of a closed vocabulary as that vocabulary's. Nothing here holds more than a batch.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Integer,
    LargeBinary,
    Table,
    func,
    insert,
    select,
    text,
    update,
)

from verify.store.tables import Base

Row = dict[str, Any]

BATCH = 500
_LARGE = 20
"""Rows at a time of a table that holds bytes: a page may have megabytes."""


def tables() -> tuple[Table, ...]:
    """Every table, each behind those that its rows point at."""
    return tuple(Base.metadata.sorted_tables)


def batch(table: Table) -> int:
    """How many rows of this table are held at once."""
    return _LARGE if any(isinstance(c.type, LargeBinary) for c in table.columns) else BATCH


def read(connection: Connection, table: Table, *where: ColumnElement[bool]) -> Iterator[Row]:
    """The rows of a table, by its primary key; they stream while the connection's transaction lasts."""
    query = select(table).where(*where).order_by(*table.primary_key.columns)
    for row in connection.execute(query.execution_options(yield_per=batch(table))):
        yield dict(row._mapping)


def read_by(connection: Connection, table: Table, column: Column[Any], keys: Sequence[Any]) -> Iterator[Row]:
    """The rows whose column is one of the keys, in the order of batches of keys, then of the primary key."""
    for at in range(0, len(keys), BATCH):
        yield from read(connection, table, column.in_(keys[at : at + BATCH]))


def write(connection: Connection, table: Table, rows: Iterable[Row]) -> int:
    """Insert rows as they are, numbers included; how many. They may point at later ones of their table."""
    own = [fk.parent.name for fk in table.foreign_keys if fk.column.table is table]
    pointing: list[Row] = []
    count, rest = 0, iter(rows)
    while held := list(islice(rest, batch(table))):
        for row in held if own else ():
            if any(row.get(name) is not None for name in own):
                pointing.append({"id": row["id"], **{name: row.get(name) for name in own}})
                row.update(dict.fromkeys(own))
        connection.execute(insert(table), held)
        count += len(held)
    for row in pointing:
        key = row.pop("id")
        connection.execute(update(table).where(table.c.id == key).values(**row))
    return count


def settle(connection: Connection) -> None:
    """After rows came with their own numbers: the next new row of each table gets a higher one.

    SQLite sees to that by itself.
    """
    if connection.dialect.name != "postgresql":
        return
    for table in tables():
        column = table.autoincrement_column
        if column is None or not isinstance(column.type, Integer):
            continue
        sequence = text("SELECT pg_get_serial_sequence(:table, :column)")
        name = connection.scalar(sequence, {"table": table.name, "column": column.name})
        highest = connection.scalar(select(func.max(column)))
        if name and highest:
            connection.execute(select(func.setval(name, highest)))
