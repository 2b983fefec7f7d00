"""The database on the terminal: where it is, what it holds, what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping

from rich.table import Table
from rich.text import Text

from verify.report import style
from verify.report.screen import own, plain
from verify.store import DatabaseStatus, Integrity


def status(found: DatabaseStatus) -> Table:
    schema = (
        found.schema
        if found.schema == found.newest_schema
        else f"{found.schema} (newest {found.newest_schema})"
    )
    place = str(found.path) if found.path else found.url
    return _facts({"database": place, "schema": schema, **found.counts, "head": found.head})


def _facts(facts: Mapping[str, object]) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style=style.REST, no_wrap=True)
    grid.add_column(overflow="fold")
    for name, value in facts.items():
        grid.add_row(own(name), plain(str(value)))
    return grid


def integrity(found: Integrity) -> Text:
    """Every problem on a line of its own; or what was looked at."""
    if found.ok:
        looked = ", ".join(f"{count} {what}" for what, count in found.checked.items())
        return own("Clean.", style.GOOD).append(f" Looked at {looked}." if looked else "", style.REST)
    out = Text(overflow="fold")
    for at, problem in enumerate(found.problems):
        out += plain(problem, style.BAD) if at == 0 else own("\n") + plain(problem, style.BAD)
    return out
