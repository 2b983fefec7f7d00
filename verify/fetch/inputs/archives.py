"""WARC files, Common Crawl's as they are: the pages among their records. Needs fastwarc."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from verify.errors import FetchError, InputError
from verify.fetch.inflate import inflate
from verify.fetch.inputs.items import Broken, Item, Record, Skipped
from verify.fetch.inputs.places import EXTRA
from verify.fetch.unpacking import Unpacked

_PAGES = ("text/html", "application/xhtml+xml")
_TEXTS = ("text/plain",)
_PACKED = "content-encoding"
_KEPT_AS = "x-archive-orig-content-encoding"
_HEADS = 100
_CHUNK = re.compile(rb"\r?\n?([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]{0,200})?\r\n")


def records(stream: Unpacked, name: str, largest: int, after: int) -> Iterator[Item]:
    """The answers and resources of a file behind the first `after`; other records are no input.

    Raises InputError where the file is damaged from there on.
    """
    try:
        from fastwarc import ArchiveIterator, WarcRecordType
    except ImportError:
        raise InputError(
            "{name}: WARC files need the package fastwarc: {install}", name=name, install=EXTRA
        ) from None
    kinds = WarcRecordType.response | WarcRecordType.resource
    try:
        every = ArchiveIterator(stream, kinds, parse_http=False, stream_detect=False)
        for place, record in enumerate(every, start=1):
            if place > after:
                yield _item(record, place, name, largest)
    except InputError:
        raise
    except Exception as error:
        raise InputError(
            "{name}: it is damaged from here on: {error}", name=name, error=str(error)[:200]
        ) from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # what Rust code raises on its own mistakes
            raise
        raise InputError("{name}: it is damaged from here on, and cannot be parsed", name=name) from None


def _item(record: Any, place: int, name: str, largest: int) -> Item:
    address = (record.headers.get("WARC-Target-URI") or "").strip("<> ")[:2000] or None
    if record.content_length > largest:
        return Broken(place, address, f"it is larger than {largest / 1e6:g} MB, which no page is")
    status: int | None = None
    heads: tuple[tuple[str, str], ...] = ()
    media = record.headers.get("Content-Type") or ""
    if record.is_http:
        try:
            record.parse_http()
        except (OSError, ValueError) as error:
            return Broken(place, address, f"its heads cannot be read ({str(error)[:100]})")
        status = record.http_headers.status_code
        heads = tuple((k.lower(), v) for k, v in record.http_headers.to_tuples()[:_HEADS])
        media = dict(heads).get("content-type", "")
    media = media.partition(";")[0].strip().lower()
    if status not in (None, 200):
        return Skipped(place, address, f"the server answered {status}")
    if media not in (*_PAGES, *_TEXTS):
        return Skipped(place, address, f"it is {media or 'of no stated sort'}, no page")
    return _page(record, place, address or f"{name}#{place}", media, heads, status)


def _page(
    record: Any, place: int, address: str, media: str, heads: tuple[tuple[str, str], ...], status: int | None
) -> Item:
    told = int(record.content_length)
    data = bytes(record.reader.read())
    if len(data) < told and record.headers.get("WARC-Truncated") is None and not record.is_http:
        return Broken(place, address, "it is cut off")
    if "chunked" in dict(heads).get("transfer-encoding", "").lower():
        data = unchunked(data)
    packing = dict(heads).get(_PACKED, "")
    if packing and not _is_packed(data, packing):  # many archives store the page unpacked, and leave the head
        heads = tuple((_KEPT_AS if k == _PACKED else k, v) for k, v in heads)
    return Record(place, address, data, media in _PAGES, status=status, headers=heads,
                  fetched_at=_when(record))  # fmt: skip


def _is_packed(data: bytes, packing: str) -> bool:
    return data[:2] == b"\x1f\x8b" if "gzip" in packing.lower() else data.lstrip()[:1] != b"<"


def _when(record: Any) -> datetime | None:
    try:
        found: datetime = record.record_date
    except (OSError, ValueError):
        return None
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)


def unchunked(data: bytes) -> bytes:
    """A body sent in chunks, put together; as it is where it is stored so already."""
    out, at = bytearray(), 0
    while head := _CHUNK.match(data, at):
        size = int(head[1], 16)
        if size == 0:
            return bytes(out)
        out += data[head.end() : head.end() + size]
        at = head.end() + size
    return data if at == 0 else bytes(out)


def unpacked(record: Record, largest: int) -> bytes:
    """The page as it was before the server packed it. Raises FetchError."""
    packing = dict(record.headers).get(_PACKED, "")
    if not packing:
        return record.data
    try:
        return inflate(record.data, packing, largest, record.address)
    except FetchError as error:
        raise InputError(error.message) from None
