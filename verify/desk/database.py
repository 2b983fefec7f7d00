"""Opening the database that a person works in."""

from __future__ import annotations

from verify.store import Store, database_url, open_store


def opened(explicit: str | None = None, *, create: bool = False) -> Store:
    """The database named explicitly, by VERIFY_DATABASE_URL, or claims.db here; upgraded when needed.

    create: make it where there is none yet; otherwise StoreError says so. Use it as a context manager.
    """
    return open_store(database_url(explicit), create=create)
