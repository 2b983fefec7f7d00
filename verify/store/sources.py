"""Sources: which row a name means, and what people say about them."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy.orm import Session

from verify.errors import NotFound, Refused
from verify.model import Reliability, SourceKind, storable
from verify.store import citing, events
from verify.store.tables import Event, HopSource, Source, SourceName, new_uid

_QUOTES = re.compile("[«»„“”\"'‘’`]")
_SPACE = re.compile(r"\s+")
_CHUNK = 300

Names = dict[tuple[SourceKind, str], tuple[int, str | None]]
"""(kind, key) -> source id, and the name to show where a person's register says it."""


@lru_cache(maxsize=50_000)
def name_key(name: str) -> str:
    """What makes two spellings one name: casefolded, without quotes, spaces single."""
    plain = unicodedata.normalize("NFKC", storable(name)).casefold()
    return _SPACE.sub(" ", _QUOTES.sub("", plain)).strip()


def resolve(session: Session, wanted: Iterable[tuple[SourceKind, str]]) -> Names:
    """Ids of all these sources, in a few queries; unknown ones become new sources."""
    names = {(kind, name_key(name)): name for kind, name in wanted}
    found = known(session, list(names))
    lacking = {pair: storable(name) for pair, name in names.items() if pair not in found}
    if lacking:
        made = [Source(uid=new_uid(), kind=kind, name=name) for (kind, _), name in lacking.items()]
        session.add_all(made)
        session.flush()
        for ((kind, key), name), source in zip(lacking.items(), made, strict=True):
            session.add(SourceName(source_id=source.id, kind=kind, key=key, name=name))
            found[kind, key] = (source.id, None)
        session.flush()
    return found


def known(session: Session, keys: list[tuple[SourceKind, str]]) -> Names:
    """The sources that have these names, by (kind, key), in a few queries."""
    found: Names = {}
    for at in range(0, len(keys), _CHUNK):
        query = (
            select(SourceName.kind, SourceName.key, Source.id, Source.name, Source.registered)
            .join(Source, Source.id == SourceName.source_id)
            .where(_named(keys[at : at + _CHUNK]))
        )
        for kind, key, source_id, name, registered in session.execute(query):
            found[kind, key] = (source_id, name if registered else None)
    return found


def _named(keys: list[tuple[SourceKind, str]]) -> ColumnElement[bool]:
    """Kind by kind, not by pairs: SQLite would go through all names for pairs."""
    kinds: dict[SourceKind, list[str]] = {}
    for kind, key in keys:
        kinds.setdefault(kind, []).append(key)
    return or_(*(and_(SourceName.kind == kind, SourceName.key.in_(some)) for kind, some in kinds.items()))


def _new(session: Session, kind: SourceKind, name: str, *, registered: bool = False) -> Source:
    source = Source(uid=new_uid(), kind=kind, name=name, registered=registered)
    session.add(source)
    session.flush()
    _name(session, source, name)
    return source


def _name(session: Session, source: Source, name: str) -> None:
    session.add(SourceName(source_id=source.id, kind=source.kind, key=name_key(name), name=name))
    session.flush()


def ids_of(session: Session, name: str) -> list[int]:
    """Ids of every source with this uid, name or alias, whatever its kind."""
    by_name = select(SourceName.source_id).where(SourceName.key == name_key(name))
    query = select(Source.id).where(or_(Source.uid == storable(name), Source.id.in_(by_name)))
    return list(session.scalars(query.where(Source.merged_into_id.is_(None))))


def find(session: Session, name: str) -> Source:
    """The source of this uid, name or alias. Of several kinds: the registered one, else the first met."""
    query = select(Source).where(Source.id.in_(ids_of(session, name)))
    found = session.scalar(query.order_by(Source.registered.desc(), Source.id).limit(1))
    if found is None:
        raise NotFound("No source is called {name}: see `verify sources list`.", name=repr(name))
    return found


def _holder(session: Session, kind: SourceKind, name: str) -> Source | None:
    query = select(Source).join(SourceName, SourceName.source_id == Source.id)
    return session.scalar(query.where(SourceName.kind == kind, SourceName.key == name_key(name)))


