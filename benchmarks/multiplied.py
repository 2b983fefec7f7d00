"""A database of so many claims: a thousand articles as the program stores them, and their rows again and
again under new numbers, with other addresses, days, publishers and people.

    python -m benchmarks.multiplied PATH [CLAIMS]       # three minutes for a million
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from benchmarks.storing import parts
from verify.corroborate.sketches import share
from verify.model import Stance, Status
from verify.store import Belongings, Brief, Store, open_store

CLAIMS = 1_000_000
BASE = 1_000
"""Articles that are really read."""

CITED = "Reuters"
"""The source of most claims: of more than one in ten."""

RARE = "сорокопут"
"""A word of one claim in 50,000."""

PEOPLE = ("Анна", "Борис", "Вера", "Григорий")
_MARKED, _ASSIGNED, _LINKED, _CASES = 600, 300, 200, 5
_WITHOUT_GROUND = (Status.UNVERIFIABLE, Status.NOT_CHECKABLE)

_SHIFTED: dict[str, dict[str, str]] = {
    "blobs": {"sha256": "hash"},
    "texts": {"sha256": "hash"},
    "sources": {"id": "source", "uid": "uid", "name": "name"},
    "source_names": {"id": "source_names", "source_id": "source", "key": "name", "name": "name"},
    "articles": {"id": "articles", "uid": "uid", "address": "address", "publisher": "publisher",
                 "published": "day", "added_at": "time"},
    "snapshots": {"id": "snapshots", "uid": "uid", "sha256": "hash", "decoded_sha256": "hash",
                  "address": "address", "final_address": "address"},
    "versions": {"id": "versions", "uid": "uid", "article_id": "articles", "text_sha256": "hash",
                 "snapshot_id": "snapshots", "publisher": "publisher", "published": "day"},
    "extractions": {"id": "extractions", "uid": "uid", "version_id": "versions"},
    "attributions": {"id": "attributions", "extraction_id": "extractions"},
    "claims": {"id": "claims", "uid": "uid", "article_id": "articles", "updated_at": "time",
               "added_at": "time"},
    "claim_readings": {"id": "claim_readings", "claim_id": "claims", "extraction_id": "extractions"},
    "hops": {"id": "hops", "claim_id": "claims", "reading_id": "claim_readings"},
    "hop_sources": {"hop_id": "hops", "source_id": "source"},
    "flags": {"id": "flags", "claim_id": "claims", "reading_id": "claim_readings"},
    "search_documents": {"article_id": "articles", "version_id": "versions"},
    "evidence": {"id": "evidence", "uid": "uid", "claim_id": "claims", "article_id": "articles",
                 "version_id": "versions"},
    "cases": {"id": "cases", "uid": "uid"},
    "case_articles": {"case_id": "cases", "article_id": "articles"},
    "case_claims": {"case_id": "cases", "claim_id": "claims"},
    "case_people": {"case_id": "cases"},
    "events": {"seq": "events", "uid": "uid", "article_uid": "uid", "claim_uid": "uid", "source_uid": "uid",
               "case_uid": "uid", "previous": "hash", "hash": "hash"},
}  # fmt: skip
"""What of each table's rows is another in every copy, in an order in which the tables can be filled."""

_OWN = "('person', 'organization')"
"""Kinds of source whose bearers are others in every copy; outlets are few, and the same everywhere."""

_AFTERWARDS = (
    "DELETE FROM citations",
    """
    INSERT INTO citations (source_id, claim_id, origin)
    SELECT n.source_id, h.claim_id, max(h.position = (
        SELECT max(o.position) FROM hops o WHERE o.claim_id = h.claim_id
    )) FROM hop_sources n JOIN hops h ON h.id = n.hop_id GROUP BY 1, 2
    """,
    f"UPDATE claim_readings SET search = search || '{RARE} ' WHERE id % 50000 = 7",
    "UPDATE history_head SET events = (SELECT max(seq) FROM events)",
    "ANALYZE",
)


