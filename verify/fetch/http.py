"""What an address answers: hop by hop, within limits, from public hosts only.

`fetch` reads a page, as an article is one; `ask` what is none: a feed, a sitemap, a service's JSON.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

import httpx

from verify import __version__
from verify.errors import ComeBackLater, FetchError, Gone, InputError, Message, Unreachable, UnsafeAddress
from verify.fetch.connect import Deadline, PinnedTransport, TimeUp
from verify.fetch.inflate import ACCEPTED, inflate, too_large
from verify.fetch.reading import Body, ReadOptions
from verify.fetch.safety import Resolver, http_address, safe_addresses, system_resolver
from verify.model.snapshot import Redirect, Snapshot, bytes_sha256

USER_AGENT = f"verify/{__version__}"
_HEAD = {
    "User-Agent": USER_AGENT,
    "Accept-Language": "ru, uk, en;q=0.8",
    "Accept-Encoding": ACCEPTED,
}
_PAGES = "text/html, application/xhtml+xml, text/plain;q=0.9"
_READABLE = frozenset({"text/html", "application/xhtml+xml", "text/plain", ""})
_TRY_AGAIN = {429, 502, 503, 504}
_GONE = {404, 410}
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


@dataclass(frozen=True, slots=True)
class Want:
    """What is asked of an address.

    accept: the media types that we say we read; media: those that are read, None for whatever comes (feeds
    come under any name). heads: sent along to every hop; secret: to the address itself alone, never to one
    that it redirects to. answers: statuses that are an answer rather than an error. redirects: follow them;
    where not, they are an answer too, so that nothing goes anywhere but to the address itself.
    """

    accept: str = "*/*"
    media: frozenset[str] | None = None
    heads: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    secret: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    answers: frozenset[int] = frozenset({200})
    redirects: bool = True


_PAGE = Want(_PAGES, _READABLE)
DOCUMENT = Want(f"{_PAGES}, application/pdf;q=0.9, */*;q=0.5")
"""Whatever may be evidence: a page, a report, a picture."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What an address answered. address: where it was read in the end. data: the body, after decompression;
    of statuses other than 200 b"". headers: names lower-cased; of a head that comes twice, the values in a
    list with commas. moved: where a lasting redirect (301, 308) says that it is from now on.
    """

    status: int
    address: str
    headers: Mapping[str, str]
    data: bytes
    media_type: str
    charset: str | None
    moved: str | None = None


class _Answer(NamedTuple):
    """One response, its body still as sent."""

    status: int
    headers: httpx.Headers
    raw: bytes


def fetch(address: str, options: ReadOptions, network: Network | None = None, want: Want = _PAGE) -> Body:
    """The page at an http(s) address; or what else is wanted.

    Raises UnsafeAddress where it, or anything it redirects to, is not a public host's (see safety), and
    FetchError (Gone, Unreachable …) where it cannot be had or is not text. Messages name the address and what
    to do.
    """
    with _explaining(address, options) as deadline:
        return _Fetch(options, network or Network(), deadline, want).body(http_address(address))


def ask(address: str, want: Want, options: ReadOptions, network: Network | None = None) -> Reply:
    """What an http(s) address answers. Raises as `fetch` does; ComeBackLater where it
    asks for patience.
    """
    with _explaining(address, options) as deadline:
        return _Fetch(options, network or Network(), deadline, want).reply(http_address(address))


@contextmanager
def _explaining(address: str, options: ReadOptions) -> Iterator[Deadline]:
    """The deadline of one reading; what breaks it, in words."""
    if options.proxy and not options.proxy.lower().startswith(("http://", "https://")):
        raise InputError("--proxy: only the address of an http:// or https:// proxy works here")
    deadline = Deadline(options.limits.total)
    try:
        yield deadline
    except TimeUp:
        raise Unreachable(
            "{address}: the page took longer than {seconds} s and was given up; try again later",
            address=address,
            seconds=f"{deadline.seconds:g}",
        ) from None
    except (httpx.InvalidURL, UnicodeError) as error:
        raise FetchError("{address}: not a valid address ({error})", address=address, error=error) from None


class _Fetch:
    """One fetch: its cookies and redirects live as long as it does, and no longer."""

    def __init__(self, options: ReadOptions, network: Network, deadline: Deadline, want: Want) -> None:
        self._options = options
        self._want = want
        self._limits = options.limits
        self._network = network
        self._deadline = deadline
        self._cookies = httpx.Cookies()
        self._redirects: list[Redirect] = []

    def body(self, address: str) -> Body:
        url, answer = self._final(address)
        return self._checked(address, url, answer)

    def reply(self, address: str) -> Reply:
        url, answer = self._final(address)
        data = inflate(answer.raw, answer.headers.get("content-encoding", ""), self._limits.decoded, str(url))
        media, charset = _content_type(answer.headers)
        heads = {name.lower(): value for name, value in answer.headers.items()}
        return Reply(answer.status, str(url), heads, data, media, charset, self._moved())

    def _moved(self) -> str | None:
        """Where the address is from now on: lasting redirects count as long as none before was passing."""
        moved = None
        for hop in self._redirects:
            if hop.status not in (301, 308):
                break
            moved = str(httpx.URL(hop.address).join(hop.location))
        return moved

    def _final(self, address: str) -> tuple[httpx.URL, _Answer]:
        """The last address of a row of redirects, and its answer, if it is one that is wanted."""
        url = httpx.URL(address).copy_with(fragment=None)
        for hop in range(self._limits.redirects + 1):
            answer = self._patient(url, first=hop == 0)
            sent_on = answer.status in _ON and "location" in answer.headers
            if not sent_on or not self._want.redirects:
                if answer.status not in self._want.answers and not sent_on:
                    raise _refused(url, answer.status)
                return url, answer
            url = self._onward(url, answer)
        raise FetchError(
            "{address}: redirected more than {redirects} times, last to {url}; open it in a browser and "
            "give the address it ends at",
            address=address,
            redirects=self._limits.redirects,
            url=url,
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
            pause = self._limits.pause * 2 ** (attempt - 1)
            try:
                answer = self._once(url, first)
            except httpx.TransportError as error:
                if last or not _temporary(error):
                    raise _explained(url, error) from error
            else:
                if answer.status not in _TRY_AGAIN or answer.status in self._want.answers:
                    return answer
                asked = asked_to_wait(answer.headers)
                if asked > self._limits.retry_after or (last and asked):
                    raise ComeBackLater(
                        "{url}: the server asks to come back in {asked} s; try again then",
                        asked,
                        url=url,
                        asked=f"{asked:.0f}",
                    )
                if last:
                    return answer
                pause = max(pause, asked)
            self._network.sleep(self._deadline.left(pause))
        raise AssertionError("the last attempt returns or raises")

    def _once(self, url: httpx.URL, first: bool) -> _Answer:
        limits = self._limits
        transport = self._network.transport(self._route(url, first), self._deadline, self._options.proxy)
        timeout = httpx.Timeout(limits.read, connect=limits.connect)
        heads = {
            **_HEAD,
            "Accept": self._want.accept,
            **self._want.heads,
            **(self._want.secret if first else {}),
        }
        with httpx.Client(
            transport=transport, headers=heads, cookies=self._cookies, timeout=timeout, trust_env=False
        ) as client:
            response = client.send(client.build_request("GET", url), stream=True)
            try:
                return _Answer(response.status_code, response.headers, self._raw(url, response))
            finally:
                response.close()
                self._cookies = client.cookies

    def _route(self, url: httpx.URL, first: bool) -> Sequence[str]:
        """The hop's checked addresses. Permission for loopback or private ones is the first address's alone.

        () where only the proxy can resolve the name, as behind many a company's wall.
        """
        host = url.raw_host.decode("ascii")
        port = url.port or {"http": 80, "https": 443}[url.scheme]
        allowed = self._options.allowed if first else frozenset()
        permits = self._options.permits if first else {}
        seconds = self._deadline.left(self._limits.connect)
        try:
            return safe_addresses(
                host, port, resolve=self._network.resolve, allowed=allowed, seconds=seconds, permits=permits
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
        if self._want.media is not None and media not in self._want.media:
            hint = Message("verify reads HTML and plain text; save its text to a file and check that")
            raise FetchError("{url}: it is {media}, and {hint}", url=url, media=media[:60], hint=hint)
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
        """The body of a page's final answer, and how it came."""
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


