"""Whether the desk is well, and how much it does: for whoever runs it."""

from __future__ import annotations

import time

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from verify import __version__
from verify.errors import StoreError
from verify.store import Store
from verify.web.visit import desk_of


class Figures:
    """Counts of one server. Paths are told by their first part alone: articles and claims have millions."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "verify_requests", "Requests answered.", ["method", "part", "status"], registry=self.registry
        )
        self.seconds = Histogram(
            "verify_request_seconds",
            "Time to the first byte of the answer.",
            ["part"],
            registry=self.registry,
        )
        self.rows = Gauge("verify_rows", "Rows in the database.", ["table"], registry=self.registry)

    def answered(self, method: str, path: str, status: int, seconds: float) -> None:
        """Count an answer. What is none of our own parts is "other": strangers choose paths."""
        part = path.split("/")[1] or "inbox"
        part = part if part in _PARTS else "other"
        known = method if method in _METHODS else "other"
        self.requests.labels(known, part, str(status)).inc()
        self.seconds.labels(part).observe(seconds)

    def text(self, store: Store) -> bytes:
        """All of it as Prometheus reads it."""
        for table, count in store.status().counts.items():
            self.rows.labels(table).set(count)
        return generate_latest(self.registry)


_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
_PARTS = {
    "inbox", "articles", "claims", "cases", "sources", "log", "check", "jobs", "sign-in", "sign-out",
    "language", "static", "api", "health", "metrics",
}  # fmt: skip


class Counting:
    """ASGI middleware that counts answers."""

    def __init__(self, app: ASGIApp, figures: Figures) -> None:
        self.app, self.figures = app, figures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began = time.perf_counter()

        async def counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                took = time.perf_counter() - began
                self.figures.answered(scope["method"], scope["path"], message["status"], took)
            await send(message)

        try:
            await self.app(scope, receive, counted)
        except Exception:  # answered with 500 by what stands before us
            self.figures.answered(scope["method"], scope["path"], 500, time.perf_counter() - began)
            raise


def health(request: Request) -> Response:
    """200 while the database answers, else 503. Nobody signs in for it, and it tells nothing of what is
    kept.
    """
    try:
        desk_of(request).store.size()
    except StoreError:
        return JSONResponse({"status": "the database cannot be used"}, 503)
    return JSONResponse({"status": "ok", "version": __version__})


def metrics(request: Request) -> Response:
    """Figures for Prometheus: for this machine, or for whoever may look."""
    from verify.web.visit import SignInFirst, someone

    desk = desk_of(request)
    local = request.client is not None and request.client.host in ("127.0.0.1", "::1", "testclient")
    if not local and not someone(request).person:
        raise SignInFirst
    figures: Figures = request.app.state.figures
    return Response(figures.text(desk.store), media_type=CONTENT_TYPE_LATEST)
