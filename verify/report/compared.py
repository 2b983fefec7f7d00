"""Engines side by side on annotated articles: the figures with their intervals, and what went wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table
from rich.text import Text

from verify.model import Account
from verify.report import style
from verify.report.account import told
from verify.report.contract import Json, engine
from verify.report.intervals import Figure
from verify.report.mistakes import CAUSES, Mistake
from verify.report.scoring import FIGURES
from verify.report.screen import own, plain
from verify.report.views import Found
from verify.report.wording import counted, say, translated


@dataclass(frozen=True, slots=True)
class Group:
    """Articles of one language, or "all": how many, and how many claims they hold, with two hops or more."""

    articles: int
    claims: int
    multi: int


@dataclass(frozen=True, slots=True)
class Score:
    """One engine: its figures by group (by scoring.FIGURES), how long it took, and its mistakes."""

    engine: str
    version: str
    seconds: float
    figures: Mapping[str, tuple[Figure, ...]]
    mistakes: tuple[Mistake, ...]
    account: Account | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """A renderable, too. examples: how many mistakes of a cause are shown."""

    gold: str
    groups: Mapping[str, Group]
    scores: tuple[Score, ...]
    examples: int = 0

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for name, group in self.groups.items():
            yield _heading(name, group)
            yield self._figures(name)
            yield own("")
        yield self._causes()
        for score in self.scores:
            if score.account:
                yield own("")
                yield plain(told(score.engine, score.account), style.REST)
            yield from self._examples(score)

    def _figures(self, group: str) -> Table:
        table = _table("", *(f"{s.engine} {s.version}" for s in self.scores))
        for k, name in enumerate(FIGURES):
            nothing = name == "chain_multi" and not self.groups[group].multi
            cells = (own("–") if nothing else _cell(s.figures[group][k]) for s in self.scores)
            table.add_row(own(name, style.WORDS), *cells)
        return table

    def _causes(self) -> Table:
        table = _table(say("mistakes"), *(s.engine for s in self.scores), "")
        held = [Counter(m.cause for m in score.mistakes) for score in self.scores]
        for cause, meaning in CAUSES.items():
            counts = (own(str(count[cause])) for count in held)
            table.add_row(own(cause, style.WORDS), *counts, own(translated(meaning), style.REST))
        return table

    def _examples(self, score: Score) -> RenderResult:
        for cause in CAUSES if self.examples else ():
            shown = [m for m in score.mistakes if m.cause == cause][: self.examples]
            if shown:
                yield own(f"\n{score.engine}: {cause}", style.HEADING)
            for mistake in shown:
                yield plain(mistake.article, style.NUMBER).append(" ") + plain(mistake.words)
                yield _chains(mistake)

    def json(self) -> Json:
        """`gold`, `groups` (sizes), and the engines."""
        return {
            "gold": self.gold,
            "groups": {name: _size(group) for name, group in self.groups.items()},
            "engines": self.lines(),
        }

    def lines(self) -> list[Json]:
        """One value an engine."""
        return [_score(score, self.examples) for score in self.scores]


def _heading(name: str, group: Group) -> Text:
    articles = counted("{n} article", "{n} articles", group.articles)
    claims = counted("{n} claim", "{n} claims", group.claims)
    said = say("{articles}, {claims}, {multi} with two hops or more", articles=articles, claims=claims,
               multi=group.multi)  # fmt: skip
    return own(f"{name} ", style.TITLE) + own(f"· {said}", style.REST)


def _table(*headings: str) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style=style.HEADING, pad_edge=False)
    for heading in headings:
        table.add_column(plain(heading), overflow="fold")
    return table


def _cell(figure: Figure) -> Text:
    """ "0.912 (0.890–0.931)", and what is gained on the first engine."""
    out = own(f"{figure.value:.3f}") + own(f" ({figure.low:.3f}–{figure.high:.3f})", style.REST)
    if figure.gain is not None:
        gain, low, high = figure.gain
        colour = style.GOOD if low > 0 else style.BAD if high < 0 else style.REST
        out += own(f" {gain:+.3f} ({low:+.3f} to {high:+.3f})", colour)
    return out


def _chains(mistake: Mistake) -> Text:
    nothing = say("nothing")
    said = say(
        "wanted {wanted}; given {given}", wanted=mistake.wanted or nothing, given=mistake.given or nothing
    )
    return plain(said, style.REST, gap="  ")


def _size(group: Group) -> Json:
    return {"articles": group.articles, "claims": group.claims, "multi": group.multi}


def _score(score: Score, examples: int) -> Json:
    return {
        "engine": engine(Found(score.engine, score.version, score.account)),
        "seconds": round(score.seconds, 3),
        "groups": {
            group: dict(zip(FIGURES, map(_figure, figures), strict=True))
            for group, figures in score.figures.items()
        },
        "mistakes": {cause: _cause(score, cause, examples) for cause in CAUSES},
    }


def _figure(figure: Figure) -> Json:
    held: Json = {"value": figure.value, "low": figure.low, "high": figure.high}
    if figure.gain is not None:
        held["gain"] = dict(zip(("value", "low", "high"), figure.gain, strict=True))
    return held


def _cause(score: Score, cause: str, examples: int) -> Json:
    found: Sequence[Mistake] = [m for m in score.mistakes if m.cause == cause]
    shown = [
        {"article": m.article, "words": m.words, "wanted": m.wanted, "given": m.given}
        for m in found[:examples]
    ]
    return {"count": len(found), "examples": shown}
