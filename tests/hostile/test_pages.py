"""Every page of the desk, and what people type into it: attacks end as text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.routing import APIRoute
from starlette.testclient import TestClient

from tests.hostile import judges
from tests.hostile.attacks import ATTACKS, MARK
from tests.hostile.conftest import Attacked
from tests.hostile.lived import COPIES
from verify.store import open_store
from verify.web.app import create
from verify.web.pages import routers
from verify.web.settings import Settings

OURS = ("/static/desk.js",)

pytestmark = pytest.mark.sqlite("what a page shows does not depend on the engine")


@pytest.fixture(scope="module")
def client(attacked: Attacked, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Over a copy: what is typed here is not looked for by others."""
    copy = tmp_path_factory.mktemp("pages") / "claims.db"
    attacked.store.backup(copy)
    with open_store(copy) as store:
        app = create(store, Settings(person=ATTACKS[0]))
        with TestClient(app, base_url="http://localhost") as client:
            yield client


def look(client: TestClient, path: str) -> Any:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.text[-500:])
    return judges.page(answer.text, path, scripts=OURS)


def every(path: str) -> list[str]:
    """Its paths for all copies: of each, article 2n+1 is the one that was worked on."""
    return [path.format(n=n + 1, main=2 * n + 1) for n in range(COPIES)]


PATHS = {
    "/": ["/"],
    "/articles": ["/articles", "/articles?at=2"],
    "/articles/{number}": every("/articles/{main}?claim={main}.1"),
    "/articles/{number}/voices": every("/articles/{main}/voices"),
    "/articles/{number}/versions": every("/articles/{main}/versions"),
    "/claims": [f"/claims?at={n}" for n in range(1, 7)] + ["/claims?status=refuted&flag=circular&text=pwn3d"],
    "/claims/{number}": every("/claims/{main}.1"),
    "/claims/{number}/panel": every("/claims/{main}.4/panel"),
    "/claims/{number}/voices": ["/claims/1.1/voices"],
    "/cases": ["/cases"],
    "/cases/{number}": every("/cases/{n}"),
    "/sources": [f"/sources?at={n}" for n in range(1, 7)],
    "/sources/{name}": [],
    "/log": [f"/log?at={n}" for n in range(1, 12)],
    "/check": ["/check"],
    "/account": ["/account"],
    "/sign-in": [],
    "/jobs/{number}": [],
    "/jobs/{number}/events": [],
}
"""What is looked at of each page. Which sources follows from what is there; who signs in is nobody yet,
and jobs are looked at where something is typed.
"""


def test_every_page_is_looked_at() -> None:
    pages = {
        r.path
        for router in routers()
        for r in router.routes
        if isinstance(r, APIRoute) and "GET" in r.methods
    }
    assert pages == set(PATHS)


@pytest.mark.parametrize("page", [page for page, paths in PATHS.items() if paths])
def test_a_page_shows_them_as_text(client: TestClient, page: str) -> None:
    shown = [look(client, path) for path in PATHS[page]]
    if len(shown) >= COPIES:  # the same page of each copy: nothing of an attack became an element
        assert len({judges.skeleton(tree) for tree in shown}) == 1
    if page not in ("/check", "/account"):
        assert all(MARK in tree.text_content() for tree in shown[:3])


def test_sources_show_them_as_text(client: TestClient, attacked: Attacked) -> None:
    """Those with an owner, another name and grades: one a copy."""
    found = [s for s in attacked.store.sources(limit=10_000).items if s.reliability]
    assert len(found) == COPIES
    assert len({judges.skeleton(look(client, f"/sources/{source.uid}")) for source in found}) == 1


def test_what_people_type_comes_back_as_text(client: TestClient) -> None:
    """In searches, in forms that could not be done, in messages and in addresses."""
    token = re.findall(r'name="token" value="(\w+)"', client.get("/check").text)[0]
    for n in range(0, COPIES, 4):
        attack = " ".join(ATTACKS[n::COPIES])[:290] if n % 8 else ATTACKS[n]
        for path in ("/claims", "/sources"):
            answer = client.get(path, params={"q": attack, "source": attack, "kind": attack, "since": ""})
            assert answer.status_code == 200
            judges.page(answer.text, path, scripts=OURS)
        fields = {"token": token, "url": attack, "quote": attack, "note": attack, "stance": attack}
        for path in (
            "/check",
            "/claims/1.1/link",
            "/claims/1.1/chain",
            "/claims/1.1/join",
            f"/{quote(attack[:60])}",
        ):
            answer = client.post(path, data=fields | {"hops": attack, "with": attack, "publisher": attack})
            assert answer.status_code in (403, 404, 405, 409, 422), (path, answer.status_code)
            judges.page(answer.text, path, scripts=OURS)


def test_a_job_tells_what_it_reads_as_text(client: TestClient) -> None:
    token = re.findall(r'name="token" value="(\w+)"', client.get("/check").text)[0]
    text = "\n\n".join(ATTACKS[:35])
    answer = client.post("/check", data={"token": token, "text": text, "title": text}, follow_redirects=False)
    place = answer.headers["location"]
    judges.page(client.get(place).text, place, scripts=OURS)
    for line in client.get(f"{place}/events").text.splitlines():
        judges.text(line, place)
    look(client, place)  # by now it leads to the article


def test_the_page_to_sign_in_gives_a_name_back_as_text(attacked: Attacked) -> None:
    with TestClient(create(attacked.store, Settings()), base_url="http://localhost") as client:
        html = client.get("/sign-in", params={"to": ATTACKS[6]}).text
        judges.page(html, "/sign-in", scripts=OURS)
        token = re.findall(r'name="token" value="(\w+)"', html)[0]
        for name in ATTACKS[:2]:
            answer = client.post(
                "/sign-in", data={"token": token, "name": name, "password": name, "to": name}
            )
            judges.page(answer.text, "/sign-in", scripts=OURS)
            assert answer.status_code in (403, 429)


def test_the_interface_answers_json_that_no_browser_takes_for_a_page(client: TestClient) -> None:
    for path in ("/api/v1/articles", "/api/v1/claims?limit=100", "/api/v1/sources", "/api/v1/events",
                 "/api/v1/cases", "/api/v1/claims/1.1", "/api/v1/articles/1"):  # fmt: skip
        answer = client.get(path)
        assert answer.headers["content-type"] == "application/json", (path, answer.text)
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert MARK in answer.text
