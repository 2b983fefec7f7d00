"""Signing in: tries, sessions of browsers, tokens of scripts. What proves a person is kept as a hash."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, or_, select
from sqlalchemy.orm import Session

from verify.errors import NotFound, Refused, TooManyTries
from verify.model import storable
from verify.store import events
from verify.store.accounts import account, digest, end_sessions, key, named, note
from verify.store.face import Face
from verify.store.records import Account, SessionRecord, TokenRecord
from verify.store.tables import AccountRow, Person, SessionRow, SignInTry, TokenRow, now

IDLE = timedelta(hours=12)
"""A session that is not used for so long ends."""
LONGEST = timedelta(days=7)
"""No session lasts longer, however much it is used."""
TRIES = 5
WINDOW = timedelta(minutes=15)
"""After TRIES that failed within WINDOW, the next has to wait."""
PREFIX = "vfy_"
"""Of every token, so that one that leaked is recognised as what it is."""

_NOTED = timedelta(minutes=1)
"""How exact the time of the last use is: not every request writes."""
_SECRET_BYTES = 32
_LONGEST_LABEL = 200


@dataclass(frozen=True, slots=True)
class Kept:
    """What a password is held against. password_hash: None where nobody has an account of this name."""

    password_hash: str | None
    active: bool


class Signing(Face):
    """Who is behind a cookie or a token. Every method is one transaction."""

    def begin(self, name: str) -> Kept:
        """A try to sign in. It counts as failed until `succeed`: of many at once, no more than TRIES pass.

        Raises TooManyTries for a name that failed too often, whether somebody is called so or not.
        """
        with self._database.write() as session:
            at, tried = now(), digest(key(name))
            # A try of a clock that was a year ahead would keep everybody of that name out for a year.
            over = or_(SignInTry.at <= at - WINDOW, SignInTry.at > at + WINDOW)
            session.execute(delete(SignInTry).where(over))
            query = select(SignInTry.at).where(SignInTry.digest == tried).order_by(SignInTry.at.desc())
            failed = session.scalars(query.limit(TRIES)).all()
            if len(failed) == TRIES:
                raise _wait(failed[-1] + WINDOW - at)
            session.add(SignInTry(digest=tried, at=at))
            row = session.scalar(select(AccountRow).where(AccountRow.key == key(name)))
            return Kept(row.password_hash, row.disabled_at is None) if row else Kept(None, False)

    def succeed(self, name: str, checked: str, renewed: str | None) -> tuple[str, Account] | None:
        """A session for who signed in: the cookie's value, and the account.

        checked: the hash that the password was held against; None is returned where it was changed meanwhile,
        or the account disabled. renewed: a hash of the same password to keep instead.
        """
        with self._database.write() as session:
            row, person = named(session, name, lock=True)
            if row.password_hash != checked or row.disabled_at is not None:
                return None
            at, cookie = now(), secrets.token_urlsafe(_SECRET_BYTES)
            session.execute(delete(SignInTry).where(SignInTry.digest == digest(row.key)))
            session.execute(delete(SessionRow).where(SessionRow.expires_at <= at))
            session.add(
                SessionRow(
                    digest=digest(cookie),
                    person_id=person.id,
                    created_at=at,
                    seen_at=at,
                    expires_at=at + LONGEST,
                )
            )
            row.seen_at = at
            row.password_hash = renewed or row.password_hash
            return cookie, account(row, person.name)

    def signed_in(self, cookie: str) -> Account | None:
        """Who signed in with this cookie; None where nobody did, or the session ended."""
        return self._who(SessionRow, cookie)

    def sign_out(self, cookie: str) -> None:
        """End the session of this cookie, if there is one."""
        with self._database.write() as session:
            session.execute(delete(SessionRow).where(SessionRow.digest == digest(cookie)))

    def sign_out_everywhere(self, name: str, *, by: str) -> None:
        """End all sessions of a person."""
        with self._database.write() as session:
            _, person = named(session, name, lock=True)
            end_sessions(session, person.id)
            note(session, events.acting(session, by), "person.sign-out", person)

    def sessions(self, name: str, cookie: str) -> tuple[SessionRecord, ...]:
        """Where a person is signed in, the last used first. cookie: of the browser that asks."""
        with self._database.read() as session:
            _, person = named(session, name)
            at = now()
            query = (
                select(SessionRow)
                .where(SessionRow.person_id == person.id, *_lasting(at))
                .order_by(SessionRow.seen_at.desc(), SessionRow.id.desc())
            )
            return tuple(
                SessionRecord(row.created_at, row.seen_at, row.expires_at, row.digest == digest(cookie))
                for row in session.scalars(query)
            )

    def issue(self, name: str, label: str, lasts: timedelta, *, by: str) -> tuple[str, TokenRecord]:
        """A new token for a person: its value, which is kept nowhere, and what is known of it."""
        label = " ".join(storable(label).split())
        if not 0 < len(label) <= _LONGEST_LABEL:
            raise Refused(
                "A token needs a label that says what it is for, of {most} characters at most.",
                most=_LONGEST_LABEL,
            )
        value = PREFIX + secrets.token_urlsafe(_SECRET_BYTES)
        with self._database.write() as session:
            row, person = named(session, name, lock=True)
            if row.disabled_at is not None:
                raise Refused(
                    "{name} is disabled: enable the account before it gets a token.", name=person.name
                )
            at = now()
            token = TokenRow(
                digest=digest(value), person_id=person.id, label=label, created_at=at, expires_at=at + lasts
            )
            session.add(token)
            session.flush()
            _note(session, by, "person.token", person, token)
            return value, _record(token, person)

    def bearer(self, value: str) -> Account | None:
        """Whose token this is; None where it is none, is revoked or expired, or the account is disabled."""
        return self._who(TokenRow, value) if value.startswith(PREFIX) else None

    def tokens(self, name: str) -> tuple[TokenRecord, ...]:
        """A person's tokens, the newest first, with those that work no more."""
        with self._database.read() as session:
            _, person = named(session, name)
            query = select(TokenRow).where(TokenRow.person_id == person.id).order_by(TokenRow.id.desc())
            return tuple(_record(row, person) for row in session.scalars(query))

    def revoke(self, uid: str, *, by: str) -> TokenRecord:
        """A token works no more. uid: its id, or a beginning of it that fits no other; else NotFound."""
        with self._database.write() as session:
            query = select(TokenRow).where(TokenRow.uid.startswith(storable(uid.strip()), autoescape=True))
            found = session.scalars(query.limit(2).with_for_update()).all()
            if len(found) != 1 or not uid.strip():
                raise NotFound(
                    "{uid} is the id of no one token: see `verify people tokens NAME`.", uid=repr(uid)
                )
            (token,) = found
            person = session.get_one(Person, token.person_id)
            if token.revoked_at is None:
                token.revoked_at = now()
                _note(session, by, "person.revoke", person, token)
            return _record(token, person)

    def _who(self, table: type[SessionRow | TokenRow], value: str) -> Account | None:
        at = now()
        with self._database.read() as session:
            found = _alive(session, table, value, at)
            if found is None:
                return None
            proof, row, name = found
            last = proof.seen_at if isinstance(proof, SessionRow) else proof.used_at
            if last is not None and at - last < _NOTED:
                return account(row, name)
        with self._database.write() as session:
            found = _alive(session, table, value, at)
            if found is None:
                return None
            proof, row, name = found
            if isinstance(proof, SessionRow):
                proof.seen_at = at
            else:
                proof.used_at = at
            row.seen_at = at
            return account(row, name)


