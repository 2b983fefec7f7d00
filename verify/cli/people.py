"""`verify people`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from verify.cli import output
from verify.cli.lazy import Group
from verify.cli.options import JSON, TEXT, actor, choice, database, example, formats, opened
from verify.model.terms import AccountRole
from verify.report.wording import say

if TYPE_CHECKING:
    from verify.store import Account

F = TypeVar("F", bound=Callable[..., Any])


@click.group(
    cls=Group,
    epilog=example("verify people add 'Anna Melnyk' --role editor", "verify people list"),
)
@database
def people() -> None:
    """Who may sign in at the desk that verify serve opens: accounts, their roles, tokens for scripts.

    \b
    reader   sees everything
    checker  also checks articles, marks, links evidence, corrects, keeps cases
    editor   also people, sources' owners and ratings, and removing articles
    """


def _print(fmt: str, account: Account) -> None:
    from verify.report import accounts

    output.one(fmt, lambda: accounts.account_json(account), lambda: accounts.accounts([account]))


def _password(command: F) -> F:
    """--password-stdin. A password is never a word of the line: others on the machine read these."""
    return click.option(
        "--password-stdin", is_flag=True, help="Read the password from standard input, its first line."
    )(command)


def _asked(from_stdin: bool) -> str:
    """The new password, typed twice without being shown, or the first line of standard input."""
    if from_stdin:
        try:
            return sys.stdin.buffer.readline().decode("utf-8").rstrip("\r\n")
        except UnicodeDecodeError:
            raise click.UsageError(say("The password is no UTF-8 text.")) from None
    if not sys.stdin.isatty():
        raise click.UsageError(
            say("There is no terminal to ask for the password: give it with --password-stdin.")
        )
    typed = click.prompt(
        say("New password"), hide_input=True, confirmation_prompt=say("The same again"), err=True
    )
    return str(typed)


@people.command("list", epilog=example("verify people list", "verify people list --json"))
@formats
@database
def list_(fmt: str) -> None:
    """All accounts: their roles, and when each was seen last."""
    from verify.desk import people as desk
    from verify.report import accounts

    with opened() as store:
        found = desk.accounts(store)
    output.many(fmt, lambda: map(accounts.account_json, found), lambda: accounts.accounts(found))


@people.command(
    epilog=example(
        "verify people add 'Anna Melnyk' --role editor",
        "verify people add nightly --role checker --password-stdin < password.txt",
    )
)
@click.argument("name")
@click.option(
    "--role", type=choice(AccountRole), default=AccountRole.READER.value, show_default=True,
    help="How far the account goes.",
)  # fmt: skip
@_password
@actor
@formats
@database
def add(name: str, role: str, password_stdin: bool, by: str, fmt: str) -> None:
    """An account for a person. The password has 12 characters at least."""
    from verify.desk import people as desk

    password = _asked(password_stdin)
    with opened(create=True) as store:
        made = desk.add(store, name, AccountRole(role), password, by=by)
    _print(fmt, made)


@people.command(epilog=example("verify people role 'Anna Melnyk' editor"))
@click.argument("name")
@click.argument("role", type=choice(AccountRole))
@actor
@formats
@database
def role(name: str, role: str, by: str, fmt: str) -> None:
    """Give another role; it holds from their next click on."""
    from verify.desk import people as desk

    with opened() as store:
        changed = desk.set_role(store, name, AccountRole(role), by=by)
    _print(fmt, changed)


@people.command(
    epilog=example(
        "verify people password 'Anna Melnyk'",
        "verify people password 'Anna Melnyk' --password-stdin < password.txt",
    )
)
@click.argument("name")
@_password
@actor
@formats
@database
def password(name: str, password_stdin: bool, by: str, fmt: str) -> None:
    """Set a new password. They have to sign in anew, in every browser."""
    from verify.desk import people as desk

    typed = _asked(password_stdin)
    with opened() as store:
        changed = desk.set_password(store, name, typed, by=by)
    _print(fmt, changed)


@people.command(epilog=example("verify people disable 'Anna Melnyk'"))
@click.argument("name")
@actor
@formats
@database
def disable(name: str, by: str, fmt: str) -> None:
    """Let somebody in no more: their sessions end, their tokens rest. What they did stays."""
    from verify.desk import people as desk

    with opened() as store:
        changed = desk.disable(store, name, by=by)
    _print(fmt, changed)


@people.command(epilog=example("verify people enable 'Anna Melnyk'"))
@click.argument("name")
@actor
@formats
@database
def enable(name: str, by: str, fmt: str) -> None:
    """Let somebody in again, with the password and the tokens that they had."""
    from verify.desk import people as desk

    with opened() as store:
        changed = desk.enable(store, name, by=by)
    _print(fmt, changed)


@people.command(
    epilog=example(
        "verify people token 'Anna Melnyk' --label 'nightly check'",
        "verify people token 'Anna Melnyk' --label laptop --days 30 > token.txt",
    )
)
@click.argument("name")
@click.option("--label", metavar="WORDS", required=True, help="What the token is for.")
@click.option(
    "--days", type=click.IntRange(1, 3650), default=90, show_default=True, help="How long it works."
)
@actor
@formats
@database
def token(name: str, label: str, days: int, by: str, fmt: str) -> None:
    """A token with which scripts act as this person. It is printed once, and kept nowhere."""
    from verify.desk import people as desk
    from verify.report import accounts

    with opened() as store:
        value, record = desk.issue_token(store, name, label, days=days, by=by)
    if fmt != TEXT:
        output.value({"token": value, **accounts.token_json(record)}, indented=fmt == JSON)
        return
    click.echo(value)
    click.echo(say("Shown this once. It works until {day}.", day=f"{record.expires_at:%Y-%m-%d}"), err=True)


@people.command(epilog=example("verify people tokens 'Anna Melnyk'"))
@click.argument("name")
@formats
@database
def tokens(name: str, fmt: str) -> None:
    """A person's tokens: what each is for, and when it was used last."""
    from verify.desk import people as desk
    from verify.report import accounts

    with opened() as store:
        found = desk.tokens(store, name)
    output.many(fmt, lambda: map(accounts.token_json, found), lambda: accounts.tokens(found))


@people.command(epilog=example("verify people revoke 3f2a9c1e"))
@click.argument("token_id", metavar="ID")
@actor
@formats
@database
def revoke(token_id: str, by: str, fmt: str) -> None:
    """Take a token back. ID: as verify people tokens gives it, or its beginning."""
    from verify.desk import people as desk
    from verify.report import accounts

    with opened() as store:
        gone = desk.revoke_token(store, token_id, by=by)
    output.one(fmt, lambda: accounts.token_json(gone), lambda: accounts.tokens([gone]))
