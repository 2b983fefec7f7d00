"""Review events on the terminal: who changed what, from what to what, and why."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from rich.console import Console, ConsoleOptions, Group, RenderResult
from rich.table import Table
from rich.text import Text

from verify.report import style
from verify.report.safe import dumps
from verify.report.screen import own, plain
from verify.store import EventRecord, HistoryCheck

_HASH = re.compile(r"[0-9a-f]{64}")
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


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
            about = event.claim or (f"article {event.article}" if event.article is not None else "")
            grid.add_row(
                own(f"{event.at:%Y-%m-%d %H:%M}", style.REST),
                own(about, style.NUMBER),
                own(event.action.removeprefix("claim.")),
                Group(*_lines(event)),
            )
        yield grid


def _lines(event: EventRecord) -> list[Text]:
    who = plain(event.actor, style.NAMED)
    change = _change(event.before or {}, event.after or {})
    lines = [who + plain(change, gap="  ")] if change else [who]
    if event.reason:
        lines.append(plain(event.reason, style.REST))
    return lines


def _change(before: Mapping[str, object], after: Mapping[str, object]) -> str:
    """What differs, in a few words ("status unverified → confirmed"); what does not fit is in the JSON."""
    parts = []
    for key in dict.fromkeys([*before, *after]):
        sides = [_value(side) for side in (before.get(key), after.get(key))]
        if sides[0] != sides[1]:
            parts.append(f"{key} " + " → ".join(side for side in sides if side))
    return ", ".join(parts)


def _value(value: object) -> str:
    """A value of an event for a person: chains by their names, hashes by their beginning, no ids."""
    if value in (None, [], {}) or (isinstance(value, str) and _UUID.fullmatch(value)):
        return ""
    if isinstance(value, list):
        return (" ← " if any(isinstance(v, Mapping) for v in value) else " ").join(map(_value, value))
    if isinstance(value, Mapping) and isinstance(value.get("names"), list):
        return ", ".join(map(str, value["names"])) or str(value.get("kind", ""))
    words = value if isinstance(value, str) else dumps(value)
    return words[:12] if _HASH.fullmatch(words) else words if len(words) <= 60 else words[:59] + "…"


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