def add(
    session: Session, name: str, kind: SourceKind, *, by: str, aliases: Sequence[str], owner: str | None
) -> Source:
    """A source by a person; one that an extraction met becomes the person's. Refused where it is there
    already.
    """
    name = _clean(name)
    source = _holder(session, kind, name)
    if source is not None and source.registered:
        raise Refused(
            "{name} is already a name of {name2} ({kind}). Add an alias instead.",
            name=repr(name),
            name2=source.name,
            kind=kind,
        )
    if source is None:
        source = _new(session, kind, name)
    source.registered = True
    after = {"name": name, "kind": kind.value, "aliases": list(aliases), "owner": owner}
    events.append(
        session, events.person(session, by), "source.add", events.Subject(source=source), after=after
    )
    for other in aliases:
        add_alias(session, source, other, by=by)
    if owner is not None:
        set_owner(session, source, owner, by=by)
    return source


def add_alias(session: Session, source: Source, alias: str, *, by: str) -> Source:
    """Another name; a source of this name that only extractions know is merged into this one."""
    alias = _clean(alias)
    other = _holder(session, source.kind, alias)
    if other is source:
        return source
    merged: str | None = None
    if other is None:
        _name(session, source, alias)
    elif other.registered:
        raise Refused(
            "{alias} is already a name of {name} ({kind}).",
            alias=repr(alias),
            name=other.name,
            kind=other.kind,
        )
    else:
        _merge(session, other, source)
        merged = other.uid
    source.registered = True
    after = {"alias": alias, "merged": merged}
    events.append(
        session, events.person(session, by), "source.alias", events.Subject(source=source), after=after
    )
    return source


def _merge(session: Session, other: Source, into: Source) -> None:
    named = {"source_id": into.id, "name": into.name}
    session.execute(update(HopSource).where(HopSource.source_id == other.id).values(named))
    session.execute(update(SourceName).where(SourceName.source_id == other.id).values(source_id=into.id))
    session.execute(update(Source).where(Source.owner_id == other.id).values(owner_id=into.id))
    other.merged_into_id = into.id
    for source in (other, into):
        citing.cite_source(session, source.id)


def set_owner(session: Session, source: Source, owner: str | None, *, by: str) -> Source:
    """Who owns it: an organization, made known where new; None for nobody known."""
    before = session.get(Source, source.owner_id) if source.owner_id else None
    holder = None
    if owner is not None:
        name = _clean(owner)
        holder = _holder(session, SourceKind.ORGANIZATION, name) or _new(
            session, SourceKind.ORGANIZATION, name
        )
        if holder is source:
            raise Refused("{name} can't own itself.", name=source.name)
    source.owner_id, source.registered = holder.id if holder else None, True
    events.append(
        session,
        events.person(session, by),
        "source.owner",
        events.Subject(source=source),
        before={"owner": before.name if before else None},
        after={"owner": holder.name if holder else None},
    )
    return source


def rate(
    session: Session, source: Source, grade: Reliability | None, *, by: str, reason: str | None
) -> Source:
    """How far people rely on it; None for not rated."""
    before, source.reliability = source.reliability, grade.value if grade else None
    events.append(
        session,
        events.person(session, by),
        "source.rate",
        events.Subject(source=source),
        before={"reliability": before},
        after={"reliability": source.reliability},
        reason=reason,
    )
    return source


def unrate(session: Session, source: Source, *, by: str, reason: str | None) -> Source:
    """Take back the last rating that still stands; a second time, the one before it."""
    query = select(Event).where(Event.source_uid == source.uid).order_by(Event.seq.desc())
    undone: set[str] = set()
    for event in session.scalars(query):
        if event.action == "source.unrate":
            undone.add(json.loads(event.after or "{}")["undoes"])
        elif event.action == "source.rate" and event.uid not in undone:
            before = {"reliability": source.reliability}
            source.reliability = json.loads(event.before or "{}")["reliability"]
            after = {"reliability": source.reliability, "undoes": event.uid}
            subject = events.Subject(source=source)
            events.append(
                session, events.person(session, by), "source.unrate", subject,
                before=before, after=after, reason=reason,
            )  # fmt: skip
            return source
    raise Refused("{name}: there is no rating to take back.", name=source.name)


def _clean(name: str) -> str:
    name = _SPACE.sub(" ", storable(name)).strip()
    if not name_key(name):
        raise Refused("{name} is no name.", name=repr(name))
    return name
