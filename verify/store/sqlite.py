"""All that only SQLite can do: whose file it is, how it is opened, copied and checked, what its errors
mean.
"""

from __future__ import annotations

import json
import os
import re
import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing, suppress
from itertools import combinations
from pathlib import Path
from urllib.parse import quote, urlencode

from sqlalchemy import URL, Connection, Engine, TextClause, create_engine, event, text

from verify.errors import ForeignDatabase, Message, Refused, StoreError

APPLICATION_ID = int.from_bytes(b"vrfy", "big")
"""Written into bytes 68-71 of the file; `file claims.db` and we know by it whose database this is."""

WRITE = "verify_write"
"""Execution option of a connection whose transactions write."""

WRITER = {WRITE: True}
"""Execution options of writers."""

BESIDE = ("", "-journal", "-wal", "-shm")
"""What a database's files are called behind its name."""

_MAGIC = b"SQLite format 3\0"
_BACKUP_PAGES = 1000
_RETRY_SECONDS = 0.02

_CACHE_KIB = 64 * 1024
"""Most of the file that a connection keeps in memory. Fifty claims of fifty articles lie in a thousand
places of a million claims' file: SQLite's own 2 MB do not hold them until the next page is asked for."""

dumps = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""JSON as both engines store it; one encoder, since `json.dumps` would make a new one each time."""

_READ_ONLY = Message(
    "it can't be written. Check the permissions of the file and its folder, or use another with --db"
)
BUSY = Message("another program is writing to it. Wait until it is done, or end it, and try again")
_ADVICE = {
    "SQLITE_BUSY": BUSY,
    "SQLITE_LOCKED": BUSY,
    "SQLITE_READONLY": _READ_ONLY,
    "SQLITE_PERM": _READ_ONLY,
    "SQLITE_FULL": Message("the disk is full. Nothing of this step was stored; make room and try again"),
    "SQLITE_CORRUPT": Message(
        "it is damaged or cut short. See `verify db check`; `verify db restore` puts a backup back"
    ),
    "SQLITE_NOTADB": Message(
        "it is damaged or no database. Put a backup back (`verify db restore`), or use another with --db"
    ),
    "SQLITE_CANTOPEN": Message("it can't be opened. Check that its folder exists and can be written"),
    "SQLITE_IOERR": Message("reading or writing it failed. Check the disk; nothing of this step was stored"),
}


def advice(error: BaseException) -> str | None:
    """What an error of SQLite means for the person and what to do; None for an unknown one."""
    name = getattr(error, "sqlite_errorname", None) or ""
    for prefix, meaning in _ADVICE.items():
        if name.startswith(prefix):
            return meaning
    return None


def is_new(path: Path) -> bool:
    """True where a database has yet to be made; ForeignDatabase where the file is not ours.

    Looks at the file's first bytes only: SQLite itself may write (recover a journal) as soon as it opens a
    file.
    """
    try:
        if not path.exists() or path.stat().st_size == 0:
            return True
        with path.open("rb") as file:
            head = file.read(100)
    except OSError as error:
        raise StoreError(
            "{path}: {strerror}. Check the path and its permissions.", path=path, strerror=error.strerror
        ) from error
    if not head.startswith(_MAGIC):
        raise ForeignDatabase(
            "{path} is no SQLite database: nothing was changed. Give another file with --db.", path=path
        )
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise ForeignDatabase(
            "{path} is another program's database: nothing was changed. Give another file with --db.",
            path=path,
        )
    return False


def check_place(path: Path) -> None:
    """StoreError where no database can be at this path."""
    if path.is_dir():
        raise StoreError("{path} is a folder: give a file in it with --db.", path=path)
    if not path.parent.is_dir():
        raise StoreError(
            "{parent} does not exist: make this folder, or give another file with --db.", parent=path.parent
        )


_FROZEN = {"mode": "ro", "immutable": "1"}


def frozen(path: Path) -> bool:
    """True where the folder can't be written and no log lies there: SQLite, which makes files beside the one
    it reads, can read this one only when told that nobody changes it. With a log there, it would miss what
    the log holds, so it is not told so.
    """
    log = path.with_name(path.name + "-wal")
    return path.is_file() and not os.access(path.parent, os.W_OK) and not log.exists()


def _url(path: Path) -> URL:
    if not frozen(path):
        return URL.create("sqlite", database=str(path))
    return URL.create("sqlite", database="file:" + quote(str(path)), query={**_FROZEN, "uri": "true"})


def claim_file(path: Path, busy_seconds: float) -> None:
    """Put our mark into a new file before anything else, outside the write-ahead log, so that `is_new` sees
    it.
    """
    with closing(sqlite3.connect(path, timeout=busy_seconds, isolation_level=None)) as raw:
        if raw.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def make_engine(path: Path, busy_seconds: float) -> Engine:
    """An engine whose reads see one moment and whose writes take the lock when they begin.

    A transaction that reads first and writes later can fail with "locked" however long it waits; one that
    begins with BEGIN IMMEDIATE can't. The driver's own transaction handling stays off (isolation_level
    None), since it begins too late.
    """
    url = _url(path)
    engine = create_engine(url, connect_args={"timeout": busy_seconds}, json_serializer=dumps)

    @event.listens_for(engine, "connect")
    def _connect(raw: sqlite3.Connection, _record: object) -> None:
        raw.isolation_level = None
        raw.execute("PRAGMA foreign_keys = ON")
        raw.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        if not url.query:
            _log_ahead(raw, busy_seconds)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        write = connection.get_execution_options().get(WRITE)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine


def _log_ahead(raw: sqlite3.Connection, busy_seconds: float) -> None:
    """Switch to the write-ahead log.

    SQLite does not wait for the lock here: two who make a file at once would meet "database is locked".
    """
    until = time.monotonic() + busy_seconds
    while True:
        try:
            if raw.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
                return
            raw.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if not (error.sqlite_errorname or "").startswith("SQLITE_BUSY") or time.monotonic() > until:
                raise
            time.sleep(_RETRY_SECONDS)


def copy_database(source: Path, target: Path) -> Path:
    """A consistent copy by SQLite's backup API, while others read and write the source. Refused where
    target exists.
    """
    if target.exists():
        raise Refused("{target} exists: give another name for the backup.", target=target)
    check_place(target)
    part = target.with_name(target.name + ".part")
    try:
        drop(part)  # of a copy that was killed
        how = f"?{urlencode(_FROZEN)}" if frozen(source) else ""
        with (
            closing(sqlite3.connect(f"file:{quote(str(source))}{how}", uri=True)) as have,
            closing(sqlite3.connect(part)) as copy,
        ):
            have.backup(copy, pages=_BACKUP_PAGES)
            # A copy has to be whole in one file: with a log beside it, moving the file alone would lose data.
            copy.execute("PRAGMA journal_mode = DELETE")
        part.rename(target)
    except (sqlite3.Error, OSError) as error:
        with suppress(OSError):
            drop(part)
        why = advice(error) or str(error)
        raise StoreError("{target}: the backup failed: {why}.", target=target, why=why) from error
    return target


def drop(path: Path) -> None:
    """A database file that nobody uses, and what SQLite puts beside it: a journal that stayed would be taken
    for the next file's of this name.
    """
    for suffix in BESIDE:
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def foreign_keys(connection: Connection, on: bool) -> None:
    """Switch enforcement; only outside a transaction. A migration that rebuilds a table needs it off."""
    raw = connection.connection.dbapi_connection
    assert raw is not None
    raw.cursor().execute(f"PRAGMA foreign_keys = {'ON' if on else 'OFF'}")


def problems(connection: Connection) -> list[str]:
    """What SQLite's own checks find; [] where the file is sound."""
    found = [
        str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check").all() if row[0] != "ok"
    ]
    for table, row_id, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check").all():
        found.append(
            Message(
                "Row {row_id} of {table} points to a row of {parent} that does not exist.",
                row_id=row_id,
                table=table,
                parent=parent,
            )
        )
    return found


