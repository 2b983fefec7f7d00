"""Lists on the terminal: articles, sources, claims of many articles, and what a page leaves out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.table import Table
from rich.text import Text

from verify.report import style
from verify.report.claims import Claims, chain_line
from verify.report.screen import MEASURE, own, plain
from verify.report.views import ClaimView
from verify.report.wording import say
from verify.store import ArticleRecord, Page, SourceRecord

_SHORT = 20
_ARTICLES = (
    ("", "right"),
    ("article", ""),
    ("publisher", "short"),
    ("date", "fixed"),
    ("claims", "right"),
    ("left", "right"),
)
_SOURCES = (
    ("source", ""),
    ("kind", "fixed"),
    ("also known as", ""),
    ("owner", "short"),
    ("claims", "right"),
    ("origin of", "right"),
)

HEADINGS = tuple(heading for heading, _ in (*_ARTICLES, *_SOURCES) if heading)
"""Words over the columns, as `_table` translates them."""


class Listing:
    """A renderable: rows under thin headings, and a line about the pages that follow."""

    def __init__(self, table: RenderableType, page: Page[Any], empty: str) -> None:
        self.table, self.page, self.empty = table, page, empty

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if not self.page.items:
            yield own(self.empty if not self.page.total else say("No more pages."), style.REST)
            return
        yield self.table
        shown = self.page.offset + len(self.page.items)
        if self.page.follows or self.page.offset:
            words = say(
                "{first} to {last} of {total}", first=self.page.offset + 1, last=shown, total=self.page.count
            )
            more = (
                " · " + say("--page {n} for more", n=self.page.offset // self.page.limit + 2)
                if self.page.follows
                else ""
            )
            yield own(words + more, style.REST)


def _table(*columns: tuple[str, str]) -> Table:
    """Columns as (heading, how): "right" and "fixed" never wrap, "short" keeps to a quarter of a small
    terminal.
    """
    table = Table(box=None, padding=(0, 2, 0, 0), header_style=style.HEADING, pad_edge=False)
    for heading, how in columns:
        table.add_column(
            say(heading),
            justify="right" if how == "right" else "left",
            no_wrap=how in ("right", "fixed"),
            overflow="fold",
            max_width=_SHORT if how == "short" else None,
        )
    return table


def articles(page: Page[ArticleRecord]) -> Listing:
    table = _table(*_ARTICLES)
    for record in page.items:
        said = record.metadata
        title = plain(said.title or record.address, style.WORDS)
        if record.removed:
            title.append(" " + say("removed"), style.BAD)
        day = said.published.isoformat() if said.published else "–"
        open_ = own(str(record.unverified), style.UNNAMED if record.unverified else style.GOOD)
        table.add_row(
            own(str(record.number), style.NUMBER), title, plain(said.publisher or "–"), own(day, style.REST),
            own(str(record.claims)), open_,
        )  # fmt: skip
    return Listing(table, page, say("No articles yet: verify check ADDRESS reads one."))


def sources(page: Page[SourceRecord]) -> Listing:
    table = _table(*_SOURCES)
    for record in page.items:
        table.add_row(
            plain(record.name, style.of_kind(record.kind)), own(say(record.kind.value), style.REST),
            plain(", ".join(record.aliases), style.REST), plain(record.owner or "", style.REST),
            own(str(record.claims)), own(str(record.origin_of)),
        )  # fmt: skip
    return Listing(table, page, say("No such sources."))


class ManyClaims:
    """A renderable: claims under the title of the article they are from, in the order given."""

    def __init__(
        self,
        rows: Iterable[tuple[ArticleRecord, str, ClaimView]],
        page: Page[Any],
        *,
        reasons: bool = False,
    ) -> None:
        self.rows, self.page, self.reasons = list(rows), page, reasons

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield Listing(_Grouped(self.rows, self.reasons), self.page, say("No such claims."))


class _Grouped:
    def __init__(self, rows: Sequence[tuple[ArticleRecord, str, ClaimView]], reasons: bool) -> None:
        self.rows, self.reasons = rows, reasons

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        run: list[tuple[str, ClaimView]] = []
        for at, (article, text, claim) in enumerate(self.rows):
            run.append((text, claim))
            if at + 1 == len(self.rows) or self.rows[at + 1][0].number != article.number:
                yield article_line(article)
                yield own("")
                yield Claims(run, reasons=self.reasons)
                run = []


def article_line(record: ArticleRecord) -> Text:
    """One article on a line or two: title, publisher, date, number."""
    said = record.metadata
    out = plain(said.title or record.address, style.TITLE)
    facts = [
        plain(said.publisher).plain if said.publisher else "",
        said.published.isoformat() if said.published else "",
    ]
    out.append(
        " · " + " · ".join(fact for fact in [*facts, say("article {n}", n=record.number)] if fact), style.REST
    )
    return out


def marked(views: Iterable[ClaimView], told: Mapping[str, str] | None = None) -> Text:
    """One line a claim: its number, where it stands, and its words; below it what is told of it (by its
    number). A claim that a person took out stands nowhere, so it is told first.
    """
    out, told = Text(overflow="fold"), told or {}
    for at, view in enumerate(views):
        sign, colour = style.STATUS[view.status]
        out.append("\n" if at else "")
        out.append(f"{view.number}  ", style.NUMBER)
        what = told.get(view.number, "")
        if view.gone:
            out += plain(what or say("no longer in the article"), style.BAD)
        else:
            out.append(f"{sign} {say(view.status.value)}", colour)
        if view.credibility:
            out.append("  " + say("credibility {n}", n=view.credibility), style.REST)
        if view.assigned:
            out += plain(view.assigned, style.NAMED, gap="  ")
        if view.edited:
            out += own("  ") + chain_line(view.chain, edited=True)
        out += plain(_short(view.claim.text), style.REST, gap="  ")
        if what and not view.gone:
            out += own("\n" + " " * (len(view.number) + 2)) + plain(what, style.REST)
    return out


def _short(text: str) -> str:
    return text if len(text) <= MEASURE // 2 else text[: MEASURE // 2 - 1].rstrip() + "…"
