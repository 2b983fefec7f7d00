"""A transport that connects to addresses checked before, and never past a deadline.

The request keeps its name: Host, SNI and the certificate check see the name, only the TCP connection
goes to the pinned address. Imported when an address is read, since httpx and httpcore are heavy.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import httpcore
import httpx


class TimeUp(Exception):  # a signal, mapped before anybody reads it
    """The deadline of the whole reading has passed."""


class Deadline:
    """A moment on the monotonic clock that no wait goes past."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = time.monotonic() + seconds

    def left(self, longest: float | None = None) -> float:
        """Seconds that a wait may take now, `longest` at most. Raises TimeUp if there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeUp
        return left if longest is None else min(left, longest)


class _Stream(httpcore.NetworkStream):
    """A stream whose every wait ends at the deadline: a head or body sent byte by byte cannot outlast it."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        inner = self._inner.start_tls(ssl_context, server_hostname, self._deadline.left(timeout))
        return _Stream(inner, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class PinnedBackend(httpcore.NetworkBackend):
    """Opens every connection to one of the given addresses, whatever name is asked for.

    addresses: to try in order; () leaves the name as it is, which only a proxy's own name does.
    """

    def __init__(self, addresses: Sequence[str], deadline: Deadline) -> None:
        self._addresses = tuple(addresses)
        self._deadline = deadline
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        error: Exception = httpcore.ConnectError(f"no address for {host}")
        for address in self._addresses or (host,):
            try:
                stream = self._inner.connect_tcp(
                    address, port, self._deadline.left(timeout), local_address, socket_options
                )
                return _Stream(stream, self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as failed:
                error = failed
        raise error


class PinnedTransport(httpx.BaseTransport):
    """Carries one hop's requests to the pinned addresses, or through an explicitly given proxy."""

    def __init__(
        self,
        addresses: Sequence[str],
        deadline: Deadline,
        proxy: str | None = None,
        context: ssl.SSLContext | None = None,
    ) -> None:
        context = context or httpx.create_ssl_context(trust_env=False)
        self._pool: httpcore.ConnectionPool
        if proxy:
            given = httpx.Proxy(proxy)
            url = httpcore.URL(
                scheme=given.url.raw_scheme, host=given.url.raw_host, port=given.url.port, target=b"/"
            )
            self._pool = httpcore.HTTPProxy(
                url,
                proxy_auth=given.raw_auth,
                ssl_context=context,
                network_backend=PinnedBackend((), deadline),
            )
        else:
            self._pool = httpcore.ConnectionPool(
                ssl_context=context, network_backend=PinnedBackend(addresses, deadline)
            )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        asked = httpcore.Request(
            request.method,
            httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
            headers=request.headers.raw,
            extensions=request.extensions,
        )
        with _as_httpx():
            answer = self._pool.handle_request(asked)
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Body(answer), extensions=answer.extensions
        )

    def close(self) -> None:
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        with _as_httpx():
            yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


@contextmanager
def _as_httpx() -> Iterator[None]:
    """httpcore's errors under httpx's names, so that every transport fails alike."""
    try:
        yield
    except (
        httpcore.TimeoutException,
        httpcore.NetworkError,
        httpcore.ProtocolError,
        httpcore.ProxyError,
    ) as error:
        mapped = getattr(httpx, type(error).__name__, httpx.TransportError)
        raise mapped(str(error)) from error
