"""The application: pages, API, errors, and what stands before them."""

from __future__ import annotations

import logging
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from math import ceil
from pathlib import Path
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import RedirectResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from verify import __version__
from verify.errors import InputError, Message, NotFound, Refused, StoreError, TooManyTries, VerifyError
from verify.report.drawing import CSS
from verify.store import Store
from verify.web import api, rendering, watching
from verify.web.api import PREFIX, problems
from verify.web.guard import Guard
from verify.web.jobs import Jobs
from verify.web.logs import Logged
from verify.web.pages import routers
from verify.web.settings import Settings
from verify.web.visit import Desk, NotAllowed, SignInFirst, nobody, place_of, someone
from verify.web.watching import Counting, Figures

_LOG = logging.getLogger(__name__)
_AWAY = Message(
    "The database cannot be used just now. Nothing of this step was stored: try again in a moment."
)

STATIC = Path(__file__).parent / "static"

STATUS: tuple[tuple[type[VerifyError], int], ...] = (
    (NotFound, 404),
    (NotAllowed, 403),
    (TooManyTries, 429),
    (Refused, 409),
    (InputError, 422),
    (StoreError, 503),
    (VerifyError, 500),
)
"""Status of an answer by what was raised; the first that fits."""


class Files(StaticFiles):
    """Our own files; their addresses carry a hash, so a browser may keep them for a year."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        answer = await super().get_response(path, scope)
        answer.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return answer


def create(store: Store, settings: Settings) -> FastAPI:
    """The desk over an open database, which stays the caller's to close."""
    jobs = Jobs()

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        yield
        jobs.close()

    # FastAPI's own pages about the interface load scripts from elsewhere: off.
    app = FastAPI(
        title="verify",
        version=__version__,
        description="The desk as JSON: articles, their claims, who says them, and what people found out.",
        docs_url=None,
        redoc_url=None,
        openapi_url=f"{PREFIX}/openapi.json",
        lifespan=life,
    )
    app.state.desk = Desk(store, jobs, settings)
    app.state.figures = Figures()
    app.add_route("/health", watching.health)
    app.add_route("/metrics", watching.metrics)
    app.add_route("/static/drawing.css", _drawing_css)
    app.mount("/static", Files(directory=STATIC), name="static")
    for router in routers():
        app.include_router(router, include_in_schema=False)
    app.include_router(api.router())
    _describe(app)
    app.add_exception_handler(VerifyError, _refused)
    app.add_exception_handler(SignInFirst, _to_sign_in)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(ClientDisconnect, _gone)
    app.add_exception_handler(RequestValidationError, _unread)
    app.add_exception_handler(Exception, _broken)
    app.add_middleware(Guard, settings=settings)
    app.add_middleware(Counting, figures=app.state.figures)
    app.add_middleware(Logged)
    return app


def _drawing_css(request: Request) -> Response:
    """The rules of drawings, which our policy keeps out of the drawings themselves."""
    return Response(CSS, media_type="text/css", headers={"Cache-Control": "public, max-age=3600"})


def _describe(app: FastAPI) -> None:
    """Give the description its problems' own media type."""
    plain = app.openapi
    app.openapi = lambda: problems.described(plain())  # type: ignore[method-assign]


def _for_script(request: Request) -> bool:
    return request.url.path.startswith(PREFIX)


def status_of(error: VerifyError) -> int:
    """Status of the answer to an error."""
    return next(status for kind, status in STATUS if isinstance(error, kind))


def _refused(request: Request, error: Exception) -> Response:
    """Scripts learn of a mistake in what they send by 422 from its description alone; what only the desk can
    tell is a conflict.
    """
    assert isinstance(error, VerifyError)
    status = status_of(error)
    if status == 503:  # who runs the desk reads where the database is and what it said, visitors don't
        _LOG.error("%s", error)
        return _said(request, _AWAY, status)
    answer = _said(request, error.message, 409 if status == 422 and _for_script(request) else status)
    if isinstance(error, TooManyTries):
        answer.headers["Retry-After"] = str(ceil(error.seconds))
    return answer


def _unread(request: Request, error: Exception) -> Response:
    """What a request has that the description does not allow."""
    assert isinstance(error, RequestValidationError)
    places = [{"where": list(e["loc"]), "what": e["msg"]} for e in error.errors()]
    words = "; ".join(f"{'.'.join(map(str, p['where']))}: {p['what']}" for p in places)
    if _for_script(request):
        return problems.problem(422, words, places)
    return _said(request, words, 422)


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    words = Message("There is no such page.") if error.status_code == 404 else str(error.detail)
    answer = _said(request, words, error.status_code)
    if error.status_code == 405:
        answer.headers["Allow"] = ", ".join(_allowed(request))
    return answer


def _allowed(request: Request) -> list[str]:
    """All methods of the path, as the description has them: each route knows its own only."""
    for template, operations in request.app.openapi()["paths"].items():
        if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", template), request.url.path):
            return sorted(method.upper() for method in operations)
    return ["GET"]


def _gone(request: Request, error: Exception) -> Response:
    """The browser went away before its form had come: nothing broke, and nobody reads this."""
    return Response(status_code=400)


def _broken(request: Request, error: Exception) -> Response:
    return _said(request, Message("Something broke here; the log has the details."), 500)


def _to_sign_in(request: Request, error: Exception) -> Response:
    """To the page where people sign in; from there back to where they wanted to go, if that was a page."""
    if _for_script(request):
        return problems.problem(401, "Send a token: Authorization: Bearer …; or sign in.")
    return RedirectResponse(f"/sign-in?to={quote(place_of(request))}", 303)


def _said(request: Request, words: str, status: int) -> Response:
    if _for_script(request):
        return problems.problem(status, words)
    part = request.headers.get("x-desk-part") == "1"
    try:
        visit = someone(request)
    except StoreError:  # whose cookie it is cannot be told now
        visit = nobody(request)
    return rendering.page(visit, "_problem.html" if part else "error.html", status=status, message=words)
