"""Evidence that is no longer what was linked, and the flag that says so."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, delete, or_, select
from sqlalchemy.orm import Session

from verify.errors import Message
from verify.model import Flag, FlagCode, SourceState
from verify.store.records.evidence import never_there
from verify.store.tables import ClaimRow, Evidence, FlagRow, accepted
from verify.store.writing import Owner, flag_row, refresh

_LOST = or_(
    Evidence.state_at_source.in_((SourceState.ORPHANED, SourceState.GONE)),
    and_(Evidence.state_at_source == SourceState.CHANGED, Evidence.quote.is_(None)),
)
"""The passage or the page is not there; or the page changed, and no passage tells whether that matters."""


def note_lost(session: Session, row: ClaimRow) -> None:
    """Raise `evidence-lost` for a claim by what its links that stand are now, or take it back."""
    session.flush()
    query = select(Evidence).where(Evidence.claim_id == row.id, accepted(), _LOST)
    lost = [_said(link) for link in session.scalars(query.order_by(Evidence.id))]
    held = session.scalar(select(FlagRow.id).where(_own(row)))
    if not lost and held is None:
        return
    session.execute(delete(FlagRow).where(_own(row)), execution_options={"synchronize_session": False})
    if lost:
        session.add(flag_row(Owner(row.id), Flag(FlagCode.EVIDENCE_LOST, {"what": ", ".join(lost)})))
    refresh(session, [row])


def _said(link: Evidence) -> str:
    if never_there(link.state_at_source, link.quote, link.prefix):
        return Message("{url} (the quoted words were never found in it)", url=link.url)
    if link.state_at_source is SourceState.ORPHANED:
        return Message("{url} (the passage is not there)", url=link.url)
    if link.state_at_source is SourceState.CHANGED:
        return Message("{url} (its page changed)", url=link.url)
    return Message("{url} (it is gone)", url=link.url)


def _own(row: ClaimRow) -> ColumnElement[bool]:
    return and_(
        FlagRow.claim_id == row.id,
        FlagRow.reading_id.is_(None),
        FlagRow.decision_id.is_(None),
        FlagRow.code == FlagCode.EVIDENCE_LOST,
    )
