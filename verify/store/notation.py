"""Rows as JSON says them, and back: times by ISO 8601, bytes in base64, everything else as it is."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, BigInteger, Boolean, Column, Date, Float, Integer, LargeBinary, String, Table
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from verify.errors import InputError
from verify.model import storable
from verify.store.rows import Row
from verify.store.tables.base import SpansType, UTCDateTime, Word

_MOST = 2**31
"""Whole numbers are below it, as PostgreSQL keeps them."""


def told(row: Row) -> Row:
    """A row as JSON can say it."""
    return {name: _told(value) for name, value in row.items()}


def _told(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value


def heard(table: Table, given: Any, *, without: tuple[str, ...] = ()) -> Row:
    """What JSON said, as a whole row: rows are written many at a time. InputError says what is wrong.

    A column that it lacks has its default, where that is a value: ids and times are nothing to make up.
    without: columns that need not be there.
    """
    if not isinstance(given, dict):
        raise InputError("{name}: a row is an object.", name=table.name)
    columns = _columns(table)
    if given.keys() - columns.keys():
        unknown = min(given.keys() - columns.keys())
        raise InputError(
            "{name} has no {unknown}: a newer verify wrote it. Upgrade verify.",
            name=table.name,
            unknown=unknown,
        )
    row = {}
    for name, (column, read) in columns.items():
        if name in given:
            row[name] = _value(column, read, given[name])
        elif isinstance(column.default, ScalarElementColumnDefault):
            row[name] = column.default.arg
        elif column.nullable:
            row[name] = None
        elif name not in without:
            raise InputError("{name}: {name2} is missing.", name=table.name, name2=name)
    return row


Read = Callable[[Any], Any]


@cache
def _columns(table: Table) -> dict[str, tuple[Column[Any], Read]]:
    """Each column with what reads its values: looked up once, since rows are many."""
    return {column.name: (column, _reader(column)) for column in table.columns}


def _value(column: Column[Any], read: Read, given: Any) -> Any:
    if given is None and column.nullable:
        return None
    try:
        return read(given)
    except (ValueError, TypeError, binascii.Error) as error:
        raise InputError(
            "{name}: {name2} is no {kind}.", name=column.table.name, name2=column.name, kind=_kind(column)
        ) from error


def _kind(column: Column[Any]) -> str:
    if column.name == "uid":
        return "UUID"
    return {"UTCDateTime": "time with its zone", "SpansType": "list of spans", "LargeBinary": "base64"}.get(
        type(column.type).__name__, type(column.type).__name__.lower()
    )


def _reader(column: Column[Any]) -> Read:
    kind = column.type
    if column.name == "uid":
        return _uuid
    if isinstance(kind, Word):
        return kind.vocabulary
    return next(read for type_, read in _READERS if isinstance(kind, type_))


def _uuid(given: Any) -> str:
    """An id as this program makes them: it may name a page or a folder elsewhere."""
    if not isinstance(given, str) or str(UUID(given)) != given:
        raise ValueError("no id")
    return given


def _time(given: Any) -> datetime:
    time = datetime.fromisoformat(given)
    if time.tzinfo is None:
        raise ValueError("no zone")
    return time


def _whole(given: Any) -> int:
    if type(given) is not int or not -_MOST < given < _MOST:
        raise ValueError("no whole number")
    return given


def _large(given: Any) -> int:
    if type(given) is not int or not -(2**63) <= given < 2**63:
        raise ValueError("no whole number")
    return given


def _flag(given: Any) -> bool:
    if type(given) is not bool:
        raise ValueError("neither true nor false")
    return given


def _number(given: Any) -> float:
    if type(given) not in (int, float):
        raise ValueError("no number")
    return float(given)


def _words(given: Any) -> str:
    if not isinstance(given, str) or storable(given) != given:
        raise ValueError("no text that can be stored")
    return given


def _spans(given: Any) -> tuple[tuple[int, int], ...]:
    return tuple((_whole(start), _whole(end)) for start, end in given)


def _json(given: Any) -> Any:
    for part in given.values() if isinstance(given, dict) else given if isinstance(given, list) else ():
        _json(part)
    if isinstance(given, dict):
        _json(list(given))
    return _words(given) if isinstance(given, str) else given


_READERS: tuple[tuple[Any, Read], ...] = (
    (UTCDateTime, _time),
    (SpansType, _spans),
    (Date, date.fromisoformat),
    (JSON, _json),
    (LargeBinary, lambda given: base64.b64decode(given, validate=True)),
    (Boolean, _flag),
    (BigInteger, _large),
    (Integer, _whole),
    (Float, _number),
    (String, _words),
)
