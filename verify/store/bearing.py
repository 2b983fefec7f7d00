"""Links that the machine proposes, what people decide about them, and what they come to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from verify.errors import NotFound, Refused
from verify.model import EvidenceState, FlagCode, Stance, storable
from verify.store import events
from verify.store import records as r
from verify.store.deciding import Act, require_standing
from verify.store.loading import number
from verify.store.lost import note_lost
from verify.store.tables import (
    Article,
    ClaimRow,
    Corroboration,
    Evidence,
    FlagRow,
    Version,
    new_uid,
    now,
)
from verify.store.writing import Owner, flag_row, refresh

FLAGS = frozenset({FlagCode.SINGLE_ORIGIN, FlagCode.CIRCULAR})
"""Flags that follow from a claim's links."""


def propose(
    session: Session, row: ClaimRow, proposed: Sequence[r.Proposed], outcome: r.Outcome, engine: str
) -> dict[int, EvidenceState]:
    """Put what the machine found in the place of what it found before. People's decisions about an article
    stay: of an accepted link the voice and the passage are brought up to date, a rejected one is left.

    Article -> how its link stands.
    """
    held = {e.article_id: e for e in _links(session, row)}
    wanted = {p.article: p for p in proposed}
    for article, evidence in held.items():
        if article not in wanted and evidence.state is EvidenceState.PROPOSED:
            session.delete(evidence)
    person = events.person(session, "verify")
    places = _places(session, proposed)
    for article, given in wanted.items():
        evidence = held.get(article) or _new(session, row, given, person.id)
        session.add(evidence)
        if evidence.state is not EvidenceState.REJECTED:
            _fill(evidence, given, places, engine)
    session.flush()
    _come_to(session, row, outcome, engine)
    return {e.article_id: e.state for e in _links(session, row) if e.article_id is not None}


def _links(session: Session, row: ClaimRow) -> list[Evidence]:
    query = select(Evidence).where(
        Evidence.claim_id == row.id, Evidence.article_id.is_not(None), ~Evidence.withdrawn
    )
    return list(session.scalars(query.order_by(Evidence.id)))


def _new(session: Session, row: ClaimRow, given: r.Proposed, person_id: int) -> Evidence:
    return Evidence(
        uid=new_uid(),
        claim_id=row.id,
        person_id=person_id,
        url=session.get_one(Article, given.article).address,
        article_id=given.article,
        stance=given.stance,
        state=EvidenceState.PROPOSED,
        withdrawn=False,
    )


@dataclass(frozen=True, slots=True)
class _Places:
    """Ids of what proposed links point at: snapshots by version, claims by uid."""

    snapshots: Mapping[int, int]
    claims: Mapping[str, int]


def _places(session: Session, proposed: Sequence[r.Proposed]) -> _Places:
    versions = {p.version_id for p in proposed}
    uids = {p.claim_uid for p in proposed if p.claim_uid}
    snapshots = session.execute(select(Version.id, Version.snapshot_id).where(Version.id.in_(versions)))
    claims = session.execute(select(ClaimRow.uid, ClaimRow.id).where(ClaimRow.uid.in_(uids)))
    return _Places(dict(snapshots.all()), dict(claims.all()))


def _fill(evidence: Evidence, given: r.Proposed, places: _Places, engine: str) -> None:
    if evidence.state is EvidenceState.PROPOSED:
        evidence.stance = given.stance
    evidence.version_id, evidence.snapshot_id = given.version_id, places.snapshots[given.version_id]
    evidence.other_claim_id = places.claims.get(given.claim_uid or "")
    evidence.spans, evidence.quote = given.spans, storable(given.quote)
    evidence.prefix, evidence.suffix = storable(given.prefix), storable(given.suffix)
    evidence.origin_kind = given.origin_kind
    evidence.origin_name = storable(given.origin_name) if given.origin_name else None
    evidence.copied, evidence.voice = given.copied, given.voice
    evidence.reason, evidence.engine = dict(given.reason), engine


def _come_to(session: Session, row: ClaimRow, outcome: r.Outcome, engine: str) -> None:
    result = session.get(Corroboration, row.id)
    if result is None:
        result = Corroboration(claim_id=row.id)
        session.add(result)
    result.independent, result.unproven = outcome.independent, outcome.unproven
    result.voices = [dict(voice) for voice in outcome.voices]
    result.proposal_status = outcome.proposal.status if outcome.proposal else None
    result.proposal_reason = outcome.proposal.reason if outcome.proposal else None
    result.engine, result.made_at = engine, now()
    stale = (FlagRow.claim_id == row.id, FlagRow.reading_id.is_(None), FlagRow.decision_id.is_(None))
    session.execute(
        delete(FlagRow).where(*stale, FlagRow.code.in_(FLAGS)),
        execution_options={"synchronize_session": False},
    )
    session.add_all(flag_row(Owner(row.id), flag) for flag in outcome.flags)
    refresh(session, [row])


def decide(act: Act, article: int, state: EvidenceState, stance: Stance | None, reason: str | None) -> None:
    """Accept or reject the link to this article, or give it another stance; undone like every decision."""
    require_standing(act)
    evidence = next((e for e in _links(act.session, act.row) if e.article_id == article), None)
    if evidence is None:
        raise NotFound(
            "{number} has no link to article {article}: see `verify corroborate {number}`.",
            number=number(act.row),
            article=article,
        )
    wanted = stance or evidence.stance
    if (evidence.state, evidence.stance) == (state, wanted):
        raise Refused(
            "{number}: the link to article {article} is {state} already.",
            number=number(act.row),
            article=article,
            state=state,
        )
    before = standing(evidence)
    evidence.state, evidence.stance = state, wanted
    evidence.decided_by, evidence.decided_at = act.actor.id, now()
    action = "claim.accept" if state is EvidenceState.ACCEPTED else "claim.reject"
    note_lost(act.session, act.row)
    act.event(action, before, standing(evidence), reason)


def standing(evidence: Evidence) -> dict[str, object]:
    """A link for the history."""
    return {
        "evidence": evidence.uid,
        "url": evidence.url,
        "state": evidence.state.value,
        "stance": evidence.stance.value,
    }


def undecide(act: Act, before: dict[str, object], after: dict[str, object]) -> None:
    """The link stands as it stood before the decision."""
    evidence = act.session.scalars(select(Evidence).where(Evidence.uid == after["evidence"])).one()
    evidence.state, evidence.stance = EvidenceState(str(before["state"])), Stance(str(before["stance"]))
    if evidence.state is EvidenceState.PROPOSED:
        evidence.decided_by = evidence.decided_at = None
    note_lost(act.session, act.row)


def decided(session: Session, row: ClaimRow) -> dict[int, Stance | None]:
    """Article -> the stance that a person accepted; None where one rejected the link."""
    return {
        e.article_id: None if e.state is EvidenceState.REJECTED else e.stance
        for e in _links(session, row)
        if e.article_id is not None and e.state is not EvidenceState.PROPOSED
    }


def result(session: Session, row: ClaimRow) -> r.CorroborationRecord | None:
    """What the links came to; None where they were never weighed."""
    found = session.get(Corroboration, row.id)
    if found is None:
        return None
    return r.CorroborationRecord(found.independent, found.unproven, tuple(found.voices), found.made_at)
