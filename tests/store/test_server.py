"""What only a server's database is asked: who may make and upgrade its tables, and what its errors say."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import make_url, text

from tests import databases
from verify.errors import ForeignDatabase, StoreError
from verify.model import Status
from verify.store import Result, Store, open_store, schema
from verify.store.adding import prepare
from verify.store.opening import open_database

pytestmark = pytest.mark.skipif(databases.SERVER is None, reason="VERIFY_TEST_POSTGRES names no server")


def run(url: str, *statements: str) -> None:
    database = open_database(url)
    with database.engine.connect() as connection, connection.begin():
        for statement in statements:
            connection.execute(text(statement))
    database.close()


def test_an_older_schema_is_upgraded_by_nothing_but_the_command(database: str, monkeypatch: Any) -> None:
    from alembic import command
    from alembic.config import Config

    opened = open_database(database)
    config = Config()
    config.set_main_option("script_location", str(schema.migrations()))
    with opened.engine.connect() as connection, connection.begin():
        config.attributes["connection"] = connection
        command.downgrade(config, "-1")
    opened.close()
    asked = (
        rf"has the schema \d+, and this program needs {schema.HEAD}: nothing was changed.*`verify db upgrade`"
    )
    for create in (True, False):
        with pytest.raises(StoreError, match=asked):
            open_store(database, create=create)
    with open_store(database, upgrade=True) as store:
        assert store.status().schema == schema.HEAD
    open_store(database).close()


def test_an_empty_database_is_filled_only_by_what_makes_something(bare: str) -> None:
    with pytest.raises(StoreError, match="is empty: check an article first, or run `verify db upgrade`"):
        open_store(bare, create=False)
    with open_store(bare) as store:
        assert store.status().schema == schema.HEAD


def test_another_programs_tables_are_left_alone(bare: str) -> None:
    from sqlalchemy import create_engine

    engine = create_engine(bare)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE notes (body TEXT)"))
    engine.dispose()
    with pytest.raises(ForeignDatabase, match="another program's tables: nothing was changed"):
        open_store(bare, upgrade=True)


def test_a_newer_programs_database_is_left_alone(database: str) -> None:
    run(database, "UPDATE alembic_version SET version_num = '0999'")
    with pytest.raises(ForeignDatabase, match="was written by a newer verify"):
        open_store(database, upgrade=True)


def test_readers_write_nothing(database: str) -> None:
    with (
        open_store(database) as store,
        pytest.raises(StoreError, match="it can't be written"),
        store._database.read() as session,
    ):
        session.execute(text("DELETE FROM people"))


def test_a_writer_that_waits_too_long_says_so(database: str, make_reading: Callable[..., Any]) -> None:
    with open_store(database) as one:
        one.save(make_reading())
        other = Store(open_database(database, busy_seconds=0.2))
        with one._database.write() as session:
            session.execute(text("SELECT 1"))
            with pytest.raises(StoreError, match=r"another program is writing to it\. Wait"):
                other.mark("1.1", Status.UNVERIFIABLE, by="Анна")
            assert other.claims().total == 4  # reading goes on meanwhile
        assert other.mark("1.1", Status.UNVERIFIABLE, by="Анна").revision == 1
        other.close()


def test_an_ended_connection_is_made_anew(database: str, make_reading: Callable[..., Any]) -> None:
    others = (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )

    def interrupted(store: Store, other: Store) -> None:
        with store._database.write() as session:
            session.execute(text("DELETE FROM flags"))
            with other._database.read() as killer:
                killer.execute(text(others))
            session.execute(text("SELECT 1"))

    with open_store(database) as store, open_store(database) as other:
        store.save(make_reading())
        with pytest.raises(StoreError, match=r"Nothing of this step was stored; try again"):
            interrupted(store, other)
        assert store.claim("1.1").record.claim.flags != ()
        assert store.check_history().ok


def test_who_is_not_let_in_is_told_why(bare: str) -> None:
    with pytest.raises(
        StoreError, match=r"no such database\. Make it with `createdb`.*_none. does not exist"
    ):
        open_store(bare + "_none")
    nobody = make_url(bare).set(username="verify_nobody").render_as_string(hide_password=False)
    with pytest.raises(StoreError, match=r"refuses this user or password\. Check the URL"):
        open_store(nobody)


@pytest.fixture
def crowded(bare: str) -> Iterator[str]:
    """A database that lets three connections in, for somebody who is not the server's master."""
    url, role = make_url(bare), "verify_test_guest"
    with open_store(bare):
        pass
    run(
        bare,
        f"CREATE ROLE {role} LOGIN PASSWORD 'guest'",
        f"GRANT ALL ON ALL TABLES IN SCHEMA public TO {role}",
        f"GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO {role}",
        f'ALTER DATABASE "{url.database}" CONNECTION LIMIT 3',
    )  # fmt: skip
    yield url.set(username=role, password="guest").render_as_string(hide_password=False)
    run(bare, f"DROP OWNED BY {role}", f"DROP ROLE {role}")


