"""A backup put back where its database was, also while others have that open."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing, suppress
from datetime import UTC, datetime
from glob import escape
from pathlib import Path

from verify.errors import InputError, Refused, StoreError
from verify.store import sqlite
from verify.store.checking import check
from verify.store.opening import BUSY_SECONDS, Database, open_database, trouble

_DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_IOERR_SHORT_READ")


def put_back(path: Path, backup: Path) -> Path | None:
    """Make the database at `path` what the backup is, whole or not at all; where what was there is kept.

    A copy over the file would meet the log beside it, whose pages SQLite takes for the copy's, and a file put
    in its place would not be the one that a desk has open. SQLite's own backup is a transaction like any
    other: who has the database open reads the backup from then on. Refused where the backup is not sound.
    """
    sqlite.check_place(path)
    if not backup.is_file():
        raise InputError("{path}: there is no such file or folder", path=backup)
    if path.exists() and path.samefile(backup):
        raise Refused("{backup} is the database itself: give the backup of it.", backup=backup)
    if sqlite.is_new(backup):
        raise InputError("{path} is empty: it is no backup.", path=backup)
    part = path.with_name(path.name + ".restore")
    try:
        _tidy(path, part)
        _copy(backup, part)
        _require_sound(part, backup)
        if sqlite.is_new(path):
            with trouble(str(path)):
                _overwrite(part, path)
            return None
        return _replaced(part, path)
    except OSError as error:
        raise StoreError(
            "{path}: {strerror}. Check the path and its permissions.", path=path, strerror=error.strerror
        ) from error
    finally:
        with suppress(OSError):
            _tidy(path, part)


def _tidy(path: Path, part: Path) -> None:
    """Away with our copy, those that its upgrade made, and what a run that was killed left of its own."""
    name = escape(path.name)
    for beside in [
        part,
        *path.parent.glob(f"{name}.restore.*.bak"),
        *path.parent.glob(f"{name}.replaced.*.part"),
    ]:
        sqlite.drop(beside)


def _copy(backup: Path, part: Path) -> None:
    try:
        sqlite.copy_database(backup, part)
    except StoreError as error:
        if not _damaged(error):
            raise
        raise Refused(
            "{backup} is damaged or cut short, and nothing was changed: give another backup.", backup=backup
        ) from error


def _damaged(error: StoreError) -> bool:
    return (getattr(error.__cause__, "sqlite_errorname", None) or "").startswith(_DAMAGED)


def _require_sound(part: Path, backup: Path) -> None:
    """Bring the copy to the newest schema, and look at everything in it."""
    opened: Database | None = None
    try:
        opened = open_database(part)
        with opened.read() as session:
            found = check(session)
    except StoreError as error:
        error.rename(str(part), str(backup))
        raise
    finally:
        if opened is not None:
            opened.close()
    if not found.ok:
        raise Refused(
            "{backup} is not sound, and nothing was changed: {problem}",
            backup=backup,
            problem=found.problems[0],
        )


def _replaced(part: Path, path: Path) -> Path:
    """Overwrite what is there, and keep a copy of it, or, where it is too damaged for that, the files."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    kept = path.with_name(f"{path.name}.replaced.{stamp}.bak")
    moved = False
    try:
        sqlite.copy_database(path, kept)
    except StoreError as error:
        if not _damaged(error):
            raise
        _move(path, kept)
        moved = True
    try:
        with trouble(str(path)):
            _overwrite(part, path)
    except BaseException:
        if moved:
            sqlite.drop(path)
            _move(kept, path)
        else:
            sqlite.drop(kept)
        raise
    return kept


def _move(path: Path, to: Path) -> None:
    for suffix in sqlite.BESIDE:
        if (file := path.with_name(path.name + suffix)).exists():
            file.rename(to.with_name(to.name + suffix))


def _overwrite(part: Path, path: Path) -> None:
    until = time.monotonic() + BUSY_SECONDS

    def waits(status: int, _left: int, _pages: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > until:
            raise StoreError("{name}: {why}.", name=path, why=sqlite.BUSY)

    if sqlite.is_new(path):
        sqlite.claim_file(path, BUSY_SECONDS)
    with (
        closing(sqlite3.connect(part)) as copy,
        closing(sqlite3.connect(path, timeout=BUSY_SECONDS)) as target,
    ):
        target.execute("PRAGMA journal_mode = WAL")
        copy.backup(target, progress=waits, sleep=0.05)
