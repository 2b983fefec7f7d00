"""A whole database moved into another one: both hold the same, and both work."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from verify.desk import keeping
from verify.errors import Refused, StoreError
from verify.model import Hop, SourceKind, Stance, Status
from verify.store import ClaimFilter, Indexed, Store, open_store, rows

AFP = Hop(SourceKind.OUTLET, ("AFP",))


@pytest.fixture
def full(database: str, make_reading: Callable[..., Any], sentences: list[Any]) -> str:
    """Articles in versions, decisions, evidence, sources that own and were merged, the search index."""
    with open_store(database) as store:
        store.save(make_reading())
        store.save(make_reading(sentences[:3]))
        store.save(make_reading(address="https://other.example/2"))
        store.mark("1.1", Status.CONFIRMED, by="Анна", note="видела сама")
        store.link("2.2", "https://gov.example/order", by="Борис", stance=Stance.REFUTES)
        store.set_chain("2.3", (AFP,), by="Анна")
        store.split("2.1", halves(store), by="Борис")
        store.undo("2.1", by="Борис")
        store.add_source("Холдинг", SourceKind.ORGANIZATION, by="Анна")
        store.add_source("Агентство", SourceKind.OUTLET, by="Анна", aliases=["AFP"], owner="Холдинг")
        store.index(
            [Indexed(n, v, 1, frozenset({"мост", f"n{n}"}), b"\x00\x01") for n, v in ((1, 2), (2, 3))]
        )
    return database


def halves(store: Store) -> list[tuple[tuple[int, int], ...]]:
    ((start, end),) = store.claim("2.1").record.claim.spans
    return [((start, start + 5),), ((start + 6, end),)]


def state(store: Store) -> tuple[Any, ...]:
    """What a person can see of a database."""
    return (
        store.status().counts,
        store.check_history(),
        store.history(),
        [store.article(n) for n in (1, 2)],
        [store.claim(c.number) for c in store.claims(limit=100).items],
        store.sources(limit=100),
        store.postings(["мост", "n1"], 10),
        store.claims(ClaimFilter(text="ремонт моста"), limit=100),
    )


def test_there_and_back_nothing_is_lost(full: str, bare: str, tmp_path: Path) -> None:
    """Of this run's engine into a file, and from there into this run's engine."""
    file = str(tmp_path / "copy.db")
    told: list[tuple[str, int]] = []
    there = keeping.move(full, file, lambda table, count: told.append((table, count)))
    assert dict(told) == {table.name: table.rows for table in there.tables}
    assert {t.name for t in there.tables} == {table.name for table in rows.tables()}
    back = keeping.move(file, bare)
    assert (back.tables, back.events, back.head) == (there.tables, there.events, there.head)
    with open_store(full) as one, open_store(file) as two, open_store(bare) as three:
        first = state(one)
        assert state(two) == first
        assert state(three) == first
        assert first[1].events == there.events == 17
        for store in (two, three):
            assert store.check().problems == ()


def test_the_other_one_goes_on(full: str, bare: str, make_reading: Callable[..., Any]) -> None:
    """New rows get new numbers, and the history follows the last event."""
    head = keeping.move(full, bare).head
    with open_store(bare) as store:
        assert store.save(make_reading(address="https://other.example/3")).article.number == 3
        store.mark("3.1", Status.UNVERIFIABLE, by="Вера")
        store.add_source("Вести", SourceKind.OUTLET, by="Вера")
        assert store.check_history(head).ok
        assert store.check().problems == ()


def test_a_target_that_holds_something_is_refused(full: str, bare: str) -> None:
    with open_store(bare) as store:
        store.add_source("Вести", SourceKind.OUTLET, by="Вера")
        before = store.check_history()
    with pytest.raises(Refused, match="it has events, people, sources"):
        keeping.move(full, bare)
    with open_store(bare) as store:
        assert store.check_history() == before
        assert store.status().counts["articles"] == 0


def test_rows_that_arrive_as_others_are_found_and_nothing_is_kept(
    full: str, bare: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = rows.write

    def forgetful(connection: Any, table: Any, given: Any) -> int:
        each = list(given)
        if table.name == "claim_readings":
            each[3]["text"] += "."
        return write(connection, table, each)

    monkeypatch.setattr(rows, "write", forgetful)
    file = tmp_path / "copy.db"
    with pytest.raises(StoreError, match=r"claim_readings: .* rows arrived as other ones"):
        keeping.move(full, str(file))
    assert list(tmp_path.glob("copy.db*")) == []
    open_store(bare).close()
    with pytest.raises(StoreError, match="nothing was moved"):
        keeping.move(full, bare)
    with open_store(bare) as store:
        assert store.status().counts == {
            "articles": 0, "claims": 0, "sources": 0, "evidence": 0, "events": 0,
        }  # fmt: skip


def test_what_fails_while_the_source_is_read_is_told_with_its_name(
    full: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: Any) -> Any:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(rows, "read", gone)
    with open_store(full) as store:
        name = store.url
    with pytest.raises(StoreError) as told:
        keeping.move(full, str(tmp_path / "copy.db"))
    assert str(told.value) == f"{name}: disk I/O error."
    assert not (tmp_path / "copy.db").exists()


def test_a_source_whose_history_was_touched_is_not_moved(full: str, tmp_path: Path) -> None:
    with open_store(full) as store, store._database.write() as session:
        from sqlalchemy import text

        session.execute(text("UPDATE events SET reason = 'иначе' WHERE seq = 4"))
    with pytest.raises(StoreError, match="its history is not sound, and nothing was moved: Event 4"):
        keeping.move(full, str(tmp_path / "copy.db"))
    assert not (tmp_path / "copy.db").exists()


@pytest.mark.sqlite("which file is meant")
def test_the_same_place_and_a_missing_one_are_refused(tmp_path: Path) -> None:
    open_store(tmp_path / "a.db").close()
    with pytest.raises(Refused, match="is the database to be moved"):
        keeping.move(str(tmp_path / "a.db"), str(tmp_path / "a.db"))
    with pytest.raises(StoreError, match="does not exist yet"):
        keeping.move(str(tmp_path / "none.db"), str(tmp_path / "b.db"))
    assert not (tmp_path / "b.db").exists()