def asked_to_wait(headers: httpx.Headers) -> float:
    """Seconds a Retry-After head asks for, as a number or as a date; 0 without one."""
    value = headers.get("retry-after", "").strip()
    if value.isdecimal():
        return float(value)
    try:
        return (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds()
    except (ValueError, TypeError, OverflowError):
        return 0.0


def _refused(url: httpx.URL, status: int) -> FetchError:
    """A status that is no answer, as an error."""
    kind = Unreachable if status == 429 or status >= 500 else Gone if status in _GONE else FetchError
    return kind("{url}: {problem}", url=url, problem=_status(status))


def _status(status: int) -> str:
    """What a status means for the reader, and what to do."""
    if status in _GONE:
        return Message("there is no such page ({status}); check the address", status=status)
    if status in (401, 402, 403, 407, 451):
        return Message(
            "the server does not show it to us ({status}); save the page in a browser and check the file, "
            "with --address for where it came from",
            status=status,
        )
    if status == 429 or status >= 500:
        return Message("the server cannot answer now ({status}); try again later", status=status)
    return Message(
        "the server answered {status} instead of a page; open it in a browser and check the address",
        status=status,
    )


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
            "{url}: its certificate cannot be trusted ({problem}); verify does not read pages that anybody "
            "in between could have changed",
            url=url,
            problem=certificate.verify_message,
        )
    if isinstance(error, httpx.TimeoutException):
        return Unreachable("{url}: the server does not answer in time; try again later", url=url)
    if isinstance(error, httpx.ProxyError):
        return FetchError(
            "{url}: the proxy refuses the connection ({error}); check --proxy", url=url, error=error
        )
    return Unreachable(
        "{url}: the connection failed ({error}); try again later",
        url=url,
        error=error or type(error).__name__,
    )
