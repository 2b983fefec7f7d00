"""`verify trace`."""

from __future__ import annotations

import click

from verify.cli import output
from verify.cli.options import JSON, TEXT, actor, database, example, formats, opened
from verify.corroborate.providers import NAMES

_EXAMPLES = ("verify trace 1.4", "verify trace 1.4 --fetch --via site", "verify trace 1.4 --reject")


@click.command(epilog=example(*_EXAMPLES))
@click.argument("names", nargs=-1, required=True, metavar="CLAIM|ARTICLE...")
@click.option("--fetch", is_flag=True, help="Follow the article's links to its sources over the network.")
@click.option(
    "--via",
    type=click.Choice(("site", *NAMES)),
    multiple=True,
    help="Look for a cited outlet there too: on its own site, or by a provider; goes with --fetch.",
)
@click.option("--allow-loopback", is_flag=True, help="The addresses may be this machine's own.")
@click.option("--reject", is_flag=True, help="The claim's mismatch is none: take it back, for good.")
@click.option("--reason", help="With --reject: why; kept in the history.")
@actor
@formats
@database
def trace(
    names: tuple[str, ...], fetch: bool, via: tuple[str, ...], allow_loopback: bool, reject: bool,
    reason: str | None, by: str, fmt: str,
) -> None:  # fmt: skip
    """Walk a claim's chain towards its origin: does each source say what is attributed to it?

    A source is looked for where the article links to it, then among the articles that were checked here.
    Without --fetch nothing is asked of the network. With --via site the feeds and sitemaps of a cited outlet
    are searched: those that you configured or watch, else those that its first page and robots.txt name;
    other names are of providers, as for verify corroborate.

    Each hop says so, says something else (and what), is not found, or not reachable. A number, name or date
    that changed on the way raises the flag mismatch, which goes when a later trace finds it right, or with
    --reject. A hop that was found counts as checked: second-hand goes.
    """
    from verify.desk import tracing
    from verify.desk.evidence import fetching
    from verify.report.traced import traced

    if via and not fetch:
        raise click.UsageError("--via asks the network: say --fetch too.")
    if reject:
        _reject(names, reason, by, fmt)
        return
    how = fetching(allow_loopback=allow_loopback) if fetch else None
    held = []
    with opened() as store:
        tracer = tracing.Tracer(store, how, via, by)
        for number in tracing.numbers(store, names):
            view = tracer.trace(number)
            if fmt == TEXT:
                output.put(traced(view), paged=False)
            elif fmt == JSON:
                held.append(view.json())
            else:
                output.value(view.json())
    if fmt == JSON:
        output.value(held, indented=True)


def _reject(names: tuple[str, ...], reason: str | None, by: str, fmt: str) -> None:
    from verify.desk import tracing
    from verify.desk.done import told
    from verify.report import contract, lists

    with opened() as store:
        numbers = tracing.numbers(store, names, mismatched=True)
        done = [tracing.reject(store, n, by=by, why=reason) for n in numbers]
        said = told(store, done)
    output.many(fmt, lambda: map(contract.claim, done), lambda: lists.marked(done, said))
