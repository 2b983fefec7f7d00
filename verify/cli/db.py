"""`verify db`."""

from __future__ import annotations

from pathlib import Path

import click

from verify.cli import output
from verify.cli.lazy import Group
from verify.cli.options import database, example, formats, named, opened
from verify.report.wording import say


@click.group(cls=Group, epilog=example("verify db status", "verify db backup claims-copy.db"))
@database
def db() -> None:
    """Status, upgrade, check, backup, restore and move of the database."""


@db.command(epilog=example("verify db status --json"))
@formats
@database
def status(fmt: str) -> None:
    """Where the database is, its schema, what it holds, and the head of its history."""
    from verify.desk import keeping
    from verify.report import keep, shapes

    with opened() as store:
        found = keeping.status(store)
    output.one(fmt, lambda: shapes.database(found), lambda: keep.status(found))


@db.command(epilog=example("verify db upgrade", "verify --db archive.db db upgrade"))
@formats
@database
def upgrade(fmt: str) -> None:
    """Bring the database to the newest schema. Every other command does so for a file when needed, after a
    backup beside it; a server's database is upgraded by this command alone: make a backup first.
    """
    from verify.desk import keeping
    from verify.report import keep, shapes

    with opened(create=True, upgrade=True) as store:
        found = keeping.status(store)
    output.one(fmt, lambda: shapes.database(found), lambda: keep.status(found))


@db.command(epilog=example("verify db check"))
@formats
@database
def check(fmt: str) -> None:
    """Verify everything stored: pages, claims' words against their texts, hashes, history. Status 2 on a
    problem.
    """
    from verify.desk import keeping
    from verify.report import keep, shapes

    with opened() as store:
        found = keeping.check(store)
    output.one(fmt, lambda: shapes.integrity(found), lambda: keep.integrity(found))
    click.get_current_context().exit(0 if found.ok else 2)


@db.command(epilog=example("verify db backup claims-2025-11-26.db"))
@click.argument("to", type=click.Path(path_type=Path, dir_okay=False))
@formats
@database
def backup(to: Path, fmt: str) -> None:
    """Copy the database while it is in use; a file that exists is not overwritten."""
    from verify.desk import keeping
    from verify.report.screen import plain

    with opened() as store:
        made = keeping.backup(store, to)
    output.one(fmt, lambda: {"backup": str(made)}, lambda: plain(say("Copied to {path}", path=made)))


@db.command(epilog=example("verify db restore claims-2025-11-26.db"))
@click.argument("backup", type=click.Path(path_type=Path, dir_okay=False))
@formats
@database
def restore(backup: Path, fmt: str) -> None:
    """Make the database what a backup of it is, whole or not at all, also while others use it. BACKUP is
    checked as `db check` does, and stays; what the database was before is kept beside it.
    """
    from verify.desk import keeping
    from verify.report import keep, shapes

    found, kept = keeping.restore(named(), backup)
    output.one(
        fmt,
        lambda: shapes.database(found) | {"kept": str(kept) if kept else None},
        lambda: keep.put_back(found, backup, kept),
    )


@db.command(
    epilog=example(
        "verify db move claims.db postgresql+psycopg://verify@db.example.org/claims",
        "verify db move postgresql+psycopg://verify@db.example.org/claims copy.db",
    )
)
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@formats
def move(source: str, target: str, fmt: str) -> None:
    """Copy a whole database, history included, into an empty one of SQLite or PostgreSQL, and prove that both
    hold the same: rows and a digest of each table, and the history's chain. FROM is only read, and stays.
    """
    from verify.desk import keeping
    from verify.report import keep, shapes
    from verify.report.progress import Counter

    with Counter("moving") as counter:
        done = keeping.move(source, target, lambda table, rows: counter.at(f"{table}: {rows}"))
    output.one(fmt, lambda: shapes.moved(done), lambda: keep.moved(done))
