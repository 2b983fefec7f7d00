"""What a desk writes about itself: trouble in plain words, or, with VERIFY_LOG=json, a JSON object a line.

No line holds what an article, a note or a search says, an address that was read, a password, token or cookie:
requests are named by their route, errors by their kind and where they happened.
"""

from __future__ import annotations

import logging
import secrets
import time
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from verify.errors import InputError, StoreError
from verify.report.safe import dumps

VARIABLE = "VERIFY_LOG"
FORMS = ("text", "json")
FIELDS = ("person", "method", "route", "status", "milliseconds", "job", "state")
"""What a record may carry beside its words; `request` comes from the context."""

_LOG = logging.getLogger(__name__)
_OURS = ("verify", "uvicorn")
_request: ContextVar[str | None] = ContextVar("verify_request", default=None)
"""Of the request that is being answered."""


class Lines(logging.Formatter):
    """A record as a line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        said: dict[str, Any] = {"at": at, "level": record.levelname.lower(), "what": _what(record)}
        said["request"] = _request.get()
        said |= {name: getattr(record, name, None) for name in FIELDS}
        if record.exc_info and (error := record.exc_info[1]) is not None:
            said |= _error(error)
        return dumps({name: value for name, value in said.items() if value is not None})


def _what(record: logging.LogRecord) -> str:
    """Our words and those of the server; a library's own may quote an article."""
    if record.name.partition(".")[0] in _OURS:
        return record.getMessage().strip()
    return f"{record.name}, {record.filename}:{record.lineno}"


def _error(error: BaseException) -> dict[str, Any]:
    """Its kind and where it came from. Its words may be an article's, but for the database's own trouble."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{'/'.join(Path(f.filename).parts[-3:])}:{f.lineno} {f.name}" for f in frames]
    said: dict[str, Any] = {"error": type(error).__name__, "trace": places}
    return said | ({"problem": str(error)} if isinstance(error, StoreError) else {})


def configure(form: str, stream: IO[str] | None = None) -> bool:
    """Set up what is written; True for JSON. stream: standard error where None. Another form: InputError."""
    if form not in FORMS:
        raise InputError("VERIFY_LOG={form}: it is text or json.", form=form)
    if form == "json":
        handler = logging.StreamHandler(stream)
        handler.setFormatter(Lines())
        logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
        logging.getLogger("verify").setLevel(logging.INFO)
    return form == "json"


class Logged:
    """ASGI middleware: a record for each request, whose number goes out as X-Request-Id."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        number, began, status = secrets.token_hex(8), time.perf_counter(), 500
        _request.set(number)

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["X-Request-Id"] = number
            await send(message)

        try:
            await self.app(scope, receive, noted)
        finally:  # an error goes on to who answers 500 for it, and is told there with its trace
            _LOG.log(
                logging.ERROR if status >= 500 else logging.INFO,
                "request",
                extra={
                    "person": scope.get("state", {}).get("person"),
                    "method": scope["method"],
                    "route": _route(scope),
                    "status": status,
                    "milliseconds": round((time.perf_counter() - began) * 1000, 1),
                },
            )


def _route(scope: Scope) -> str:
    """The route's template; strangers choose paths."""
    from verify.web.api import PREFIX

    path = getattr(scope.get("route"), "path", None)
    if not isinstance(path, str):
        return "/static" if scope["path"].startswith("/static/") else "none"
    inside = scope["path"].startswith(PREFIX) and not path.startswith(PREFIX)
    return PREFIX + path if inside else path


def job_over(job: str, person: str, state: str, seconds: float, error: BaseException | None = None) -> None:
    """A record of a job that ended."""
    broken = error is not None
    _LOG.log(
        logging.ERROR if broken else logging.INFO,
        "job broke" if broken else "job",
        extra={
            "job": job, "person": person, "state": state, "milliseconds": round(seconds * 1000, 1),
        },
        exc_info=error,
    )  # fmt: skip
