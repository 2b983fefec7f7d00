"""How far a reading in bulk is: a bar on a terminal, a line now and then elsewhere; and what it came to."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any, Self

from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from verify.report import style
from verify.report.safe import line
from verify.report.screen import console, own, plain
from verify.report.wording import counted, say
from verify.store import Became, BulkNote

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_EVERY = 10.0
"""Seconds between two lines where no terminal shows a bar."""


class Watched:
    """A context: shows on stderr how many records are done, how fast, and how long the rest takes."""

    def __init__(self, size: int) -> None:
        self._screen = console(sys.stderr)
        self._size, self._began = max(1, size), time.monotonic()
        self._said = self._began
        self._first: int | None = None
        self._bar = None
        if self._screen.is_terminal:
            self._bar = Progress(
                TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f} %"),
                TimeRemainingColumn(), console=self._screen,
            )  # fmt: skip
            self._task = self._bar.add_task(say("starting"), total=self._size)

    def __enter__(self) -> Self:
        if self._bar:
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar:
            self._bar.stop()

    def show(self, behind: int, records: int) -> None:
        """So many bytes are behind us, so many records done in this run."""
        now = time.monotonic()
        if self._first is None:
            self._first = behind  # what an earlier run did says nothing about the pace
        rate = records / max(0.001, now - self._began)
        done = counted("{number} record", "{number} records", records, number=f"{records:,}")
        words = f"{done}, {rate:.1f}/s"
        if self._bar:
            self._bar.update(self._task, completed=behind, description=words)
        elif now - self._said >= _EVERY:
            self._said = now
            share, left = 100 * behind // self._size, self._left(behind, now)
            self._screen.print(
                own(say("{words}, {share} %, {left} left", words=words, share=share, left=left))
            )

    def _left(self, behind: int, now: float) -> str:
        made = behind - (self._first or 0)
        if made <= 0 < self._size - behind:
            return say("some time")
        seconds = int((now - self._began) * (self._size - behind) / max(1, made))
        return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def summary(
    became: Mapping[Became, int], before: int, copies: int, quarantine: Path | None, seconds: float
) -> Table:
    """What a run came to. became: of its records; before: files that were done before it."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style=style.REST, no_wrap=True)
    grid.add_column(overflow="fold")
    for kind in Became:
        if became.get(kind):
            grid.add_row(own(say(kind.value)), own(f"{became[kind]:,}"))
    grid.add_row(
        own(say("records")),
        own(say("{n} in {seconds} s", n=f"{sum(became.values()):,}", seconds=f"{seconds:.1f}")),
    )
    if before:
        grid.add_row(own(say("files")), own(say("{n} were done before", n=f"{before:,}")))
    if copies:
        grid.add_row(own(say("copies")), own(say("{n} articles are copies of others", n=f"{copies:,}")))
    if quarantine:
        grid.add_row(own(say("put aside")), plain(str(quarantine)))
    return grid


def shape(
    became: Mapping[Became, int], every: Mapping[Became, int], before: int, copies: int,
    quarantine: Path | None, seconds: float,
) -> dict[str, Any]:  # fmt: skip
    """The same in JSON. every: in all runs."""
    return {
        "became": {kind.value: became.get(kind, 0) for kind in Became},
        "in_all": {kind.value: every.get(kind, 0) for kind in Became},
        "files_done_before": before,
        "copies": copies,
        "quarantine": str(quarantine) if quarantine else None,
        "seconds": round(seconds, 3),
    }


def note(entry: BulkNote) -> str:
    """A line of the ledger: file, place, what became of it, its address, and why."""
    words = (f"{entry.file}:{entry.place}", say(entry.became.value), entry.address or "", entry.reason or "")
    return line("  ".join(word for word in words if word))


def note_shape(entry: BulkNote) -> dict[str, Any]:
    """The same in JSON. article: the stable identifier of what it was read as."""
    return {
        "file": entry.file,
        "place": entry.place,
        "became": entry.became.value,
        "address": entry.address,
        "article": entry.article,
        "reason": entry.reason,
    }
