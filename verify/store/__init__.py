"""The database: articles, claims, sources, evidence and the history of what people did.

    with open_store(database_url(None)) as store:
        saved = store.save(reading)
        store.mark(saved.claims[0].number, Status.CONFIRMED, by="anna", evidence="https://example.org/report")

Opening imports SQLAlchemy; this package's values (`verify.store.records`) do not.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from verify.store import records
from verify.store.records import *  # noqa: F403 - what `records.__all__` names, one list for both

if TYPE_CHECKING:
    from verify.store.store import Store

DEFAULT_DATABASE = "claims.db"

__all__ = ["DEFAULT_DATABASE", "Store", "database_url", "file_of", "open_store"]
__all__ += records.__all__


def database_url(explicit: str | None = None) -> str:
    """Path or URL of the database: explicit, else VERIFY_DATABASE_URL, else claims.db in the current
    folder.
    """
    return explicit or os.environ.get("VERIFY_DATABASE_URL") or DEFAULT_DATABASE


def open_store(url_or_path: str | Path, *, create: bool = True, upgrade: bool = False) -> Store:
    """Open a database. A file is created and upgraded when first used (after a backup beside it, where it
    holds data); a server's tables are created in an empty database, and upgraded only where asked.

    url_or_path: a file, or an SQLAlchemy URL. create: False refuses a file that does not exist yet, and an
    empty database. upgrade: of a server's database too.
    Raises ForeignDatabase for a file that is not ours or is a newer program's (nothing is written to it), and
    StoreError, with what to do, for one that is locked, read-only, damaged or in a folder that does not
    exist.
    """
    from verify.store.opening import open_database
    from verify.store.store import Store

    return Store(open_database(url_or_path, create=create, upgrade=upgrade))


def file_of(url_or_path: str | Path) -> Path | None:
    """The file that a path or SQLite URL names; None for a server."""
    from verify.store.opening import file_of

    return file_of(url_or_path)


def __getattr__(name: str) -> object:
    if name == "Store":
        from verify.store.store import Store

        return Store
    raise AttributeError(name)
