"""Whose turn it is: one request at a time, and a pause between two to the same host."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

J = TypeVar("J")


class Turns(Generic[J]):
    """Jobs by host. Iterating gives each when its host may be asked, hosts taking turns; more may be added
    meanwhile.

    delay: seconds from the end of a job to the next one of its host. clock, sleep: tests give their own.
    """

    def __init__(
        self,
        delay: float,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._delay, self._clock, self._sleep = delay, clock, sleep
        self._jobs: dict[str, deque[J]] = {}
        self._delays: dict[str, float] = {}
        self._ready: dict[str, float] = {}
        self._resting: set[str] = set()

    def add(self, host: str, job: J, *, first: bool = False) -> None:
        """One more job. first: before the host's others."""
        jobs = self._jobs.setdefault(host, deque())
        if first:
            jobs.appendleft(job)
        else:
            jobs.append(job)

    def slow(self, host: str, seconds: float) -> None:
        """The host asks for longer pauses than ours."""
        self._delays[host] = max(self._delay, seconds)

    def rest(self, host: str) -> None:
        """The host is left alone from now on: its jobs are not given."""
        self._resting.add(host)

    def __len__(self) -> int:
        """Jobs that are still to come."""
        return sum(len(jobs) for host, jobs in self._jobs.items() if host not in self._resting)

    def __iter__(self) -> Iterator[tuple[str, J]]:
        while len(self):
            host = min(
                (h for h, jobs in self._jobs.items() if jobs and h not in self._resting),
                key=lambda h: self._ready.get(h, 0.0),
            )
            wait = self._ready.get(host, 0.0) - self._clock()
            if wait > 0:
                self._sleep(wait)
            yield host, self._jobs[host].popleft()
            self._ready[host] = self._clock() + self._delays.get(host, self._delay)
