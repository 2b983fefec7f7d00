"""Every schema step: from nothing, from an older database with data, and equal to the tables."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, inspect
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from verify.errors import StoreError
from verify.store import open_store, schema
from verify.store.sqlite import WRITE, claim_file, make_engine
from verify.store.tables import Base

NEXT_STEP = """
import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


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
    (place / "versions" / "0002_next.py").write_text(NEXT_STEP.replace("BREAK", last), encoding="utf-8")
    return place


def populated(path: Path) -> None:
    """A database of the first schema, with a person, an owner and a source in it."""
    from verify.model import SourceKind

    with open_store(path) as store:
        store.add_source("Гавань ТВ", SourceKind.OUTLET, by="Анна", owner="Холдинг")


def engine_of(path: Path) -> Engine:
    return make_engine(path, 5.0)


def config_of(connection: object) -> Config:
    config = Config()
    config.set_main_option("script_location", str(schema.migrations()))
    config.attributes["connection"] = connection
    return config


def test_the_constant_names_the_newest_step():
    assert ScriptDirectory(str(schema.migrations())).get_heads() == [schema.HEAD]


def test_from_nothing_to_the_tables(path):
    open_store(path).close()
    engine = engine_of(path)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
        assert set(inspect(connection).get_table_names()) == {*Base.metadata.tables, "alembic_version"}
        command.check(config_of(connection))
    engine.dispose()


def test_indexes_over_some_rows_are_made_as_the_tables_say(path):
    """Alembic does not compare the condition of a partial index, so the definitions are read side by side."""
    open_store(path).close()
    plain = create_engine("sqlite://")
    Base.metadata.create_all(plain)

    def definitions(engine: Engine) -> dict[str, str]:
        with engine.connect() as connection:
            rows = connection.exec_driver_sql(
                "SELECT name, sql FROM sqlite_master WHERE sql LIKE 'CREATE%INDEX%'"
            )
            return {name: " ".join(sql.split()) for name, sql in rows}

    engine = engine_of(path)
    assert definitions(engine) == definitions(plain)
    assert definitions(engine)["ix_claims_listed"].endswith("WHERE listed = 1")
    engine.dispose()
    plain.dispose()


def test_down_to_nothing_and_up_again(path):
    claim_file(path, 5.0)
    engine = engine_of(path)
    for step in ("upgrade", "downgrade", "upgrade"):
        with engine.execution_options(**{WRITE: True}).connect() as connection, connection.begin():
            getattr(command, step)(config_of(connection), "base" if step == "downgrade" else "head")
        with engine.connect() as connection:
            tables = set(inspect(connection).get_table_names())
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


def test_an_older_database_is_copied_and_upgraded(path, tmp_path):
    populated(path)
    engine = engine_of(path)
    schema.ensure(engine, str(path), path, head="0002", scripts=next_program(tmp_path))
    with engine.connect() as connection:
        assert schema.revision(connection, "x") == "0002"
        assert "email" in {column["name"] for column in inspect(connection).get_columns("people")}
        assert connection.exec_driver_sql("SELECT name FROM people").scalars().all() == ["Анна"]
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    engine.dispose()
    (copy,) = path.parent.glob("claims.db.0001.*.bak")
    with closing(sqlite3.connect(copy)) as raw:
        assert raw.execute("SELECT version_num FROM alembic_version").fetchall() == [("0001",)]
        assert raw.execute("SELECT name FROM sources ORDER BY id").fetchall() == [
            ("Гавань ТВ",),
            ("Холдинг",),
        ]


def test_an_upgrade_that_fails_leaves_the_old_schema(path, tmp_path):
    populated(path)
    engine = engine_of(path)
    place = next_program(tmp_path, 'raise RuntimeError("power cut")')
    with pytest.raises(RuntimeError, match="power cut"):
        schema.ensure(engine, str(path), path, head="0002", scripts=place)
    with engine.connect() as connection:
        assert schema.revision(connection, "x") == "0001"
        assert "email" not in {column["name"] for column in inspect(connection).get_columns("people")}
    engine.dispose()
    with open_store(path) as store:
        assert store.check().ok


def test_an_upgrade_that_breaks_references_is_taken_back(path, tmp_path):
    populated(path)
    engine = engine_of(path)
    place = next_program(tmp_path, "op.execute(\"DELETE FROM sources WHERE name = 'Холдинг'\")")
    with pytest.raises(StoreError, match="The upgrade would break the database and was taken back"):
        schema.ensure(engine, str(path), path, head="0002", scripts=place)
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
