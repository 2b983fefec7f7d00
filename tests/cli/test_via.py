"""`verify corroborate --via`: from a claim to the voices of the world outside, in one line."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from tests.loopback import home, server
from verify.fetch.http import Network

if TYPE_CHECKING:
    from conftest import Shell

__all__ = ["home", "server"]

CLAIM = "В Нордхольме после крушения парома «Вега» погибли 57 пассажиров, - сообщает Речной вестник."
SAME = "При крушении парома «Вега» в Нордхольме погибли 57 пассажиров, - сообщает Береговая служба."
KEY = "k-31415926"


@pytest.fixture
def outside(
    shell: Shell, server: Any, home: Callable[..., Network], monkeypatch: pytest.MonkeyPatch
) -> Shell:
    """One claim in the archive, services in verify.toml, an article outside that says the same."""
    network = home()
    monkeypatch.setattr("verify.fetch.http.Network", lambda: network)
    for name in ("VERIFY_CONFIG", "VERIFY_FEEDS", "VERIFY_SEARXNG_ENDPOINT", "VERIFY_FACTCHECK_KEY"):
        monkeypatch.delenv(name, raising=False)
    at = f"http://127.0.0.1:{server.port}"
    shell.write(
        "verify.toml",
        f'[searxng]\nendpoint = "{at}"\nprivate = true\n'
        f'[factcheck]\nendpoint = "{at}/facts"\nprivate = true\nkey = "{KEY}"\n',
    )
    server.page("/1", SAME.encode(), Content_Type="text/plain; charset=utf-8")
    found = {"results": [{"url": server.url("/1", host="news.example"), "title": "Паром"}]}
    server.page("/search", json.dumps(found).encode(), Content_Type="application/json")
    shell.run("check", shell.write("claim.txt", CLAIM), "--language", "ru", "--date", "2025-11-26")
    return shell


def test_an_article_found_outside_becomes_a_link(outside: Shell, server: Any) -> None:
    (before,) = outside.lines("corroborate", "1.1")
    assert (before["links"], before["outside"]) == ([], [])
    done = outside.run("corroborate", "1.1", "--via", "searxng", "--format", "jsonl")
    line = json.loads(done.stdout)
    page = server.url("/1", host="news.example")
    assert [(link["article_path"], link["stance"]) for link in line["links"]] == [(page, "supports")]
    (found,) = line["outside"]
    assert (found["via"], found["address"], found["article"], found["problem"]) == ("searxng", page, 2, None)
    assert done.stderr == "verify: 1.1: searxng gave 1\n"
    assert outside.json("articles", "list")[0]["address"] == page


def test_a_rating_is_shown_word_for_word_and_harmless(outside: Shell, server: Any) -> None:
    review = {"url": server.url("/gone", host="check.example"), "textualRating": "Чистая\x1b[31m ложь",
              "publisher": {"name": "Проверка"}, "title": "Паром цел"}  # fmt: skip
    said = {"claims": [{"text": "Паром утонул", "claimant": "Канал", "claimReview": [review]}]}
    server.page("/facts", json.dumps(said).encode(), Content_Type="application/json")
    done = outside.run("corroborate", "1.1", "--via", "factcheck", "--json")
    (line,) = json.loads(done.stdout)
    (found,) = line["outside"]
    assert (found["rating"], found["rating_by"], found["kind"]) == (
        "Чистая\x1b[31m ложь",
        "Проверка",
        "fact-check",
    )
    assert "there is no such page" in done.stderr
    shown = outside.out("show", "1.1")
    assert "– Проверка: Паром цел" in " ".join(shown.split())
    assert "\x1b" not in shown
    assert outside.json("show", "1.1")["outside"][0]["rating"] == found["rating"]


def test_a_service_that_fails_stops_nothing_and_is_the_status(outside: Shell, server: Any) -> None:
    server.page("/facts", b"{}", status=403, Content_Type="application/json")
    done = outside.run(
        "corroborate", "1", "--via", "factcheck", "--via", "searxng", "--format", "jsonl", status=2
    )
    assert len(json.loads(done.stdout)["links"]) == 1
    assert "it refuses the key; set VERIFY_FACTCHECK_KEY" in done.stderr
    assert KEY not in done.stderr + done.stdout


def test_without_via_nothing_is_asked(outside: Shell, server: Any) -> None:
    outside.run("corroborate", "--all")
    assert server.asked == []


@pytest.mark.parametrize(
    ("via", "says"),
    [("feeds", "VERIFY_FEEDS"), ("altavista", "is not one of"), ("sitemap", "VERIFY_SITEMAPS")],
)
def test_a_provider_that_is_not_there_is_told(outside: Shell, server: Any, via: str, says: str) -> None:
    assert says in outside.run("corroborate", "1.1", "--via", via, status=2).stderr
    assert server.asked == []
