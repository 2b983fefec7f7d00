"""What stands before every page: the Host header, the size of a request, the headers of an answer."""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from verify.web.settings import Settings

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Content-Security-Policy of every answer: nothing of ours stands inline, nothing comes from elsewhere."""

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # same-origin and not no-referrer: with no-referrer, browsers send our own forms with "Origin: null".
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Guard:
    """ASGI middleware."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app, self.settings = app, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        guarded = _guarded(send)
        if refusal := self._refusal(headers, scope["method"]):
            await refusal(scope, receive, guarded)
            return
        await self.app(scope, _measured(receive, self.settings.body), guarded)

    def _refusal(self, headers: Headers, method: str) -> PlainTextResponse | None:
        if name_of(headers.get("host", "")) not in self.settings.hosts:
            return PlainTextResponse("This desk does not answer to that name.\n", 421)
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > self.settings.body:
            return PlainTextResponse("The request is larger than this desk takes.\n", 413)
        if method not in ("GET", "HEAD", "OPTIONS") and not same_site(headers):
            return PlainTextResponse("Another site sent this: nothing was changed.\n", 403)
        return None


def name_of(host: str) -> str:
    """A Host header without its port, in lower case."""
    name, bracket, _ = host.lower().partition("]")
    return name + bracket if bracket else name.partition(":")[0]


def same_site(headers: Headers) -> bool:
    """False where the browser says that another site made it ask (Fetch metadata, else Origin)."""
    site = headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    return origin is None or origin.partition("://")[2] == headers.get("host", "")


def _measured(receive: Receive, most: int) -> Receive:
    """The body, as long as it is no larger than announced bodies may be: it may come without a length."""
    seen = 0

    async def measured() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > most:
            raise HTTPException(413, "The request is larger than this desk takes.")
        return message

    return measured


def _guarded(send: Send) -> Send:
    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("Cache-Control", "no-store")
        await send(message)

    return guarded
