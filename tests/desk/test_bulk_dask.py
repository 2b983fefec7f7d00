"""The same work on a Dask cluster; a worker that is killed loses nothing."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from benchmarks.killed import corpus
from verify.desk.bulk import Asked, How, Reading, Record, ledger
from verify.desk.bulk.extracting import Article, Form, Task, Unread
from verify.desk.bulk.pools import Cluster, Portion, in_order
from verify.errors import VerifyError

PAGE = "Порт Лиманск закрыли до весны, сообщил начальник порта Олег Ветров. Ремонт оплатит бюджет.\n"


@pytest.fixture(scope="module")
def crew():
    made = Cluster("local", 2)
    yield made
    made.close()


def test_a_killed_worker_loses_nothing(crew: Cluster) -> None:
    records = [
        Record(n, f"https://liman.example/{n}", (f"{n}. " + PAGE * 9).encode(), html=False) for n in range(40)
    ]
    portions = [Portion(at, records[at : at + 4]) for at in range(0, 40, 4)]
    pids = list(crew._client.run(os.getpid).values())
    assert len(pids) == 2
    found = {}
    for at, worked in in_order(crew, portions, Task(Asked(), Form.ROWS)):
        if not found:
            os.kill(pids[0], signal.SIGKILL)
        found[at] = worked
    assert list(found) == list(range(0, 40, 4))
    every = [each for worked in found.values() for each in worked]
    assert [each.place for each in every] == list(range(40))
    assert all(isinstance(each, Article) for each in every)


def test_what_cannot_be_read_comes_back_with_its_reason(crew: Cluster) -> None:
    portion = Portion(0, [Record(1, "https://liman.example/1", b" ", html=False)])
    ((_, worked),) = in_order(crew, [portion], Task(Asked(), Form.COLUMNS))
    (unread,) = worked
    assert isinstance(unread, Unread)
    assert unread.reason.startswith("it is empty")


def test_the_ledger_is_the_same_as_with_processes(tmp_path: Path, crew: Cluster) -> None:
    inputs = corpus(tmp_path, 8)
    by_dask = How(dask=crew._client.scheduler.address)
    assert list(Reading(inputs, tmp_path / "dask", by_dask, by="anna"))
    assert list(Reading(inputs, tmp_path / "processes", How(jobs=1), by="anna"))
    one, two = list(ledger(tmp_path / "dask")), list(ledger(tmp_path / "processes"))
    assert one == two
    assert len(one) == 11


def test_a_cluster_that_is_not_there() -> None:
    with pytest.raises(VerifyError, match="no Dask scheduler answers there"):
        Cluster("tcp://127.0.0.1:9")


def test_a_scheduler_that_goes_away_is_told_and_nobody_waits_for_it(tmp_path: Path) -> None:
    """Its client tries for ten seconds to reach it again."""
    where = tmp_path / "scheduler.json"
    dask = [sys.executable, "-m", "dask"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    scheduler = subprocess.Popen(
        [*dask, "scheduler", "--port", "0", "--no-dashboard", "--scheduler-file", str(where)], **quiet
    )
    try:
        until = time.monotonic() + 60
        while not where.exists() and time.monotonic() < until:
            time.sleep(0.1)
        crew = Cluster(json.loads(where.read_text())["address"])  # without a worker: nothing is ever done
        started = time.monotonic()
        records = [Record(1, "https://liman.example/1", PAGE.encode(), html=False)]
        reading = in_order(crew, [Portion(0, records)], Task(Asked(), Form.ROWS))
        killer = threading.Timer(1.0, scheduler.kill)
        killer.start()
        with pytest.raises(VerifyError, match="the Dask scheduler went away"):
            next(reading)
        assert time.monotonic() - started < 60
        killer.join()
        crew.close()
    finally:
        scheduler.kill()
        scheduler.wait()
