"""What stands before the pages."""

from __future__ import annotations

import pytest
from starlette.datastructures import Headers

from tests.web.conftest import Desk
from verify.web.guard import name_of, same_site


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8765", "127.0.0.1.evil.example", ""])
def test_another_name_is_refused(desk: Desk, host: str) -> None:
    answer = desk.client.get("/", headers={"host": host})
    assert answer.status_code == 421
    assert "Мост" not in answer.text


@pytest.mark.parametrize("host", ["localhost:9", "127.0.0.1:8765", "[::1]:8765", "LOCALHOST"])
def test_names_of_this_machine_are_answered(desk: Desk, host: str) -> None:
    assert desk.client.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
    ],
)
def test_another_sites_form_is_refused(desk: Desk, headers: dict[str, str]) -> None:
    data = {"token": desk.token(), "status": "not-checkable"}
    answer = desk.client.post("/claims/1.2/mark", data=data, headers=headers)
    assert answer.status_code == 403
    assert desk.store.claim("1.2").record.revision == 0


def test_a_request_has_a_size(desk: Desk) -> None:
    answer = desk.client.post("/check", content=b"text=" + b"x" * 5_000_000)
    assert answer.status_code == 413

    def endless():  # type: ignore[no-untyped-def]
        for _ in range(5_000):
            yield b"x" * 1_000

    answer = desk.client.post("/check", content=endless())
    assert answer.status_code == 413


@pytest.mark.parametrize("path", ["/", "/static/desk.css", "/nowhere", "/articles/1"])
def test_every_answer_carries_the_policy(desk: Desk, path: str) -> None:
    headers = desk.client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"


def test_the_cookie_is_kept_from_scripts_and_other_sites(desk: Desk) -> None:
    cookie = desk.client.get("/").headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "set-cookie" not in desk.client.get("/").headers


def test_names_and_sites() -> None:
    assert name_of("[::1]:80") == "[::1]"
    assert name_of("A.example:80") == "a.example"
    assert same_site(Headers({"host": "localhost:1", "origin": "http://localhost:1"}))
    assert not same_site(Headers({"host": "localhost:1", "origin": "http://localhost:2"}))
