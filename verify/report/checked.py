"""What `check` says of one source."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.console import Console, ConsoleOptions, RenderResult

from verify.report import style
from verify.report.changes import Changes
from verify.report.contract import article_line
from verify.report.first import FirstScreen
from verify.report.screen import own
from verify.report.views import ArticleView
from verify.report.wording import say
from verify.store import Change


def result(source: str, outcome: str, view: ArticleView | None, error: str | None) -> dict[str, Any]:
    """`{source, article, result, claims, engine, error}`: article and engine are null and claims [] where it
    could not be read.
    """
    line = article_line(view) if view else None
    return {
        "source": source,
        "article": article_facts(line) if line else None,
        "result": outcome,
        "claims": line["claims"] if line else [],
        "engine": line["engine"] if line else None,
        "error": error,
    }


def article_facts(line: dict[str, Any]) -> dict[str, Any]:
    """The article of a line as an object of its own: number, ids, hash and what is known of it."""
    return {
        "number": line.get("number"),
        "id": line.get("id"),
        "version": line.get("version"),
        "address": line["path"],
        "text_sha256": line["text_sha256"],
        **line["article"],
    }


class Outcome:
    """A renderable: the article's first screen, then what differs from the reading before, then what to do
    next.
    """

    def __init__(self, view: ArticleView, outcome: str, changes: Sequence[Change], *, claims: bool) -> None:
        self.view, self.outcome, self.changes, self.claims = view, outcome, changes, claims

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        changes = Changes(self.changes) if self.changes else None
        yield FirstScreen(self.view, self.outcome, first=None if self.claims else 0, between=changes)
        number = self.view.number
        if not console.is_terminal or number is None:
            return
        if self.claims and self.view.claims:
            first = self.view.claims[0].number
            yield own(
                f"verify show {first} · verify flags {number} · verify mark {first} confirmed --note …",
                style.REST,
            )
        elif not self.claims:
            yield own("")
            yield own(say("{command} lists its claims", command=f"verify articles show {number}"), style.REST)
