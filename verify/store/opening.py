"""Opening a database, and the transactions on it."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.exc import TimeoutError as NoneFree
from sqlalchemy.orm import Session

from verify.errors import StoreError
from verify.store import postgresql, schema, sqlite

BUSY_SECONDS = 15.0
"""How long a writer waits for another before it gives up."""


class Database:
    """An engine on a database whose schema is current. path: None for a server."""

    def __init__(self, engine: Engine, path: Path | None) -> None:
        self.engine = engine
        self.path = path
        self.name = str(path) if path else engine.url.render_as_string(hide_password=True)
        self._writer = engine.execution_options(**(postgresql.WRITER if path is None else sqlite.WRITER))
        self._held = threading.local()
        self._reader = engine.execution_options(**postgresql.READER) if path is None else engine

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A transaction that sees one moment and writes nothing: that of `moment`, where this thread has one
        open.
        """
        if (held := getattr(self._held, "session", None)) is not None:
            yield held
            return
        with trouble(self.name), Session(self._reader, autoflush=False) as session:
            yield session  # nothing to commit

    @contextmanager
    def moment(self) -> Iterator[None]:
        """All that this thread reads meanwhile is read in one transaction."""
        with self.read() as session:
            outer, self._held.session = getattr(self._held, "session", None), session
            try:
                yield
            finally:
                self._held.session = outer

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A transaction that happens whole or not at all; no other writer meanwhile, on SQLite by its own
        lock, on a server by ours.
        """
        with trouble(self.name), Session(self._writer, expire_on_commit=False) as session, session.begin():
            if self.path is None:
                postgresql.lock(session)
            yield session

    def close(self) -> None:
        self.engine.dispose()


@contextmanager
def trouble(name: str) -> Iterator[None]:
    """The edge: database errors become StoreError, with what to do."""
    try:
        yield
    except NoneFree as error:
        raise StoreError(
            "{name}: all its connections are at work. Try again in a moment.", name=name
        ) from error
    except Exception as error:
        # COPY and SQLite's own calls go past SQLAlchemy: their errors come as the driver's.
        if not (isinstance(error, (DBAPIError, sqlite3.Error)) or postgresql.is_ours(error)):
            raise
        cause = getattr(error, "orig", None) or error
        why = sqlite.advice(cause) or postgresql.advice(cause) or str(cause).strip().rstrip(".")
        raise StoreError("{name}: {why}.", name=name, why=why) from error


def open_database(
    url_or_path: str | Path,
    *,
    create: bool = True,
    upgrade: bool = False,
    busy_seconds: float = BUSY_SECONDS,
) -> Database:
    """See verify.store.open_store. busy_seconds: how long to wait for another writer."""
    path = file_of(url_or_path)
    if path is None:
        return _open_server(str(url_or_path), create, upgrade, busy_seconds)
    sqlite.check_place(path)
    new = sqlite.is_new(path)
    if new and not create:
        raise StoreError(
            "{path} does not exist yet: check an article first, or give another file with --db.", path=path
        )
    with trouble(str(path)):
        if new:
            sqlite.claim_file(path, busy_seconds)
        return _ready(Database(sqlite.make_engine(path, busy_seconds), path), create=True, upgrade=True)


def file_of(url_or_path: str | Path) -> Path | None:
    """The file of a path or SQLite URL; None for a server's URL."""
    if isinstance(url_or_path, Path) or "://" not in url_or_path:
        return Path(url_or_path).absolute()
    try:
        url = make_url(url_or_path)
    except ArgumentError as error:
        raise StoreError(
            "{given} is no database URL: give a file, or postgresql://….", given=url_or_path
        ) from error
    if url.get_backend_name() != "sqlite":
        return None
    if not url.database or url.database == ":memory:":
        raise StoreError("{given} names no file: give one, as in sqlite:///claims.db.", given=url_or_path)
    return Path(url.database).absolute()


def _open_server(address: str, create: bool, upgrade: bool, busy_seconds: float) -> Database:
    url = make_url(address)
    name = url.render_as_string(hide_password=True)
    if url.get_backend_name() != "postgresql":
        raise StoreError(
            "{name}: give a file, or a PostgreSQL server as postgresql+psycopg://HOST/NAME.", name=name
        )
    try:
        engine = postgresql.make_engine(url, busy_seconds)
    except ModuleNotFoundError as error:
        raise StoreError(
            "{name}: no driver for it is installed: pip install 'verify[postgresql]'.", name=name
        ) from error
    with trouble(name):
        return _ready(Database(engine, None), create=create, upgrade=upgrade)


def _ready(database: Database, *, create: bool, upgrade: bool) -> Database:
    try:
        schema.ensure(database.engine, database.name, database.path, create=create, upgrade=upgrade)
    except BaseException:
        database.close()
        raise
    return database
