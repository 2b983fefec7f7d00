"""What people do by forms: it happens once, under their name, and only from our own pages."""

from __future__ import annotations

import re
from pathlib import Path

from tests.web.conftest import PASSWORD, Desk, put
from verify.desk import people
from verify.model import AccountRole, SourceKind, Status
from verify.store import ClaimState

PART = {"X-Desk-Part": "1"}


def test_a_mark_is_made_under_the_persons_name(desk: Desk) -> None:
    answer = desk.send("/claims/1.2/mark", status="confirmed", note="The decree is out.")
    assert (answer.status_code, answer.headers["location"]) == (303, "/claims/1.2")
    detail = desk.store.claim("1.2")
    assert detail.record.status is Status.CONFIRMED
    assert (detail.events[-1].actor, detail.events[-1].reason) == ("Ірина", "The decree is out.")


def test_with_our_script_the_answer_is_the_panel(desk: Desk) -> None:
    data = {"token": desk.token(), "status": "not-checkable", "revision": "0", "from": "article"}
    answer = desk.client.post("/claims/1.2/mark", data=data, headers=PART)
    assert answer.status_code == 200
    assert answer.text.lstrip().startswith('<div class="panel" data-claim="1.2"')
    assert 'data-status="not-checkable"' in answer.text


def test_a_status_without_its_ground_comes_back_with_what_was_filled_in(desk: Desk) -> None:
    answer = desk.send("/claims/1.2/mark", status="refuted")
    assert answer.status_code == 409
    assert "1.2: refuted asks for its ground: a note, or evidence linked now or before." in answer.text
    # Enter in the note that it asks for sets what was asked for, not the first status of all.
    (enters,) = re.findall(r'<button class="v" name="status" value="([\w-]+)"', answer.text)
    assert enters == "refuted"
    assert 'data-key="5" data-ground class="refuted wanted"' in answer.text
    desk.send("/language", language="uk", to="/articles")
    assert "1.2: спростовано потребує підстави" in desk.send("/claims/1.2/mark", status="refuted").text
    desk.send("/language", language="en", to="/articles")
    assert desk.store.claim("1.2").record.status is Status.UNVERIFIED
    answer = desk.send("/claims/1.2/link", url="ftp://x.example", quote="слова мэра")
    assert answer.status_code in (409, 422)
    assert 'value="ftp://x.example"' in answer.text
    assert ">слова мэра</textarea>" in answer.text


def test_who_saw_an_older_state_is_told_and_nothing_changes(desk: Desk) -> None:
    desk.store.mark("1.2", Status.UNVERIFIABLE, by="Олена")
    answer = desk.send("/claims/1.2/mark", status="not-checkable", revision="0")
    assert answer.status_code == 409
    assert "changed meanwhile" in answer.text
    assert desk.store.claim("1.2").record.status is Status.UNVERIFIABLE


def test_a_form_without_our_token_changes_nothing(desk: Desk) -> None:
    desk.get("/")
    for token in ("", "0" * 40, "é"):
        answer = desk.client.post("/claims/1.2/mark", data={"token": token, "status": "not-checkable"})
        assert answer.status_code == 403
        assert "too old, or not ours" in answer.text
    assert desk.store.claim("1.2").record.status is Status.UNVERIFIED


def test_undo_takes_the_last_change_back(desk: Desk) -> None:
    desk.send("/claims/1.2/mark", status="not-checkable")
    assert desk.send("/claims/1.2/undo", reason=" не тот мост ").status_code == 303
    assert desk.store.history("1.2")[-1].reason == "не тот мост"
    assert desk.store.claim("1.2").record.status is Status.UNVERIFIED
    assert desk.send("/claims/1.2/undo").status_code == 409


def test_a_chain_is_corrected(desk: Desk) -> None:
    desk.send(
        "/claims/1.2/chain", hops="outlet: Северный вестник\nperson: Олег Нестеров", reason="see the page"
    )
    chain = desk.store.claim("1.2").record.claim.chain
    assert [(h.kind, h.names) for h in chain] == [
        (SourceKind.OUTLET, ("Северный вестник",)),
        (SourceKind.PERSON, ("Олег Нестеров",)),
    ]
    wrong = desk.send("/claims/1.2/chain", hops="radio: X")
    assert wrong.status_code == 422
    assert "KIND:NAME" in wrong.text


