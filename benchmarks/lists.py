"""Every list and filter's first page in a database of a million claims, beside bare SQL for the same rows.

    python -m benchmarks.lists                      # builds the database first: three minutes
    python -m benchmarks.lists --database PATH      # built before, by benchmarks.multiplied

Ours is what commands and pages call, values as they show them, counts included. The bare side asks sqlite3
for the same by the quickest SQL: the numbers of the rows, how many there are, as far as ours counts, and
their columns: claims, readings, chains, flags, links, marks, articles, texts; no objects. Milliseconds of the
processor, the middle of several calls that take turns; status 1 over a bar.
"""

from __future__ import annotations

import argparse
import datetime
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.measure import ROOT, in_turns
from benchmarks.multiplied import CITED, PEOPLE, RARE
from verify.desk import cases, keeping, looking, pages
from verify.model import FlagCode, SourceKind, Status
from verify.store import ClaimFilter, Sort, Store, open_store

MOST = 3.0
"""Times the bare SQL."""

_MOST_OPENING = 1.15
"""Times opening an empty database: what a busy machine's noise comes to."""

_ROUNDS = 15
_PAGE = 50


@dataclass(frozen=True, slots=True)
class Listed:
    """A list: milliseconds of ours and of the bare SQL."""

    name: str
    ours: float
    bare: float

    @property
    def ratio(self) -> float:
        return self.ours / self.bare


_ORDERED = {
    Sort.ARTICLE: "article_id, start, number",
    Sort.NEWEST: "article_id DESC, start, number",
    Sort.WEIGHT: "weight DESC, article_id DESC, start, number",
    Sort.UPDATED: "updated_at DESC, id DESC",
}
_FLAGGED = "EXISTS (SELECT 1 FROM flags f WHERE f.claim_id = claims.id AND f.current = 1 AND f.code = '{}')"
_BEARING = "article_id IS NOT NULL AND NOT withdrawn AND state <> 'rejected'"
_SOURCE = f"SELECT source_id FROM source_names WHERE key = '{CITED.casefold()}'"
_PERSON = f"(SELECT id FROM people WHERE name = '{PEOPLE[0]}')"
_OF_SOURCE = f"EXISTS (SELECT 1 FROM citations c WHERE c.claim_id = claims.id AND c.source_id IN ({_SOURCE}))"
_MATCHING = "id IN (SELECT claim_id FROM claim_readings WHERE current = 1 AND id IN (SELECT rowid FROM " \
            "search_index_claims WHERE search_index_claims MATCH '{}'))"  # fmt: skip
_SAID = "EXISTS (SELECT 1 FROM claim_readings r WHERE r.claim_id = claims.id AND r.current = 1 AND {})"

Wanted = tuple[ClaimFilter, Sort, str]

