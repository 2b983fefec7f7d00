"""Progress on stderr while sources are read: only where somebody watches a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Self, TypeVar

from rich.status import Status

from verify.report.screen import console, own

T = TypeVar("T")


class Progress:
    """A context: a spinner with "3 of 12" on a terminal, nothing at all elsewhere. total: 0 where unknown."""

    def __init__(self, total: int) -> None:
        self.total = total
        screen = console(sys.stderr)
        self.status = Status(self._words(1), console=screen) if screen.is_terminal else None

    def _words(self, at: int) -> str:
        return f"reading {at} of {self.total}" if self.total > 1 else "reading"

    def __enter__(self) -> Self:
        if self.status:
            self.status.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.status:
            self.status.stop()

    def along(self, items: Iterable[T]) -> Iterator[T]:
        """The items as they come; while one is being used, the spinner is out of its way."""
        for at, item in enumerate(items, start=2):
            if self.status:
                self.status.stop()
            yield item
            if self.status and at <= self.total:
                self.status.update(own(self._words(at)))
                self.status.start()
