"""Lines of JSON: what they hold, and what they never do."""

from __future__ import annotations

import io
import json
import logging
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.web.conftest import PASSWORD, TEXT, Desk
from tests.web.test_signing_in import enter
from verify.desk import people
from verify.errors import InputError, StoreError
from verify.store import Store
from verify.web import logs
from verify.web.app import create
from verify.web.settings import Settings

Lines = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def lines() -> Iterator[Lines]:
    """What was written up to now."""
    root, ours = logging.getLogger(), logging.getLogger("verify")
    before, levels = root.handlers[:], (root.level, ours.level)
    out = io.StringIO()
    assert logs.configure("json", out)
    yield lambda: [json.loads(line) for line in out.getvalue().splitlines()]
    root.handlers[:] = before
    root.setLevel(levels[0])
    ours.setLevel(levels[1])


def test_a_request_is_told_by_its_route(signing_in: TestClient, lines: Lines) -> None:
    enter(signing_in, "Чеслав")
    answer = signing_in.get("/claims/1.2?q=паром")
    said = lines()[-1]
    assert said["request"] == answer.headers["x-request-id"]
    assert (said["level"], said["what"], said["person"], said["method"]) == (
        "info",
        "request",
        "Чеслав",
        "GET",
    )
    assert (said["route"], said["status"]) == ("/claims/{number}", 200)
    assert 0 < said["milliseconds"] < 60_000
    signing_in.get("/evil-path-of-a-stranger")
    assert (lines()[-1]["route"], lines()[-1]["status"]) == ("none", 404)


def test_no_words_of_articles_searches_and_secrets(
    signing_in: TestClient, store: Store, lines: Lines
) -> None:
    enter(signing_in, "Чеслав")
    value, _ = people.issue_token(store, "Чеслав", "проба", days=1, by="Олена")
    signing_in.get("/claims?q=паром")
    signing_in.get("/api/v1/claims/1.2", headers={"Authorization": f"Bearer {value}"})
    signing_in.post("/api/v1/claims/1.2/mark", json={"status": "confirmed", "note": "тайное слово"})
    said = json.dumps(lines(), ensure_ascii=False)
    assert "/api/v1/claims/{claim}/mark" in said
    secrets = [value, PASSWORD, *dict(signing_in.cookies).values(), "паром", "тайное слово"]
    for secret in [*secrets, *TEXT.split("\n\n")]:
        assert secret.strip() not in said


def test_an_error_has_its_trace_and_not_its_words(desk: Desk, lines: Lines, monkeypatch: Any) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ValueError(TEXT)

    monkeypatch.setattr(type(desk.store), "claim", broken)
    with TestClient(
        create(desk.store, Settings(person="Ірина")), "http://localhost", raise_server_exceptions=False
    ) as client:
        assert client.get("/claims/1.2").status_code == 500
        assert 'part="claims",status="500"} 1.0' in client.get("/metrics").text
    told = next(said for said in lines() if said.get("status") == 500)
    assert (told["level"], told["person"], told["route"]) == ("error", "Ірина", "/claims/{number}")
    try:
        broken()
    except ValueError:
        logging.getLogger("uvicorn.error").exception("Exception in ASGI application\n")
    said = next(
        line for line in lines() if line.get("what", "").startswith("Exception in") and "error" in line
    )
    assert (said["error"], said["what"]) == ("ValueError", "Exception in ASGI application")
    assert said["trace"][-1].endswith(" broken")
    assert "Мост" not in json.dumps(lines(), ensure_ascii=False)


def test_jobs_and_the_databases_trouble(desk: Desk, lines: Lines) -> None:
    def gone(_: object) -> str:
        raise StoreError("claims: the server was stopped.")

    jobs = desk.client.app.state.desk.jobs  # type: ignore[attr-defined]
    for work in (lambda tell: "/", gone, lambda tell: 1 // 0):
        job = jobs.start(TEXT, work, by="Ірина")
        while not jobs.get(job.id).over:
            time.sleep(0.01)
    jobs.close()  # a job is over before its line is written
    said = {line["state"] + str(line.get("error")): line for line in lines() if "job" in line}
    assert set(said) == {"doneNone", "failedNone", "failedZeroDivisionError"}
    assert said["failedZeroDivisionError"]["what"] == "job broke"
    assert {line["person"] for line in said.values()} == {"Ірина"}
    logging.getLogger("verify").error("x", exc_info=StoreError("claims: the server was stopped."))
    assert lines()[-1]["problem"] == "claims: the server was stopped."
    logging.getLogger("another").warning("the page says %s", TEXT)
    assert lines()[-1]["what"].startswith("another, test_logs.py:")


def test_another_form_is_refused() -> None:
    with pytest.raises(InputError, match="VERIFY_LOG=xml: it is text or json"):
        logs.configure("xml")
    assert logs.configure("text") is False
