"""Watched feeds in the database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from verify.errors import NotFound
from verify.store import FeedAnswer, ItemState, NewItem, Store

RSS = "https://news.example/rss"


def item(n: int, state: ItemState = ItemState.WAITING) -> NewItem:
    return NewItem(f"{n:064}", f"https://news.example/{n}", f"Паром {n}", state)


def test_what_a_feed_named_and_what_became_of_it(store: Store) -> None:
    feed = store.feeds.add(RSS)
    answer = FeedAnswer("Вестник", '"7"', "Wed, 26 Nov 2025 09:30:00 GMT")
    store.feeds.read(feed.id, answer, [item(1), item(2), item(3, ItemState.PASSED)])
    first, second = store.feeds.waiting([feed.id])
    assert (first.address, first.attempts, second.title) == ("https://news.example/1", 0, "Паром 2")
    store.feeds.settle(first.id, ItemState.CHECKED)
    store.feeds.settle(second.id, ItemState.WAITING, "nobody answers")
    assert [w.attempts for w in store.feeds.waiting([feed.id])] == [1]
    (found,) = store.feeds.list()
    assert (found.title, found.etag, found.modified) == ("Вестник", '"7"', answer.modified)
    assert found.items == {
        ItemState.WAITING: 1, ItemState.CHECKED: 1, ItemState.FAILED: 0, ItemState.PASSED: 1,
    }  # fmt: skip


def test_an_item_is_one_feeds_whoever_names_it_again(store: Store) -> None:
    one, other = store.feeds.add(RSS), store.feeds.add("https://other.example/rss")
    store.feeds.read(one.id, FeedAnswer(), [item(1)])
    assert store.feeds.unknown([item(1).key, item(2).key]) == {item(2).key}
    store.feeds.read(other.id, FeedAnswer(), [item(1), item(2)])  # as where two watch at once
    assert [w.address[-1] for w in store.feeds.waiting([one.id, other.id])] == ["1", "2"]
    store.feeds.forget(RSS)
    assert store.feeds.unknown([item(1).key]) == {item(1).key}


def test_an_article_of_the_archive_does_not_wait(store: Store, make_reading: Any) -> None:
    address = store.save(make_reading()).article.address
    feed = store.feeds.add(RSS)
    store.feeds.read(feed.id, FeedAnswer(), [NewItem("k" * 64, address, None, ItemState.WAITING)])
    assert store.feeds.waiting([feed.id]) == ()
    assert store.feeds.list()[0].items[ItemState.CHECKED] == 1


def test_failures_keep_what_is_known(store: Store) -> None:
    feed = store.feeds.add(RSS, private=True)
    store.feeds.read(feed.id, FeedAnswer("Вестник", '"7"'), [])
    later = datetime.now(UTC) + timedelta(hours=2)
    store.feeds.failed(feed.id, "busy", next_at=later)
    (found,) = store.feeds.list()
    assert (found.problem, found.next_at, found.etag, found.private) == ("busy", later, '"7"', True)
    assert found.succeeded_at is not None
    store.feeds.same(feed.id)
    (found,) = store.feeds.list()
    assert (found.problem, found.next_at, found.title) == (None, None, "Вестник")
    assert store.feeds.add(RSS).private is False


def test_many_items_at_once(store: Store) -> None:
    feed = store.feeds.add(RSS)
    store.feeds.read(feed.id, FeedAnswer(), [item(n) for n in range(12_000)])
    assert len(store.feeds.waiting([feed.id])) == 12_000
    assert store.feeds.unknown([item(n).key for n in range(12_001)]) == {item(12_000).key}


def test_an_unknown_feed_is_not_forgotten(store: Store) -> None:
    with pytest.raises(NotFound, match="verify feeds list"):
        store.feeds.forget(RSS)
