"""The bytes of a page or file as they were read, and how they came."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Redirect:
    """One answer that sent us on: the address asked, its status, and where it pointed."""

    address: str
    status: int
    location: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Bytes as fetched or read; never changed after.

    raw: the bytes as sent, before content-decoding (gzip, br); for a file the file's bytes.
    sha256, decoded_sha256: hex hashes of the bytes as sent and after content-decoding.
    fetched_at: aware, UTC. address: as asked for, a path as it was typed; final_address:
    after redirects, the absolute path.
    status: HTTP status, None for a file or stdin. headers: response head in order, names lower-cased.
    encoding: the character encoding the text was decoded with, None where unknown.
    media_type: without parameters ("text/html"), None where unknown.
    """

    raw: bytes
    sha256: str
    decoded_sha256: str
    fetched_at: datetime
    address: str
    final_address: str
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    redirects: tuple[Redirect, ...] = ()
    encoding: str | None = None
    media_type: str | None = None


def bytes_sha256(data: bytes) -> str:
    """Hex SHA-256."""
    return hashlib.sha256(data).hexdigest()


def storable(text: str) -> str:
    """The text with each NUL and lone surrogate replaced by U+FFFD, one for one: offsets stay."""
    return _UNSTORABLE.sub("�", text)
