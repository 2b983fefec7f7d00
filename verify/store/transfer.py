"""Everything out of a database, and back into one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from verify.store import dumping, notation, restoring
from verify.store import records as r
from verify.store.events import GENESIS
from verify.store.opening import Database


class Transfer:
    """Rows of all tables as JSON says them, for exports and imports. Every method is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def rows(self, articles: Sequence[int] | None) -> Iterator[tuple[str, dict[str, Any]]]:
        """(table, row) of everything, or of all that belongs to some articles; one moment, as it streams."""
        with self._database.read() as session:
            connection = session.connection()
            found = dumping.whole(connection) if articles is None else dumping.some(connection, articles)
            for table, row in found:
                yield table, notation.told(row)

    def restore(
        self, lines: restoring.Lines, *, whole: bool, events: int = 0, head: str | None = None, by: str
    ) -> r.Restored:
        """Read an export back, whole or not at all.

        lines: gives (table, row) from the beginning, each time it is called. whole: it is a whole database,
        with so many events and this head.

        Into an empty database: it is then the one that was exported, or holds the articles that were. Into
        another: articles that it lacks are added under new numbers, those that it has with the same history
        stay as they are. Refused where one has another history here; InputError where the file is not sound.
        """
        file = restoring.File(lines, whole, events, head or GENESIS)
        with self._database.write() as session:
            return restoring.restore(session, file, by=by)
