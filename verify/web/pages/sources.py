"""Sources with their records."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import RedirectResponse, Response

from verify.desk import keeping, pages
from verify.errors import InputError
from verify.model import Reliability, SourceKind
from verify.store import ClaimFilter, Sort
from verify.web.pages.lists import SIZE, At
from verify.web.rendering import page
from verify.web.visit import ByEditor, Reader

router = APIRouter()


@router.get("/sources")
def sources(
    visit: Reader, q: Annotated[str, Query(max_length=300)] = "", kind: str = "", at: At = 1
) -> Response:
    wanted = SourceKind(kind) if kind in set(SourceKind) else None
    found = keeping.sources(visit.store, kind=wanted, text=q.strip() or None, limit=SIZE, page=at)
    return page(visit, "sources.html", found=found, q=q, kind=kind, at=at)


@router.get("/sources/{name}")
def source(visit: Reader, name: str) -> Response:
    record = keeping.source(visit.store, name)
    where = ClaimFilter(source=record.source.name)
    claims = pages.listed(visit.store, where, Sort.NEWEST, limit=10, page=1)
    return page(visit, "source.html", record=record, claims=claims, grades=list(Reliability), error="")


@router.post("/sources/{name}/rate")
def rate(sent: ByEditor, name: str) -> Response:
    visit, form = sent
    given = form.get("grade", "")
    if given and given not in set(Reliability):
        raise InputError("Choose a grade from A to F.")
    grade = Reliability(given) if given else None
    keeping.rate(visit.store, name, grade, by=visit.person, reason=form.get("reason") or None)
    return RedirectResponse(f"/sources/{name}", 303)


@router.post("/sources/{name}/alias")
def alias(sent: ByEditor, name: str) -> Response:
    visit, form = sent
    keeping.add_alias(visit.store, name, form.get("alias", ""), by=visit.person)
    return RedirectResponse(f"/sources/{name}", 303)


@router.post("/sources/{name}/owner")
def owner(sent: ByEditor, name: str) -> Response:
    visit, form = sent
    keeping.set_owner(visit.store, name, form.get("owner", "").strip() or None, by=visit.person)
    return RedirectResponse(f"/sources/{name}", 303)