CLAIMS: dict[str, Wanted] = {
    "all": (ClaimFilter(), Sort.ARTICLE, ""),
    "newest": (ClaimFilter(), Sort.NEWEST, ""),
    "heaviest": (ClaimFilter(), Sort.WEIGHT, ""),
    "last changed": (ClaimFilter(), Sort.UPDATED, ""),
    "--status confirmed": (ClaimFilter(statuses=(Status.CONFIRMED,)), Sort.ARTICLE, "status = 'confirmed'"),
    "--status unverified": (
        ClaimFilter(statuses=(Status.UNVERIFIED,)), Sort.WEIGHT, "+status = 'unverified'",
    ),
    "two statuses": (
        ClaimFilter(statuses=(Status.CONFIRMED, Status.REFUTED)), Sort.ARTICLE,
        "+status IN ('confirmed', 'refuted')",
    ),
    "--flag, frequent": (
        ClaimFilter(flags=(FlagCode.ANONYMOUS_ORIGIN,)), Sort.ARTICLE, _FLAGGED.format("anonymous-origin"),
    ),
    "--flag, rare": (
        ClaimFilter(flags=(FlagCode.CHANGED,)), Sort.ARTICLE,
        "id IN (SELECT claim_id FROM flags WHERE code = 'changed' AND current = 1)",
    ),
    "--source of 100,000": (ClaimFilter(source=CITED), Sort.ARTICLE, _OF_SOURCE),
    "--kind": (ClaimFilter(kinds=(SourceKind.PERSON,)), Sort.ARTICLE, "origin = 'person'"),
    "--own-voice": (ClaimFilter(own_voice=True), Sort.ARTICLE, "origin = ''"),
    "--article": (
        ClaimFilter(articles=(500, 501, 502, 503)), Sort.ARTICLE, "article_id BETWEEN 500 AND 503",
    ),
    "--since": (
        ClaimFilter(since=datetime.date(2026, 1, 1)), Sort.ARTICLE,
        "article_id >= (SELECT min(id) FROM articles WHERE published >= '2026-01-01') AND EXISTS "
        "(SELECT 1 FROM articles a WHERE a.id = claims.article_id AND a.published >= '2026-01-01')",
    ),
    "--until": (
        ClaimFilter(until=datetime.date(2020, 6, 1)), Sort.NEWEST,
        "article_id <= (SELECT max(id) FROM articles WHERE published <= '2020-06-01') AND EXISTS "
        "(SELECT 1 FROM articles a WHERE a.id = claims.article_id AND a.published <= '2020-06-01')",
    ),
    "--text, rare": (ClaimFilter(text=RARE), Sort.ARTICLE, _MATCHING.format(RARE)),
    "--text, frequent": (ClaimFilter(text="мост"), Sort.ARTICLE, _SAID.format("r.search LIKE '% мост %'")),
    "--assigned": (ClaimFilter(assigned=PEOPLE[0]), Sort.ARTICLE, f"assignee_id = {_PERSON}"),
    "--assigned nobody": (ClaimFilter(assigned=""), Sort.ARTICLE, "+assignee_id IS NULL"),
    "--case": (
        ClaimFilter(case="3"), Sort.ARTICLE,
        "id IN (SELECT claim_id FROM case_claims WHERE case_id = 3 UNION SELECT c.id FROM claims c "
        "JOIN case_articles a ON a.article_id = c.article_id WHERE a.case_id = 3)",
    ),
    "cited elsewhere": (
        ClaimFilter(cited=True), Sort.ARTICLE, f"id IN (SELECT claim_id FROM evidence WHERE {_BEARING})",
    ),
    "status, flag, source": (
        ClaimFilter(statuses=(Status.UNVERIFIED,), flags=(FlagCode.ANONYMOUS_ORIGIN,), source=CITED),
        Sort.ARTICLE, f"+status = 'unverified' AND {_FLAGGED.format('anonymous-origin')} AND {_OF_SOURCE}",
    ),
}  # fmt: skip
"""Each with the condition of the bare side; "+" keeps SQLite from an index that does not have the order."""


def _numbers(raw: sqlite3.Connection, where: str, sort: Sort, limit: int) -> list[int]:
    condition = f"AND {where}" if where else ""
    query = f"SELECT id FROM claims WHERE listed = 1 {condition} ORDER BY {_ORDERED[sort]} LIMIT {limit}"
    return [number for (number,) in raw.execute(query)]


