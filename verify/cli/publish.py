"""`verify publish`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from verify.cli import output
from verify.cli.claims import condition, filters
from verify.cli.export import scale
from verify.cli.options import choice, database, example, formats, opened
from verify.model.terms import Status
from verify.report.wording import say


@click.command(
    epilog=example(
        "verify publish site --newsroom newsroom.toml",
        "verify publish site --status refuted --status confirmed",
        "verify publish site 3 5",
    )
)
@click.argument("folder", type=click.Path(path_type=Path))
@click.argument("names", nargs=-1, metavar="[ARTICLE|CLAIM]...")
@click.option("--status", "statuses", multiple=True, type=choice(Status), help="With this status.")
@filters
@scale
@formats
@database
def publish(
    folder: Path, names: tuple[str, ...], scale: Path | None, tongue: str | None, fmt: str, **given: Any
) -> None:
    """Write a static site of finished checks into FOLDER, or bring it up to date; it opens from disk.

    A page a check, with its chain, evidence and ClaimReview; their list, the corrections after publication,
    and a feed. Without names or options: every claim that is corroborated, confirmed, disputed, refuted or
    unverifiable. What was published stays, and says so if it was withdrawn. Notes are published as the
    ground of a status, names of people are not. A folder that this did not make is refused.
    """
    from verify.desk import exporting, publishing
    from verify.report import published
    from verify.report.progress import Counter

    if names and any(given.values()):
        raise click.UsageError(
            say("Names and options do not go together: to narrow an article down, say --article N instead.")
        )
    if Status.UNVERIFIED.value in given["statuses"]:
        raise click.UsageError(say("An unverified claim is no finished check: give another status."))
    newsroom = exporting.newsroom(scale, tongue)
    with opened() as store, Counter("writing") as counter:
        done = publishing.publish(
            store, folder, names, condition(store, **given), newsroom, along=counter.along
        )
    output.one(fmt, lambda: published.shape(done), lambda: published.summary(done))
