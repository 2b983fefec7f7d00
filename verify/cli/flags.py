"""`verify flags`."""

from __future__ import annotations

from typing import Any

import click

from verify.cli import output
from verify.cli.claims import condition, filters
from verify.cli.options import choice, database, example, formats, opened
from verify.model.terms import FlagCode


@click.command(
    epilog=example(
        "verify flags 1.4",
        "verify flags 1 --fail-on anonymous-origin --fail-on vague-origin",
    )
)
@click.argument("names", nargs=-1, metavar="[ARTICLE|CLAIM]...")
@filters
@click.option(
    "--fail-on",
    multiple=True,
    type=choice(FlagCode),
    metavar="FLAG",
    help="End with status 1 where a claim has this flag.",
)
@formats
@database
def flags(names: tuple[str, ...], fail_on: tuple[str, ...], fmt: str, **given: Any) -> None:
    """All unverified assertions, the heaviest flags first, each flag with its reason.

    FLAG is evidence-lost, mismatch, circular, changed, anonymous-origin, vague-origin, hedged, denied,
    no-comment, unattributed, second-hand, single-origin, inherited, unlinked or repeated.
    """
    from verify.desk import looking
    from verify.report import lists, shapes

    with opened() as store:
        found = looking.flags(store, condition(store, **given), names)
    output.many(
        fmt,
        lambda: (shapes.claim_in(item.claim, item.article) for item in found.items),
        lambda: lists.ManyClaims([(i.article, i.text, i.claim) for i in found.items], found, reasons=True),
    )
    click.get_current_context().exit(
        1 if looking.raised(found, tuple(FlagCode(code) for code in fail_on)) else 0
    )
