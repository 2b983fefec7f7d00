"""What a command prints, in the format asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import click

from verify.cli.options import JSON, TEXT

if TYPE_CHECKING:
    from rich.console import RenderableType


def one(fmt: str, value: Callable[[], Any], text: Callable[[], RenderableType]) -> None:
    """A single value: as JSON (indented; on one line for jsonl), or rendered for a person."""
    if fmt == TEXT:
        put(text())
    else:
        from verify.report.safe import dumps

        click.echo(dumps(value(), indent=2 if fmt == JSON else None))


def many(fmt: str, values: Callable[[], Iterable[Any]], text: Callable[[], RenderableType]) -> None:
    """A list: one JSON array, a line each for jsonl, or rendered for a person."""
    if fmt == TEXT:
        put(text())
        return
    from verify.report.safe import dumps

    if fmt == JSON:
        click.echo(dumps(list(values()), indent=2))
    else:
        for value in values():
            click.echo(dumps(value))


def put(part: RenderableType) -> None:
    """Render on stdout."""
    from verify.report import screen

    screen.put(screen.console(), part)