_COLUMNS = (
    "SELECT c.*, r.*, v.number, p.name, k.proposal_status, k.proposal_reason, "
    "(SELECT count(*) FROM evidence e WHERE e.claim_id = c.id AND NOT e.withdrawn AND e.state = 'accepted'), "
    "EXISTS (SELECT 1 FROM decision_claims d JOIN decisions o ON o.id = d.decision_id "
    "WHERE d.claim_id = c.id AND o.kind = 'chain' AND o.active) "
    "FROM claims c JOIN claim_readings r ON r.claim_id = c.id AND r.current = 1 "
    "JOIN extractions x ON x.id = r.extraction_id JOIN versions v ON v.id = x.version_id "
    "LEFT JOIN people p ON p.id = c.assignee_id LEFT JOIN corroborations k ON k.claim_id = c.id "
    "WHERE c.id IN ({})",
    "SELECT h.*, n.name FROM hops h LEFT JOIN hop_sources n ON n.hop_id = h.id "
    "WHERE h.claim_id IN ({}) AND h.current = 1 ORDER BY h.position, n.position",
    "SELECT * FROM flags WHERE claim_id IN ({}) AND current = 1 ORDER BY id",
    "SELECT e.*, p.name FROM evidence e JOIN people p ON p.id = e.person_id "
    "WHERE e.claim_id IN ({}) AND NOT e.withdrawn AND e.state = 'accepted'",
    "SELECT e.*, c.article_id, c.number FROM claims c JOIN events e ON e.claim_uid = c.uid "
    "WHERE c.id IN ({}) AND c.status <> 'unverified' AND e.action IN ('claim.mark', 'claim.undo') "
    "ORDER BY e.seq",
)
_ARTICLES = (
    "SELECT a.*, v.*, x.engine, x.engine_version FROM articles a "
    "JOIN versions v ON v.article_id = a.id AND v.number = a.version JOIN extractions x ON x.id = "
    "(SELECT max(o.id) FROM extractions o WHERE o.version_id = v.id) WHERE a.id IN ({})",
    "SELECT article_id, status, count(*) FROM claims WHERE article_id IN ({}) AND standing = 'standing' "
    "AND NOT vanished GROUP BY 1, 2",
)
_TEXTS = (
    "SELECT t.text FROM articles a JOIN versions v ON v.article_id = a.id AND v.number = a.version "
    "JOIN texts t ON t.sha256 = v.text_sha256 WHERE a.id IN ({})"
)


def _rows(raw: sqlite3.Connection, queries: Sequence[str], ids: Sequence[int]) -> None:
    marks = ", ".join("?" * len(ids))
    for query in queries:
        raw.execute(query.format(marks), ids).fetchall()


_CITED_BY = f"SELECT claim_id FROM citations WHERE source_id IN ({_SOURCE})"
_FLAGGED_BY = "SELECT claim_id FROM flags WHERE code = 'anonymous-origin' AND current = 1"
_OF_DAYS = (
    "SELECT 1 FROM articles a JOIN claims c ON c.article_id = a.id WHERE c.listed = 1 AND a.published {}"
)
_COUNTED_BY = {
    "--flag, frequent": _FLAGGED_BY,
    "--source of 100,000": _CITED_BY,
    "--since": _OF_DAYS.format(">= '2026-01-01'"),
    "--until": _OF_DAYS.format("<= '2020-06-01'"),
    "--text, frequent": "SELECT rowid FROM search_index_claims WHERE search_index_claims MATCH 'мост'",
    "status, flag, source": "SELECT 1 FROM claims WHERE listed = 1 AND status = 'unverified' AND "
    f"{_FLAGGED.format('anonymous-origin')} AND id IN ({_CITED_BY} LIMIT 2001)",
}
"""What is counted quicker than by the condition of the list."""


def _count(raw: sqlite3.Connection, query: str, most: int) -> None:
    raw.execute(f"SELECT count(*) FROM ({query} LIMIT {most})").fetchall()


def _counting(name: str, where: str) -> str:
    """By an index of its own where there is one: what is only counted needs no order."""
    condition = f"AND {where.replace('+', '')}" if where else ""
    return _COUNTED_BY.get(name, f"SELECT 1 FROM claims WHERE listed = 1 {condition}")


def _page(raw: sqlite3.Connection, where: str, sort: Sort, limit: int = _PAGE, *, texts: bool = True) -> None:
    """All of a page of claims but how many there are, as bare SQL has it."""
    ids = _numbers(raw, where, sort, limit)
    _rows(raw, _COLUMNS, ids)
    marks = ", ".join("?" * len(ids))
    found = raw.execute(f"SELECT DISTINCT article_id FROM claims WHERE id IN ({marks})", ids)
    articles = [number for (number,) in found]
    _rows(raw, [*_ARTICLES, *([_TEXTS] if texts else [])], articles)


