"""`verify mark`, `verify undo` and `verify link`."""

from __future__ import annotations

from typing import Any

import click

from verify.cli import output
from verify.cli.options import actor, choice, database, example, formats, opened
from verify.model.terms import Stance, Status
from verify.report.wording import say


def fetching(command: Any) -> Any:
    """Whether a linked document is fetched, and from where."""
    command = click.option("--allow-loopback", is_flag=True, help="URL may be this machine's own address.")(
        command
    )
    return click.option(
        "--no-fetch", "wanted", flag_value=False, default=True,
        help="Do not fetch URL: no snapshot. VERIFY_OFFLINE says so for all commands.",
    )(command)  # fmt: skip


def _tell(problem: str | None) -> None:
    """What a person should know of a link that was kept all the same."""
    if problem:
        from verify.cli.root import complain

        complain(problem)


@click.command(
    epilog=example(
        "verify mark 1.4 confirmed --evidence https://example.org/report",
        "verify mark 1.5 1.6 not-checkable",
    )
)
@click.argument("claims", nargs=-1, metavar="CLAIM...")
@click.argument("status", type=choice(Status), metavar="STATUS")
@click.option("--note", help="Why; kept in the history.")
@click.option("--evidence", metavar="URL", help="A document that shows it; linked to each claim.")
@fetching
@actor
@formats
@database
def mark(
    claims: tuple[str, ...], status: str, note: str | None, evidence: str | None, by: str, fmt: str,
    **how: bool,
) -> None:  # fmt: skip
    """Set the status of claims.

    STATUS is unverified, corroborated, confirmed, disputed, refuted, unverifiable or not-checkable.
    Corroborated, confirmed, disputed and refuted ask for --evidence, a --note, or evidence linked before.
    """
    if not claims:
        raise click.UsageError(
            say("Say which claims, before the status: verify mark 1.4 {status}.", status=status)
        )
    from verify.desk import evidence as desk
    from verify.desk import review
    from verify.desk.done import replaced
    from verify.report import contract, lists

    with opened() as store:
        ground = review.Ground(note, evidence)
        done = review.mark(store, claims, Status(status), ground, desk.fetching(**how), by=by)
        was = replaced(store, done.claims)
    output.many(fmt, lambda: map(contract.claim, done.claims), lambda: lists.marked(done.claims, was))
    _tell(done.problem)


@click.command(
    epilog=example("verify rate 1.4 2 --reason 'fits what the port says'", "verify rate 1.4 --none")
)
@click.argument("claims", nargs=-1, required=True, metavar="CLAIM... 1-6")
@click.option("--reason", help="Why; kept in the history.")
@click.option("--none", "unrated", is_flag=True, help="Not rated, after all.")
@actor
@formats
@database
def rate(claims: tuple[str, ...], reason: str | None, unrated: bool, by: str, fmt: str) -> None:
    """Say how far claims can be believed, apart from how far their source can be relied on.

    1 confirmed by other sources, 2 probably true, 3 possibly true, 4 doubtful, 5 improbable, 6 cannot be
    judged. It is no status, and asks for no ground; verify undo takes it back.
    """
    from verify.desk import review
    from verify.desk.done import told
    from verify.report import contract, lists

    number = None
    if not unrated:
        *rest, last = claims
        if last not in "123456" or len(last) != 1 or not rest:
            raise click.UsageError(say("End with a number from 1 to 6, after one claim or more."))
        claims, number = tuple(rest), int(last)
    with opened() as store:
        done = review.rate(store, claims, number, by=by, reason=reason)
        said = told(store, done)
    output.many(fmt, lambda: map(contract.claim, done), lambda: lists.marked(done, said))


@click.command(epilog=example("verify undo 1.4 --reason 'wrong claim'"))
@click.argument("claim")
@click.option("--reason", help="Why; kept in the history.")
@actor
@formats
@database
def undo(claim: str, reason: str | None, by: str, fmt: str) -> None:
    """Take back a claim's last change that still stands; this is an event too."""
    from verify.desk import review
    from verify.desk.done import told
    from verify.report import contract, lists

    with opened() as store:
        done = review.undo(store, claim, by=by, reason=reason)
        said = told(store, [done])
    output.one(fmt, lambda: contract.claim(done), lambda: lists.marked([done], said))


@click.command(
    epilog=example(
        "verify link 1.4 https://example.org/report --stance refutes --quote 'no permit was given'"
    )
)
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
@click.option("--quote", metavar="WORDS", help="The passage that matters, word for word.")
@click.option("--archive-url", metavar="URL", help="Where a web archive keeps the document.")
@fetching
@actor
@formats
@database
def link(
    claim: str, url: str, stance: str, note: str | None, quote: str | None, archive_url: str | None, by: str,
    fmt: str, **how: bool,
) -> None:  # fmt: skip
    """Link a document that bears on a claim, and keep a snapshot of it.

    The document is fetched once, as safely as articles are, and kept as it was sent, with its hash and the
    time. Where it cannot be had, the link is kept and stderr says why there is no snapshot; verify evidence
    check tries again.
    """
    from verify.desk import evidence as desk
    from verify.report import contract, detail

    new = desk.NewLink(url, Stance(stance), note, quote, archive_url)
    with opened() as store:
        done = desk.link(store, claim, new, desk.fetching(**how), by=by)
    output.one(
        fmt,
        lambda: {"claim": done.claim, **contract.evidence(done.view), "problem": done.problem},
        lambda: detail.evidence_line(done.view),
    )
    _tell(done.problem)
