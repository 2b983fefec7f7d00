"""The history: one append-only chain of events, each hashed over its canonical JSON and the hash before it.

A hash proves that an event did not change since it was stored, given a head noted elsewhere. It proves no
authenticity.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from verify.errors import Refused
from verify.model import storable
from verify.store.fetching import scalars
from verify.store.inserting import insert
from verify.store.records import HistoryCheck
from verify.store.tables import Article, CaseRow, ClaimRow, Event, HistoryHead, Person, Source, new_uid, now

FORMAT = 2
"""Version of the canonical form below; an event says by which one it was hashed. Since 2 the subject names a
case.
"""

GENESIS = "0" * 64
"""What the first event follows."""

_COLUMNS = ("seq", "uid", "format", "at", "actor_uid", "actor", "action", "article_uid", "claim_uid",
            "source_uid", "case_uid", "before", "after", "reason", "previous", "hash")  # fmt: skip

Facts = Mapping[str, object]

Hashed = Event | Row[Any] | SimpleNamespace
"""An event, or a row that has its columns: a long history is checked in half the time without objects."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What an event is about."""

    article: Article | None = None
    claim: ClaimRow | None = None
    source: Source | None = None
    case: CaseRow | None = None


def canonical(value: object) -> str:
    """JSON with sorted keys, no spaces, no escapes beyond the necessary: equal values give equal bytes."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def event_hash(event: Hashed) -> str:
    """Hex SHA-256 over the event's canonical JSON, the hash before it included."""
    subject = {"article": event.article_uid, "claim": event.claim_uid, "source": event.source_uid}
    if event.format > 1 or event.case_uid is not None:
        subject["case"] = event.case_uid
    body = {
        "format": event.format,
        "seq": event.seq,
        "id": event.uid,
        "at": event.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "actor": {"id": event.actor_uid, "name": event.actor},
        "action": event.action,
        "subject": subject,
        "before": event.before,
        "after": event.after,
        "reason": event.reason,
        "previous": event.previous,
    }
    return hashlib.sha256(canonical(body).encode("utf-8")).hexdigest()


def person(session: Session, name: str) -> Person:
    """The person of this name, made known where new."""
    name = storable(name).strip() or "unknown"
    found = session.scalar(select(Person).where(Person.name == name))
    if found is None:
        found = Person(name=name[:200])
        session.add(found)
        session.flush()
    return found


def acting(session: Session, by: str) -> Person:
    """Who makes a change. Refused where nobody is named."""
    if not by.strip():
        raise Refused("A change needs the name of who makes it: give it with --by.")
    return person(session, by)


@dataclass(frozen=True, slots=True)
class New:
    """An event to come, about an article, a claim, a source, a case (their stable identifiers)."""

    action: str
    article_uid: str | None = None
    claim_uid: str | None = None
    source_uid: str | None = None
    case_uid: str | None = None
    before: Facts | None = None
    after: Facts | None = None
    reason: str | None = None


def append(
    session: Session,
    actor: Person,
    action: str,
    subject: Subject,
    *,
    before: Facts | None = None,
    after: Facts | None = None,
    reason: str | None = None,
) -> Event:
    """Add an event."""
    article = subject.article.uid if subject.article else None
    claim = subject.claim.uid if subject.claim else None
    source = subject.source.uid if subject.source else None
    case = subject.case.uid if subject.case else None
    return append_all(session, actor, [New(action, article, claim, source, case, before, after, reason)])[0]


def append_all(session: Session, actor: Person, new: Iterable[New]) -> list[Event]:
    """Add events, in this order. The head's row is locked first: two writers never follow the same event."""
    head = session.get(HistoryHead, 1, with_for_update=True)
    if head is None:
        head = HistoryHead(id=1, events=0, hash=GENESIS)
        session.add(head)
    added = []
    for each in new:
        event = _event(each, actor, head)
        head.events, head.hash = event.seq, event.hash
        added.append(event)
    if len(added) == 1:
        session.add(added[0])
    else:
        session.flush()
        insert(session, Event, _COLUMNS, [tuple(getattr(event, c) for c in _COLUMNS) for event in added])
    return added


def _event(new: New, actor: Person, head: HistoryHead) -> Event:
    event = Event(
        seq=head.events + 1,
        uid=new_uid(),
        format=FORMAT,
        at=now(),
        actor_uid=actor.uid,
        actor=actor.name,
        action=new.action,
        article_uid=new.article_uid,
        claim_uid=new.claim_uid,
        source_uid=new.source_uid,
        case_uid=new.case_uid,
        before=None if new.before is None else storable(canonical(new.before)),
        after=None if new.after is None else storable(canonical(new.after)),
        reason=None if new.reason is None else storable(new.reason),
        previous=head.hash,
    )
    event.hash = event_hash(event)
    return event


def head_hash(session: Session) -> str:
    """Hash of the last event; GENESIS where there is none."""
    head = session.get(HistoryHead, 1)
    return head.hash if head else GENESIS


def check(session: Session, head: str | None = None) -> HistoryCheck:
    """Recompute every hash and link. head: a hash noted earlier that must still be in the chain."""
    previous, count, seen = GENESIS, 0, head is None or head == GENESIS
    query = select(*Event.__table__.columns).order_by(Event.seq).execution_options(yield_per=1000)
    with closing(session.execute(query)) as stored:
        for event in stored:
            problem = _fault(event, count + 1, previous)
            if problem:
                return HistoryCheck(False, count, previous, problem, event.seq)
            count, previous = count + 1, event.hash
            seen = seen or previous == head
    problem = _cut_off(session, count, previous) or (None if seen else _lost(head or ""))
    return HistoryCheck(problem is None, count, previous, problem, count + 1 if problem else None)


def _fault(event: Row[Any], seq: int, previous: str) -> str | None:
    if event.seq != seq:
        return f"Event {seq} is missing: the next one is {event.seq}."
    if event.previous != previous:
        return f"Event {seq} does not follow the event before it."
    if event.hash != event_hash(event):
        return f"Event {seq} ({event.action}) was changed after it was stored."
    return None


def _cut_off(session: Session, count: int, last: str) -> str | None:
    head = session.get(HistoryHead, 1)
    events, noted = (head.events, head.hash) if head else (0, GENESIS)
    if events > count:
        return f"The last {events - count} of {events} events are missing."
    return None if noted == last else "The noted head is not the last event's hash."


def _lost(head: str) -> str:
    return f"No event has the hash {head}: the history was cut off before it, or it is another database's."


def known(session: Session) -> int:
    """How many events there are, as their chain's head has it: nothing is counted."""
    return sum(scalars(session, _HEAD))


_HEAD = select(HistoryHead.__table__.c.events).where(HistoryHead.id == 1)


def count(session: Session) -> int:
    """How many events there are."""
    return session.scalar(select(func.count()).select_from(Event)) or 0
