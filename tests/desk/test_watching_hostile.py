"""Hostile and broken feeds and pages: a clear error each, nothing half-stored, time and memory bounded."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.loopback import home, server
from verify.desk import watching
from verify.desk.reading import Asked
from verify.desk.watching import ArticleSeen, FeedSeen, How, Watcher
from verify.fetch import Limits, ReadOptions
from verify.fetch.http import Network
from verify.store import ItemState, Store, open_store

__all__ = ["home", "server"]

ROOT = Path(__file__).parents[2]
NAMES = {
    "private.example": ["10.1.2.3"],
    "meta.example": ["169.254.169.254"],
    "both.example": ["::ffff:10.0.0.1"],
}


def limits(case: str) -> Limits:
    """Short where time is what the case is about; else so long that a busy machine changes nothing."""
    slow = "byte by byte" in case or case == "silence"
    return Limits(total=1.5 if slow else 20.0, read=0.5 if slow else 15.0, attempts=1, decoded=50_000_000)


LAUGHS = b"<!DOCTYPE r [<!ENTITY a 'ha'>%s]><rss><channel><title>&j;</title></channel></rss>" % b"".join(
    b"<!ENTITY %c '%s'>" % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)
)
ITEM = "<item><title>Паром {n}</title><link>https://news.example/{n}</link><description>{text}</description></item>"


def rss(*items: str) -> bytes:
    return f"<rss><channel>{''.join(items)}</channel></rss>".encode()


def dripping(head: bytes, drop: bytes) -> Callable[[Any], None]:
    """Sends a beginning, then a little now and then, for ever."""

    def route(handler: Any) -> None:
        handler.wfile.write(head)
        for _ in range(200):
            handler.wfile.write(drop)
            handler.wfile.flush()
            time.sleep(0.05)

    return route


def endless(handler: Any) -> None:
    """Sends without end, as fast as it is read."""
    handler.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n<rss><channel>")
    for _ in range(200):
        handler.wfile.write(b"<item></item>" * 10_000)


def onward(handler: Any) -> None:
    """Redirects to an address of its own, each time another."""
    handler.send_response(302)
    handler.send_header("Location", handler.path + "x")
    handler.end_headers()


def moving(target: str, status: int = 302) -> tuple[int, dict[str, str], bytes]:
    return (status, {"Location": target}, b"")


OK = b"HTTP/1.0 200 OK\r\n"
BOTH: dict[str, tuple[Any, str]] = {
    "endless redirects": (onward, "redirected more than 10 times"),
    "a redirect to itself": (moving("/x"), "redirected more than 10 times"),
    "a redirect to a private address": (moving("http://192.168.1.1/admin"), "private"),
    "a redirect to a name of a private address": (moving("http://private.example/"), "10.1.2.3"),
    "a redirect to a cloud's own address": (moving("http://meta.example/latest/"), "link-local"),
    "a redirect to a mapped address": (moving("http://both.example/"), "IPv4-mapped"),
    "a redirect to this machine": (moving("http://127.0.0.1:9/"), "loopback"),
    "a redirect to a file": (moving("file:///etc/passwd"), "must begin with http"),
    "a head sent byte by byte": (dripping(OK + b"X-A: ", b"a"), "took longer|not answer in time"),
    "a body sent byte by byte": (
        dripping(OK + b"Content-Type: text/html\r\n\r\n<rss>", b" "),
        "took longer|not answer in time",
    ),
    "silence": (lambda handler: time.sleep(1.4), "does not answer in time"),
    "a length that is too long": ((200, {"Content-Length": "1000000"}, b"<rss>"), "connection failed"),
    "a length beyond all measure": ((200, {"Content-Length": "9" * 15}, b"<rss>"), "larger than 10 MB"),
    "a length that is no number": ((200, {"Content-Length": "many"}, b"<rss>"), "connection failed"),
    "a body without end": (endless, "larger than 10 MB"),
    "a bomb in the packing": (
        (200, {"Content-Encoding": "gzip"}, gzip.compress(bytes(60_000_000))),
        "larger than",
    ),
    "packing cut off": (
        (200, {"Content-Encoding": "gzip"}, gzip.compress(b"x" * 9999)[:-9]),
        "damaged or cut off",
    ),
    "packing of another kind": ((200, {"Content-Encoding": "br"}, b"x"), "was not asked for"),
    "packed over and over": ((200, {"Content-Encoding": "gzip, gzip, gzip"}, b"x"), "packed 3 times"),
    "nothing": ((200, {}, b""), "no feed and no sitemap|it is empty"),
    "an image that says it is a page": (
        (200, {"Content-Type": "text/html"}, b"\xff\xd8\xff\xe0" * 99),
        "an image",
    ),
    "no HTTP at all": (lambda handler: handler.wfile.write(b"SSH-2.0-x\r\n"), "connection failed"),
}
FEEDS: dict[str, tuple[Any, str]] = {
    "a bomb in the file": ((200, {}, gzip.compress(bytes(60_000_000))), "larger than 50 MB"),
    "a file packed twice": ((200, {}, gzip.compress(gzip.compress(rss()))), "a gzip archive"),
    "a billion laughs": ((200, {}, LAUGHS), "declares entities"),
    "a file of this machine": (
        (200, {}, b"<!DOCTYPE r [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><rss><channel>&a;</channel></rss>"),
        "declares entities",
    ),
    "a part from elsewhere": (
        (200, {}, b"<!DOCTYPE r [<!ENTITY % a SYSTEM 'http://127.0.0.1:9/'> %a;]><rss><channel/></rss>"),
        "declares entities",
    ),
    "depth": ((200, {}, b"<rss>" + b"<channel>" * 200_000), "Excessive depth"),
    "elements without number": ((200, {}, b"<rss>" + b"<b/>" * 1_300_000 + b"</rss>"), "more than 1,200,000"),
    "a title without end": ((200, {}, rss(f"<item><title>{'a' * 10_000_001}")), "limit|larger"),
    "no encoding": ((200, {}, b"<?xml version='1.0'?>" + bytes(range(128, 256)) * 9), "encoding"),
}  # fmt: skip
PAGES: dict[str, tuple[Any, str]] = {
    "a feed in place of an article": (
        (200, {"Content-Type": "application/rss+xml"}, rss()),
        "application/rss",
    ),
    "a page without a text": (
        (200, {"Content-Type": "text/html"}, b"<html><script>1</script>"),
        "no article text",
    ),
    "tables in tables": ((200, {"Content-Type": "text/html"}, b"<table><tr><td>" * 50_000), "."),
}


@pytest.fixture
def store(database: str, toy_engine: Any) -> Iterator[Store]:
    with open_store(database) as opened:
        yield opened


@pytest.fixture
def outside(monkeypatch: pytest.MonkeyPatch, home: Callable[..., Network]) -> None:
    """Every name leads here but those of private networks."""
    network = home(NAMES)
    monkeypatch.setattr("verify.fetch.http.Network", lambda: network)


def watched(store: Store, feed: str, case: str, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    watching.add(store, [feed])
    feeds = [feed]
    monkeypatch.setattr("verify.desk.watching.FEED_LIMITS", limits(case))
    asked = Asked(options=ReadOptions(limits=replace(limits(case), decoded=20_000_000)))
    return list(Watcher(store, feeds, asked, "anna", How(delay=0.0)).round())


def matches(pattern: str, message: str | None) -> None:
    import re

    assert message is not None
    assert re.search(pattern, message), message
    assert "Traceback" not in message


@pytest.mark.parametrize("case", [*BOTH, *FEEDS])
def test_a_hostile_feed(
    case: str, store: Store, server: Any, outside: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    route, says = (BOTH | FEEDS)[case]
    server.routes["/x"] = route
    feed = server.url("/x", host="news.example")
    if route is onward:
        server.routes.update({"/" + "x" * n: onward for n in range(1, 20)})
    start = time.monotonic()
    (seen,) = watched(store, feed, case, monkeypatch)
    assert time.monotonic() - start < 25
    assert (seen.feed, seen.outcome) == (feed, "error")
    matches(says, seen.problem)
    (record,) = watching.feeds(store)
    assert sum(record.items.values()) == 0
    assert (record.etag, record.succeeded_at) == (None, None)
    assert store.check().ok


@pytest.mark.parametrize("case", [*BOTH, *PAGES])
def test_a_hostile_page(
    case: str, store: Store, server: Any, outside: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    route, says = (BOTH | PAGES)[case]
    server.routes["/x"] = route
    if route is onward:
        server.routes.update({"/" + "x" * n: onward for n in range(1, 20)})
    page = server.url("/x", host="news.example")
    server.page("/rss", rss(f"<item><link>{page}</link></item>"), Content_Type="text/xml")
    start = time.monotonic()
    feed, article = watched(store, server.url("/rss", host="other.example"), case, monkeypatch)
    assert time.monotonic() - start < 25
    assert isinstance(feed, FeedSeen)
    assert isinstance(article, ArticleSeen)
    assert article.checked.result == "error"
    matches(says, article.checked.error)
    status = store.status()
    assert {name: status.counts[name] for name in ("articles", "claims", "events")} == dict.fromkeys(
        ("articles", "claims", "events"), 0
    )
    assert store.check().ok


def test_a_feed_of_ten_thousand(store: Store, server: Any, outside: None) -> None:
    items = [ITEM.format(n=n, text="Паром вышел из порта. " * 20) for n in range(10_000)]
    server.page("/rss", rss(*items), Content_Type="text/plain")
    watching.add(store, [server.url("/rss", host="news.example")])
    how = How(newest=1, delay=0.0)
    start = time.process_time()
    seen = list(Watcher(store, [server.url("/rss", host="news.example")], Asked(), "anna", how).round())
    assert time.process_time() - start < 20
    assert (seen[0].new, seen[0].waiting) == (10_000, 1)
    (record,) = watching.feeds(store)
    assert record.items[ItemState.PASSED] == 9_999


MEASURE = """
import json, resource, sys
from verify.corroborate.providers.feeds import read_feed
from verify.errors import FetchError
import verify.corroborate.providers.listed
kind = sys.argv[1]
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
data = eval(kind)
made = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    found = len(read_feed(data, None, "https://news.example/rss").items)
except FetchError as error:
    found = -1
print(json.dumps([found, len(data) / 1e6, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - made) / 1e3]))
"""


@pytest.mark.parametrize(
    ("data", "found"),
    [
        ("b'<rss><channel>' + b'<item><link>https://a.example/1</link></item>' * 250_000", 50_000),
        ("b'<urlset>' + b'<url><loc>https://a.example/1</loc></url>' * 250_000 + b'</urlset>'", 50_000),
        ("b'<rss><channel>' + b'<b a=\"1\"/>' * 590_000 + b'</channel></rss>'", 0),
        ("b'<rss><channel><item>' + b'<b a=\"1\"/>' * 590_000 + b'</item></channel></rss>'", 0),
        ("b'<rss ' + b' '.join(b'a%d=\"\"' % n for n in range(590_000)) + b'><channel/></rss>'", 0),
        ("b'<rss><channel>' + b'<item><title>' + b'<' * 9_000_000", -1),
    ],
)
def test_memory_is_bounded(data: str, found: int) -> None:
    """The worst that is not refused outright, 5 to 11 MB each."""
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, data], env=env, capture_output=True, text=True, check=True
    )
    got, size, megabytes = json.loads(done.stdout)
    assert size > 5
    assert got == found
    assert megabytes < 350
