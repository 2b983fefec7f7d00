"""Many readings in one transaction: what becomes of each is what `save` makes of it."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from verify.errors import InputError
from verify.store import ClaimFilter, Result, Store, open_store
from verify.store.adding import Indexing, prepare
from verify.store.tables import Base, SearchDocument

UNLIKE = {"uid", "hash", "previous", "at", "added_at", "read_at", "updated_at", "made_at", "article_uid",
          "actor_uid"}  # fmt: skip


def rows(store: Store) -> dict[str, list[dict[str, object]]]:
    """Every row of every table, without what no two databases have alike."""
    found = {}
    with store._database.read() as session:
        for table in Base.metadata.sorted_tables:
            every = session.execute(select(table).order_by(*table.primary_key.columns)).mappings()
            found[table.name] = [{k: v for k, v in row.items() if k not in UNLIKE} for row in every]
    found["history_head"] = [{"events": row["events"]} for row in found["history_head"]]
    return found


def test_together_they_are_stored_as_one_after_the_other(store, make_reading, fresh) -> None:
    readings = [make_reading(address=f"https://vestnik.example/{n}") for n in range(5)]
    done = store.save_all([prepare(each) for each in readings], by="anna")
    assert [(d.result, d.article) for d in done] == [(Result.ADDED, n) for n in range(1, 6)]
    with open_store(fresh()) as other:
        for each in readings:
            other.save(each, by="anna")
        assert rows(store) == rows(other)
        assert len(rows(store)["claims"]) == 20
        assert len(rows(store)["texts"]) == len(rows(store)["blobs"]) == 1
    assert store.check().ok


def test_known_addresses_and_those_that_come_twice(store, make_reading, sentences) -> None:
    store.save(make_reading(address="https://vestnik.example/known"), by="anna")
    given = [
        make_reading(address="https://vestnik.example/known"),
        make_reading(address="https://vestnik.example/twice"),
        make_reading(sentences[:3], address="https://vestnik.example/known"),
        make_reading(sentences[1:], address="https://vestnik.example/twice"),
        make_reading(sentences[1:], address="https://vestnik.example/twice"),
    ]
    done = store.save_all([prepare(each) for each in given], by="anna")
    assert [(d.result.value, d.article) for d in done] == [
        ("unchanged", 1), ("added", 2), ("changed", 1), ("changed", 2), ("unchanged", 2)
    ]  # fmt: skip
    assert store.article(2).text == given[3].text
    assert store.snapshot_bytes(given[3].snapshot.sha256) == given[3].snapshot.raw
    assert [v.number for v in store.versions(2)] == [1, 2]
    assert store.check().ok


def test_none_is_stored_where_one_fails(store, make_reading) -> None:
    sound = prepare(make_reading(address="https://vestnik.example/1"))
    broken = prepare(make_reading(address="https://vestnik.example/2"))
    object.__setattr__(broken, "search", ())
    with pytest.raises(ValueError, match="zip"):
        store.save_all([sound, broken], by="anna")
    assert store.claims(ClaimFilter()).total == 0
    with pytest.raises(InputError, match="no text"):
        prepare(make_reading([], title="", address="https://vestnik.example/3"))


def test_the_index_takes_the_article_with_it(store, make_reading) -> None:
    reading = make_reading()
    store.save_all([prepare(reading, Indexing(7, "bridge most", b"packed"))], by="anna")
    with store._database.read() as session:
        row = session.scalars(select(SearchDocument)).one()
        assert (row.article_id, row.version_id, row.format, row.analysis) == (1, 1, 7, b"packed")
    assert store.postings(["bridge"], 9) == {"bridge": (1,)}
    assert store.unindexed(7) == ()


def test_articles_that_wait_for_the_index_are_not_passed_over(store, make_reading, sentences) -> None:
    """A version checked before, and one that changed, stand before an article that comes with its terms."""
    store.save(make_reading(address="https://vestnik.example/waits"), by="anna")
    index = Indexing(7, "most", b"packed")
    store.save_all([prepare(make_reading(address="https://vestnik.example/1"), index)], by="anna")
    assert [u.article for u in store.unindexed(7)] == [1]
    changed = prepare(make_reading(sentences[1:], address="https://vestnik.example/1"), index)
    store.save_all([changed, prepare(make_reading(address="https://vestnik.example/2"), index)], by="anna")
    assert [u.article for u in store.unindexed(7)] == [1]
    with store._database.read() as session:
        found = session.execute(select(SearchDocument.article_id, SearchDocument.version_id)).all()
    assert sorted(tuple(row) for row in found) == [(1, 1), (2, 4), (3, 3)]
