"""Several processes at one database, and one that dies."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from verify.errors import Refused
from verify.model import Status
from verify.store import Result, open_store

HERE = Path(__file__).parent

MARKER = """
import sys
sys.path[:0] = sys.argv[1:3]
from verify.model import Status
from verify.store import open_store
path, name = sys.argv[3:]
with open_store(path) as store:
    for n in range(200):
        status = Status.UNVERIFIABLE if n % 2 else Status.NOT_CHECKABLE
        store.mark(f"1.{n % 4 + 1}", status, by=name, note=str(n))
"""

SAVER = """
import sys
sys.path[:0] = sys.argv[1:3]
from conftest import reading_of
from verify.store import open_store
path, count = sys.argv[3], int(sys.argv[4])
with open_store(path) as store:
    for n in range(count):
        wordy = [(f"Опора {n}.{k} старого моста треснула в марте.", (), ()) for k in range(20)]
        store.save(reading_of(wordy, address=f"https://vestnik.example/{n}"))
        print(n, flush=True)
"""


def start(script, path, *arguments):
    command = [sys.executable, "-c", script, str(HERE.parents[1]), str(HERE), str(path), *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_two_processes_marking_the_same_claims_lose_no_event(database, make_reading):
    with open_store(database) as store:
        store.save(make_reading())
    both = [start(MARKER, database, name) for name in ("Анна", "Борис")]
    for process in both:
        _, errors = process.communicate(timeout=60)
        assert (process.returncode, errors) == (0, "")
    with open_store(database) as store:
        events = store.history()
        assert len(events) == 401
        for name in ("Анна", "Борис"):
            assert [e.reason for e in events if e.actor == name] == [str(n) for n in range(200)]
        assert store.check_history().ok
        assert [store.claim(f"1.{n}").record.revision for n in (1, 2, 3, 4)] == [100] * 4
        assert store.check().problems == ()


def test_two_processes_creating_one_database(bare):
    both = [start(SAVER, bare, "3") for _ in range(2)]
    for process in both:
        _, errors = process.communicate(timeout=60)
        assert (process.returncode, errors) == (0, "")
    with open_store(bare) as store:
        assert store.status().counts["articles"] == 3
        assert store.check().problems == ()


def test_kill_9_in_the_middle_of_saving_leaves_whole_articles(database, make_reading):
    with open_store(database) as store:
        store.save(make_reading())
        store.mark("1.1", Status.CONFIRMED, by="Анна", note="видела сама")
    for pause in (0.0, 0.013, 0.029):
        process = start(SAVER, database, "400")
        assert process.stdout is not None
        for _ in range(4):
            process.stdout.readline()
        time.sleep(pause)
        os.kill(process.pid, signal.SIGKILL)
        process.communicate(timeout=10)
        with open_store(database) as store:
            assert store.check().problems == ()
            assert all(a.claims == 20 for a in store.articles(limit=500).items[:-1])
            assert [e.action for e in store.claim("1.1").events] == ["claim.mark"]
    with open_store(database) as store:
        before = store.status().counts["articles"]
    assert before >= 5
    again = start(SAVER, database, str(before + 1))
    assert again.communicate(timeout=60)[1] == ""
    with open_store(database) as store:  # what was there is there once; what was missing came
        addresses = [a.address for a in store.articles(limit=500).items]
        assert len(addresses) == len(set(addresses)) == before + 2
        assert store.save(make_reading()).result is Result.UNCHANGED


@pytest.mark.parametrize("pause", [0.02, 0.3, 0.35, 0.4, 0.45])
def test_kill_9_while_the_database_is_made(bare, pause):
    process = start(SAVER, bare, "1")
    time.sleep(pause)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate(timeout=10)
    with open_store(bare) as store:
        assert store.check().problems == ()


@pytest.mark.sqlite("a file is copied; a server has pg_dump")
def test_a_backup_while_others_write(path, tmp_path, make_reading):
    writer = start(SAVER, path, "40")
    assert writer.stdout is not None
    writer.stdout.readline()
    with open_store(path) as store:
        copy = store.backup(tmp_path / "copy.db")
        with pytest.raises(Refused, match=r"copy\.db exists: give another name"):
            store.backup(copy)
    _, errors = writer.communicate(timeout=60)
    assert (writer.returncode, errors) == (0, "")
    with closing(sqlite3.connect(copy)) as raw:
        assert raw.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    with open_store(copy) as store:
        assert store.check().problems == ()
        assert 1 <= store.status().counts["articles"] <= 40
    assert not (tmp_path / "copy.db.part").exists()
