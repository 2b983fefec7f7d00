"""Cases: a question with its articles, claims, people and due date. Each change is an event."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from verify.errors import NotFound, Refused
from verify.model import storable
from verify.store import accounts, assigning, casing, events, naming
from verify.store import records as r
from verify.store.face import Face
from verify.store.loading import article_records, number
from verify.store.records import Belongings, CaseRecord
from verify.store.tables import CaseArticle, CaseClaim, CasePerson, CaseRow, Person, now

_LONGEST = 1000
"""Code points of a question."""


class Cases(Face):
    """The cases of a database. Every method is one transaction. A case is named by its number or uid.

    Unknown cases, articles, claims and people: NotFound. A closed case is not changed: Refused.
    expected_revision: Refused where somebody changed the case since.
    """

    def list(
        self,
        *,
        open_: bool | None = None,
        person: str | None = None,
        limit: int = 50,
        offset: int = 0,
    ) -> r.Page[CaseRecord]:
        """Open ones first, the soonest due first of these, those without a date last; then the closed ones,
        the last closed first. open_: only such, or only closed ones. person: only theirs.
        """
        with self._database.read() as session:
            query = select(CaseRow.id)
            if open_ is not None:
                query = query.where(CaseRow.closed_at.is_(None) if open_ else CaseRow.closed_at.is_not(None))
            if person is not None:
                query = query.join(CasePerson, CasePerson.case_id == CaseRow.id)
                query = query.where(CasePerson.person_id.in_(accounts.called(session, person)))
            total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
            order = (CaseRow.closed_at.is_not(None), CaseRow.closed_at.desc(), CaseRow.due.is_(None))
            ids = session.scalars(
                query.order_by(*order, CaseRow.due, CaseRow.id).limit(limit).offset(offset)
            ).all()
            return r.Page(casing.records(session, ids), total, limit, offset)

    def get(self, case: str | int) -> CaseRecord:
        """One case."""
        with self._database.read() as session:
            return casing.records(session, [casing.find(session, case).id])[0]

    def articles(self, case: str | int) -> tuple[r.ArticleRecord, ...]:
        """The articles of a case, by number."""
        with self._database.read() as session:
            row = casing.find(session, case)
            query = select(CaseArticle.article_id).where(CaseArticle.case_id == row.id)
            return article_records(session, session.scalars(query.order_by(CaseArticle.article_id)).all())

    def add(self, question: str, due: date | None, *, by: str) -> CaseRecord:
        """A new, open case."""
        with self._database.write() as session:
            actor = events.acting(session, by)
            row = CaseRow(question=_question(question), due=due, person_id=actor.id, revision=0)
            session.add(row)
            session.flush()
            return _Change(session, actor, row).done("case.add", None, _terms(row))

    def change(
        self,
        case: str | int,
        question: str | None,
        due: date | None,
        *,
        by: str,
        no_due: bool = False,
        expected_revision: int | None = None,
    ) -> CaseRecord:
        """Another question, another due date; None leaves it. no_due: take the date away."""
        with self._database.write() as session:
            change = _begin(session, case, by, expected_revision)
            row, before = change.row, _terms(change.row)
            row.question = row.question if question is None else _question(question)
            row.due = None if no_due else due or row.due
            after = _terms(row)
            differ = [key for key in after if after[key] != before[key]]
            if not differ:
                return change.record()
            return change.done("case.change", {k: before[k] for k in differ}, {k: after[k] for k in differ})

    def set_open(
        self,
        case: str | int,
        open_: bool,
        *,
        by: str,
        reason: str | None = None,
        expected_revision: int | None = None,
    ) -> CaseRecord:
        """Close a case, or open it again; one that is so already stays as it is."""
        with self._database.write() as session:
            change = _begin(session, case, by, expected_revision, even_closed=True)
            if open_ is (change.row.closed_at is None):
                return change.record()
            change.row.closed_at = None if open_ else now()
            return change.done("case.reopen" if open_ else "case.close", None, None, reason)

    def put(
        self, case: str | int, what: Belongings, *, by: str, expected_revision: int | None = None
    ) -> CaseRecord:
        """Put articles, claims and people into a case; those that are in it already stay."""
        with self._database.write() as session:
            change = _begin(session, case, by, expected_revision)
            new = [(part, change.new(part, found)) for part, found in _found(session, what, known=False)]
            facts = {part.name: [shown for _, shown in rows] for part, rows in new if rows}
            for part, rows in new:
                if rows:
                    session.execute(
                        insert(part.table), [{"case_id": change.row.id, part.column.key: i} for i, _ in rows]
                    )
            return change.done("case.put", None, facts) if facts else change.record()

    def take(
        self, case: str | int, what: Belongings, *, by: str, expected_revision: int | None = None
    ) -> CaseRecord:
        """Take articles, claims and people out of a case. NotFound for what is not in it."""
        with self._database.write() as session:
            change = _begin(session, case, by, expected_revision)
            facts: dict[str, object] = {}
            for part, found in _found(session, what, known=True):
                lacking = change.new(part, found)
                if lacking:
                    raise NotFound(
                        "{lacking} was not put into case {id}.", lacking=lacking[0][1], id=change.row.id
                    )
                session.execute(
                    delete(part.table).where(
                        part.table.case_id == change.row.id, part.column.in_([i for i, _ in found])
                    )
                )
                facts |= {part.name: [shown for _, shown in found]} if found else {}
            return change.done("case.take", facts, None) if facts else change.record()


@dataclass(frozen=True, slots=True)
class _Part:
    """What a case has many of: its name in events, its table, the column beside the case's."""

    name: str
    table: Any
    column: InstrumentedAttribute[int]


