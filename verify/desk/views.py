"""What the store holds, as the values that every report renders."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from verify.model import Status
from verify.report.views import ArticleView, ClaimView, Decided, EvidenceView, Found
from verify.store import (
    ArticleDetail,
    ClaimDetail,
    ClaimRecord,
    ClaimState,
    EventRecord,
    EvidenceRecord,
    Store,
)
from verify.store.decided import Mark, in_force

_BATCH = 200


def article(store: Store, detail: ArticleDetail) -> ArticleView:
    """An article with the claims of its present version, in text order."""
    record = detail.article
    return ArticleView(
        source=record.address,
        text=detail.text,
        metadata=record.metadata,
        claims=claims(store, detail.claims),
        number=record.number,
        id=record.uid,
        version=record.version,
        carried=True,
        found=Found(record.engine, record.engine_version),
    )


def claim(store: Store, record: ClaimRecord) -> ClaimView:
    """A claim with the links that bear on it."""
    (found,) = claims(store, [record])
    return found


def claims(store: Store, records: Sequence[ClaimRecord]) -> tuple[ClaimView, ...]:
    """Many claims, with one query for all their links, and one for whoever judged them."""
    links = store.evidence_of([record.uid for record in records if record.evidence])
    marks = store.decided([record.uid for record in records if record.status is not Status.UNVERIFIED])
    return tuple(_claim(r, links.get(r.uid, ()), marks.get(r.uid)) for r in records)


def _claim(
    record: ClaimRecord, links: tuple[EvidenceRecord, ...], mark: EventRecord | Mark | None = None
) -> ClaimView:
    judged = record.status is not Status.UNVERIFIED
    return ClaimView(
        claim=record.claim,
        id=record.uid,
        number=record.number,
        chain=record.claim.chain,
        status=record.status,
        evidence=tuple(evidence(e) for e in links if e.stands),
        edited=record.edited,
        gone=record.state is not ClaimState.PRESENT,
        updated_at=record.updated_at,
        credibility=record.credibility,
        revision=record.revision,
        assigned=record.assigned,
        decided=Decided(mark.actor, mark.at, mark.reason) if mark and judged else None,
    )


def with_evidence(detail: ClaimDetail) -> ClaimView:
    return _claim(detail.record, detail.evidence, in_force(detail.events))


def evidence(record: EvidenceRecord) -> EvidenceView:
    return EvidenceView(
        record.uid, record.url, record.stance, record.note, record.by, record.added_at,
        record.quote, record.archive_url, record.snapshot, record.state_at_source, record.checked_at,
        record.never_there,
    )  # fmt: skip


def every_article(store: Store) -> Iterator[str]:
    """Numbers of all articles that are not removed, the oldest first."""
    found: list[int] = []
    while (page := store.articles(limit=_BATCH, offset=len(found))).items:
        found += [record.number for record in page.items]
    yield from map(str, sorted(found))
