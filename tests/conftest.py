"""What tests of more than one layer share."""

from __future__ import annotations

import json
import os
import re
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, settings

from tests import databases
from verify.model import (
    Claim,
    Extraction,
    Flag,
    FlagCode,
    Hop,
    Link,
    Metadata,
    Mode,
    SourceKind,
    words,
)

os.environ["VERIFY_LANG"] = "en"  # whatever the language of the machine that tests run on

# A machine that is busy draws slowly; that is no fault of what is tested.
settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")

_LINE = re.compile(r"(?:По данным (?P<unnamed>[^,]+), )?(?P<said>.+?)(?:, - сообщает (?P<outlet>.+?))?\.?")


def toy_extract(
    text: str,
    metadata: Metadata,
    *,
    links: Sequence[Link] = (),
    carries_links: bool = False,
    outlets: object = None,
) -> Extraction:
    """An engine of one rule, whose results tests can foretell: a line is a claim.

    "По данным X, …" has an anonymous origin X, "…, - сообщает Y" an outlet Y before it.
    """
    claims = [_claim(text, match) for match in re.finditer(r"[^\n]+", text)]
    complete = metadata.completed(Metadata(text.split("\n")[0], "Вести Низовья", "ru"))
    return Extraction(complete, tuple(claims), (), "toy", "1")


def _claim(text: str, line: re.Match[str]) -> Claim:
    found = _LINE.fullmatch(line[0])
    assert found
    chain: list[Hop] = []
    flags: list[Flag] = []
    if found["outlet"]:
        chain.append(Hop(SourceKind.OUTLET, (found["outlet"],), (_span(line, found, "outlet"),), rule="toy"))
    if found["unnamed"]:
        chain.append(
            Hop(SourceKind.ANONYMOUS, (found["unnamed"],), (_span(line, found, "unnamed"),), rule="toy")
        )
        flags.append(Flag(FlagCode.ANONYMOUS_ORIGIN, {"name": found["unnamed"]}))
    if not chain:
        flags.append(Flag(FlagCode.UNATTRIBUTED))
    spans = (_span(line, found, "said"),)
    mode = Mode.INDIRECT if chain else Mode.NONE
    return Claim(spans, words(text, spans), line.span(), mode, tuple(chain), tuple(flags), 0.9)


def _span(line: re.Match[str], found: re.Match[str], group: str) -> tuple[int, int]:
    return found.start(group) + line.start(), found.end(group) + line.start()


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers",
        "sqlite(reason): opens a SQLite file whatever server is named; skipped on a server",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With a server named, only tests that open a database are of interest: the others ran without it."""
    if databases.SERVER is None:
        return
    kept: list[pytest.Item] = []
    left: list[pytest.Item] = []
    for item in items:
        marker = item.get_closest_marker("sqlite")
        if marker is not None:
            item.add_marker(pytest.mark.skip(reason=f"SQLite only: {marker.args[0]}"))
        (kept if marker or _has_database(item) else left).append(item)
    config.hook.pytest_deselected(items=left)
    items[:] = kept


def _has_database(item: pytest.Item) -> bool:
    return "template" in getattr(item, "fixturenames", ())


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The database that each test's is copied from: the newest schema, and nothing in it. A file's path, or
    the name of a server's database. Every test that runs on a server too has it, mostly by way of `database`.
    """
    with databases.template(tmp_path_factory.mktemp("template")) as made:
        yield made


@pytest.fixture
def database(tmp_path: Path, template: str) -> Iterator[str]:
    """A database of this test's own, with the newest schema and nothing in it: a file's path, or a URL."""
    with databases.copied(template, tmp_path / "claims.db") as made:
        yield made


@pytest.fixture
def postgres(request: pytest.FixtureRequest, template: str) -> str | None:
    """The same where it is on a server; None on SQLite, where no file is made."""
    if databases.SERVER is None:
        return None
    return str(request.getfixturevalue("database"))


@pytest.fixture
def fresh(template: str, tmp_path: Path) -> Iterator[Callable[[], str]]:
    """Makes further databases that hold nothing, where the test's own one is: paths or URLs."""
    with ExitStack() as made:
        yield lambda: made.enter_context(databases.copied(template, tmp_path / f"{uuid4().hex}.db"))


@pytest.fixture
def bare(template: str, tmp_path: Path) -> Iterator[str]:
    """A place without our tables: a path where no file is, or the URL of an empty database."""
    if databases.SERVER is None:
        yield str(tmp_path / "bare.db")
        return
    with databases.made(databases.SERVER) as url:
        yield url


@pytest.fixture
def toy_engine(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The toy engine in place of the real one."""
    monkeypatch.setattr("verify.extract.extract", toy_extract, raising=False)
    return toy_extract


Answer = tuple[int, Mapping[str, str], bytes]
"""Status, heads, body."""


class Service:
    """A chat service on this machine. `answers`: what it says, in turn, the last one for ever; a callable
    gets the handler and does what it likes.
    """

    def __init__(self, port: int) -> None:
        self.port = port
        self.answers: list[Answer | Callable[[Any], None]] = []
        self.asked: list[dict[str, Any]] = []
        self.heads: list[dict[str, str]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    def claims(self, *claims: Any) -> None:
        """Answer with these claims."""
        self.words(json.dumps({"claims": claims}, ensure_ascii=False))

    def words(self, said: str) -> None:
        """Answer with these words as the message of a completion."""
        self.body(json.dumps({"choices": [{"message": {"role": "assistant", "content": said}}]}).encode())

    def body(self, body: bytes, status: int = 200, **heads: str) -> None:
        named = {name.replace("_", "-"): value for name, value in heads.items()}
        self.answers.append((status, named, body))

    @property
    def articles(self) -> list[str]:
        """What it was asked about, without the prompt around it."""
        users = (asked["messages"][-1]["content"] for asked in self.asked)
        return [said.split(" begins -----\n")[1].rsplit("\n----- ", 1)[0] for said in users]


class _Chat(BaseHTTPRequestHandler):
    service: Service

    def do_POST(self) -> None:
        self.service.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.service.heads.append({"path": self.path, **{k.lower(): v for k, v in self.headers.items()}})
        said = self.service.answers[min(len(self.service.asked), len(self.service.answers)) - 1]
        if callable(said):
            return said(self)
        status, heads, body = said
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **heads}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


class _Listening(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A client that hangs up in the middle is what some tests are about."""


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    """A chat service; nothing of the environment names another one, or a key."""
    for name in ("VERIFY_LLM_KEY", "VERIFY_LLM_ENDPOINT", "VERIFY_LLM_MODEL"):
        monkeypatch.delenv(name, raising=False)
    handler = type("Handler", (_Chat,), {})
    listening = _Listening(("127.0.0.1", 0), handler)
    handler.service = Service(listening.server_address[1])
    thread = threading.Thread(target=listening.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield handler.service
    listening.shutdown()
    listening.server_close()
    thread.join()