def _alive(
    session: Session, table: type[SessionRow | TokenRow], value: str, at: datetime
) -> tuple[Any, AccountRow, str] | None:
    """What proves the person at this time, with their account and name; None where it proves nothing."""
    query = (
        select(table, AccountRow, Person.name)
        .join(AccountRow, AccountRow.person_id == table.person_id)
        .join(Person, Person.id == table.person_id)
        .where(table.digest == digest(value), AccountRow.disabled_at.is_(None))
    )
    if table is SessionRow:
        query = query.where(*_lasting(at))
    else:
        query = query.where(TokenRow.expires_at > at, TokenRow.revoked_at.is_(None))
    found: Any = session.execute(query).one_or_none()
    return None if found is None else tuple(found)


def _lasting(at: datetime) -> tuple[ColumnElement[bool], ...]:
    """What holds for a session that did not end."""
    return SessionRow.expires_at > at, SessionRow.seen_at > at - IDLE


def _wait(left: timedelta) -> TooManyTries:
    minutes = int(left.total_seconds() // 60) + 1
    return TooManyTries(
        "Too many tries for this name: wait {minutes} min, then try again.",
        max(1.0, left.total_seconds()),
        minutes=minutes,
    )


def _record(row: TokenRow, person: Person) -> TokenRecord:
    return TokenRecord(
        row.uid, person.name, row.label, row.created_at, row.used_at, row.expires_at, row.revoked_at
    )


def _note(session: Session, by: str, action: str, person: Person, token: TokenRow) -> None:
    after = {"token": token.label, "token_id": token.uid, "until": token.expires_at.date().isoformat()}
    note(session, events.acting(session, by), action, person, after=after)
