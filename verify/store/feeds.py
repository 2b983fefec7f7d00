"""Watched feeds: what they named, what became of it, and what to ask them next time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import TypeVar

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from verify.errors import NotFound
from verify.store import records as r
from verify.store.opening import Database
from verify.store.tables import Article, FeedItem, FeedRow, now

T = TypeVar("T")

_BATCH = 500  # well below the number of parameters that any database takes in one statement


class Feeds:
    """The watched feeds of a database. Every method is one transaction. A feed is named by its address."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, address: str, *, private: bool = False) -> r.FeedRecord:
        """A feed to watch; the one there is where it is watched already, its permission as given now."""
        with self._database.write() as session:
            row = session.scalar(select(FeedRow).where(FeedRow.address == address))
            if row is None:
                row = FeedRow(address=address)
                session.add(row)
            row.private = private
            session.flush()
            return _records(session, FeedRow.id == row.id)[0]

    def list(self) -> tuple[r.FeedRecord, ...]:
        """All feeds, the first added first."""
        with self._database.read() as session:
            return _records(session)

    def forget(self, address: str) -> r.FeedRecord:
        """Watch a feed no more; the articles that were read stay. Unknown: NotFound."""
        with self._database.write() as session:
            found = _records(session, FeedRow.address == address)
            if not found:
                raise NotFound(
                    "{address}: no such feed is watched; verify feeds list shows those that are.",
                    address=address,
                )
            session.execute(delete(FeedItem).where(FeedItem.feed_id == found[0].id))
            session.execute(delete(FeedRow).where(FeedRow.id == found[0].id))
            return found[0]

    def unknown(self, keys: Collection[str]) -> frozenset[str]:
        """Those of the keys that no feed has named yet."""
        with self._database.read() as session:
            return frozenset(keys) - _known(session, keys)

    def read(self, feed: int, answer: r.FeedAnswer, items: Sequence[r.NewItem]) -> None:
        """A feed was read: what it named that is new, and what it wants to hear next time; all or nothing.

        An item whose address is an article's already is there, and not waiting; one that somebody else put in
        meanwhile is left as it is.
        """
        with self._database.write() as session:
            known = _known(session, [item.key for item in items])
            items = [item for item in items if item.key not in known]
            there = _articles(session, [item.address for item in items])
            session.execute(
                update(FeedRow).where(FeedRow.id == feed).values(
                    title=func.coalesce(answer.title, FeedRow.title), etag=answer.etag,
                    modified=answer.modified, problem=answer.problem, next_at=None, checked_at=now(),
                    succeeded_at=now(),
                )
            )  # fmt: skip
            for batch in _batches(items):
                session.execute(insert(FeedItem), [_row(feed, item, there) for item in batch])

    def same(self, feed: int) -> None:
        """A feed answered that it is as it was."""
        self._update(feed, problem=None, next_at=None, checked_at=now(), succeeded_at=now())

    def failed(self, feed: int, problem: str, *, next_at: datetime | None = None) -> None:
        """A feed could not be read. next_at: not before then."""
        self._update(feed, problem=problem, next_at=next_at, checked_at=now())

    def waiting(self, feeds: Collection[int]) -> tuple[r.ItemRecord, ...]:
        """What these feeds named and nobody read yet, the first found first."""
        query = select(FeedItem).where(FeedItem.feed_id.in_(feeds), FeedItem.state == r.ItemState.WAITING)
        with self._database.read() as session:
            rows = session.scalars(query.order_by(FeedItem.id))
            return tuple(r.ItemRecord(x.id, x.feed_id, x.address, x.title, x.attempts) for x in rows)

    def settle(self, item: int, state: r.ItemState, problem: str | None = None) -> None:
        """An item was tried: what came of it."""
        with self._database.write() as session:
            session.execute(
                update(FeedItem)
                .where(FeedItem.id == item)
                .values(state=state, problem=problem, attempts=FeedItem.attempts + 1)
            )

    def _update(self, feed: int, **values: object) -> None:
        with self._database.write() as session:
            session.execute(update(FeedRow).where(FeedRow.id == feed).values(**values))


def _records(session: Session, *where: object) -> tuple[r.FeedRecord, ...]:
    rows = session.scalars(select(FeedRow).where(*where).order_by(FeedRow.id)).all()  # type: ignore[arg-type]
    counted = select(FeedItem.feed_id, FeedItem.state, func.count()).group_by(
        FeedItem.feed_id, FeedItem.state
    )
    counts = {(feed, state): count for feed, state, count in session.execute(counted)}
    return tuple(
        r.FeedRecord(
            id=row.id, address=row.address, title=row.title, private=row.private, added_at=row.added_at,
            etag=row.etag, modified=row.modified, checked_at=row.checked_at, succeeded_at=row.succeeded_at,
            next_at=row.next_at, problem=row.problem,
            items={state: counts.get((row.id, state), 0) for state in r.ItemState},
        )
        for row in rows
    )  # fmt: skip


def _known(session: Session, keys: Collection[str]) -> set[str]:
    found: set[str] = set()
    for batch in _batches(sorted(keys)):
        found.update(session.scalars(select(FeedItem.key).where(FeedItem.key.in_(batch))))
    return found


def _articles(session: Session, addresses: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for batch in _batches(addresses):
        found.update(session.scalars(select(Article.address).where(Article.address.in_(batch))))
    return found


def _row(feed: int, item: r.NewItem, there: set[str]) -> dict[str, object]:
    state = r.ItemState.CHECKED if item.address in there else item.state
    return {
        "feed_id": feed, "key": item.key, "address": item.address, "title": item.title, "state": state,
        "attempts": 0, "found_at": now(),
    }  # fmt: skip


def _batches(items: Sequence[T]) -> Iterable[Sequence[T]]:
    return (items[at : at + _BATCH] for at in range(0, len(items), _BATCH))
