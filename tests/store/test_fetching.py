"""Rows of many keys at once, and reads that belong to one moment."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import select

from verify.model import Status
from verify.store import Reading, Store, open_store
from verify.store.fetching import among, rows, scalars
from verify.store.tables import Article, ClaimRow, Person

MakeReading = Callable[..., Reading]


def test_keys_are_numbers_or_words_and_may_be_none(store: Store, make_reading: MakeReading) -> None:
    """No quote or bracket in a word is anything but a letter of it."""
    store.save(make_reading(), by="Анна")
    store.save(make_reading(address="https://a.example/2"), by="""O'Hara "]""")
    numbers = select(ClaimRow.article_id, ClaimRow.number).order_by(ClaimRow.id).where(among(ClaimRow.id))
    names = select(Person.name).order_by(Person.name).where(among(Person.name, "names"))
    with store._database.read() as session:
        assert [tuple(row) for row in rows(session, numbers, keys=[2, 5, 6, 999])] == [(1, 2), (2, 1), (2, 2)]
        assert scalars(session, numbers, keys=[]) == []
        assert scalars(session, names, names=["""O'Hara "]""", "Анна", "O'Hara"]) == ["""O'Hara "]""", "Анна"]


def test_rows_see_what_their_own_session_changed(store: Store, make_reading: MakeReading) -> None:
    store.save(make_reading(), by="Анна")
    with store._database.write() as session:
        session.get_one(Article, 1).address = "https://moved.example/"
        found = scalars(session, select(Article.__table__.c.address).where(among(Article.id)), keys=[1])
    assert found == ["https://moved.example/"]


def test_what_is_read_in_a_moment_is_of_that_moment(
    store: Store, database: str, make_reading: MakeReading
) -> None:
    """Whoever writes meanwhile; behind it everything shows, and after an error too."""
    store.save(make_reading(), by="Анна")
    with open_store(database) as other:
        with store.moment():
            assert store.claim("1.1").record.status == Status.UNVERIFIED
            other.mark("1.1", Status.CONFIRMED, by="Борис", note="видели сами")
            assert store.claim("1.1").record.status == Status.UNVERIFIED
            assert store.events() == 1
            with store.moment():
                assert store.events() == 1
            assert store.events() == 1
        assert store.claim("1.1").record.status == Status.CONFIRMED
        try:
            with store.moment():
                store.events()
                raise KeyError
        except KeyError:
            other.mark("1.2", Status.REFUTED, by="Борис", note="цена иная")
        assert store.events() == 3
