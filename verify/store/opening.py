"""Opening a database."""

from __future__ import annotations

from pathlib import Path

from verify.store.store import Store


def opened(url_or_path: str | Path, *, create: bool = True) -> Store:
    """See verify.store.open_store."""
    raise NotImplementedError
