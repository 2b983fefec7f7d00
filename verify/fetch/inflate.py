"""Undoing a response's content-encoding without ever holding more than the limit."""

from __future__ import annotations

import zlib

from verify.errors import FetchError

ACCEPTED = "gzip, deflate"
_MEMBERS = 1000  # a gzip body of many members is legal; a body of nothing but empty members is an attack


def inflate(data: bytes, encodings: str, limit: int, name: str) -> bytes:
    """The body as it was before the server compressed it.

    encodings: value of the Content-Encoding head. limit: bytes. name: what the errors call the input.
    Raises FetchError where it is over the limit, cut off, damaged, or packed in a way we did not ask for.
    """
    codings = [c.strip().lower() for c in encodings.split(",") if c.strip()]
    if len(codings) > 2:
        raise FetchError(
            "{name}: the page is packed {codings} times over, which no honest server does",
            name=name,
            codings=len(codings),
        )
    for coding in reversed(codings):
        data = _undo(data, coding, limit, name)
    if len(data) > limit:
        raise too_large(name, limit)
    return data


def too_large(name: str, limit: int) -> FetchError:
    """The error for a page over the limit."""
    return FetchError(
        "{name}: it is larger than {limit} MB, the most that is read of it; not read",
        name=name,
        limit=f"{limit / 1000000.0:g}",
    )


def _undo(data: bytes, coding: str, limit: int, name: str) -> bytes:
    try:
        if coding in ("gzip", "x-gzip"):
            # A server that only claims to have packed the page sent it as it is.
            return _members(data, limit) if data[:2] == b"\x1f\x8b" else data
        if coding == "deflate":
            return _deflated(data, limit)
    except OverflowError:
        raise too_large(name, limit) from None
    except (zlib.error, EOFError) as error:
        raise FetchError(
            "{name}: the compressed page is damaged or cut off ({error}); try again", name=name, error=error
        ) from None
    if coding == "identity":
        return data
    raise FetchError(
        "{name}: the server packed the page as {coding}, which was not asked for",
        name=name,
        coding=repr(coding[:20]),
    )


def _members(data: bytes, limit: int) -> bytes:
    out = bytearray()
    for _ in range(_MEMBERS):
        part, rest = _one(data, 31, limit - len(out))
        out += part
        data = rest.lstrip(b"\0")  # padding after a member, as gzip itself allows
        if data[:2] != b"\x1f\x8b":
            return bytes(out)
    raise EOFError("too many parts")


def _deflated(data: bytes, limit: int) -> bytes:
    """zlib's format as the standard says, or the bare stream that some servers send under that name."""
    try:
        return _one(data, zlib.MAX_WBITS, limit)[0]
    except zlib.error:
        return _one(data, -zlib.MAX_WBITS, limit)[0]


def _one(data: bytes, window: int, limit: int) -> tuple[bytes, bytes]:
    """One compressed stream undone, and the bytes that follow it. OverflowError past the limit."""
    stream = zlib.decompressobj(window)
    out = stream.decompress(data, limit + 1)
    if len(out) > limit:
        raise OverflowError
    if not stream.eof:
        raise EOFError("it ends too early")
    return out, stream.unused_data
