"""Progress on stderr while sources are read: only where somebody watches a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from types import TracebackType
from typing import Self, TypeVar

from rich.status import Status
from rich.text import Text

from verify.report.screen import console, own, plain
from verify.report.wording import say, translated

T = TypeVar("T")

_COUNTED = 100
"""Items after which a count moves on: nobody reads each number, and many items take no time."""


class Progress:
    """A context: a spinner with "3 of 12" and the source's name on a terminal, nothing at all elsewhere."""

    def __init__(self, sources: Sequence[str], doing: str = "reading") -> None:
        self.sources, self.doing = sources, translated(doing)
        screen = console(sys.stderr)
        self.status = Status(self._words(0), console=screen) if screen.is_terminal else None

    def _words(self, at: int) -> Text:
        if at >= len(self.sources):
            return own(self.doing)
        words = plain(
            say(
                "reading {n} of {total}: {source}", n=at + 1, total=len(self.sources), source=self.sources[at]
            )
        )
        words.truncate(70, overflow="ellipsis")
        return words

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
        for at, item in enumerate(items, start=1):
            if self.status:
                self.status.stop()
            yield item
            if self.status and (at < len(self.sources) or not self.sources):
                self.status.update(self._words(at))
                self.status.start()


class Counter:
    """A context: a spinner that counts on a terminal, nothing at all elsewhere."""

    def __init__(self, doing: str) -> None:
        self.doing = translated(doing)
        screen = console(sys.stderr)
        self.status = Status(own(self.doing), console=screen) if screen.is_terminal else None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.status:
            self.status.stop()

    def along(self, items: Iterable[T]) -> Iterator[T]:
        """The items as they come, counted."""
        for done, item in enumerate(items):
            if done % _COUNTED == 0:
                self.at(f"{done:,}")
            yield item

    def at(self, done: int | str) -> None:
        """So many are done."""
        if self.status:
            self.status.start()
            self.status.update(own(f"{self.doing}: {done}"))
