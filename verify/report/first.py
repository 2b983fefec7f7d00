"""The first screen of an article: who says what, what rests on nobody, then the claims in the order of the
text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from verify.model import FlagCode, Status
from verify.report import style
from verify.report.claims import Claims
from verify.report.safe import line
from verify.report.screen import MEASURE, WIDE, own, plain
from verify.report.tree import grow
from verify.report.views import ArticleView, ClaimView, ranges, status_counts
from verify.report.who import Who
from verify.report.wording import counted, say

_ROOMY = 76
"""From this width on, what a flag means fits on one line beside its claims."""


class FirstScreen:
    """A renderable of an article. `fresh`: what became of it ("added", "unchanged" …). `first`: how many of
    its claims are listed below, all where None. `between`: what stands before these claims.
    """

    def __init__(
        self,
        view: ArticleView,
        fresh: str = "",
        *,
        first: int | None = None,
        between: RenderableType | None = None,
    ) -> None:
        self.view = view
        self.fresh = fresh
        self.between = between
        self.first = len(view.claims) if first is None else min(first, len(view.claims))

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        view = self.view
        yield own("")
        yield _within(head(view, self.fresh), options)
        if not view.claims:
            yield own("\n" + say("No claims: nothing in this text states anything."), style.REST)
            yield from (own(""), self.between) if self.between else ()
            return
        name = line(view.publisher_in(say)) or say("the article")
        who = Group(_heading(say("Who says what")), Who(grow(view.claims), name))
        nobody = Group(_heading(say("What rests on nobody")), Nobody(view.claims))
        yield own("")
        yield (
            _beside(who, nobody, options.max_width)
            if options.max_width >= WIDE
            else Group(who, own(""), nobody)
        )
        if self.between:
            yield from (own(""), self.between)
        if self.first:
            yield from (own(""), _heading(say("Claims, in the order of the text")), own(""))
            yield Claims((view.text, claim) for claim in view.claims[: self.first])
        if 0 < self.first < len(view.claims):
            yield own(say("… and {n} more", n=len(view.claims) - self.first), style.REST)


def _beside(left: RenderableType, right: RenderableType, width: int) -> Table:
    """Two parts in the columns of the claims below: sentences left, chains and flags right."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=min(MEASURE + 6, width - 64))
    grid.add_column(width=width - min(MEASURE + 6, width - 64) - 2)
    grid.add_row(left, right)
    return grid


def _within(part: RenderableType, options: ConsoleOptions) -> Padding:
    return Padding(part, (0, max(options.max_width - MEASURE, 0), 0, 0))


def _heading(words: str) -> Text:
    return own(words, style.HEADING)


def head(view: ArticleView, fresh: str = "") -> Text:
    """The title, and below it publisher, date, language, number and how many claims are unverified."""
    said = view.metadata
    out = plain(said.title or view.source, style.TITLE)
    out.append("\n")
    facts = [
        line(said.publisher or "") or say("publisher not stated"),
        _day(said.published) if said.published else say("no date"),
        line(said.language or ""),
        say("article {n}", n=view.number) if view.number is not None else "",
        line(say(fresh)),
        tally(view.claims),
    ]
    return out.append(" · ".join(fact for fact in facts if fact), style.REST)


def tally(claims: Iterable[ClaimView]) -> str:
    """ "20 claims, 18 unverified, 2 confirmed"."""
    counts: defaultdict[Status, int] = defaultdict(int)
    for claim in claims:
        counts[claim.status] += 1
    total = counted("{n} claim", "{n} claims", sum(counts.values()))
    return ", ".join(filter(None, (total, status_counts(counts))))


MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _day(day: date) -> str:
    return f"{day.day} {say(MONTHS[day.month - 1])} {day.year}"


class Nobody:
    """A renderable: how many claims nobody could be asked about, then each flag by weight with its claims."""

    def __init__(self, claims: Iterable[ClaimView]) -> None:
        self.claims = tuple(claims)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield self._sum()
        flagged = by_flag(self.claims)
        if not flagged:
            return
        grid = Table.grid(padding=(0, 2, 0, 0))
        grid.add_column(justify="right", width=4, style=style.WORDS)
        grid.add_column(no_wrap=True)
        grid.add_column(overflow="fold", no_wrap=options.max_width >= _ROOMY)
        grid.add_column(overflow="fold", style=style.REST, ratio=1)
        for code, claims in flagged:
            numbers = ranges(claim.number for claim in claims)
            name = own(say(code.value), style.of_flag(code))
            meaning = own(say(style.MEANING[code]), style.REST)
            grid.add_row(str(len(claims)), name, meaning, own(numbers))
        yield grid

    def _sum(self) -> Text:
        weak = sum(claim.rests_on_nobody for claim in self.claims)
        total = len(self.claims)
        if not weak:
            return own(say("Somebody is named for each of the {total}.", total=total), style.REST)
        out = own(say("{weak} of {total}", weak=weak, total=total), f"bold {style.UNNAMED}")
        return out.append(
            " " + say("come from the article's own voice or from people it does not name"), style.REST
        )


def by_flag(claims: Iterable[ClaimView]) -> list[tuple[FlagCode, list[ClaimView]]]:
    """The claims of each flag raised, the heaviest flag first, claims in the order given."""
    found: dict[FlagCode, list[ClaimView]] = {}
    for claim in claims:
        for code in dict.fromkeys(flag.code for flag in claim.claim.flags):
            found.setdefault(code, []).append(claim)
    return sorted(found.items(), key=lambda item: -item[0].weight)


def parts(views: Iterable[tuple[ArticleView, str]]) -> Iterator[FirstScreen]:
    for view, fresh in views:
        yield FirstScreen(view, fresh)
