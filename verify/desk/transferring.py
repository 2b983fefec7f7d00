"""Everything in one file of JSON lines, out and in.

The first line says what the file is, the last how many rows it has, the head of the history, and the
SHA-256 of all lines before it: a file that is cut off or was changed adds nothing.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from verify.errors import InputError
from verify.report.safe import dumps
from verify.store import Restored, Store

FORMAT = 1
SIGNATURE = '{"verify": "everything"'
Said = tuple[str, Any]
"""A table's name and one of its rows."""

_LONGEST = 512 * 1024 * 1024
"""Bytes of one line: a snapshot's bytes in base64 are the longest."""


def lines(store: Store, articles: Sequence[int] | None) -> Iterator[str]:
    """The file's text, a line at a time: of some articles, or of everything."""
    digest, count, last = hashlib.sha256(), 0, (0, None)
    head: dict[str, Any] = {"verify": "everything", "format": FORMAT, "whole": articles is None}
    for said in _said(head, store.transfer.rows(articles)):
        line = dumps(said) + "\n"
        digest.update(line.encode())
        count += 1
        if said.get("table") == "events" and articles is None:
            last = (said["row"]["seq"], said["row"]["hash"])
        yield line
    events, hash_ = last
    history = {"events": events, "head": hash_} if articles is None else {}
    yield dumps({"end": {"rows": count - 1, **history, "sha256": digest.hexdigest()}}) + "\n"


def _said(head: dict[str, Any], rows: Iterable[tuple[str, Any]]) -> Iterator[dict[str, Any]]:
    yield head
    for table, row in rows:
        yield {"table": table, "row": row}


@contextmanager
def read(source: str) -> Iterator[File]:
    """A file of `lines` ("-": standard input), proved.

    InputError where it is none, is cut off, or was changed after it was written.
    """
    with _opened(source) as file:
        yield File("standard input" if source == "-" else source, file)


def bring(
    store: Store, file: File, *, by: str, along: Callable[[Iterator[Said]], Iterator[Said]] = iter
) -> Restored:
    """Read a file back, whole or not at all. See Transfer.restore.

    along: what the rows go through each time the file is read, to tell how far it is.
    """
    end = file.end
    try:
        return store.transfer.restore(
            lambda: along(file.rows()), whole=file.whole, events=end.get("events") or 0,
            head=end.get("head"), by=by,
        )  # fmt: skip
    except InputError as error:
        raise InputError("{place}: {error}", place=file.place, error=error) from error


@contextmanager
def _opened(source: str) -> Iterator[IO[bytes]]:
    """A file that can be read from its beginning again; standard input goes through a temporary one."""
    if source == "-":
        with tempfile.TemporaryFile() as file:
            shutil.copyfileobj(sys.stdin.buffer, file)
            yield file
        return
    try:
        with Path(source).open("rb") as file:
            yield file
    except OSError as error:
        raise InputError(
            "{source}: {strerror}. Give a file that `verify export` wrote.",
            source=source,
            strerror=error.strerror,
        ) from error


class File:
    """A file of lines, proved. whole: it holds a whole database; end: what its last line says."""

    def __init__(self, name: str, file: IO[bytes]) -> None:
        self.name = name
        self.file = file
        self.line: int | None = None
        self.whole = self._head(next(self._lines(), b""))
        self.end = self._proved()

    @property
    def place(self) -> str:
        """Where the reading is: the file, and the line while there is one."""
        return f"{self.name}, line {self.line}" if self.line else self.name

    def _proved(self) -> dict[str, Any]:
        digest, count, last = hashlib.sha256(), -2, b""
        for raw in self._lines():
            digest.update(last)
            count, last = count + 1, raw
        end = self._json(last).get("end") if last.endswith(b"\n") else None
        if not isinstance(end, dict):
            raise InputError(
                "{name} is cut off: its last line is missing. Nothing was imported.", name=self.name
            )
        if end.get("sha256") != digest.hexdigest() or end.get("rows") != count:
            raise InputError(
                "{name} was changed after it was exported. Nothing was imported.", name=self.name
            )
        return end

    def _head(self, raw: bytes) -> bool:
        try:
            head = self._json(raw)
        except InputError:
            head = {}
        if head.get("verify") != "everything" or not isinstance(head.get("whole"), bool):
            raise InputError(
                "{name} is no export of verify: make one with `verify export --to jsonl`.", name=self.name
            )
        if head.get("format") != FORMAT:
            raise InputError(
                "{name} was written by a newer verify: upgrade verify to read it.", name=self.name
            )
        return bool(head["whole"])

    def rows(self) -> Iterator[tuple[str, Any]]:
        """(table, row) of the file from its beginning."""
        for number, raw in enumerate(self._lines(), start=1):
            self.line = number
            said = self._json(raw)
            if "table" in said:
                yield str(said["table"]), said.get("row")
        self.line = None

    def _lines(self) -> Iterator[bytes]:
        self.file.seek(0)
        while raw := self.file.readline(_LONGEST):
            if len(raw) == _LONGEST:
                raise InputError("{name} has a line that is too long. Nothing was imported.", name=self.name)
            yield raw

    def _json(self, raw: bytes) -> dict[str, Any]:
        try:
            said = json.loads(raw)
        except (ValueError, RecursionError) as error:
            raise InputError(
                "{place} is no JSON: {error}. Nothing was imported.", place=self.place, error=error
            ) from error
        return said if isinstance(said, dict) else {}
