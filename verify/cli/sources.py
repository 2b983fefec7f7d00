"""`verify sources`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from verify.cli import output
from verify.cli.lazy import Group
from verify.cli.options import actor, choice, database, example, formats, opened, pages
from verify.model.terms import Reliability, SourceKind
from verify.report.wording import say

if TYPE_CHECKING:
    from verify.store import SourceHistory, SourceRecord

_KINDS = choice(SourceKind)


@click.group(
    cls=Group,
    epilog=example("verify sources list", "verify sources add 'Речной вестник' --alias 'Вестник реки'"),
)
@database
def sources() -> None:
    """Who says claims: list them, and add names that verify does not know."""


def _print(fmt: str, record: SourceRecord) -> None:
    from verify.report import detail, shapes

    output.one(fmt, lambda: shapes.source(record), lambda: detail.source(record))


@sources.command(
    "list", epilog=example("verify sources list --kind anonymous", "verify sources list --text reuters")
)
@click.option("--kind", type=_KINDS, help="Of this kind.")
@click.option("--text", metavar="PART", help="With this in a name.")
@pages
@formats
@database
def list_(kind: str | None, text: str | None, limit: int, page: int, fmt: str) -> None:
    """All sources of the articles read, those with most claims first."""
    from verify.desk import keeping
    from verify.report import lists, shapes

    with opened() as store:
        wanted = SourceKind(kind) if kind else None
        found = keeping.sources(store, kind=wanted, text=text, limit=limit, page=page)
    output.many(fmt, lambda: map(shapes.source, found.items), lambda: lists.sources(found))


@sources.command(epilog=example("verify sources show Reuters"))
@click.argument("source")
@formats
@database
def show(source: str, fmt: str) -> None:
    """One source: its kind, names, owner, its rating, and how the claims that go through it came out."""
    from verify.desk import keeping

    with opened() as store:
        found = keeping.source(store, source)
    _print_history(fmt, found)


@sources.command(
    epilog=example(
        "verify sources rate Reuters B --reason 'two corrections in a year'",
        "verify sources rate Reuters --undo",
    )
)
@click.argument("source")
@click.argument("grade", required=False, type=choice(Reliability), metavar="[A-F]")
@click.option("--reason", help="Why; kept in its history.")
@click.option("--undo", is_flag=True, help="Take back the last rating that still stands.")
@actor
@formats
@database
def rate(source: str, grade: str | None, reason: str | None, undo: bool, by: str, fmt: str) -> None:
    """Say how far a source can be relied on.

    A completely, B usually, C fairly, D not usually, E not, F cannot be judged.

    Only people rate. It says nothing of any one claim: verify rate does. Without a letter, it is not rated.
    """
    from verify.desk import keeping

    if undo and grade:
        raise click.UsageError(say("--undo takes the last rating back: give no letter with it."))
    with opened() as store:
        wanted = Reliability(grade) if grade else None
        found = keeping.rate(store, source, wanted, by=by, reason=reason, undo=undo)
    _print_history(fmt, found)


def _print_history(fmt: str, found: SourceHistory) -> None:
    from verify.report import detail, shapes

    output.one(fmt, lambda: shapes.source_history(found), lambda: detail.source_history(found))


@sources.command(
    epilog=example("verify sources add 'Речной вестник' --alias 'Вестник реки' --owner 'Низовье Медиа'")
)
@click.argument("name")
@click.option("--kind", type=_KINDS, default=SourceKind.OUTLET.value, show_default=True, help="What it is.")
@click.option(
    "--alias", "aliases", multiple=True, metavar="NAME", help="Another name of it; may be repeated."
)
@click.option("--owner", help="Who owns it: outlets of one owner are one voice.")
@actor
@formats
@database
def add(name: str, kind: str, aliases: tuple[str, ...], owner: str | None, by: str, fmt: str) -> None:
    """Add a source; articles read from now on find it by any of its names."""
    from verify.desk import keeping

    with opened(create=True) as store:
        record = keeping.add_source(store, keeping.NewSource(name, SourceKind(kind), aliases, owner), by=by)
    _print(fmt, record)


@sources.command(epilog=example("verify sources alias Reuters Рейтерс"))
@click.argument("source")
@click.argument("alias")
@actor
@formats
@database
def alias(source: str, alias: str, by: str, fmt: str) -> None:
    """Give a source another name."""
    from verify.desk import keeping

    with opened(create=True) as store:
        record = keeping.add_alias(store, source, alias, by=by)
    _print(fmt, record)


@sources.command(epilog=example("verify sources owner 'Речной вестник' 'Низовье Медиа'"))
@click.argument("source")
@click.argument("owner", required=False)
@actor
@formats
@database
def owner(source: str, owner: str | None, by: str, fmt: str) -> None:
    """Say who owns a source; without OWNER, that nobody known does."""
    from verify.desk import keeping

    with opened() as store:
        record = keeping.set_owner(store, source, owner, by=by)
    _print(fmt, record)
