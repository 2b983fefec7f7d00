"""The desk in a real browser: Debian's Chromium, headless, against a server on loopback."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import sync_playwright

from tests import databases
from tests.web.conftest import PASSWORD, put, store
from verify.desk import people
from verify.model import AccountRole
from verify.store import Store
from verify.web.app import create
from verify.web.settings import Settings

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

__all__ = ["store"]

QUIET = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
"""Without these, Chromium asks its maker's servers for news."""

TEXT = """\
Мост через Низовку закроют до весны

Мост через Низовку закроют на ремонт, сообщил мэр Заречинска Олег Нестеров.

По данным собеседников издания, опоры моста потрескались еще летом.

Движение по мосту ограничили в понедельник.

«Объезд откроют к пятнице», - сказал Нестеров.
"""

OTHER = """\
Міст закриють

Міст через Низівку закриють на ремонт, повідомив мер Зарічинська Олег Нестеров.
"""


@dataclass
class Served:
    """A running desk: its address and the store behind it."""

    url: str
    store: Store


def serve(store: Store, settings: Settings) -> Iterator[Served]:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
        config = uvicorn.Config(
            create(store, settings), log_level="error", timeout_graceful_shutdown=1,
            log_config=None,  # its own would take the server's lines from every test that comes after
        )  # fmt: skip
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        until = time.monotonic() + 20
        while not server.started and time.monotonic() < until:
            time.sleep(0.02)
        assert server.started
        yield Served(f"http://127.0.0.1:{port}", store)
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="session")
def checked(template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A database with two articles, to be copied."""
    folder = tmp_path_factory.mktemp("checked")

    def fill(store: Store) -> None:
        put(store, folder, TEXT)
        put(store, folder, OTHER, "b.txt", "Кур'єр")

    with databases.template(folder, fill) as made:
        yield made


@pytest.fixture
def desk(store: Store) -> Iterator[Served]:
    yield from serve(store, Settings(person="Ірина"))


@pytest.fixture
def newsroom(store: Store) -> Iterator[Served]:
    """A desk where a reader and an editor sign in."""
    for name, role in (("Рада", AccountRole.READER), ("Едита", AccountRole.EDITOR)):
        people.add(store, name, role, PASSWORD, by="Олена")
    yield from serve(store, Settings())


def enter(page: Any, name: str, password: str) -> None:
    """Sign in by keyboard, from the page that asks for it."""
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(password)
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("no Chromium here: install Debian's package chromium")
    # Root, as in a container, has no sandbox; the pages are our own.
    arguments = QUIET + (["--no-sandbox"] if os.geteuid() == 0 else [])
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Any, desk: Served) -> Iterator[Any]:
    """A page of the desk of one person."""
    yield from watched(chromium, desk)


@pytest.fixture
def guest(chromium: Any, newsroom: Served) -> Iterator[Any]:
    """A page of the desk where people sign in."""
    yield from watched(chromium, newsroom)


def watched(chromium: Any, desk: Served) -> Iterator[Any]:
    """A page that must not complain, and must not ask any other host."""
    context = chromium.new_context(base_url=desk.url, viewport={"width": 1440, "height": 900}, locale="en-GB")
    made = context.new_page()
    made.set_default_timeout(10_000)
    said: list[str] = []
    asked: list[str] = []
    made.on("console", lambda m: said.append(m.text) if m.type in ("error", "warning") else None)
    made.on("pageerror", lambda error: said.append(str(error)))
    made.on("request", lambda request: asked.append(request.url))
    yield made
    assert [url for url in asked if not url.startswith(desk.url)] == []
    # A refused form answers 4xx in place, which Chromium counts as a failed load; it is none of ours.
    assert [words for words in said if "Failed to load resource" not in words] == []
    context.close()