def test_more_people_than_connections_wait_for_each_other(
    crowded: str, make_reading: Callable[..., Any]
) -> None:
    with open_store(crowded) as store, ThreadPoolExecutor(24) as people:
        store.save(make_reading())
        seen = list(people.map(lambda _: store.claims().total, range(240)))
        assert seen == [4] * 240


def test_no_connection_at_all_is_told(crowded: str) -> None:
    held = [open_database(crowded).engine.connect() for _ in range(3)]
    with pytest.raises(
        StoreError, match=r"no connection free\. Try again later, or raise its max_connections"
    ):
        open_store(crowded)
    for connection in held:
        connection.close()
        connection.engine.dispose()


def test_what_copy_meets_is_told_like_anything_else(database: str, make_reading: Callable[..., Any]) -> None:
    """COPY goes past SQLAlchemy, and its errors come as the driver's own."""
    run(
        database,
        "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$",
        "CREATE TRIGGER full_disk BEFORE INSERT ON claim_readings FOR EACH ROW EXECUTE FUNCTION full_disk()",
    )
    prepared = prepare(make_reading())
    with open_store(database) as store:
        with pytest.raises(StoreError, match=r"the server's disk is full\. Nothing of this step was stored"):
            store.save_all([prepared])
        assert store.articles().total == 0
        run(database, "DROP TRIGGER full_disk ON claim_readings", "DROP FUNCTION full_disk")
        assert [stored.result for stored in store.save_all([prepared])] == [Result.ADDED]
        assert store.check().problems == ()


def test_both_sides_look_whether_the_other_is_still_there(database: str) -> None:
    """A link cut in the middle of a COPY was found out after 62 seconds by the server, 64 by the program."""
    opened = open_database(database)
    with opened.engine.connect() as connection:
        for name, most in (
            ("tcp_keepalives_idle", 20),
            ("tcp_keepalives_interval", 10),
            ("tcp_keepalives_count", 4),
        ):
            assert 0 < int(connection.scalar(text(f"SHOW {name}"))) <= most
        assert connection.scalar(text("SHOW tcp_user_timeout")) in ("60000", "1min")
        driver: Any = connection.connection.dbapi_connection
        asked = driver.info.get_parameters()
        assert {name: asked[name] for name in ("keepalives_idle", "tcp_user_timeout")} == {
            "keepalives_idle": "20", "tcp_user_timeout": "60000",
        }  # fmt: skip
    opened.close()


def test_a_dump_restored_elsewhere_is_the_same(
    database: str, bare: str, tmp_path: Path, make_reading: Callable[..., Any]
) -> None:
    """Backup and restore as docs/reliability.md has them."""
    control = os.environ.get("VERIFY_TEST_PG_CTL")
    if control is None:
        pytest.skip("VERIFY_TEST_PG_CTL does not say where the server's programs are: see .ci/postgresql")
    programs, dump = Path(control.split()[0]).parent, str(tmp_path / "claims.dump")

    def called(url: str) -> str:
        return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)

    with open_store(database) as store:
        store.save(make_reading())
        store.mark("1.1", Status.CONFIRMED, by="Анна", note="видела сама")
        events, article = store.history(), store.article(1)
        subprocess.run([programs / "pg_dump", "-Fc", "--file", dump, called(database)], check=True)
        store.mark("1.2", Status.UNVERIFIABLE, by="Анна")  # after the backup
    subprocess.run([programs / "pg_restore", "--exit-on-error", "--dbname", called(bare), dump], check=True)
    with open_store(bare, create=False) as restored:
        assert restored.history() == events
        assert restored.article(1) == article
        assert restored.check().problems == ()
        assert restored.check_history(events[-1].hash).ok
        assert restored.mark("1.2", Status.UNVERIFIABLE, by="Анна").revision == 1
