"""A backup put back: beside what a killed program left, under a desk, over a damaged file; or refused."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config

from verify.errors import ForeignDatabase, InputError, Refused, StoreError
from verify.model import Status
from verify.store import open_store, schema
from verify.store.backups import put_back
from verify.store.opening import open_database

pytestmark = pytest.mark.sqlite("a server has pg_restore")

ROOT = Path(__file__).parents[2]
KILLED = """
import os, sys
from verify.model import Status
from verify.store import open_store
store = open_store(sys.argv[1])
for number in range(1, 5):
    store.mark(f"1.{number}", Status.UNVERIFIABLE, by="Анна")
os.kill(os.getpid(), 9)
"""


@pytest.fixture
def backup(path: Path, make_reading: Callable[..., Any]) -> Path:
    """Of a database with one article, beside it."""
    with open_store(path) as store:
        store.save(make_reading())
        return store.backup(path.with_name("backup.db"))


def events(path: Path) -> int:
    with open_store(path) as store:
        assert store.check().problems == ()
        return store.events()


def names(path: Path) -> list[str]:
    """What lies beside the database; of what is kept, only that it is."""
    found = (file.name for file in path.parent.iterdir())
    return sorted("kept" if ".replaced." in name else name for name in found)


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_log_of_a_killed_program_does_not_reach_the_backup(path: Path, backup: Path) -> None:
    """Copied over the file, the backup would get the log's pages."""
    before = events(backup)
    done = subprocess.run([sys.executable, "-c", KILLED, str(path)], cwd=ROOT, check=False)
    assert (done.returncode, path.with_name("claims.db-wal").exists()) == (-9, True)
    kept = put_back(path, backup)
    assert events(path) == before
    assert kept is not None
    assert events(kept) == before + 4
    assert names(path) == ["backup.db", "claims.db", "kept"]


def test_under_a_desk_that_has_it_open(path: Path, backup: Path) -> None:
    with open_store(path) as desk, open_store(path) as other:
        desk.mark("1.1", Status.UNVERIFIABLE, by="Анна")
        assert other.claim("1.1").record.status is Status.UNVERIFIABLE
        put_back(path, backup)
        assert other.claim("1.1").record.status is Status.UNVERIFIED
        desk.mark("1.2", Status.UNVERIFIABLE, by="Анна")
        assert [event.claim for event in other.history() if event.action == "claim.mark"] == ["1.2"]
        assert other.check().problems == ()


@pytest.mark.parametrize("what", ["cut", "overwritten"])
def test_over_a_damaged_file_which_is_kept_as_it_is(path: Path, backup: Path, what: str) -> None:
    whole = path.read_bytes()
    half = len(whole) // 8192 * 4096
    path.write_bytes(
        whole[:half] if what == "cut" else whole[:4096] + os.urandom(half) + whole[4096 + half :]
    )
    damaged = digest(path)
    kept = put_back(path, backup)
    assert events(path) == events(backup)
    assert kept is not None
    assert digest(kept) == damaged


def test_where_there_is_no_database_any_more(path: Path, backup: Path) -> None:
    path.unlink()
    assert put_back(path, backup) is None
    assert events(path) == events(backup)


def test_what_is_no_sound_backup_changes_nothing(path: Path, backup: Path) -> None:
    before, folder = digest(path), path.parent
    forged = folder / "forged.db"
    shutil.copyfile(backup, forged)
    opened = open_database(forged)
    with opened.write() as session:
        session.connection().exec_driver_sql("UPDATE events SET reason = 'forged'")
    opened.close()
    for name, content, error, said in (
        (
            "cut.db",
            backup.read_bytes()[:40960],
            Refused,
            r"cut\.db is damaged or cut short, and nothing was changed",
        ),
        (
            "text.db",
            b"Not a database, whatever its name is",
            ForeignDatabase,
            r"text\.db is no SQLite database",
        ),
        ("empty.db", b"", InputError, r"empty\.db is empty: it is no backup"),
        ("forged.db", None, Refused, r"forged\.db is not sound, and nothing was changed: Event 1 "),
        ("none.db", None, InputError, r"none\.db: there is no such file"),
        ("claims.db", None, Refused, "is the database itself"),
    ):
        if content is not None:
            (folder / name).write_bytes(content)
        with pytest.raises(error, match=said):
            put_back(path, folder / name)
    assert digest(path) == before
    assert names(path) == ["backup.db", "claims.db", "cut.db", "empty.db", "forged.db", "text.db"]


def test_an_older_program_s_backup_comes_to_the_newest_schema_and_stays_as_it_was(
    path: Path, backup: Path
) -> None:
    config = Config()
    config.set_main_option("script_location", str(schema.migrations()))
    opened = open_database(backup)
    with opened.write() as session:
        config.attributes["connection"] = session.connection()
        command.downgrade(config, "-1")
    opened.close()
    before = digest(backup)
    put_back(path, backup)
    assert digest(backup) == before
    assert names(path) == ["backup.db", "claims.db", "kept"]
    with open_store(path) as store:
        assert store.status().schema == schema.HEAD


def test_somebody_who_writes_all_the_time_is_waited_for_and_told(
    path: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("verify.store.backups.BUSY_SECONDS", 0.2)
    opened = open_database(path)
    with opened.write() as session:
        session.connection().exec_driver_sql("DELETE FROM flags")
        with pytest.raises(StoreError, match="another program is writing to it"):
            put_back(path, backup)
    opened.close()
    assert {name for name in names(path) if not name.startswith("claims.db-")} == {"backup.db", "claims.db"}


def test_where_nothing_can_be_written_that_is_told(
    path: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_only(self: Path, missing_ok: bool = False) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(Path, "unlink", read_only)
    with pytest.raises(StoreError, match=r"claims\.db: Read-only file system\. Check the path"):
        put_back(path, backup)
    with (
        open_store(path) as store,
        pytest.raises(StoreError, match=r"the backup failed: .*Read-only file system"),
    ):
        store.backup(path.with_name("other.db"))


def test_killed_at_any_moment_it_is_one_or_the_other(path: Path, backup: Path) -> None:
    with open_store(path) as store:
        store.mark("1.1", Status.UNVERIFIABLE, by="Анна")
    line = [sys.executable, str(ROOT / "cli.py"), "--db", str(path), "db", "restore", str(backup)]
    either = {events(backup), events(backup) + 1}
    for seconds in (0.5, 0.8, 1.1):
        running = subprocess.Popen(line, cwd=ROOT, stdout=subprocess.DEVNULL)
        with suppress(subprocess.TimeoutExpired):
            running.wait(timeout=seconds)
        running.kill()
        running.wait()
        assert events(path) in either
    assert subprocess.run(line, cwd=ROOT, capture_output=True, check=False).returncode == 0
    assert events(path) == events(backup)
    assert set(names(path)) == {"backup.db", "claims.db", "kept"}
