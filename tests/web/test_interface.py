"""The JSON interface: it does what its description says, and schemathesis finds nothing else."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser.conftest import serve
from tests.web.conftest import PASSWORD, Desk
from tests.web.test_acts import follow
from verify.desk import people
from verify.model import AccountRole, Status
from verify.store import Store
from verify.web.settings import Settings

FERRY = "Паром утонул\n\nПаром утонул в среду, сообщила полиция Заречинска.\n"


def test_schemathesis_finds_nothing(store: Store, tmp_path: Path) -> None:
    """All its checks over the whole description, as an editor with a token."""
    program = Path(sys.executable).parent / "schemathesis"
    if not program.exists() and shutil.which("schemathesis") is None:
        pytest.skip("no schemathesis here")
    people.add(store, "Едита", AccountRole.EDITOR, PASSWORD, by="Олена")
    token, _ = people.issue_token(store, "Едита", "schemathesis", days=1, by="Олена")
    for served in serve(store, Settings()):
        line = [
            str(program), "run", f"{served.url}/api/v1/openapi.json",
            "--header", f"Authorization: Bearer {token}", "--checks", "all", "--max-examples", "4",
            "--phases", "examples,coverage,fuzzing,stateful", "--suppress-health-check", "all", "--no-color",
            "--seed", "1",
        ]  # fmt: skip
        done = subprocess.run(line, capture_output=True, text=True, check=False, timeout=1200, cwd=tmp_path)
    assert done.returncode == 0, done.stdout[-6000:]


def test_a_claim_is_found_judged_and_taken_back(desk: Desk) -> None:
    found = desk.client.get("/api/v1/claims", params={"q": "опора", "flag": "anonymous-origin"}).json()
    (claim,) = found["items"]
    assert (found["total"], claim["chain"][-1]["name"]) == (1, "собеседники издания")
    path = f"/api/v1/claims/{claim['number']}"
    marked = desk.client.post(f"{path}/mark", json={"status": "refuted", "note": "No crack.", "revision": 0})
    assert (marked.status_code, marked.json()["status"], marked.json()["revision"]) == (200, "refuted", 1)
    stale = desk.client.post(f"{path}/mark", json={"status": "confirmed", "note": "x", "revision": 0})
    assert (stale.status_code, stale.headers["content-type"]) == (409, "application/problem+json")
    assert "Ірина" in stale.json()["detail"]
    undone = desk.client.post(f"{path}/undo", json={"revision": 1}).json()
    assert undone["status"] == "unverified"
    history = desk.client.get(path).json()["history"]
    assert [event["action"] for event in history] == ["claim.mark", "claim.undo"]


def test_a_text_is_checked_by_a_job(desk: Desk) -> None:
    made = desk.client.post("/api/v1/articles", json={"text": FERRY, "publisher": "Курьер"})
    assert made.status_code == 202
    assert made.json()["state"] in ("waiting", "running", "done")
    follow(desk, f"/jobs/{made.json()['id']}")
    job = desk.client.get(f"/api/v1/jobs/{made.json()['id']}").json()
    assert (job["state"], job["result"]) == ("done", "/api/v1/articles/2")
    article = desk.client.get(job["result"]).json()
    assert "Паром утонул в среду" in [c["text"] for c in article["claims"]]
    assert (article["article_text"], article["article"]["publisher"]) == (FERRY, "Курьер")


@pytest.mark.parametrize(
    "body",
    [
        {"url": "file:///etc/passwd"},
        {"url": "/etc/passwd"},
        {"path": "/etc/passwd"},
        {"text": " "},
        {"text": "x", "published": "0"},
        {"text": "x", "more": 1},
        [],
    ],
)
def test_what_the_description_does_not_allow_is_refused(desk: Desk, body: object) -> None:
    answer = desk.client.post("/api/v1/articles", json=body)
    assert answer.status_code == 422
    assert answer.json()["errors"]
    assert desk.store.articles().total == 1


def test_a_path_tells_its_methods(desk: Desk) -> None:
    answer = desk.client.delete("/api/v1/claims/1.2")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET")
    assert desk.client.options("/api/v1/articles").headers["allow"] == "GET, POST"


def test_claims_are_joined_and_split(desk: Desk) -> None:
    joined = desk.client.post("/api/v1/claims/1.3/join", json={"claims": ["1.4"]}).json()
    assert joined["text"].startswith("опоры моста")
    parts = ["Мост через Низовку закроют", "на ремонт"]
    made = desk.client.post("/api/v1/claims/1.2/split", json={"parts": parts}).json()
    assert [claim["text"] for claim in made] == parts
    assert desk.store.claim(joined["number"]).record.status is Status.UNVERIFIED