def _inbox(raw: sqlite3.Connection) -> None:
    changed = (
        "id IN (SELECT claim_id FROM flags WHERE code IN ('changed', 'mismatch', 'circular') AND current = 1)"
    )
    for where, sort in (
        (f"assignee_id = {_PERSON} AND status = 'unverified'", Sort.WEIGHT),
        (changed, Sort.UPDATED),
        ("+status = 'unverified' AND weight > 0", Sort.WEIGHT),
    ):
        _page(raw, where, sort, 8, texts=False)
    cited = raw.execute(
        "SELECT c.id FROM (SELECT claim_id, count(DISTINCT article_id) AS n FROM evidence "
        f"WHERE {_BEARING} GROUP BY claim_id) JOIN claims c ON c.id = claim_id "
        "WHERE c.listed = 1 AND c.status = 'unverified' ORDER BY n DESC, article_id, start LIMIT 8"
    )
    _rows(raw, _COLUMNS, [number for (number,) in cited])
    _articles(raw, 8)
    _cases(raw, 8)


def _articles(raw: sqlite3.Connection, limit: int = _PAGE) -> None:
    _count(raw, "SELECT 1 FROM articles WHERE removed_at IS NULL", 10_001)
    query = f"SELECT id FROM articles WHERE removed_at IS NULL ORDER BY id DESC LIMIT {limit}"
    _rows(raw, _ARTICLES, [number for (number,) in raw.execute(query)])


def _cases(raw: sqlite3.Connection, limit: int = _PAGE) -> None:
    query = (
        "SELECT id FROM cases ORDER BY closed_at IS NOT NULL, closed_at DESC, due IS NULL, due, id "
        f"LIMIT {limit}"
    )
    ids = [number for (number,) in raw.execute(query)]
    members = (
        "SELECT m.case_id, c.status, count(*) FROM (SELECT case_id, claim_id FROM case_claims "
        "WHERE case_id IN ({0}) UNION SELECT a.case_id, c.id FROM case_articles a "
        "JOIN claims c ON c.article_id = a.article_id "
        "WHERE a.case_id IN ({0})) m JOIN claims c ON c.id = m.claim_id WHERE c.listed = 1 GROUP BY 1, 2"
    )
    listed = ", ".join(map(str, ids))
    for each in (
        "SELECT * FROM cases WHERE id IN ({0})",
        "SELECT * FROM case_articles WHERE case_id IN ({0})",
        "SELECT k.case_id, c.article_id, c.number FROM case_claims k JOIN claims c ON c.id = k.claim_id "
        "WHERE k.case_id IN ({0}) ORDER BY 2, 3",
        "SELECT k.case_id, p.name FROM case_people k JOIN people p ON p.id = k.person_id "
        "WHERE k.case_id IN ({0})",
        members,
    ):
        raw.execute(each.format(listed)).fetchall()


_COUNTED = "SELECT source_id, count(*) AS claims, sum(origin) AS ends FROM citations {} GROUP BY source_id"


def _sources(raw: sqlite3.Connection) -> None:
    found = raw.execute(
        f"SELECT s.id, s.name, u.* FROM sources s LEFT JOIN ({_COUNTED.format('')}) u ON u.source_id = s.id "
        "WHERE s.merged_into_id IS NULL ORDER BY u.claims DESC, s.name LIMIT 50"
    )
    ids = [row[0] for row in found]
    _rows(raw, ("SELECT * FROM source_names WHERE source_id IN ({})",), ids)


def _source(raw: sqlite3.Connection) -> None:
    raw.execute(_COUNTED.format(f"WHERE source_id IN ({_SOURCE})")).fetchall()
    raw.execute(
        "SELECT c.status, count(*) FROM citations k JOIN claims c ON c.id = k.claim_id "
        f"WHERE k.source_id IN ({_SOURCE}) GROUP BY 1"
    ).fetchall()
    _page(raw, _OF_SOURCE, Sort.NEWEST, 10, texts=False)


