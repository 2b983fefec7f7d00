"""Faults around a database file, tried for real; docs/reliability.md has a row for each."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config

from verify.errors import StoreError
from verify.model import Status
from verify.store import Sort, Store, open_store, schema
from verify.store.opening import open_database

ROOT = Path(__file__).parents[2]

OPEN = "import sys; from verify.store import open_store; open_store(sys.argv[1], upgrade=True).close()"


def test_two_programs_that_upgrade_at_once_both_find_it_done(database: str) -> None:
    opened = open_database(database)
    config = Config()
    config.set_main_option("script_location", str(schema.migrations()))
    with opened.write() as session:
        connection = session.connection()
        config.attributes["connection"] = connection
        command.downgrade(config, "-1")
    opened.close()
    both = [
        subprocess.Popen([sys.executable, "-c", OPEN, database], cwd=ROOT, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    for process in both:
        _, errors = process.communicate(timeout=120)
        assert (process.returncode, errors) == (0, "")
    with open_store(database) as store:
        assert store.status().schema == schema.HEAD
        assert store.check().problems == ()
        if store.path is not None:  # each made its copy before it asked for the lock
            assert 1 <= len(list(store.path.parent.glob("claims.db.*.bak"))) <= 2


def test_a_clock_set_back_changes_no_order(
    store: Store, make_reading: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The history counts; times are only noted. Undo takes back the last change, not the latest time."""
    store.save(make_reading())
    store.mark("1.1", Status.UNVERIFIABLE, by="Анна")
    earlier = datetime.now(UTC) - timedelta(days=400)
    for module in ("verify.store.events", "verify.store.deciding"):
        monkeypatch.setattr(f"{module}.now", lambda: earlier)
    store.mark("1.1", Status.NOT_CHECKABLE, by="Анна")
    events = store.claim("1.1").events
    assert [e.after and e.after["status"] for e in events] == ["unverifiable", "not-checkable"]
    assert events[0].at > events[1].at
    assert store.check_history().ok
    assert store.undo("1.1", by="Анна").status is Status.UNVERIFIABLE
    assert store.claims(sort=Sort.UPDATED).total == 4


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 3 MB."""
    place = tmp_path / "disk"
    place.mkdir()
    made = shutil.which("mount") and os.geteuid() == 0 and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(place)], capture_output=True, check=False
    )  # fmt: skip
    if not made or made.returncode:
        pytest.skip("a tmpfs can't be mounted here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def fill(store: Store, make_reading: Callable[..., Any]) -> int:
    """Store articles until the disk is full; how many were told to be stored."""
    for n in range(200):
        wordy = [(f"Опора {n}.{k} старого моста треснула в марте.", (), ()) for k in range(40)]
        try:
            store.save(make_reading(wordy, address=f"https://vestnik.example/{n}"))
        except StoreError as error:
            assert "the disk is full. Nothing of this step was stored; make room" in str(error)  # noqa: PT017
            return n
    raise AssertionError("the disk did not fill")


@pytest.mark.sqlite("a file on a full disk")
def test_a_full_disk_loses_nothing_that_was_stored(
    small_disk: Path, empty: Path, make_reading: Callable[..., Any]
) -> None:
    path = small_disk / "claims.db"
    shutil.copyfile(empty, path)
    with open_store(path) as store:
        stored = fill(store, make_reading)
        assert stored > 2
        assert store.articles().total == stored
    with open_store(path) as store:
        assert store.articles().total == stored
        assert store.check().problems == ()


@pytest.mark.sqlite("the rights of a file")
def test_a_file_that_cannot_be_written_is_read_and_says_so(
    path: Path, empty: Path, make_reading: Callable[..., Any]
) -> None:
    shutil.copyfile(empty, path)
    with open_store(path) as store:
        claims = len(store.save(make_reading()).claims)
    path.chmod(0o444)
    found = _said(path, path.with_name("copy.db"))
    assert found[0] == f"{claims} () True"
    assert "it can't be written. Check the permissions of the file and its folder" in found[1]


READ = """
import pathlib, sys
from verify.errors import StoreError
from verify.model import Status
from verify.store import open_store
try:
    with open_store(sys.argv[1]) as store:
        print(store.claims().total, store.check().problems, store.check_history().ok)
        store.backup(pathlib.Path(sys.argv[2]))
        store.mark("1.1", Status.UNVERIFIABLE, by="Анна")
except StoreError as error:
    print(error)
"""


@pytest.mark.sqlite("the rights of a folder")
def test_a_file_in_a_folder_that_cannot_be_written_is_read(
    tmp_path: Path, make_reading: Callable[..., Any]
) -> None:
    """SQLite makes a log beside a file even to read it."""
    folder, copy = tmp_path / "архив #1?", tmp_path / "copy.db"
    folder.mkdir()
    with open_store(folder / "claims.db") as store:
        claims = len(store.save(make_reading()).claims)
    assert [file.name for file in folder.iterdir()] == ["claims.db"]
    (folder / "claims.db").chmod(0o444)
    found = _without_rights(folder, copy)
    assert found[0] == f"{claims} () True"
    assert "it can't be written. Check the permissions of the file and its folder" in found[1]
    with open_store(copy) as store:
        assert store.claims().total == claims
    (folder / "claims.db-wal").touch()  # somebody may be writing to it: then it is not read past their log
    assert "Check that its folder exists and can be written" in _without_rights(folder, tmp_path / "no.db")[0]


def _without_rights(folder: Path, copy: Path) -> list[str]:
    """What a reader says who may not write into the folder."""
    folder.chmod(0o555)
    try:
        return _said(folder / "claims.db", copy)
    finally:
        folder.chmod(0o755)


def _said(path: Path, copy: Path) -> list[str]:
    """What a reader says for whom rights hold: root without the right to pass over them."""
    line = [sys.executable, "-c", READ, str(path), str(copy)]
    if os.geteuid() == 0:
        if shutil.which("setpriv") is None:
            pytest.skip("root writes everywhere")
        line = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", *line]
    return subprocess.run(line, cwd=ROOT, capture_output=True, check=True, text=True).stdout.splitlines()


@pytest.mark.sqlite("a file is copied")
def test_a_backup_that_was_killed_is_not_taken_for_another(
    path: Path, make_reading: Callable[..., Any]
) -> None:
    """Its journal would be played back into the next copy of this name."""
    with open_store(path) as store:
        store.save(make_reading())
        half = path.with_name("copy.db.part")
        for left in (half, half.with_name(half.name + "-journal")):
            left.write_bytes(path.read_bytes())
        store.backup(path.with_name("copy.db"))
    assert not list(path.parent.glob("copy.db.part*"))
    with open_store(path.with_name("copy.db")) as copy:
        assert (copy.articles().total, copy.check().problems) == (1, ())
