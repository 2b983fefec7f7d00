"""`verify evidence`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from verify.cli import output
from verify.cli.lazy import Group
from verify.cli.options import JSON, TEXT, actor, choice, database, example, formats, opened, pages
from verify.model.terms import SourceState, Stance

if TYPE_CHECKING:
    from verify.store import EvidenceFilter

_NAMES = click.argument("names", nargs=-1, metavar="[CLAIM|ARTICLE]...")


@click.group(
    cls=Group,
    epilog=example("verify evidence list 1.4", "verify evidence check --fail-on gone --fail-on orphaned"),
)
@database
def evidence() -> None:
    """Linked documents: what was kept of them, and whether they are still the same."""


def filters(command: Any) -> Any:
    """Which links."""
    for option in reversed(
        [
            click.option("--stance", "stances", multiple=True, type=choice(Stance), help="With this stance."),
            click.option(
                "--at-source", multiple=True, type=choice(SourceState), metavar="STATE",
                help="Found so by the last look.",
            ),
            click.option("--unseen", is_flag=True, help="Without a snapshot."),
        ]
    ):  # fmt: skip
        command = option(command)
    return command


def condition(names: tuple[str, ...], stances: tuple[str, ...], at_source: tuple[str, ...], unseen: bool,
              **more: Any) -> EvidenceFilter:  # fmt: skip
    """The filter that a line describes."""
    from verify.desk.evidence import wanted

    return wanted(
        names,
        stances=tuple(map(Stance, stances)),
        at_source=tuple(map(SourceState, at_source)),
        unseen=unseen,
        **more,
    )


@evidence.command(
    "list", epilog=example("verify evidence list 1.4", "verify evidence list --at-source orphaned --json")
)
@_NAMES
@filters
@click.option("--all", "every", is_flag=True, help="Also those proposed, rejected or taken back.")
@pages
@formats
@database
def list_(names: tuple[str, ...], every: bool, limit: int, page: int, fmt: str, **given: Any) -> None:
    """Linked documents of claims or articles, or all of them, with what the last look at each found.

    STATE is same, changed (other text; a quoted passage still stands there), moved (the passage stands
    elsewhere, word for word), orphaned (it is not there), gone (the server says so) or unreachable.
    """
    from verify.desk import evidence
    from verify.report import evidence as shown

    where = condition(names, standing=not every, **given)
    with opened() as store:
        found = evidence.listed(store, where, limit=limit, page=page)
    output.many(fmt, lambda: map(shown.shape, found.items), lambda: shown.listed(found))


@evidence.command(epilog=example("verify evidence show 3f2a91c0"))
@click.argument("link", metavar="ID")
@formats
@database
def show(link: str, fmt: str) -> None:
    """One linked document, and every look at it since it was linked.

    ID is a link's id or its first characters, as list prints them.
    """
    from verify.desk import evidence
    from verify.report import evidence as shown

    with opened() as store:
        record, looks = evidence.shown(store, link)
    output.one(
        fmt,
        lambda: {**shown.shape(record), "looks": [shown.look_shape(x) for x in looks]},
        lambda: shown.detail(record, looks),
    )


@evidence.command(epilog=example("verify evidence remove 3f2a91c0 --reason 'another report'"))
@click.argument("link", metavar="ID")
@click.option("--reason", help="Why; kept in the history.")
@actor
@formats
@database
def remove(link: str, reason: str | None, by: str, fmt: str) -> None:
    """Take one linked document back; nothing else of its claim changes.

    ID is a link's id or its first characters, as list prints them. A link to another article is rejected. The
    snapshot and the history stay, and verify undo brings the link back.
    """
    from verify.cli.root import complain
    from verify.desk import evidence
    from verify.report import evidence as shown

    with opened() as store:
        done = evidence.remove(store, link, by=by, reason=reason)
    output.one(
        fmt, lambda: {**shown.shape(done.record), "problem": done.problem}, lambda: shown.record(done.record)
    )
    if done.problem:
        complain(done.problem)


@evidence.command(
    epilog=example("verify evidence check 1", "verify evidence check --fail-on gone --fail-on orphaned")
)
@_NAMES
@filters
@click.option(
    "--fail-on", multiple=True, type=choice(SourceState), metavar="STATE",
    help="Exit status 1 where a document is found so; may be repeated.",
)  # fmt: skip
@click.option("--allow-loopback", is_flag=True, help="The addresses may be this machine's own.")
@actor
@formats
@database
def check(
    names: tuple[str, ...], fail_on: tuple[str, ...], allow_loopback: bool, by: str, fmt: str, **given: Any
) -> None:
    """Fetch linked documents again and compare them with what was kept.

    The text is compared, not the markup around it: adverts do not count as a change. A quoted passage that
    stands elsewhere is followed only word for word; where it occurs several times, by what stands around it;
    else it is orphaned. Every look is kept, with its time and what came.
    """
    from verify.desk import evidence
    from verify.report import evidence as shown
    from verify.report.progress import Progress

    where = condition(names, **given)
    states = []
    held = []
    with opened() as store:
        urls = [record.url for record in evidence.every(store, where)]
        done = evidence.check(store, where, evidence.fetching(allow_loopback=allow_loopback), by=by)
        with Progress(urls) as progress:
            for each in progress.along(done):
                states.append(each.look.outcome)
                said = {**shown.shape(each.record), "look": shown.look_shape(each.look)}
                if fmt == TEXT:
                    output.put(shown.looked(each.record, each.look), paged=False)
                elif fmt == JSON:
                    held.append(said)
                else:
                    output.value(said)
    if fmt == JSON:
        output.value(held, indented=True)
    elif fmt == TEXT:
        output.put(shown.summary(states), paged=False)
    click.get_current_context().exit(1 if {s.value for s in states if s} & set(fail_on) else 0)


@evidence.command(epilog=example("verify evidence export 1 --warc case.warc.gz"))
@_NAMES
@click.option(
    "--warc", "to", type=click.Path(path_type=Path), required=True, metavar="FILE",
    help="A new file; packed where its name ends in .gz.",
)  # fmt: skip
@formats
@database
def export(names: tuple[str, ...], to: Path, fmt: str) -> None:
    """Write the evidence of claims or articles, or all, with the articles' own snapshots, as WARC/1.1.

    The file is written whole or not at all, and never over another. warcio check and other tools read it.
    """
    from verify.desk import archiving
    from verify.report import evidence as shown

    with opened() as store:
        done = archiving.export(store, names, to)
    output.one(
        fmt,
        lambda: {"file": str(done.path), "links": done.links, "pages": done.pages},
        lambda: shown.archived(str(done.path), done.links, done.pages),
    )


@evidence.command("import", epilog=example("verify evidence import case.warc.gz"))
@click.argument("file", type=click.Path(path_type=Path))
@actor
@formats
@database
def import_(file: Path, by: str, fmt: str) -> None:
    """Read a WARC file that export wrote: add the links and looks that this database lacks to its claims.

    Articles that were never here are made anew from their snapshots in the file. A claim is found by its id,
    else by its article's address and its words. Every record is proved by its digest first; a file that is
    cut off or was changed adds nothing.
    """
    from verify.desk import archiving
    from verify.report import evidence as shown

    with opened() as store:
        done = archiving.bring(store, file, by=by)
    output.one(
        fmt,
        lambda: {
            "articles": done.articles,
            "links": done.links,
            "looks": done.looks,
            "known": done.known,
            "left": list(done.left),
        },
        lambda: shown.brought(done.articles, done.links, done.looks, done.known, done.left),
    )
