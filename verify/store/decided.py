"""Who set the status in which a claim stands, when and why: the newest mark that nobody took back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from verify.store.fetching import among, decoded, rows
from verify.store.records import EventRecord
from verify.store.tables import Event
from verify.store.writing import chunks

_MARK, _UNDO = "claim.mark", "claim.undo"


class Mark(NamedTuple):
    """What an event says of who judged a claim."""

    action: str
    uid: str
    after: Mapping[str, object] | None
    actor: str
    at: datetime
    reason: str | None


Said = TypeVar("Said", EventRecord, Mark)


def in_force(events: Iterable[Said]) -> Said | None:
    """Of a claim's events, oldest first, the mark that holds; None where nobody set a status."""
    undone: set[object] = set()
    for event in reversed(list(events)):
        if event.action == _UNDO and event.after:
            undone.add(event.after["undoes"])
        elif event.action == _MARK and event.uid not in undone:
            return event
    return None


_event = Event.__table__.c
_MARKS = (
    select(
        _event.claim_uid, _event.action, _event.uid, _event.after, _event.actor, _event.at, _event.reason
    )
    .where(among(_event.claim_uid), _event.action.in_((_MARK, _UNDO)))
    .order_by(_event.seq)
)  # fmt: skip


def of_claims(session: Session, uids: Sequence[str]) -> dict[str, Mark]:
    """See Store.decided."""
    of: dict[str, list[Mark]] = defaultdict(list)
    for part in chunks(uids):
        every = rows(session, _MARKS, keys=part)
        for (claim, action, uid, _, *said), after in zip(
            every, decoded([row[3] for row in every]), strict=True
        ):
            of[claim].append(Mark(action, uid, after, *said))
    found = {claim: in_force(marks) for claim, marks in of.items()}
    return {claim: mark for claim, mark in found.items() if mark is not None}
