"""Tables copied row by row are the same tables."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection

from verify.model import SourceKind, Stance, Status
from verify.store import Reading, Store, open_store, rows
from verify.store.opening import open_database


def everything(connection: Connection) -> dict[str, list[rows.Row]]:
    return {table.name: list(rows.read(connection, table)) for table in rows.tables()}


def test_a_copy_of_all_tables_is_the_database(
    store: Store, make_reading: Callable[..., Reading], empty: Path, tmp_path: Path
) -> None:
    store.save(make_reading())
    store.save(make_reading(address="https://vestnik.example/2"))
    store.mark("1.2", Status.REFUTED, by="anna", note="Смета.")
    store.link("2.1", "https://a.example/doc", by="boris", stance=Stance.SUPPORTS, quote="мост")
    store.add_source("Рейтер-Холдинг", SourceKind.ORGANIZATION, by="anna")
    store.set_owner("Reuters", "Рейтер-Холдинг", by="anna")
    target = tmp_path / "copy.db"
    shutil.copyfile(empty, target)
    assert store.path is not None
    have, new = open_database(store.path), open_database(target)
    with have.read() as there, new.write() as here:
        for table in rows.tables():
            rows.write(here.connection(), table, rows.read(there.connection(), table))
        rows.settle(here.connection())
    with have.read() as there, new.read() as here:
        before, after = everything(there.connection()), everything(here.connection())
    have.close()
    new.close()
    assert before == after
    assert [len(before[name]) for name in ("articles", "claims", "evidence")] == [2, 8, 1]
    with open_store(target) as copied:
        assert copied.check().problems == ()
        assert copied.claim("1.2").record.status is Status.REFUTED
        assert copied.save(make_reading(address="https://vestnik.example/3")).article.number == 3


def test_rows_are_read_by_keys(store: Store, make_reading: Callable[..., Reading]) -> None:
    store.save(make_reading())
    assert store.path is not None
    database = open_database(store.path)
    claims = next(table for table in rows.tables() if table.name == "claims")
    with database.read() as session:
        found = list(rows.read_by(session.connection(), claims, claims.c.number, [1, 3]))
    database.close()
    assert [row["number"] for row in found] == [1, 3]
