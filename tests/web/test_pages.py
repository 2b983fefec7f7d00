"""Each page shows what the store holds, in a bounded number of queries."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from tests.web.conftest import TEXT, Desk, put
from verify.desk import checking
from verify.desk.reading import Asked
from verify.fetch import ReadOptions
from verify.model import (
    Claim,
    Extraction,
    Flag,
    FlagCode,
    Hop,
    Metadata,
    Mode,
    Snapshot,
    SourceKind,
    Stance,
    Status,
    bytes_sha256,
)
from verify.store import Outcome, Proposed, Reading, Store
from verify.store.tables import now


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements that the database is asked meanwhile."""
    asked: list[str] = []

    def note(conn: object, cursor: object, statement: str, *rest: object) -> None:
        if statement.lstrip().upper().startswith(("SELECT", "WITH")):
            asked.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def test_an_article_in_no_language_of_ours_says_so(desk: Desk, tmp_path: Path) -> None:
    german = (
        "Die Regierung hat am Dienstag beschlossen, die Brücke bis zum Frühjahr zu sperren. Das teilte der "
        "Sprecher des Ministeriums mit. Nach Angaben von Reuters kosten die Arbeiten vierzig Millionen.\n"
    )
    put(desk.store, tmp_path, german, "b.txt")
    doubt = "it may be in none of the languages that verify reads (en, pl, ru, uk): it has next to no “"
    assert f"Language: {doubt}" in desk.get("/articles/2")
    assert "none of the languages" not in desk.get("/articles/1")
    assert desk.client.get("/api/v1/articles/2").json()["doubt"].startswith(doubt)
    assert desk.client.get("/api/v1/articles/1").json()["doubt"] is None


def test_a_pasted_text_is_called_by_no_hash(desk: Desk) -> None:
    asked = Asked(options=ReadOptions(stdin=io.BytesIO(f"{'Мост закроют. ' * 40}\n".encode())))
    (done,) = checking.check_sources(desk.store, ["-"], asked, by="Олена")
    assert done.error is None
    for path in ("/", "/articles", "/articles/2", "/articles/2/voices"):
        page = desk.get(path)
        assert "a text without a title" in page
        assert "stdin:" not in page
    desk.send("/language", language="uk", to="/")
    assert ">стаття<" in desk.get("/articles/2/voices")
    assert "the article" not in desk.get("/articles/2/voices")


def test_the_inbox_begins_with_the_heaviest_unverified_claim(desk: Desk) -> None:
    page = desk.get("/")
    assert "Rest on nobody" in page
    assert page.index("опоры моста потрескались еще летом") < page.index("Движение по мосту ограничили")
    assert "Вестник" in page


def test_an_empty_desk_says_how_to_begin(desk: Desk) -> None:
    desk.store.remove_article(1, by="Олена")
    assert 'href="/check"' in desk.get("/")
    assert "Nothing has been checked yet." in desk.get("/")


def test_the_article_marks_each_claim_where_it_stands(desk: Desk) -> None:
    page = desk.get("/articles/1")
    claims = desk.store.article(1).claims
    for claim in claims:
        number = claim.number.partition(".")[2]
        assert f'id="c{number}" href="?claim={claim.number}#c{number}"' in page
    assert ">опоры моста потрескались еще летом<sup>" in page
    assert 'class="c unverified nobody"' in page


def test_a_claim_opened_beside_the_text_stands_there_without_script(desk: Desk) -> None:
    page = desk.get("/articles/1?claim=1.2")
    assert 'data-claim="1.2"' in page
    assert "Олег Нестеров" in page


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/articles", "Вестник"),
        ("/claims?q=опора", "опоры моста потрескались"),
        ("/claims?status=unverified&flag=anonymous-origin&sort=weight", "опоры моста потрескались"),
        ("/claims?kind=own", "Движение по мосту ограничили"),
        ("/claims/1.2", "It is no claim"),
        ("/claims/1.2/panel", "Олег Нестеров"),
        ("/articles/1/voices", "<svg"),
        ("/sources", "Олег Нестеров"),
        ("/log", "article"),
        ("/check", "Its address"),
    ],
)
def test_a_page_shows(desk: Desk, path: str, words: str) -> None:
    assert words in desk.get(path)


def test_what_is_not_there_is_a_page_that_says_so(desk: Desk) -> None:
    assert "no article" in desk.get("/articles/99", 404)
    assert "no claim" in desk.get("/claims/1.99", 404)
    assert "no such page" in desk.get("/nowhere", 404)
    assert desk.client.get("/claims?at=0").status_code == 422


