"""`verify import`."""

from __future__ import annotations

import click

from verify.cli import output
from verify.cli.options import actor, database, example, formats, opened


@click.command(
    "import", epilog=example("verify import everything.jsonl", "verify --db copy.db import 3.jsonl")
)
@click.argument("file")
@actor
@formats
@database
def import_(file: str, by: str, fmt: str) -> None:
    """Read a file that `verify export --to jsonl` wrote (- for standard input), whole or not at all.

    Into a new database: it is then the one that was exported. Into another one: articles that it lacks come
    under new numbers; those that it has with the same history stay as they are; where one has another
    history here, nothing is imported.
    """
    from verify.desk import transferring
    from verify.report import keep, shapes
    from verify.report.progress import Counter

    with transferring.read(file) as given, opened(create=True) as store, Counter("importing") as counter:
        done = transferring.bring(store, given, by=by, along=counter.along)
    output.one(fmt, lambda: shapes.restored(done), lambda: keep.restored(done))