def postings(terms: Sequence[str], most: int) -> TextClause:
    """Rows (place of the term, article) of the search index, at most this many a term."""
    parts = [
        f"SELECT {i} AS place, rowid FROM (SELECT rowid FROM search_index "  # noqa: S608
        f"WHERE search_index MATCH :t{i} LIMIT :most)"
        for i in range(len(terms))
    ]
    bound = {f"t{i}": _quoted(term) for i, term in enumerate(terms)}
    return text(" UNION ALL ".join(parts)).bindparams(most=most, **bound)


_TOKEN = re.compile("[0-9A-Za-z\x80-\U0010ffff]+")
"""As the index of claims takes words apart (migration 0009)."""


def said(wordings: Sequence[Sequence[str]]) -> TextClause | None:
    """Readings of claims with all words of any of these wordings, and some more, since the index knows no
    punctuation; None where a wording is nothing else.
    """
    tokens = sorted({tuple(_TOKEN.findall(" ".join(words))) for words in wordings})
    if not all(tokens):
        return None
    either = " OR ".join("(" + " AND ".join(map(_quoted, words)) + ")" for words in tokens)
    query = "SELECT rowid AS id FROM search_index_claims WHERE search_index_claims MATCH :said"
    return text(query).bindparams(said=either)


def together(terms: Sequence[str], low: int, high: int, most: int) -> TextClause:
    """Articles with two of the terms or more, with numbers from low to high."""
    pairs = " OR ".join(f"({_quoted(a)} AND {_quoted(b)})" for a, b in combinations(terms, 2))
    query = (
        "SELECT rowid FROM search_index WHERE search_index MATCH :pairs "
        "AND rowid BETWEEN :low AND :high LIMIT :most"
    )
    return text(query).bindparams(pairs=pairs, low=low, high=high, most=most)


def ranked(terms: Sequence[str], most: int) -> TextClause:
    """Articles with any of the terms, by BM25."""
    query = "SELECT rowid FROM search_index WHERE search_index MATCH :any ORDER BY rank LIMIT :most"
    return text(query).bindparams(any=" OR ".join(map(_quoted, terms)), most=most)


def _quoted(term: str) -> str:
    """A string of FTS5; terms are letters, digits and "_" (tables.SearchDocument), quoted all the same."""
    return '"' + term.replace('"', "") + '"'