def test_a_search_finds_any_form_of_the_words_and_nothing_else(desk: Desk) -> None:
    assert "No claim meets this." in desk.get("/claims?q=дирижабль")
    page = desk.get("/claims?q=мостов+понедельник")
    assert "Движение по мосту ограничили в понедельник" in page
    assert "опоры" not in page


def test_a_source_has_its_record(desk: Desk) -> None:
    desk.store.mark("1.2", Status.CONFIRMED, by="Олена", note="The decree is out.")
    uid = desk.store.source("Олег Нестеров").uid
    page = desk.get(f"/sources/{uid}")
    assert "1 confirmed" in page
    count = desk.store.source("Олег Нестеров").claims
    assert f"In the chains of {count} claim" in page


def test_versions_stand_beside_each_other(desk: Desk) -> None:
    folder = Path(desk.store.record(1).address).parent
    put(desk.store, folder, TEXT.replace("в понедельник", "во вторник"))
    page = desk.get("/articles/1/versions")
    assert "<del>понедельник</del>" in page
    assert "<ins>вторник</ins>" in page
    assert "Versions" in desk.get("/articles/1")
    assert "3 claims stand as they were." in page
    for day in ("понедельник", "вторник"):
        put(desk.store, folder, f"Паром утонул на рассвете. Движение ограничили во {day}.\n", "b.txt")
    assert "1 claim stands as it was." in desk.get("/articles/2/versions")


def test_the_number_of_queries_does_not_grow_with_the_claims(desk: Desk, tmp_path: Path) -> None:
    lines = "\n\n".join(f"Улицу номер {n} закрыли, сообщил мэр Заречинска Олег Нестеров." for n in range(60))
    many = put(desk.store, tmp_path, lines, "many.txt")
    assert desk.store.article(many).article.claims >= 60
    for path, most in (("/articles/{}", 6), ("/", 45), ("/claims", 15), ("/articles/{}/voices", 18)):
        with counted() as few:
            desk.get(path.format(1))
        with counted() as more:
            desk.get(path.format(many))
        assert len(few) <= len(more) <= min(len(few) + 2, most), path
    with counted() as opened:
        desk.get(f"/articles/{many}?claim={many}.1")
    assert len(opened) <= 30


def test_pages_are_light(desk: Desk, tmp_path: Path) -> None:
    """An article of 500 claims, one of them open, with style and script: under 100 kB beside its text."""
    number = store_many(desk.store, 500)
    page = desk.get(f"/articles/{number}?claim={number}.2")
    assert page.count("<sup>") >= 500
    parts = [desk.client.get(p).content for p in ("/static/desk.css", "/static/desk.js", "/static/icon.svg")]
    weight = len(page.encode()) + sum(map(len, parts))
    assert weight - len(desk.store.version_text(number, 1).encode()) < 100_000


def store_many(store: Store, count: int) -> int:
    """An article of so many claims, without the work of finding them; its number."""
    lines = [f"Улицу номер {n} закрыли до весны, говорит мэр." for n in range(count)]
    text = "\n".join(lines)
    claims, at = [], 0
    hops = (Hop(SourceKind.PERSON, ("Олег Нестеров",), ((0, 1),), rule="x"),)
    for line in lines:
        span = (at, at + len(line) - 1)
        flags = (Flag(FlagCode.HEDGED, {"words": "x"}, (span,)),)
        claims.append(Claim((span,), line[:-1], span, Mode.INDIRECT, hops, flags, 0.5))
        at += len(line) + 1
    data = text.encode()
    digest = bytes_sha256(data)
    metadata = Metadata("Улицы", "Вестник", "ru")
    snapshot = Snapshot(data, digest, digest, now(), "https://example.org/streets", "text/plain")
    extraction = Extraction(metadata, tuple(claims), (), "toy", "1")
    reading = Reading("https://example.org/streets", snapshot, text, metadata, extraction)
    return store.save(reading, by="Олена").article.number


def test_links_that_an_earlier_version_found_are_shown(desk: Desk, tmp_path: Path) -> None:
    """What they were kept with is less than what is kept now."""
    other = put(desk.store, tmp_path, TEXT, "b.txt", "Курьер")
    for kept in ({"why": "It says the same: мост."}, {}):
        link = Proposed(
            article=other, version_id=2, claim_uid=None, stance=Stance.SUPPORTS, spans=((0, 35),),
            quote="Мост через Низовку закроют до весны", prefix="", suffix="", origin_kind=None,
            origin_name=None, copied=False, voice=1, reason=kept,
        )  # fmt: skip
        desk.store.propose("1.2", [link], Outcome(1, 0, (), (), None), "an earlier version")
        for path in ("/claims/1.2", "/articles/1?claim=1.2"):
            page = desk.get(path)
            assert f'<a href="/articles/{other}">' in page
            assert ("It says the same: мост." in page) is bool(kept)
