"""Each service as its documentation describes it, on this machine, with its faults."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from verify.corroborate.providers.factcheck import FORBIDDEN as NO_KEY
from verify.corroborate.providers.factcheck import KEY_HEAD, FactCheck
from verify.corroborate.providers.gdelt import Gdelt
from verify.corroborate.providers.results import Query, Rating, ResultKind
from verify.corroborate.providers.searxng import FORBIDDEN as NO_JSON
from verify.corroborate.providers.searxng import Searxng
from verify.corroborate.providers.service import Pace, Service, endpoint_of
from verify.errors import ComeBackLater, FetchError, InputError
from verify.fetch.http import Network

KEY = "AIza-test-31415926"
NOW = datetime(2025, 11, 28, 12, tzinfo=UTC)
LATIN = (("Nordkholm", "Nordholm"), ("57",), ("Anna Weiss",), ("bridge",))
QUERY = Query(("Нордхольм", "57", "мост"), LATIN, "ru", limit=20)


class Clock:
    """Time that passes only by waiting."""

    def __init__(self) -> None:
        self.now = 100.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def made(server: Any, clock: Clock) -> Callable[..., Service]:
    """A service on this machine, of which nothing but waiting is put on."""

    def build(seconds: float = 5.0, private: bool = True, **more: Any) -> Service:
        pace = Pace(seconds, clock.sleep, lambda: clock.now)
        return Service("It", server.url("/api"), pace, private, network=Network(sleep=clock.sleep), **more)

    return build


def answers(server: Any, *bodies: Any, status: int = 200, **head: str) -> None:
    """Serve these in turn, the last one for ever: JSON, or bytes as they are, or (status, heads, bytes)."""
    left = list(bodies)

    def route(handler: Any) -> None:
        said = left.pop(0) if len(left) > 1 else left[0]
        code, heads, body = said if isinstance(said, tuple) else (status, head, said)
        body = body if isinstance(body, bytes) else json.dumps(body).encode()
        handler.send_response(code)
        for name, value in {"Content-Length": str(len(body)), **heads}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    server.routes["/api"] = route


def asked(server: Any, at: int = 0) -> Mapping[str, str]:
    return {k: v[0] for k, v in parse_qs(urlsplit(server.asked[at][0]).query).items()}


# GDELT


def articles(*dated: str) -> dict[str, Any]:
    return {
        "articles": [
            {"url": f"https://news.example/{n}", "url_mobile": "", "title": f"Bridge {n}", "seendate": at,
             "socialimage": "", "domain": "news.example", "language": "Russian", "sourcecountry": "Norland"}
            for n, at in enumerate(dated)
        ]
    }  # fmt: skip


def test_gdelt_is_asked_in_latin_letters_within_its_window(server: Any, made: Any) -> None:
    answers(server, articles("20251127T101500Z"))
    (found,) = Gdelt(made(), NOW).search(QUERY)
    assert asked(server) == {
        "query": '(Nordkholm OR Nordholm) "Anna Weiss" bridge', "mode": "artlist", "format": "json",
        "maxrecords": "250", "sort": "hybridrel",
        "startdatetime": "20250830000000", "enddatetime": "20251128235959",
    }  # fmt: skip
    assert (found.address, found.title, found.publisher) == (
        "https://news.example/0",
        "Bridge 0",
        "news.example",
    )
    assert found.published == datetime(2025, 11, 27, 10, 15, tzinfo=UTC)
    assert (found.via, found.kind) == ("gdelt", ResultKind.ARTICLE)


def test_gdelt_dates_outside_the_window_are_dropped(server: Any, made: Any) -> None:
    answers(
        server, articles("20251119T235959Z", "20251120T000000Z", "20251122T235959Z", "20251123T000000Z", "x")
    )
    query = Query(("x",), (("Nordholm",),), since=date(2025, 11, 20), until=date(2025, 11, 22))
    found = Gdelt(made(), NOW).search(query)
    assert [r.address[-1] for r in found] == ["1", "2", "4"]


def test_gdelt_holds_three_months_and_is_not_asked_for_more(server: Any, made: Any) -> None:
    answers(server, articles())
    assert Gdelt(made(), NOW).search(Query(("x",), (("Nordholm",),), until=date(2024, 1, 1))) == ()
    assert server.asked == []


def test_gdelt_is_asked_once_in_five_seconds(server: Any, made: Any, clock: Clock) -> None:
    answers(server, articles())
    provider = Gdelt(made(), NOW)
    for _ in range(3):
        provider.search(QUERY)
    assert clock.slept == [5.0, 5.0]


@pytest.mark.parametrize(
    "busy",
    [b"Please limit requests to one every 5 seconds or contact us.", (429, {}, b"Please limit requests")],
)
def test_gdelt_that_is_busy_is_asked_again_at_its_pace(
    server: Any, made: Any, clock: Clock, busy: Any
) -> None:
    answers(server, busy, busy, articles("20251127T101500Z"))
    assert len(Gdelt(made(), NOW).search(QUERY)) == 1
    assert len(server.asked) == 3
    assert all(5.0 <= wait <= 10.0 for wait in clock.slept)
    assert len(clock.slept) == 2


def test_gdelt_that_stays_busy_is_an_error(server: Any, made: Any) -> None:
    answers(server, b"Please limit requests to one every 5 seconds")
    with pytest.raises(FetchError, match=r"limit requests.*try again later"):
        Gdelt(made(), NOW).search(QUERY)
    assert len(server.asked) == 3


def test_gdelt_says_in_words_what_it_does_not_take(server: Any, made: Any) -> None:
    answers(server, b"Your search contained a keyword that was too short.\n", Content_Type="text/html")
    with pytest.raises(
        FetchError, match=r"«Your search contained a keyword that was too short\.»; it does not take"
    ):
        Gdelt(made(), NOW).search(QUERY)
    assert len(server.asked) == 1


def test_gdelt_json_with_stray_backslashes_is_read(server: Any, made: Any) -> None:
    answers(server, b'{"articles": [{"url": "https://news.example/1", "title": "A \\B\tC \\u0041 \\uZZ"}]}')
    (found,) = Gdelt(made(), NOW).search(QUERY)
    assert found.title == r"A \B C A \uZZ"


@pytest.mark.parametrize("body", [{}, [], None, {"articles": None}, {"articles": [1, {}, {"url": 5}]}, "x"])
def test_gdelt_without_articles_finds_nothing(server: Any, made: Any, body: Any) -> None:
    answers(server, body)
    assert Gdelt(made(), NOW).search(QUERY) == ()


@pytest.mark.parametrize("latin", ["", "AI", "мост", '"', "x OR y)", "a:b"])
def test_gdelt_is_not_asked_for_what_it_would_refuse(server: Any, made: Any, latin: str) -> None:
    assert Gdelt(made(), NOW).search(Query(("мост",), ((latin,),))) == ()
    assert server.asked == []


# SearXNG


def test_searxng(server: Any, made: Any) -> None:
    result = {
        "url": "https://news.example/1", "title": "Мост", "content": "Мост\n закроют", "engine": "x",
        "publishedDate": "2025-11-27T00:00:00", "score": 1.0,
    }  # fmt: skip
    answers(server, {"query": "x", "results": [result, {"title": "без адреса"}, 5], "answers": []})
    (found,) = Searxng(made(), "news").search(Query(("Анна Вайс", 'Норд"хольм', "57"), language="ru"))
    assert asked(server) == {
        "q": '"Анна Вайс" "Норд хольм" 57', "format": "json", "language": "ru", "categories": "news",
    }  # fmt: skip
    assert (found.address, found.title, found.snippet) == ("https://news.example/1", "Мост", "Мост закроют")
    assert found.published == datetime(2025, 11, 27, tzinfo=UTC)


def test_searxng_without_json_says_so(server: Any, made: Any) -> None:
    answers(server, b"<html>Forbidden", status=403)
    with pytest.raises(
        FetchError, match=r"the instance does not give JSON: add json to search\.formats.*403"
    ):
        Searxng(made(forbidden=NO_JSON), "").search(QUERY)
    assert len(server.asked) == 1


def test_searxng_that_limits_is_an_error_with_its_time(server: Any, made: Any) -> None:
    answers(server, b"Too Many Requests", status=429, Retry_After="3600")
    with pytest.raises(ComeBackLater, match="3600") as error:
        Searxng(made(), "").search(QUERY)
    assert error.value.seconds == 3600
    assert "q=" not in str(error.value)


def test_a_page_in_place_of_json_is_told(server: Any, made: Any) -> None:
    answers(server, b"<!doctype html>\n<title>Searx</title>")
    with pytest.raises(FetchError, match="no JSON but «<!doctype html> <title>Searx</title>»"):
        Searxng(made(), "").search(QUERY)


# Google Fact Check Tools


def test_fact_checks_keep_the_ratings_words(server: Any, made: Any) -> None:
    rating = "Скорее неправда — «кое-что»  верно"
    answers(
        server,
        {
            "claims": [
                {
                    "text": "Мост рухнул", "claimant": "Канал", "claimDate": "2025-11-20T00:00:00Z",
                    "claimReview": [
                        {"publisher": {"name": "Проверка", "site": "check.example"}, "title": "Мост стоит",
                         "url": "https://check.example/1", "reviewDate": "2025-11-21T00:00:00Z",
                         "textualRating": rating, "languageCode": "ru"},
                        {"publisher": {"site": "other.example"}, "url": "https://other.example/2"},
                        {"textualRating": "False"},
                    ],
                },
                {"text": "без проверок"},
            ],
            "nextPageToken": "CAo",
        },
    )  # fmt: skip
    first, second = FactCheck(made(secret={KEY_HEAD: KEY})).search(QUERY)
    assert first.rating == Rating(rating, "Проверка", "Мост рухнул", "Канал")
    assert (first.kind, first.title, first.address) == (
        ResultKind.FACT_CHECK, "Мост стоит", "https://check.example/1",
    )  # fmt: skip
    assert (second.rating, second.publisher) == (None, "other.example")
    assert asked(server) == {"query": "Нордхольм 57 мост", "languageCode": "ru", "pageSize": "20"}


def test_the_key_goes_into_its_head_alone(server: Any, made: Any) -> None:
    answers(server, {})
    service = made(secret={KEY_HEAD: KEY})
    FactCheck(service).search(QUERY)
    ((path, head),) = server.asked
    assert head[KEY_HEAD] == KEY
    assert KEY not in path
    assert KEY not in repr(service)


def test_a_refused_key_is_told_and_not_shown(server: Any, made: Any) -> None:
    answers(server, {"error": {"code": 403, "message": f"bad key {KEY}"}}, status=403)
    with pytest.raises(FetchError, match="it refuses the key; set VERIFY_FACTCHECK_KEY") as error:
        FactCheck(made(secret={KEY_HEAD: KEY}, forbidden=NO_KEY)).search(QUERY)
    assert KEY not in str(error.value)


# what all share


def test_nothing_is_sent_where_it_redirects_to(server: Any, made: Any) -> None:
    answers(server, b"", status=302, Location="https://collector.example/?q=1")
    with pytest.raises(FetchError, match=r"sends to https://collector\.example/\?q=1, where nothing is sent"):
        FactCheck(made(secret={KEY_HEAD: KEY})).search(QUERY)
    assert len(server.asked) == 1


def test_this_machine_needs_its_permission(made: Any, server: Any) -> None:
    with pytest.raises(FetchError, match="say private = true beside it"):
        Searxng(made(private=False), "").search(QUERY)
    assert server.asked == []


@pytest.mark.parametrize(
    ("status", "says"), [(404, "no such service"), (400, "refuses the request"), (500, "500")]
)
def test_other_statuses_are_errors_without_the_query(server: Any, made: Any, status: int, says: str) -> None:
    answers(server, b"", status=status)
    with pytest.raises(FetchError, match=says) as error:
        Searxng(made(), "").search(QUERY)
    assert f"It (127.0.0.1:{server.port})" in str(error.value)
    assert "q=" not in str(error.value)


def test_nobody_at_home() -> None:
    service = Service("It", "http://127.0.0.1:9", Pace(0), True, network=Network(sleep=lambda _: None))
    with pytest.raises(FetchError, match=r"^It \(127\.0\.0\.1:9\): the connection failed"):
        Searxng(service, "").search(QUERY)


@pytest.mark.parametrize("body", [b"[" * 100_000, b'"\\', b"\xff\xfe", b"", b"NaN,"])
def test_any_bytes_are_a_clear_error(server: Any, made: Any, body: bytes) -> None:
    answers(server, body)
    with pytest.raises(FetchError, match="it answered no JSON"):
        Searxng(made(), "").search(QUERY)


@pytest.mark.parametrize(
    "wrong", ["", "localhost:8888", "ftp://a.example", "https://a:b@c.example", "http://a/?k=1"]
)
def test_what_is_no_endpoint_is_told_with_its_setting(wrong: str) -> None:
    with pytest.raises(InputError, match=r"\[searxng\] endpoint: give"):
        endpoint_of(wrong, "[searxng] endpoint")
    assert endpoint_of(" http://localhost:8888/ ", "x") == "http://localhost:8888"