_ARTICLES = _Part("articles", CaseArticle, CaseArticle.article_id)
_CLAIMS = _Part("claims", CaseClaim, CaseClaim.claim_id)
_PEOPLE = _Part("people", CasePerson, CasePerson.person_id)

Named = list[tuple[int, str | int]]
"""(number of the row, how people call it)."""


def _found(session: Session, what: Belongings, *, known: bool) -> list[tuple[_Part, Named]]:
    """The rows of what is named, each once. known: people who are not known are not made known."""
    articles = {row.id: row.id for row in (naming.article_row(session, name) for name in what.articles)}
    claims = {row.id: number(row) for row in (naming.claim_row(session, name) for name in what.claims)}
    look = _known if known else assigning.somebody
    people = {row.id: row.name for row in (look(session, name) for name in what.people)}
    return [
        (_ARTICLES, list(articles.items())),
        (_CLAIMS, list(claims.items())),
        (_PEOPLE, list(people.items())),
    ]


def _known(session: Session, name: str) -> Person:
    found = accounts.called(session, name)
    if not found:
        raise NotFound("{storable} is nobody that works here.", storable=repr(storable(name)))
    return session.get_one(Person, found[0])


@dataclass(frozen=True, slots=True)
class _Change:
    """A change of a case, under way."""

    session: Session
    actor: Person
    row: CaseRow

    def new(self, part: _Part, found: Named) -> Named:
        """Those of the found that are not in the case."""
        query = select(part.column).where(part.table.case_id == self.row.id)
        there = set(self.session.scalars(query))
        return [each for each in found if each[0] not in there]

    def record(self) -> CaseRecord:
        self.session.flush()
        return casing.records(self.session, [self.row.id])[0]

    def done(
        self, action: str, before: events.Facts | None, after: events.Facts | None, reason: str | None = None
    ) -> CaseRecord:
        """Note it in the history; the case's revision grows."""
        self.row.revision += 1
        subject = events.Subject(case=self.row)
        events.append(self.session, self.actor, action, subject, before=before, after=after, reason=reason)
        return self.record()


def _begin(
    session: Session, case: str | int, by: str, expected_revision: int | None, *, even_closed: bool = False
) -> _Change:
    """Find and lock the case, and know the person."""
    row = casing.find(session, case, lock=True, expected_revision=expected_revision)
    if row.closed_at is not None and not even_closed:
        raise Refused("Case {id} is closed: `verify cases reopen {id}` first.", id=row.id)
    return _Change(session, events.acting(session, by), row)


def _question(text: str) -> str:
    question = " ".join(storable(text).split())
    if not question:
        raise Refused("A case needs a question.")
    if len(question) > _LONGEST:
        raise Refused(
            "A question has {most} characters at most; this one has {question}.",
            most=_LONGEST,
            question=len(question),
        )
    return question


def _terms(row: CaseRow) -> dict[str, object]:
    return {"question": row.question, "due": row.due.isoformat() if row.due else None}
