"""Every schema step: from nothing, from an older database with data, and equal to the tables."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, inspect, make_url, select
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from verify.errors import StoreError
from verify.model import EvidenceState, Stance
from verify.store import file_of, open_store, schema
from verify.store import postgresql as server
from verify.store.sqlite import WRITE, claim_file, make_engine
from verify.store.tables import Base, Evidence

NEXT_STEP = """
import sqlalchemy as sa
from alembic import op

revision = "later"
down_revision = "HEAD"


def upgrade():
    with op.batch_alter_table("people") as people:
        people.add_column(sa.Column("email", sa.String(200), nullable=True))
        people.alter_column("name", existing_type=sa.String(200), type_=sa.String(250))
    BREAK
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "claims.db"


def next_program(tmp_path: Path, last: str = "pass") -> Path:
    """The migrations as a later program has them: ours and one more."""
    place = tmp_path / f"migrations-{len(list(tmp_path.iterdir()))}"
    shutil.copytree(schema.migrations(), place, ignore=shutil.ignore_patterns("__pycache__"))
    (place / "versions" / "next.py").write_text(
        NEXT_STEP.replace("BREAK", last).replace("HEAD", schema.HEAD), encoding="utf-8"
    )
    return place


def populated(path: Path) -> None:
    """A database of the first schema, with a person, an owner and a source in it."""
    from verify.model import SourceKind

    with open_store(path) as store:
        store.add_source("Гавань ТВ", SourceKind.OUTLET, by="Анна", owner="Холдинг")


def engine_of(place: Path | str) -> Engine:
    path = file_of(place)
    return make_engine(path, 5.0) if path else server.make_engine(make_url(str(place)), 5.0)


@pytest.fixture
def new(bare: str) -> str:
    """A place without our tables that is ours already."""
    if (path := file_of(bare)) is not None:
        claim_file(path, 5.0)
    return bare


def tables_of(connection: Connection) -> set[str]:
    """Those that hold rows of ours; FTS5 keeps its index in tables of its own."""
    return {name for name in inspect(connection).get_table_names() if not name.startswith("search_index")}


def config_of(connection: object) -> Config:
    config = Config()
    config.set_main_option("script_location", str(schema.migrations()))
    config.attributes["connection"] = connection
    return config


def test_the_constant_names_the_newest_step():
    assert ScriptDirectory(str(schema.migrations())).get_heads() == [schema.HEAD]


def test_from_nothing_to_the_tables(database):
    engine = engine_of(database)
    with engine.connect() as connection:
        assert tables_of(connection) == {*Base.metadata.tables, "alembic_version"}
        command.check(config_of(connection))
    engine.dispose()


@pytest.mark.sqlite("SQLite's words for an index")
def test_indexes_over_some_rows_are_made_as_the_tables_say(path):
    """Alembic does not compare the condition of a partial index, so the definitions are read side by side."""
    open_store(path).close()
    plain = create_engine("sqlite://")
    Base.metadata.create_all(plain)

    def definitions(engine: Engine) -> dict[str, str]:
        with engine.connect() as connection:
            rows = connection.exec_driver_sql(
                "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
            )
            return {name: " ".join(sql.split()) for name, sql in rows}

    engine = engine_of(path)
    assert definitions(engine) == definitions(plain)
    assert definitions(engine)["ix_claims_listed"].endswith("WHERE listed = 1")
    engine.dispose()
    plain.dispose()


def test_down_to_nothing_and_up_again(new):
    engine = engine_of(new)
    for step in ("upgrade", "downgrade", "upgrade"):
        with engine.execution_options(**{WRITE: True}).connect() as connection, connection.begin():
            getattr(command, step)(config_of(connection), "base" if step == "downgrade" else "head")
        with engine.connect() as connection:
            tables = tables_of(connection)
        assert tables == (
            {"alembic_version"} if step == "downgrade" else {*Base.metadata.tables, "alembic_version"}
        )
    engine.dispose()


def test_the_tables_are_valid_for_postgresql():
    dialect = postgresql.dialect()
    statements = []
    for table in Base.metadata.sorted_tables:
        statements.append(str(CreateTable(table).compile(dialect=dialect)))
        statements += [str(CreateIndex(index).compile(dialect=dialect)) for index in table.indexes]
    text = "\n".join(statements)
    assert "CREATE TABLE claims" in text
    assert "TIMESTAMP WITH TIME ZONE" in text
    assert "ON claims (article_id, start) WHERE listed" in text
    assert "= 1" not in text


@pytest.mark.sqlite("a copy beside the file")
def test_an_older_database_is_copied_and_upgraded(path, tmp_path):
    populated(path)
    engine = engine_of(path)
    schema.ensure(engine, str(path), path, head="later", scripts=next_program(tmp_path))
    with engine.connect() as connection:
        assert schema.revision(connection, "x") == "later"
        assert "email" in {column["name"] for column in inspect(connection).get_columns("people")}
        assert connection.exec_driver_sql("SELECT name FROM people").scalars().all() == ["Анна"]
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    engine.dispose()
    (copy,) = path.parent.glob(f"claims.db.{schema.HEAD}.*.bak")
    with closing(sqlite3.connect(copy)) as raw:
        assert raw.execute("SELECT version_num FROM alembic_version").fetchall() == [(schema.HEAD,)]
        assert raw.execute("SELECT name FROM sources ORDER BY id").fetchall() == [
            ("Гавань ТВ",),
            ("Холдинг",),
        ]


