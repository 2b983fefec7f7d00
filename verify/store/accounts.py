"""Accounts: who may sign in, and how far they may go. Each change is an event of the history."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Sequence

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session

from verify.errors import NotFound, Refused
from verify.model import AccountRole, storable
from verify.store import events
from verify.store.face import Face
from verify.store.records import Account
from verify.store.tables import AccountRow, Person, SessionRow, SignInTry, now

_LONGEST = 100
"""Code points of a name; its key, which may be longer, has to fit its column."""
_LONGEST_KEY = 200
ENGINE = "verify"
"""Under this name stands what the machine did: no person may act as it."""


class Accounts(Face):
    """The accounts of a database. Every method is one transaction. An account is named by its person, in
    any case; unknown: NotFound. `by` is who acts.
    """

    def list(self) -> tuple[Account, ...]:
        """All accounts, by name."""
        with self._database.read() as session:
            return tuple(account(row, name) for row, name in _rows(session))

    def get(self, name: str) -> Account:
        """One account."""
        with self._database.read() as session:
            row, person = named(session, name)
            return account(row, person.name)

    def met(self, name: str) -> bool:
        """Whether anybody is called so: with an account, or in the history."""
        with self._database.read() as session:
            return bool(called(session, name))

    def add(self, name: str, role: AccountRole, password_hash: str, *, by: str) -> Account:
        """An account for a person. Refused where there is one of this name, or it is none."""
        name = clean(name)
        with self._database.write() as session:
            actor = events.acting(session, by)
            if _rows(session, AccountRow.key == key(name)):
                raise Refused("{name} has an account already: see `verify people list`.", name=name)
            person = events.person(session, name)
            row = AccountRow(person_id=person.id, key=key(name), role=role, password_hash=password_hash)
            session.add(row)
            session.flush()
            note(session, actor, "person.add", person, after={"role": role.value})
            return account(row, person.name)

    def set_role(self, name: str, role: AccountRole, *, by: str) -> Account:
        """How far they may go, from their next click on. Refused to the last editor for themselves."""
        with self._database.write() as session:
            row, person = named(session, name, lock=True)
            if role is not AccountRole.EDITOR:
                _leaves_an_editor(session, row, by)
            before, row.role = row.role, role
            if before is not role:
                facts = {"role": before.value}
                actor = events.acting(session, by)
                note(session, actor, "person.role", person, before=facts, after={"role": role.value})
            return account(row, person.name)

    def set_password(self, name: str, password_hash: str, *, by: str, over: str | None = None) -> Account:
        """A new password: every browser signs in anew, and a name that had to wait need not.

        over: the hash that it replaces; Refused where another was set meanwhile.
        """
        with self._database.write() as session:
            row, person = named(session, name, lock=True)
            if over is not None and row.password_hash != over:
                raise Refused("The password was changed by somebody else just now: sign in anew.")
            row.password_hash = password_hash
            end_sessions(session, person.id)
            session.execute(delete(SignInTry).where(SignInTry.digest == digest(row.key)))
            note(session, events.acting(session, by), "person.password", person)
            return account(row, person.name)

    def set_active(self, name: str, active: bool, *, by: str) -> Account:
        """Let them in, or no more: sessions end, and tokens do not work meanwhile. Refused to the last editor
        for themselves.
        """
        with self._database.write() as session:
            row, person = named(session, name, lock=True)
            if not active:
                _leaves_an_editor(session, row, by)
            if active is not (row.disabled_at is None):
                row.disabled_at = None if active else now()
                if not active:
                    end_sessions(session, person.id)
                action = "person.enable" if active else "person.disable"
                note(session, events.acting(session, by), action, person)
            return account(row, person.name)


def clean(name: str) -> str:
    """A name as it is kept: composed, single spaces. Refused where people could not tell it."""
    name = " ".join(unicodedata.normalize("NFC", storable(name)).split())
    if not name:
        raise Refused("An account needs a name.")
    if len(name) > _LONGEST or len(key(name)) > _LONGEST_KEY:
        raise Refused(
            "{name}… is too long for a name: {most} characters are the most.",
            name=repr(name[:40]),
            most=_LONGEST,
        )
    if not name.isprintable():
        raise Refused(
            "{name} has characters that nobody sees: a name is letters, digits, signs, spaces.",
            name=repr(name),
        )
    if key(name) == ENGINE:
        raise Refused("{name} is the name of what the machine does: choose another.", name=ENGINE)
    return name


def key(name: str) -> str:
    """What two names have in common that look alike but for their case."""
    folded = unicodedata.normalize("NFKC", storable(name)).casefold()
    return " ".join(unicodedata.normalize("NFKC", folded).split())


def called(session: Session, name: str) -> Sequence[int]:
    """Ids of the people called so, in any case: who has an account first, then who is spelt so.

    A database knows lower case of its own alphabet only, so that the names are compared here; there are as
    many as work at a desk.
    """
    wanted = key(name)
    of_account = select(AccountRow.person_id).where(AccountRow.key == wanted)
    people = [
        (met, id_) for id_, met in session.execute(select(Person.id, Person.name)) if key(met) == wanted
    ]
    people.sort(key=lambda person: person[0] != name)
    return list(dict.fromkeys([*session.scalars(of_account), *(id_ for _, id_ in people)]))


def digest(value: str) -> str:
    """Hex SHA-256: what is kept of a secret that is as long and random as a key."""
    return hashlib.sha256(value.encode("utf-8", "surrogatepass")).hexdigest()


def account(row: AccountRow, name: str) -> Account:
    """Without its secrets."""
    return Account(name, row.role, row.disabled_at is None, row.created_at, row.seen_at)


def named(session: Session, name: str, *, lock: bool = False) -> tuple[AccountRow, Person]:
    """The account of this name. lock: against other writers."""
    query = select(AccountRow).where(AccountRow.key == key(name))
    row = session.scalar(query.with_for_update() if lock else query)
    if row is None:
        raise NotFound(
            "Nobody called {storable} has an account: see `verify people list`.",
            storable=repr(storable(name)),
        )
    return row, session.get_one(Person, row.person_id)


def _rows(session: Session, *where: ColumnElement[bool]) -> Sequence[tuple[AccountRow, str]]:
    query = select(AccountRow, Person.name).join(Person, Person.id == AccountRow.person_id)
    return [(row, name) for row, name in session.execute(query.where(*where).order_by(AccountRow.key))]


def _leaves_an_editor(session: Session, row: AccountRow, by: str) -> None:
    """Refused where this editor, who acts for themselves, is the last who can sign in: nobody could give the
    role back. Who works on the database from outside may do it.
    """
    able = (
        AccountRow.role == AccountRole.EDITOR,
        AccountRow.disabled_at.is_(None),
        AccountRow.password_hash != "",
    )
    others = select(AccountRow.person_id).where(*able, AccountRow.person_id != row.person_id)
    leads = row.role is AccountRole.EDITOR and row.disabled_at is None
    if leads and key(by) == row.key and session.scalar(others.limit(1)) is None:
        raise Refused(
            "You are the last editor who can sign in: nobody could let you in again. Make another person an "
            "editor first."
        )


def end_sessions(session: Session, person_id: int) -> None:
    """In every browser."""
    session.execute(delete(SessionRow).where(SessionRow.person_id == person_id))


def note(
    session: Session,
    actor: Person,
    action: str,
    person: Person,
    *,
    before: events.Facts | None = None,
    after: events.Facts | None = None,
) -> None:
    """An event names the person in its facts; never a password, a token, or a hash of one."""
    facts = {"person": person.name, "id": person.uid, **(after or {})}
    events.append(session, actor, action, events.Subject(), before=before, after=facts)
