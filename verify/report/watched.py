"""What `watch` and `feeds` show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table

from verify.report import style
from verify.report.screen import own, plain
from verify.report.views import ArticleView
from verify.report.wording import counted, say, told
from verify.store import FeedRecord, ItemState


def feed_line(address: str, outcome: str, new: int, waiting: int, problem: str | None) -> str | None:
    """A feed's part in a round, for stderr; None where there is nothing to say."""
    if outcome == "error":
        said = told(problem or "")
        return said if address in said else f"{address}: {said}"
    if outcome == "later":
        return f"{address}: " + say("not asked yet, as it wished ({problem})", problem=told(problem or ""))
    parts = [say("{n} new", n=new)] if new else []
    if new > waiting:
        parts.append(say("{n} of them left out or here already", n=new - waiting))
    if problem:
        parts.append(say("not all of it is right: {problem}", problem=told(problem)))
    return f"{address}: {', '.join(parts)}" if parts else None


class Line:
    """A renderable: one line on an article that was checked."""

    def __init__(self, view: ArticleView, outcome: str) -> None:
        self.view, self.outcome = view, outcome

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        view = self.view
        text = own(f"{view.number}  ", style.NUMBER)
        text.append(plain(view.metadata.title or view.source, style.WORDS))
        unverified = sum(claim.status.value == "unverified" for claim in view.claims)
        claims = counted("{n} claim", "{n} claims", len(view.claims))
        left = say("{n} {status}", n=unverified, status=say("unverified"))
        if view.metadata.publisher:
            text.append(" · ", style.REST).append(plain(view.metadata.publisher, style.REST))
        text.append(own(f" · {say(self.outcome)} · {claims}, {left}", style.REST))
        yield text


def feed(record: FeedRecord) -> dict[str, Any]:
    """A watched feed as JSON."""
    return {
        "address": record.address,
        "title": record.title,
        "private": record.private,
        "added_at": record.added_at.isoformat(),
        "checked_at": record.checked_at.isoformat() if record.checked_at else None,
        "succeeded_at": record.succeeded_at.isoformat() if record.succeeded_at else None,
        "next_at": record.next_at.isoformat() if record.next_at else None,
        "problem": record.problem,
        "items": {state.value: record.items[state] for state in ItemState},
    }


def feeds(records: Sequence[FeedRecord]) -> Table | Any:
    """A table of feeds, each with its problem below it."""
    if not records:
        return own(say("No feeds yet: verify watch ADDRESS reads one."), style.REST)
    table = Table(box=None, padding=(0, 2, 0, 0), header_style=style.HEADING, pad_edge=False)
    for heading in ("feed", "last read", "read", "waiting", "failed"):
        table.add_column(
            say(heading), overflow="fold", justify="left" if heading in ("feed", "last read") else "right"
        )
    for record in records:
        name = plain(record.title or record.address, style.WORDS)
        if record.title:
            name.append("\n").append(plain(record.address, style.REST))
        if record.problem:
            problem = record.problem.removeprefix(f"{record.address}: ")
            name.append("\n").append(plain(problem, style.BAD))
        last = f"{record.succeeded_at:%Y-%m-%d %H:%M}" if record.succeeded_at else say("never")
        counts = (record.items[s] for s in (ItemState.CHECKED, ItemState.WAITING, ItemState.FAILED))
        table.add_row(name, own(last, style.REST), *(own(str(count)) for count in counts))
    return table
