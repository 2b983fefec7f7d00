"""Many articles at once, into the database and into Parquet, and what becomes of each record."""

from __future__ import annotations

import json
import os
import pickle
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from pathlib import Path

import duckdb
import pytest

from verify.corroborate.sketches import share
from verify.desk.bulk import Asked, How, Reading, Record, extract_record, ledger
from verify.desk.bulk.extracting import Form, Task, Unread, work
from verify.desk.bulk.pools import Portion, Processes, in_order
from verify.errors import InputError, StoreError
from verify.model import Metadata
from verify.store import Became, BulkNote, Store, open_store
from verify.store.ledger import Part, Place

STORY = """Порт {name} закроют на ремонт

Порт {name} закроют до {month}, сообщает Reuters. По данным собеседников агентства, {fault}.
«{quote}», - сказал начальник порта {chief}. {more}
"""
PARTS = (
    ("Лиманск", "весны", "в опорах причала нашли трещины", "Паромы пойдут из соседней гавани", "Олег Ветров",
     "Ремонт оплатит областной бюджет, а подрядчика выберут на торгах."),
    ("Заречный", "осени", "подрядчик не сдал работы вовремя", "Мы ждём водолазов со вторника", "Игорь Осокин",
     "Рыбаки просят оставить им хотя бы один причал для лодок."),
    ("Синегорск", "лета", "дно у входа в бухту обмелело", "Землечерпалка уже вышла из дока", "Анна Долгих",
     "Жители улицы Маячной собирают подписи против закрытия."),
)  # fmt: skip


def story(n: int) -> str:
    return STORY.format(
        **dict(zip(("name", "month", "fault", "quote", "chief", "more"), PARTS[n], strict=True))
    )


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """Three stories; one once more elsewhere, one with a word changed, an address twice, broken lines."""
    said = [{"url": f"https://gavan.example/{n}", "text": story(n), "publisher": "Гавань"} for n in range(3)]
    said += [
        {"url": "https://listok.example/0", "text": story(0), "publisher": "Листок"},
        {"url": "https://listok.example/1", "text": story(1).replace("со вторника", "с четверга")},
        {"url": "https://gavan.example/2", "text": story(2)},
        {"url": "https://gavan.example/2", "text": story(2) + "\nУлицу Маячную откроют завтра."},
        {"url": "https://gavan.example/empty", "text": "   "},
    ]
    path = tmp_path / "news.jsonl"
    lines = [json.dumps(each, ensure_ascii=False) for each in said]
    path.write_text("\n".join([*lines, "{broken", ""]), encoding="utf-8")
    return path


