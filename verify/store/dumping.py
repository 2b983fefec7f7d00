"""What an export of everything carries: all rows of all tables, or those that belong to some articles.

Whole articles only: a claim without its article's other claims could not be read back to the same state.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, not_, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from verify.model import EvidenceState
from verify.store import rows
from verify.store.tables import (
    Article,
    AttributionRow,
    ClaimReading,
    ClaimRow,
    CopyRow,
    DecisionClaim,
    Event,
    Evidence,
    ExtractionRow,
    FlagRow,
    HopRow,
    HopSource,
    LinkRow,
    LookRow,
    OutsideRow,
    Person,
    SnapshotRow,
    Source,
    TraceRow,
    Version,
)

CARRIED = frozenset({
    "articles", "attributions", "blobs", "bulk_files", "bulk_marks", "bulk_records", "bulk_texts",
    "case_articles", "case_claims", "case_people", "cases", "claim_readings", "claims", "copies",
    "corroborations", "decision_claims", "decisions", "events", "evidence", "extractions", "feed_items",
    "feeds", "flags", "hop_sources", "hops", "links", "looks", "outside_results", "people", "snapshots",
    "source_names", "sources", "texts", "traces", "versions",
})  # fmt: skip
"""Tables that an export of the whole database carries; a table that is not named is not given out."""

LEFT_OUT = {
    "search_documents": "taken anew from the texts before the next search",
    "citations": "follow from the hops",
    "history_head": "follows from the events",
    "accounts": "a hash of a password is a secret",
    "sessions": "proves who somebody is, in the browser that signed in here",
    "tokens": "proves who somebody is, to this database",
    "sign_in_tries": "counts for a quarter of an hour",
}
"""Tables that no export carries, and why: every table stands here or above."""

_BULK = ("bulk_files", "bulk_records", "bulk_texts", "bulk_marks")
_CASES = ("cases", "case_articles", "case_claims", "case_people")

ONLY_WHOLE = {
    "feeds": "what is watched belongs to no article",
    "feed_items": "what is watched belongs to no article",
    **dict.fromkeys(_BULK, "what was read in bulk belongs to no article"),
    **dict.fromkeys(_CASES, "a case may have articles that are not among them"),
    "corroborations": "weighed against the articles of its own database; `verify corroborate` weighs again",
}
"""Tables that only an export of the whole database carries, and why."""

ONLY_OWN = ("corroborations", *_BULK, *_CASES)
"""Tables that are not read into a database with articles of its own: numbers that corroborations hold would
mean others there, a case is the work of its own desk, and what was read in bulk was read there.
"""

CHAINED = ("seq", "previous", "hash")
"""An event's place in the chain of its own database: it means nothing for some of its events alone."""

Keys = dict[str, list[Any]]
Wanted = InstrumentedAttribute[Any] | Column[Any]


def whole(connection: Connection) -> Iterator[tuple[str, rows.Row]]:
    """(table, row) of everything, each behind what it points at."""
    for table in rows.tables():
        if table.name in CARRIED:
            for row in rows.read(connection, table):
                yield table.name, row


def some(connection: Connection, articles: Sequence[int]) -> Iterator[tuple[str, rows.Row]]:
    """(table, row) of all that belongs to these articles; their numbers are held, their rows are not.

    Links between articles stay only where both are among them: of an accepted link to another one its
    address and words stay, what the machine proposed is left out.
    """
    keys = _keys(connection, sorted(set(articles)))
    wanted = set(keys["articles"])
    for table in (table for table in rows.tables() if keys.get(table.name)):
        column = table.c[_COLUMN.get(table.name, "id" if "id" in table.c else "sha256")]
        for row in rows.read_by(connection, table, column, keys[table.name]):
            yield table.name, _alone(table.name, row, wanted)


_COLUMN = {
    "copies": "version_id",
    "decision_claims": "claim_id",
    "events": "seq",
    "hop_sources": "hop_id",
    "source_names": "source_id",
}
"""By which column rows are asked for where it is not their own number."""


def _alone(table: str, row: rows.Row, wanted: set[int]) -> rows.Row:
    """The row without what points out of the selection."""
    if table == "events":
        return {name: value for name, value in row.items() if name not in CHAINED}
    if table == "traces":
        return row | {"steps": steps_of(row["steps"], {n: n for n in wanted})}
    if row.get("article_id") in wanted or table not in _POINTING or row["article_id"] is None:
        return row
    return row | dict.fromkeys(_POINTING[table])


def steps_of(steps: list[dict[str, Any]], numbers: Mapping[int, int]) -> list[dict[str, Any]]:
    """A trace's steps with the articles' other numbers; without those of articles that have none."""
    return [step | {"article": numbers.get(step.get("article", 0))} for step in steps]