def _history(raw: sqlite3.Connection) -> None:
    raw.execute(
        "SELECT e.*, a.id, c.article_id, c.number, k.id FROM events e LEFT JOIN articles a "
        "ON a.uid = e.article_uid LEFT JOIN claims c ON c.uid = e.claim_uid LEFT JOIN cases k ON "
        "k.uid = e.case_uid WHERE e.seq > (SELECT max(seq) FROM events) - 100 ORDER BY e.seq"
    ).fetchall()


def _source_page(store: Store) -> None:
    """As the page of a source asks."""
    keeping.source(store, CITED)
    pages.listed(store, ClaimFilter(source=CITED), Sort.NEWEST, limit=10, page=1)


def sides(
    store: Store, raw: sqlite3.Connection
) -> dict[str, tuple[Callable[[], object], Callable[[], object]]]:
    """Ours and the bare side of every list."""

    def claims(name: str, wanted: Wanted) -> tuple[Callable[[], object], Callable[[], object]]:
        where, sort, condition = wanted
        total = looking.claims(store, where, sort, limit=_PAGE, page=1).total

        def bare() -> None:
            _page(raw, condition, sort)
            _count(raw, _counting(name, condition), total + 1)

        return lambda: looking.claims(store, where, sort, limit=_PAGE, page=1), bare

    return {f"claims: {name}": claims(name, wanted) for name, wanted in CLAIMS.items()} | {
        "inbox": (lambda: pages.inbox(store, PEOPLE[0]), lambda: _inbox(raw)),
        "articles": (lambda: looking.articles(store, limit=_PAGE, page=1), lambda: _articles(raw)),
        "sources": (
            lambda: keeping.sources(store, kind=None, text=None, limit=_PAGE, page=1), lambda: _sources(raw),
        ),
        "a source of 100,000": (lambda: _source_page(store), lambda: _source(raw)),
        "cases": (lambda: cases.listed(store, limit=_PAGE, page=1), lambda: _cases(raw)),
        "history": (lambda: looking.history(store, None, limit=100), lambda: _history(raw)),
    }  # fmt: skip


def measure(database: Path, rounds: int = _ROUNDS) -> Iterator[Listed]:
    """Every list; each side is called once before it counts."""
    with open_store(database) as store, closing(sqlite3.connect(database)) as raw:
        for name, both in sides(store, raw).items():
            ours, bare = _turns(both, rounds)
            yield Listed(name, 1000 * ours, 1000 * bare)


def _turns(both: Sequence[Callable[[], object]], rounds: int) -> list[float]:
    taken: list[list[float]] = [[], []]
    for _ in range(rounds + 1):
        for act, seconds in zip(both, taken, strict=True):
            began = time.thread_time()
            act()
            seconds.append(time.thread_time() - began)
    return [median(each[1:]) for each in taken]


def opening(database: Path, folder: Path) -> tuple[float, float]:
    """Seconds of `verify articles list` of one row in this database, and in an empty one."""
    empty = folder / "empty.db"
    open_store(empty).close()
    line = ["articles", "list", "--limit", "1"]
    runs = in_turns(
        {
            name: [sys.executable, str(ROOT / "cli.py"), "--db", str(path), *line]
            for name, path in (("million", database), ("empty", empty))
        }
    )
    return runs["million"].wall, runs["empty"].wall


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--database", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database = given.database or folder / "million.db"
        if given.database is None:
            subprocess.run(
                [sys.executable, "-m", "benchmarks.multiplied", str(database)], cwd=ROOT, check=True
            )
        million, empty = opening(database, folder)
        print(f"at most {MOST} times      ours ms   bare ms   times")
        over = [each.name for each in measure(database) if _shown(each)]
    ratio = million / empty
    print(f"opening: {1000 * million:.0f} ms, an empty one {1000 * empty:.0f} ms: {ratio:.2f} times")
    raise SystemExit(1 if over or ratio > _MOST_OPENING else 0)


def _shown(each: Listed) -> bool:
    """Print it; True where it is over the bar."""
    over = each.ratio > MOST
    print(
        f"  {each.name:<28} {each.ours:>8.1f} {each.bare:>9.1f} {each.ratio:>7.2f}{'  OVER' if over else ''}",
        flush=True,
    )
    return over


if __name__ == "__main__":
    main()
