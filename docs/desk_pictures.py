"""The README's two pictures of the desk: `python docs/desk_pictures.py`, with Chromium at hand.

They show what `verify serve` makes of docs/sample: an article with a claim opened, and who else says it.
"""

from __future__ import annotations

import shutil
import socket
import tempfile
import threading
import time
from pathlib import Path

import uvicorn
from playwright.sync_api import sync_playwright

from verify.desk import checking, corroborating
from verify.desk.database import opened
from verify.desk.reading import Asked
from verify.model import Metadata, Stance, Status
from verify.store import Store
from verify.web.app import create
from verify.web.settings import Settings

DOCS = Path(__file__).parent
PUBLISHERS = {
    "ru.txt": "Вестник Низовья",
    "voices/vestnik.txt": "Вестник Низовья",
    "voices/kurier.txt": "Острівний кур'єр",
    "voices/harbour.txt": "Harbour Times",
    "voices/listok.txt": "Портовый листок",
}


def fill(store: Store) -> None:
    """The samples, with an hour's work on the first."""
    for name, publisher in PUBLISHERS.items():
        asked = Asked(Metadata(publisher=publisher))
        for done in checking.check_sources(store, [str(DOCS / "sample" / name)], asked, by="Olena"):
            assert done.error is None, done.error
    for _ in corroborating.index(store):
        pass
    list(corroborating.corroborate(store, ["2"]))
    store.mark("1.2", Status.CONFIRMED, by="Olena", note="The port authority's order of 14 October.")
    store.mark("1.4", Status.UNVERIFIABLE, by="Olena")
    store.link(
        "1.3", "https://example.org/divers-report", by="Olena", stance=Stance.REFUTES, quote="four piles"
    )
    store.mark("1.3", Status.DISPUTED, by="Olena", note="The report has four piles.")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, opened(f"{folder}/claims.db", create=True) as store:
        fill(store)
        with socket.socket() as listening:
            listening.bind(("127.0.0.1", 0))
            server = uvicorn.Server(
                uvicorn.Config(create(store, Settings(person="Olena")), log_level="error")
            )
            thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
            thread.start()
            while not server.started:
                time.sleep(0.05)
            shoot(f"http://127.0.0.1:{listening.getsockname()[1]}")
            server.should_exit = True
            thread.join(10)


def shoot(url: str) -> None:
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        for name, path in (
            ("desk.png", "/articles/1?claim=1.3#c3"),
            ("desk-voices.png", "/claims/2.2/voices"),
        ):
            page.goto(url + path)
            page.wait_for_timeout(500)
            page.screenshot(path=DOCS / name)
        browser.close()


if __name__ == "__main__":
    main()
