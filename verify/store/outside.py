"""What was found outside for claims: kept as it was said, the newest answer in place of the one before."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from verify.model import storable
from verify.store import records as r
from verify.store.naming import article_row, claim_row
from verify.store.opening import Database
from verify.store.tables import OutsideRow

_TEXTS = ("title", "snippet", "publisher", "published", "rating", "rating_by", "rated", "claimant", "problem")


class Outside:
    """What was found outside, by claim. Every method is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, claim: str, key: str, found: r.OutsideRecord) -> None:
        """Keep a result, in place of the one that the same provider gave for this claim before."""
        with self._database.write() as session:
            row = claim_row(session, claim)
            session.execute(
                delete(OutsideRow).where(
                    OutsideRow.claim_id == row.id, OutsideRow.via == found.via, OutsideRow.key == key
                )
            )
            article = article_row(session, found.article).id if found.article is not None else None
            said = {name: _storable(getattr(found, name)) for name in _TEXTS}
            session.add(
                OutsideRow(
                    claim_id=row.id, via=found.via, key=key, kind=found.kind, address=storable(found.address),
                    article_id=article, **said,
                )
            )  # fmt: skip

    def of(self, claim: str) -> tuple[r.OutsideRecord, ...]:
        """What was found for a claim, fact-checks first, then in the order found."""
        with self._database.read() as session:
            return _records(session, claim_row(session, claim).id)


def _storable(value: Any) -> Any:
    return storable(value) if isinstance(value, str) else value


def _records(session: Session, claim: int) -> tuple[r.OutsideRecord, ...]:
    query = select(OutsideRow).where(OutsideRow.claim_id == claim)
    rows = session.scalars(query.order_by(OutsideRow.rating.is_(None), OutsideRow.id))
    return tuple(
        r.OutsideRecord(
            via=row.via, kind=row.kind, address=row.address, article=row.article_id,
            **{name: getattr(row, name) for name in _TEXTS},
        )
        for row in rows
    )  # fmt: skip
