"""`verify corroborate`, `verify accept` and `verify reject`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from verify.cli import output
from verify.cli.options import JSON, TEXT, actor, choice, database, example, formats, opened
from verify.cli.outside import look, via
from verify.cli.root import FAILED
from verify.model.terms import EvidenceState, Stance
from verify.report.wording import say

if TYPE_CHECKING:
    from verify.report.voices import CorroborationView
    from verify.store import Store


@click.command(
    epilog=example(
        "verify corroborate 3.7",
        "verify corroborate 3",
        "verify corroborate --all --format jsonl",
        "verify corroborate 3.7 --via gdelt --via feeds",
    )
)
@click.argument("names", nargs=-1, metavar="CLAIM|ARTICLE...")
@click.option("--all", "everything", is_flag=True, help="All claims of all articles.")
@via
@formats
@database
def corroborate(names: tuple[str, ...], everything: bool, via: tuple[str, ...], by: str, fmt: str) -> None:
    """Who else in the archive says it, who says otherwise, and how many voices that makes.

    Looks for other checked articles that support or refute each claim, and counts voices, not links: articles
    that go back to one source, copies of one text, and outlets of one owner are one voice. What it finds are
    proposals: accept or reject them with `verify accept` and `verify reject`.
    """
    if bool(names) == everything:
        raise click.UsageError(say("Name claims or articles, or --all for every claim there is."))
    from verify.desk import corroborating, outside
    from verify.report.voices import VoiceTree

    failed = 0
    with opened() as store:
        if via:
            failed = look(store, outside.claims(store, names, everything=everything), via, by)
        refresh(store)
        found = corroborating.corroborate(store, names, everything=everything)
        if fmt == TEXT:
            output.parts(VoiceTree(view) for view in found)
        elif fmt == JSON:
            output.value([_line(store, view) for view in found], indented=True)
        else:
            for view in found:
                output.value(_line(store, view))
    click.get_current_context().exit(FAILED if failed else 0)


def _line(store: Store, view: CorroborationView) -> dict[str, Any]:
    """A claim's line, with what was ever found outside for it."""
    from verify.report import shapes
    from verify.report.voices import line

    return {**line(view), "outside": [shapes.outside_result(found) for found in store.outside.of(view.id)]}


def refresh(store: Store) -> None:
    """Take what is not yet in the search index; says so where that takes a while and somebody watches."""
    from verify.desk import corroborating
    from verify.report.progress import Counter

    with Counter("indexing articles") as counter:
        for done in corroborating.index(store):
            counter.at(done)


def _decide(
    claim: str, articles: tuple[str, ...], state: EvidenceState, stance: Stance | None, reason: str | None,
    by: str, fmt: str,
) -> None:  # fmt: skip
    from verify.desk import corroborating
    from verify.report.voices import VoiceTree, line

    with opened() as store:
        done = corroborating.decide(store, claim, articles, state, by=by, stance=stance, reason=reason)
    output.one(fmt, lambda: line(done), lambda: VoiceTree(done))


@click.command(epilog=example("verify accept 3.7 5", "verify accept 3.7 6 --stance refutes"))
@click.argument("claim")
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@click.option("--stance", type=choice(Stance), help="What it does to the claim, where the machine is wrong.")
@click.option("--reason", help="Why; kept in the history.")
@actor
@formats
@database
def accept(
    claim: str, articles: tuple[str, ...], stance: str | None, reason: str | None, by: str, fmt: str
) -> None:
    """Accept the links from a claim to other articles: they become evidence."""
    _decide(claim, articles, EvidenceState.ACCEPTED, Stance(stance) if stance else None, reason, by, fmt)


@click.command(epilog=example("verify reject 3.7 8 --reason 'another strike'"))
@click.argument("claim")
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@click.option("--reason", help="Why; kept in the history.")
@actor
@formats
@database
def reject(claim: str, articles: tuple[str, ...], reason: str | None, by: str, fmt: str) -> None:
    """Reject the links from a claim to other articles; they are not proposed again."""
    _decide(claim, articles, EvidenceState.REJECTED, None, reason, by, fmt)
