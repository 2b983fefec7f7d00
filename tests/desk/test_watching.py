"""Rounds over feeds and pages of a server on this machine, under names of the world outside."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.loopback import home, server
from verify.desk import watching
from verify.desk.reading import Asked
from verify.desk.watching import ArticleSeen, FeedSeen, How, Watcher
from verify.errors import InputError, NotFound
from verify.fetch.http import Network
from verify.store import ItemState, Store, open_store

__all__ = ["home", "server"]

TEXT = (
    "Паром номер {n} вышел из порта. Его ждали до вечера. Команда осталась на берегу. Рейс отменили. Точка."
)
Home = Callable[..., Network]


@pytest.fixture
def store(database: str, toy_engine: Any) -> Iterator[Store]:
    with open_store(database) as opened:
        yield opened


@pytest.fixture
def outside(monkeypatch: pytest.MonkeyPatch, home: Home) -> Home:
    """Every name leads here; `outside(names)` says otherwise."""

    def use(names: dict[str, list[str]] | None = None) -> Network:
        network = home(names)
        monkeypatch.setattr("verify.fetch.http.Network", lambda: network)
        return network

    use()
    return use


class Site:
    """A site on the server: a feed of numbered articles, which are plain text."""

    def __init__(self, server: Any, store: Store, host: str = "news.example") -> None:
        self.server, self.store, self.host = server, store, host
        self.watcher: Watcher | None = None

    def url(self, path: str) -> str:
        return str(self.server.url(path, host=self.host))

    def article(self, n: int | str) -> str:
        self.server.page(f"/{n}", TEXT.format(n=n).encode(), Content_Type="text/plain; charset=utf-8")
        return self.url(f"/{n}")

    def feed(self, *numbers: int, path: str = "/rss", **head: str) -> str:
        items = "".join(
            f"<item><link>{self.article(n)}?utm_source=rss</link><title>Паром {n}</title>"
            f"<pubDate>{n:02} Nov 2025 09:00:00 GMT</pubDate></item>"
            for n in numbers
        )
        data = f"<rss><channel><title>Вестник</title>{items}</channel></rss>".encode()
        self.server.page(path, data, Content_Type="text/xml", **head)
        return self.url(path)

    def round(self, *feeds: str, newest: int = 50, delay: float = 0.0) -> list[Any]:
        """One more round of one watcher."""
        if self.watcher is None:
            watching.add(self.store, feeds)
            self.watcher = Watcher(self.store, feeds, Asked(), "anna", How(newest, delay))
        return list(self.watcher.round())

    def asked(self, path: str) -> int:
        return sum(p == path for p, _ in self.server.asked)


@pytest.fixture
def site(server: Any, store: Store, outside: Home) -> Site:
    return Site(server, store)


def outcomes(seen: list[Any]) -> list[tuple[str, str]]:
    return [
        (s.feed.rsplit("/", 1)[-1], s.outcome)
        if isinstance(s, FeedSeen)
        else (s.checked.source.rsplit("/", 1)[-1], s.checked.result)
        for s in seen
    ]


def test_what_is_new_is_read_once(site: Site) -> None:
    feed = site.feed(1, 2)
    first = site.round(feed)
    assert first[0] == FeedSeen(feed, "read", 2, 2)
    assert outcomes(first) == [("rss", "read"), ("2", "added"), ("1", "added")]
    assert [s.left for s in first[1:]] == [1, 0]
    site.feed(1, 2, 3)
    assert outcomes(site.round()) == [("rss", "read"), ("3", "added")]
    assert outcomes(site.round()) == [("rss", "read")]
    (record,) = watching.feeds(site.store)
    assert (record.title, record.problem, record.items[ItemState.CHECKED]) == ("Вестник", None, 3)
    assert [a.address for a in site.store.articles().items] == [site.url(f"/{n}") for n in (3, 1, 2)]


def test_a_feed_that_did_not_change_is_not_sent_again(site: Site) -> None:
    since = "Wed, 26 Nov 2025 09:30:00 GMT"
    feed = site.feed(1, ETag='W/"7"', Last_Modified=since)
    site.round(feed)
    site.server.routes["/rss"] = (304, {}, b"")
    assert site.round() == [FeedSeen(feed, "unchanged")]
    head = next(h for p, h in reversed(site.server.asked) if p == "/rss")
    assert (head["If-None-Match"], head["If-Modified-Since"]) == ('W/"7"', since)
    assert head["User-Agent"].startswith("verify/")
    assert site.asked("/1") == 1


def test_an_etag_that_no_head_can_carry_is_not_kept(site: Site) -> None:
    site.round(site.feed(1, ETag='"' + "x" * 2000 + '"'))
    assert watching.feeds(site.store)[0].etag is None


def test_an_article_that_two_feeds_name_is_read_once(site: Site) -> None:
    first, second = site.feed(1), site.feed(1, 2, path="/atom")
    assert [s for s, _ in outcomes(site.round(first, second))].count("1") == 1
    assert site.asked("/1") == 1


def test_an_article_of_the_archive_is_not_fetched_again(site: Site) -> None:
    from verify.desk.checking import check_sources

    list(check_sources(site.store, [site.article(1)], Asked(), by="anna"))
    seen = site.round(site.feed(1, 2))
    assert seen[0] == FeedSeen(site.url("/rss"), "read", 2, 1)
    assert site.asked("/1") == 1


def test_only_the_newest_are_read_of_a_long_feed(site: Site) -> None:
    feed = site.feed(*range(1, 9))
    seen = site.round(feed, newest=3)
    assert seen[0] == FeedSeen(feed, "read", 8, 3)
    assert outcomes(seen)[1:] == [("8", "added"), ("7", "added"), ("6", "added")]
    assert outcomes(site.round()) == [("rss", "read")]
    assert watching.feeds(site.store)[0].items[ItemState.PASSED] == 5


def test_one_broken_feed_or_article_stops_nothing(site: Site) -> None:
    broken = site.server.page("/broken", b"<!DOCTYPE r [<!ENTITY a 'b'>]><rss/>") and site.url("/broken")
    feed = site.feed(1, 2)
    site.server.page("/2", b"\x89PNG", Content_Type="image/png")
    seen = site.round(broken, site.url("/gone"), feed)
    assert outcomes(seen) == [
        ("broken", "error"), ("gone", "error"), ("rss", "read"), ("2", "error"), ("1", "added"),
    ]  # fmt: skip
    assert "declares entities" in (seen[0].problem or "")
    records = watching.feeds(site.store)
    assert [bool(r.problem) for r in records] == [True, True, False]
    assert [r.succeeded_at is None for r in records] == [True, True, False]
    assert site.store.check().ok
    assert outcomes(site.round()) == [("broken", "error"), ("gone", "error"), ("rss", "read")]


def test_a_page_that_cannot_be_had_is_tried_three_times(site: Site) -> None:
    feed = site.feed(1)
    site.server.page("/1", b"", status=503)
    for _ in range(3):
        assert outcomes(site.round(feed))[-1] == ("1", "error")
    assert outcomes(site.round()) == [("rss", "read")]
    assert watching.feeds(site.store)[0].items[ItemState.FAILED] == 1


def test_a_host_that_does_not_answer_rests_until_the_next_round(site: Site) -> None:
    feed = site.feed(1, 2, 3, 4)
    for n in (1, 2, 3, 4):
        site.server.page(f"/{n}", b"", status=502)
    assert outcomes(site.round(feed)) == [("rss", "read"), ("4", "error"), ("3", "error")]
    assert watching.feeds(site.store)[0].items[ItemState.WAITING] == 4


def test_a_host_that_asks_for_patience_has_it(site: Site, server: Any) -> None:
    feed = site.feed(1, 2)
    other = Site(server, site.store, "other.example").feed(5, path="/other")
    site.server.page("/2", b"", status=429, Retry_After="3600")
    seen = outcomes(site.round(feed, other))
    assert ("2", "error") in seen
    assert ("5", "added") in seen
    assert ("1", "added") not in seen
    again = outcomes(site.round())
    assert ("other", "read") in again
    assert "rss" not in [name for name, _ in again]  # the same host


def test_a_feed_that_asks_for_patience_is_asked_later(site: Site) -> None:
    feed = site.url("/rss")
    site.server.page("/rss", b"", status=503, Retry_After="7200")
    assert outcomes(site.round(feed)) == [("rss", "error")]
    asked = site.asked("/rss")
    site.watcher = None  # another process: it stands in the database
    (seen,) = site.round(feed)
    assert seen.outcome == "later"
    assert "7200 s" in (seen.problem or "")
    assert site.asked("/rss") == asked
    (known,) = site.store.feeds.list()
    far = datetime.now(UTC) + timedelta(days=400)  # of a clock that was ahead, and was set right
    site.store.feeds.failed(known.id, "later", next_at=far)
    site.watcher = None
    assert outcomes(site.round(feed)) == [("rss", "error")]
    assert site.asked("/rss") == asked + 1


def test_robots_are_respected_for_feeds_and_articles(site: Site) -> None:
    site.server.page(
        "/robots.txt", b"User-agent: *\nDisallow: /2\nDisallow: /private", Content_Type="text/plain"
    )
    feed, private = site.feed(1, 2), site.feed(3, path="/private/rss")
    seen = site.round(feed, private)
    assert outcomes(seen) == [("rss", "read"), ("rss", "error"), ("2", "error"), ("1", "added")]
    assert "robots.txt of news.example" in (seen[1].problem or "")
    assert (site.asked("/2"), site.asked("/private/rss"), site.asked("/robots.txt")) == (0, 0, 1)
    assert outcomes(site.round())[:1] == [("rss", "read")]
    assert site.asked("/robots.txt") == 1


def test_robots_that_cannot_be_had_allow_nothing(site: Site) -> None:
    feed = site.feed(1)
    site.server.page("/robots.txt", b"", status=500)
    (seen,) = site.round(feed)
    assert "nothing may be read there" in (seen.problem or "")
    assert site.asked("/rss") == 0


def test_pauses_between_two_requests_to_a_host(site: Site) -> None:
    site.server.page("/robots.txt", b"User-agent: verify\nCrawl-delay: 0.3", Content_Type="text/plain")
    start = time.monotonic()
    site.round(site.feed(1, 2), delay=0.1)
    assert 0.6 <= time.monotonic() - start < 5  # feed, pause, article, pause, article


def test_a_feeds_permission_is_not_that_of_what_it_names(site: Site, server: Any) -> None:
    items = "".join(f"<item><link>http://127.0.0.1:{server.port}/{n}</link></item>" for n in (1, 2))
    server.page("/rss", f"<rss><channel>{items}</channel></rss>".encode())
    feed = server.url("/rss")
    watching.add(site.store, [feed], private=True)
    seen = list(Watcher(site.store, [feed], Asked(), "anna", How(delay=0.0)).round())
    assert [s.outcome for s in seen if isinstance(s, FeedSeen)] == ["read"]
    errors = [s.checked.error or "" for s in seen if isinstance(s, ArticleSeen)]
    assert len(errors) == 2
    assert all("loopback" in error for error in errors)
    assert site.asked("/1") == 0


def test_a_name_that_leads_into_a_private_network_is_refused(site: Site, outside: Home) -> None:
    outside({"intranet.example": ["10.0.0.5"]})
    site.server.page(
        "/rss", b"<rss><channel><item><link>http://intranet.example/1</link></item></channel></rss>"
    )
    seen = site.round(site.url("/rss"))
    assert outcomes(seen) == [("rss", "read"), ("1", "error")]
    assert "10.0.0.5" in seen[1].checked.error
    assert watching.feeds(site.store)[0].items[ItemState.FAILED] == 1


def test_an_index_of_sitemaps(site: Site) -> None:
    site.server.page("/index.xml", b"<sitemapindex><sitemap><loc>/a.xml</loc></sitemap></sitemapindex>")
    site.server.page("/a.xml", f"<urlset><url><loc>{site.article(1)}</loc></url></urlset>".encode())
    feed = site.url("/index.xml")
    assert outcomes(site.round(feed)) == [("index.xml", "read"), ("index.xml", "read"), ("1", "added")]
    site.server.page("/index.xml", b"<sitemapindex><sitemap><loc>/a.xml</loc><lastmod>2020-01-01</lastmod>"
                     b"</sitemap></sitemapindex>")  # fmt: skip
    assert outcomes(site.round()) == [("index.xml", "read")]


def test_a_feed_that_moved_is_told(site: Site) -> None:
    site.feed(1, path="/new")
    site.server.page("/rss", b"", status=301, Location="/new")
    (seen, _) = site.round(site.url("/rss"))
    assert seen.problem == f"it has moved for good to {site.url('/new')}"


def test_feeds_are_forgotten_and_articles_stay(site: Site) -> None:
    feed = site.feed(1)
    site.round(feed)
    assert watching.forget(site.store, feed).address == feed
    assert watching.feeds(site.store) == ()
    assert site.store.articles().total == 1
    with pytest.raises(NotFound, match="no such feed"):
        watching.forget(site.store, feed)
    with pytest.raises(InputError, match="No feed is watched yet"):
        watching.add(site.store, [])


@pytest.mark.parametrize(
    "wrong",
    ["news.example/rss", "file:///etc/passwd", "https://a:b@c.example/", "https://a.example/" + "x" * 1000],
)
def test_what_is_no_feeds_address_is_refused_before_anything(store: Store, wrong: str) -> None:
    with pytest.raises(InputError):
        watching.add(store, ["https://news.example/rss", wrong])
    assert watching.feeds(store) == ()