_POINTING = {
    "evidence": ("article_id", "version_id", "other_claim_id", "snapshot_id"),
    "outside_results": ("article_id",),
}
"""Columns that point at another article or what is its own."""


def _keys(connection: Connection, articles: list[int]) -> Keys:
    """Of each table, the numbers (or hashes) of the rows that belong to the articles."""
    of = _Finder(connection)
    keys: Keys = {"articles": articles}
    keys["versions"] = versions = of(Version.id, Version.article_id, articles)
    keys["links"] = of(LinkRow.id, LinkRow.version_id, versions)
    keys["extractions"] = of(ExtractionRow.id, ExtractionRow.version_id, versions)
    keys["attributions"] = of(AttributionRow.id, AttributionRow.extraction_id, keys["extractions"])
    keys["claims"] = keys["decision_claims"] = claims = of(ClaimRow.id, ClaimRow.article_id, articles)
    for table in (ClaimReading, FlagRow, HopRow, TraceRow, OutsideRow):
        keys[table.__tablename__] = of(table.id, table.claim_id, claims)
    keys["hop_sources"] = keys["hops"]
    keys["evidence"] = _evidence(of, claims, articles)
    keys["decisions"] = of(DecisionClaim.decision_id, DecisionClaim.claim_id, claims)
    keys["looks"] = of(LookRow.id, LookRow.evidence_id, keys["evidence"])
    keys["copies"] = sorted({*of(CopyRow.version_id, CopyRow.original_id, articles)}.intersection(versions))
    keys |= _kept(of, keys)
    keys |= _sources(of, keys)
    keys["events"] = _events(of, keys)
    keys["people"] = _people(of, keys)
    return keys


class _Finder:
    """Asks for one column of the rows whose other column is among some, in batches; sorted, each once."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def __call__(
        self, wanted: Wanted, by: Wanted, among: Iterable[Any], *where: ColumnElement[bool]
    ) -> list[Any]:
        held, found = sorted(set(among)), set[Any]()
        for at in range(0, len(held), rows.BATCH):
            query = select(wanted).where(by.in_(held[at : at + rows.BATCH]), wanted.is_not(None), *where)
            found.update(self.connection.scalars(query.distinct()))
        return sorted(found)


def _evidence(of: _Finder, claims: list[int], articles: list[int]) -> list[int]:
    every, proposed = Evidence.claim_id, Evidence.state != EvidenceState.ACCEPTED
    among = set(of(Evidence.id, Evidence.article_id, articles, proposed))
    own = of(Evidence.id, every, claims, or_(Evidence.article_id.is_(None), not_(proposed)))
    return sorted({*own, *among.intersection(of(Evidence.id, every, claims))})


def _kept(of: _Finder, keys: Keys) -> Keys:
    """Texts and snapshots: of the versions, and of the linked documents."""
    versions, looks = keys["versions"], keys["looks"]
    snapshots = {
        *of(Version.snapshot_id, Version.id, versions),
        *of(LookRow.snapshot_id, LookRow.id, looks),
        *of(Evidence.snapshot_id, Evidence.id, keys["evidence"], Evidence.article_id.is_(None)),
    }
    texts = {*of(Version.text_sha256, Version.id, versions), *of(LookRow.text_sha256, LookRow.id, looks)}
    blobs = of(SnapshotRow.sha256, SnapshotRow.id, snapshots)
    return {"texts": sorted(texts), "snapshots": sorted(snapshots), "blobs": blobs}


def _sources(of: _Finder, keys: Keys) -> Keys:
    """The sources of the chains, with their owners and what they were merged into, as far as that goes."""
    found = set(of(HopSource.source_id, HopSource.hop_id, keys["hops"]))
    while (
        more := {
            *of(Source.owner_id, Source.id, found),
            *of(Source.merged_into_id, Source.id, found),
        }
        - found
    ):
        found |= more
    return {"sources": sorted(found), "source_names": sorted(found)}


def _events(of: _Finder, keys: Keys) -> list[int]:
    articles = of(Article.uid, Article.id, keys["articles"])
    sources = of(Source.uid, Source.id, keys["sources"])
    return sorted({*of(Event.seq, Event.article_uid, articles), *of(Event.seq, Event.source_uid, sources)})


def _people(of: _Finder, keys: Keys) -> list[int]:
    """Whoever a row names, and whoever acted."""
    found = set(of(Person.id, Person.uid, of(Event.actor_uid, Event.seq, keys["events"])))
    for table in rows.tables():
        named = [fk.parent for fk in table.foreign_keys if fk.column.table.name == "people"]
        for column in named if table.name in keys else ():
            found.update(of(column, table.c.id, keys[table.name]))
    return sorted(found)
