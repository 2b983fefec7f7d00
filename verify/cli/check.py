"""`verify check`."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from verify.cli import output
from verify.cli.engines import chosen, engines, tell
from verify.cli.options import DAY, JSON, TEXT, actor, database, example, formats, opened
from verify.report.wording import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from verify.desk.checking import Checked
    from verify.desk.reading import Asked


def given(command: Any) -> Any:
    """What a person may know better than the page: the same options for `check` and `extract`."""
    for option in reversed(
        [
            click.option("--address", metavar="URL", help="Real address of a saved page, a text or stdin."),
            click.option("--publisher", metavar="NAME", help="Outlet that published it."),
            click.option("--date", "published", type=DAY, metavar="YYYY-MM-DD", help="Day of publication."),
            click.option(
                "--language", metavar="CODE", help="ru, uk or en, pl on trial; found out by default."
            ),
            click.option("--title", help="Its title."),
        ]
    ):
        command = option(command)
    return command


def asked(
    *, address: str | None, publisher: str | None, published: datetime | None, language: str | None,
    title: str | None, proxy: str | None = None, allow_loopback: bool | None = None,
    engine: str | None = None, **service: Any,
) -> Asked:  # fmt: skip
    """The options of a line as the desk takes them. allow_loopback: None where the command lacks it."""
    from verify.desk.reading import Asked
    from verify.fetch import ReadOptions
    from verify.model import Metadata

    day: date | None = published.date() if published else None
    known = Metadata(title, publisher, language, day, url=address)
    permits = {} if allow_loopback is None else {"loopback": "--allow-loopback"}
    options = ReadOptions(address, proxy, bool(allow_loopback), permits=permits)
    return Asked(known, options, engine=chosen(engine, **service))


@click.command(
    epilog=example(
        "verify check https://example.org/news/1",
        "verify check saved.html --address https://example.org/news/1",
        "pbpaste | verify check - --publisher Reuters --date 2025-11-26",
    )
)
@click.argument("sources", nargs=-1, metavar="SOURCE...")
@given
@click.option("--proxy", metavar="URL", help="Proxy to go through; those of the environment are never used.")
@click.option("--allow-loopback", is_flag=True, help="The address may be this machine's own.")
@click.option(
    "--reread", is_flag=True, help="Run the engine again over stored articles (numbers; all if none)."
)
@engines
@actor
@formats
@database
def check(sources: tuple[str, ...], reread: bool, by: str, fmt: str, **known: Any) -> None:
    """Read articles and keep their claims, each with its chain of sources and its flags.

    SOURCE is an address, an .html or .txt file, or - for standard input. Reading an unchanged article
    again adds nothing; a changed one becomes a new version, and decisions about claims that stand stay.
    """
    if not sources and not reread:
        raise click.UsageError(say("Name an address or a file, or - for standard input."))
    if len(sources) > 1 and (known["address"] or known["title"]):
        raise click.UsageError(say("--address and --title are of one article: name one SOURCE with them."))
    from verify.desk import checking
    from verify.report.progress import Progress

    what = asked(**known)
    with opened(create=True) as store:
        if reread:
            done = checking.reread(store, sources, by=by, asked=what)
        else:
            done = checking.check_sources(store, sources, what, by=by)
        with Progress(sources) as progress:
            failed = _print(fmt, progress.along(done), alone=len(sources) == 1, language=known["language"])
    click.get_current_context().exit(2 if failed else 0)


def _print(fmt: str, results: Iterable[Checked], *, alone: bool, language: str | None) -> int:
    """Print each result as soon as it is there; returns how many failed."""
    from verify.report.checked import result

    failed = 0
    held: list[Any] = []
    for checked in results:
        shape = result(checked.source, checked.result, checked.view, checked.error)
        failed += checked.error is not None
        if fmt == JSON:
            held.append(shape)
        elif fmt == TEXT:
            _show(checked, alone)
        else:
            output.value(shape)
        tell(checked.source, checked.view, language=language)
        if checked.error:
            _complain(checked)
    if fmt == JSON:
        output.value(held, indented=True)
    return failed


def _show(checked: Checked, alone: bool) -> None:
    if checked.view is None:
        return
    from verify.report.checked import Outcome

    output.put(Outcome(checked.view, checked.result, checked.changes, claims=alone), paged=alone)


def _complain(checked: Checked) -> None:
    from verify.cli.root import complain, of_source

    complain(of_source(checked.source, checked.error or ""))
