"""Reading packed files as streams, without ever holding more than a block, and without falling for a bomb."""

from __future__ import annotations

import os
import zlib
from io import RawIOBase, UnsupportedOperation
from typing import Any, BinaryIO

from verify.errors import InputError

_RATIO = 200  # to one: text packs 10 to one, pages full of repeated markup 50; a bomb 1000
_SLACK = 10_000_000
_BLOCK = 65_536
_WINDOW = 1 << 27
"""Bytes that a zstd file may make us hold: what `zstd --ultra` needs at its highest level."""


class Unpacked(RawIOBase):
    """A file as it reads unpacked (gzip, zstd, or as it is). taken: bytes of the file used so far.

    largest: bytes that it may unpack to. Damage, a cut, and more than an honest file unpacks to raise
    InputError.
    """

    def __init__(self, file: BinaryIO, name: str, largest: int | None = None) -> None:
        self.name, self.taken = name, 0
        self._file, self._largest, self._total, self._given = file, largest, 0, 0
        self._out = bytearray()
        self._stream: Any = None
        head = file.read(4)
        file.seek(0)
        self._packed = head[:2] == b"\x1f\x8b"
        self._zstd = _zstd(_Counted(file, self), name) if head == b"\x28\xb5\x2f\xfd" else None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        part = self.read(len(buffer))
        buffer[: len(part)] = part
        return len(part)

    def tell(self) -> int:
        return self._given

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Forward only, by reading over what lies between."""
        to = offset + {os.SEEK_SET: 0, os.SEEK_CUR: self._given}.get(whence, -offset - 1)
        if to < self._given:
            raise UnsupportedOperation("a packed stream goes forward only")
        while self._given < to and self.read(min(_BLOCK, to - self._given)):
            pass
        return self._given

    def read(self, size: int = -1) -> bytes:
        part = self._read(_BLOCK if size is None or size < 0 else size)
        self._given += len(part)
        return part

    def _read(self, wanted: int) -> bytes:
        if self._zstd is not None:
            return self._frames(wanted)
        while len(self._out) < wanted and (block := self._file.read(_BLOCK)):
            self.taken += len(block)
            self._unpack(block) if self._packed else self._take(block)
        part = bytes(self._out[:wanted])
        del self._out[:wanted]
        if not part and wanted and self._stream is not None:
            raise InputError(
                "{name}: it is cut off: its last part ends too early; get the file again", name=self.name
            )
        return part

    def _frames(self, wanted: int) -> bytes:
        import zstandard

        assert self._zstd is not None
        try:
            part = bytes(self._zstd.read(wanted))
        except zstandard.ZstdError as error:
            raise InputError(
                "{name}: its packing is damaged ({error}); get the file again", name=self.name, error=error
            ) from None
        self._count(len(part))
        return part

    def _unpack(self, block: bytes) -> None:
        try:
            while block:
                self._stream = self._stream or zlib.decompressobj(31)
                self._take(self._stream.decompress(block, _BLOCK))
                while self._stream.unconsumed_tail:
                    self._take(self._stream.decompress(self._stream.unconsumed_tail, _BLOCK))
                block = self._stream.unused_data
                self._stream = None if self._stream.eof else self._stream
        except zlib.error as error:
            raise InputError(
                "{name}: its packing is damaged ({error}); get the file again", name=self.name, error=error
            ) from None

    def _take(self, data: bytes) -> None:
        self._out += data
        self._count(len(data))

    def _count(self, more: int) -> None:
        self._total += more
        if self._total > self.taken * _RATIO + _SLACK or self._total > (self._largest or self._total):
            raise InputError(
                "{name}: it unpacks to more than any archive of pages does; not read", name=self.name
            )


class _Counted:
    """A file that tells how much was read of it."""

    def __init__(self, file: BinaryIO, to: Unpacked) -> None:
        self._file, self._to = file, to

    def read(self, size: int = -1) -> bytes:
        part = self._file.read(size)
        self._to.taken += len(part)
        return part


def _zstd(file: Any, name: str) -> Any:
    try:
        import zstandard
    except ImportError:
        raise InputError(
            "{name}: zstd files need the package zstandard: pip install 'verify[bulk]'", name=name
        ) from None
    unpacker = zstandard.ZstdDecompressor(max_window_size=_WINDOW)
    return unpacker.stream_reader(file, read_size=_BLOCK, read_across_frames=True)
