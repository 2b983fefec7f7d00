"""Who works at the desk: accounts with their roles, signing in and out, tokens for scripts."""

from __future__ import annotations

from datetime import timedelta

from verify.desk import passwords
from verify.errors import Message, Refused
from verify.model import AccountRole
from verify.store import Account, SessionRecord, Store, TokenRecord

__all__ = [
    "Account",
    "SessionRecord",
    "TokenRecord",
    "accounts",
    "add",
    "bearer",
    "change_password",
    "disable",
    "enable",
    "issue_token",
    "revoke_token",
    "sessions",
    "set_password",
    "set_role",
    "sign_in",
    "sign_out",
    "sign_out_everywhere",
    "signed_in",
    "tokens",
]

LONGEST_TOKEN = 3650
"""Days."""

_WRONG = Message("The name or the password is wrong.")
"""The same words whoever is not let in: they do not tell whose name has an account."""


def accounts(store: Store) -> tuple[Account, ...]:
    """All accounts, by name."""
    return store.accounts.list()


def add(store: Store, name: str, role: AccountRole, password: str, *, by: str) -> Account:
    """An account for a person, of whom the history may know already. Refused where the name has one, or the
    password is too easy.
    """
    return store.accounts.add(name, role, passwords.hashed(password, name), by=by)


def set_role(store: Store, name: str, role: AccountRole, *, by: str) -> Account:
    """How far they may go, from their next click on. Unknown names here and below: NotFound."""
    return store.accounts.set_role(name, role, by=by)


def set_password(store: Store, name: str, password: str, *, by: str) -> Account:
    """A new password; all their browsers have to sign in anew."""
    found = store.accounts.get(name)
    return store.accounts.set_password(name, passwords.hashed(password, found.name), by=by)


def change_password(store: Store, name: str, old: str, new: str) -> str:
    """A person's own new password, by the old one: the cookie of a new session, all others end.

    Refused where the old one is wrong or the new one too easy; a wrong one counts as a try to sign in, so
    that whoever finds a browser open cannot guess for long (TooManyTries).
    """
    hashed = passwords.hashed(new, store.accounts.get(name).name)
    kept = store.signing.begin(name)
    if kept.password_hash is None or not passwords.fits(old, kept.password_hash):
        raise Refused("The old password is wrong. Nothing was changed.")
    store.accounts.set_password(name, hashed, by=name, over=kept.password_hash)
    done = store.signing.succeed(name, hashed, None)
    if done is None:
        raise Refused("The password was changed by somebody else just now: sign in anew.")
    return done[0]


def disable(store: Store, name: str, *, by: str) -> Account:
    """Let them in no more: their sessions end, their tokens rest. What they did stays."""
    return store.accounts.set_active(name, False, by=by)


def enable(store: Store, name: str, *, by: str) -> Account:
    """Let them in again, with the password and the tokens that they had."""
    return store.accounts.set_active(name, True, by=by)


def sign_in(store: Store, name: str, password: str) -> tuple[str, Account]:
    """A new cookie value, 256 random bits, and whose it is.

    Refused with the same words, after the same time, for an unknown name, a disabled account and a wrong
    password. TooManyTries after five that failed within 15 minutes.
    """
    kept = store.signing.begin(name)
    if passwords.fits(password, kept.password_hash) and kept.active and kept.password_hash:
        renewed = passwords.renewed(password, kept.password_hash)
        done = store.signing.succeed(name, kept.password_hash, renewed)
        if done is not None:
            return done
    raise Refused(_WRONG)


def signed_in(store: Store, cookie: str) -> Account | None:
    """Whose cookie this is. It ends 12 hours after its last use, and 7 days after signing in."""
    return store.signing.signed_in(cookie)


def sign_out(store: Store, cookie: str) -> None:
    """End this cookie's session; one that is none is no error."""
    store.signing.sign_out(cookie)


def sign_out_everywhere(store: Store, name: str, *, by: str) -> None:
    """End a person's sessions in all browsers. Their tokens go on working."""
    store.signing.sign_out_everywhere(name, by=by)


def sessions(store: Store, name: str, cookie: str = "") -> tuple[SessionRecord, ...]:
    """Where a person is signed in, the last used first. cookie: of the browser that asks."""
    return store.signing.sessions(name, cookie)


def issue_token(store: Store, name: str, label: str, *, days: int, by: str) -> tuple[str, TokenRecord]:
    """A token for scripts, with the person's own role. Its value is told this once.

    label: what it is for. days: how long it works, 1 to LONGEST_TOKEN.
    """
    if not 1 <= days <= LONGEST_TOKEN:
        raise Refused("A token works for 1 to {most} days.", most=LONGEST_TOKEN)
    return store.signing.issue(name, label, timedelta(days=days), by=by)


def bearer(store: Store, value: str) -> Account | None:
    """Whose token this is; None where it works no more, or is none."""
    return store.signing.bearer(value)


def tokens(store: Store, name: str) -> tuple[TokenRecord, ...]:
    """A person's tokens, the newest first, with those that work no more."""
    return store.signing.tokens(name)


def revoke_token(store: Store, uid: str, *, by: str) -> TokenRecord:
    """A token works no more. uid: its id, or a beginning that fits no other."""
    return store.signing.revoke(uid, by=by)
