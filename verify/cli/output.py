"""What a command prints, in the format asked for."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import click

from verify.cli.options import JSON, TEXT

if TYPE_CHECKING:
    from verify.report.screen import Part


def value(said: Any, *, indented: bool = False) -> None:
    """A JSON value: on a line of its own, or indented."""
    from verify.report.safe import dumps

    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    text = dumps(said, indent=2 if indented else None, encoding=encoding)
    click.echo(text, color=True)  # there is no colour in it to look for


def one(fmt: str, said: Callable[[], Any], text: Callable[[], Part]) -> None:
    """A single value: as JSON (indented; on one line for jsonl), or rendered for a person."""
    if fmt == TEXT:
        put(text())
    else:
        value(said(), indented=fmt == JSON)


def many(fmt: str, said: Callable[[], Iterable[Any]], text: Callable[[], Part]) -> None:
    """A list: one JSON array, a line each for jsonl, or rendered for a person."""
    if fmt == TEXT:
        put(text())
    elif fmt == JSON:
        value(list(said()), indented=True)
    else:
        for each in said():
            value(each)


def put(part: Part, *, paged: bool = True) -> None:
    """Render on stdout. What is taller than the terminal goes through the reader's pager, so that its
    beginning comes first; into a pipe or a file it goes as it is.
    """
    from verify.report import screen

    shown = screen.console()
    text = screen.rendered(shown, part)
    if paged and shown.is_terminal and text.count("\n") >= shown.height:
        os.environ.setdefault(
            "LESS", "-FRX"
        )  # colours; nothing to press where it fits; stays on the screen after
        click.echo_via_pager(text.removesuffix("\n"))
    else:
        click.echo(text, nl=False, color=True)


def pieces(parts: Iterable[str]) -> None:
    """A text that comes in pieces, as it is: for files and pipes."""
    for part in parts:
        click.echo(part, nl=False)


def parts(shown: Iterable[Part]) -> None:
    """Parts one below the other as they come, a blank line between two."""
    for at, part in enumerate(shown):
        if at:
            click.echo()
        put(part, paged=False)
