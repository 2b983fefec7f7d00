"""Cases, and whose a claim is: questions that people work on together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from verify.desk import looking, views
from verify.report.views import ClaimView
from verify.store import (
    ArticleRecord,
    Belongings,
    CaseRecord,
    ClaimFilter,
    EventRecord,
    Page,
    Sort,
    Store,
)

_ALL = 1_000_000


@dataclass(frozen=True, slots=True)
class CaseDetail:
    """A case with what belongs to it. claims: a page of all its claims, those of its articles among them, in
    the order of articles and texts.
    """

    case: CaseRecord
    articles: tuple[ArticleRecord, ...]
    claims: Page[looking.Found]
    events: tuple[EventRecord, ...]


def listed(
    store: Store, *, open_: bool | None = None, person: str | None = None, limit: int = 50, page: int = 1
) -> Page[CaseRecord]:
    """A page (from 1) of the cases: open ones first, the soonest due first of these; then closed ones."""
    return store.cases.list(open_=open_, person=person, limit=limit, offset=(page - 1) * limit)


def show(store: Store, case: str, *, limit: int = 50, page: int = 1) -> CaseDetail:
    """A case by its number or id, with a page (from 1) of its claims. Unknown here and below: NotFound."""
    record = store.cases.get(case)
    claims = looking.claims(store, ClaimFilter(case=record.uid), Sort.ARTICLE, limit=limit, page=page)
    events = store.history(case=record.uid, limit=_ALL)
    return CaseDetail(record, store.cases.articles(record.uid), claims, events)


def add(store: Store, question: str, due: date | None = None, *, by: str) -> CaseRecord:
    """Open a case. Refused without a question."""
    return store.cases.add(question, due, by=by)


def change(
    store: Store,
    case: str,
    *,
    by: str,
    question: str | None = None,
    due: date | None = None,
    no_due: bool = False,
    expected_revision: int | None = None,
) -> CaseRecord:
    """Another question or due date; None leaves what there is, no_due takes the date away.

    Here and below: Refused where the case is closed, or expected_revision is given and not the case's.
    """
    return store.cases.change(
        case, question, due, by=by, no_due=no_due, expected_revision=expected_revision
    )  # fmt: skip


def close(
    store: Store, case: str, *, by: str, reason: str | None = None, expected_revision: int | None = None
) -> CaseRecord:
    """The question is answered, or given up; the reason says which."""
    return store.cases.set_open(case, False, by=by, reason=reason, expected_revision=expected_revision)


def reopen(
    store: Store, case: str, *, by: str, reason: str | None = None, expected_revision: int | None = None
) -> CaseRecord:
    """Work on a closed case again."""
    return store.cases.set_open(case, True, by=by, reason=reason, expected_revision=expected_revision)


def put(
    store: Store, case: str, what: Belongings, *, by: str, expected_revision: int | None = None
) -> CaseRecord:
    """Put articles (with all their claims), single claims and people into a case, all or none of them."""
    return store.cases.put(case, what, by=by, expected_revision=expected_revision)


def take(
    store: Store, case: str, what: Belongings, *, by: str, expected_revision: int | None = None
) -> CaseRecord:
    """Take out of a case what was put into it, all or nothing. NotFound for what was not."""
    return store.cases.take(case, what, by=by, expected_revision=expected_revision)


def assign(
    store: Store, claims: Sequence[str], person: str | None, *, by: str, expected_revision: int | None = None
) -> tuple[ClaimView, ...]:
    """Give claims to a person, None to nobody; all or none of them. `review.undo` takes it back.

    person: somebody with an account, or known from the history; where nobody has an account, anybody.
    expected_revision: as the person saw the claim, where it is one.
    """
    done = store.assign(claims, person, by=by, expected_revision=expected_revision)
    return tuple(views.claim(store, record) for record in done)
