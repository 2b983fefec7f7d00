"""Laying an extraction over an article's claims: who stays who, what is new, what vanished, what people
decided.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from verify.model import Claim, Extraction, Flag, FlagCode, Hop, storable, words
from verify.store import events, matching
from verify.store.loading import machine_claims, number
from verify.store.records import Change, ChangeKind
from verify.store.tables import (
    Article,
    AttributionRow,
    ClaimReading,
    ClaimRow,
    Decision,
    DecisionClaim,
    Evidence,
    ExtractionRow,
    FlagRow,
    HopRow,
    Person,
    Standing,
    TextRow,
    Version,
    new_uid,
)
from verify.store.writing import Owner as RowOwner
from verify.store.writing import Pair, chains_by_people, chunks, flag_row, refresh, retire, write_readings


@dataclass(slots=True)
class Applied:
    """What came of it. same: the extraction says what the stored one says, and nothing was written."""

    changes: list[Change] = field(default_factory=list)
    same: bool = False


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


def apply(
    session: Session,
    article: Article,
    version: Version,
    extraction: Extraction,
    *,
    actor: Person,
    previous: Version | None = None,
) -> Applied:
    """Store an extraction of this version. previous: the version read before; the same one for a re-read."""
    digest = findings_digest(extraction)
    if previous is version and _stored_digest(session, version) == digest:
        return Applied(same=True)
    text = session.get_one(TextRow, version.text_sha256).text
    row = _extraction_row(session, version, extraction, digest)
    task = Task(session, article, version, extraction, row, actor, previous, text)
    rows = _article_claims(session, article) if previous else []
    held = _current_readings(session, rows)
    pairs = _pairs(task, rows, held)
    _write(task, pairs, rows, held)
    task.changes.sort(key=lambda change: tuple(map(int, change.number.split("."))))
    return Applied(changes=task.changes)


def findings_digest(extraction: Extraction) -> str:
    """Hash of what was found; equal findings are stored once."""
    found = [asdict(claim) for claim in extraction.claims] + [asdict(a) for a in extraction.attributions]
    return hashlib.sha256(storable(events.canonical(found)).encode("utf-8")).hexdigest()


def _stored_digest(session: Session, version: Version) -> str | None:
    query = select(ExtractionRow.digest).where(ExtractionRow.version_id == version.id)
    return session.scalar(query.order_by(ExtractionRow.id.desc()).limit(1))


def _extraction_row(session: Session, version: Version, extraction: Extraction, digest: str) -> ExtractionRow:
    row = ExtractionRow(
        uid=new_uid(),
        version_id=version.id,
        engine=extraction.engine,
        engine_version=extraction.engine_version,
        digest=digest,
    )
    session.add(row)
    session.flush()
    session.add_all(
        AttributionRow(extraction_id=row.id, source=a.source, cue=a.cue, content=a.content, type=a.type)
        for a in extraction.attributions
    )
    return row


def _article_claims(session: Session, article: Article) -> list[ClaimRow]:
    query = select(ClaimRow).where(ClaimRow.article_id == article.id, ClaimRow.standing != Standing.WITHDRAWN)
    return list(session.scalars(query.order_by(ClaimRow.number)))


def _current_readings(session: Session, rows: Sequence[ClaimRow]) -> dict[int, ClaimReading]:
    found: dict[int, ClaimReading] = {}
    for part in chunks(row.id for row in rows):
        query = select(ClaimReading).where(ClaimReading.claim_id.in_(part), ClaimReading.current)
        found.update({reading.claim_id: reading for reading in session.scalars(query)})
    return found


def _pairs(
    task: Task, rows: Sequence[ClaimRow], held: dict[int, ClaimReading]
) -> list[tuple[ClaimRow, Claim, bool]]:
    """Each claim of the extraction with its row, and whether the row is new."""
    old = [
        matching.Old(row.id, held[row.id].text, held[row.id].spans, row.machine_made, row.vanished)
        for row in rows
    ]
    found = matching.match(old, task.extraction.claims, same_text=task.same_text)
    by_id = {row.id: row for row in rows}
    pairs = []
    for index, claim in enumerate(task.extraction.claims):
        known = by_id.get(found.get(index, -1))
        pairs.append((known or _new_row(task, claim), claim, known is None))
    task.session.flush()
    return pairs


def _new_row(task: Task, claim: Claim) -> ClaimRow:
    row = ClaimRow(
        uid=new_uid(),
        article_id=task.article.id,
        number=task.article.next_claim,
        start=claim.spans[0][0] if claim.spans else 0,
        origin="",
        standing=Standing.STANDING,
        vanished=False,
    )
    task.article.next_claim += 1
    task.session.add(row)
    return row


def _write(
    task: Task,
    pairs: list[tuple[ClaimRow, Claim, bool]],
    rows: Sequence[ClaimRow],
    held: dict[int, ClaimReading],
) -> None:
    session = task.session
    numbers = [number(row) for row, _, _ in pairs]
    before = machine_claims(session, list(held.values()))
    by_people = chains_by_people(session, [row.id for row in rows])
    warned = _changed_flags(session, [row.id for row in rows])
    to_write: list[Pair] = []
    for row, claim, new in pairs:
        claim = _numbered(claim, numbers)
        if not new:
            claim = _matched(task, row, before[row.id], claim, warned.get(row.id), row.id in by_people)
        elif task.previous is not None:
            task.changes.append(Change(ChangeKind.NEW, number(row), None, claim))
        to_write.append((row, claim))
    matched = {row.id for row, _, _ in pairs}
    left = [row for row in rows if row.id not in matched]
    to_write += _unmatched(task, left, before, held, warned, set(by_people))
    retire(session, [row.id for row, _ in to_write if row.id in held])
    _forget_spans(task, by_people)
    write_readings(session, to_write, task.row.id, task.version.language)
    refresh(session, list({row.id: row for row in [*rows, *(row for row, _ in to_write)]}.values()))


def _numbered(claim: Claim, numbers: Sequence[str]) -> Claim:
    """A flag that names another claim by its place in the extraction (1 is the first) names its number
    instead.
    """
    flags = tuple(_renamed(flag, numbers) for flag in claim.flags)
    return replace(claim, flags=flags)


def _renamed(flag: Flag, numbers: Sequence[str]) -> Flag:
    place = flag.params.get("number")
    if flag.code is not FlagCode.REPEATED or not isinstance(place, int) or not 1 <= place <= len(numbers):
        return flag
    return replace(flag, params={**flag.params, "number": numbers[place - 1]})


def _matched(
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
    """The history of a claim tells what the article did to it."""
    events.append(
        task.session,
        task.actor,
        f"claim.{kind.value}",
        events.Subject(task.article, row),
        before={"text": before, "version": task.previous.number if task.previous else None},
        after={"text": after, "version": task.version.number},
    )


def _unmatched(
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
    """Claims that carry a person's work: a status, evidence or a decision."""
    found: set[int] = set()
    for part in chunks(ids):
        found |= set(session.scalars(select(ClaimRow.id).where(ClaimRow.id.in_(part), ClaimRow.revision > 0)))
        found |= set(session.scalars(select(Evidence.claim_id).where(Evidence.claim_id.in_(part))))
        decided = select(DecisionClaim.claim_id).join(Decision, Decision.id == DecisionClaim.decision_id)
        found |= set(session.scalars(decided.where(DecisionClaim.claim_id.in_(part), Decision.active)))
    return found


def _changed_flags(session: Session, ids: Sequence[int]) -> dict[int, Flag]:
    """Warnings that the article changed: true for good, so that they go from reading to reading."""
    found: dict[int, Flag] = {}
    for part in chunks(ids):
        query = select(FlagRow).where(
            FlagRow.claim_id.in_(part), FlagRow.current, FlagRow.code == FlagCode.CHANGED
        )
        for row in session.scalars(query):
            found[row.claim_id] = Flag(FlagCode.CHANGED, row.params, row.spans)
    return found


def _forget_spans(task: Task, by_people: dict[int, int]) -> None:
    """The spans of a person's chain point into the text that it was set over: in a new text they mean
    nothing.
    """
    if task.same_text or not by_people:
        return
    for part in chunks(by_people.values()):
        for hop in task.session.scalars(select(HopRow).where(HopRow.decision_id.in_(part))):
            hop.mention = hop.cue = None
