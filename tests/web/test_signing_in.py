"""Where people sign in: who sees what, who may do what, and what a session is worth."""

from __future__ import annotations

import re

import httpx2 as httpx
import pytest
from starlette.testclient import TestClient

from tests.web.conftest import PASSWORD, Desk
from verify.desk import people
from verify.model import Status
from verify.store import Store
from verify.web.visit import COOKIE

NEW = "маяк за четвёртым мысом"


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


def own_password(client: TestClient, old: str, new: str, again: str | None = None) -> httpx.Response:
    fields = {"token": token(client, "/account"), "old": old, "new": new, "again": again or new}
    return client.post("/account/password", data=fields, follow_redirects=False)


def test_one_changes_ones_own_password_and_only_this_browser_stays(
    signing_in: TestClient, store: Store
) -> None:
    elsewhere, _ = people.sign_in(store, "Чеслав", PASSWORD)
    enter(signing_in, "Чеслав")
    page = signing_in.get("/account").text
    assert (page.count("<tr><td>"), page.count("this browser")) == (2, 1)
    answer = own_password(signing_in, PASSWORD, NEW)
    assert (answer.status_code, answer.headers["location"]) == (303, "/account?changed=1")
    assert "You have a new password." in signing_in.get("/account?changed=1").text
    assert people.signed_in(store, elsewhere) is None
    last = store.history()[-1]
    assert (last.actor, last.action) == ("Чеслав", "person.password")
    signing_in.cookies.clear()
    assert enter(signing_in, "Чеслав").status_code == 403
    assert enter(signing_in, "Чеслав", NEW).status_code == 303


@pytest.mark.parametrize(
    ("old", "new", "again", "said"),
    [
        ("not the old one", NEW, NEW, "The old password is wrong."),
        (PASSWORD, NEW, NEW + "!", "typed in two different ways"),
        (PASSWORD, "short", "short", "12 characters at least"),
    ],
)
def test_a_password_is_not_changed_by_a_mistake(
    signing_in: TestClient, store: Store, old: str, new: str, again: str, said: str
) -> None:
    enter(signing_in, "Чеслав")
    answer = own_password(signing_in, old, new, again)
    assert (answer.status_code, said in answer.text) == (403, True)
    assert PASSWORD not in answer.text
    assert signing_in.get("/account").status_code == 200  # and nobody is signed out by it
    assert people.sign_in(store, "Чеслав", PASSWORD)


def test_who_finds_a_browser_open_cannot_guess_for_long(signing_in: TestClient) -> None:
    enter(signing_in, "Чеслав")
    said = [own_password(signing_in, f"guess {n} of many", NEW).text for n in range(6)]
    assert ["Too many tries" in each for each in said] == [False] * 5 + [True]


def test_signing_out_everywhere(signing_in: TestClient, store: Store) -> None:
    elsewhere, _ = people.sign_in(store, "Чеслав", PASSWORD)
    enter(signing_in, "Чеслав")
    assert signing_in.post("/account/sign-out", data={"token": "x" * 40}).status_code == 403
    assert people.signed_in(store, elsewhere) is not None
    fields = {"token": token(signing_in, "/account")}
    assert signing_in.post("/account/sign-out", data=fields).url.path == "/sign-in"
    assert people.signed_in(store, elsewhere) is None
    assert signing_in.get("/", follow_redirects=False).status_code == 303
    assert store.history()[-1].action == "person.sign-out"


def test_the_same_through_the_interface(signing_in: TestClient, store: Store) -> None:
    value, _ = people.issue_token(store, "Рада", "nightly", days=1, by="Едита")
    head = {"Authorization": f"Bearer {value}"}
    cookie, _ = people.sign_in(store, "Рада", PASSWORD)
    (found,) = signing_in.get("/api/v1/me/sessions", headers=head).json()
    assert (found["here"], sorted(found)) == (False, ["began_at", "ends_at", "here", "last_used_at"])
    wrong = signing_in.post("/api/v1/me/password", headers=head, json={"old": "x", "new": NEW})
    assert (wrong.status_code, wrong.json()["detail"][:25]) == (409, "The old password is wrong")
    given = {"old": PASSWORD, "new": NEW}
    assert signing_in.post("/api/v1/me/password", headers=head, json=given).status_code == 204
    assert people.signed_in(store, cookie) is None
    people.sign_in(store, "Рада", NEW)
    assert signing_in.delete("/api/v1/me/sessions", headers=head).status_code == 204
    assert signing_in.get("/api/v1/me/sessions", headers=head).json() == []
    for _ in range(5):
        signing_in.post("/api/v1/me/password", headers=head, json={"old": "x", "new": NEW})
    late = signing_in.post("/api/v1/me/password", headers=head, json={"old": NEW, "new": PASSWORD})
    assert (late.status_code, 0 < int(late.headers["retry-after"]) <= 900) == (429, True)


def test_where_nobody_signs_in_there_is_no_password(desk: Desk) -> None:
    page = desk.client.get("/account")
    assert "Nobody signs in at this desk" in page.text
    assert "password" not in page.text
    fields = {"token": token(desk.client, "/account"), "old": "x", "new": NEW, "again": NEW}
    assert desk.client.post("/account/password", data=fields).status_code == 403
    assert desk.client.get("/api/v1/me/sessions").status_code == 403
