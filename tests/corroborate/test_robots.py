from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from verify.corroborate.providers.robots import parsed, robots_of
from verify.errors import ComeBackLater
from verify.fetch import ReadOptions
from verify.fetch.http import Network

Net = Callable[..., Network]
AT = "https://news.example/news/1"


def rules(net: Net, **answer: Any) -> Any:
    return robots_of(AT, ReadOptions(), net(lambda _: httpx.Response(**answer)))


def test_the_longest_rule_decides_for_us_by_name() -> None:
    robots = parsed(
        b"User-agent: *\nDisallow: /\n\n"
        b"User-agent: Verify\nDisallow: /news/\nAllow: /news/open*.html$\nCrawl-delay: 7\n"
    )
    assert robots.refusal("https://news.example/sport/1") is None
    assert robots.refusal("https://news.example/news/open-1.html") is None
    assert robots.refusal(AT) == "robots.txt of news.example asks programs to leave this address alone"
    assert robots.delay == 7.0


@pytest.mark.parametrize(
    ("delay", "kept"),
    [("1000000", 60.0), ("nan", 0.0), ("inf", 0.0), ("-3", 0.0), ("soon", 0.0), ("0.5", 0.5)],
)
def test_a_delay_is_bounded(delay: str, kept: float) -> None:
    assert parsed(f"User-agent: *\nCrawl-delay: {delay}\n".encode()).delay == kept


@pytest.mark.parametrize("status", [404, 403, 410, 401])
def test_none_there_means_that_all_may_be_read(net: Net, status: int) -> None:
    assert rules(net, status_code=status).refusal(AT) is None


@pytest.mark.parametrize("status", [500, 503, 302])
def test_what_cannot_be_had_allows_nothing(net: Net, status: int) -> None:
    robots = rules(
        net, status_code=status, headers={"location": "https://news.example/again"} if status == 302 else {}
    )
    assert "cannot be had, so nothing may be read" in robots.refusal(AT)


def test_a_host_that_asks_for_patience(net: Net) -> None:
    with pytest.raises(ComeBackLater):
        rules(net, status_code=429, headers={"retry-after": "600"})


def test_what_is_no_rule_is_passed_over() -> None:
    for data in (b"", b"\xff\xfe\x00", b"<html>Disallow: /", b"Disallow: /\n", b":::\n" * 1000):
        assert parsed(data).refusal(AT) is None


def test_many_rules_with_many_stars_cost_little() -> None:
    stars = b"User-agent: *\n" + b"".join(b"Disallow: /%d%sz$\n" % (n, b"*a" * 20) for n in range(4000))
    start = time.process_time()
    assert parsed(stars * 10).refusal("https://news.example/1" + "a" * 2000) is None
    assert time.process_time() - start < 5
