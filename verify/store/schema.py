"""Which schema a database has, and how it comes to the newest one."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

import verify
from verify.errors import ForeignDatabase, StoreError
from verify.store import postgresql, sqlite

HEAD = "0010"
"""The newest migration. A constant, so that opening a current database need not import alembic."""


def migrations() -> Path:
    """Where the migrations are: inside the package when installed from a wheel, beside it in a checkout."""
    package = Path(verify.__file__).parent
    for place in (package / "migrations", package.parent / "migrations"):
        if (place / "env.py").is_file():
            return place
    raise StoreError("The migrations are missing from {package}: install verify again.", package=package)


def revision(connection: Connection, name: str) -> str | None:
    """The schema's revision; None for an empty database. ForeignDatabase where there are tables but not
    ours.
    """
    tables = set(inspect(connection).get_table_names())
    if not tables:
        return None
    if "alembic_version" not in tables or "claims" not in tables:
        raise ForeignDatabase(
            "{name} holds another program's tables: nothing was changed. Use another with --db.", name=name
        )
    return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())


def ensure(
    engine: Engine,
    name: str,
    path: Path | None,
    *,
    create: bool = True,
    upgrade: bool = True,
    head: str = HEAD,
    scripts: Path | None = None,
) -> None:
    """Create the schema where there is none, and upgrade it where it is not the newest, or say that this has
    to be done. Before an upgrade a SQLite file is copied beside it.

    A server is shared: programs of the version before may be at work on it, and only who runs it decides when
    they stop. head, scripts: another newest revision and place of migrations (tests).
    """
    with engine.connect() as connection:
        have = revision(connection, name)
    if have == head:
        return
    place = scripts or migrations()
    if have is None and not create and not upgrade:
        raise StoreError("{name} is empty: check an article first, or run `verify db upgrade`.", name=name)
    if have is not None:
        _refuse_newer(have, name, place)
        if not upgrade:
            raise StoreError(
                "{name} has the schema {have}, and this program needs {head}: nothing was changed. Stop the "
                "programs that use it, make a backup, then run `verify db upgrade`.",
                name=name,
                have=have,
                head=head,
            )
        if path is not None:
            _backup(path, have)
    _upgrade(engine, place)


def _refuse_newer(have: str, name: str, place: Path) -> None:
    from alembic.script import ScriptDirectory

    known = {script.revision for script in ScriptDirectory(str(place)).walk_revisions()}
    if have not in known:
        raise ForeignDatabase(
            "{name} was written by a newer verify (its schema is {have}, this program knows up to "
            "{newest}): nothing was changed. Upgrade verify, or give another file with --db.",
            name=name,
            have=have,
            newest=HEAD,
        )


def _backup(path: Path, have: str) -> Path:
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    return sqlite.copy_database(path, path.with_name(f"{path.name}.{have}.{stamp}.bak"))


def _upgrade(engine: Engine, place: Path) -> None:
    """All steps in one transaction: a process that dies in the middle leaves the old schema. Of two at once
    the second waits for the first, and then has nothing to do.
    """
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(place).replace("%", "%%"))
    is_sqlite = engine.dialect.name == "sqlite"
    with engine.execution_options(**{sqlite.WRITE: True}).connect() as connection:
        if is_sqlite:
            sqlite.foreign_keys(connection, on=False)
        try:
            with connection.begin():
                if not is_sqlite:
                    postgresql.lock(connection)
                config.attributes["connection"] = connection
                command.upgrade(config, "head")
                if is_sqlite and (found := sqlite.problems(connection)):
                    raise StoreError(
                        "The upgrade would break the database and was taken back: {found}", found=found[0]
                    )
        finally:
            if is_sqlite:
                sqlite.foreign_keys(connection, on=True)
