"""Looking after the database: what it holds, whether it is whole, a copy of it; and the sources a person
knows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from verify.errors import NotFound, Refused
from verify.languages.register import register
from verify.model import Reliability, SourceKind
from verify.store import (
    DatabaseStatus,
    HistoryCheck,
    Integrity,
    Moved,
    Page,
    SourceHistory,
    SourceRecord,
    Store,
    database_url,
    file_of,
    open_store,
)


@dataclass(frozen=True, slots=True)
class NewSource:
    """A source that a person adds."""

    name: str
    kind: SourceKind
    aliases: Sequence[str] = ()
    owner: str | None = None


def check_history(store: Store, head: str | None = None) -> HistoryCheck:
    """Verify the hash chain of all events, and that a head noted earlier is still in it."""
    return store.check_history(head)


def check(store: Store) -> Integrity:
    """Verify the whole database: every claim's words against its text, every hash."""
    return store.check()


def status(store: Store) -> DatabaseStatus:
    """Where the database is, and what it holds."""
    return store.status()


def backup(store: Store, to: Path) -> Path:
    """A copy while the database is in use. Refused where the file exists."""
    return store.backup(to)


def restore(explicit: str | None, backup: Path) -> tuple[DatabaseStatus, Path | None]:
    """Make the database what a backup of it is, also while it is in use; and where what was there is kept.
    Refused for a server.
    """
    place = file_of(database_url(explicit))
    if place is None:
        raise Refused("A server's database is restored from its dump, with pg_restore.")
    from verify.store.backups import put_back

    kept = put_back(place, backup.absolute())
    with open_store(place) as store:
        return store.status(), kept


def move(source: str, target: str, tell: Callable[[str, int], None] = lambda table, rows: None) -> Moved:
    """Copy a whole database, history included, into a new file or an empty database of a server, and prove
    that both hold the same. A file that this made is taken away again where it fails.
    """
    with open_store(source, create=False) as from_:
        place = file_of(target)
        if place is not None and place == from_.path:
            raise Refused("{target} is the database to be moved: give another one.", target=target)
        new = place is not None and not place.exists()
        try:
            with open_store(target) as to:
                return from_.move_into(to, tell)
        except BaseException:
            if new and place is not None:
                from verify.store.sqlite import drop

                drop(place)
            raise


def sources(
    store: Store, *, kind: SourceKind | None, text: str | None, limit: int, page: int
) -> Page[SourceRecord]:
    """A page (from 1) of the sources, those with most claims first."""
    return store.sources(kind=kind, text=text, limit=limit, offset=(page - 1) * limit)


def source(store: Store, name: str) -> SourceHistory:
    """A source by its name, an alias or its id, with its record."""
    return store.source_history(name)


def rate(
    store: Store, name: str, grade: Reliability | None, *, by: str, reason: str | None, undo: bool = False
) -> SourceHistory:
    """Rate how far a source can be relied on; or take the last rating back."""
    return store.rate_source(_known(store, name, by), grade, by=by, reason=reason, undo=undo)


def add_source(store: Store, new: NewSource, *, by: str) -> SourceRecord:
    """Keep a source with its aliases and owner; articles read from now on find it by any of these names."""
    return store.add_source(new.name, new.kind, by=by, aliases=new.aliases, owner=new.owner)


def add_alias(store: Store, source_: str, alias: str, *, by: str) -> SourceRecord:
    """Another name for a source: one of the database, or an outlet that verify knows."""
    return store.add_alias(_known(store, source_, by), alias, by=by)


def _known(store: Store, name: str, by: str) -> str:
    """The source's id; an outlet of the shipped register comes into the database when it is first needed."""
    try:
        return store.source(name).uid
    except NotFound:
        outlet = register().by_alias(name)
        if outlet is None:
            raise
        return store.add_source(outlet.name, SourceKind.OUTLET, by=by).uid


def set_owner(store: Store, source_: str, owner: str | None, *, by: str) -> SourceRecord:
    """Who owns a source; None where nobody known does."""
    return store.set_owner(_known(store, source_, by), owner, by=by)
