"""`verify edit`: a person's corrections; they outlive every re-read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from verify.cli import output
from verify.cli.lazy import Group
from verify.cli.options import actor, database, example, formats, opened
from verify.report.wording import say

if TYPE_CHECKING:
    from verify.report.views import ClaimView
    from verify.store import Store


def _shared(command: Any) -> Any:
    for option in (database, formats, actor, click.option("--reason", help="Why; kept in the history.")):
        command = option(command)
    return command


def _print(fmt: str, store: Store, done: Sequence[ClaimView], instead_of: Sequence[str] = ()) -> None:
    """The claims as they are now; for people with what was done, and the claims that they stand for."""
    from verify.desk.done import told
    from verify.desk.looking import claim
    from verify.report import contract, lists

    old = [claim(store, name).claim for name in dict.fromkeys(instead_of)]
    said = told(store, old or done)
    output.many(fmt, lambda: map(contract.claim, done), lambda: lists.marked([*old, *done], said))


@click.group(
    cls=Group,
    epilog=example(
        "verify edit chain 1.4 outlet:Reuters 'anonymous:собеседники агентства'", "verify edit drop 1.9"
    ),
)
@database
def edit() -> None:
    """Correct what the machine found. A person's correction outlives every re-read; `verify undo` takes it
    back.
    """


@edit.command(
    epilog=example(
        "verify edit chain 1.4 outlet:Reuters 'organization:Государственный департамент'",
        "verify edit chain 1.5 'outlet:Reuters + AFP'",
        "verify edit chain 1.6 --own-voice",
    )
)
@click.argument("claim")
@click.argument("hops", nargs=-1, metavar="[KIND:NAME]...")
@click.option("--own-voice", is_flag=True, help="The article says it itself: no hops at all.")
@_shared
def chain(claim: str, hops: tuple[str, ...], own_voice: bool, reason: str | None, by: str, fmt: str) -> None:
    """Set a claim's chain: from the source nearest to the publisher to the origin, without the publisher.

    KIND is outlet, person, organization, document, anonymous or collective. Sources side by side are one hop:
    'outlet:Reuters + AFP'.
    """
    if bool(hops) == own_voice:
        raise click.UsageError(say("Give the hops as KIND:NAME, or --own-voice for none."))
    from verify.desk import editing

    with opened() as store:
        done = editing.set_chain(store, claim, hops, by=by, reason=reason)
        _print(fmt, store, [done])


@edit.command(epilog=example("verify edit split 1.6 'мост открыли в мае' 'дорогу закрыли'"))
@click.argument("claim")
@click.argument("parts", nargs=-1, required=True, metavar="WORDS...")
@_shared
def split(claim: str, parts: tuple[str, ...], reason: str | None, by: str, fmt: str) -> None:
    """Make several claims of one: WORDS are those of each, as they stand in its sentence."""
    from verify.desk import editing

    with opened() as store:
        done = editing.split(store, claim, parts, by=by, reason=reason)
        _print(fmt, store, done, [claim])


@edit.command(epilog=example("verify edit join 1.6 1.7"))
@click.argument("claims", nargs=-1, required=True, metavar="CLAIM...")
@_shared
def join(claims: tuple[str, ...], reason: str | None, by: str, fmt: str) -> None:
    """Make one claim of several of an article; it takes the first one's chain."""
    from verify.desk import editing

    with opened() as store:
        done = editing.join(store, claims, by=by, reason=reason)
        _print(fmt, store, [done], claims)


@edit.command(epilog=example("verify edit drop 1.9 --reason 'a caption'"))
@click.argument("claim")
@_shared
def drop(claim: str, reason: str | None, by: str, fmt: str) -> None:
    """Take out what is no claim; a re-read does not bring it back."""
    from verify.desk import editing

    with opened() as store:
        done = editing.drop(store, claim, by=by, reason=reason)
        _print(fmt, store, [done])


@edit.command(epilog=example("verify edit restore 1.9"))
@click.argument("claim")
@_shared
def restore(claim: str, reason: str | None, by: str, fmt: str) -> None:
    """Bring a dropped claim back."""
    from verify.desk import editing

    with opened() as store:
        done = editing.restore(store, claim, by=by, reason=reason)
        _print(fmt, store, [done])
