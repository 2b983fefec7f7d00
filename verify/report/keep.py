"""The database on the terminal: where it is, what it holds, what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.table import Table
from rich.text import Text

from verify.report import style
from verify.report.screen import own, plain
from verify.report.wording import counted, say, told
from verify.store import DatabaseStatus, Integrity, Moved, Restored


def status(found: DatabaseStatus) -> Table:
    schema = (
        found.schema
        if found.schema == found.newest_schema
        else say("{schema} (newest {newest})", schema=found.schema, newest=found.newest_schema)
    )
    place = str(found.path) if found.path else found.url
    return _facts({"database": place, "schema": schema, **found.counts, "head": found.head})


def put_back(found: DatabaseStatus, backup: Path, kept: Path | None) -> Table:
    """What the database is now, and where what it was before lies."""
    grid = status(found)
    grid.add_row(own(""), own(say("It is now what {backup} is.", backup=backup), style.GOOD))
    if kept is not None:
        grid.add_row(own(""), own(say("What it was before is in {kept}.", kept=kept)))
    return grid


def _facts(facts: Mapping[str, object]) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style=style.REST, no_wrap=True)
    grid.add_column(overflow="fold")
    for name, value in facts.items():
        grid.add_row(own(say(name)), plain(str(value)))
    return grid


def integrity(found: Integrity) -> Text:
    """Every problem on a line of its own; or what was looked at."""
    if found.ok:
        looked = ", ".join(
            say("{n} {status}", n=count, status=say(what)) for what, count in found.checked.items()
        )
        out = own(say("Clean."), style.GOOD)
        return out.append(" " + say("Looked at {looked}.", looked=looked) if looked else "", style.REST)
    out = Text(overflow="fold")
    for at, problem in enumerate(found.problems):
        out += plain(told(problem), style.BAD) if at == 0 else own("\n") + plain(told(problem), style.BAD)
    return out


def restored(done: Restored) -> Text:
    """What an import added and what was here already."""
    articles, same = _counted(done.added), _counted(done.same)
    events = counted("{n} event", "{n} events", done.events)
    said = []
    if done.whole:
        said.append(
            say(
                "This is now the database that was exported: {articles}, {events}.",
                articles=articles,
                events=events,
            )
        )
    elif done.added:
        said.append(say("Imported {articles} with {events}.", articles=articles, events=events))
    if done.same:
        said.append(say("Here already, with the same history: {same}. Nothing of that changed.", same=same))
    if not said:
        said.append(say("It holds no article: nothing changed."))
    moved = [
        say("{there} is {here} here", there=there, here=here) for there, here in done.added if there != here
    ]
    if moved:
        said.append(say("New numbers: {numbers}.", numbers=", ".join(moved)))
    return own("\n".join([*said, say("Head of the history: {head}", head=done.head)]))


def _counted(articles: Sequence[object]) -> str:
    return counted("{n} article", "{n} articles", len(articles))


def moved(done: Moved) -> Table:
    """Every table that holds rows, how many both databases have of it, and the beginning of its digest."""
    grid = _facts({"from": done.source, "to": done.target, "events": done.events, "head": done.head})
    for table in done.tables:
        if table.rows:
            grid.add_row(own(table.name), plain(f"{table.rows}  {table.digest[:12]}"))
    grid.add_row(own(""), own(say("Both hold the same."), style.GOOD))
    return grid
