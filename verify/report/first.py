"""The first screen of an article: who says what, what rests on nobody, then the claims in the order of the
text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

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
from verify.report.views import ArticleView, ClaimView, ranges
from verify.report.who import Who

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
            yield own("\nNo claims: nothing in this text states anything.", style.REST)
            yield from (own(""), self.between) if self.between else ()
            return
        who = Group(_heading("Who says what"), Who(grow(view.claims), line(view.publisher) or "the article"))
        nobody = Group(_heading("What rests on nobody"), Nobody(view.claims))
        yield own("")
        yield (
            _beside(who, nobody, options.max_width)
            if options.max_width >= WIDE
            else Group(who, own(""), nobody)
        )
        if self.between:
            yield from (own(""), self.between)
        if self.first:
            yield from (own(""), _heading("Claims, in the order of the text"), own(""))
            yield Claims((view.text, claim) for claim in view.claims[: self.first])
        if 0 < self.first < len(view.claims):
            yield own(f"… and {len(view.claims) - self.first} more", style.REST)


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
        line(said.publisher or "") or "publisher not stated",
        f"{said.published.day} {said.published:%b %Y}" if said.published else "no date",
        line(said.language or ""),
        f"article {view.number}" if view.number is not None else "",
        line(fresh),
        tally(view.claims),
    ]
    return out.append(" · ".join(fact for fact in facts if fact), style.REST)


def tally(claims: Iterable[ClaimView]) -> str:
    """ "20 claims, 18 unverified, 2 confirmed"."""
    counts: defaultdict[Status, int] = defaultdict(int)
    for claim in claims:
        counts[claim.status] += 1
    total = sum(counts.values())
    parts = [f"{counts[status]} {status.value}" for status in Status if counts[status]]
    return ", ".join([f"{total} claim{'' if total == 1 else 's'}", *parts])


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
            name, meaning = own(code.value, style.of_flag(code)), own(style.MEANING[code], style.REST)
            grid.add_row(str(len(claims)), name, meaning, own(numbers))
        yield grid

    def _sum(self) -> Text:
        weak = sum(claim.rests_on_nobody for claim in self.claims)
        total = len(self.claims)
        if not weak:
            return own(f"Somebody is named for each of the {total}.", style.REST)
        out = own(f"{weak} of {total}", f"bold {style.UNNAMED}")
        return out.append(" come from the article's own voice or from people it does not name", style.REST)


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
