from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from verify import extract
from verify.desk import checking, keeping, known, looking, review
from verify.desk.checking import Checked, check_sources
from verify.desk.database import opened
from verify.desk.evidence import Fetching
from verify.desk.extracting import extract_sources
from verify.desk.keeping import NewSource
from verify.desk.reading import Asked
from verify.errors import InputError, StoreError
from verify.fetch import ReadOptions
from verify.model import Metadata, SourceKind, Status
from verify.report.views import ArticleView
from verify.store import Store

PAGE = """<!doctype html><html lang="ru"><head><meta charset="utf-8"><title>Паром стоит третий день</title>
<meta property="og:site_name" content="Портовый листок">
<meta property="article:published_time" content="2025-04-03T10:00:00+03:00"></head>
<body><nav><a href="/">Главная</a></nav><article><h1>Паром стоит третий день</h1>
<p>Паром с грузовиками третий день стоит у причала Заречинска, и очередь машин выросла до двух километров.</p>
<p>Начальник порта обещает, что движение откроют к выходным, если ветер с залива к тому времени утихнет.</p>
</article></body></html>"""


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    with opened(database, create=True) as store_:
        yield store_


def write(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def check(store: Store, source: str, asked: Asked | None = None) -> Checked:
    (done,) = check_sources(store, [source], asked or Asked(), by="anna")
    return done


def test_an_unchanged_text_is_not_extracted_again(
    store: Store, tmp_path: Path, toy_engine: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = write(tmp_path, "a.txt", "Паром ушёл.\nРейс отменили.\n")
    assert check(store, source).result == "added"

    def fail(*args: Any, **kwargs: Any) -> None:
        raise AssertionError("extracted again")

    monkeypatch.setattr("verify.extract.extract", fail)
    again = check(store, source)
    assert again.result == "unchanged"
    assert again.view is not None
    assert [c.number for c in again.view.claims] == ["1.1", "1.2"]


def test_what_a_person_says_comes_before_the_page_and_that_before_the_text(
    store: Store, tmp_path: Path
) -> None:
    source = write(tmp_path, "page.html", PAGE)
    told = check(store, source).view
    assert told is not None
    assert (told.metadata.title, told.metadata.publisher) == ("Паром стоит третий день", "Портовый листок")
    assert (told.metadata.published, told.metadata.language) == (date(2025, 4, 3), "ru")
    asked = Asked(Metadata(publisher="Новый край", published=date(2025, 4, 4)), ReadOptions())
    corrected = check(store, source, asked).view
    assert corrected is not None
    assert corrected.metadata == replace(told.metadata, publisher="Новый край", published=date(2025, 4, 4))
    assert check(store, source).view == corrected


def test_a_language_given_later_is_read_again(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = write(tmp_path, "a.txt", "Порт працює. Рейс відкрили.\n")
    check(store, source)
    seen: list[str | None] = []
    real = extract.extract

    def watched(text: str, metadata: Metadata, **rest: Any) -> Any:
        seen.append(metadata.language)
        return real(text, metadata, **rest)

    monkeypatch.setattr("verify.extract.extract", watched)
    assert check(store, source, Asked(Metadata(language="en"))).result in {"unchanged", "changed"}
    assert seen == ["en"]


def test_errors_are_results_and_name_their_source(store: Store, tmp_path: Path, toy_engine: Any) -> None:
    good = write(tmp_path, "good.txt", "Паром ушёл.\n")
    empty = write(tmp_path, "empty.txt", "")
    done = list(check_sources(store, ["nowhere.txt", empty, good, "ftp://x/"], Asked(), by="anna"))
    assert [d.result for d in done][::2] == ["error", "added"]
    assert [d.view is None for d in done] == [d.error is not None for d in done]
    assert all(d.source in (d.error or "") for d in done if d.error)
    assert store.articles().total == sum(d.error is None for d in done)


def test_a_source_that_a_person_added_is_found_by_its_alias(store: Store, tmp_path: Path) -> None:
    assert known.outlets(store) is None
    keeping.add_source(
        store, NewSource("Голос Заречинска", SourceKind.OUTLET, ("Заречинский голос",)), by="anna"
    )
    keeping.add_alias(store, "Reuters", "Рейтерка", by="anna")
    register = known.outlets(store)
    assert register is not None
    found = [register.by_alias(name) for name in ("Заречинский голос", "Рейтерка", "Рейтер")]
    assert [outlet and outlet.name for outlet in found] == ["Голос Заречинска", "Reuters", "Reuters"]
    text = "Причал закроют до весны, сообщает «Заречинский голос».\n\nПаром продадут, пишет Рейтерка.\n"
    done = check(store, write(tmp_path, "a.txt", text), Asked(Metadata(language="ru"))).view
    assert done is not None
    assert [[h.name for h in c.chain] for c in done.claims] == [["Голос Заречинска"], ["Reuters"]]


def test_reread_names_what_it_does_not_know(store: Store, toy_engine: Any) -> None:
    (done,) = checking.reread(store, ["7"], by="anna")
    assert (done.result, "7" in (done.error or "")) == ("error", True)


def test_every_article_is_reread_in_order(store: Store, tmp_path: Path, toy_engine: Any) -> None:
    for n in range(3):
        check(store, write(tmp_path, f"{n}.txt", f"Паром номер {n} ушёл.\n"))
    looking.remove(store, "2", by="anna", reason=None)
    assert [d.source for d in checking.reread(store, [], by="anna")] == ["1", "3"]


def test_flags_come_in_pages_without_end(
    store: Store, tmp_path: Path, toy_engine: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("verify.desk.looking._BATCH", 2)
    check(store, write(tmp_path, "a.txt", "".join(f"Паром номер {n} ушёл.\n" for n in range(5))))
    review.mark(store, ["1.3"], Status.UNVERIFIABLE, review.Ground(), Fetching(), by="anna")
    found = looking.flags(store, looking.ClaimFilter())
    assert [f.claim.number for f in found.items] == ["1.1", "1.2", "1.4", "1.5"]
    assert found.total == 4


@pytest.mark.sqlite("files that must not come into being")
def test_a_database_is_made_only_where_asked(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"none\.db"):
        opened(str(tmp_path / "none.db"))
    assert not (tmp_path / "none.db").exists()


def test_extracting_gives_errors_in_their_place(tmp_path: Path, toy_engine: Any) -> None:
    good = write(tmp_path, "good.txt", "Паром ушёл.\n")
    first, second, third = extract_sources([good, "nowhere.txt", good], Asked())
    assert isinstance(second, InputError)
    assert isinstance(first, ArticleView)
    assert first == third
    assert [c.claim.text for c in first.claims] == ["Паром ушёл"]


def test_a_page_carries_its_text(tmp_path: Path) -> None:
    (view,) = extract_sources([write(tmp_path, "page.html", PAGE)], Asked())
    assert isinstance(view, ArticleView)
    assert view.carried
    assert "Главная" not in view.text
    assert len(view.claims) >= 2
