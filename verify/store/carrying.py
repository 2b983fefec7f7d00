"""What becomes of each known claim under a new extraction: it stands, is reworded, kept, or vanishes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from verify.model import Claim, EvidenceState, Extraction, Flag, FlagCode, Hop, words
from verify.store import events, matching
from verify.store.loading import number
from verify.store.records import Change, ChangeKind
from verify.store.tables import (
    Article,
    ClaimReading,
    ClaimRow,
    Decision,
    DecisionClaim,
    Event,
    Evidence,
    ExtractionRow,
    FlagRow,
    HopRow,
    Person,
    Standing,
    TextRow,
    Version,
    now,
)
from verify.store.writing import Owner as RowOwner
from verify.store.writing import Pair, chunks, flag_row

_BY_THE_ARTICLE = ("claim.reworded", "claim.returned", "claim.vanished")
"""Events that no person made."""


@dataclass(slots=True)
class Task:
    """One application: what it reads and where it writes. previous: the version of the reading before."""

    session: Session
    article: Article
    version: Version
    extraction: Extraction
    row: ExtractionRow
    actor: Person
    previous: Version | None
    text: str
    changes: list[Change] = field(default_factory=list)

    @property
    def same_text(self) -> bool:
        return self.previous is self.version


def matched(
    task: Task, row: ClaimRow, before: Claim, claim: Claim, warned: Flag | None, by_person: bool
) -> Claim:
    """The claim with the warnings that it carries on, its change noted."""
    reworded = matching.wording(before.text) != matching.wording(claim.text)
    returned = row.vanished
    row.vanished = False
    flags = [f for f in claim.flags if f.code is not FlagCode.CHANGED]
    if reworded and not task.same_text:
        warned = _warning(task)
    kind = _kind(task, reworded, returned, _differ(before.chain, claim.chain), by_person)
    if kind is not None and row.standing is Standing.STANDING:
        task.changes.append(Change(kind, number(row), before, claim))
        if kind in (ChangeKind.REWORDED, ChangeKind.RETURNED):
            _note(task, row, kind, before.text, claim.text)
    return replace(claim, flags=(*flags, *([warned] if warned else [])))


def _kind(
    task: Task, reworded: bool, returned: bool, other_chain: bool, by_person: bool
) -> ChangeKind | None:
    if returned:
        return ChangeKind.RETURNED
    if reworded:
        return ChangeKind.REWORDED
    if other_chain:
        return ChangeKind.KEPT if by_person else ChangeKind.CHAIN
    return None


def _differ(one: Sequence[Hop], other: Sequence[Hop]) -> bool:
    return [(h.kind, h.names) for h in one] != [(h.kind, h.names) for h in other]


def _warning(task: Task) -> Flag:
    assert task.previous is not None
    return Flag(FlagCode.CHANGED, {"version": task.previous.number})


def _note(task: Task, row: ClaimRow, kind: ChangeKind, before: str | None, after: str | None) -> None:
    """The history of a claim tells what the article did to it; who looked at it before has to look again."""
    row.revision += 1
    row.updated_at = now()
    events.append(
        task.session,
        task.actor,
        f"claim.{kind.value}",
        events.Subject(task.article, row),
        before={"text": before, "version": task.previous.number if task.previous else None},
        after={"text": after, "version": task.version.number},
    )


def unmatched(
    task: Task,
    left: Sequence[ClaimRow],
    before: dict[int, Claim],
    held: dict[int, ClaimReading],
    warned: dict[int, Flag],
    by_people: set[int],
) -> list[Pair]:
    """Claims that the extraction does not find: kept where a person's work holds them, else vanished."""
    touched = _touched(task.session, [row.id for row in left]) | by_people
    carried: list[Pair] = []
    for row in (row for row in left if not row.vanished):
        claim = before[row.id]
        kept = _kept(task, row, claim, held[row.id], row.id in touched)
        if kept is not None:
            flags = tuple(f for f in kept.flags if f.code is not FlagCode.CHANGED)
            more = (warned[row.id],) if row.id in warned else ()
            carried.append((row, replace(kept, flags=(*flags, *more))))
        else:
            _vanish(task, row, claim, held[row.id])
    return carried


def _kept(task: Task, row: ClaimRow, claim: Claim, reading: ClaimReading, touched: bool) -> Claim | None:
    if task.same_text:
        if row.machine_made and touched and row.standing is Standing.STANDING:
            task.changes.append(Change(ChangeKind.KEPT, number(row), claim, None))
        return claim if touched or not row.machine_made else None
    if row.machine_made:
        return None
    return _moved(task, claim)


def _moved(task: Task, claim: Claim) -> Claim | None:
    """A claim made by a person, at its place in the new text; None where its words are gone."""
    assert task.previous is not None
    old_text = task.session.get_one(TextRow, task.previous.text_sha256).text
    spans = matching.found_again(claim.spans, old_text, task.text)
    if spans is None:
        return None
    sentence = matching.found_again((claim.sentence,), old_text, task.text)
    chain = tuple(replace(hop, mention=None, cue=None) for hop in claim.chain)
    flags = tuple(replace(flag, spans=()) for flag in claim.flags)
    around = sentence[0] if sentence else (spans[0][0], spans[-1][1])
    return replace(
        claim, spans=spans, text=words(task.text, spans), sentence=around, chain=chain, flags=flags
    )


def _vanish(task: Task, row: ClaimRow, claim: Claim, reading: ClaimReading) -> None:
    row.vanished = True
    if row.standing is not Standing.STANDING:
        return
    task.changes.append(Change(ChangeKind.VANISHED, number(row), claim, None))
    _note(task, row, ChangeKind.VANISHED, claim.text, None)
    if not task.same_text and not any(f.code is FlagCode.CHANGED for f in claim.flags):
        task.session.add(flag_row(RowOwner(row.id, reading.id), _warning(task)))


def _touched(session: Session, ids: Sequence[int]) -> set[int]:
    """Claims that carry a person's work: a status, evidence or a decision, undone ones too."""
    found: set[int] = set()
    by_people = Evidence.state != EvidenceState.PROPOSED
    for part in chunks(ids):
        acted = select(ClaimRow.id).join(Event, Event.claim_uid == ClaimRow.uid)
        acted = acted.where(ClaimRow.revision > 0, Event.action.not_in(_BY_THE_ARTICLE))
        found |= set(session.scalars(acted.where(ClaimRow.id.in_(part))))
        found |= set(session.scalars(select(Evidence.claim_id).where(Evidence.claim_id.in_(part), by_people)))
        decided = select(DecisionClaim.claim_id).join(Decision, Decision.id == DecisionClaim.decision_id)
        found |= set(session.scalars(decided.where(DecisionClaim.claim_id.in_(part), Decision.active)))
    return found


def changed_flags(session: Session, ids: Sequence[int]) -> dict[int, Flag]:
    """Warnings that the article changed: true for good, so that they go from reading to reading."""
    found: dict[int, Flag] = {}
    for part in chunks(ids):
        query = select(FlagRow).where(
            FlagRow.claim_id.in_(part), FlagRow.current, FlagRow.code == FlagCode.CHANGED
        )
        for row in session.scalars(query):
            found[row.claim_id] = Flag(FlagCode.CHANGED, row.params, row.spans)
    return found


def forget_spans(task: Task, by_people: dict[int, int]) -> None:
    """The spans of a person's chain point into the text that it was set over: in a new text they mean
    nothing.
    """
    if task.same_text or not by_people:
        return
    for part in chunks(by_people.values()):
        for hop in task.session.scalars(select(HopRow).where(HopRow.decision_id.in_(part))):
            hop.mention = hop.cue = None
