"""Sources with their records."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query

from verify.desk import keeping
from verify.model import SourceKind
from verify.report import shapes
from verify.web.api.caller import Leading, Limit, Offset, Reading, SourceId
from verify.web.api.models import Alias, Grade, NewSource, Owner, Source, SourceDetail, Sources

router = APIRouter(prefix="/sources", tags=["sources"])


@router.get("", response_model=Sources)
def sources(
    caller: Reading,
    q: Annotated[str | None, Query(max_length=300)] = None,
    kind: SourceKind | None = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> dict[str, Any]:
    """Who says claims, those with most first."""
    found = caller.store.sources(kind=kind, text=q or None, limit=limit, offset=offset)
    return shapes.paged(found, [shapes.source(s) for s in found.items])


@router.post("", status_code=201, response_model=Source)
def add(caller: Leading, given: NewSource) -> dict[str, Any]:
    """Keep a source; articles read from now on find it by any of its names."""
    new = keeping.NewSource(given.name, given.kind, given.aliases, given.owner)
    return shapes.source(keeping.add_source(caller.store, new, by=caller.person))


@router.get("/{source}", response_model=SourceDetail)
def source(caller: Reading, source: SourceId) -> dict[str, Any]:
    """A source with how its claims came out, and who rated it how."""
    return shapes.source_history(keeping.source(caller.store, source))


@router.post("/{source}/aliases", response_model=Source)
def alias(caller: Leading, source: SourceId, given: Alias) -> dict[str, Any]:
    """Another name for it."""
    return shapes.source(keeping.add_alias(caller.store, source, given.alias, by=caller.person))


@router.put("/{source}/owner", response_model=Source)
def owner(caller: Leading, source: SourceId, given: Owner) -> dict[str, Any]:
    """Who owns it: outlets of one owner are one voice."""
    return shapes.source(keeping.set_owner(caller.store, source, given.owner, by=caller.person))


@router.put("/{source}/rating", response_model=SourceDetail)
def rating(caller: Leading, source: SourceId, given: Grade) -> dict[str, Any]:
    """How far it can be relied on."""
    done = keeping.rate(caller.store, source, given.grade, by=caller.person, reason=given.reason)
    return shapes.source_history(done)
