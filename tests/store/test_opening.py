"""Whose file it is, and what opening does to it."""

import hashlib
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from verify.errors import ForeignDatabase, StoreError
from verify.model import Status
from verify.store import Store, database_url, open_store, schema
from verify.store.opening import open_database
from verify.store.sqlite import APPLICATION_ID

pytestmark = pytest.mark.sqlite("what opening does to a file; test_server.py asks a server")


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def test_where_the_database_is(monkeypatch):
    monkeypatch.delenv("VERIFY_DATABASE_URL", raising=False)
    assert database_url() == "claims.db"
    monkeypatch.setenv("VERIFY_DATABASE_URL", "postgresql://desk/claims")
    assert database_url(None) == "postgresql://desk/claims"
    assert database_url("other.db") == "other.db"


def test_a_new_file_is_made_ours(path):
    with open_store(path) as store:
        assert store.status().schema == schema.HEAD
        assert store.path == path
    assert path.read_bytes()[68:72] == b"vrfy"
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_connections_enforce_foreign_keys(path):
    database = open_database(path)
    with database.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    database.close()


def test_a_url_names_the_same_file(path, make_reading):
    with open_store(f"sqlite:///{path}") as store:
        store.save(make_reading())
    with open_store(str(path)) as store:
        assert store.status().counts["articles"] == 1


def test_a_foreign_database_is_refused_and_untouched(path):
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("CREATE TABLE notes (body TEXT)")
        raw.execute("INSERT INTO notes VALUES ('not yours')")
        raw.commit()
    before = digest(path)
    with pytest.raises(
        ForeignDatabase, match=r"claims\.db is another program's database: nothing was changed"
    ):
        open_store(path)
    assert digest(path) == before
    assert [each.name for each in path.parent.iterdir()] == ["claims.db"]


def test_a_foreign_database_with_an_open_log_is_untouched(path):
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA journal_mode = WAL")
        raw.execute("CREATE TABLE notes (body TEXT)")
        raw.commit()
        before = {each.name: digest(each) for each in path.parent.iterdir() if not each.name.endswith("-shm")}
        with pytest.raises(ForeignDatabase):
            open_store(path)
        after = {each.name: digest(each) for each in path.parent.iterdir() if not each.name.endswith("-shm")}
        assert after == before


@pytest.mark.parametrize("content", [b"x", b"Dear diary, " * 40, b"SQLite format 3"])
def test_a_file_that_is_no_database_is_refused_and_untouched(path, content):
    path.write_bytes(content)
    with pytest.raises(ForeignDatabase, match="is no SQLite database"):
        open_store(path)
    assert path.read_bytes() == content


def test_a_newer_schema_is_refused_and_untouched(path, make_reading):
    with open_store(path) as store:
        store.save(make_reading())
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '0999'")
        raw.commit()
    before = digest(path)
    with pytest.raises(
        ForeignDatabase, match=rf"newer verify .its schema is 0999, this program knows up to {schema.HEAD}"
    ):
        open_store(path)
    assert digest(path) == before


def test_our_mark_without_our_tables_is_not_enough(path):
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        raw.execute("CREATE TABLE notes (body TEXT)")
        raw.commit()
    with pytest.raises(ForeignDatabase, match="another program's tables"):
        open_store(path)


def test_a_creation_that_died_after_the_mark_is_finished(path):
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    assert path.stat().st_size > 0
    with open_store(path) as store:
        assert store.status().schema == schema.HEAD


def test_an_empty_file_becomes_a_database(path):
    path.touch()
    with open_store(path) as store:
        assert store.status().counts == {"articles": 0, "claims": 0, "sources": 0, "evidence": 0, "events": 0}


def test_without_create_a_missing_file_is_not_made(path):
    with pytest.raises(StoreError, match=r"claims\.db does not exist yet"):
        open_store(path, create=False)
    assert not path.exists()


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(StoreError, match="nowhere does not exist: make this folder"):
        open_store(tmp_path / "nowhere" / "claims.db")


def test_a_folder_is_no_database(tmp_path):
    with pytest.raises(StoreError, match="is a folder: give a file"):
        open_store(tmp_path)


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
def test_a_database_without_a_file_is_refused(url):
    with pytest.raises(StoreError, match="names no file"):
        open_store(url)


def test_another_kind_of_server_is_refused_and_the_password_kept():
    with pytest.raises(StoreError, match="give a file, or a PostgreSQL server as postgresql") as caught:
        open_store("nosuchdb://desk:secret@host/claims")
    assert "secret" not in str(caught.value)


def test_a_server_without_its_driver_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(
        StoreError, match=r"no driver for it is installed: pip install 'verify\[postgresql\]'"
    ) as e:
        open_store("postgresql://desk:secret@host/claims")
    assert "secret" not in str(e.value)


def test_a_server_that_nobody_answers_at_says_so(free_port):
    with pytest.raises(StoreError, match=r"can't be reached\. Nothing of this step was stored") as caught:
        open_store(f"postgresql://desk:secret@127.0.0.1:{free_port}/claims")
    assert "secret" not in str(caught.value)


def test_a_locked_database_says_what_to_do(path):
    open_store(path).close()
    store = Store(open_database(path, busy_seconds=0.05))
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match=r"claims\.db: another program is writing to it\. Wait"):
            store.mark("1.1", Status.CONFIRMED, by="Анна", note="есть запись")
        assert store.articles().total == 0  # reading goes on meanwhile
        other.execute("ROLLBACK")
    store.close()


def test_a_truncated_database_says_so(path, make_reading):
    with open_store(path) as store:
        store.save(make_reading())
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 3])
    with pytest.raises(StoreError, match="damaged"), open_store(path) as store:
        store.article(1)


def test_a_full_disk_leaves_the_database_as_it_was(path, make_reading):
    open_store(path).close()
    database = open_database(path)
    with database.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 1}")
    store = Store(database)
    with pytest.raises(StoreError, match=r"the disk is full\. Nothing of this step was stored"):
        store.save(make_reading([(f"Опора номер {n} простоит ещё год.", (), ()) for n in range(200)]))
    store.close()
    with open_store(path) as again:
        assert again.status().counts["articles"] == 0
        assert again.check().problems == ()


def test_a_read_only_database_says_what_to_do(path, make_reading):
    open_store(path).close()
    database = open_database(path)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")
    store = Store(database)
    with pytest.raises(StoreError, match=r"can't be written\. Check the permissions"):
        store.save(make_reading())
    store.close()


def test_opening_a_current_database_needs_no_alembic(path):
    open_store(path).close()
    script = (
        "import sys; from verify.store import open_store; open_store(sys.argv[1]).close();"
        "print(sorted(m for m in ('alembic', 'rich', 'httpx') if m in sys.modules))"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True, cwd=root)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


def test_where_all_connections_are_at_work_that_is_said():
    from sqlalchemy.exc import TimeoutError as NoneFree

    from verify.store.opening import trouble

    said = r"claims: all its connections are at work\. Try again in a moment"
    with pytest.raises(StoreError, match=said), trouble("claims"):
        raise NoneFree("QueuePool limit of size 10 overflow 40 reached")
