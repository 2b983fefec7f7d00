from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.corroborate.providers.addresses import canonical, host_of, plain


@pytest.mark.parametrize(
    "other",
    [
        "http://news.example/a/1?id=5",
        "https://www.news.example/a/1/?id=5",
        "https://NEWS.example:443/a/1?utm_source=rss&id=5&utm_medium=feed",
        "https://news.example/a/1?id=5&fbclid=abc&yclid=1#top",
        "https://news.example./a/1?id=5&_openstat=x",
    ],
)
def test_one_article_has_one_canonical_address(other: str) -> None:
    assert canonical(other) == canonical("https://news.example/a/1?id=5") == "news.example/a/1?id=5"


@pytest.mark.parametrize(
    "other",
    [
        "https://news.example/a/2?id=5",
        "https://news.example/a/1?id=6",
        "https://news.example/a/1?cid=5",
        "https://news.example/a/1",
        "https://news.example:8443/a/1?id=5",
        "https://m.news.example/a/1?id=5",
        "https://news.example/A/1?id=5",
    ],
)
def test_other_articles_have_others(other: str) -> None:
    assert canonical(other) != canonical("https://news.example/a/1?id=5")


def test_a_host_in_letters_is_its_ascii_form() -> None:
    assert canonical("https://Новости.рф/а") == canonical("https://xn--b1amnebsh.xn--p1ai/а")


def test_what_is_fetched_keeps_all_but_tracking() -> None:
    given = "HTTPS://www.News.example/a//b/?b=2&utm_source=x&a=%20&a=1#part"
    assert plain(given) == "https://www.News.example/a//b/?b=2&a=%20&a=1"
    assert host_of("https://News.example:8443/a") == "news.example:8443"


@given(st.text(max_size=60), st.text(max_size=20))
def test_any_address_has_a_canonical_form_that_stays(path: str, query: str) -> None:
    once = canonical(f"https://news.example/{path}?{query}")
    assert canonical(f"https://news.example/{path}?{query}&utm_source=x") == once
