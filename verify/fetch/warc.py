"""WARC/1.1 (ISO 28500): snapshots as records that archives' tools read, and back.

A snapshot is a `response` with its real heads, or a `resource` where no server answered (a file). Its payload
is the bytes as they were sent, still packed where the server packed them, and so are its digests. What is
known beside the bytes is a `metadata` record in JSON.
"""

from __future__ import annotations

import base64
import hashlib
import json
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import quote

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from verify import __version__
from verify.errors import InputError
from verify.fetch.unpacking import Unpacked
from verify.model.snapshot import Snapshot

LARGEST = 1_000_000_000
"""Bytes of a file that are read, unpacked."""

LARGEST_RECORD = 20_000_000
"""Bytes of one record: twice what is fetched of a page."""

_CHUNKED = "transfer-encoding"  # the bytes kept are without it, so readers must not look for chunks
_KEPT_AS = "x-archive-orig-transfer-encoding"
_NAMES = uuid.UUID("6f1f5f3c-2f7b-5c3e-9d1a-0b6f3f2a7c11")


@dataclass(frozen=True, slots=True)
class Archived:
    """What a file holds. facts: of the metadata records, in order. payloads: by record id: bytes, heads."""

    facts: tuple[dict[str, Any], ...]
    payloads: Mapping[str, tuple[bytes, tuple[tuple[str, str], ...], int | None]]


def record_id(snapshot: Snapshot) -> str:
    """The id of a snapshot's record: the same in every file."""
    name = f"{snapshot.sha256} {snapshot.fetched_at.isoformat()} {snapshot.final_address}"
    return f"<urn:uuid:{uuid.uuid5(_NAMES, name)}>"


def write(
    file: BinaryIO, snapshots: Iterable[Snapshot], facts: Iterable[tuple[str, Mapping[str, Any]]],
    *, name: str, packed: bool,
) -> None:  # fmt: skip
    """Write snapshots, each once, then facts with the address each is about. packed: gzip, by record."""
    writer = WARCWriter(file, gzip=packed, warc_version="1.1")
    about = {"software": f"verify/{__version__}", "format": "WARC File Format 1.1",
             "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
             "description": "evidence for claims of news articles"}  # fmt: skip
    info = writer.create_warcinfo_record(name, about)
    writer.write_record(info)
    info_id = info.rec_headers.get_header("WARC-Record-ID")
    written: set[str] = set()
    for snapshot in snapshots:
        if record_id(snapshot) not in written:
            written.add(record_id(snapshot))
            writer.write_record(_record(writer, snapshot, info_id))
    for address, said in facts:
        body = json.dumps(said, ensure_ascii=False, sort_keys=True).encode("utf-8")
        heads = {
            "WARC-Warcinfo-ID": info_id,
            "WARC-Payload-Digest": _digest(body),
            "WARC-Block-Digest": _digest(body),
        }
        writer.write_record(
            writer.create_warc_record(
                _uri(address), "metadata", BytesIO(body), len(body), "application/json", heads
            )
        )


def _record(writer: WARCWriter, snapshot: Snapshot, info_id: str) -> Any:
    payload = snapshot.raw
    heads = {
        "WARC-Record-ID": record_id(snapshot),
        "WARC-Date": snapshot.fetched_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "WARC-Warcinfo-ID": info_id,
        "WARC-Payload-Digest": _digest(payload),
    }
    if snapshot.status is None:
        heads["WARC-Block-Digest"] = _digest(payload)
        media = snapshot.media_type or ""
        # A file that was brought in may say anything here; what is no head would end the export.
        media = media if media.isascii() and media.isprintable() and media else "application/octet-stream"
        return writer.create_warc_record(
            _uri(snapshot.final_address), "resource", BytesIO(payload), len(payload), media, heads
        )
    try:
        phrase = HTTPStatus(snapshot.status).phrase
    except ValueError:
        phrase = "Unknown"
    kept = [(_KEPT_AS if k == _CHUNKED else _head(k), _head(v)) for k, v in snapshot.headers]
    http = StatusAndHeaders(f"{snapshot.status} {phrase}", kept, protocol="HTTP/1.1")
    return writer.create_warc_record(
        _uri(snapshot.final_address), "response", BytesIO(payload), len(payload), "", heads, None, http
    )


