"""Keeping what was seen of a linked document: here, or by somebody whose file is read."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from verify.model import storable
from verify.store import events
from verify.store import records as r
from verify.store.lost import note_lost
from verify.store.saving import keep_snapshot, keep_text
from verify.store.tables import Article, ClaimReading, ClaimRow, Evidence, LookRow, Person, now


def keep(session: Session, row: Evidence, seen: r.Seen, actor: Person) -> LookRow:
    """Keep a look at a link's document. The first snapshot is what later looks are compared with."""
    snapshot = keep_snapshot(session, seen.snapshot) if seen.snapshot is not None else None
    look = LookRow(
        evidence_id=row.id,
        person_id=actor.id,
        at=now(),
        outcome=seen.outcome,
        problem=storable(seen.problem) if seen.problem else None,
        snapshot_id=snapshot,
        text_sha256=keep_text(session, seen.text) if seen.text else None,
        whole=seen.whole,
        spans=seen.spans,
    )
    session.add(look)
    if snapshot is not None and row.snapshot_id is None and row.version_id is None:
        row.snapshot_id = snapshot
        if seen.spans is not None:
            row.quote, row.prefix, row.suffix = seen.quote, seen.prefix, seen.suffix
    elif row.quote and row.prefix is None:  # words that the first look did not find: they came later
        row.prefix, row.suffix = seen.prefix, seen.suffix
    row.checked_at, row.state_at_source = look.at, seen.outcome
    session.flush()
    return look


def bring(
    session: Session, links: Sequence[r.BroughtLink], actor: Person, reason: str
) -> tuple[int, int, int, tuple[tuple[str, str], ...]]:
    """See Looks.bring."""
    added = looks = known = 0
    left: list[tuple[str, str]] = []
    for link in links:
        row = session.scalar(select(Evidence).where(Evidence.uid == storable(link.uid)))
        claim = session.get_one(ClaimRow, row.claim_id) if row is not None else _claim(session, link)
        if claim is None:
            left.append((link.url, link.article))
            continue
        if row is None:
            row = _add(session, link, claim, actor, reason)
            added += 1
        else:
            known += 1
        looks += _looks(session, row, link)
        note_lost(session, claim)
    return added, looks, known, tuple(left)


def _claim(session: Session, link: r.BroughtLink) -> ClaimRow | None:
    found = session.scalar(select(ClaimRow).where(ClaimRow.uid == storable(link.claim)))
    if found is not None:
        return found
    query = (
        select(ClaimRow)
        .join(Article, Article.id == ClaimRow.article_id)
        .join(ClaimReading, ClaimReading.claim_id == ClaimRow.id)
        .where(Article.address == storable(link.article), ClaimReading.current)
        .where(ClaimReading.text == storable(link.words), ClaimRow.listed)
    )
    return session.scalar(query.order_by(ClaimRow.start).limit(1))


def _add(session: Session, link: r.BroughtLink, claim: ClaimRow, actor: Person, reason: str) -> Evidence:
    """The link under its own id, by whoever made it; who brought it is in the history."""
    row = Evidence(
        uid=storable(link.uid)[:36],
        claim_id=claim.id,
        person_id=events.person(session, link.by).id,
        url=storable(link.url),
        stance=link.stance,
        note=_clean(link.note),
        quote=_clean(link.quote),
        prefix=_clean(link.prefix),
        suffix=_clean(link.suffix),
        archive_url=_clean(link.archive_url),
        added_at=link.at,
        state=link.state,
        withdrawn=False,
    )
    session.add(row)
    session.flush()
    after = {"evidence": row.uid, "url": row.url, "stance": row.stance.value, "note": row.note,
             "quote": row.quote, "archive_url": row.archive_url}  # fmt: skip
    subject = events.Subject(session.get_one(Article, claim.article_id), claim)
    events.append(session, actor, "claim.link", subject, after=after, reason=reason)
    claim.revision += 1
    return row


def _looks(session: Session, row: Evidence, link: r.BroughtLink) -> int:
    """Looks that are not here yet; what the newest of all found is what holds."""
    added = 0
    for look in link.looks:
        if session.scalar(select(LookRow.id).where(LookRow.uid == storable(look.uid))) is None:
            kept = keep(session, row, look.seen, events.person(session, look.by))
            kept.uid, kept.at = storable(look.uid)[:36], look.at
            added += 1
    session.flush()
    newest = session.scalar(
        select(LookRow)
        .where(LookRow.evidence_id == row.id)
        .order_by(LookRow.at.desc(), LookRow.id.desc())
        .limit(1)
    )
    if newest is not None:
        row.checked_at, row.state_at_source = newest.at, newest.outcome
    return added


def _clean(value: str | None) -> str | None:
    return None if value is None else storable(value)
