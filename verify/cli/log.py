"""`verify log`."""

from __future__ import annotations

import click

from verify.cli import output
from verify.cli.options import database, example, formats, opened
from verify.report.wording import say


@click.command(
    epilog=example(
        "verify log 1.4", "verify log --check", "verify log --check --head 5d41402abc4b2a76b9719d911017c592"
    )
)
@click.argument("name", required=False, metavar="[CLAIM|ARTICLE]")
@click.option(
    "--check", is_flag=True, help="Verify the hash chain of all events; status 2 where it is broken."
)
@click.option(
    "--head", metavar="HASH", help="With --check: a head noted earlier, to find a tail cut off since."
)
@click.option(
    "--limit",
    type=click.IntRange(1, 100_000),
    default=100,
    show_default=True,
    help="How many, the last ones.",
)
@formats
@database
def log(name: str | None, check: bool, head: str | None, limit: int, fmt: str) -> None:
    """Who changed what, when and why: of a claim, of an article, or of all. Times are UTC."""
    if head and not check:
        raise click.UsageError(say("--head goes with --check."))
    if check:
        click.get_current_context().exit(0 if _check(head, fmt) else 2)
    from verify.desk import looking
    from verify.report import shapes
    from verify.report.history import Events

    with opened() as store:
        events = looking.history(store, name, limit=limit)
    output.many(fmt, lambda: map(shapes.event, events), lambda: Events(events))


def _check(head: str | None, fmt: str) -> bool:
    from verify.desk import keeping
    from verify.report import history, shapes

    with opened() as store:
        found = keeping.check_history(store, head)
    output.one(fmt, lambda: shapes.history_check(found), lambda: history.checked(found))
    return found.ok
