"""What a reading is asked for and what it yields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from verify.model.article import Link, Metadata
from verify.model.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one reading. Times in seconds, sizes in bytes.

    total covers everything the network does for one address: names, hops, retries, waits, body.
    read is the longest silence. sent bounds the bytes on the wire or in the file, decoded those after
    decompression: the heaviest news pages have about 5 MB, so both leave room and still stop a bomb.
    retry_after is the longest wait a server may ask for before we give up instead. pause: before the second
    attempt, doubled before each one after.
    """

    connect: float = 10.0
    read: float = 15.0
    total: float = 60.0
    sent: int = 10_000_000
    decoded: int = 20_000_000
    redirects: int = 10
    attempts: int = 3
    retry_after: float = 15.0
    pause: float = 0.5


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read one source.

    address: the real address of a saved page, a text or stdin; it becomes the reading's address and the
    base of its relative links. proxy: http(s) address of a proxy to go through; the environment's proxies
    are never used. A proxy resolves names itself: what they are here is still checked, the rest is its own.
    allow_loopback: the source's own address may be this machine; allow_private: that, or one of a private
    network; a redirect's may be neither. permits: by the kind of address, the option of the command line
    that would have allowed it, for the message.
    stdin: where `-` reads from, the process's own stdin by default.
    """

    address: str | None = None
    proxy: str | None = None
    allow_loopback: bool = False
    limits: Limits = field(default_factory=Limits)
    stdin: BinaryIO | None = None
    allow_private: bool = False
    permits: Mapping[str, str] = field(default_factory=dict)

    @property
    def allowed(self) -> frozenset[str]:
        """Kinds of address (`safety.kind_of`) that the source's own host may have beside public ones."""
        if self.allow_private:
            return frozenset({"loopback", "private"})
        return frozenset({"loopback"} if self.allow_loopback else ())


@dataclass(frozen=True, slots=True)
class Reading:
    """One source, read.

    address: URL, absolute path, or `stdin:<sha256>`. text: what all offsets refer to (code points); for
    plain text the decoded file as it is. metadata: what the page states; empty for plain text.
    links: hyperlinks in text order, their spans inside text.
    """

    address: str
    snapshot: Snapshot
    text: str
    metadata: Metadata = field(default_factory=Metadata)
    links: tuple[Link, ...] = ()
    is_html: bool = False


@dataclass(frozen=True, slots=True)
class Body:
    """Bytes on their way to a reading: the snapshot, the bytes after decompression, the charset declared."""

    snapshot: Snapshot
    data: bytes
    charset: str | None = None
