"""Where people sign in: who sees what, who may do what, and what a session is worth."""

from __future__ import annotations

import re

import httpx2 as httpx
import pytest
from starlette.testclient import TestClient

from tests.web.conftest import PASSWORD
from verify.desk import people
from verify.model import Status
from verify.store import Store
from verify.web.visit import COOKIE


def token(client: TestClient, path: str = "/sign-in") -> str:
    return re.findall(r'name="token" value="(\w+)"', client.get(path).text)[0]


def enter(client: TestClient, name: str, password: str = PASSWORD, to: str = "/") -> httpx.Response:
    fields = {"token": token(client), "name": name, "password": password, "to": to}
    return client.post("/sign-in", data=fields, follow_redirects=False)


def mark(client: TestClient) -> httpx.Response:
    fields = {"token": token(client, "/"), "status": "not-checkable"}
    return client.post("/claims/1.2/mark", data=fields, follow_redirects=False)


@pytest.mark.parametrize("path", ["/", "/articles/1", "/claims/1.2", "/claims/1.2/panel", "/log", "/sources"])
def test_nobody_sees_anything_before_signing_in(signing_in: TestClient, path: str) -> None:
    answer = signing_in.get(path, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/sign-in?to={path}")
    answer = signing_in.get(f"/api/v1{path if path != '/' else '/me'}")
    assert answer.status_code in (401, 404)


def test_the_right_password_leads_to_where_one_wanted_to_go(signing_in: TestClient, store: Store) -> None:
    before = signing_in.get("/sign-in").cookies.get(COOKIE)
    answer = enter(signing_in, "Чеслав", to="/articles/1")
    assert (answer.status_code, answer.headers["location"]) == (303, "/articles/1")
    assert answer.cookies[COOKIE] != before
    assert "Чеслав" in signing_in.get("/").text
    assert mark(signing_in).status_code == 303
    assert store.claim("1.2").events[-1].actor == "Чеслав"


@pytest.mark.parametrize(("name", "password"), [("Чеслав", "wrong"), ("Никто", PASSWORD), ("", "")])
def test_a_wrong_one_does_not_and_tells_nothing(signing_in: TestClient, name: str, password: str) -> None:
    answer = enter(signing_in, name, password)
    assert answer.status_code == 403
    assert "The name or the password is wrong." in answer.text
    assert signing_in.get("/", follow_redirects=False).status_code == 303


def test_a_reader_looks_and_changes_nothing(signing_in: TestClient, store: Store) -> None:
    enter(signing_in, "Рада")
    page = signing_in.get("/articles/1?claim=1.2").text
    assert 'action="/claims/1.2/mark"' not in page
    assert "Check an article" not in page
    answer = mark(signing_in)
    assert answer.status_code == 403
    assert "ask for the role of a checker" in answer.text
    assert store.claim("1.2").record.status is Status.UNVERIFIED
    assert (
        signing_in.post("/check", data={"token": token(signing_in, "/"), "text": "Паром."}).status_code == 403
    )


def test_only_an_editor_removes_an_article_and_rates_a_source(signing_in: TestClient, store: Store) -> None:
    uid = store.source("Олег Нестеров").uid
    paths = ("/articles/1/remove", f"/sources/{uid}/rate")
    enter(signing_in, "Чеслав")
    for path in paths:
        assert signing_in.post(path, data={"token": token(signing_in, "/"), "grade": "B"}).status_code == 403
    signing_in.post("/sign-out", data={"token": token(signing_in, "/")})
    enter(signing_in, "Едита")
    for path in reversed(paths):
        fields = {"token": token(signing_in, "/"), "grade": "B"}
        assert signing_in.post(path, data=fields, follow_redirects=False).status_code == 303
    assert store.source(uid).reliability == "B"
    assert store.articles().total == 0


def test_signing_out_ends_the_session_on_the_server(signing_in: TestClient) -> None:
    enter(signing_in, "Чеслав")
    kept = signing_in.cookies[COOKIE]
    signing_in.post("/sign-out", data={"token": token(signing_in, "/")})
    signing_in.cookies.set(COOKIE, kept)
    assert signing_in.get("/", follow_redirects=False).status_code == 303


def test_who_is_disabled_is_out_at_once(signing_in: TestClient, store: Store) -> None:
    enter(signing_in, "Чеслав")
    people.disable(store, "Чеслав", by="Едита")
    assert signing_in.get("/", follow_redirects=False).status_code == 303


def test_where_one_goes_after_signing_in_is_here(signing_in: TestClient) -> None:
    for to in ("//evil.example", "https://evil.example", "/\\evil.example", "javascript:x()"):
        assert enter(signing_in, "Чеслав", to=to).headers["location"] == "/"
        signing_in.post("/sign-out", data={"token": token(signing_in, "/")})


def test_a_token_does_what_its_person_may(signing_in: TestClient, store: Store) -> None:
    reading, _ = people.issue_token(store, "Рада", "script", days=1, by="Едита")
    working, record = people.issue_token(store, "Чеслав", "script", days=1, by="Едита")
    as_ = lambda value: {"Authorization": f"Bearer {value}"}  # noqa: E731
    assert signing_in.get("/api/v1/me", headers=as_(reading)).json()["role"] == "reader"
    path, body = "/api/v1/claims/1.2/mark", {"status": "not-checkable"}
    assert signing_in.post(path, json=body, headers=as_(reading)).status_code == 403
    assert signing_in.post(path, json=body, headers=as_("vfy_wrong")).status_code == 401
    assert signing_in.post(path, json=body).status_code == 401
    answer = signing_in.post(path, json=body, headers=as_(working))
    assert (answer.status_code, answer.json()["status"]) == (200, "not-checkable")
    assert store.claim("1.2").events[-1].actor == "Чеслав"
    people.revoke_token(store, record.uid, by="Едита")
    assert signing_in.get("/api/v1/me", headers=as_(working)).status_code == 401
