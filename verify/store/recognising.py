"""Which articles of a file that is read back are here already, and whether with the same history."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from typing import Any, NoReturn

from sqlalchemy import Table, func, or_, select
from sqlalchemy.orm import Session

from verify.errors import Refused
from verify.store import dumping, notation, rows
from verify.store.tables import Article, Event

Line = tuple[str, Any]
"""A table's name and a row of it, as JSON said it."""

_FACTS = (
    "format", "at", "actor_uid", "actor", "action", "article_uid", "claim_uid", "source_uid", "case_uid",
    "before", "after", "reason",
)  # fmt: skip
"""What makes an event the same wherever its chain stands."""


def compared(session: Session, lines: Iterable[Line]) -> tuple[dict[int, int], list[int]]:
    """(number in the file -> number here) of articles that are here with the same history, and the numbers
    in the file of new ones. Refused where an article has another history here.
    """
    found = _Compared(session)
    for table, batch in _batches(lines):
        if table.name == "articles":
            found.articles([notation.heard(table, row) for row in batch])
        elif table.name == "events":
            found.events([notation.heard(table, row, without=dumping.CHAINED) for row in batch])
    found.finish()
    return {number: here for number, here, _ in found.known.values()}, found.new


class _Compared:
    """known: uid -> (number in the file, number here, address) of articles that are here."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.known: dict[str, tuple[int, int, str]] = {}
        self.new: list[int] = []
        self._counts: Counter[str] = Counter()

    def articles(self, batch: list[rows.Row]) -> None:
        uids, addresses = [row["uid"] for row in batch], [row["address"] for row in batch]
        query = select(Article.uid, Article.id, Article.address)
        query = query.where(or_(Article.uid.in_(uids), Article.address.in_(addresses)))
        here = {uid: (number, address) for uid, number, address in self.session.execute(query)}
        taken = {address: (uid, number) for uid, (number, address) in here.items()}
        for row in batch:
            uid, number = taken.get(row["address"], (row["uid"], 0))
            if uid != row["uid"]:
                self._refuse(row["id"], number, row["address"], "it was read here on its own")
            if row["uid"] in here:
                self.known[row["uid"]] = (row["id"], *here[row["uid"]])
            else:
                self.new.append(row["id"])

    def events(self, batch: list[rows.Row]) -> None:
        query = select(Event).where(Event.uid.in_([row["uid"] for row in batch]))
        here = {event.uid: event for event in self.session.scalars(query)}
        for row in batch:
            event, article = here.get(row["uid"]), row.get("article_uid")
            alike = event is not None and all(getattr(event, f) == row.get(f) for f in _FACTS)
            if article in self.known and not alike:
                at = f"{row['action']} of {row['at']:%Y-%m-%d %H:%M} by {row['actor']} is not here"
                self._refuse(*self.known[article], at)
            if event is not None and not alike:
                raise Refused(
                    "The event {row} is here and says something else. Nothing was imported.", row=row["uid"]
                )
            self._counts[article or ""] += 1
        self.session.expunge_all()

    def finish(self) -> None:
        for uid, place in self.known.items():
            query = select(func.count()).select_from(Event).where(Event.article_uid == uid)
            here = self.session.scalar(query) or 0
            if here != self._counts[uid]:
                self._refuse(*place, f"{here} events here, {self._counts[uid]} in the file")

    def _refuse(self, number: int, here: int, address: str, why: str) -> NoReturn:
        raise Refused(
            "Article {number} of the file ({address}) is article {here} here, with another history: {why}. "
            "Nothing was imported: two histories of one article are never made one. Import the file into "
            "another database (--db).",
            number=number,
            address=address,
            here=here,
            why=why,
        )


def _batches(lines: Iterable[Line]) -> Iterator[tuple[Table, list[Any]]]:
    by_name = {table.name: table for table in rows.tables()}
    for name, group in groupby(lines, key=lambda line: line[0]):
        while batch := [row for _, row in islice(group, rows.BATCH)]:
            if name in by_name:
                yield by_name[name], batch
