"""--via: looking outside before a claim is weighed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from verify.cli.options import actor
from verify.report.wording import say

if TYPE_CHECKING:
    from verify.desk.outside import Told
    from verify.store import Store

_NAMES = ("feeds", "sitemap", "gdelt", "searxng", "factcheck")


def via(command: Any) -> Any:
    """--via, as `via`, and --by, whose the articles read are."""
    return click.option(
        "--via",
        multiple=True,
        type=click.Choice(_NAMES),
        help="Look there too; may be repeated. docs/looking-outside.md says what is sent where.",
    )(actor(command))


def look(store: Store, claims: Sequence[str], via: Sequence[str], by: str) -> int:
    """Ask the providers about the claims and read what they find, telling on stderr; returns how many of them
    could not be asked.
    """
    from verify.desk.outside import Outside
    from verify.report.progress import Progress

    failed: set[str] = set()
    with Progress((), "looking outside") as progress:
        for told in progress.along(Outside(store, via, by).look(claims)):
            failed |= _tell(told)
    return len(failed)


def _tell(told: Told) -> set[str]:
    from verify.cli.root import complain, of_source
    from verify.desk.outside import Searched

    if isinstance(told, Searched):
        if told.problem:
            complain(of_source(told.via, told.problem))
        if told.results:
            n = len(told.results)
            complain(f"{told.claim}: " + say("{via} gave {n}", via=told.via, n=n))
        return {told.via} if told.problem and not told.results else set()
    checked = told.checked
    if checked is not None and checked.error:
        complain(of_source(checked.source, checked.error))
    return set()
