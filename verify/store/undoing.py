"""Taking back a person's last change of a claim.

The history keeps both: what was done and that it was undone.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from verify.errors import Refused
from verify.model import Status
from verify.store import assigning, bearing, deciding, reshaping
from verify.store.deciding import Act
from verify.store.loading import number
from verify.store.lost import note_lost
from verify.store.tables import ClaimRow, Decision, Event, Evidence, Role, Standing
from verify.store.writing import refresh

Facts = dict[str, Any]


def undo(act: Act, reason: str | None) -> None:
    """Undo the newest change that still stands; a second undo goes one further back."""
    event = _last_standing(act.session, act.row)
    if event is None:
        raise Refused("{number}: there is nothing to undo.", number=number(act.row))
    before, after = _facts(event.before), _facts(event.after)
    if event.action in ("claim.split", "claim.join"):
        _unshape(act, event, after, reason)
        return
    _INVERSE[event.action](act, before, after)
    act.event("claim.undo", after, {**before, "undoes": event.uid, "action": event.action}, reason)


def _facts(text: str | None) -> Facts:
    return json.loads(text) if text else {}


def _last_standing(session: Session, row: ClaimRow) -> Event | None:
    query = select(Event).where(Event.claim_uid == row.uid).order_by(Event.seq.desc())
    undone: set[str] = set()
    for event in session.scalars(query):
        if event.action == "claim.undo":
            undone.add(_facts(event.after)["undoes"])
        elif event.uid not in undone and event.action in _UNDOABLE:
            return event
    return None


def _unmark(act: Act, before: Facts, after: Facts) -> None:
    act.row.status = Status(before["status"])
    if "evidence" in after:
        _unlink(act, before, after)


def _unlink(act: Act, before: Facts, after: Facts) -> None:
    act.session.scalars(select(Evidence).where(Evidence.uid == after["evidence"])).one().withdrawn = True
    note_lost(act.session, act.row)


def _relink(act: Act, before: Facts, after: Facts) -> None:
    act.session.scalars(select(Evidence).where(Evidence.uid == before["evidence"])).one().withdrawn = False
    note_lost(act.session, act.row)


def _unrate(act: Act, before: Facts, after: Facts) -> None:
    act.row.credibility = before["credibility"]


def _unchain(act: Act, before: Facts, after: Facts) -> None:
    now = _decision(act.session, after["decision"])
    then = _decision(act.session, before["decision"]) if before["decision"] else None
    deciding.put_chain(act.session, act.row, then, now)


def _undrop(act: Act, before: Facts, after: Facts) -> None:
    _decision(act.session, after["decision"]).active = False
    deciding.stand(act, Standing.STANDING)


def _unrestore(act: Act, before: Facts, after: Facts) -> None:
    _decision(act.session, after["decision"]).active = True
    deciding.stand(act, Standing.DROPPED)


def _decision(session: Session, uid: str) -> Decision:
    return session.scalars(select(Decision).where(Decision.uid == uid)).one()


def _unshape(act: Act, event: Event, after: Facts, reason: str | None) -> None:
    """A split or join is undone for all its claims at once: the old ones stand again, the new ones are
    withdrawn.
    """
    decision = _decision(act.session, after["decision"])
    subjects = reshaping.parts(act.session, decision, Role.SUBJECT)
    products = reshaping.parts(act.session, decision, Role.PRODUCT)
    for row in products:
        if row.standing is not Standing.STANDING:
            raise Refused(
                "{number} came of this and is {standing} by now: undo that first.",
                number=number(row),
                standing=row.standing,
            )
    decision.active = False
    for row in subjects:
        row.standing = Standing.STANDING
    for row in products:
        row.standing = Standing.WITHDRAWN
    refresh(act.session, [*subjects, *products])
    for row in (*subjects, *products):
        _note_unshaped(act, row, event, after, reason)


def _note_unshaped(act: Act, row: ClaimRow, event: Event, after: Facts, reason: str | None) -> None:
    query = select(Event).where(Event.claim_uid == row.uid, Event.action == event.action)
    same = next(e for e in act.session.scalars(query) if _facts(e.after)["decision"] == after["decision"])
    undone = {"undoes": same.uid, "action": event.action}
    Act(act.session, act.actor, row, act.article).event("claim.undo", after, undone, reason)


_INVERSE: dict[str, Callable[[Act, Facts, Facts], None]] = {
    "claim.mark": _unmark,
    "claim.link": _unlink,
    "claim.unlink": _relink,
    "claim.chain": _unchain,
    "claim.rate": _unrate,
    "claim.drop": _undrop,
    "claim.restore": _unrestore,
    "claim.assign": assigning.unassign,
    "claim.accept": bearing.undecide,
    "claim.reject": bearing.undecide,
}
_UNDOABLE = frozenset(_INVERSE) | {"claim.split", "claim.join"}