def test_claims_are_split_joined_dropped_and_brought_back(desk: Desk) -> None:
    desk.send("/claims/1.2/split", parts="Мост через Низовку закроют\nна ремонт")
    texts = {c.claim.text for c in desk.store.article(1).claims}
    assert {"Мост через Низовку закроют", "на ремонт"} <= texts
    desk.send("/claims/1.2/undo")
    desk.send("/claims/1.3/join", **{"with": "1.4"})
    assert desk.store.claim("1.3").record.state is ClaimState.REPLACED
    desk.send("/claims/1.2/drop", reason="no claim")
    assert desk.store.claim("1.2").record.state is ClaimState.DROPPED
    desk.send("/claims/1.2/restore")
    assert desk.store.claim("1.2").record.state is ClaimState.PRESENT


def test_what_replaces_a_claim_is_opened_with_script_and_without(desk: Desk) -> None:
    one = desk.send("/claims/1.2/split", parts="Мост через Низовку закроют\nна ремонт", **{"from": "article"})
    assert one.headers["location"] == "/articles/1?claim=1.5#c5"
    form = {"token": desk.token(), "revision": "0", "from": "article", "with": "4"}
    both = desk.client.post("/claims/1.3/join", data=form, headers=PART, follow_redirects=False)
    assert (both.status_code, both.headers["location"]) == (303, "/articles/1?claim=1.7#c7")


def test_an_unknown_claim_to_join_is_told_in_the_form(desk: Desk) -> None:
    form = {"token": desk.token(), "revision": "0", "from": "article", "with": "4, 99"}
    answer = desk.client.post("/claims/1.3/join", data=form, headers=PART)
    assert answer.status_code == 404
    assert answer.text.lstrip().startswith('<div class="panel" data-claim="1.3"')
    assert "There is no claim &#39;1.99&#39;" in answer.text
    assert 'name="with" required value="4, 99"' in answer.text
    assert desk.store.claim("1.3").record.state is ClaimState.PRESENT


def test_an_unknown_person_to_give_a_claim_to_is_told_in_the_form(desk: Desk) -> None:
    people.add(desk.store, "Чеслав", AccountRole.CHECKER, PASSWORD, by="Олена")
    answer = desk.send("/claims/1.2/assign", person="Чслав")
    assert answer.status_code == 404
    assert "Nobody called &#39;Чслав&#39; works here" in answer.text
    assert 'name="person" value="Чслав"' in answer.text
    assert desk.send("/claims/1.2/assign", person="Чеслав").status_code == 303
    assert desk.store.claim("1.2").record.assigned == "Чеслав"


def test_a_link_without_a_snapshot_is_kept_and_says_why(desk: Desk) -> None:
    answer = desk.send("/claims/1.2/link", url="http://127.0.0.1:9/secret", stance="refutes")
    assert answer.status_code == 200
    assert "no snapshot was made" in answer.text
    (link,) = desk.store.claim("1.2").evidence
    assert (link.url, link.stance.value, link.snapshot) == ("http://127.0.0.1:9/secret", "refutes", None)


def test_one_wrong_link_is_taken_back(desk: Desk) -> None:
    wrong = desk.store.link("1.2", "https://example.org/wrong", by="Олена")
    right = desk.store.link("1.2", "https://example.org/right", by="Олена")
    assert 'action="/claims/1.2/unlink"' in desk.get("/claims/1.2")
    assert desk.send("/claims/1.2/unlink", link=wrong.uid).status_code == 303
    assert [e.uid for e in desk.store.claim("1.2").evidence if e.stands] == [right.uid]
    assert desk.store.history("1.2")[-1].actor == "Ірина"
    assert desk.send("/claims/1.2/unlink", link=wrong.uid).status_code == 409
    assert desk.send("/claims/1.3/unlink", link=right.uid, revision="0").status_code == 404
    desk.send("/claims/1.2/undo")
    assert [e.uid for e in desk.store.claim("1.2").evidence if e.stands] == [wrong.uid, right.uid]
    done = desk.client.delete(f"/api/v1/claims/1.2/evidence/{right.uid}")
    assert done.status_code == 200
    assert (done.json()["url"], done.json()["problem"]) == ("https://example.org/right", None)
    assert [e.uid for e in desk.store.claim("1.2").evidence if e.stands] == [wrong.uid]


