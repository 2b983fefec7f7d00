"""Inbox, lists of articles and claims, and the history."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from verify.desk import looking, pages
from verify.errors import InputError
from verify.model import FlagCode, SourceKind, Status
from verify.store import ClaimFilter, Sort
from verify.web.rendering import page
from verify.web.visit import Reader

router = APIRouter()

SIZE = 30
"""Rows of a page."""

At = Annotated[int, Query(ge=1, le=1_000_000)]


@router.get("/")
def inbox(visit: Reader) -> Response:
    return page(visit, "inbox.html", inbox=pages.inbox(visit.store, visit.person))


@router.get("/articles")
def articles(visit: Reader, at: At = 1) -> Response:
    found = looking.articles(visit.store, limit=SIZE, page=at)
    return page(visit, "articles.html", found=found, at=at)


@router.get("/claims")
def claims(
    visit: Reader,
    q: Annotated[str, Query(max_length=500)] = "",
    status: Annotated[list[str] | None, Query(max_length=20)] = None,
    flag: Annotated[list[str] | None, Query(max_length=30)] = None,
    source: Annotated[str, Query(max_length=300)] = "",
    kind: str = "",
    since: str = "",
    until: str = "",
    case: Annotated[str, Query(max_length=40)] = "",
    assigned: Annotated[str, Query(max_length=200)] = "",
    sort: str = Sort.NEWEST.value,
    at: At = 1,
) -> Response:
    """Search over all claims; what is empty asks for nothing."""
    where = ClaimFilter(
        statuses=tuple(Status(s) for s in status or () if s in set(Status)),
        flags=tuple(FlagCode(f) for f in flag or () if f in set(FlagCode)),
        source=source.strip() or None,
        kinds=(SourceKind(kind),) if kind in set(SourceKind) else (),
        own_voice=True if kind == "own" else None,
        since=day(since),
        until=day(until),
        text=q.strip() or None,
        case=case or None,
        assigned=assigned.strip() or None,
    )
    order = Sort(sort) if sort in set(Sort) else Sort.NEWEST
    found = pages.listed(visit.store, where, order, limit=SIZE, page=at)
    asked = {
        "q": q,
        "source": source,
        "case": case,
        "assigned": assigned,
        "kind": kind,
        "since": since,
        "until": until,
        "sort": order.value,
    }
    return page(visit, "claims.html", found=found, where=where, asked=asked, at=at, sorts=list(Sort))


def day(text: str) -> date | None:
    """A day as a form sends it; None for none."""
    try:
        return date.fromisoformat(text.strip()) if text.strip() else None
    except ValueError:
        raise InputError("{text}: a day is written like 2025-11-26.", text=text) from None


@router.get("/log")
def log(visit: Reader, at: At = 1) -> Response:
    """The history of everything, the newest first."""
    total = visit.store.events()
    start = max(total - at * SIZE, 0)
    events = visit.store.history(limit=min(SIZE, max(total - (at - 1) * SIZE, 0)), offset=start)
    return page(visit, "log.html", events=events, total=total, at=at, older=start > 0)
