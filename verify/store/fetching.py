"""Rows of many keys at once, as the driver gives them: what lists are made of.

Lists are read often and their statements never change, so what a statement costs besides its SQL counts: keys
are one parameter, however many there are, so that neither SQLAlchemy nor the database makes the statement
anew; and rows come without the ORM's objects.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ARRAY, Dialect, Executable, FunctionElement, Text, bindparam, literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeDecorator, TypeEngine

from verify.model.claim import Spans


class _Keys(TypeDecorator[Sequence[Any]]):
    """Keys as one parameter: an array for a server, JSON for SQLite, which has no arrays."""

    impl = Text
    cache_ok = True

    def __init__(self, key: TypeEngine[Any]) -> None:
        super().__init__()
        self.key = key

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(Text() if dialect.name == "sqlite" else ARRAY(self.key))

    def process_bind_param(self, value: Sequence[Any] | None, dialect: Dialect) -> Any:
        keys = list(value or ())
        if dialect.name != "sqlite":
            return keys
        # Numbers are their own JSON, four times as quickly.
        return str(keys) if keys and type(keys[0]) is int else json.dumps(keys)


class _Among(FunctionElement[Any]):
    """A condition. It has not the type of one: SQLite has no Boolean, so "= 1" would be put behind it."""

    inherit_cache = True


@compiles(_Among, "sqlite")
def _among_json(element: _Among, compiler: SQLCompiler, **how: Any) -> str:
    column, keys = (compiler.process(each, **how) for each in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({keys}))"  # noqa: S608


@compiles(_Among)
def _among_array(element: _Among, compiler: SQLCompiler, **how: Any) -> str:
    column, keys = (compiler.process(each, **how) for each in element.clauses)
    return f"{column} = ANY ({keys})"


def among(column: Any, keys: str | Sequence[Any] = "keys") -> _Among:
    """The column is one of the keys: these, or those that `rows` gets under this name."""
    kind = _Keys(column.type)
    return _Among(column, bindparam(keys, type_=kind) if isinstance(keys, str) else literal(keys, kind))


def rows(session: Session, query: Executable, **asked: Any) -> Sequence[Any]:
    """All rows of a statement, after what this session changed was written."""
    if session.autoflush:
        session.flush()
    return session.connection().execute(query, asked).all()


def scalars(session: Session, query: Executable, **asked: Any) -> list[Any]:
    """The first column of the rows."""
    return [row[0] for row in rows(session, query, **asked)]


def decoded(column: Sequence[Any]) -> list[Any]:
    """JSON of many rows in one go, a fifth of what it takes one by one: SQLite gives text, a server's driver
    has read it already.
    """
    if all(each is None or not isinstance(each, str) for each in column):
        return list(column)
    read: list[Any] = json.loads(f"[{','.join([each or 'null' for each in column])}]")
    return read


def placed(column: Sequence[Any]) -> list[Spans | None]:
    """The same for spans."""
    return [None if each is None else tuple(map(tuple, each)) for each in decoded(column)]
