"""Whose a claim is: assigned to a person, as an event of the claim."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from verify.errors import NotFound, Refused
from verify.model import storable
from verify.store import accounts, events
from verify.store.deciding import Act, require_standing
from verify.store.tables import AccountRow, ClaimRow, Person


def somebody(session: Session, name: str) -> Person:
    """The person of this name: of an account, or known from the history. One never heard of is made known
    where nobody has an account; elsewhere it is a slip of the pen: NotFound. Refused for who can't work.
    """
    kept = " ".join(storable(name).split())
    row = session.scalar(select(AccountRow).where(AccountRow.key == accounts.key(name)))
    if row is not None and row.disabled_at is not None:
        raise Refused("{kept}'s account is disabled: name somebody else.", kept=kept)
    if row is not None:
        return session.get_one(Person, row.person_id)
    if accounts.key(name) != accounts.ENGINE:
        known = session.scalar(select(Person).where(Person.name == kept))
        if known is not None:
            return known
    if session.scalar(select(func.count()).select_from(AccountRow)):
        raise NotFound("Nobody called {kept} works here: see `verify people list`.", kept=repr(kept))
    return events.person(session, accounts.clean(name))


def assign(act: Act, person: Person | None) -> None:
    """Give the claim to a person; None: to nobody. One that is theirs already stays as it is."""
    require_standing(act)
    if act.row.assignee_id == (person.id if person else None):
        return
    before = act.session.get(Person, act.row.assignee_id) if act.row.assignee_id else None
    act.row.assignee_id = person.id if person else None
    act.event("claim.assign", _facts(before), _facts(person))


def _facts(person: Person | None) -> dict[str, object]:
    return {"assigned": person.name if person else None, "person": person.uid if person else None}


def unassign(act: Act, before: dict[str, Any], after: dict[str, Any]) -> None:
    """Take an assignment back. After an import people are known by name where their ids differ."""
    person = None
    if before["assigned"] is not None:
        person = act.session.scalar(select(Person).where(Person.uid == before["person"]))
        person = person or events.person(act.session, before["assigned"])
    act.row.assignee_id = person.id if person else None


def theirs(session: Session, name: str) -> ColumnElement[bool]:
    """Claims that are assigned to who is called so; "": to nobody."""
    if not name.strip():
        return ClaimRow.assignee_id.is_(None)
    return ClaimRow.assignee_id.in_(accounts.called(session, name))
