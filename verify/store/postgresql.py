"""All that only PostgreSQL can do: how it is reached, one writer at a time, what its errors mean, the search
index as a tsvector of the terms.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from itertools import combinations
from typing import Any

from sqlalchemy import URL, Connection, Engine, TextClause, create_engine, event, text
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool
from sqlalchemy.util.queue import Empty

from verify.errors import Message
from verify.store.sqlite import dumps

WRITERS = int.from_bytes(b"verify", "big")
"""The advisory lock that a writer holds until its transaction ends. Locks are a database's own."""

READER = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
"""Execution options of readers: they see one moment, as SQLite's do."""

WRITER = {"isolation_level": "READ COMMITTED"}
"""Execution options of writers: what follows the lock has to see what the writer before did."""

CONNECT_SECONDS = 10
"""How long to wait for a server to answer."""

IDLE_SECONDS = 300
"""A transaction left open for so long in the middle is ended by the server: a laptop that was closed while it
wrote must not keep all others from writing.
"""

_ALIVE = {
    "keepalives_idle": 20,
    "keepalives_interval": 10,
    "keepalives_count": 4,
    "tcp_user_timeout": 60_000,
}
"""A network that takes everything and gives nothing back (a laptop carried off, a router that was restarted)
is found out within a minute, on both sides: a server would wait for two hours for the rest of a COPY, and
hold the writers' lock meanwhile; we would wait as long for its answer.
"""

POOL = {"pool_size": 10, "max_overflow": 40, "pool_timeout": 20}
"""Connections of one program: as many as a desk has threads for requests (40) and jobs, some of them kept. A
server's own limit is 100, unless it was raised.
"""

_RESTARTED = Message(
    "the server was stopped or can't be reached. Nothing of this step was stored; try again when it is up"
)
_ADVICE = {
    "08": _RESTARTED,
    "57P": _RESTARTED,
    "25P03": Message("it took too long in the middle of a step. Nothing of this step was stored; try again"),
    "28": Message("the server refuses this user or password. Check the URL, or PGPASSWORD and ~/.pgpass"),
    "3D000": Message("there is no such database. Make it with `createdb`, then `verify db upgrade`"),
    "42501": Message("this user has no right to do that. Ask who runs the server"),
    "42P01": Message("its tables are not those of this program. See `verify db status`"),
    "25006": Message("it can't be written: it is a standby or set to read only. Use the primary server"),
    "53100": Message("the server's disk is full. Nothing of this step was stored; make room and try again"),
    "53300": Message("the server has no connection free. Try again later, or raise its max_connections"),
    "55P03": Message("another program is writing to it. Wait until it is done, or end it, and try again"),
    "40": Message("two programs got in each other's way. Nothing of this step was stored; try again"),
    "XX": Message("it is damaged. Restore a backup"),
}


_REFUSED = {
    "too many (clients|connections)|connection slots": "53300",
    "password|authentication|pg_hba|role .* does not exist": "28",
    "database .* does not exist": "3D000",
}
"""What a server says that lets nobody in -> the code that belongs to it: it sends one, and libpq keeps it
to itself. In another language than English the server's own words have to do.
"""


def is_ours(error: BaseException) -> bool:
    """True for an error of the driver."""
    return any(kind.__module__.partition(".")[0] == "psycopg" for kind in type(error).__mro__)


def advice(error: BaseException) -> str | None:
    """What an error of PostgreSQL means for the person and what to do; None for an unknown one.

    Codes: https://www.postgresql.org/docs/15/errcodes-appendix.html. A connection that fails or breaks has
    none; what the server said of it goes first.
    """
    if not is_ours(error):
        return None
    code = getattr(error, "sqlstate", None)
    if code is not None:
        return next((meaning for prefix, meaning in _ADVICE.items() if code.startswith(prefix)), None)
    if type(error).__name__ != "OperationalError":
        return None
    refused = _refused(error)
    meaning = _ADVICE[refused] if refused else _RESTARTED
    said = str(error).strip().splitlines() or [""]
    return Message("{n} ({said})", n=meaning, said=said[0])


def _refused(error: BaseException) -> str | None:
    """The code of a refusal to let anybody in."""
    words = str(error)
    return next((code for said, code in _REFUSED.items() if re.search(said, words)), None)


class Patient(QueuePool):
    """A pool that takes its own next free connection where the server gives it no further one: a server for
    twelve serves forty who ask at once, one after the other.
    """

    def _do_get(self) -> ConnectionPoolEntry:
        try:
            return super()._do_get()
        except Exception as error:
            if not is_ours(error) or _refused(error) != "53300" or self.checkedout() + self.checkedin() < 1:
                raise
            try:
                return self._pool.get(True, self._timeout)
            except Empty:
                raise error from None


def make_engine(url: URL, busy_seconds: float) -> Engine:
    """An engine that finds out by itself that the server was restarted, and waits for others only so long."""
    logging.getLogger("psycopg").setLevel(logging.ERROR)  # it warns of what the error that follows says
    if url.drivername == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    engine = create_engine(
        url,
        poolclass=Patient,
        pool_pre_ping=True,
        **POOL,
        connect_args={"connect_timeout": CONNECT_SECONDS, **_ALIVE},
        json_serializer=dumps,
    )

    @event.listens_for(engine, "connect")
    def _connect(raw: Any, _record: object) -> None:
        with raw.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = {int(busy_seconds * 1000)}")
            cursor.execute(f"SET idle_in_transaction_session_timeout = {IDLE_SECONDS * 1000}")
            for name in ("tcp_keepalives_idle", "tcp_keepalives_interval", "tcp_keepalives_count"):
                cursor.execute(f"SET {name} = {_ALIVE[name.removeprefix('tcp_')]}")
            cursor.execute(f"SET tcp_user_timeout = {_ALIVE['tcp_user_timeout']}")
        raw.commit()

    return engine


_VECTOR = "array_to_tsvector(string_to_array(d.terms, ' '))"


def lock(session: Session | Connection) -> None:
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


def said(wordings: Sequence[Sequence[str]]) -> TextClause:
    """Readings of claims with all words of any of these wordings."""
    bound = {f"w{i}": list(words) for i, words in enumerate(wordings)}
    either = " OR ".join(f"string_to_array(search, ' ') @> CAST(:{name} AS text[])" for name in bound)
    return text(f"SELECT id FROM claim_readings WHERE {either}").bindparams(**bound)  # noqa: S608 - ours


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
