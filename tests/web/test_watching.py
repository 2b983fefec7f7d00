"""Health and figures."""

from __future__ import annotations

import pytest

from tests.web.conftest import Desk
from verify.errors import StoreError


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
