"""What a person does to a claim: status, evidence, and corrections that outlive extractions. Each is an
event.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from urllib.parse import urlsplit

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import Session

from verify.errors import Message, Refused
from verify.model import Flag, Hop, Stance, Status, storable
from verify.store import events, naming
from verify.store.bringing import keep
from verify.store.loading import claim_records, number
from verify.store.lost import note_lost
from verify.store.meanwhile import refuse_stale
from verify.store.records import Seen
from verify.store.tables import (
    Article,
    ClaimReading,
    ClaimRow,
    Decision,
    DecisionClaim,
    DecisionKind,
    Evidence,
    FlagRow,
    HopRow,
    Person,
    Role,
    Standing,
    accepted,
    new_uid,
    now,
)
from verify.store.writing import CHAIN_FLAGS, Owner, chains_by_people, flag_row, refresh, write_chains


@dataclass(frozen=True, slots=True)
class Link:
    """Evidence as a person gives it. seen: what its document was when it was linked; None where nobody
    looked.
    """

    url: str
    stance: Stance = Stance.SUPPORTS
    note: str | None = None
    quote: str | None = None
    archive_url: str | None = None
    seen: Seen | None = None


@dataclass(slots=True)
class Act:
    """A person's change of one claim, under way."""

    session: Session
    actor: Person
    row: ClaimRow
    article: Article

    def event(
        self,
        action: str,
        before: events.Facts | None,
        after: events.Facts | None,
        reason: str | None = None,
    ) -> None:
        """Note it in the history; the claim's revision grows."""
        self.row.revision += 1
        self.row.updated_at = now()
        subject = events.Subject(self.article, self.row)
        events.append(self.session, self.actor, action, subject, before=before, after=after, reason=reason)


def begin(session: Session, claim: str, by: str, expected_revision: int | None = None) -> Act:
    """Find and lock the claim, and know the person."""
    row = naming.claim_row(session, claim, lock=True)
    refuse_stale(session, row, expected_revision)
    return begin_on(session, row, by)


def begin_on(session: Session, row: ClaimRow, by: str) -> Act:
    """The same for a claim at hand."""
    return Act(session, events.acting(session, by), row, session.get_one(Article, row.article_id))


def require_standing(act: Act) -> None:
    """Nothing is judged that a person took out of the article's claims."""
    if act.row.standing is not Standing.STANDING:
        raise Refused(
            "{number} is {standing}: undo that first, or work on another claim.",
            number=number(act.row),
            standing=act.row.standing,
        )


def mark(act: Act, status: Status, note: str | None, evidence: str | None, seen: Seen | None = None) -> None:
    """Set a status; `evidence` is linked at once."""
    require_standing(act)
    note = (note or "").strip() or None
    if status.needs_ground and not (note or evidence or _has_evidence(act)):
        raise Refused(
            "{number}: {status} needs a ground. Say why with --note, or link a document with --evidence.",
            number=number(act.row),
            status=Message(status.value),
        )
    linked = None
    if evidence:
        stance = Stance.REFUTES if status is Status.REFUTED else Stance.SUPPORTS
        linked = _evidence(act, Link(evidence, stance, note, seen=seen))
    before: dict[str, object] = {"status": act.row.status.value}
    after: dict[str, object] = {"status": status.value}
    if linked is not None:
        after |= {"evidence": linked.uid, "url": linked.url}
    act.row.status = status
    act.event("claim.mark", before, after, note)


def _has_evidence(act: Act) -> bool:
    query = select(func.count()).where(Evidence.claim_id == act.row.id, accepted())
    return bool(act.session.scalar(query))


def link(act: Act, given: Link) -> Evidence:
    """Link evidence to the claim."""
    require_standing(act)
    row = _evidence(act, given)
    after: dict[str, object] = {
        "evidence": row.uid,
        "url": row.url,
        "stance": row.stance.value,
        "note": row.note,
        "quote": row.quote,
        "archive_url": row.archive_url,
    }
    if given.seen is not None and given.seen.snapshot is not None:
        after["snapshot"] = given.seen.snapshot.sha256
    act.event("claim.link", None, after)
    return row


def unlink(act: Act, row: Evidence, reason: str | None) -> None:
    """Take one piece of evidence back, whatever was done since it was linked."""
    require_standing(act)
    if row.withdrawn:
        raise Refused("The link {link} was taken back before.", link=row.uid[:8])
    row.withdrawn = True
    note_lost(act.session, act.row)
    before = {"evidence": row.uid, "url": row.url, "stance": row.stance.value, "quote": row.quote}
    act.event("claim.unlink", before, None, reason)


def _evidence(act: Act, given: Link) -> Evidence:
    url = _address(given.url)
    row = Evidence(
        uid=new_uid(),
        claim_id=act.row.id,
        person_id=act.actor.id,
        url=url,
        stance=given.stance,
        note=storable(given.note) if given.note else None,
        quote=storable(given.quote) if given.quote else None,
        withdrawn=False,
        archive_url=_address(given.archive_url) if given.archive_url else None,
    )
    act.session.add(row)
    act.session.flush()
    if given.seen is not None:
        keep(act.session, row, given.seen, act.actor)
        note_lost(act.session, act.row)
    return row


