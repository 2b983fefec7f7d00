"""Cases on the terminal and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.table import Table
from rich.text import Text

from verify.model import Status
from verify.report import style
from verify.report.contract import Json
from verify.report.history import Events
from verify.report.lists import Listing, ManyClaims, article_line
from verify.report.safe import line as line_of
from verify.report.screen import own, plain
from verify.report.views import ClaimView, status_counts
from verify.report.wording import counted, say
from verify.store import ArticleRecord, CaseRecord, EventRecord, Page


def case_json(record: CaseRecord) -> Json:
    """A case. claims: numbers of those that were put into it; statuses: of all its claims."""
    return {
        "number": record.number,
        "id": record.uid,
        "question": record.question,
        "due": record.due.isoformat() if record.due else None,
        "open": record.open,
        "opened_at": record.opened_at.isoformat(),
        "opened_by": record.opened_by,
        "closed_at": record.closed_at.isoformat() if record.closed_at else None,
        "revision": record.revision,
        "articles": list(record.articles),
        "claims": list(record.claims),
        "people": list(record.people),
        "statuses": {status.value: record.statuses.get(status, 0) for status in Status},
    }


def cases(page: Page[CaseRecord]) -> Listing:
    """A line each."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style=style.HEADING, pad_edge=False)
    for heading in ("", say("question"), say("due")):
        table.add_column(
            heading, overflow="fold", justify="left" if heading else "right", no_wrap=not heading
        )
    table.add_column(say("people"), overflow="fold")
    for heading in (say("claims"), say("left")):
        table.add_column(heading, justify="right", no_wrap=True)
    for record in page.items:
        left = record.statuses.get(Status.UNVERIFIED, 0)
        table.add_row(
            own(str(record.number), style.NUMBER), plain(record.question, style.WORDS), due(record),
            plain(", ".join(record.people)), own(str(sum(record.statuses.values()))),
            own(str(left), style.UNNAMED if left else style.GOOD),
        )  # fmt: skip
    return Listing(table, page, say("No cases yet: verify cases add QUESTION opens one."))


def due(record: CaseRecord, today: date | None = None) -> Text:
    """When it is due; closed, or late."""
    if not record.open:
        return own(say("closed"), style.REST)
    if record.due is None:
        return own("–", style.REST)
    late = record.due < (today or datetime.now(UTC).date())
    return own(f"{record.due.isoformat()} {say('late') if late else ''}".strip(), style.BAD if late else "")


def line(record: CaseRecord) -> Text:
    """A case on a few lines: what is asked, until when, by whom, and how far it is."""
    out = own(f"{record.number}  ", style.NUMBER) + plain(record.question, style.TITLE)
    by = line_of(record.opened_by)
    out.append("\n" + say("opened {day} by {who}", day=f"{record.opened_at:%Y-%m-%d}", who=by), style.REST)
    if record.closed_at:
        out.append(" · " + say("closed {day}", day=f"{record.closed_at:%Y-%m-%d}"), style.REST)
    if record.open and record.due:
        out += own("\n" + say("due") + " ", style.REST) + due(record)
    if record.people:
        out += own("\n" + say("with") + " ", style.REST) + plain(", ".join(record.people))
    counts = status_counts(record.statuses)
    total = sum(record.statuses.values())
    out += own("\n" + counted("{n} claim", "{n} claims", total) + (f": {counts}" if counts else ""))
    return out


class Detail:
    """A renderable: a case with its articles, its claims and its history."""

    def __init__(
        self,
        record: CaseRecord,
        articles: Sequence[ArticleRecord],
        claims: Page[tuple[ArticleRecord, str, ClaimView]],
        events: Sequence[EventRecord],
    ) -> None:
        self.record, self.articles, self.claims, self.events = record, articles, claims, events

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield line(self.record)
        yield from _section(say("Articles"), [article_line(article) for article in self.articles])
        if self.claims.total:
            yield from _section(say("Claims"), [ManyClaims(self.claims.items, self.claims)])
        yield from _section(say("History"), [Events(self.events)])


def _section(heading: str, parts: Sequence[RenderableType]) -> Iterator[RenderableType]:
    if parts:
        yield from (own(""), own(heading, style.HEADING), *parts)
