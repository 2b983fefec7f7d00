"""Rows of a file that is read back, with their places here: their numbers, and what they point at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from sqlalchemy import Table, func, null, select
from sqlalchemy.orm import Session

from verify.errors import InputError, Refused
from verify.model import text_sha256
from verify.store import dumping, notation, sources
from verify.store.rows import Row, batch, tables
from verify.store.saving import blob_bytes
from verify.store.tables import Blob

_OWNERS = {
    "versions": ("article_id", "articles"),
    "copies": ("version_id", "versions"),
    "links": ("version_id", "versions"),
    "extractions": ("version_id", "versions"),
    "attributions": ("extraction_id", "extractions"),
    "claims": ("article_id", "articles"),
    "claim_readings": ("claim_id", "claims"),
    "hops": ("claim_id", "claims"),
    "hop_sources": ("hop_id", "hops"),
    "flags": ("claim_id", "claims"),
    "decision_claims": ("claim_id", "claims"),
    "evidence": ("claim_id", "claims"),
    "looks": ("evidence_id", "evidence"),
    "traces": ("claim_id", "claims"),
    "outside_results": ("claim_id", "claims"),
    "source_names": ("source_id", "sources"),
}
"""What a row is a part of: it is left as it is here where that is here."""

_SAME = {"blobs": "sha256", "texts": "sha256", "feeds": "address", "feed_items": "key"}
"""By which column a row is known that has no uid."""

_UNIQUE_PARTS = ("versions", "extractions", "claims", "evidence", "looks", "traces")
"""Parts with a uid: one that is here in another article is another history's."""


class Placing:
    """Gives rows their numbers here. moving: there are rows here already, so that numbers change.

    numbers: table -> number in the file -> number here, where it is not simply so much higher: of articles,
    and of rows that are here. left: table -> numbers of rows that stay as they are here, or are a part of
    one that does.
    """

    def __init__(self, session: Session, same: Mapping[int, int], *, moving: bool) -> None:
        self.session = session
        self.moving = moving
        self.articles: list[int] = []
        self.numbers: dict[str, dict[int, int]] = defaultdict(dict)
        self.numbers["articles"].update(same)
        self._left: dict[str, set[int]] = defaultdict(set)
        self._left["articles"].update(same)
        self._other_names: set[str] = set()
        self._highest: dict[str, int] = {}

    def rows(self, table: Table, given: Iterable[Any]) -> Iterator[Row]:
        """Those to be written, as they are to be written."""
        without = dumping.CHAINED if table.name == "events" else ()
        rest = iter(given)
        while held := [notation.heard(table, x, without=without) for x in islice(rest, batch(table))]:
            for row in held:
                _prove(table.name, row)
            yield from self._placed(table, held) if self.moving else self._as_they_are(table, held)

    def _as_they_are(self, table: Table, held: list[Row]) -> Iterator[Row]:
        if table.name == "articles":
            self.articles += [row["id"] for row in held]
        yield from held

    def _placed(self, table: Table, held: list[Row]) -> Iterator[Row]:
        if table.name in dumping.ONLY_OWN:
            return
        here = _here(self.session, table, held)
        for n, row in enumerate(held):
            part = self._is_part_of_what_is_here(table.name, row)
            if n in here and table.name in _UNIQUE_PARTS and not part:
                raise Refused(
                    "A row of {name} ({row}) is here, in another article. Nothing was imported.",
                    name=table.name,
                    row=row["uid"],
                )
            if n in here or part:
                self._leave(table.name, row, here.get(n))
            else:
                yield self._moved(table, row)

    def _is_part_of_what_is_here(self, table: str, row: Row) -> bool:
        if table == "articles":
            return row["id"] in self._left["articles"]
        if table == "events":
            return row.get("source_uid") in self._other_names
        column, owner = _OWNERS.get(table, ("", ""))
        return bool(column) and row[column] in self._left[owner]

    def _leave(self, table: str, row: Row, here: int | None) -> None:
        if "id" in row:
            self._left[table].add(row["id"])
            if here is not None:
                self.numbers[table][row["id"]] = here
        if table == "sources" and here is not None:
            self._other_names.add(row["uid"])

    def _moved(self, table: Table, row: Row) -> Row:
        if table.name == "articles":
            self.articles.append(row["id"])
            self.numbers["articles"][row["id"]] = self._height("articles") + len(self.articles)
        for fk in table.foreign_keys:
            if fk.column.name == "id" and row.get(fk.parent.name) is not None:
                row[fk.parent.name] = self._number(fk.column.table.name, row[fk.parent.name])
        if table.name == "traces":
            row["steps"] = dumping.steps_of(row["steps"], self.numbers["articles"])
        if table.name == "flags":
            row["params"] = self._named_anew(row["params"])
        if "id" in table.c:
            row["id"] = self._number(table.name, row["id"])
        return row

    def _named_anew(self, params: dict[str, Any]) -> dict[str, Any]:
        """A flag that names another claim of its article names it by its number here."""
        article, dot, claim = str(params.get("number", "")).partition(".")
        here = self.numbers["articles"].get(int(article)) if dot and article.isdecimal() else None
        return params | {"number": f"{here}.{claim}"} if here else params

    def _number(self, table: str, number: int) -> int | None:
        """None where the row is not here though it is a part of one that is."""
        if number in self.numbers[table]:
            return self.numbers[table][number]
        return None if number in self._left[table] else number + self._height(table)

    def _height(self, table: str) -> int:
        """The highest number here before anything came."""
        if table not in self._highest:
            column = next(t for t in tables() if t.name == table).c.id
            self._highest[table] = self.session.connection().scalar(select(func.max(column))) or 0
        return self._highest[table]


def _prove(table: str, row: Row) -> None:
    """Numbers begin at 1; bytes and texts are those that their hash names."""
    if row.get("id", 1) < 1:
        raise InputError(
            "{table}: {row} is no number of a row. Nothing was imported.", table=table, row=row["id"]
        )
    if table == "texts" and text_sha256(row["text"]) != row["sha256"]:
        raise InputError("Text {row} is not what was exported. Nothing was imported.", row=row["sha256"])
    if table == "blobs":
        blob_bytes(Blob(**row))


def _here(session: Session, table: Table, held: list[Row]) -> dict[int, int | None]:
    """Place in the batch -> number of the row that is the same one here; None where it has no number."""
    name = _SAME.get(table.name) or ("uid" if "uid" in table.c and table.name != "articles" else "")
    if table.name == "source_names":
        names = sources.known(session, [(row["kind"], row["key"]) for row in held])
        return {n: None for n, row in enumerate(held) if (row["kind"], row["key"]) in names}
    found = _by(session, table, name, held) if name else {}
    if table.name == "people":
        found = _by(session, table, "name", held) | found
    if table.name == "sources":
        keys = [(row["kind"], sources.name_key(row["name"])) for row in held]
        names = sources.known(session, keys)
        for n, key in enumerate(keys):
            if key in names:
                found.setdefault(n, names[key][0])
    return found


def _by(session: Session, table: Table, name: str, held: list[Row]) -> dict[int, int | None]:
    number = table.c.id if "id" in table.c else null()
    query = select(table.c[name], number).where(table.c[name].in_([row[name] for row in held]))
    here: dict[Any, int | None] = dict(session.execute(query).all())
    return {n: here[row[name]] for n, row in enumerate(held) if row[name] in here}
