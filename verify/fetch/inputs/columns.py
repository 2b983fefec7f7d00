"""Parquet: one record a row. Needs pyarrow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from verify.errors import InputError
from verify.fetch.inputs.fields import Fields
from verify.fetch.inputs.items import Item
from verify.fetch.inputs.places import EXTRA

_ROWS = 32
"""Rows in memory at once: each may be as large as a page may be."""

_BUFFER = 1 << 20


def records(file: BinaryIO, name: str, fields: Fields, largest: int, after: int) -> Iterator[Item]:
    """The rows of a file behind the first `after`; groups of rows before them are not even read."""
    try:
        import pyarrow as arrow
        from pyarrow import parquet
    except ImportError:
        raise InputError(
            "{name}: Parquet needs the package pyarrow: {install}", name=name, install=EXTRA
        ) from None
    try:
        whole = parquet.ParquetFile(file, buffer_size=_BUFFER, pre_buffer=False)
        wanted = fields.wanted(whole.schema_arrow.names)
        groups, before = _groups(whole, after)
        place = before
        for batch in whole.iter_batches(_ROWS, row_groups=groups, columns=wanted, use_threads=False):
            for row in batch.to_pylist():
                place += 1
                if place > after:
                    yield fields.record(row, place, name, largest)
    except (arrow.ArrowException, OSError, ValueError) as error:
        raise InputError(
            "{name}: it is no sound Parquet file: {error}", name=name, error=str(error)[:200]
        ) from None


def _groups(whole: Any, after: int) -> tuple[list[int], int]:
    """The groups of rows to read, and how many rows stand before them."""
    before = 0
    for number in range(whole.num_row_groups):
        rows = whole.metadata.row_group(number).num_rows
        if before + rows > after:
            return list(range(number, whole.num_row_groups)), before
        before += rows
    return [], before
