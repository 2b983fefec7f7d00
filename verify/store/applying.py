"""Laying an extraction over an article's claims: who stays who, what is new, what vanished, what people
decided.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from verify.model import Claim, Extraction, Flag, FlagCode, storable
from verify.store import carrying, events, matching
from verify.store.carrying import Task
from verify.store.loading import machine_claims, number
from verify.store.records import Change, ChangeKind
from verify.store.tables import (
    Article,
    AttributionRow,
    ClaimReading,
    ClaimRow,
    ExtractionRow,
    Person,
    Standing,
    TextRow,
    Version,
    new_uid,
)
from verify.store.writing import Pair, chains_by_people, chunks, refresh, retire, write_readings


@dataclass(slots=True)
class Applied:
    """What came of it. same: the extraction says what the stored one says, and nothing was written."""

    changes: list[Change] = field(default_factory=list)
    same: bool = False


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
    warned = carrying.changed_flags(session, [row.id for row in rows])
    to_write: list[Pair] = []
    for row, claim, new in pairs:
        claim = numbered(claim, numbers)
        if not new:
            claim = carrying.matched(
                task, row, before[row.id], claim, warned.get(row.id), row.id in by_people
            )
        elif task.previous is not None:
            task.changes.append(Change(ChangeKind.NEW, number(row), None, claim))
        to_write.append((row, claim))
    matched = {row.id for row, _, _ in pairs}
    left = [row for row in rows if row.id not in matched]
    to_write += carrying.unmatched(task, left, before, held, warned, set(by_people))
    retire(session, [row.id for row, _ in to_write if row.id in held])
    carrying.forget_spans(task, by_people)
    write_readings(session, to_write, task.row.id, task.version.language)
    refresh(session, list({row.id: row for row in [*rows, *(row for row, _ in to_write)]}.values()))


def numbered(claim: Claim, numbers: Sequence[str]) -> Claim:
    """A flag that names another claim by its place in the extraction (1 is the first) names its number
    instead.
    """
    if not any(flag.code is FlagCode.REPEATED for flag in claim.flags):
        return claim
    return replace(claim, flags=tuple(_renamed(flag, numbers) for flag in claim.flags))


def _renamed(flag: Flag, numbers: Sequence[str]) -> Flag:
    place = flag.params.get("number")
    if flag.code is not FlagCode.REPEATED or not isinstance(place, int) or not 1 <= place <= len(numbers):
        return flag
    return replace(flag, params={**flag.params, "number": numbers[place - 1]})
