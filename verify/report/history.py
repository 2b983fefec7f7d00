"""Review events on the terminal: who changed what, from what to what, and why."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console, ConsoleOptions, Group, RenderResult
from rich.table import Table
from rich.text import Text

from verify.report import style
from verify.report.eventwords import acted, moment
from verify.report.eventwords import change as changed
from verify.report.safe import line
from verify.report.screen import own, plain
from verify.report.wording import counted, say, told
from verify.store import EventRecord, HistoryCheck


class Events:
    """A renderable list of events, oldest first. Times are UTC."""

    def __init__(self, events: Sequence[EventRecord]) -> None:
        self.events = events

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if not self.events:
            yield own(say("Nothing happened yet."), style.REST)
            return
        grid = Table.grid(padding=(0, 2, 0, 0))
        for wraps in (False, False, False, True):
            grid.add_column(no_wrap=not wraps, overflow="fold", ratio=1 if wraps else None)
        for event in self.events:
            about = _about(event)
            grid.add_row(
                own(moment(event.at), style.REST),
                own(about, style.NUMBER),
                own(acted(event.action)),
                Group(*_lines(event)),
            )
        yield grid


def _about(event: EventRecord) -> str:
    if event.claim:
        return event.claim
    if event.case is not None:
        return say("case {n}", n=event.case)
    if event.source:
        return line(event.source)
    return say("article {n}", n=event.article) if event.article is not None else ""


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
        return plain(told(found.problem or say("The history is broken.")), style.BAD)
    out = own(
        counted(
            "{n} event, whole and linked to the one before.",
            "{n} events, each whole and linked to the one before.",
            found.events,
        ),
        style.GOOD,
    )
    out.append("\n" + say("head") + f" {found.head}", style.REST)
    return out.append(
        "\n" + say("Note the head elsewhere: --check --head HASH later shows whether the end was cut off."),
        style.REST,
    )
