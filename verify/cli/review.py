"""`verify mark`, `verify undo` and `verify link`."""

from __future__ import annotations

import click

from verify.cli import output
from verify.cli.options import actor, choice, database, example, formats, opened
from verify.model.terms import Stance, Status


@click.command(
    epilog=example(
        "verify mark 1.4 confirmed --evidence https://example.org/report",
        "verify mark 1.5 1.6 not-checkable",
    )
)
@click.argument("claims", nargs=-1, required=True, metavar="CLAIM...")
@click.argument("status", type=choice(Status), metavar="STATUS")
@click.option("--note", help="Why; kept in the history.")
@click.option("--evidence", metavar="URL", help="A document that shows it; linked to each claim.")
@actor
@formats
@database
def mark(
    claims: tuple[str, ...], status: str, note: str | None, evidence: str | None, by: str, fmt: str
) -> None:
    """Set the status of claims.

    STATUS is unverified, corroborated, confirmed, disputed, refuted, unverifiable or not-checkable.
    Corroborated, confirmed, disputed and refuted ask for --evidence, a --note, or evidence linked before.
    """
    from verify.desk import review
    from verify.report import contract, lists

    with opened() as store:
        ground = review.Ground(note, evidence)
        done = review.mark(store, claims, Status(status), ground, by=by)
    output.many(fmt, lambda: map(contract.claim, done), lambda: lists.marked(done))


@click.command(epilog=example("verify undo 1.4 --reason 'wrong claim'"))
@click.argument("claim")
@click.option("--reason", help="Why; kept in the history.")
@actor
@formats
@database
def undo(claim: str, reason: str | None, by: str, fmt: str) -> None:
    """Take back a claim's last change that still stands; this is an event too."""
    from verify.desk import review
    from verify.report import contract, lists

    with opened() as store:
        done = review.undo(store, claim, by=by, reason=reason)
    output.one(fmt, lambda: contract.claim(done), lambda: lists.marked([done]))


@click.command(epilog=example("verify link 1.4 https://example.org/report --stance refutes --note 'table 2'"))
@click.argument("claim")
@click.argument("url")
@click.option(
    "--stance",
    type=choice(Stance),
    default=Stance.SUPPORTS.value,
    show_default=True,
    help="What it does to the claim.",
)
@click.option("--note", help="What it says, where.")
@actor
@formats
@database
def link(claim: str, url: str, stance: str, note: str | None, by: str, fmt: str) -> None:
    """Link a document that bears on a claim."""
    from verify.desk import review
    from verify.report import contract, detail

    with opened() as store:
        done = review.link(store, claim, url, Stance(stance), by=by, note=note)
    output.one(fmt, lambda: {"claim": claim, **contract.evidence(done)}, lambda: detail.evidence_line(done))
