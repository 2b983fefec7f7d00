"""Who set the status in which a claim stands, when and why: the newest mark that nobody took back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy.orm import Session

from verify.store import looking
from verify.store.fetching import among
from verify.store.records import EventRecord
from verify.store.tables import Event
from verify.store.writing import chunks

_MARK, _UNDO = "claim.mark", "claim.undo"


def in_force(events: Iterable[EventRecord]) -> EventRecord | None:
    """Of a claim's events, oldest first, the mark that holds; None where nobody set a status."""
    undone: set[object] = set()
    for event in reversed(list(events)):
        if event.action == _UNDO and event.after:
            undone.add(event.after["undoes"])
        elif event.action == _MARK and event.uid not in undone:
            return event
    return None


_MARKS = looking.select_events().where(among(Event.claim_uid), Event.action.in_((_MARK, _UNDO)))


def of_claims(session: Session, uids: Sequence[str]) -> dict[str, EventRecord]:
    """See Store.decided."""
    of: dict[str, list[EventRecord]] = defaultdict(list)
    for part in chunks(uids):
        for event in looking.event_records(session, _MARKS, keys=part):
            of[event.claim or ""].append(event)
    found = {number: in_force(events) for number, events in of.items()}
    return {number: event for number, event in found.items() if event is not None}
