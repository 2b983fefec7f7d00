"""A fact-checker's hour, by keyboard."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.browser.conftest import Served, enter
from tests.web.conftest import PASSWORD
from verify.model import Status

pytestmark = pytest.mark.sqlite("what a browser shows does not depend on the engine")


def test_an_article_is_checked_and_its_claims_are_walked_and_judged(page: Any, desk: Served) -> None:
    page.goto("/check")
    page.get_by_label("Or its text").fill(
        "Паром утонул, сообщила полиция Заречинска.\n\nПаром подняли в среду.\n"
    )
    page.get_by_role("button", name="Check it").click()
    page.wait_for_url(re.compile("/articles/3"))
    assert page.get_by_role("heading", level=1).inner_text() != ""

    page.goto("/articles/1")
    claims = [c.number for c in desk.store.article(1).claims]
    panel = page.locator("#panel .panel")
    for number in claims:
        page.keyboard.press("j")
        page.wait_for_selector(f'#panel .panel[data-claim="{number}"]')
    page.keyboard.press("k")
    page.wait_for_selector(f'#panel .panel[data-claim="{claims[-2]}"]')

    # Three statuses, one key each; the second asks for its ground first.
    page.keyboard.press("7")
    page.wait_for_selector('#panel .panel[data-status="not-checkable"]')
    page.keyboard.press("k")
    page.wait_for_selector(f'#panel .panel[data-claim="{claims[-3]}"]')
    page.keyboard.press("3")
    assert page.evaluate("document.activeElement.name") == "note"
    page.keyboard.type("The decree is out.")
    page.keyboard.press("Enter")
    page.wait_for_selector('#panel .panel[data-status="confirmed"]')
    page.keyboard.press("Escape")
    page.keyboard.press("k")
    page.wait_for_selector(f'#panel .panel[data-claim="{claims[-4]}"]')
    page.keyboard.press("6")
    page.wait_for_selector('#panel .panel[data-status="unverifiable"]')
    statuses = {n: desk.store.claim(n).record.status for n in claims}
    assert statuses[claims[-2]] is Status.NOT_CHECKABLE
    assert statuses[claims[-3]] is Status.CONFIRMED
    assert statuses[claims[-4]] is Status.UNVERIFIABLE
    assert "confirmed" in page.locator(f'a.c[href*="claim={claims[-3]}"]').first.get_attribute("class")
    assert "1 confirmed" in page.locator("#tally").inner_text()

    # One is undone; the history keeps both.
    page.keyboard.press("u")
    page.wait_for_selector('#panel .panel[data-status="unverified"]')
    assert desk.store.claim(claims[-4]).record.status is Status.UNVERIFIED
    happened = panel.locator("#history li").all_inner_texts()
    assert len(happened) == 2
    assert happened[0].startswith("Ірина undo")  # the newest stands first
    assert "unverified → unverifiable" in happened[1]
    page.goto("/log")
    assert "undo" in page.locator("tbody tr").first.inner_text()


def test_evidence_is_linked_by_keyboard(page: Any, desk: Served) -> None:
    page.goto("/articles/1?claim=1.2#c2")
    page.locator("#c2").focus()
    page.keyboard.press("e")
    assert page.evaluate("document.activeElement.name") == "url"
    page.keyboard.type("https://minutes.example.invalid/1")
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel .evidence")
    (link,) = desk.store.claim("1.2").evidence
    assert (link.url, link.by) == ("https://minutes.example.invalid/1", "Ірина")
    assert "link" in page.locator("#history li").first.inner_text()
    assert "no snapshot was made" in page.locator("#panel .notice").inner_text()


def test_pointing_at_a_claim_opens_it_and_writing_keeps_it_open(page: Any, desk: Served) -> None:
    page.goto("/articles/1")
    page.locator("#c2").hover()
    page.wait_for_selector('#panel .panel[data-claim="1.2"]')
    page.locator('#panel input[name="note"]').first.fill("half a note")
    page.locator("#c4").hover()
    page.wait_for_timeout(400)
    assert page.locator("#panel .panel").get_attribute("data-claim") == "1.2"
    assert page.locator('#panel input[name="note"]').first.input_value() == "half a note"


def test_enter_in_the_note_sets_what_was_asked_for_and_never_something_else(page: Any, desk: Served) -> None:
    page.goto("/articles/1?claim=1.2#c2")
    note = page.locator("form.mark input[name=note]")
    page.locator('form.mark button[data-key="3"]').click()
    page.wait_for_selector("#panel .problem")
    assert page.evaluate("document.activeElement.name") == "note"
    assert page.locator("form.mark .wanted").get_attribute("value") == "confirmed"
    page.keyboard.type("The decree is out.")
    page.keyboard.press("Enter")
    page.wait_for_selector('#panel .panel[data-status="confirmed"]')
    # A note alone is a note: the status stays.
    note.fill("And printed.")
    note.press("Enter")
    page.locator("#history li").nth(1).wait_for()
    detail = desk.store.claim("1.2")
    assert detail.record.status is Status.CONFIRMED
    assert [event.reason for event in detail.events] == ["The decree is out.", "And printed."]


def test_what_one_began_to_write_waits_on_its_claim(page: Any, desk: Served) -> None:
    page.goto("/articles/1?claim=1.2#c2")
    page.locator("form.mark input[name=note]").fill("half a note")
    page.locator("#linking summary").click()
    page.locator("#linking textarea").fill("a passage")
    # Another form of the claim is sent, then another claim is looked at.
    page.locator("form.assign input[name=person]").fill("Олена")
    page.get_by_role("button", name="Give", exact=True).click()
    page.wait_for_selector("#history li")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.wait_for_selector('#panel .panel[data-claim="1.3"]')
    assert page.locator("form.mark input[name=note]").input_value() == ""
    page.keyboard.press("k")
    page.wait_for_selector('#panel .panel[data-claim="1.2"]')
    assert page.locator("form.mark input[name=note]").input_value() == "half a note"
    assert page.locator("#linking textarea").input_value() == "a passage"
    assert page.locator("#linking").get_attribute("open") is not None
    assert desk.store.claim("1.2").record.assigned == "Олена"


def test_a_split_and_its_undo_mark_the_text_anew(page: Any, desk: Served) -> None:
    page.goto("/articles/1?claim=1.2#c2")
    page.get_by_text("Split it").click()
    page.locator("textarea[name=parts]").fill("Мост через Низовку закроют\nна ремонт")
    page.get_by_role("button", name="Split", exact=True).click()
    first = "1.6"
    page.wait_for_selector(f'#panel .panel[data-claim="{first}"]')
    assert page.locator('#text a.c[href*="claim=1.2"]').count() == 0
    assert page.locator(f'#text a.c[href*="claim={first}"]').count() > 0
    page.keyboard.press("u")
    page.wait_for_selector('#text a.c[href*="claim=1.2"]')
    assert page.locator(f'#text a.c[href*="claim={first}"]').count() == 0


def test_a_cyrillic_keyboard_works_too(page: Any, desk: Served) -> None:
    page.goto("/articles/1")
    page.keyboard.press("KeyJ")
    page.wait_for_selector('#panel .panel[data-claim="1.1"]')
    page.evaluate(
        "document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'о', code: 'KeyJ', bubbles: true}))"
    )
    page.wait_for_selector('#panel .panel[data-claim="1.2"]')


def test_two_people_on_one_claim(page: Any, desk: Served) -> None:
    page.goto("/articles/1?claim=1.2#c2")
    desk.store.mark("1.2", Status.DISPUTED, by="Олена", note="The town denies it.")
    page.locator("#c2").focus()
    page.keyboard.press("7")
    page.wait_for_selector("#panel .problem")
    assert desk.store.claim("1.2").record.status is Status.DISPUTED
    assert "Олена" in page.locator("#panel").inner_text()


def test_a_question_mark_shows_the_keys_where_they_are_hidden_too(page: Any, desk: Served) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("/articles/1")
    keys = page.locator(".keys")
    assert not keys.is_visible()
    page.keyboard.press("?")
    assert keys.is_visible()
    assert page.evaluate("document.activeElement.className") == "keys rest asked"


def test_a_reader_signs_in_sees_everything_and_changes_nothing(guest: Any, newsroom: Served) -> None:
    guest.goto("/articles/1")
    assert "/sign-in" in guest.url
    enter(guest, "Рада", "not the password")
    assert "name or the password is wrong" in guest.get_by_role("alert").inner_text()
    enter(guest, "Рада", PASSWORD)
    assert guest.url.endswith("/articles/1")
    guest.keyboard.press("j")
    guest.wait_for_selector('#panel .panel[data-claim="1.1"]')
    for key in ("3", "u", "e"):
        guest.keyboard.press(key)
    assert guest.locator("#panel form").count() == 0
    assert guest.get_by_role("link", name="Check an article").count() == 0
    # Nor by a form of their own making, with the page's own token.
    token = guest.locator("input[name=token]").first.input_value()
    answer = guest.request.post("/claims/1.1/mark", form={"token": token, "status": "not-checkable"})
    assert (answer.status, "ask for the role of a checker" in answer.text()) == (403, True)
    assert guest.request.get("/check").status == 403
    assert newsroom.store.claim("1.1").events == ()
    assert newsroom.store.claim("1.1").record.status is Status.UNVERIFIED
    guest.get_by_role("button", name="Sign out").click()
    guest.wait_for_url(re.compile("/sign-in"))
    guest.goto("/claims/1.1")
    assert "/sign-in" in guest.url


def test_ones_own_password_is_changed_by_keyboard(guest: Any, newsroom: Served) -> None:
    guest.goto("/account")
    enter(guest, "Рада", PASSWORD)
    guest.get_by_label("Old password").fill(PASSWORD)
    guest.keyboard.press("Tab")
    guest.keyboard.type("маяк за четвёртым мысом")
    guest.keyboard.press("Tab")
    guest.keyboard.type("маяк за четвёртым мысом")
    with guest.expect_navigation():
        guest.keyboard.press("Enter")
    assert "You have a new password." in guest.get_by_role("status").first.inner_text()
    guest.get_by_role("button", name="Sign out everywhere").click()
    guest.wait_for_url(re.compile("/sign-in"))
    enter(guest, "Рада", "маяк за четвёртым мысом")
    assert guest.get_by_role("heading", level=1).inner_text() == "Inbox"


def test_the_language_is_changed(page: Any, desk: Served) -> None:
    page.goto("/articles")
    page.get_by_role("button", name="Українська").click()
    page.wait_for_load_state()
    assert page.locator("html").get_attribute("lang") == "uk"


def test_everything_works_without_script(chromium: Any, desk: Served) -> None:
    context = chromium.new_context(base_url=desk.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/articles/1")
    page.locator("#c2").click()
    assert page.locator("#panel .panel").get_attribute("data-claim") == "1.2"
    page.get_by_role("button", name=re.compile("not-checkable")).click()
    assert page.url.endswith("/articles/1?claim=1.2#c2")
    assert desk.store.claim("1.2").record.status is Status.NOT_CHECKABLE
    page.goto("/check")
    page.get_by_label("Or its text").fill("Паром утонул, сообщила полиция Заречинска.")
    page.get_by_role("button", name="Check it").click()
    page.wait_for_url(re.compile("/articles/3"), timeout=20_000)
    context.close()
