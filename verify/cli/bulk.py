"""`verify bulk`."""

from __future__ import annotations

import time
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from verify.cli import output
from verify.cli.options import TEXT, actor, database, example, formats, opened
from verify.report.wording import counted, say

if TYPE_CHECKING:
    from verify.desk.bulk import Reading
    from verify.store import Store


@click.command(
    epilog=example(
        "verify bulk news/ archive.jsonl.zst",
        "verify bulk crawl-*.warc.gz --out columns/ --jobs 8",
        "verify bulk s3://archive/2025/ --out columns/ --dask tcp://192.0.2.1:8786",
        "verify bulk stories.parquet --field text=story --field address=link",
    )
)
@click.argument("inputs", nargs=-1, metavar="INPUT...")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Write partitioned Parquet into this folder instead of the database.",
)
@click.option("--jobs", type=click.IntRange(1), help="Processes that share the work; one a core by default.")
@click.option("--dask", metavar="ADDRESS", help="Work on this Dask cluster; `local` starts one here.")
@click.option(
    "--field",
    "fields",
    multiple=True,
    metavar="NAME=FIELD",
    help="Which field of a JSON line or Parquet row is its text, html, address, title, publisher, published, "
    "language or authors.",
)
@click.option("--publisher", help="Who published the articles, all of them.")
@click.option("--language", metavar="CODE", help="Their language, if not to be told from each text.")
@click.option(
    "--seconds",
    type=click.FloatRange(0.1),
    default=60.0,
    show_default=True,
    help="Put a record aside that takes longer.",
)
@click.option("--limit", type=click.IntRange(1), help="Stop after so many records, to try it.")
@click.option(
    "--quarantine",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Where records that cannot be read are listed; beside the output by default.",
)
@click.option(
    "--ledger", is_flag=True, help="Read nothing: print what became of each record of earlier runs."
)
@actor
@formats
@database
def bulk(
    inputs: tuple[str, ...], out: Path | None, fields: tuple[str, ...], publisher: str | None,
    language: str | None, ledger: bool, by: str, fmt: str, **rest: Any,
) -> None:  # fmt: skip
    """Read many articles on all cores: folders, JSON lines, Parquet and WARC files, from disk or any address.

    Killed and started again with the same line it goes on where it was, without a loss or a double. What
    cannot be read is put aside with the reason. docs/bulk.md describes inputs, output and ledger.
    """
    where = out or opened(create=not ledger)
    with ExitStack() as until:
        into = where if isinstance(where, Path) else until.enter_context(where)
        if ledger:
            _print_ledger(into, fmt)
            return
        if not inputs:
            raise click.UsageError(say("Name a file, a folder or an address to read."))
        from verify.desk.bulk import Asked, Fields, How, Reading
        from verify.model import Metadata

        asked = Asked(Metadata(publisher=publisher, language=language))
        how = How(asked=asked, fields=Fields.given(fields), **rest)
        _follow(Reading(inputs, into, how, by=by), fmt)


def _follow(reading: Reading, fmt: str) -> None:
    """Show how far it is, then what it came to."""
    from verify.cli.root import complain
    from verify.report import bulk as report

    began = time.monotonic()
    try:
        with report.Watched(reading.step.size) as watched:
            for step in reading:
                watched.show(step.behind, step.read)
    except KeyboardInterrupt:
        click.echo(say("Stopped; what was read is kept, and the same line goes on from here."), err=True)
        raise click.Abort from None
    done = reading.summary
    step, seconds = done.step, time.monotonic() - began
    if step.doubted:
        complain(
            counted(
                "{n} article may be in no language that verify reads: verify bulk --ledger says why.",
                "{n} articles may be in no language that verify reads: verify bulk --ledger says why.",
                step.doubted,
            )
        )
    output.one(
        fmt,
        lambda: report.shape(step.became, done.all, step.before, done.copies, done.quarantine, seconds),
        lambda: report.summary(step.became, step.before, done.copies, done.quarantine, seconds),
    )


def _print_ledger(into: Store | Path, fmt: str) -> None:
    """A line for each record, as they come: there may be millions."""
    from verify.desk.bulk import ledger
    from verify.report import bulk as report

    for note in ledger(into):
        if fmt == TEXT:
            click.echo(report.note(note))
        else:
            output.value(report.note_shape(note))
