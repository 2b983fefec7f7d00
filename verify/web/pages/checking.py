"""Checking an article from the desk: an address or a pasted text, and how far it is."""

from __future__ import annotations

import io
import json
from collections import defaultdict
from collections.abc import AsyncIterator

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response, StreamingResponse

from verify.desk.reading import Asked
from verify.errors import InputError
from verify.fetch import ReadOptions
from verify.fetch.safety import http_address
from verify.languages import codes
from verify.model import Metadata
from verify.report.wording import told_by, translations
from verify.web import work
from verify.web.pages.lists import day
from verify.web.rendering import page
from verify.web.visit import ByChecker, Checker, Form, Reader, Visit

router = APIRouter()


@router.get("/check")
def form(visit: Checker) -> Response:
    return page(visit, "check.html", draft=defaultdict(str), error="", codes=codes())


@router.post("/check")
def check(sent: ByChecker) -> Response:
    visit, form = sent
    try:
        source, asked = read_form(visit, form)
    except InputError as error:
        return page(
            visit, "check.html", status=422, draft=defaultdict(str, form), error=error.message, codes=codes()
        )
    job = work.check(visit.store, visit.desk.jobs, source, asked, by=visit.person)
    return RedirectResponse(f"/jobs/{job.id}", 303)


def read_form(visit: Visit, form: Form) -> tuple[str, Asked]:
    """What a form asks for: an http(s) address, or "-" with the text in its options. A path of this server
    is neither, and is never read.
    """
    url, text = form.get("url", "").strip(), form.get("text", "")
    if bool(url) == bool(text.strip()):
        raise InputError("Give the address of an article, or paste its text: one of them.")
    known = Metadata(
        title=form.get("title", "").strip() or None,
        publisher=form.get("publisher", "").strip() or None,
        language=form.get("language") or None,
        published=day(form.get("published", "")),
    )
    if url:
        return http_address(url), Asked(known, ReadOptions(allow_loopback=visit.desk.settings.allow_loopback))
    return "-", Asked(known, ReadOptions(stdin=io.BytesIO(text.encode("utf-8", "replace"))))


@router.get("/jobs/{number}")
def job(visit: Reader, number: str) -> Response:
    """How far the work is; once it is done, its result."""
    found = visit.desk.jobs.get(number)
    if found.path:
        return RedirectResponse(found.path, 303)
    return page(visit, "job.html", job=found, status=200)


@router.get("/jobs/{number}/events")
async def events(visit: Reader, number: str) -> Response:
    """How far the work is, as it goes (server-sent events)."""
    visit.desk.jobs.get(number)
    return StreamingResponse(_told(visit, number), media_type="text/event-stream")


async def _told(visit: Visit, number: str) -> AsyncIterator[str]:
    translate = translations(visit.language).gettext
    async for job in visit.desk.jobs.changes(number, visit.request.is_disconnected):
        facts = {
            "state": job.state.value,
            "step": translate(job.step) if job.step else "",
            "path": job.path,
            "problem": told_by(translate, job.problem or ""),
        }
        yield f"data: {json.dumps(facts, ensure_ascii=False)}\n\n"
