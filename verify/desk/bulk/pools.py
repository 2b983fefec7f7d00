"""Who does the work: processes of this machine, or a Dask cluster.

In order, and never more of it at once than keeps everybody busy.
"""

from __future__ import annotations

import gc
import logging
import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from verify.desk.bulk.extracting import Article, Task, Unread, Worked, work
from verify.errors import VerifyError
from verify.fetch.inputs import Record

T = TypeVar("T")

_AHEAD = 3
"""Portions given to each worker: one that it does, and some that wait, so that it never waits itself."""

_GRACE = 60.0

_LOOK = 5.0
"""Seconds after which somebody who waits looks whether there is anybody left to wait for."""


class Crew(Protocol):
    """Workers: whoever they are, they do `work`."""

    size: int

    def start(self, records: Sequence[Record], task: Task) -> Future[Worked]:
        """Give them records. Raises an error of `lost` where they are gone."""

    def replaced(self) -> None:
        """End those that are left, and take others."""

    def require(self) -> None:
        """Raises VerifyError where there are no workers any more, and nobody will send others."""

    def close(self) -> None:
        """Send them home, when they have done what they are at."""

    def dismiss(self) -> None:
        """Send them home at once: nobody waits for what they are at."""

    lost: tuple[type[BaseException], ...]
    """What a result raises where a worker went before it was done."""


class Processes:
    """Processes of this machine, each with its own dictionaries."""

    lost: tuple[type[BaseException], ...] = (BrokenExecutor, CancelledError)

    def __init__(self, jobs: int | None = None) -> None:
        self.size = jobs or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else jobs or 1
        self._pool = self._new()

    def _new(self) -> Executor:
        # Not by fork: a database is open here, and neither SQLite nor a server's driver lives through one.
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(self.size, mp_context=context, initializer=_begin)

    def start(self, records: Sequence[Record], task: Task) -> Future[Worked]:
        with _uninterrupted():  # the pool starts a process where all others are busy
            return self._pool.submit(work, records, task)

    def replaced(self) -> None:
        self.dismiss()
        self._pool = self._new()

    def require(self) -> None:
        """Others can always be started."""

    def dismiss(self) -> None:
        for process in list((getattr(self._pool, "_processes", None) or {}).values()):
            process.kill()
        self.close()

    def close(self) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Processes that begin in here know nothing of Ctrl-C from their first moment on, so that none of them
    prints a traceback for it while it still starts; the one who starts them gets it a moment later.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin() -> None:
    """A worker's first act. Ctrl-C is for the one who gave the work, and whose end is everybody's."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(100_000, 50, 20)  # as verify.cli does, and for its reason
    threading.Thread(target=_end_with_the_parent, daemon=True).start()


def _end_with_the_parent() -> None:
    """A pool's processes outlive a parent that was killed, and wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


class Cluster:
    """A Dask cluster, at an address or started here ("local")."""

    def __init__(self, address: str, jobs: int | None = None) -> None:
        try:
            import distributed
            from distributed.scheduler import KilledWorker
        except ImportError:
            raise VerifyError(
                "A cluster needs the package distributed: pip install 'verify[dask]'."
            ) from None
        self.lost: tuple[type[BaseException], ...] = (KilledWorker, CancelledError)
        self._address = address
        dask: Any = distributed  # its functions have no types
        logging.getLogger("distributed.client").setLevel(logging.CRITICAL)  # what ends the work, we tell
        self._local: Any = None
        try:
            if address == "local":
                self._local = dask.LocalCluster(
                    n_workers=jobs, threads_per_worker=1, processes=True, dashboard_address=None
                )
            self._client = dask.Client(self._local or address, timeout=10)
            self._client.run(_tune)
        except (OSError, ValueError, TimeoutError) as error:
            raise VerifyError(
                "{address}: no Dask scheduler answers there ({error}): give its address, as in "
                "tcp://192.0.2.1:8786, or `--dask local`.",
                address=address,
                error=error,
            ) from None
        self.size = max(1, sum(self._client.nthreads().values()))
        self._pool = self._client.get_executor()

    def start(self, records: Sequence[Record], task: Task) -> Future[Worked]:
        found: Future[Worked] = self._pool.submit(work, records, task)
        return found

    def replaced(self) -> None:
        """The scheduler has replaced them."""

    def require(self) -> None:
        if self._client.status in ("closing", "closed"):  # it has tried to reach it again in vain
            raise VerifyError(
                "{address}: the Dask scheduler went away. Start it again, then run the same line: it goes on "
                "where it was.",
                address=self._address,
            )

    def close(self) -> None:
        self._client.close()
        if self._local is not None:
            self._local.close()

    dismiss = close


def _tune() -> None:
    gc.set_threshold(100_000, 50, 20)


@dataclass
class Portion(Generic[T]):
    """Something of the caller's, and the records of it that are to be read."""

    of: T
    records: Sequence[Record]


def in_order(crew: Crew, portions: Iterable[Portion[T]], task: Task) -> Iterator[tuple[T, Worked]]:
    """What became of each portion, in the order given.

    Of those that follow, only so many are taken as keep the crew busy.
    Where a worker is lost, the work is done again; a record that ends its worker time and again is put aside.
    """
    waiting: deque[tuple[Portion[T], Future[Worked] | None]] = deque()
    for portion in portions:
        waiting.append((portion, _started(crew, portion, task)))
        if len(waiting) > _AHEAD * crew.size:
            yield _next(crew, waiting, task)
    while waiting:
        yield _next(crew, waiting, task)


def _started(crew: Crew, portion: Portion[T], task: Task) -> Future[Worked] | None:
    if not portion.records:
        nothing: Future[Worked] = Future()
        nothing.set_result(())
        return nothing
    try:
        return crew.start(portion.records, task)
    except crew.lost:
        return None
    except Exception:
        crew.require()
        raise


def _next(
    crew: Crew, waiting: deque[tuple[Portion[T], Future[Worked] | None]], task: Task
) -> tuple[T, Worked]:
    portion, started = waiting.popleft()
    worked = _waited(crew, started, task, len(portion.records))
    if worked is None:
        crew.replaced()
        worked = tuple(_alone(crew, record, task) for record in portion.records)
        for at, (later, _) in enumerate(list(waiting)):
            waiting[at] = (later, _started(crew, later, task))
    return portion.of, worked


def _waited(crew: Crew, started: Future[Worked] | None, task: Task, records: int) -> Worked | None:
    """None where the workers are lost, or stuck where no timer reaches them."""
    if started is None:
        return None
    until = time.monotonic() + task.seconds * max(1, records) * (_AHEAD + 1) + _GRACE
    while True:
        try:
            return started.result(timeout=_LOOK)
        except TimeoutError:
            crew.require()
            if time.monotonic() > until:
                return None
        except crew.lost:
            crew.require()
            return None


def _alone(crew: Crew, record: Record, task: Task) -> Article | Unread:
    """One record, so that it is known which one ends its worker."""
    started = _started(crew, Portion(None, [record]), task)
    worked = _waited(crew, started, task, 1)
    if worked is None:
        crew.replaced()
        reason = "the process that read it ended, or did not answer any more"
        return Unread(record.place, record.address, reason)
    return worked[0]
