"""Many articles at once: the records of folders, JSON lines, Parquet and WARC, one after the other.

    for file in files(["news/", "s3://archive/2025/*.warc.gz"]):
        for item in items(file, Fields(), Limits()):
            ...

Every file is read as a stream: what is held is a record, however large the file is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

from verify.errors import InputError
from verify.fetch.inputs.archives import records as archive
from verify.fetch.inputs.archives import unpacked
from verify.fetch.inputs.columns import records as columns
from verify.fetch.inputs.fields import NAMES, Fields
from verify.fetch.inputs.items import Broken, Item, Record, Skipped
from verify.fetch.inputs.lines import records as lines
from verify.fetch.inputs.places import File, Kind, files
from verify.fetch.read import body_reading
from verify.fetch.reading import Body, Limits, Reading
from verify.fetch.unpacking import Unpacked
from verify.model.snapshot import Snapshot, bytes_sha256

__all__ = [
    "NAMES", "Broken", "Fields", "File", "Item", "Kind", "Record", "Skipped", "files", "items", "read_record",
]  # fmt: skip


def items(
    file: File, fields: Fields, limits: Limits, *, after: int = 0, at: Callable[[int], None] | None = None
) -> Iterator[Item]:
    """The records of a file behind the first `after`.

    at: is told how many bytes of the file are behind us. A file that cannot be read, or no further, ends
    with a Broken that says why, at the place where the next record would be.
    """
    place = after
    try:
        with file.open() as stream:
            for item in _items(file, stream, fields, limits.decoded, after, at or (lambda taken: None)):
                place = item.place
                yield item
    except InputError as error:
        yield Broken(place + 1, None, str(error).removeprefix(f"{file.name}: "))
    except OSError as error:
        yield Broken(place + 1, None, f"it cannot be read ({error.strerror or error})")


def _items(file, stream, fields, largest, after, at) -> Iterator[Item]:  # type: ignore[no-untyped-def]
    if file.kind in (Kind.HTML, Kind.TEXT):
        if after < 1:
            yield _single(file, stream.read(largest + 1), largest)
        return
    if file.kind is Kind.COLUMNS:
        for item in columns(stream, file.name, fields, largest, after):
            at(stream.tell())
            yield item
        return
    unpacked_stream = Unpacked(stream, file.name)
    if file.kind is Kind.LINES:
        found = lines(unpacked_stream, file.name, fields, largest, after)
    else:
        found = archive(unpacked_stream, file.name, largest, after)
    for item in found:
        at(unpacked_stream.taken)
        yield item


def _single(file: File, data: bytes, largest: int) -> Item:
    if len(data) > largest:
        return Broken(1, file.name, f"it is larger than {largest / 1e6:g} MB, which no article is")
    return Record(1, file.name, data, file.kind is Kind.HTML)


def read_record(record: Record, limits: Limits | None = None) -> Reading:
    """The article of a record: a pure function of it. Raises InputError (NotAnArticle …)."""
    largest = (limits or Limits()).decoded
    data = unpacked(record, largest)
    heads = dict(record.headers)
    digest = bytes_sha256(record.data)
    snapshot = Snapshot(
        raw=record.data,
        sha256=digest,
        decoded_sha256=digest if data is record.data else bytes_sha256(data),
        fetched_at=record.fetched_at or datetime.now(UTC),
        address=record.address,
        final_address=record.address,
        status=record.status,
        headers=record.headers,
        media_type="text/html" if record.html else "text/plain",
    )
    charset = heads.get("content-type", "").lower().partition("charset=")[2].partition(";")[0].strip(" \"'")
    if not data:
        raise InputError("{address}: it is empty; there is nothing to check", address=record.address)
    reading = body_reading(Body(snapshot, data, charset or None), record.address, record.address, record.html)
    return replace(reading, metadata=record.metadata.completed(reading.metadata))
