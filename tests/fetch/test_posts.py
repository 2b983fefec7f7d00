from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import httpx
import pytest

from verify.errors import NotAnArticle
from verify.fetch import ReadOptions, read
from verify.fetch.posts import post_at
from verify.model.article import Metadata

WORDS = (
    "Паром «Астра» вернулся в порт.<br/><br/>"
    'По словам капитана, <a href="https://port.example/7">отказал</a> '
    "левый двигатель.<br/>Пассажиров нет."
)
TEXT = "Паром «Астра» вернулся в порт.\n\nПо словам капитана, отказал левый двигатель.\nПассажиров нет."


def message(number: int, words: str, reply: str = "") -> str:
    quoted = f'<div class="tgme_widget_message_text js-message_reply_text">{reply}</div>'
    answered = f'<a class="tgme_widget_message_reply">{quoted}</a>'
    return f"""<div class="tgme_widget_message js-widget_message" data-post="salinsk_port/{number}">
    <div class="tgme_widget_message_author"><a class="tgme_widget_message_owner_name" href="https://t.me/salinsk_port">
    <span dir="auto">Порт Салинска</span></a></div>{answered if reply else ""}
    <div class="tgme_widget_message_text js-message_text" dir="auto">{words}</div>
    <div class="tgme_widget_message_footer"><span class="tgme_widget_message_views">12.5K</span>
    <a class="tgme_widget_message_date" href="https://t.me/salinsk_port/{number}">
    <time datetime="2026-03-12T21:15:00+00:00" class="time">21:15</time></a></div></div>"""


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


@pytest.mark.parametrize(
    "address",
    [
        "https://t.me/salinsk_port/41",
        "http://t.me/s/salinsk_port/41",
        "https://telegram.me/salinsk_port/41/",
        "https://www.t.me/salinsk_port/41?single",
    ],
)
def test_addresses_of_one_post(address: str) -> None:
    post = post_at(address)
    assert post is not None
    assert (post.number, post.address) == ("salinsk_port/41", "https://t.me/salinsk_port/41")
    assert post.page == "https://t.me/salinsk_port/41?embed=1&mode=tme"


@pytest.mark.parametrize(
    "address", ["https://news.example/t.me/salinsk_port/41", "https://at.me/port/41", None, ""]
)
def test_other_pages_are_no_posts(address: str | None) -> None:
    assert post_at(address) is None


@pytest.mark.parametrize(
    "address", ["https://t.me/salinsk_port", "https://t.me/s/salinsk_port", "https://t.me/+AbC1"]
)
def test_a_whole_channel_is_no_article(address: str) -> None:
    with pytest.raises(NotAnArticle, match="give the address of a post"):
        post_at(address)


def test_a_post_is_fetched_where_its_whole_text_is(net: Callable[..., Any]) -> None:
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return httpx.Response(200, headers={"content-type": "text/html"}, text=page(message(41, WORDS)))

    reading = read("https://t.me/s/salinsk_port/41", ReadOptions(), net(answer))
    assert asked == ["https://t.me/salinsk_port/41?embed=1&mode=tme"]
    assert reading.text == TEXT
    assert reading.address == "https://t.me/salinsk_port/41"
    assert reading.metadata == Metadata(
        publisher="Порт Салинска",
        published=date(2026, 3, 12),
        language="ru",
        url="https://t.me/salinsk_port/41",
    )
    assert [(reading.text[k.start : k.end], k.url) for k in reading.links] == [
        ("отказал", "https://port.example/7")
    ]


def test_a_post_among_its_neighbours(tmp_path: Any) -> None:
    saved = tmp_path / "channel.html"
    saved.write_text(
        page(message(40, "Порт открыт.") + message(41, WORDS, reply="Порт открыт.") + message(42, "Ждём."))
    )
    assert read(str(saved), ReadOptions(address="https://t.me/salinsk_port/41")).text == TEXT


def test_a_post_without_words(tmp_path: Any) -> None:
    saved = tmp_path / "channel.html"
    saved.write_text(page(message(40, "Порт открыт.")))
    with pytest.raises(NotAnArticle, match="shows no words of this post"):
        read(str(saved), ReadOptions(address="https://t.me/salinsk_port/43"))


OPEN_GRAPH = """<meta property="og:title" content="Порт Салинска"><meta property="og:description"
content="Паром «Астра» вернулся в порт.">
<meta property="article:published_time" content="2026-03-12T09:00:00Z">"""


@pytest.mark.parametrize(
    "address", ["https://t.me/salinsk_port/41", "https://bsky.app/profile/salinsk.example/post/3kabc"]
)
def test_a_post_as_its_page_describes_it(tmp_path: Any, address: str) -> None:
    saved = tmp_path / "post.html"
    saved.write_text(page("<div>...</div>", OPEN_GRAPH))
    reading = read(str(saved), ReadOptions(address=address))
    assert reading.text == "Паром «Астра» вернулся в порт."
    assert reading.metadata.publisher == "Порт Салинска"
    assert (reading.metadata.published, reading.address) == (date(2026, 3, 12), address)


@pytest.mark.parametrize("address", ["https://[", "http://a]b/", "//[::1", "https://[v1.x]:99/"])
def test_an_address_that_is_none_is_no_post(address: str) -> None:
    """Files for `verify bulk` may state anything as their address."""
    assert post_at(address) is None