def build(path: Path, claims: int = CLAIMS) -> None:
    """Make the database; it says on the way what it does."""
    began = time.monotonic()
    with open_store(path) as store:
        _read(store)
        have = store.status().counts["claims"]
    print(f"{have} claims in {BASE} articles read in {time.monotonic() - began:.0f} s", flush=True)
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA synchronous = OFF")
        raw.execute("PRAGMA cache_size = -500000")
        copies = _Copies(raw)
        for copy in range(1, -(-claims // have)):
            copies.add(copy)
            raw.commit()
        for statement in _AFTERWARDS:
            raw.execute(statement)
            raw.commit()
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    print(f"{path}: {path.stat().st_size / 1e9:.2f} GB in {time.monotonic() - began:.0f} s", flush=True)


def _read(store: Store) -> None:
    """The articles, and what people did with them."""
    dice = random.Random(7)
    for part in parts(BASE):
        store.bulk.write([part], share, 0.8, by="benchmark")
    _describe(store.path or Path())
    numbers = [claim.number for claim in _claims(store)]
    statuses = [status for status in Status if status is not Status.UNVERIFIED]
    for number in dice.sample(numbers, _MARKED):
        status = dice.choice(statuses)
        note = None if status in _WITHOUT_GROUND else "Seen."
        store.mark(number, status, by=dice.choice(PEOPLE), note=note)
    for person in PEOPLE:
        store.assign(dice.sample(numbers, _ASSIGNED // len(PEOPLE)), person, by="Анна")
    for n, number in enumerate(dice.sample(numbers, _LINKED)):
        stance = dice.choice(list(Stance))
        store.link(number, f"https://svod.example/{n}", by=dice.choice(PEOPLE), stance=stance)
    for n in range(_CASES):
        case = store.cases.add(f"Who closed the bridge on day {n}?", None, by="Анна")
        what = Belongings((str(n + 1), str(n + 11)), tuple(dice.sample(numbers, 20)), (dice.choice(PEOPLE),))
        store.cases.put(case.number, what, by="Анна")
    with closing(
        sqlite3.connect(store.path or "")
    ) as raw:  # half of the links are to articles of the archive
        raw.execute("UPDATE evidence SET article_id = 1 + id % 900, version_id = 1 + id % 900 WHERE id % 2")
        raw.commit()


def _describe(path: Path) -> None:
    """Publishers, titles and days; one source above all others; some claims that changed."""
    named = "(SELECT id FROM sources WHERE name = ? AND kind = 'outlet')"
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(
            "UPDATE articles SET publisher = 'Вестник ' || (id % 40), title = 'Новости порта ' || id, "
            "published = date('2020-01-01', '+' || (id * 7 % 25) || ' days')"
        )
        raw.execute(
            "UPDATE versions SET (publisher, title, published) = (SELECT publisher, title, published "
            "FROM articles WHERE articles.id = versions.article_id)"
        )
        raw.execute(
            f"UPDATE hop_sources SET source_id = {named}, name = ? WHERE source_id = {named} AND hop_id % 2",
            (CITED, CITED, "Bloomberg"),
        )
        raw.execute("UPDATE flags SET code = 'changed' WHERE code = 'repeated' AND id % 10 = 0")
        raw.commit()


def _claims(store: Store) -> Iterator[Brief]:
    for article in range(1, BASE + 1):
        yield from store.outline(article).claims


class _Copies:
    """Copies of the rows that there are now. They have the numbers from 1 on, without a gap."""

    def __init__(self, raw: sqlite3.Connection) -> None:
        self._raw = raw
        self._rows = {
            table: int(raw.execute(f"SELECT count(*) FROM {table}").fetchone()[0]) for table in _SHIFTED
        }

    def add(self, copy: int) -> None:
        """One copy of everything."""
        for table, shifted in _SHIFTED.items():
            columns = [row[1] for row in self._raw.execute(f"PRAGMA table_info({table})")]
            values = [self._value(table, name, shifted.get(name, ""), copy) for name in columns]
            self._raw.execute(
                f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(values)} "
                f"FROM {table} WHERE {self._first(table)}"
            )

    def _first(self, table: str) -> str:
        """The rows of the first time, of which copies are made."""
        key, how = next(iter(_SHIFTED[table].items()))
        if table in ("sources", "source_names"):
            return f"kind IN {_OWN} AND id <= {self._rows[table]}"
        return f"rowid <= {self._rows[table]}" if how == "hash" else f"{key} <= {self._rows[how]}"

    def _value(self, table: str, column: str, how: str, copy: int) -> str:
        """A column of a copied row, as SQL."""
        name = f'"{column}"'
        if how in self._rows:
            return f"{name} + {copy * self._rows[how]}"
        own = f"EXISTS (SELECT 1 FROM sources s WHERE s.id = {table}.{column} AND s.kind IN {_OWN})"
        return {
            "": name,
            "uid": f"substr({name}, 1, 28) || '{copy:08x}'",
            "hash": f"substr({name}, 1, 56) || '{copy:08x}'",
            "name": f"{name} || ' {copy}'",
            "address": f"{name} || '-{copy}'",
            "publisher": f"{name} || '/{copy % 7}'",
            "day": f"date({name}, '+{copy * 25} days')",
            "time": f"datetime({name}, '+{copy} hours') || '.000000'",
            "source": f"{name} + CASE WHEN {own} THEN {copy * self._rows['sources']} ELSE 0 END",
        }[how]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("path", type=Path)
    parser.add_argument("claims", nargs="?", type=int, default=CLAIMS)
    given = parser.parse_args()
    build(given.path, given.claims)


if __name__ == "__main__":
    main()
