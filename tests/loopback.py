"""Loopback servers and networks of our own making: no test here leaves the machine."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest

from verify.fetch.connect import Deadline, PinnedTransport
from verify.fetch.http import Network

PUBLIC = "93.184.216.34"


@dataclass
class Server:
    """Answers by path; remembers what it was asked."""

    port: int
    routes: dict[str, object] = field(default_factory=dict)
    asked: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def page(self, path: str, body: bytes, status: int = 200, **head: str) -> str:
        """Serve the bytes at a path; heads with `_` for `-`. Returns the address."""
        named = {k.replace("_", "-"): v for k, v in head.items()}
        self.routes[path] = (status, {"Content-Type": "text/html", **named}, body)
        return self.url(path)


class _Handler(BaseHTTPRequestHandler):
    server_of: Server

    def do_GET(self) -> None:
        self.server_of.asked.append((self.path, dict(self.headers)))
        routes = self.server_of.routes
        route = routes.get(self.path) or routes.get(self.path.partition("?")[0], (404, {}, b""))
        if callable(route):
            return route(self)
        status, head, body = route  # type: ignore[misc]
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **head}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A client that hangs up in the middle is what some tests are about."""


@pytest.fixture
def server() -> Iterator[Server]:
    handler = type("Handler", (_Handler,), {})
    listening = _Quiet(("127.0.0.1", 0), handler)
    handler.server_of = Server(listening.server_address[1])
    thread = threading.Thread(target=listening.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield handler.server_of
    listening.shutdown()
    listening.server_close()
    thread.join()


@pytest.fixture
def home() -> Callable[..., Network]:
    """The real transport, to this machine whatever the name; names are public unless `names` says else."""

    def build(names: Mapping[str, list[str]] | None = None, slept: list[float] | None = None) -> Network:
        def transport(addresses: Sequence[str], deadline: Deadline, proxy: str | None) -> httpx.BaseTransport:
            return PinnedTransport(["127.0.0.1"], deadline)

        return Network(
            resolve=lambda host, _: (names or {}).get(host, [host if host[0].isdigit() else PUBLIC]),
            transport=transport,
            sleep=(slept if slept is not None else []).append,
        )

    return build


Handler = Callable[[httpx.Request], httpx.Response]


@pytest.fixture
def net() -> Callable[..., Network]:
    """A network in which every name is public unless `names` says otherwise, and one handler answers all."""

    def streamed(handler: Handler) -> Handler:
        """The handler's answers, their bodies not read yet, as they come from a connection."""

        def answer(request: httpx.Request) -> httpx.Response:
            made = handler(request)
            if not made.is_stream_consumed:
                return made
            return httpx.Response(
                made.status_code, headers=made.headers, stream=httpx.ByteStream(made.content)
            )

        return answer

    def build(
        handler: Handler, names: Mapping[str, list[str]] | None = None, slept: list[float] | None = None
    ) -> Network:
        return Network(
            resolve=lambda host, _: (names or {}).get(host, [PUBLIC]),
            transport=lambda *_: httpx.MockTransport(streamed(handler)),
            sleep=(slept if slept is not None else []).append,
        )

    return build
