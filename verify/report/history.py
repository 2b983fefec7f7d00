"""Review events on the terminal: who changed what, from what to what, and why."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console, ConsoleOptions, Group, RenderResult
from rich.table import Table
from rich.text import Text

from verify.report import style
from verify.report.eventwords import change as changed
from verify.report.screen import own, plain
from verify.store import EventRecord, HistoryCheck


class Events:
    """A renderable list of events, oldest first. Times are UTC."""

    def __init__(self, events: Sequence[EventRecord]) -> None:
        self.events = events

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if not self.events:
            yield own("Nothing happened yet.", style.REST)
            return
        grid = Table.grid(padding=(0, 2, 0, 0))
        for wraps in (False, False, False, True):
            grid.add_column(no_wrap=not wraps, overflow="fold", ratio=1 if wraps else None)
        for event in self.events:
            about = _about(event)
            grid.add_row(
                own(f"{event.at:%Y-%m-%d %H:%M}", style.REST),
                own(about, style.NUMBER),
                own(event.action.removeprefix("claim.")),
                Group(*_lines(event)),
            )
        yield grid


def _about(event: EventRecord) -> str:
    if event.claim:
        return event.claim
    number, what = (event.case, "case") if event.case is not None else (event.article, "article")
    return f"{what} {number}" if number is not None else ""


def _lines(event: EventRecord) -> list[Text]:
    who = plain(event.actor, style.NAMED)
    change = changed(event.before or {}, event.after or {})
    lines = [who + plain(change, gap="  ")] if change else [who]
    if event.reason:
        lines.append(plain(event.reason, style.REST))
    return lines


def checked(found: HistoryCheck) -> Text:
    """What a check of the history found. A whole chain proves that no stored event was changed, and no
    more.
    """
    if not found.ok:
        return plain(found.problem or "The history is broken.", style.BAD)
    out = own(f"{found.events} events, each whole and linked to the one before.", style.GOOD)
    out.append(f"\nhead {found.head}", style.REST)
    return out.append(
        "\nNote the head elsewhere: --check --head HASH later shows whether the end was cut off.", style.REST
    )
