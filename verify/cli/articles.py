"""`verify articles` and `verify diff`."""

from __future__ import annotations

import click

from verify.cli import output
from verify.cli.lazy import Group
from verify.cli.options import actor, database, example, formats, opened, pages
from verify.report.wording import say


@click.group(cls=Group, epilog=example("verify articles list", "verify articles show 1"))
@database
def articles() -> None:
    """List, show or remove articles."""


@articles.command("list", epilog=example("verify articles list --limit 10"))
@click.option("--removed", is_flag=True, help="With those that were removed.")
@pages
@formats
@database
def list_(removed: bool, limit: int, page: int, fmt: str) -> None:
    """All articles, the newest first."""
    from verify.desk import looking
    from verify.report import lists, shapes

    with opened() as store:
        found = looking.articles(store, limit=limit, page=page, removed=removed)
    output.many(fmt, lambda: map(shapes.article, found.items), lambda: lists.articles(found))


@articles.command(epilog=example("verify articles show 1", "verify articles show https://example.org/news/1"))
@click.argument("article")
@formats
@database
def show(article: str, fmt: str) -> None:
    """An article, by number or address: who says what, what rests on nobody, and its claims."""
    from verify.desk import looking
    from verify.report.contract import article_line
    from verify.report.first import FirstScreen

    with opened() as store:
        view = looking.article(store, article)
    output.one(fmt, lambda: article_line(view), lambda: FirstScreen(view))


@articles.command(epilog=example("verify articles remove 3 --reason 'read twice by mistake'"))
@click.argument("article")
@click.option("--reason", help="Why; kept in the history.")
@actor
@formats
@database
def remove(article: str, reason: str | None, by: str, fmt: str) -> None:
    """Take an article and its claims out of the lists. Its numbers and history stay; checking it brings it
    back.
    """
    from verify.desk import looking
    from verify.report import lists, shapes

    with opened() as store:
        record = looking.remove(store, article, by=by, reason=reason)
    output.one(
        fmt, lambda: shapes.article(record), lambda: lists.article_line(record).append(" " + say("removed"))
    )


@click.command(epilog=example("verify diff 1", "verify diff 1 --from 1 --to 3"))
@click.argument("article")
@click.option(
    "--from", "before", type=click.IntRange(1), help="Version to start from; the last but one by default."
)
@click.option("--to", "after", type=click.IntRange(1), help="Version to compare with; the last by default.")
@formats
@database
def diff(article: str, before: int | None, after: int | None, fmt: str) -> None:
    """What changed between two versions of an article: claims that are new, reworded, gone, or said by
    another.
    """
    from verify.desk import looking
    from verify.report import shapes
    from verify.report.changes import Changes

    with opened() as store:
        found = looking.diff(store, article, before, after)
    output.one(fmt, lambda: shapes.diff(found), lambda: Changes(found.changes, found.standing))
