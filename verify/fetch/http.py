"""A page from its address: hop by hop, within limits, from public hosts only."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any, NamedTuple

import httpx

from verify import __version__
from verify.errors import FetchError, InputError, UnsafeAddress
from verify.fetch.connect import Deadline, PinnedTransport, TimeUp
from verify.fetch.inflate import ACCEPTED, inflate, too_large
from verify.fetch.reading import Body, ReadOptions
from verify.fetch.safety import Resolver, http_address, safe_addresses, system_resolver
from verify.model.snapshot import Redirect, Snapshot, bytes_sha256

USER_AGENT = f"verify/{__version__}"
_HEAD = {
    "User-Agent": USER_AGENT,
    "Accept": "text/html, application/xhtml+xml, text/plain;q=0.9",
    "Accept-Language": "ru, uk, en;q=0.8",
    "Accept-Encoding": ACCEPTED,
}
_READABLE = {"text/html", "application/xhtml+xml", "text/plain", ""}
_TRY_AGAIN = {429, 502, 503, 504}
_ON = {301, 302, 303, 307, 308}


@cache
def _tls() -> ssl.SSLContext:
    """Certificates verified against the bundled authorities; the environment cannot weaken it."""
    return httpx.create_ssl_context(trust_env=False)


def _pinned(addresses: Sequence[str], deadline: Deadline, proxy: str | None) -> httpx.BaseTransport:
    return PinnedTransport(addresses, deadline, proxy, _tls())


@dataclass(frozen=True, slots=True)
class Network:
    """What fetching needs of the world: names, connections, waiting. Tests give their own."""

    resolve: Resolver = system_resolver
    transport: Callable[[Sequence[str], Deadline, str | None], httpx.BaseTransport] = _pinned
    sleep: Callable[[float], None] = time.sleep


class _Answer(NamedTuple):
    """One response, its body still as sent."""

    status: int
    headers: httpx.Headers
    raw: bytes


def fetch(address: str, options: ReadOptions, network: Network | None = None) -> Body:
    """The page at an http(s) address.

    Raises UnsafeAddress where it, or anything it redirects to, is not a public host's (see safety), and
    FetchError where it cannot be had or is not text. Messages name the address and what to do.
    """
    if options.proxy and not options.proxy.lower().startswith(("http://", "https://")):
        raise InputError("--proxy: only the address of an http:// or https:// proxy works here")
    deadline = Deadline(options.limits.total)
    try:
        return _Fetch(options, network or Network(), deadline).body(http_address(address))
    except TimeUp:
        raise FetchError(
            f"{address}: the page took longer than {deadline.seconds:g} s and was given up; try again later"
        ) from None
    except (httpx.InvalidURL, UnicodeError) as error:
        raise FetchError(f"{address}: not a valid address ({error})") from None


class _Fetch:
    """One fetch: its cookies and redirects live as long as it does, and no longer."""

    def __init__(self, options: ReadOptions, network: Network, deadline: Deadline) -> None:
        self._options = options
        self._limits = options.limits
        self._network = network
        self._deadline = deadline
        self._cookies = httpx.Cookies()
        self._redirects: list[Redirect] = []

    def body(self, address: str) -> Body:
        url = httpx.URL(address).copy_with(fragment=None)
        for hop in range(self._limits.redirects + 1):
            answer = self._patient(url, first=hop == 0)
            if answer.status not in _ON or "location" not in answer.headers:
                return self._checked(address, url, answer)
            url = self._onward(url, answer)
        raise FetchError(
            f"{address}: redirected more than {self._limits.redirects} times, last to {url}; "
            "open it in a browser and give the address it ends at"
        )

    def _onward(self, url: httpx.URL, answer: _Answer) -> httpx.URL:
        location = answer.headers["location"]
        self._redirects.append(Redirect(str(url), answer.status, location))
        onward = url.join(location).copy_with(fragment=None)
        http_address(str(onward))
        return onward

    def _patient(self, url: httpx.URL, *, first: bool) -> _Answer:
        """The answer of one hop, asked again with growing pauses while failing looks temporary."""
        for attempt in range(1, self._limits.attempts + 1):
            last = attempt == self._limits.attempts
            pause = 0.5 * 2 ** (attempt - 1)
            try:
                answer = self._once(url, first)
            except httpx.TransportError as error:
                if last or not _temporary(error):
                    raise _explained(url, error) from error
            else:
                if answer.status not in _TRY_AGAIN or last:
                    return answer
                pause = max(pause, _asked_to_wait(answer.headers))
                if pause > self._limits.retry_after:
                    raise FetchError(f"{url}: the server asks to come back in {pause:.0f} s; try again then")
            self._network.sleep(self._deadline.left(pause))
        raise AssertionError("the last attempt returns or raises")

    def _once(self, url: httpx.URL, first: bool) -> _Answer:
        limits = self._limits
        transport = self._network.transport(self._route(url, first), self._deadline, self._options.proxy)
        timeout = httpx.Timeout(limits.read, connect=limits.connect)
        with httpx.Client(
            transport=transport, headers=_HEAD, cookies=self._cookies, timeout=timeout, trust_env=False
        ) as client:
            response = client.send(client.build_request("GET", url), stream=True)
            try:
                return _Answer(response.status_code, response.headers, self._raw(url, response))
            finally:
                response.close()
                self._cookies = client.cookies

    def _route(self, url: httpx.URL, first: bool) -> Sequence[str]:
        """The hop's checked addresses. Permission for loopback is the first address's alone.

        () where only the proxy can resolve the name, as behind many a company's wall.
        """
        host = url.raw_host.decode("ascii")
        port = url.port or {"http": 80, "https": 443}[url.scheme]
        allowed = first and self._options.allow_loopback
        seconds = self._deadline.left(self._limits.connect)
        try:
            return safe_addresses(
                host, port, resolve=self._network.resolve, allow_loopback=allowed, seconds=seconds
            )
        except UnsafeAddress:
            raise
        except FetchError:
            if self._options.proxy:
                return ()
            raise

    def _raw(self, url: httpx.URL, response: httpx.Response) -> bytes:
        """The body as sent; nothing of one that is only a signpost."""
        if response.status_code != 200:
            return b""
        media, _ = _content_type(response.headers)
        if media not in _READABLE:
            hint = "verify reads HTML and plain text; save its text to a file and check that"
            raise FetchError(f"{url}: it is {media[:60]}, and {hint}")
        size = response.headers.get("content-length", "")
        if size.isdecimal() and int(size) > self._limits.sent:
            raise too_large(str(url), self._limits.sent)
        raw = bytearray()
        for chunk in response.iter_raw():
            raw += chunk
            self._deadline.left()
            if len(raw) > self._limits.sent:
                raise too_large(str(url), self._limits.sent)
        return bytes(raw)

    def _checked(self, address: str, url: httpx.URL, answer: _Answer) -> Body:
        """The body of a final answer, if it is one that can be an article's."""
        if answer.status != 200:
            raise FetchError(f"{url}: {_status(answer.status)}")
        media, charset = _content_type(answer.headers)
        packing = answer.headers.get("content-encoding", "")
        data = inflate(answer.raw, packing, self._limits.decoded, str(url))
        snapshot = Snapshot(
            raw=answer.raw,
            sha256=bytes_sha256(answer.raw),
            decoded_sha256=bytes_sha256(data),
            fetched_at=datetime.now(UTC),
            address=address,
            final_address=str(url),
            status=answer.status,
            headers=tuple(answer.headers.multi_items()),
            redirects=tuple(self._redirects),
            media_type=media or None,
        )
        return Body(snapshot, data, charset)


