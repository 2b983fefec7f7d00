"""Rows of cases into records, and what of the claims belongs to a case."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import ColumnElement, CompoundSelect, bindparam, or_, select, union
from sqlalchemy import func as sql
from sqlalchemy.orm import Session

from verify.errors import NotFound, Refused
from verify.model import Status, storable
from verify.store.fetching import scalars
from verify.store.records import CaseRecord
from verify.store.tables import CaseArticle, CaseClaim, CasePerson, CaseRow, ClaimRow, Person
from verify.store.writing import chunks

_MOST = 2**31


def find(
    session: Session, name: str | int, *, lock: bool = False, expected_revision: int | None = None
) -> CaseRow:
    """The case of this number or uid. Unknown: NotFound; Refused where its revision is another."""
    query = select(CaseRow).where(CaseRow.id == number_of(session, name))
    row = session.scalars(query.with_for_update() if lock else query).one()
    if expected_revision is not None and row.revision != expected_revision:
        raise Refused(
            "Case {id} was changed meanwhile (revision {revision}, you saw {expected}): look at it again.",
            id=row.id,
            revision=row.revision,
            expected=expected_revision,
        )
    return row


def number_of(session: Session, name: str | int) -> int:
    """The number of the case of this number or uid. Unknown: NotFound."""
    text = storable(str(name)).strip()
    by_number = text.isascii() and text.isdecimal() and int(text) < _MOST
    asked = {"number": int(text)} if by_number else {"uid": text}
    known = scalars(session, _BY_NUMBER if by_number else _BY_UID, **asked)
    if not known:
        raise NotFound("There is no case {text}: see `verify cases list`.", text=repr(text))
    return int(known[0])


_case = CaseRow.__table__.c
_BY_NUMBER = select(_case.id).where(_case.id == bindparam("number"))
_BY_UID = select(_case.id).where(_case.uid == bindparam("uid"))


def belongs(case: int) -> ColumnElement[bool]:
    """Claims of a case: those put into it, and all of its articles."""
    return or_(
        ClaimRow.id.in_(select(CaseClaim.claim_id).where(CaseClaim.case_id == case)),
        ClaimRow.article_id.in_(select(CaseArticle.article_id).where(CaseArticle.case_id == case)),
    )


def follow(session: Session, subjects: Sequence[ClaimRow], products: Sequence[ClaimRow]) -> None:
    """What a claim is split or joined into belongs where it belonged, and to whom, where that is one."""
    whose = {row.assignee_id for row in subjects}
    query = select(CaseClaim.case_id).where(CaseClaim.claim_id.in_([row.id for row in subjects]))
    cases = session.scalars(query.distinct()).all()
    for row in products:
        row.assignee_id = next(iter(whose)) if len(whose) == 1 else None
        session.add_all([CaseClaim(case_id=case, claim_id=row.id) for case in cases])


def records(session: Session, ids: Sequence[int]) -> tuple[CaseRecord, ...]:
    """Records of these cases, in this order, by a fixed number of queries."""
    return tuple(record for part in chunks(ids) for record in _records(session, part))


def _records(session: Session, ids: Sequence[int]) -> list[CaseRecord]:
    query = select(CaseRow, Person.name).join(Person, Person.id == CaseRow.person_id)
    rows = {row.id: (row, name) for row, name in session.execute(query.where(CaseRow.id.in_(ids)))}
    articles = _articles(session, ids)
    claims, people = _claims(session, ids), _people(session, ids)
    counts = _statuses(session, ids)
    return [
        CaseRecord(
            uid=row.uid,
            number=row.id,
            question=row.question,
            due=row.due,
            opened_at=row.opened_at,
            opened_by=name,
            closed_at=row.closed_at,
            revision=row.revision,
            articles=tuple(articles[row.id]),
            claims=tuple(claims[row.id]),
            people=tuple(people[row.id]),
            statuses=counts[row.id],
        )
        for row, name in (rows[i] for i in ids if i in rows)
    ]


def _articles(session: Session, ids: Sequence[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    query = select(CaseArticle.case_id, CaseArticle.article_id).where(CaseArticle.case_id.in_(ids))
    for case, article in session.execute(query.order_by(CaseArticle.article_id)):
        found[case].append(article)
    return found


def _claims(session: Session, ids: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    query = (
        select(CaseClaim.case_id, ClaimRow.article_id, ClaimRow.number)
        .join(ClaimRow, ClaimRow.id == CaseClaim.claim_id)
        .where(CaseClaim.case_id.in_(ids))
    )
    for case, article, number in session.execute(query.order_by(ClaimRow.article_id, ClaimRow.number)):
        found[case].append(f"{article}.{number}")
    return found


def _people(session: Session, ids: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    query = select(CasePerson.case_id, Person.name).join(Person, Person.id == CasePerson.person_id)
    for case, name in session.execute(query.where(CasePerson.case_id.in_(ids)).order_by(Person.name)):
        found[case].append(name)
    return found


def _statuses(session: Session, ids: Sequence[int]) -> dict[int, dict[Status, int]]:
    found: dict[int, dict[Status, int]] = defaultdict(dict)
    members = _members(ids).subquery()
    query = (
        select(members.c.case_id, ClaimRow.status, sql.count())
        .join(ClaimRow, ClaimRow.id == members.c.claim_id)
        .where(ClaimRow.listed.expression)
        .group_by(members.c.case_id, ClaimRow.status)
    )
    for case, status, count in session.execute(query):
        found[case][status] = count
    return found


def _members(ids: Sequence[int]) -> CompoundSelect[int, int]:
    """(case, claim), each once."""
    of_articles = (
        select(CaseArticle.case_id, ClaimRow.id)
        .join(ClaimRow, ClaimRow.article_id == CaseArticle.article_id)
        .where(CaseArticle.case_id.in_(ids))
    )
    put = select(CaseClaim.case_id, CaseClaim.claim_id).where(CaseClaim.case_id.in_(ids))
    return union(put, of_articles)