def _head(said: str) -> str:
    """A head's name or value in ASCII on one line: behind a line's end would begin a head of its own."""
    return quote(said, safe=_PRINTABLE)


_PRINTABLE = "".join(map(chr, range(0x20, 0x7F)))


def _uri(address: str) -> str:
    """A file's path as an address; other addresses in ASCII, as heads must be."""
    if address.startswith("/"):
        return "file://" + quote(address)
    if address.startswith("stdin:"):
        return "urn:" + quote(address, safe=":")
    return quote(address, safe="%/:=&?~#+!$,;'@()*[]") or "urn:unknown"


def _digest(data: bytes) -> str:
    return "sha256:" + base64.b32encode(hashlib.sha256(data).digest()).decode("ascii")


_WARC = b"WARC/"
"""How every record begins, so a file too, once it is unpacked."""


def read(path: Path) -> Archived:
    """What a file holds, once every record of it proved whole. Raises InputError that says what is wrong."""
    facts: list[dict[str, Any]] = []
    payloads: dict[str, tuple[bytes, tuple[tuple[str, str], ...], int | None]] = {}
    try:
        with path.open("rb") as file:
            if not Unpacked(file, str(path), LARGEST).read(len(_WARC)).startswith(_WARC):
                raise InputError("{path}: it is no WARC file.", path=path)
            for record, body in _records(file, str(path)):
                if record.rec_type == "metadata" and record.content_type == "application/json":
                    facts.append(_facts(body, str(path)))
                elif record.rec_type in ("response", "resource"):
                    payloads[record.rec_headers.get_header("WARC-Record-ID")] = (body, *_heads(record))
    except OSError as error:
        raise InputError("{path}: {strerror}.", path=path, strerror=error.strerror) from None
    except (ArchiveLoadFailed, ValueError, TypeError, EOFError) as error:  # TypeError: a digest of no kind
        raise InputError(
            "{path} is no sound WARC file: {error}.", path=path, error=str(error).strip()[:200]
        ) from None
    if not payloads and not facts:
        raise InputError("{path}: there is no record of a page in it.", path=path)
    return Archived(tuple(facts), payloads)


def _records(file: BinaryIO, name: str) -> Iterator[tuple[Any, bytes]]:
    """Each record with its payload, whole and as its digests say."""
    for number, record in enumerate(
        ArchiveIterator(Unpacked(file, name, LARGEST), check_digests=True), start=1
    ):
        if int(record.rec_headers.get_header("Content-Length") or 0) > LARGEST_RECORD:
            raise InputError(
                "{name}: record {number} is larger than {limit} MB; not read",
                name=name,
                number=number,
                limit=f"{LARGEST_RECORD / 1000000.0:g}",
            )
        if getattr(record.raw_stream, "limit", None) is None:  # warcio would read on to the end of the file
            raise InputError("{name}: record {number} does not say how long it is", name=name, number=number)
        body = record.raw_stream.read(LARGEST_RECORD + 1)
        if record.raw_stream.limit > 0:
            raise InputError(
                "{name}: record {number} is cut off; get the file again", name=name, number=number
            )
        if record.digest_checker.passed is False:
            raise InputError(
                "{name}: record {number} is not what its digest says: the file was changed",
                name=name,
                number=number,
            )
        if record.digest_checker.passed is None and record.rec_type in ("response", "resource", "metadata"):
            raise InputError(
                "{name}: record {number} has no digest that proves it whole", name=name, number=number
            )
        yield record, body


def _heads(record: Any) -> tuple[tuple[tuple[str, str], ...], int | None]:
    if record.http_headers is None:
        return (), None
    named = ((k.lower(), v) for k, v in record.http_headers.headers)
    code = str(record.http_headers.get_statuscode())
    return tuple((_CHUNKED if k == _KEPT_AS else k, v) for k, v in named), int(
        code
    ) if code.isdecimal() else None


def _facts(body: bytes, name: str) -> dict[str, Any]:
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        raise InputError("{name}: what it says of its pages cannot be read.", name=name) from None
    return said if isinstance(said, dict) else {}


def when(text: str) -> datetime:
    """A time of a record. Raises ValueError."""
    found = datetime.fromisoformat(text)
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
