"""All that only PostgreSQL can do: one writer at a time, and the search index as a tsvector of the terms."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from sqlalchemy import TextClause, text
from sqlalchemy.orm import Session

WRITERS = int.from_bytes(b"verify", "big")
"""The advisory lock that a writer holds until its transaction ends. Locks are a database's own."""

_VECTOR = "array_to_tsvector(string_to_array(d.terms, ' '))"


def lock(session: Session) -> None:
    """Wait until no other writer is at work, as SQLite's BEGIN IMMEDIATE does.

    All writers add to one history, whose last event each one has to see: they take turns in any case. Taking
    turns from the beginning, none meets another's half-done work (the same person, source or text made known
    twice, claims locked crosswise).
    """
    session.execute(text("SELECT pg_advisory_xact_lock(:writers)"), {"writers": WRITERS})


def postings(terms: Sequence[str], most: int) -> TextClause:
    """Rows (place of the term, article), at most this many a term."""
    parts = [  # the numbers are ours; what comes from texts is bound
        f"(SELECT {i} AS place, d.article_id FROM search_documents d "  # noqa: S608
        f"WHERE {_VECTOR} @@ CAST(:t{i} AS tsquery) LIMIT :most)"
        for i in range(len(terms))
    ]
    bound = {f"t{i}": _quoted(term) for i, term in enumerate(terms)}
    return text(" UNION ALL ".join(parts)).bindparams(most=most, **bound)


def together(terms: Sequence[str], low: int, high: int, most: int) -> TextClause:
    """Articles with two of the terms or more, with numbers from low to high."""
    pairs = " | ".join(f"({_quoted(a)} & {_quoted(b)})" for a, b in combinations(terms, 2))
    query = (
        f"SELECT d.article_id FROM search_documents d WHERE d.article_id BETWEEN :low AND :high "  # noqa: S608
        f"AND {_VECTOR} @@ CAST(:pairs AS tsquery) LIMIT :most"
    )
    return text(query).bindparams(low=low, high=high, pairs=pairs, most=most)


def ranked(terms: Sequence[str], most: int) -> TextClause:
    """Articles with any of the terms, by PostgreSQL's rank."""
    query = (
        f"SELECT d.article_id FROM search_documents d WHERE {_VECTOR} @@ CAST(:any AS tsquery) "  # noqa: S608
        f"ORDER BY ts_rank({_VECTOR}, CAST(:any AS tsquery)) DESC LIMIT :most"
    )
    return text(query).bindparams(any=" | ".join(map(_quoted, terms)), most=most)


def _quoted(term: str) -> str:
    """Terms are letters, digits and "_" (tables.SearchDocument); quoted all the same."""
    return "'" + term.replace("\\", "").replace("'", "") + "'"
