"""`verify trace`."""

from __future__ import annotations

import click

from verify.cli import output
from verify.cli.options import JSON, TEXT, actor, database, example, formats, opened


@click.command(epilog=example("verify trace 1.4", "verify trace 1.4 --fetch", "verify trace 1.4 --reject"))
@click.argument("names", nargs=-1, required=True, metavar="CLAIM|ARTICLE...")
@click.option("--fetch", is_flag=True, help="Follow the article's links to its sources over the network.")
@click.option("--allow-loopback", is_flag=True, help="The addresses may be this machine's own.")
@click.option("--reject", is_flag=True, help="The claim's mismatch is none: take it back, for good.")
@click.option("--reason", help="With --reject: why; kept in the history.")
@actor
@formats
@database
def trace(
    names: tuple[str, ...], fetch: bool, allow_loopback: bool, reject: bool, reason: str | None, by: str,
    fmt: str,
) -> None:  # fmt: skip
    """Walk a claim's chain towards its origin: does each source say what is attributed to it?

    A source is looked for where the article links to it, then among the articles that were checked here.
    Without --fetch nothing is asked of the network. Each hop says so, says something else (and what), is not
    found, or not reachable. A number or date that changed on the way raises the flag mismatch, which goes
    when a later trace finds it right, or with --reject. A hop that was found counts as checked: second-hand
    goes.
    """
    from verify.desk import tracing
    from verify.desk.evidence import fetching
    from verify.report.traced import traced

    how = fetching(allow_loopback=allow_loopback) if fetch else None
    held = []
    with opened() as store:
        for number in tracing.numbers(store, names):
            if reject:
                tracing.reject(store, number, by=by, why=reason)
                continue
            view = tracing.trace(store, number, how, by=by)
            if fmt == TEXT:
                output.put(traced(view), paged=False)
            elif fmt == JSON:
                held.append(view.json())
            else:
                output.value(view.json())
    if fmt == JSON:
        output.value(held, indented=True)
