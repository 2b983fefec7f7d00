"""Cases: a question with its articles, claims, people and due date; and whose a claim is."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import RedirectResponse, Response

from verify.desk import cases as desk
from verify.desk import pages
from verify.errors import InputError
from verify.store import Belongings, ClaimFilter, Sort
from verify.web.pages.acts import done
from verify.web.pages.lists import SIZE, At, day
from verify.web.rendering import page
from verify.web.visit import ByChecker, Form, Reader, Visit

router = APIRouter()

Case = Annotated[int, Query(ge=1)]


@router.get("/cases")
def cases(visit: Reader, at: At = 1) -> Response:
    found = desk.listed(visit.store, limit=SIZE, page=at)
    return page(visit, "cases.html", found=found, at=at, error="")


@router.post("/cases")
def add(sent: ByChecker) -> Response:
    visit, form = sent
    made = desk.add(visit.store, form.get("question", ""), day(form.get("due", "")), by=visit.person)
    return RedirectResponse(f"/cases/{made.number}", 303)


@router.get("/cases/{number}")
def case(visit: Reader, number: int, at: At = 1) -> Response:
    found = desk.show(visit.store, str(number), limit=1, page=1)
    where = ClaimFilter(case=found.case.uid)
    claims = pages.listed(visit.store, where, Sort.WEIGHT, limit=SIZE, page=at)
    return page(visit, "case.html", found=found, claims=claims, at=at)


@router.post("/cases/{number}/change")
def change(sent: ByChecker, number: int) -> Response:
    visit, form = sent
    due = day(form.get("due", ""))
    desk.change(
        visit.store, str(number), by=visit.person, question=form.get("question") or None, due=due,
        no_due=due is None, expected_revision=form.revision,
    )  # fmt: skip
    return RedirectResponse(f"/cases/{number}", 303)


@router.post("/cases/{number}/close")
def close(sent: ByChecker, number: int) -> Response:
    return _turn(sent, number, opened=False)


@router.post("/cases/{number}/reopen")
def reopen(sent: ByChecker, number: int) -> Response:
    return _turn(sent, number, opened=True)


def _turn(sent: tuple[Visit, Form], number: int, *, opened: bool) -> Response:
    visit, form = sent
    act = desk.reopen if opened else desk.close
    act(
        visit.store, str(number), by=visit.person, reason=form.get("reason") or None,
        expected_revision=form.revision,
    )  # fmt: skip
    return RedirectResponse(f"/cases/{number}", 303)


@router.post("/cases/{number}/put")
def put(sent: ByChecker, number: int) -> Response:
    visit, form = sent
    desk.put(visit.store, str(number), _belongings(form), by=visit.person)
    return RedirectResponse(f"/cases/{number}", 303)


@router.post("/cases/{number}/take")
def take(sent: ByChecker, number: int) -> Response:
    visit, form = sent
    desk.take(visit.store, str(number), _belongings(form), by=visit.person)
    return RedirectResponse(f"/cases/{number}", 303)


def _belongings(form: Form) -> Belongings:
    """Numbers of articles ("3") and claims ("3.7") in one field, people in another, with commas between."""
    names = form.get("what", "").replace(",", " ").split()
    people = [name.strip() for name in form.get("people", "").split(",") if name.strip()]
    if not names and not people:
        raise InputError("Name articles or claims by their numbers, or people.")
    return Belongings(
        tuple(name for name in names if name.isdecimal()),
        tuple(name for name in names if not name.isdecimal()),
        tuple(people),
    )


@router.post("/claims/{number}/assign")
def assign(sent: ByChecker, number: str) -> Response:
    """Give a claim to somebody; to nobody where the field is empty."""
    visit, form = sent
    person = form.get("person", "").strip() or None

    def act() -> None:
        desk.assign(visit.store, [number], person, by=visit.person, expected_revision=form.revision)

    return done(visit, form, number, "assign", act)