@pytest.fixture
def store(database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.chdir(tmp_path)  # where the quarantine of a server's database lies
    with open_store(database) as opened:
        yield opened


def run(path: Path, into: Store | Path, **how: object) -> Reading:
    reading = Reading([str(path)], into, How(jobs=1, **how), by="anna")  # type: ignore[arg-type]
    for step in reading:
        assert step.became.total() <= step.read
    assert reading.step.became.total() == reading.step.read
    return reading


BECAME = ["added", "added", "added", "added", "added", "unchanged", "changed", "quarantined", "quarantined"]


def test_how_far_it_is_counts_what_is_done(tmp_path: Path, store: Store) -> None:
    """Lines wait for a worker long before they are done; the last step has everything behind it."""
    other = "x" * 20_000  # files are read by the quarter of a megabyte
    said = [
        json.dumps({"url": f"https://gavan.example/{n}", "text": story(n % 3), "other": other})
        for n in range(200)
    ]
    path = tmp_path / "news.jsonl"
    path.write_text("\n".join(said), encoding="utf-8")
    size = path.stat().st_size
    reading = Reading([str(path)], store, How(jobs=1), by="anna")
    steps = [(step.behind, step.read) for step in reading]
    assert len(steps) > 10
    assert steps[-1] == (size, 200)
    assert all(0 <= behind / size - done / 200 < 0.1 for behind, done in steps)


def test_into_the_database(news: Path, store: Store) -> None:
    done = run(news, store).summary
    assert [note.became.value for note in ledger(store)] == BECAME
    assert done.step.became == done.all == Counter(map(Became, BECAME))
    assert store.check().ok
    assert store.check_history().events == 6
    first, copy = store.article("https://gavan.example/0"), store.article("https://listok.example/0")
    assert [c.claim.text for c in first.claims] == [c.claim.text for c in copy.claims]
    assert copy.article.metadata.publisher == "Листок"
    assert store.status().counts["articles"] == 5
    assert store.article("https://gavan.example/2").article.version == 2
    assert store.unindexed(1) == ()
    assert done.copies == 2  # the same words elsewhere, and nearly the same
    assert done.quarantine is not None
    last = json.loads(done.quarantine.read_text("utf-8").splitlines()[-1])
    assert (last["place"], last["reason"].split(" (")[0]) == (9, "it is no JSON")
    again = run(news, store).summary
    assert (again.step.before, again.step.became.total(), again.all) == (1, 0, done.all)


def test_a_file_that_changed_is_read_again_and_nothing_is_there_twice(news: Path, store: Store) -> None:
    run(news, store, limit=3)
    with news.open("a", encoding="utf-8") as file:
        file.write(json.dumps({"url": "https://gavan.example/9", "text": story(0) + "Конец."}) + "\n")
    done = run(news, store).summary
    assert done.step.became[Became.UNCHANGED] == 4
    assert store.status().counts["articles"] == 6
    assert store.check().ok


def test_into_parquet_that_duckdb_reads(news: Path, tmp_path: Path) -> None:
    out = tmp_path / "columns"
    done = run(news, out).summary
    assert [note.became.value for note in ledger(out)] == BECAME
    assert done.copies == 2

    def asked(query: str) -> list[tuple[object, ...]]:
        for table in ("articles", "texts", "claims", "hops"):
            query = query.replace(f"<{table}>", f"read_parquet('{out}/{table}/*/*.parquet')")
        return duckdb.sql(query).fetchall()

    assert asked("SELECT count(*), count(DISTINCT article), any_value(language) FROM <articles>") == [
        (6, 5, "ru")
    ]
    assert asked("SELECT count(*), count(DISTINCT text_sha256) FROM <texts>") == [(5, 5)]
    assert asked(
        "SELECT o.address, a.copy_share FROM <articles> a JOIN <articles> o ON a.copy_of = o.article "
        "WHERE a.address = 'https://listok.example/0'"
    ) == [("https://gavan.example/0", 1.0)]
    near = asked("SELECT copy_share FROM <articles> WHERE address = 'https://listok.example/1'")[0][0]
    assert isinstance(near, float)
    assert 0.8 <= near <= 1
    ((claims, hops),) = asked("SELECT (SELECT count(*) FROM <claims>), (SELECT sum(hops) FROM <claims>)")
    assert asked("SELECT count(*) FROM <hops>") == [(hops,)]
    assert claims == asked("SELECT sum(claims) FROM <articles>")[0][0]
    read = extract_record(Record(1, "https://gavan.example/0", story(0).encode(), html=False))
    assert [row[0] for row in asked(
        "SELECT c.text FROM <claims> c JOIN <articles> a USING (article, text_sha256) "
        "WHERE a.address = 'https://gavan.example/0' ORDER BY c.number"
    )] == [claim.text for claim in read.extraction.claims]  # fmt: skip
    whole = asked("SELECT substring(t.text, c.spans[1][1] + 1, c.spans[1][2] - c.spans[1][1]), c.text "
                  "FROM <claims> c JOIN <texts> t USING (text_sha256) WHERE len(c.spans) = 1")  # fmt: skip
    assert whole
    assert all(" ".join(str(cut).split()) == text for cut, text in whole)


def test_what_was_left_between_two_steps(news: Path, tmp_path: Path) -> None:
    out = tmp_path / "columns"
    run(news, out)
    whole = {p.relative_to(out): p.read_bytes() for p in out.glob("*/*/*.parquet")}
    for path in out.glob("*/*/part-*.parquet"):
        path.rename(path.with_name(f".{path.name}.tmp"))
    lost = out / "claims" / "language=ru" / ".part-00000002.parquet.tmp"
    lost.write_bytes(b"half of it")
    run(news, out)
    assert {p.relative_to(out): p.read_bytes() for p in out.glob("*/*/*.parquet")} == whole
    assert not lost.exists()


def test_folders_that_are_no_place_for_it(news: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="other things in it"):
        run(news, tmp_path)
    with pytest.raises(InputError, match="no folder"):
        run(news, news)
    with pytest.raises(InputError, match="nothing was read in bulk"):
        list(ledger(tmp_path))
    assert sorted(p.name for p in tmp_path.iterdir()) == ["news.jsonl"]


def test_two_who_read_the_same_file_do_not_double_it(news: Path, store: Store) -> None:
    run(news, store, limit=3)
    mark = f"{news.stat().st_size}:{news.stat().st_mtime_ns}"
    place = Place(str(news), mark)
    assert store.bulk.done(place) == (3, False)
    note = BulkNote(str(news), 3, Became.SKIPPED, None, None, "no page")
    with pytest.raises(StoreError, match="another `verify bulk`"):
        store.bulk.write([Part(place, 2, 3, [note])], share, 0.8, by="ihor")
    assert [n.became.value for n in ledger(store)] == BECAME[:3]
    run(news, store)
    assert [n.became.value for n in ledger(store)] == BECAME


def test_the_function_travels_and_is_pure() -> None:
    task = pickle.loads(pickle.dumps(Task(Asked(Metadata(publisher="Гавань")), Form.ROWS)))
    records = [Record(1, "https://gavan.example/0", story(0).encode(), html=False),
               Record(2, "https://gavan.example/1", b"", html=False)]  # fmt: skip
    one, two = work(records, task), work(pickle.loads(pickle.dumps(records)), task)
    assert one[0].prepared.digest == two[0].prepared.digest
    assert one[0].sketch == two[0].sketch
    assert isinstance(one[1], Unread)
    assert one[1].reason.startswith("it is empty")


# An alarm that falls into a callback of the garbage collector is lost with a warning; the next one ends it.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_record_that_takes_too_long_is_put_aside() -> None:
    slow = Record(1, "https://gavan.example/0", (story(0) * 400).encode(), html=False)
    quick = Record(2, "https://gavan.example/1", story(1).encode(), html=False)
    work([quick], Task(Asked(), Form.ROWS))
    (found,) = work([slow], Task(Asked(), Form.ROWS, seconds=0.05))
    assert isinstance(found, Unread)
    assert found.reason == "it took longer than 0.05 seconds"
    assert not isinstance(work([quick], Task(Asked(), Form.ROWS))[0], Unread)


def deadly(records: Sequence[Record], task: Task) -> object:
    """As `work`, but one record ends its process."""
    if any(record.data == b"deadly" for record in records):
        os._exit(9)
    return work(records, task)


class Deadly(Processes):
    def start(self, records: Sequence[Record], task: Task) -> Future[object]:  # type: ignore[override]
        return self._pool.submit(deadly, records, task)


def test_a_record_that_ends_its_process_is_put_aside_and_no_other_is_lost() -> None:
    said = [b"deadly" if n == 4 else story(n % 3).encode() for n in range(9)]
    records = [Record(n, f"https://gavan.example/{n}", data, html=False) for n, data in enumerate(said)]
    portions = [Portion(at, records[at : at + 3]) for at in (0, 3, 6)]
    crew = Deadly(2)
    try:
        found = dict(in_order(crew, portions, Task(Asked(), Form.COLUMNS)))
    finally:
        crew.close()
    every = [each for at in (0, 3, 6) for each in found[at]]
    assert list(found) == [0, 3, 6]
    assert [each.place for each in every] == list(range(9))
    (unread,) = [each for each in every if isinstance(each, Unread)]
    assert (unread.place, unread.reason) == (4, "the process that read it ended, or did not answer any more")
