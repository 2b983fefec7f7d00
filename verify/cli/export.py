"""`verify export`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from verify.cli import output
from verify.cli.claims import condition, filters
from verify.cli.options import choice, database, example, opened
from verify.cli.tongue import code_of
from verify.model.terms import Status
from verify.report.wording import say

FORMATS = ("csv", "markdown", "claimreview", "annotations", "prov", "dot", "mermaid", "svg", "html", "jsonl")


def scale(command: Any) -> Any:
    """--newsroom, as `scale`, and --lang, as `tongue`."""
    command = click.option(
        "--lang", "tongue", metavar="CODE", callback=code_of,
        help="Language of what people read: en, uk or ru. The newsroom's, else yours, by default.",
    )(command)  # fmt: skip
    return click.option(
        "--newsroom", "scale", type=click.Path(path_type=Path), metavar="FILE",
        help="Who publishes, and the words of its rating scale (TOML).",
    )(command)  # fmt: skip


@click.command(
    epilog=example(
        "verify export 1 --to markdown",
        "verify export --status refuted --to claimreview --newsroom newsroom.toml -o checks.json",
        "verify export --all --to csv -o claims.csv",
        "verify export 1 --to html -o report.html",
        "verify export 1 --to svg -o chains.svg",
        "verify export --all --to jsonl -o everything.jsonl",
    )
)
@click.argument("names", nargs=-1, metavar="[ARTICLE|CLAIM]...")
@click.option("--to", "--format", "fmt", type=click.Choice(FORMATS), required=True, help="The format.")
@click.option("-o", "--output", "to", type=click.Path(path_type=Path), help="A file instead of stdout.")
@click.option("--all", "all_", is_flag=True, help="All claims of all articles.")
@click.option("--status", "statuses", multiple=True, type=choice(Status), help="With this status.")
@filters
@scale
@database
def export(
    names: tuple[str, ...],
    fmt: str,
    to: Path | None,
    all_: bool,
    scale: Path | None,
    tongue: str | None,
    **given: Any,
) -> None:
    """Claims, their chains and what was found out, in a format that others read.

    Of the articles and claims named, of those that the options describe, or of --all. A file is written
    whole or not at all, and only over an earlier export of the same format. jsonl carries everything of whole
    articles, for `verify import`. What each format carries, and what it loses: docs/export.md.
    """
    from verify.cli.root import complain
    from verify.desk import exporting
    from verify.report.progress import Counter

    wanted = any(given.values())
    if names and wanted:
        raise click.UsageError(
            say("Names and options do not go together: to narrow an article down, say --article N instead.")
        )
    if sum([bool(names), wanted, all_]) != 1:
        raise click.UsageError(say("Name articles or claims, or describe them by options, or say --all."))
    newsroom = exporting.newsroom(scale, tongue)
    with opened() as store:
        where = condition(store, **given)
        empty = not (all_ and fmt == exporting.COMPLETE) and exporting.nothing(store, names, where)
        if fmt == exporting.COMPLETE:
            pieces = exporting.everything(store, names, where if wanted else None)
        else:
            pieces = exporting.written(store, names, where, fmt, newsroom)
        if to is None:
            output.pieces(pieces)
        else:
            with Counter("writing") as counter:
                exporting.save(counter.along(pieces), fmt, to, empty=empty)
    if empty:
        complain(say("No such claims: the export is empty."))
