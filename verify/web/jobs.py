"""Long work: done by a few threads beside the pages, followed by whoever asked for it."""

from __future__ import annotations

import asyncio
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum

from verify.errors import NotFound, Refused, VerifyError
from verify.web import logs

_THREADS = 2
_WAITING = 100
_KEPT = 500
_LOOK = 0.2
"""Seconds between two looks at how far a job is, while somebody listens."""

Tell = Callable[[str], None]
"""Says which step is under way; a message id, translated where it is shown."""

Work = Callable[[Tell], str]
"""Does the work; returns the path of the page where its result stands."""


class JobState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Job:
    """Work as it stands. what: what was asked, for a person. step: what is under way. path: where the result
    stands, once done. problem: why it failed.
    """

    id: str
    what: str
    by: str
    state: JobState = JobState.WAITING
    step: str = ""
    path: str | None = None
    problem: str | None = None
    at: datetime = field(default_factory=lambda: datetime.now(UTC))

    @property
    def over(self) -> bool:
        return self.state in (JobState.DONE, JobState.FAILED)


class Jobs:
    """The work of one server. The last ones stay known after they are over, while it runs."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(_THREADS, thread_name_prefix="verify-job")
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._lock = threading.Lock()

    def start(self, what: str, work: Work, *, by: str) -> Job:
        """Put work into the line. Refused where too much waits already."""
        job = Job(secrets.token_urlsafe(9), what, by)
        with self._lock:
            if sum(not j.over for j in self._jobs.values()) >= _WAITING:
                raise Refused("Too much is being read already: wait a little, and ask again.")
            self._jobs[job.id] = job
            over = [j.id for j in self._jobs.values() if j.over]
            for each in over[: max(len(self._jobs) - _KEPT, 0)]:
                del self._jobs[each]
        self._pool.submit(self._run, job.id, work)
        return job

    def get(self, job: str) -> Job:
        """NotFound where it is not known (any more)."""
        with self._lock:
            found = self._jobs.get(job)
        if found is None:
            raise NotFound("This work is not known any more: its result, if it had one, is in the lists.")
        return found

    async def changes(self, job: str, gone: Callable[[], Awaitable[bool]]) -> AsyncIterator[Job]:
        """The job each time that it changed, until it is over or whoever listens is gone."""
        said: Job | None = None
        while True:
            now = self.get(job)
            if now != said:
                yield now
                said = now
            if now.over or await gone():
                return
            await asyncio.sleep(_LOOK)

    def _run(self, job: str, work: Work) -> None:
        self._change(job, state=JobState.RUNNING)
        began, broken = time.perf_counter(), None
        try:
            path = work(lambda step: self._change(job, step=step))
        except VerifyError as error:
            self._change(job, state=JobState.FAILED, problem=error.message)
        except Exception as error:
            broken = error
            self._change(job, state=JobState.FAILED, problem="Something broke here; the log has the details.")
        else:
            self._change(job, state=JobState.DONE, path=path)
        done = self.get(job)
        logs.job_over(job, done.by, done.state.value, time.perf_counter() - began, broken)

    def _change(self, job: str, **facts: object) -> None:
        with self._lock:
            self._jobs[job] = replace(self._jobs[job], **facts)  # type: ignore[arg-type]

    def close(self) -> None:
        """End: what runs is finished, what waits is not begun."""
        self._pool.shutdown(wait=True, cancel_futures=True)
