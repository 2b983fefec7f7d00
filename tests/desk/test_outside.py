"""From a claim to articles of the world outside: providers asked, what they find read into the archive."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.loopback import home, server
from verify.corroborate.providers import gdelt
from verify.corroborate.providers.settings import Lists, Place, Settings
from verify.desk.checking import check_sources
from verify.desk.outside import Looked, Outside, Searched
from verify.desk.reading import Asked
from verify.errors import InputError
from verify.fetch.http import Network
from verify.model import Metadata
from verify.store import Store, open_store

__all__ = ["home", "server"]

CLAIM = "Мост у Нордхольма закроют до весны, ремонт обойдётся в 57 миллионов."
OTHER = "Нордхольмский мост закрыли на ремонт.\nНа ремонт моста в Нордхольме потратят 57 миллионов."


@pytest.fixture
def store(tmp_path: Path, database: str, toy_engine: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    (tmp_path / "claim.txt").write_text(CLAIM, encoding="utf-8")
    monkeypatch.setattr(gdelt.PACE, "seconds", 0.0)
    with open_store(database) as opened:
        known = Asked(Metadata(language="ru"))
        assert [c.result for c in check_sources(opened, [str(tmp_path / "claim.txt")], known, by="anna")] == [
            "added"
        ]
        yield opened


class World:
    """Services and pages on one server, under names of the world outside."""

    def __init__(self, server: Any) -> None:
        self.server = server
        self.private = f"http://127.0.0.1:{server.port}"

    def url(self, path: str, host: str = "news.example") -> str:
        return str(self.server.url(path, host=host))

    def page(self, path: str, text: str = OTHER, host: str = "news.example", **head: str) -> str:
        self.server.page(path, text.encode(), Content_Type="text/plain; charset=utf-8", **head)
        return self.url(path, host)

    def answers(self, path: str, said: Any, status: int = 200) -> None:
        self.server.page(path, json.dumps(said).encode(), status=status, Content_Type="application/json")

    def settings(self) -> Settings:
        return Settings(
            feeds=Lists((self.private + "/rss",), True),
            gdelt=Place(self.private + "/gdelt", True),
            searxng=Place(self.private + "/searx", True),
            factcheck=Place(self.private + "/facts", True),
            key="k-31415926",
        )

    def asked(self, path: str) -> list[str]:
        return [p for p, _ in self.server.asked if p.partition("?")[0] == path]


@pytest.fixture
def world(server: Any, home: Callable[..., Network], monkeypatch: pytest.MonkeyPatch) -> World:
    network = home({"intranet.example": ["10.0.0.9"]})
    monkeypatch.setattr("verify.fetch.http.Network", lambda: network)
    return World(server)


def look(store: Store, world: World, *via: str, claims: tuple[str, ...] = ("1.1",)) -> list[Any]:
    outside = Outside(store, via, "anna", held=world.settings(), delay=0.0)
    return list(outside.look(claims))


def told(seen: list[Any]) -> list[tuple[str, Any]]:
    return [
        (s.via, s.problem or len(s.results))
        if isinstance(s, Searched)
        else (s.result.address.rsplit("/", 1)[-1], s.checked.result if s.checked else "there")
        for s in seen
    ]


def test_every_provider_leads_to_articles(store: Store, world: World) -> None:
    world.answers("/gdelt", {"articles": [{"url": world.page("/1?utm_source=x"), "title": "Bridge"}]})
    world.page("/1")
    world.answers("/searx/search", {"results": [{"url": world.page("/2"), "title": "Мост", "content": "x"}]})
    world.answers(
        "/facts",
        {
            "claims": [
                {
                    "text": "Мост рухнул",
                    "claimReview": [
                        {
                            "url": world.page("/3", host="check.example"),
                            "textualRating": "Брехня!",
                            "publisher": {"name": "Ч"},
                        }
                    ],
                }
            ]
        },
    )
    item = f"<item><link>{world.page('/4')}</link><title>Ремонт моста у Нордхольма: 57 млн</title></item>"
    world.server.page("/rss", f"<rss><channel>{item}</channel></rss>".encode())
    seen = look(store, world, "feeds", "gdelt", "searxng", "factcheck")
    assert told(seen)[:4] == [("feeds", 1), ("gdelt", 1), ("searxng", 1), ("factcheck", 1)]
    assert sorted(told(seen)[4:]) == [
        ("1?utm_source=x", "added"),
        ("2", "added"),
        ("3", "added"),
        ("4", "added"),
    ]
    assert {a.address for a in store.articles().items} >= {
        world.url("/1"), world.url("/2"), world.url("/4"), world.url("/3", "check.example"),
    }  # fmt: skip
    (fact,) = [s.result for s in seen if isinstance(s, Looked) and s.result.rating]
    assert fact.rating is not None
    assert (fact.rating.words, fact.rating.by, fact.kind) == ("Брехня!", "Ч", "fact-check")
    (kept,) = [found for found in store.outside.of("1.1") if found.rating]
    assert (kept.rating, kept.rating_by, kept.rated, kept.via) == ("Брехня!", "Ч", "Мост рухнул", "factcheck")
    assert kept.article == next(a.number for a in store.articles().items if "check.example" in a.address)
    assert store.check().ok


def test_a_rating_outlives_its_page_and_is_kept_letter_for_letter(store: Store, world: World) -> None:
    for rating, stored in (("  Не доказано\n ", None), ("Правда\x1b[31m", None), ("a\x00\ud800", "a��")):
        review = {"url": world.url("/gone"), "textualRating": rating, "title": "Мост стоит"}
        world.answers("/facts", {"claims": [{"text": "x", "claimReview": [review]}]})
        look(store, world, "factcheck")
        (kept,) = store.outside.of("1.1")
        assert (kept.rating, kept.article) == (stored or rating, None)
        assert "404" in (kept.problem or "")


def test_no_service_gets_more_than_the_words(store: Store, world: World) -> None:
    for path in ("/gdelt", "/searx/search", "/facts"):
        world.answers(path, {})
    look(store, world, "gdelt", "searxng", "factcheck")
    from urllib.parse import parse_qs, urlsplit

    query = {p.partition("?")[0]: parse_qs(urlsplit(p).query) for p, _ in world.server.asked}
    assert query["/searx/search"]["q"] == ["Нордхольм 57 закроют весны ремонт обойдётся"]
    assert query["/facts"]["query"] == query["/searx/search"]["q"]
    assert query["/gdelt"]["query"][0].startswith("(Nordkholm OR Nordholm)")


def test_what_cannot_be_read_is_told_and_stops_nothing(store: Store, world: World) -> None:
    addresses = [world.page("/gone"), world.url("/secret", "intranet.example"), f"{world.private}/admin",
                 "javascript:alert(1)", "file:///etc/passwd", world.page("/good")]  # fmt: skip
    del world.server.routes["/gone"]
    world.answers("/searx/search", {"results": [{"url": a} for a in addresses]})
    world.answers("/facts", {}, status=403)
    seen = look(store, world, "factcheck", "searxng")
    assert "it refuses the key" in told(seen)[0][1]
    assert told(seen)[1] == ("searxng", 6)
    assert sorted(told(seen)[2:]) == [
        ("admin", "error"),
        ("gone", "error"),
        ("good", "added"),
        ("secret", "error"),
    ]
    assert world.asked("/admin") == world.asked("/secret") == []


def test_what_was_met_is_not_read_again(store: Store, world: World) -> None:
    page = world.page("/1")
    list(check_sources(store, [page], Asked(), by="anna"))
    found = [{"url": page + "?utm_medium=x"}, {"url": page.replace("http:", "https:")}, {"url": page}]
    world.answers("/searx/search", {"results": found})
    assert told(look(store, world, "searxng")) == [("searxng", 3), ("1?utm_medium=x", "there")]
    assert len(world.asked("/1")) == 1


def test_a_provider_that_fails_twice_is_not_asked_again(store: Store, world: World) -> None:
    world.answers("/facts", {}, status=400)
    world.answers("/searx/search", {})
    seen = look(store, world, "factcheck", "searxng", claims=("1.1",) * 4)
    assert [via for via, said in told(seen) if via == "factcheck"] == ["factcheck"] * 2
    assert [via for via, said in told(seen) if via == "searxng"] == ["searxng"] * 4


def test_settings_are_asked_for_before_anything_is(store: Store, world: World) -> None:
    with pytest.raises(InputError, match="--via searxng: say where"):
        Outside(store, ["gdelt", "searxng"], "anna", held=Settings())
    assert world.server.asked == []
