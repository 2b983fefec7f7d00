"""What walks towards the origin found, and what follows for the flags mismatch and second-hand."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from verify.errors import Refused
from verify.model import Flag, FlagCode
from verify.store import events
from verify.store.deciding import Act, begin
from verify.store.loading import number
from verify.store.opening import Database
from verify.store.tables import Event, FlagRow, TraceRow
from verify.store.writing import CHECKED, Owner, flag_row, refresh

REJECTED = "claim.no-mismatch"
_QUIET = {"synchronize_session": False}


class Traces:
    """Walks along claims' chains, and what follows from them. Every method is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(
        self, claim: str, steps: Sequence[Mapping[str, Any]], flag: Flag | None, engine: str, *, by: str
    ) -> bool:
        """Keep a trace, and raise the mismatch that it found or take an earlier one back. True: raised."""
        with self._database.write() as session:
            return _keep(begin(session, claim, by), steps, flag, engine)

    def reject(self, claim: str, *, by: str, reason: str | None = None) -> None:
        """A person says that the claim's mismatch is none. Refused where there is none."""
        with self._database.write() as session:
            _reject(begin(session, claim, by), reason)


def _keep(act: Act, steps: Sequence[Mapping[str, Any]], flag: Flag | None, engine: str) -> bool:
    """Keep a trace; raise the mismatch that it found, or take an earlier one back. True where one is raised:
    one that a person rejected is not raised again.
    """
    session, row = act.session, act.row
    session.add(
        TraceRow(claim_id=row.id, person_id=act.actor.id, engine=engine, steps=[dict(step) for step in steps])
    )
    raised = flag is not None and flag.params["what"] not in _rejected(session, row.uid)
    _drop(session, row.id)
    if flag is not None and raised:
        session.add(flag_row(Owner(row.id), flag))
    if any(step["found"] in CHECKED for step in steps):
        second = (FlagRow.claim_id == row.id, FlagRow.code == FlagCode.SECOND_HAND, FlagRow.current)
        session.execute(update(FlagRow).where(*second).values(current=False), execution_options=_QUIET)
    found = [f"{', '.join(step['names']) or step['kind']}: {step['found']}" for step in steps]
    after = {"steps": found, "mismatch": flag.params["what"] if flag and raised else None}
    subject = events.Subject(act.article, row)
    events.append(session, act.actor, "claim.trace", subject, after=after)
    refresh(session, [row])
    return raised


def _reject(act: Act, reason: str | None) -> None:
    """A person says that it is no mismatch."""
    query = select(FlagRow).where(FlagRow.claim_id == act.row.id, FlagRow.code == FlagCode.MISMATCH)
    flag = act.session.scalar(query.where(FlagRow.current))
    if flag is None:
        raise Refused("{number} has no mismatch to reject.", number=number(act.row))
    what = flag.params["what"]
    act.event(REJECTED, {"mismatch": what}, {"mismatch": None, "what": what}, reason)
    _drop(act.session, act.row.id)
    refresh(act.session, [act.row])


def _drop(session: Session, claim_id: int) -> None:
    stale = (FlagRow.claim_id == claim_id, FlagRow.reading_id.is_(None), FlagRow.decision_id.is_(None))
    session.execute(
        delete(FlagRow).where(*stale, FlagRow.code == FlagCode.MISMATCH), execution_options=_QUIET
    )


def _rejected(session: Session, uid: str) -> set[str]:
    query = select(Event.after).where(Event.claim_uid == uid, Event.action == REJECTED)
    return {json.loads(after)["what"] for after in session.scalars(query) if after}