def test_the_archive_is_asked_and_its_links_are_decided(desk: Desk, tmp_path: Path) -> None:
    other = "Ремонт моста\n\nМост через Низовку закроют на ремонт, сообщил мэр Заречинска Олег Нестеров.\n"
    assert put(desk.store, tmp_path, other, "b.txt", "Кур'єр") == 2
    answer = desk.send("/claims/1.2/corroborate")
    follow(desk, answer.headers["location"])
    assert desk.store.corroboration("1.2") is not None
    page = desk.get("/claims/1.2")
    assert "proposed" in page
    assert "<svg" in desk.get("/claims/1.2/voices")
    desk.send("/claims/1.2/reject", article="2", reason="another bridge")
    (link,) = desk.store.claim("1.2").evidence
    assert link.state.value == "rejected"


def test_whoever_asks_about_an_article_is_told_which_claims_others_bear_on(
    desk: Desk, tmp_path: Path
) -> None:
    def asked() -> str:
        path = follow(desk, desk.send("/articles/1/corroborate").headers["location"])
        assert path == "/articles/1?asked=1"
        return desk.get(path)

    none = "No other article here bears on any of its claims."
    assert none in asked()
    other = "Ремонт моста\n\nМост через Низовку закроют на ремонт, сообщил мэр Заречинска Олег Нестеров.\n"
    assert put(desk.store, tmp_path, other, "b.txt", "Кур'єр") == 2
    page = asked()
    assert none not in page
    told = page.partition("Other articles bear on these of its claims:")[2].partition("</p>")[0]
    assert 'href="?asked=1&amp;claim=1.2">1.2</a>' in told
    assert "1.5" not in told
    assert "Other articles bear" not in desk.get("/articles/1")


def test_an_assumed_origin_is_marked_where_links_are_shown(desk: Desk, tmp_path: Path) -> None:
    other = "Заречинск остался без связи, пишет Reuters. Мост через Низовку закроют на ремонт.\n"
    assert put(desk.store, tmp_path, other, "b.txt", "Кур'єр") == 2
    follow(desk, desk.send("/claims/1.2/corroborate").headers["location"])
    why = "Its origin is assumed: the sentence before it, in 2.1, is from Reuters."
    assert why in desk.get("/claims/1.2")
    assert why in desk.get("/claims/1.2/voices")
    assert "(copy, its origin is assumed, “" in desk.get("/claims/1.2/voices")
    desk.send("/language", language="uk", to="/articles")
    assert "Першоджерело припущено за реченням перед цим, 2.1: Reuters." in desk.get("/claims/1.2")


def test_a_pasted_text_becomes_an_article(desk: Desk) -> None:
    answer = desk.send("/check", text="Паром утонул, сообщила полиция Заречинска.", publisher="Курьер")
    assert follow(desk, answer.headers["location"]) == "/articles/2"
    article = desk.store.article(2).article
    assert article.metadata.publisher == "Курьер"
    assert article.address.startswith("stdin:")
    assert desk.store.history(article=2)[0].actor == "Ірина"


def test_an_address_of_this_machine_and_a_path_are_never_read(desk: Desk, tmp_path: Path) -> None:
    for url in (str(tmp_path / "a.txt"), "file:///etc/passwd", "-", "a.txt"):
        answer = desk.send("/check", url=url)
        assert answer.status_code == 422
        assert "must begin with http" in answer.text
    answer = desk.send("/check", url="http://127.0.0.1:8765/")
    path = answer.headers["location"]
    follow(desk, path)
    assert "a loopback address, not a public host" in desk.get(path)
    assert desk.store.articles().total == 1


def test_a_language_is_chosen_and_stays(desk: Desk) -> None:
    assert '<html lang="en">' in desk.get("/")
    assert '<html lang="uk">' in desk.get("/", **{"accept-language": "de, uk;q=0.9, en;q=0.5"})
    answer = desk.send("/language", language="ru", to="/articles")
    assert answer.headers["location"] == "/articles"
    assert '<html lang="ru">' in desk.get("/", **{"accept-language": "uk"})
    assert 'name="to" value="/claims?q=%D0%BC%D0%BE%D1%81%D1%82&amp;status=refuted"' in desk.get(
        "/claims?q=мост&status=refuted"  # what was searched for is searched for again
    )
    answer = desk.send("/language", language="ru", to="//elsewhere.example")
    assert answer.headers["location"] == "/"


def follow(desk: Desk, path: str) -> str:
    """Wait until a job is over; the path of its result, or its own where it failed."""
    events = desk.get(path + "/events")
    assert '"state": "done"' in events or '"state": "failed"' in events
    answer = desk.client.get(path, follow_redirects=False)
    return answer.headers.get("location", path)
