"""Which claims each source stands in, kept beside the hops that say it (tables.Citation)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, case, delete, func, insert, select, tuple_
from sqlalchemy.orm import Session, aliased

from verify.model import Claim
from verify.store.tables import Citation, ClaimRow, HopRow, HopSource

COLUMNS = ("source_id", "claim_id", "origin")


def of_new(claims: Iterable[tuple[int, Claim, Sequence[Sequence[int]]]]) -> Iterator[tuple[Any, ...]]:
    """Rows for claims that nobody knew: their numbers, and the sources of each hop."""
    for number, claim, hops in claims:
        last = len(claim.chain) - 1
        found = {source: False for hop in hops for source in hop}
        found |= dict.fromkeys(hops[last] if hops else (), True)
        yield from ((source, number, origin) for source, origin in found.items())


def cite(session: Session, claims: Sequence[int]) -> None:
    """Write anew which sources these claims have, as hops and claims say it now."""
    session.flush()
    met = select(HopSource.source_id, HopRow.claim_id).join(HopRow, HopRow.id == HopSource.hop_id)
    _again(session, met.where(HopRow.claim_id.in_(claims)), HopRow.claim_id.in_(claims))


def cite_source(session: Session, source: int) -> None:
    """The same for all claims of a source, which hops have come to."""
    session.flush()
    met = select(Citation.source_id, Citation.claim_id).where(Citation.source_id == source)
    _again(session, met, HopSource.source_id == source)


def cite_all(session: Session) -> None:
    """The same for every claim."""
    session.flush()
    session.execute(delete(Citation))
    _again(session, None, HopRow.current.expression)


def _again(session: Session, before: Any, which: ColumnElement[bool]) -> None:
    if before is not None:
        old = tuple_(Citation.source_id, Citation.claim_id).in_(before)
        session.execute(delete(Citation).where(old), execution_options={"synchronize_session": False})
    session.execute(insert(Citation).from_select(COLUMNS, _held(which)))


def _held(which: ColumnElement[bool]) -> Any:
    other = aliased(HopRow)
    last = (
        select(func.max(other.position))
        .where(other.claim_id == HopRow.claim_id, other.current)
        .correlate(HopRow)
        .scalar_subquery()
    )
    at_its_end = func.max(case((HopRow.position == last, 1), else_=0)) == 1
    return (
        select(HopSource.source_id, HopRow.claim_id, at_its_end)
        .join(HopRow, HopRow.id == HopSource.hop_id)
        .join(ClaimRow, ClaimRow.id == HopRow.claim_id)
        .where(which, HopRow.current, ClaimRow.listed)
        .group_by(HopSource.source_id, HopRow.claim_id)
    )
