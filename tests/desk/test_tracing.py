"""Chains walked upstream: through links on a server of this machine, and through the archive."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.loopback import home, server
from verify.desk import checking, evidence, tracing
from verify.desk.done import told
from verify.desk.evidence import Fetching
from verify.desk.reading import Asked
from verify.errors import InputError, Refused
from verify.fetch.http import Network
from verify.model import FlagCode, Metadata, UpstreamResult
from verify.store import Store, open_store

__all__ = ["home", "server"]

HTML = {"Content_Type": "text/html; charset=utf-8"}
CLAIM = "В Каменске эвакуировали {n} жителей набережной из-за паводка на реке Верея"
REST = (
    "<p>Вода поднялась за ночь и залила подвалы. Спасатели работают на лодках, школы закрыты.</p>"
    "<p>Мост через реку закрыт для грузовиков. Прогноз на ближайшие дни обещает новые дожди.</p>"
)


@pytest.fixture
def store(database: str, monkeypatch: pytest.MonkeyPatch, home: Callable[..., Network]) -> Iterator[Store]:
    monkeypatch.delenv(evidence.OFFLINE, raising=False)
    network = home({"intranet.example": ["10.0.0.7"]})
    monkeypatch.setattr("verify.fetch.http.Network", lambda: network)
    with open_store(database) as opened:
        yield opened


class Case:
    """An article of ours that cites РИА Новости with a link, and what that link leads to."""

    def __init__(self, server: Any, store: Store) -> None:
        self.server, self.store = server, store
        self.upstream = server.url("/up", host="ria.ru")

    def serve(self, n: int, path: str = "/up") -> None:
        body = f"<h1>Паводок в Каменске</h1><p>{CLAIM.format(n=n)}.</p>{REST}"
        page = f"<html lang='ru'><head><title>Паводок</title></head><body>{body}</body></html>"
        self.server.page(path, page.encode(), **HTML)

    def check(self, n: int = 140) -> str:
        said = f"{CLAIM.format(n=n)}, сообщает <a href='{self.upstream}'>РИА Новости</a>."
        page = (
            "<html lang='ru'><head><title>Паводок на Верее</title></head><body><article>"
            f"<h1>Паводок на Верее</h1><p>{said}</p>{REST}</article></body></html>"
        )
        self.server.page("/ours", page.encode(), **HTML)
        url = self.server.url("/ours", host="vestnik.example")
        asked = Asked(Metadata(publisher="Вестник Каменска"))
        (done,) = checking.check_sources(self.store, [url], asked, by="anna")
        assert done.view is not None
        (claim,) = [c for c in done.view.claims if "эвакуировали" in c.claim.text]
        assert [hop.names for hop in claim.chain] == [("РИА Новости",)]
        return claim.number

    def flags(self, claim: str) -> dict[FlagCode, Any]:
        return {flag.code: flag.params for flag in self.store.claim(claim).record.claim.flags}


@pytest.fixture
def case(server: Any, store: Store) -> Case:
    return Case(server, store)


def test_the_source_says_so(case: Case) -> None:
    case.serve(140)
    view = tracing.trace(case.store, case.check(), Fetching(), by="anna")
    (step,) = view.steps
    assert (step.found, step.via, step.address) == (UpstreamResult.SAYS_SO, "link", case.upstream)
    assert step.passage is not None
    assert "140 жителей" in step.passage
    assert view.mismatch is None


def test_the_source_says_another_number(case: Case) -> None:
    case.serve(40)
    claim = case.check()
    view = tracing.trace(case.store, claim, Fetching(), by="anna")
    (step,) = view.steps
    assert step.found is UpstreamResult.SOMETHING_ELSE
    assert view.mismatch == "РИА Новости has “40”, not “140”"
    assert case.flags(claim)[FlagCode.MISMATCH] == {"what": view.mismatch}
    (article,) = case.store.articles().items
    text = case.store.version_text(article.number)
    assert [text[start:end] for start, end in step.places] == ["140"]
    event = case.store.history(claim)[-1]
    assert (event.action, event.actor) == ("claim.trace", "anna")
    assert (event.after or {})["steps"] == ["РИА Новости: something-else"]


def test_a_later_trace_that_finds_it_right_takes_the_flag_back(case: Case) -> None:
    case.serve(40)
    claim = case.check()
    tracing.trace(case.store, claim, Fetching(), by="anna")
    case.serve(140)
    assert tracing.trace(case.store, claim, Fetching(), by="anna").mismatch is None
    assert FlagCode.MISMATCH not in case.flags(claim)


def test_a_mismatch_outlives_a_re_read_and_a_person_rejects_it_for_good(case: Case) -> None:
    case.serve(40)
    claim = case.check()
    tracing.trace(case.store, claim, Fetching(), by="anna")
    list(checking.reread(case.store, [], by="anna"))
    assert FlagCode.MISMATCH in case.flags(claim)
    assert tracing.numbers(case.store, [claim.partition(".")[0]], mismatched=True) == (claim,)
    done = tracing.reject(case.store, claim, by="boris", why="40 are those of one street")
    assert told(case.store, [done]) == {claim: "no mismatch: РИА Новости has “40”, not “140”"}
    assert FlagCode.MISMATCH not in case.flags(claim)
    assert tracing.trace(case.store, claim, Fetching(), by="anna").mismatch is None
    assert FlagCode.MISMATCH not in case.flags(claim)
    with pytest.raises(Refused, match="1: no claim of it has a mismatch"):
        tracing.numbers(case.store, ["1"], mismatched=True)
    with pytest.raises(Refused, match="has no mismatch to reject"):
        tracing.reject(case.store, claim, by="boris", why=None)
    assert case.store.check_history().ok


def test_nothing_is_fetched_unless_asked(case: Case) -> None:
    case.serve(40)
    claim = case.check()
    asked = len(case.server.asked)
    (step,) = tracing.trace(case.store, claim, None, by="anna").steps
    assert step.found is UpstreamResult.NOT_FOUND
    assert "only with --fetch" in (step.problem or "")
    assert len(case.server.asked) == asked


def test_a_source_that_cannot_be_reached(case: Case) -> None:
    case.server.page("/up", b"", 302, Location="http://intranet.example/x")
    (step,) = tracing.trace(case.store, case.check(), Fetching(), by="anna").steps
    assert step.found is UpstreamResult.NOT_REACHABLE
    assert "private address" in (step.problem or "")


def test_a_source_that_speaks_of_something_else(case: Case) -> None:
    body = "<h1>Ярмарка</h1><p>В Низовье открылась ярмарка мёда. Гостей встречал хор школы номер пять.</p>"
    case.server.page("/up", f"<html><body><article>{body}{REST}</article></body></html>".encode(), **HTML)
    (step,) = tracing.trace(case.store, case.check(), Fetching(), by="anna").steps
    assert (step.found, step.problem) == (
        UpstreamResult.NOT_FOUND,
        "1 of its texts were read, and none bears on the claim",
    )


def test_the_archive_is_asked_without_the_network(case: Case, tmp_path: Path) -> None:
    claim = case.check()
    (tmp_path / "ria.txt").write_text(f"Паводок\n\n{CLAIM.format(n=140)}.\n", encoding="utf-8")
    asked = Asked(Metadata(publisher="РИА Новости", language="ru"))
    list(checking.check_sources(case.store, [str(tmp_path / "ria.txt")], asked, by="anna"))
    (step,) = tracing.trace(case.store, claim, None, by="anna").steps
    assert (step.found, step.via, step.article) == (UpstreamResult.SAYS_SO, "archive", 2)


def test_own_voice_has_nobody_to_ask(case: Case) -> None:
    case.check()
    own = next(c.number for c in case.store.article("1").claims if not c.claim.chain)
    with pytest.raises(Refused, match="own voice"):
        tracing.trace(case.store, own, None, by="anna")
    assert own not in tracing.numbers(case.store, ["1"])


OTHER = "<p>В пресс-службе добавили, что запасы воды есть. Автобусы ходят по объезду с утра.</p>"


def test_the_source_says_another_name(case: Case) -> None:
    case.serve(140)
    page = case.server.routes["/up"][2].decode().replace("реке Верея", "реке Лужица")
    case.server.page("/up", page.encode(), **HTML)
    claim = case.check()
    view = tracing.trace(case.store, claim, Fetching(), by="anna")
    assert view.mismatch == "РИА Новости has “Лужица”, not “Верея”"
    assert case.flags(claim)[FlagCode.MISMATCH] == {"what": view.mismatch}
    text = case.store.version_text(case.store.articles().items[0].number)
    assert [text[start:end] for start, end in view.steps[0].places] == ["Верея"]


def test_a_name_that_the_source_has_elsewhere_did_not_change(case: Case) -> None:
    case.serve(140)
    page = case.server.routes["/up"][2].decode().replace("реке Верея", "реке Лужица")
    page = page.replace("</p></body>", " Река Верея осталась в берегах.</p></body>")
    case.server.page("/up", page.encode(), **HTML)
    assert tracing.trace(case.store, case.check(), Fetching(), by="anna").mismatch is None


class TestSite:
    """The cited outlet's own feed tells where it has it."""

    @pytest.fixture
    def claim(self, case: Case) -> str:
        """The article links to the outlet's first page alone."""
        case.upstream = case.server.url("/", host="ria.ru")
        return case.check()

    def feed(self, case: Case, path: str = "/news.xml", page: str = "/up") -> None:
        link = case.server.url(page, host="ria.ru")
        items = (
            f"<item><title>В Каменске эвакуировали жителей из-за паводка</title><link>{link}</link></item>"
            f"<item><title>Ярмарка мёда в Низовье</title><link>{link}-other</link></item>"
        )
        case.server.page(path, f"<rss><channel><title>Р</title>{items}</channel></rss>".encode())

    def trace(self, case: Case, claim: str) -> Any:
        (step,) = tracing.Tracer(case.store, Fetching(), ("site",), "anna", delay=0).trace(claim).steps
        return step

    def front(self, case: Case, head: str = "") -> None:
        body = f"<html lang='ru'><head>{head}</head><body><p>Новости дня и погода.</p>{REST}</body></html>"
        case.server.page("/", body.encode(), **HTML)

    def test_its_first_page_names_its_feed(self, case: Case, claim: str) -> None:
        self.front(case, "<link rel='alternate' type='application/rss+xml' href='/news.xml'>")
        self.feed(case)
        case.serve(40)
        step = self.trace(case, claim)
        assert (step.found, step.via) == (UpstreamResult.SOMETHING_ELSE, "site")
        assert step.address == case.server.url("/up", host="ria.ru")
        assert step.clashing == (("140", "40"),)
        assert not any("other" in path for path, _ in case.server.asked)

    def test_its_robots_txt_names_its_sitemap(self, case: Case, claim: str) -> None:
        self.front(case)
        lists = case.server.url("/map.xml", host="ria.ru")
        case.server.page("/robots.txt", f"Sitemap: {lists}\n".encode(), **{"Content_Type": "text/plain"})
        self.feed(case, "/map.xml")
        case.serve(140)
        assert self.trace(case, claim).found is UpstreamResult.SAYS_SO

    def test_feeds_are_where_they_usually_are(self, case: Case, claim: str) -> None:
        self.front(case)
        self.feed(case, "/rss")
        case.serve(140)
        assert self.trace(case, claim).found is UpstreamResult.SAYS_SO

    def test_a_configured_feed_is_asked_alone(
        self, case: Case, claim: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.feed(case, "/mine.xml")
        monkeypatch.setenv("VERIFY_FEEDS", case.server.url("/mine.xml", host="ria.ru"))
        case.serve(140)
        asked = len(case.server.asked)
        assert self.trace(case, claim).found is UpstreamResult.SAYS_SO
        assert [path for path, _ in case.server.asked[asked:]] == ["/", "/mine.xml", "/robots.txt", "/up"]

    def test_what_robots_txt_keeps_to_itself_is_not_read(self, case: Case, claim: str) -> None:
        self.front(case, "<link rel='alternate' type='application/rss+xml' href='/news.xml'>")
        self.feed(case)
        case.serve(140)
        rules = b"User-agent: *\nDisallow: /up\n"
        case.server.page("/robots.txt", rules, **{"Content_Type": "text/plain"})
        step = self.trace(case, claim)
        assert step.found is UpstreamResult.NOT_FOUND
        assert "/up" not in [path for path, _ in case.server.asked]

    def test_its_feed_has_nothing_of_it(self, case: Case, claim: str) -> None:
        self.front(case, "<link rel='alternate' type='application/rss+xml' href='/news.xml'>")
        self.feed(case, page="/fair")
        body = f"<article><h1>Ярмарка</h1><p>Ярмарка мёда открылась.</p>{OTHER}</article>"
        case.server.page("/fair", f"<html><body>{body}</body></html>".encode(), **HTML)
        step = self.trace(case, claim)
        assert step.found is UpstreamResult.NOT_FOUND
        assert step.problem == "2 of its texts were read, and none bears on the claim"

    def test_its_site_does_not_answer(self, case: Case, store: Store) -> None:
        case.upstream = "http://intranet.example:81/"
        claim = case.check()
        step = self.trace(case, claim)
        assert step.found is UpstreamResult.NOT_REACHABLE
        assert step.problem


def test_the_network_is_not_asked_where_the_machine_is_offline(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(evidence.OFFLINE, "1")
    with pytest.raises(InputError, match="VERIFY_OFFLINE is set"):
        tracing.Tracer(case.store, Fetching(), ("site",), "anna")
