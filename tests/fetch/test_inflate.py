from __future__ import annotations

import gzip
import zlib

import pytest

from verify.errors import FetchError
from verify.fetch.inflate import inflate

PAGE = "Паром «Астра» вышел из Салинска. ".encode() * 40


def raw_deflate(data: bytes) -> bytes:
    stream = zlib.compressobj(wbits=-15)
    return stream.compress(data) + stream.flush()


@pytest.mark.parametrize(
    ("sent", "encodings"),
    [
        (PAGE, ""),
        (PAGE, "identity"),
        (gzip.compress(PAGE), "gzip"),
        (gzip.compress(PAGE), "X-GZIP"),
        (gzip.compress(PAGE[:500]) + gzip.compress(PAGE[500:]), "gzip"),
        (gzip.compress(PAGE) + b"\0\0\0", "gzip"),
        (zlib.compress(PAGE), "deflate"),
        (raw_deflate(PAGE), "deflate"),
        (gzip.compress(zlib.compress(PAGE)), "deflate, gzip"),
        (PAGE, "gzip"),  # claimed, not done
    ],
)
def test_what_comes_out(sent: bytes, encodings: str) -> None:
    assert inflate(sent, encodings, 100_000, "p") == PAGE


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress, raw_deflate])
def test_a_bomb_is_not_unpacked(pack: object) -> None:
    encoding = "gzip" if pack is gzip.compress else "deflate"
    with pytest.raises(FetchError, match=r"^p: it is larger than 0\.1 MB"):
        inflate(pack(bytes(5_000_000)), encoding, 100_000, "p")  # type: ignore[operator]


def test_a_bomb_in_a_bomb() -> None:
    inner = gzip.compress(bytes(5_000_000))
    with pytest.raises(FetchError, match="larger than"):
        inflate(gzip.compress(inner), "gzip, gzip", 100_000, "p")


def test_a_bomb_of_many_small_parts() -> None:
    with pytest.raises(FetchError, match="too many parts"):
        inflate(gzip.compress(b"") * 1500, "gzip", 100_000, "p")


def test_a_page_cut_off() -> None:
    with pytest.raises(FetchError, match="damaged or cut off"):
        inflate(gzip.compress(PAGE)[:-20], "gzip", 100_000, "p")


def test_a_damaged_page() -> None:
    damaged = bytearray(gzip.compress(PAGE))
    damaged[20] ^= 0xFF
    with pytest.raises(FetchError, match="damaged or cut off"):
        inflate(bytes(damaged), "gzip", 100_000, "p")


def test_packed_as_nobody_asked() -> None:
    with pytest.raises(FetchError, match="'br', which was not asked for"):
        inflate(b"\x0b\x02", "br", 100_000, "p")
    with pytest.raises(FetchError, match="packed 3 times over"):
        inflate(PAGE, "gzip, gzip, gzip", 100_000, "p")
