"""Links to documents, and what was seen of these: when they were linked, and every time since."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from verify.errors import NotFound
from verify.model import storable
from verify.store import bringing, events, looking, naming
from verify.store import records as r
from verify.store.bringing import keep
from verify.store.loading import number
from verify.store.lost import note_lost
from verify.store.opening import Database
from verify.store.tables import (
    Article,
    ClaimRow,
    Evidence,
    LookRow,
    Person,
    SnapshotRow,
    TextRow,
    Version,
    accepted,
)

_BEGINNING = re.compile("[0-9a-f-]{4,35}")


class Looks:
    """What was seen of linked documents. Every method is one transaction. A link is named by its id."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def list(self, where: r.EvidenceFilter, *, limit: int = 50, offset: int = 0) -> r.Page[r.EvidenceRecord]:
        """Links that meet the filter, by article, then by claim, the oldest first."""
        with self._database.read() as session:
            query = _matching(session, where)
            total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
            order = (ClaimRow.article_id, ClaimRow.number, Evidence.id)
            ids = session.scalars(query.order_by(*order).limit(limit).offset(offset)).all()
            return r.Page(records(session, ids), total, limit, offset)

    def get(self, link: str) -> r.EvidenceRecord:
        """A link, by its id or how that begins."""
        with self._database.read() as session:
            return records(session, [found(session, link).id])[0]

    def of(self, link: str) -> tuple[r.LookRecord, ...]:
        """All looks at a link's document, the oldest first."""
        with self._database.read() as session:
            query = select(LookRow, Person.name).join(Person, Person.id == LookRow.person_id)
            query = query.where(LookRow.evidence_id == found(session, link).id).order_by(LookRow.id)
            return tuple(_look(session, row, by) for row, by in session.execute(query))

    def kept(self, link: str) -> r.Kept | None:
        """What later looks are compared with; None where nothing was kept yet."""
        with self._database.read() as session:
            return _kept(session, found(session, link))

    def text(self, sha256: str) -> str:
        """A text that was kept."""
        with self._database.read() as session:
            return session.get_one(TextRow, sha256).text

    def snapshots(self, article: str) -> tuple[tuple[int, r.SnapshotRecord], ...]:
        """An article's own snapshots, each with the number of its version."""
        with self._database.read() as session:
            row = naming.article_row(session, article)
            query = select(Version.number, SnapshotRow).join(
                SnapshotRow, SnapshotRow.id == Version.snapshot_id
            )
            found = session.execute(query.where(Version.article_id == row.id).order_by(Version.number))
            return tuple((number, looking.snapshot_record(session, each)) for number, each in found)

    def bring(
        self, links: Sequence[r.BroughtLink], *, by: str, reason: str
    ) -> tuple[int, int, int, tuple[tuple[str, str], ...]]:
        """Add links and looks that are not here. Links added, looks added, links that were here, and address
        and article of those whose claims are not here.
        """
        with self._database.write() as session:
            return bringing.bring(session, links, events.person(session, by), reason)

    def add(self, link: str, seen: r.Seen, *, by: str) -> r.EvidenceRecord:
        """Keep a look; an event of the claim's history where it finds another state than the look before."""
        with self._database.write() as session:
            row = found(session, link)
            actor = events.person(session, by)
            before = row.state_at_source
            keep(session, row, seen, actor)
            note_lost(session, session.get_one(ClaimRow, row.claim_id))
            if before is not row.state_at_source:
                claim = session.get_one(ClaimRow, row.claim_id)
                events.append(
                    session,
                    actor,
                    "evidence.look",
                    events.Subject(session.get_one(Article, claim.article_id), claim),
                    before={"state": before.value if before else None},
                    after={"evidence": row.uid, "url": row.url,
                           "state": row.state_at_source.value if row.state_at_source else None,
                           "snapshot": seen.snapshot.sha256 if seen.snapshot else None},
                    reason=seen.problem,
                )  # fmt: skip
            session.flush()
            return records(session, [row.id])[0]


def found(session: Session, link: str) -> Evidence:
    """A link, by its id or how that begins."""
    name = storable(link).strip()
    query = select(Evidence).where(Evidence.uid == name)
    if _BEGINNING.fullmatch(name):
        query = select(Evidence).where(Evidence.uid.startswith(name)).limit(2)
    rows = session.scalars(query).all()
    if len(rows) > 1:
        raise NotFound("The ids of several links begin with {link}: give more of it.", link=repr(link))
    if not rows:
        raise NotFound("There is no link {link}: see `verify evidence list`.", link=repr(link))
    return rows[0]


def _kept(session: Session, row: Evidence) -> r.Kept | None:
    """The first look that got bytes; of an article of this database, the version that was linked."""
    if row.version_id is not None:
        version = session.get_one(Version, row.version_id)
        snapshot = session.get_one(SnapshotRow, version.snapshot_id)
        text = session.get_one(TextRow, version.text_sha256).text
        return r.Kept(snapshot.decoded_sha256, text, False, row.spans)
    query = select(LookRow).where(LookRow.evidence_id == row.id, LookRow.snapshot_id.is_not(None))
    first = session.scalar(query.order_by(LookRow.id).limit(1))
    if first is None:
        return None
    decoded = session.get_one(SnapshotRow, first.snapshot_id).decoded_sha256
    text_row = session.get_one(TextRow, first.text_sha256) if first.text_sha256 else None
    return r.Kept(decoded, text_row.text if text_row else None, first.whole, first.spans)


def _look(session: Session, row: LookRow, by: str) -> r.LookRecord:
    snapshot = session.get_one(SnapshotRow, row.snapshot_id) if row.snapshot_id else None
    return r.LookRecord(
        uid=row.uid,
        at=row.at,
        by=by,
        outcome=row.outcome,
        problem=row.problem,
        snapshot=looking.snapshot_record(session, snapshot) if snapshot else None,
        text_sha256=row.text_sha256,
        whole=row.whole,
        spans=row.spans,
    )


def records(session: Session, ids: Sequence[int]) -> tuple[r.EvidenceRecord, ...]:
    """Records of these links, in this order."""
    query = (
        select(Evidence, ClaimRow, Person.name, SnapshotRow.sha256)
        .join(ClaimRow, ClaimRow.id == Evidence.claim_id)
        .join(Person, Person.id == Evidence.person_id)
        .outerjoin(SnapshotRow, SnapshotRow.id == Evidence.snapshot_id)
        .where(Evidence.id.in_(ids))
    )
    found = {
        row.id: looking.evidence_record(row, number(claim), by, sha)
        for row, claim, by, sha in session.execute(query)
    }
    return tuple(found[i] for i in ids)


def _matching(session: Session, where: r.EvidenceFilter) -> Select[int]:
    query = select(Evidence.id).join(ClaimRow, ClaimRow.id == Evidence.claim_id)
    conditions: list[ColumnElement[bool]] = [accepted()] if where.standing else []
    of = [ClaimRow.id == naming.claim_row(session, name).id for name in where.claims]
    of += [ClaimRow.article_id == naming.article_row(session, name).id for name in where.articles]
    if of:
        conditions.append(or_(*of))
    if where.stances:
        conditions.append(Evidence.stance.in_(where.stances))
    if where.at_source:
        conditions.append(Evidence.state_at_source.in_(where.at_source))
    if where.unseen:
        conditions.append(Evidence.snapshot_id.is_(None))
    return query.where(and_(True, *conditions))
