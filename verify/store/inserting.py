"""Many rows at once, by the shortest way that the database has: executemany on SQLite, COPY on PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sqlalchemy import JSON, Dialect, LargeBinary, Table, func, select, text
from sqlalchemy.orm import Session

from verify.store.tables import Base
from verify.store.tables.base import SpansType

Row = tuple[Any, ...]


def insert(session: Session, model: type[Base], columns: Sequence[str], rows: Sequence[Row]) -> None:
    """Add rows with these columns, their values as the model has them. All others must have a default."""
    if not rows:
        return
    table = _table(model)
    connection = session.connection()
    bound = _bound(table, columns, rows, connection.dialect)
    names = ", ".join(f'"{name}"' for name in columns)
    if connection.dialect.driver == "psycopg":
        driver: Any = connection.connection.dbapi_connection
        with driver.cursor() as cursor, cursor.copy(f'COPY "{table.name}" ({names}) FROM STDIN') as copy:
            for row in bound:
                copy.write_row(row)
        return
    mark = "?" if connection.dialect.paramstyle == "qmark" else "%s"
    marks = ", ".join([mark] * len(columns))
    # Table and columns are the models'; every value is bound.
    connection.exec_driver_sql(f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})', list(bound))  # noqa: S608


def _table(model: type[Base]) -> Table:
    assert isinstance(model.__table__, Table)
    return model.__table__


def _bound(table: Table, columns: Sequence[str], rows: Sequence[Row], dialect: Dialect) -> Iterator[Row]:
    """The rows as the driver takes them: only the columns whose type asks for it are touched."""
    processors: list[tuple[int, Callable[[Any], Any]]] = []
    for at, name in enumerate(columns):
        kind = table.c[name].type
        if process := kind.dialect_impl(dialect).bind_processor(dialect):
            processors.append((at, process if isinstance(kind, _MANY) else _remembered(process)))
    for row in rows:
        values = list(row)
        for at, bind in processors:
            values[at] = bind(values[at])
        yield tuple(values)


_MANY = (JSON, SpansType, LargeBinary)
"""Types whose values are seldom the same twice, or cannot be looked up; words, days and times often are."""


def _remembered(process: Callable[[Any], Any]) -> Callable[[Any], Any]:
    known: dict[Any, Any] = {}

    def bind(value: Any) -> Any:
        if value not in known:
            known[value] = process(value)
        return known[value]

    return bind


class Ids:
    """Numbers for new rows, so that rows which point to each other need no question in between.

    SQLite has one writer, so that the next number is free; PostgreSQL's sequence gives them out.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._sqlite = session.get_bind().dialect.name == "sqlite"

    def take(self, model: type[Base], count: int) -> Sequence[int]:
        """So many, in order."""
        if not count:
            return ()
        table = _table(model)
        if not self._sqlite:
            following = "nextval(pg_get_serial_sequence(:name, 'id'))"
            query = text(f"SELECT {following} FROM generate_series(1, :count)")  # noqa: S608 - ours
            return list(self._session.scalars(query, {"name": table.name, "count": count}))
        first = (self._session.scalar(select(func.max(table.c.id))) or 0) + 1
        if table.kwargs.get("sqlite_autoincrement"):
            used = text("SELECT seq FROM sqlite_sequence WHERE name = :name")
            first = max(first, (self._session.scalar(used, {"name": table.name}) or 0) + 1)
        return range(first, first + count)