def _address(given: str) -> str:
    url = storable(given.strip())
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme.lower() not in ("http", "https") or not parts.netloc:
        raise Refused(
            "{given} is no address of a document: give one that begins with https:// or http://.",
            given=repr(given),
        )
    return url


def rate(act: Act, credibility: int | None, reason: str | None) -> None:
    """How far people believe it."""
    require_standing(act)
    before, act.row.credibility = act.row.credibility, credibility
    act.event("claim.rate", {"credibility": before}, {"credibility": credibility}, reason)


def set_chain(act: Act, chain: Sequence[Hop], flags: Sequence[Flag] | None, reason: str | None) -> None:
    """A person's chain over the machine's."""
    require_standing(act)
    session, row = act.session, act.row
    (record,) = claim_records(session, [row.id])
    previous = chains_by_people(session, [row.id]).get(row.id)
    earlier = session.get_one(Decision, previous) if previous else None
    decision = decide(act, DecisionKind.CHAIN, reason)
    write_chains(session, [(Owner(row.id, None, decision.id), chain)])
    following = record.claim.flags if flags is None else flags
    for flag in (f for f in following if f.code in CHAIN_FLAGS):
        session.add(flag_row(Owner(row.id, None, decision.id), flag))
    session.flush()
    put_chain(session, row, decision, earlier)
    before = {"chain": chain_facts(record.claim.chain), "decision": earlier.uid if earlier else None}
    act.event("claim.chain", before, {"chain": chain_facts(chain), "decision": decision.uid}, reason)


def put_chain(session: Session, row: ClaimRow, decision: Decision | None, earlier: Decision | None) -> None:
    """Make this decision's chain the one in force instead of the earlier one's; None is the machine's."""
    if earlier is not None:
        earlier.active = False
    if decision is not None:
        decision.active = True
    session.flush()
    wanted = decision.id if decision else None
    for table in (HopRow, FlagRow):
        held = [table.claim_id == row.id, table.current.expression]
        chain_only = [FlagRow.code.in_(CHAIN_FLAGS)] if table is FlagRow else []
        _switch(session, table, [*held, *chain_only], on=False)
        if wanted is not None:
            _switch(session, table, [table.decision_id == wanted], on=True)
        else:
            newest = [table.reading_id == _current_reading(session, row), *chain_only]
            _switch(session, table, newest, on=True)
    refresh(session, [row])


def _switch(
    session: Session, table: type[HopRow | FlagRow], where: Sequence[ColumnElement[bool]], *, on: bool
) -> None:
    query = update(table).where(*where).values(current=on)
    session.execute(query, execution_options={"synchronize_session": False})


def _current_reading(session: Session, row: ClaimRow) -> int | None:
    query = select(ClaimReading.id).where(ClaimReading.claim_id == row.id, ClaimReading.current)
    return session.scalar(query)


def decide(act: Act, kind: DecisionKind, reason: str | None) -> Decision:
    """A decision on this claim, in force."""
    decision = Decision(
        uid=new_uid(),
        kind=kind,
        person_id=act.actor.id,
        active=True,
        reason=storable(reason) if reason else None,
    )
    act.session.add(decision)
    act.session.flush()
    bind(act.session, decision, [act.row], Role.SUBJECT)
    return decision


def bind(session: Session, decision: Decision, rows: Sequence[ClaimRow], role: Role) -> None:
    """Say which claims a decision was made on, or made."""
    for position, row in enumerate(rows):
        session.add(DecisionClaim(decision_id=decision.id, claim_id=row.id, role=role, position=position))
    session.flush()


def drop(act: Act, reason: str | None) -> None:
    """It is no claim."""
    if act.row.standing is not Standing.STANDING:
        raise Refused("{number} is {standing} already.", number=number(act.row), standing=act.row.standing)
    decision = decide(act, DecisionKind.DROP, reason)
    stand(act, Standing.DROPPED)
    act.event(
        "claim.drop", {"standing": "standing"}, {"standing": "dropped", "decision": decision.uid}, reason
    )


def restore(act: Act, reason: str | None) -> None:
    """It is one after all."""
    if act.row.standing is not Standing.DROPPED:
        raise Refused("{number} is not dropped.", number=number(act.row))
    decision = drop_decision(act)
    decision.active = False
    stand(act, Standing.STANDING)
    after: dict[str, object] = {"standing": "standing", "decision": decision.uid}
    act.event("claim.restore", {"standing": "dropped"}, after, reason)


def drop_decision(act: Act) -> Decision:
    """The newest decision that dropped the claim."""
    query = (
        select(Decision)
        .join(DecisionClaim, DecisionClaim.decision_id == Decision.id)
        .where(DecisionClaim.claim_id == act.row.id, Decision.kind == DecisionKind.DROP)
    )
    return act.session.scalars(query.order_by(Decision.id.desc()).limit(1)).one()


def stand(act: Act, standing: Standing) -> None:
    """What a decision makes of the claim."""
    act.row.standing = standing
    refresh(act.session, [act.row])


def chain_facts(chain: Sequence[Hop]) -> list[dict[str, object]]:
    """A chain for the history."""
    return [asdict(hop) for hop in chain]
