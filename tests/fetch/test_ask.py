"""Asking an address for what is no page: feeds, sitemaps, services."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from verify.errors import ComeBackLater, FetchError, UnsafeAddress
from verify.fetch import Limits, ReadOptions
from verify.fetch.http import Network, Want, ask

LOCAL = ReadOptions(allow_loopback=True)
Net = Callable[..., Network]


def test_whatever_type_it_claims_to_be_is_read(server: Any) -> None:
    url = server.page("/feed", b"<rss/>", Content_Type="image/png; charset=koi8-r", X_One="1")
    reply = ask(url, Want("application/rss+xml"), LOCAL)
    assert (reply.status, reply.address, reply.data) == (200, url, b"<rss/>")
    assert (reply.media_type, reply.charset, reply.headers["x-one"]) == ("image/png", "koi8-r", "1")
    assert server.asked[0][1]["Accept"] == "application/rss+xml"


def test_a_type_that_is_not_wanted_is_an_error(server: Any) -> None:
    url = server.page("/", b"x", Content_Type="image/png")
    with pytest.raises(FetchError, match="it is image/png"):
        ask(url, Want(media=frozenset({"application/json"})), LOCAL)


def test_a_packed_body_is_unpacked_within_the_limit(server: Any) -> None:
    url = server.page("/", gzip.compress(bytes(1000)), Content_Encoding="gzip")
    assert ask(url, Want(), LOCAL).data == bytes(1000)
    with pytest.raises(FetchError, match="larger than"):
        ask(url, Want(), ReadOptions(allow_loopback=True, limits=Limits(decoded=999)))


def test_statuses_are_answers_where_they_are_wanted(server: Any) -> None:
    url = server.page("/", b"", status=304, ETag='"2"')
    want = Want(heads={"If-None-Match": '"1"'}, answers=frozenset({200, 304}))
    reply = ask(url, want, LOCAL)
    assert (reply.status, reply.headers["etag"], reply.data) == (304, '"2"', b"")
    assert server.asked[0][1]["If-None-Match"] == '"1"'
    with pytest.raises(FetchError, match="304"):
        ask(url, Want(), LOCAL)


def test_what_is_secret_goes_to_the_address_alone(net: Net) -> None:
    seen: list[tuple[str, str | None, str | None]] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append((request.url.host, request.headers.get("x-key"), request.headers.get("x-open")))
        if request.url.host == "first.example":
            return httpx.Response(302, headers={"location": "https://second.example/"})
        return httpx.Response(200, text="x")

    ask(
        "https://first.example/",
        Want(heads={"X-Open": "o"}, secret={"X-Key": "k"}),
        ReadOptions(),
        net(answer),
    )
    assert seen == [("first.example", "k", "o"), ("second.example", None, "o")]


def test_redirects_are_an_answer_where_they_are_not_followed(net: Net) -> None:
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return httpx.Response(307, headers={"location": "https://other.example/"})

    reply = ask("https://api.example/", Want(redirects=False), ReadOptions(), net(answer))
    assert (reply.status, reply.headers["location"]) == (307, "https://other.example/")
    assert asked == ["https://api.example/"]


def test_only_lasting_redirects_move_an_address(net: Net) -> None:
    def through(*statuses: int) -> str | None:
        def answer(request: httpx.Request) -> httpx.Response:
            at = int(request.url.path[1:] or 0)
            if at < len(statuses):
                return httpx.Response(statuses[at], headers={"location": f"/{at + 1}"})
            return httpx.Response(200, text="x")

        return ask("https://a.example/0", Want(), ReadOptions(), net(answer)).moved

    assert through() is None
    assert through(301) == "https://a.example/1"
    assert through(308, 302, 301) == "https://a.example/1"
    assert through(302, 301) is None


def test_a_server_that_asks_for_patience_says_how_much(net: Net) -> None:
    def answer(_: httpx.Request) -> httpx.Response:
        return httpx.Response(429, headers={"retry-after": "90"})

    with pytest.raises(ComeBackLater, match="come back in 90 s") as error:
        ask("https://a.example/", Want(), ReadOptions(), net(answer))
    assert error.value.seconds == 90


def test_a_short_wait_is_waited_for_and_told_at_the_end(net: Net) -> None:
    slept: list[float] = []
    network = net(lambda _: httpx.Response(503, headers={"retry-after": "3"}), slept=slept)
    with pytest.raises(ComeBackLater) as error:
        ask("https://a.example/", Want(), ReadOptions(), network)
    assert (slept, error.value.seconds) == ([3.0, 3.0], 3)


def test_permission_for_private_addresses_is_the_addresss_own(net: Net) -> None:
    names = {"searx.example": ["192.168.1.5"], "meta.example": ["169.254.169.254"]}
    options = ReadOptions(allow_private=True)
    assert (
        ask("http://searx.example/", Want(), options, net(lambda _: httpx.Response(200), names)).status == 200
    )
    with pytest.raises(UnsafeAddress, match="link-local"):
        ask("http://meta.example/", Want(), options, net(lambda _: httpx.Response(200), names))
    onward = net(lambda _: httpx.Response(302, headers={"location": "http://searx.example/b"}), names)
    with pytest.raises(UnsafeAddress, match="private"):
        ask("http://searx.example/", Want(), options, onward)
    with pytest.raises(UnsafeAddress, match="private"):
        ask("http://searx.example/", Want(), ReadOptions(allow_loopback=True), onward)
