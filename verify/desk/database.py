"""Opening the database that a person works in."""

from __future__ import annotations

from verify.store import Store, database_url, open_store


def opened(explicit: str | None = None, *, create: bool = False, upgrade: bool = False) -> Store:
    """The database named explicitly, by VERIFY_DATABASE_URL, or claims.db here. Use it as a context manager.

    A file is upgraded when needed, a server only with upgrade. create: make it where there is none yet;
    otherwise StoreError says so.
    """
    return open_store(database_url(explicit), create=create, upgrade=upgrade)
