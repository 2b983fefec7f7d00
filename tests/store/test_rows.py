"""Tables copied row by row are the same tables."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection

from verify.model import SourceKind, Stance, Status
from verify.store import Reading, Store, open_store, rows
from verify.store.opening import open_database


def everything(connection: Connection) -> dict[str, list[rows.Row]]:
    return {table.name: list(rows.read(connection, table)) for table in rows.tables()}


def test_a_copy_of_all_tables_is_the_database(
    store: Store, make_reading: Callable[..., Reading], fresh: Callable[[], str]
) -> None:
    store.save(make_reading())
    store.save(make_reading(address="https://vestnik.example/2"))
    store.mark("1.2", Status.REFUTED, by="anna", note="Смета.")
    store.link("2.1", "https://a.example/doc", by="boris", stance=Stance.SUPPORTS, quote="мост")
    store.add_source("Рейтер-Холдинг", SourceKind.ORGANIZATION, by="anna")
    store.set_owner("Reuters", "Рейтер-Холдинг", by="anna")
    target = fresh()
    have, new = store._database, open_database(target)
    with have.read() as there, new.write() as here:
        for table in rows.tables():
            rows.write(here.connection(), table, rows.read(there.connection(), table))
        rows.settle(here.connection())
    with have.read() as there, new.read() as here:
        before, after = everything(there.connection()), everything(here.connection())
    new.close()
    assert before == after
    assert [len(before[name]) for name in ("articles", "claims", "evidence")] == [2, 8, 1]
    with open_store(target) as copied:
        assert copied.check().problems == ()
        assert copied.claim("1.2").record.status is Status.REFUTED
        assert copied.save(make_reading(address="https://vestnik.example/3")).article.number == 3


def test_rows_are_read_by_keys(store: Store, make_reading: Callable[..., Reading]) -> None:
    store.save(make_reading())
    claims = next(table for table in rows.tables() if table.name == "claims")
    with store._database.read() as session:
        found = list(rows.read_by(session.connection(), claims, claims.c.number, [1, 3]))
    assert [row["number"] for row in found] == [1, 3]
