"""Cases, and whose a claim is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Query

from verify.desk import cases as desk
from verify.errors import NotFound, Refused
from verify.report import contract, shapes
from verify.report.cases import case_json
from verify.store import Belongings, CaseRecord
from verify.web.api.caller import Caller, Changing, ClaimName, Limit, Number, Offset, Reading
from verify.web.api.models import Assign, Case, CaseChange, CaseDetail, CaseGiven, Cases, Change, Claim, Put

router = APIRouter(tags=["cases"])


@router.get("/cases", response_model=Cases)
def cases(
    caller: Reading,
    is_open: Annotated[bool | None, Query(alias="open")] = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> dict[str, Any]:
    """Open cases first, the soonest due first of these; then closed ones. open: only these, or the others."""
    found = caller.store.cases.list(open_=is_open, person=None, limit=limit, offset=offset)
    return shapes.paged(found, [case_json(each) for each in found.items])


@router.post("/cases", status_code=201, response_model=Case)
def add(caller: Changing, given: CaseGiven) -> dict[str, Any]:
    """Open a case with the question that it is to answer."""
    return case_json(desk.add(caller.store, given.question, given.due, by=caller.person))


@router.get("/cases/{number}", response_model=CaseDetail)
def case(caller: Reading, number: Number) -> dict[str, Any]:
    """A case with its articles and its history; its claims: GET /claims?case=NUMBER."""
    found = desk.show(caller.store, str(number), limit=1)
    return {
        **case_json(found.case),
        "in_articles": [shapes.article(a) for a in found.articles],
        "history": [shapes.event(e) for e in found.events],
    }


@router.patch("/cases/{number}", response_model=Case)
def change(caller: Changing, number: Number, given: CaseChange) -> dict[str, Any]:
    """Another question or date; a due date of null takes the date away."""
    done = desk.change(
        caller.store, str(number), by=caller.person, question=given.question, due=given.due,
        no_due="due" in given.model_fields_set and given.due is None, expected_revision=given.revision,
    )  # fmt: skip
    return case_json(done)


@router.post("/cases/{number}/close", response_model=Case)
def close(caller: Changing, number: Number, given: Change) -> dict[str, Any]:
    """The question is answered, or given up."""
    return case_json(
        desk.close(
            caller.store, str(number), by=caller.person, reason=given.reason,
            expected_revision=given.revision,
        )
    )  # fmt: skip


@router.post("/cases/{number}/reopen", response_model=Case)
def reopen(caller: Changing, number: Number, given: Change) -> dict[str, Any]:
    """Work on it again."""
    return case_json(
        desk.reopen(
            caller.store, str(number), by=caller.person, reason=given.reason,
            expected_revision=given.revision,
        )
    )  # fmt: skip


@router.post("/cases/{number}/put", response_model=Case)
def put(caller: Changing, number: Number, given: Put) -> dict[str, Any]:
    """Put articles, claims and people into it, all or none of them."""
    return _moved(caller, number, given, desk.put)


@router.post("/cases/{number}/take", response_model=Case)
def take(caller: Changing, number: Number, given: Put) -> dict[str, Any]:
    """Take out of it what was put into it."""
    return _moved(caller, number, given, desk.take)


def _moved(caller: Caller, number: int, given: Put, act: Callable[..., CaseRecord]) -> dict[str, Any]:
    """404 is for the case that the address names: what is to go in or out and is not there is a conflict."""
    what = Belongings(tuple(map(str, given.articles)), tuple(given.claims), tuple(given.people))
    desk.show(caller.store, str(number), limit=1)
    try:
        return case_json(act(caller.store, str(number), what, by=caller.person))
    except NotFound as missing:
        raise Refused(missing.message) from missing


@router.post("/claims/{claim}/assign", response_model=Claim)
def assign(caller: Changing, claim: ClaimName, given: Assign) -> dict[str, Any]:
    """Give it to a person; null: to nobody."""
    (done,) = desk.assign(
        caller.store, [claim], given.person, by=caller.person, expected_revision=given.revision
    )
    return contract.claim(done)
