"""Health and figures."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from starlette.testclient import TestClient

from tests.web.conftest import Desk
from tests.web.test_signing_in import enter, token
from verify.errors import StoreError
from verify.store import Store


def test_health_follows_the_database(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert desk.client.get("/health").json()["status"] == "ok"

    def broken(store: object) -> int:
        raise StoreError("gone")

    monkeypatch.setattr(type(desk.store), "size", broken)
    answer = desk.client.get("/health")
    assert answer.status_code == 503
    assert "gone" not in answer.text


def test_figures_count_answers_and_rows(desk: Desk) -> None:
    desk.get("/articles/1")
    desk.client.get("/evil-path-of-a-stranger")
    text = desk.get("/metrics")
    assert 'verify_requests_total{method="GET",part="articles",status="200"} 1.0' in text
    assert 'verify_requests_total{method="GET",part="other",status="404"} 1.0' in text
    assert 'verify_rows{table="articles"} 1.0' in text
    assert "stranger" not in text


def test_without_its_database_the_desk_says_so_and_nothing_breaks(
    signing_in: TestClient, store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    enter(signing_in, "Едита")
    form = token(signing_in, "/")

    @contextmanager
    def gone(_: object) -> Iterator[None]:
        raise StoreError("postgresql+psycopg://verify@db.internal/claims: the server was stopped.")
        yield

    for how in ("read", "write"):
        monkeypatch.setattr(f"verify.store.opening.Database.{how}", gone)
    said = "The database cannot be used just now. Nothing of this step was stored"
    for path in ("/", "/claims/1.2", "/sign-in", "/api/v1/claims"):
        answer = signing_in.get(path)
        assert answer.status_code == 503
        assert said in answer.text
        assert "db.internal" not in answer.text
    for heads in ({}, {"X-Desk-Part": "1"}):
        fields = {"token": form, "status": "not-checkable", "revision": "0"}
        answer = signing_in.post("/claims/1.2/mark", data=fields, headers=heads, follow_redirects=False)
        assert answer.status_code == 503
        assert said in answer.text
    assert "db.internal" in caplog.text
    assert "Traceback" not in caplog.text
    monkeypatch.undo()
    assert signing_in.get("/claims/1.2").status_code == 200
    assert store.claim("1.2").events == ()
