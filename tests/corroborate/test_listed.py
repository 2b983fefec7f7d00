"""Feeds and sitemaps searched for a claim's words."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from verify.corroborate.providers.listed import Listed
from verify.corroborate.providers.results import Query
from verify.fetch.http import Network

Home = Callable[..., Network]


def words(text: str, language: str | None) -> frozenset[str]:
    return frozenset(text.casefold().replace(",", " ").replace(".", " ").split())


def rss(*items: tuple[str, str, str]) -> bytes:
    made = "".join(
        f"<item><link>{a}</link><title>{t}</title><pubDate>{d}</pubDate></item>" for a, t, d in items
    )
    return f"<rss><channel><title>Вестник</title>{made}</channel></rss>".encode()


@pytest.fixture
def listed(server: Any, home: Home) -> Callable[..., Listed]:
    def build(*paths: str, private: bool = False) -> Listed:
        addresses = tuple(server.url(path, host="news.example") for path in paths)
        return Listed("feeds", addresses, words, private, home())

    return build


def test_what_shares_most_words_comes_first(server: Any, listed: Any) -> None:
    server.page("/rss", rss(
        ("https://a.example/1", "Мост закроют", "Wed, 26 Nov 2025 09:00:00 GMT"),
        ("https://a.example/2", "Мост в Нордхольме закроют до весны", "Wed, 26 Nov 2025 09:00:00 GMT"),
        ("https://a.example/3", "Мост откроют", "Wed, 26 Nov 2025 09:00:00 GMT"),
        ("https://a.example/4", "В Нордхольме мост закроют", "Wed, 26 Nov 2025 09:00:00 GMT"),
        ("https://a.example/5", "Мост в Нордхольме закроют", "Wed, 26 Nov 2025 09:00:00 GMT"),
    ))  # fmt: skip
    provider = listed("/rss")
    query = Query(("нордхольме", "мост", "закроют", "весны"), limit=3)
    found = provider.search(query)
    assert [r.address[-1] for r in found] == ["2", "4", "5"]
    assert (found[0].publisher, found[0].via) == ("Вестник", "feeds")
    assert provider.search(Query(("нордхольме",)))[0].address.endswith("2")
    assert provider.search(Query(())) == ()
    assert provider.search(Query(("мост", "закроют"), until=date(2025, 11, 25))) == ()
    assert len(server.asked) == 1  # once for all claims


def test_a_sitemap_without_titles_is_searched_by_its_addresses(server: Any, listed: Any) -> None:
    server.page("/map.xml", b"<urlset><url><loc>https://a.example/news/most-v-nordholme-zakroyut-57.html</loc></url>"
                b"<url><loc>https://a.example/%D0%BC%D0%BE%D1%81%D1%82-57</loc></url></urlset>")  # fmt: skip
    provider = listed("/map.xml")
    assert [r.address[-7:] for r in provider.search(Query(("zakroyut", "57")))] == ["57.html"]
    assert [r.address[-3:] for r in provider.search(Query(("мост", "57")))] == ["-57"]


def test_an_index_is_followed_to_its_newest_sitemaps(server: Any, listed: Any) -> None:
    for n in range(12):
        body = f"<urlset><url><loc>https://a.example/мост-нордхольм-{n}</loc></url></urlset>"
        server.page(f"/{n}.xml.gz", gzip.compress(body.encode()), Content_Type="application/gzip")
    listing = "".join(
        f"<sitemap><loc>/{n}.xml.gz</loc><lastmod>2025-11-{n + 1:02}</lastmod></sitemap>" for n in range(12)
    )
    server.page("/index.xml", f"<sitemapindex>{listing}</sitemapindex>".encode())
    server.page("/11.xml.gz", b"\x1f\x8b broken")
    provider = listed("/index.xml")
    found = provider.search(Query(("мост", "нордхольм"), limit=50))
    assert [r.address.rsplit("-")[-1] for r in found] == ["10", "9", "8", "7", "6", "5", "4", "3", "2"]
    (problem,) = provider.problems
    assert "/11.xml.gz" in problem


def test_one_broken_feed_stops_nothing(server: Any, listed: Any) -> None:
    server.page("/good", rss(("https://a.example/1", "Мост закроют", "")))
    server.page("/bomb", b"<!DOCTYPE r [<!ENTITY a 'aa'>]><rss><channel/></rss>")
    server.page(
        "/cut", rss(("https://a.example/2", "Мост закроют", ""), ("https://a.example/3", "Мост", ""))[:-40]
    )
    provider = listed("/gone", "/bomb", "/cut", "/good")
    assert [r.address[-1] for r in provider.search(Query(("мост", "закроют")))] == ["2", "1"]
    assert [p.split(": ", 1)[1][:24] for p in provider.problems] == [
        "there is no such page (4", "it declares entities, wh", "line 1: Couldn't find en",
    ]  # fmt: skip


def test_a_feed_on_a_private_address_needs_its_permission(server: Any) -> None:
    server.page("/rss", rss(("https://a.example/1", "Мост закроют", "")))
    query = Query(("мост", "закроют"))
    assert len(Listed("feeds", (server.url("/rss"),), words, True).search(query)) == 1
    refused = Listed("feeds", (server.url("/rss"),), words)
    assert refused.search(query) == ()
    assert "loopback" in refused.problems[0]
