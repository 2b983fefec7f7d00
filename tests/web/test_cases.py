"""Cases and whose a claim is, on pages and through the interface."""

from __future__ import annotations

from tests.web.conftest import Desk


def test_a_case_is_opened_filled_closed_and_opened_again(desk: Desk) -> None:
    answer = desk.send("/cases", question="Who closed the bridge?", due="2026-12-24")
    assert answer.headers["location"] == "/cases/1"
    desk.send("/cases/1/put", what="1, 1.2", people="Ірина")
    page = desk.get("/cases/1")
    assert "Who closed the bridge?" in page
    assert "опоры моста потрескались" in page
    assert "due 24 Dec 2026" in desk.get("/cases")
    assert "Who closed the bridge?" in desk.get("/")
    desk.send("/cases/1/take", what="1.2")
    assert desk.store.cases.get("1").claims == ()
    desk.send("/cases/1/change", question="Who closed it?", due="")
    assert desk.store.cases.get("1").due is None
    assert desk.send("/cases/1/close", reason="The town.").status_code == 303
    assert not desk.store.cases.get("1").open
    assert desk.send("/cases/1/put", what="1").status_code == 409
    assert desk.send("/cases/1/reopen").status_code == 303
    assert desk.store.cases.get("1").open


def test_a_case_without_a_question_or_with_nothing_to_put_is_refused(desk: Desk) -> None:
    assert desk.send("/cases", question="  ").status_code in (409, 422)
    desk.send("/cases", question="Who?")
    assert desk.send("/cases/1/put", what="").status_code == 422
    assert desk.send("/cases/1/put", what="99").status_code == 404
    assert desk.send("/cases", question="x", due="soon").status_code == 422


def test_a_claim_is_given_to_a_person_and_stands_in_their_inbox(desk: Desk) -> None:
    assert "Yours" not in desk.get("/")
    desk.send("/claims/1.2/assign", person="Ірина")
    assert desk.store.claim("1.2").record.assigned == "Ірина"
    assert "Yours" in desk.get("/")
    assert "Мост через Низовку закроют на ремонт" in desk.get("/claims?assigned=Ірина")
    desk.send("/claims/1.2/assign", person="")
    assert desk.store.claim("1.2").record.assigned is None


def test_the_same_through_the_interface(desk: Desk) -> None:
    made = desk.client.post("/api/v1/cases", json={"question": "Who?", "due": "2026-12-24"})
    assert (made.status_code, made.json()["due"]) == (201, "2026-12-24")
    put = desk.client.post("/api/v1/cases/1/put", json={"articles": [1], "people": ["Ірина"]})
    assert (put.json()["articles"], put.json()["people"]) == ([1], ["Ірина"])
    missing = desk.client.post("/api/v1/cases/1/put", json={"articles": [99]})
    assert (missing.status_code, "no article '99'" in missing.json()["detail"]) == (409, True)
    assert desk.client.post("/api/v1/cases/9/put", json={"articles": [99]}).status_code == 404
    changed = desk.client.patch("/api/v1/cases/1", json={"due": None})
    assert changed.json()["due"] is None
    found = desk.client.get("/api/v1/claims", params={"case": 1}).json()
    assert found["total"] == desk.store.article(1).article.claims
    assigned = desk.client.post("/api/v1/claims/1.2/assign", json={"person": "Ірина"})
    assert assigned.json()["assigned"] == "Ірина"
    assert desk.client.get("/api/v1/claims", params={"assigned": "Ірина"}).json()["total"] == 1
