"""What storing checked articles costs beside a bare `executemany` of the same rows; and bytes a claim.

    python -m benchmarks.storing [ARTICLES]
    .ci/postgresql python -m benchmarks.storing [ARTICLES]      # on PostgreSQL too, beside COPY

Seconds of the processor; on PostgreSQL, whose server is a process of its own, seconds by the clock. Ours
come in portions of 200 articles, each a transaction that also looks for copies and writes the ledger; the
bare side has one transaction for all.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg.sql import SQL, Identifier

from benchmarks.invented import news
from tests import databases
from verify.cli import collect_seldom
from verify.corroborate.sketches import share
from verify.desk.bulk import Asked, Record
from verify.desk.bulk.extracting import Article, Form, Task, work
from verify.store import Store, open_store
from verify.store.copying import Sketched
from verify.store.ledger import Came, Part, Place

PORTION = 200
_MOST = 3.0
_LANGUAGES = ("ru", "uk", "en")


@dataclass(frozen=True, slots=True)
class Storing:
    """Seconds for so many articles with so many claims, ours and bare; bytes of the file and of the texts."""

    articles: int
    claims: int
    ours: float
    bare: float
    size: int = 0
    texts: int = 0

    @property
    def ratio(self) -> float:
        return self.ours / self.bare


def parts(articles: int, seed: int = 1) -> list[Part]:
    """Invented articles as `verify bulk` hands them to the store, in portions."""
    dice = random.Random(seed)
    records = [
        Record(n, f"https://gavan.example/{n}", news(dice, _LANGUAGES[n % 3], 8).encode(), html=False)
        for n in range(1, articles + 1)
    ]
    came = [
        Came("news.jsonl", a.place, a.address, Sketched(a.uid, a.text_sha256, a.sketch, a.marks), a.prepared)
        for a in work(records, Task(Asked(), Form.ROWS))
        if isinstance(a, Article)
    ]
    file = Place("news.jsonl", "1")
    return [
        Part(file, came[at - 1].place if at else 0, came[min(at + PORTION, len(came)) - 1].place,
             came[at : at + PORTION])
        for at in range(0, len(came), PORTION)
    ]  # fmt: skip


def on_sqlite(articles: int) -> Storing:
    """Into a file of SQLite."""
    given = parts(articles)
    with tempfile.TemporaryDirectory() as folder:
        ours, bare = Path(folder, "ours.db"), Path(folder, "bare.db")
        with open_store(ours) as store:
            seconds = _seconds(lambda: _write(store, given), time.process_time)
            claims = store.status().counts["claims"]
        rows = _rows(ours)
        open_store(bare).close()
        with closing(sqlite3.connect(bare, isolation_level=None)) as raw:
            raw.execute("PRAGMA foreign_keys = ON")
            least = _seconds(lambda: _bare(raw, rows), time.process_time)
        with closing(sqlite3.connect(ours)) as raw:
            (texts,) = raw.execute("SELECT sum(length(CAST(text AS BLOB))) FROM texts").fetchone()
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return Storing(len(given[0].came) if len(given) == 1 else articles, claims, seconds, least,
                       ours.stat().st_size, texts)  # fmt: skip


def on_server(articles: int, server: str) -> Storing:
    """Into a database of PostgreSQL."""
    given = parts(articles)
    with databases.made(server) as ours, databases.made(server) as bare:
        with open_store(ours) as store:
            seconds = _seconds(lambda: _write(store, given), time.perf_counter)
            claims = store.status().counts["claims"]
        open_store(bare).close()
        with _raw(ours) as have, _raw(bare) as raw:
            copied = [(table, _copied(have, table)) for table in _ORDER]
            least = _seconds(lambda: _copy(raw, copied), time.perf_counter)
        return Storing(articles, claims, seconds, least)


def _raw(url: str) -> psycopg.Connection:
    return psycopg.connect(url.replace("+psycopg", "", 1))


def _copied(raw: psycopg.Connection, table: str) -> list[bytes]:
    with raw.cursor().copy(SQL("COPY {} TO STDOUT").format(Identifier(table))) as rows:
        return [bytes(each) for each in rows]


def _copy(raw: psycopg.Connection, tables: list[tuple[str, list[bytes]]]) -> None:
    with raw.transaction():
        for table, rows in tables:
            with raw.cursor().copy(SQL("COPY {} FROM STDIN").format(Identifier(table))) as into:
                for each in rows:
                    into.write(each)


def _write(store: Store, given: list[Part]) -> None:
    for part in given:
        store.bulk.write([part], share, 0.8, by="benchmark")


def _seconds(act: Callable[[], object], clock: Callable[[], float]) -> float:
    start = clock()
    act()
    return clock() - start


_ORDER = ("people", "history_head", "blobs", "texts", "sources", "source_names", "articles", "snapshots",
          "versions", "links", "extractions", "attributions", "claims", "claim_readings", "hops",
          "hop_sources", "flags", "search_documents", "events", "copies", "bulk_files", "bulk_records",
          "bulk_texts", "bulk_marks")  # fmt: skip
"""Tables in an order in which they can be filled."""


def _rows(path: Path) -> list[tuple[str, list[Any]]]:
    with closing(sqlite3.connect(path)) as raw:
        return [(table, raw.execute(f"SELECT * FROM {table}").fetchall()) for table in _ORDER]


def _bare(raw: sqlite3.Connection, tables: list[tuple[str, list[Any]]]) -> None:
    raw.execute("BEGIN IMMEDIATE")
    for table, rows in tables:
        if rows:
            marks = ", ".join("?" * len(rows[0]))
            raw.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
    raw.execute("COMMIT")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("articles", nargs="?", type=int, default=1000)
    articles = parser.parse_args().articles
    collect_seldom()  # as the program does
    found = on_sqlite(articles)
    _show(found, "SQLite", "executemany")
    each, own = found.size / found.claims, found.texts / found.claims
    print(f"{each:.0f} bytes a claim in the database, of which {own:.0f} are the article's text")
    ratios = [found.ratio]
    if databases.SERVER is not None:
        found = on_server(articles, databases.SERVER)
        _show(found, "PostgreSQL", "COPY")
        ratios.append(found.ratio)
    raise SystemExit(1 if max(ratios) > _MOST else 0)


def _show(found: Storing, engine: str, bare: str) -> None:
    print(
        f"{engine}: {found.articles} articles, {found.claims} claims: {found.ours:.2f} s, bare {bare} "
        f"{found.bare:.2f} s: {found.ratio:.2f} times, at most {_MOST}",
        flush=True,
    )


if __name__ == "__main__":
    main()