def _content_type(headers: httpx.Headers) -> tuple[str, str | None]:
    media, _, parameters = headers.get("content-type", "").partition(";")
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return media.strip().lower(), value.strip().strip("\"'") or None
    return media.strip().lower(), None


def _asked_to_wait(headers: httpx.Headers) -> float:
    """Seconds a Retry-After head asks for, as a number or as a date; 0 without one."""
    value = headers.get("retry-after", "").strip()
    if value.isdecimal():
        return float(value)
    try:
        return (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds()
    except (ValueError, TypeError):
        return 0.0


def _status(status: int) -> str:
    """What a status means for the reader, and what to do."""
    if status in (404, 410):
        return f"there is no such page ({status}); check the address"
    if status in (401, 402, 403, 407, 451):
        return (
            f"the server does not show it to us ({status}); save the page in a browser and check the file, "
            "with --address for where it came from"
        )
    if status == 429 or status >= 500:
        return f"the server cannot answer now ({status}); try again later"
    return f"the server answered {status} instead of a page; open it in a browser and check the address"


def _temporary(error: httpx.TransportError) -> bool:
    """Whether the same request may go well a moment later: not with a bad certificate or a bad proxy."""
    return not isinstance(error, httpx.ProxyError | httpx.UnsupportedProtocol) and not _certificate(error)


def _certificate(error: BaseException | None) -> ssl.SSLCertVerificationError | None:
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return error
        error = error.__cause__ or error.__context__
    return None


def _explained(url: httpx.URL, error: httpx.TransportError) -> FetchError:
    certificate: Any = _certificate(error)
    if certificate:
        return FetchError(
            f"{url}: its certificate cannot be trusted ({certificate.verify_message}); "
            "verify does not read pages that anybody in between could have changed"
        )
    if isinstance(error, httpx.TimeoutException):
        return FetchError(f"{url}: the server does not answer in time; try again later")
    if isinstance(error, httpx.ProxyError):
        return FetchError(f"{url}: the proxy refuses the connection ({error}); check --proxy")
    return FetchError(f"{url}: the connection failed ({error or type(error).__name__}); try again later")
