"""A database for each test: a SQLite file, or, where VERIFY_TEST_POSTGRES names a server, a database there.

    VERIFY_TEST_POSTGRES=postgresql+psycopg://me@localhost/postgres pytest

runs the tests that open a database once more, on PostgreSQL. The account must be allowed to make databases:
each test gets its own, copied from a template that is made once a run, and drops it.
"""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, create_engine, make_url, text

from verify.store import Store, open_store

SERVER = os.environ.get("VERIFY_TEST_POSTGRES")
"""URL of a server's database from which others are made; None: tests run on SQLite."""


def _run(server: URL, statement: str) -> None:
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


def _url(server: URL, name: str) -> str:
    return server.set(database=name).render_as_string(hide_password=False)


@contextmanager
def made(server: str, template: str | None = None) -> Iterator[str]:
    """URL of a new database on the server: empty, or a copy of the template. It is dropped at the end."""
    main, name = make_url(server), f"verify_test_{uuid.uuid4().hex[:12]}"
    _run(main, f"CREATE DATABASE {name}" + (f" TEMPLATE {template} STRATEGY file_copy" if template else ""))
    try:
        yield _url(main, name)
    finally:
        _run(main, f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def template(folder: Path, fill: Callable[[Store], object] | None = None) -> Iterator[str]:
    """A database to copy: the newest schema, and what `fill` puts into it. A file's path, or the name of a
    server's database.
    """
    if SERVER is None:
        yield _filled(str(folder / "template.db"), fill)
        return
    with made(SERVER) as url:
        yield make_url(_filled(url, fill)).database or ""


def _filled(place: str, fill: Callable[[Store], object] | None) -> str:
    with open_store(place) as store:
        if fill is not None:
            fill(store)
    return place


@contextmanager
def copied(template: str, file: Path) -> Iterator[str]:
    """A copy of a template: this file, or the URL of a database that is dropped at the end."""
    if SERVER is None:
        yield shutil.copyfile(template, str(file))
        return
    with made(SERVER, template) as url:
        yield url