@pytest.mark.sqlite("the steps of a file")
def test_an_upgrade_that_fails_leaves_the_old_schema(path, tmp_path):
    populated(path)
    engine = engine_of(path)
    place = next_program(tmp_path, 'raise RuntimeError("power cut")')
    with pytest.raises(RuntimeError, match="power cut"):
        schema.ensure(engine, str(path), path, head="later", scripts=place)
    with engine.connect() as connection:
        assert schema.revision(connection, "x") == schema.HEAD
        assert "email" not in {column["name"] for column in inspect(connection).get_columns("people")}
    engine.dispose()
    with open_store(path) as store:
        assert store.check().ok


@pytest.mark.sqlite("only SQLite works without foreign keys meanwhile")
def test_an_upgrade_that_breaks_references_is_taken_back(path, tmp_path):
    populated(path)
    engine = engine_of(path)
    place = next_program(tmp_path, "op.execute(\"DELETE FROM sources WHERE name = 'Холдинг'\")")
    with pytest.raises(StoreError, match="The upgrade would break the database and was taken back"):
        schema.ensure(engine, str(path), path, head="later", scripts=place)
    engine.dispose()
    with open_store(path) as store:
        assert store.source("Холдинг").name == "Холдинг"
        assert store.check().ok


def test_migrations_of_a_checkout_are_beside_the_package():
    assert schema.migrations() == Path(__file__).parents[2] / "migrations"


def test_migrations_of_an_installed_package_are_inside_it(tmp_path, monkeypatch):
    inside = tmp_path / "site" / "verify" / "migrations"
    inside.mkdir(parents=True)
    monkeypatch.setattr(schema.verify, "__file__", str(inside.parent / "__init__.py"))
    with pytest.raises(StoreError, match="The migrations are missing from"):
        schema.migrations()
    (inside / "env.py").touch()
    assert schema.migrations() == inside


OLD_ROWS = (
    "INSERT INTO articles (id, uid, address, version, next_claim, added_at) "
    "VALUES (1, 'a', 'https://gavan.example/1', 1, 2, '2025-11-26 10:00:00')",
    "INSERT INTO people (id, uid, name) VALUES (1, 'p', 'Анна')",
    "INSERT INTO claims (id, uid, article_id, number, status, revision, standing, vanished, listed, "
    "machine_made, start, origin, weight, added_at, updated_at) "
    "VALUES (1, 'c', 1, 1, 'confirmed', 1, 'standing', false, true, true, 0, '', 0, '2025-11-26', "
    "'2025-11-26')",
    "INSERT INTO evidence (id, uid, claim_id, person_id, url, stance, note, added_at, withdrawn) "
    "VALUES (1, 'e', 1, 1, 'https://gov.example/order', 'supports', 'Page 3.', '2025-11-26 11:00:00', false)",
)


def test_links_of_the_first_schema_are_accepted(new):
    engine = engine_of(new)
    with engine.execution_options(**{WRITE: True}).connect() as connection, connection.begin():
        command.upgrade(config_of(connection), "0001")
        for statement in OLD_ROWS:
            connection.exec_driver_sql(statement)
    engine.dispose()
    with open_store(new, upgrade=True) as store, store._database.read() as session:
        (link,) = session.scalars(select(Evidence))
        assert (link.url, link.note, link.stance) == ("https://gov.example/order", "Page 3.", Stance.SUPPORTS)
        assert (link.state, link.copied, link.reason) == (EvidenceState.ACCEPTED, False, None)
    with open_store(new) as store:
        assert [each for each in store.check().problems if "points to a row" in each] == []
        copies = list(store.path.parent.glob(f"{store.path.name}.0001.*.bak")) if store.path else [None]
    assert len(copies) == 1


@pytest.mark.sqlite("its index of words")
def test_the_search_index_follows_its_table(path):
    def found(word: str) -> list[int]:
        query = "SELECT rowid FROM search_index WHERE search_index MATCH ?"
        return [row[0] for row in raw.execute(query, (f'"{word}"',))]

    open_store(path).close()
    with closing(sqlite3.connect(path)) as raw:
        add = "INSERT INTO search_documents VALUES (?, 1, 1, ?, x'')"
        raw.execute(add, (7, "паром n_120 gavan"))
        raw.execute(add, (9, "паром мост"))
        assert (found("паром"), found("n_120"), found("n")) == ([7, 9], [7], [])
        raw.execute("UPDATE search_documents SET terms = 'мост' WHERE article_id = 7")
        raw.execute("DELETE FROM search_documents WHERE article_id = 9")
        assert (found("паром"), found("мост")) == ([], [7])
        raw.execute("INSERT INTO search_index (search_index, rank) VALUES ('integrity-check', 1)")
