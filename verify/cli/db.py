"""`verify db`."""

from __future__ import annotations

from pathlib import Path

import click

from verify.cli import output
from verify.cli.lazy import Group
from verify.cli.options import database, example, formats, opened


@click.group(cls=Group, epilog=example("verify db status", "verify db backup claims-copy.db"))
@database
def db() -> None:
    """Status, upgrade, check and backup of the database."""


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
    """Bring the database to the newest schema, after a backup beside it; every other command does so when
    needed.
    """
    from verify.desk import keeping
    from verify.report import keep, shapes

    with opened(create=True) as store:
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
    output.one(fmt, lambda: {"backup": str(made)}, lambda: plain(f"Copied to {made}"))
