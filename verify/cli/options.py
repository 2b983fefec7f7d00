"""Options that many commands share, and what they stand for."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

import click

from verify.report.wording import say

if TYPE_CHECKING:
    from verify.store import Store

F = TypeVar("F", bound=Callable[..., Any])
_DB = "verify.db"

TEXT, JSON, JSONL = "text", "json", "jsonl"


class _Day(click.DateTime):
    """A day; of one that is written right and was never on a calendar, the error says so."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            if re.fullmatch(r"\d{4}-\d\d-\d\d", str(value).strip()):
                self.fail(say("{day}: there is no such day.", day=value), param, ctx)
            self.fail(say("{day} is no day: write it as 2025-11-26.", day=repr(value)), param, ctx)


DAY = _Day(["%Y-%m-%d"])


class _Word(click.Choice[str]):
    """A choice that takes any case; click's own would show the words in lower case where one is wrong."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        meant = {word.casefold(): word for word in self.choices}
        return super().convert(meant.get(str(value).casefold(), value), param, ctx)


def choice(terms: type[StrEnum]) -> click.Choice[str]:
    """One of a closed vocabulary, by the word that people write, in any case."""
    return _Word([term.value for term in terms])


def example(*lines: str) -> str:
    """The end of a command's help: lines that can be typed as they stand."""
    return "\b\nExample:\n" + "\n".join("  " + line for line in lines)


def database(command: F) -> F:
    """--db, before or after the command: the one nearest to the end of the line holds."""
    return click.option(
        "--db",
        metavar="PATH|URL",
        expose_value=False,
        callback=_remember,
        help="Database to use instead of claims.db.",
    )(command)


def _remember(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    if value is not None:
        ctx.meta[_DB] = value


def formats(command: F) -> F:
    """--format text|json|jsonl as `fmt`, and --json for short."""
    command = click.option("--json", "fmt", flag_value=JSON, help="Short for --format json.")(command)
    return click.option(
        "--format", "fmt", type=click.Choice([TEXT, JSON, JSONL]), default=TEXT, show_default=True,
        help="text for people; json: one value; jsonl: one value a line.",
    )(command)  # fmt: skip


def pages(command: F) -> F:
    """--limit and --page."""
    command = click.option("--page", type=click.IntRange(1), default=1, help="Which page, from 1.")(command)
    return click.option(
        "--limit", type=click.IntRange(1, 10_000), default=50, show_default=True, help="How many a page."
    )(command)


def actor(command: F) -> F:
    """--by: the person who acts."""
    return click.option(
        "--by", metavar="NAME", default=_whoever, help="Who acts; VERIFY_USER or your login name by default."
    )(command)


def _whoever() -> str:
    import getpass

    named = os.environ.get("VERIFY_USER")
    if named:
        return named
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a container's user without a name
        return "somebody"


def opened(*, create: bool = False, upgrade: bool = False) -> Store:
    """The database that the line names. create: make it where there is none yet. upgrade: a server's too."""
    from verify.desk.database import opened as open_desk

    return open_desk(named(), create=create, upgrade=upgrade)


def named() -> str | None:
    """The database that the line names, if it names one."""
    given: str | None = click.get_current_context().meta.get(_DB)
    return given
