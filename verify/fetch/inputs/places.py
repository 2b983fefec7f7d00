"""Where the records are: files and folders, here or at any address that fsspec reads."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, BinaryIO, cast

from verify.errors import InputError, Message

EXTRA = "pip install 'verify[bulk]'"


class Kind(StrEnum):
    """How a file holds its records."""

    HTML = "html"
    TEXT = "text"
    LINES = "lines"
    COLUMNS = "columns"
    ARCHIVE = "archive"


_ENDINGS = {
    ".html": Kind.HTML,
    ".htm": Kind.HTML,
    ".xhtml": Kind.HTML,
    ".txt": Kind.TEXT,
    ".jsonl": Kind.LINES,
    ".ndjson": Kind.LINES,
    ".parquet": Kind.COLUMNS,
    ".warc": Kind.ARCHIVE,
}
_PACKINGS = (".gz", ".zst", ".zstd")


@dataclass(frozen=True, slots=True)
class File:
    """One file. name: absolute path or address. mark: another one wherever its bytes may be others."""

    name: str
    kind: Kind
    size: int
    mark: str

    def open(self) -> BinaryIO:
        """Raises InputError where it cannot be opened."""
        try:
            if "://" not in self.name:
                return Path(self.name).open("rb")
            files, path = _remote(self.name)
            return cast(BinaryIO, files.open(path, "rb"))
        except OSError as error:
            raise InputError(
                "{name}: it cannot be read ({strerror})", name=self.name, strerror=error.strerror or error
            ) from None


def kind_of(name: str) -> Kind | None:
    """By its ending, "x.jsonl.gz" too; None for a file of another sort. Packed pages and texts are none."""
    bare = name.lower()
    for packing in _PACKINGS:
        if bare.endswith(packing):
            inner = _ENDINGS.get(os.path.splitext(bare.removesuffix(packing))[1])  # noqa: PTH122 - addresses too
            return inner if inner in (Kind.LINES, Kind.ARCHIVE) else None
    return _ENDINGS.get(os.path.splitext(bare)[1])  # noqa: PTH122


def files(inputs: Iterable[str]) -> Iterator[File]:
    """The files of these paths, folders and addresses, always in the same order; others are left out.

    Raises InputError for an input that does not exist, and for a named file that is of no known sort.
    """
    for name in _apart(inputs):
        yield from _remote_files(name) if "://" in name else _local_files(Path(name))


def _apart(inputs: Iterable[str]) -> list[str]:
    """Each once, and without those that lie in another's folder."""
    given = list(dict.fromkeys(n if "://" in n else str(Path(n).absolute()) for n in inputs))
    folders = {Path(n) for n in given if "://" not in n}
    return [n for n in given if "://" in n or not folders.intersection(Path(n).parents)]


def _local_files(path: Path) -> Iterator[File]:
    if path.is_dir():
        yield from _folder(path)
        return
    if not path.exists():
        raise InputError("{path}: there is no such file or folder", path=path)
    kind = kind_of(path.name)
    if kind is None:
        raise InputError(_unknown(str(path)))
    yield _local(path.absolute(), kind)


def _unknown(name: str) -> str:
    return Message(
        "{name}: bulk reads .html, .txt, .jsonl, .ndjson, .parquet and .warc files (.gz, .zst)", name=name
    )


def _folder(path: Path) -> Iterator[File]:
    """Without a list of the whole: a folder may hold millions."""
    for place, folders, names in os.walk(path.absolute()):
        folders.sort()
        for name in sorted(names):
            kind = kind_of(name)
            if kind is not None and (found := Path(place, name)).is_file():
                yield _local(found, kind)


def _local(path: Path, kind: Kind) -> File:
    try:
        seen = path.stat()
    except OSError as error:
        raise InputError(
            "{path}: it cannot be read ({strerror})", path=path, strerror=error.strerror
        ) from None
    return File(str(path), kind, seen.st_size, f"{seen.st_size}:{seen.st_mtime_ns}")


def _remote(address: str) -> tuple[Any, str]:
    """fsspec's file system of an address, and the path in it."""
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise InputError(
            "{address}: addresses need the package fsspec: {install}", address=address, install=EXTRA
        ) from None
    try:
        files, path = url_to_fs(address)
    except (ImportError, ValueError, OSError) as error:
        raise InputError("{address}: it cannot be opened: {error}", address=address, error=error) from None
    return files, str(path)


def _remote_files(address: str) -> Iterator[File]:
    files, path = _remote(address)
    try:
        if "*" in path:
            found = files.glob(path, detail=True)
        elif files.isdir(path):
            found = files.find(path, detail=True)
        else:
            found = {path: files.info(path)}
    except (OSError, ValueError) as error:
        raise InputError("{address}: it cannot be read ({error})", address=address, error=error) from None
    for name in sorted(found):
        if (kind := kind_of(name)) is not None and found[name].get("type") != "directory":
            yield _far(files.unstrip_protocol(name), kind, found[name])
        elif name == path:
            raise InputError(_unknown(address))


def _far(address: str, kind: Kind, info: dict[str, Any]) -> File:
    size = int(info.get("size") or 0)
    stamp = next((info[k] for k in ("ETag", "etag", "LastModified", "mtime", "created") if info.get(k)), "")
    return File(address, kind, size, f"{size}:{stamp}")
