"""Rows as JSON says them, and back: times by ISO 8601, bytes in base64, everything else as it is."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Date, Float, Integer, LargeBinary, String, Table

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
    """What JSON said, as a row. A column that it lacks is left to its default; InputError says what is wrong.

    without: columns that need not be there.
    """
    if not isinstance(given, dict):
        raise InputError(f"{table.name}: a row is an object.")
    unknown = sorted(set(given) - set(table.c.keys()))
    if unknown:
        raise InputError(f"{table.name} has no {unknown[0]}: a newer verify wrote it. Upgrade verify.")
    row = {}
    for column in table.columns:
        if column.name in given:
            row[column.name] = _value(column, given[column.name])
        elif column.name not in without and not column.nullable and column.default is None:
            raise InputError(f"{table.name}: {column.name} is missing.")
    return row


def _value(column: Column[Any], given: Any) -> Any:
    if given is None and column.nullable:
        return None
    try:
        return _reader(column)(given)
    except (ValueError, TypeError, binascii.Error) as error:
        raise InputError(f"{column.table.name}: {column.name} is no {_kind(column)}.") from error


def _kind(column: Column[Any]) -> str:
    return {"UTCDateTime": "time with its zone", "SpansType": "list of spans", "LargeBinary": "base64"}.get(
        type(column.type).__name__, type(column.type).__name__.lower()
    )


def _reader(column: Column[Any]) -> Callable[[Any], Any]:
    kind = column.type
    if isinstance(kind, Word):
        return kind.vocabulary
    return next(read for type_, read in _READERS if isinstance(kind, type_))


def _time(given: Any) -> datetime:
    time = datetime.fromisoformat(given)
    if time.tzinfo is None:
        raise ValueError("no zone")
    return time


def _whole(given: Any) -> int:
    if type(given) is not int or not -_MOST < given < _MOST:
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


_READERS: tuple[tuple[Any, Callable[[Any], Any]], ...] = (
    (UTCDateTime, _time),
    (SpansType, _spans),
    (Date, date.fromisoformat),
    (JSON, _json),
    (LargeBinary, lambda given: base64.b64decode(given, validate=True)),
    (Boolean, _flag),
    (Integer, _whole),
    (Float, _number),
    (String, _words),
)
