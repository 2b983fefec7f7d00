"""What the parts of the store's face share: the open database."""

from __future__ import annotations

from verify.store.opening import Database


class Face:
    """A part of the store's face. Every method is one transaction: it happens whole or not at all."""

    def __init__(self, database: Database) -> None:
        self._database = database
