"""What the pages of the desk show: an article with its claims outlined, one claim opened, the inbox."""

from __future__ import annotations

from dataclasses import dataclass

from verify.desk import cases, looking, views
from verify.model import EvidenceState, FlagCode, Status
from verify.model.claim import Chain
from verify.report.views import ClaimView
from verify.store import (
    ArticleRecord,
    Brief,
    CaseRecord,
    ClaimFilter,
    ClaimState,
    CorroborationRecord,
    EventRecord,
    EvidenceRecord,
    Listed,
    Other,
    OutsideRecord,
    Page,
    Sort,
    Store,
)


@dataclass(frozen=True, slots=True)
class Marked:
    """An article with its claims. claims: to be marked in the text; unplaced: present, with words that
    only an earlier version has; gone: all others.
    """

    article: ArticleRecord
    text: str
    claims: tuple[Brief, ...]
    unplaced: tuple[Other, ...]
    gone: tuple[Other, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """A claim with all that a person weighs. proposed: links that wait for a decision; weighed: what the
    links came to, None where nobody asked yet.
    """

    article: ArticleRecord
    text: str
    claim: ClaimView
    revision: int
    state: ClaimState
    machine: Chain
    events: tuple[EventRecord, ...]
    outside: tuple[OutsideRecord, ...]
    proposed: tuple[EvidenceRecord, ...]
    weighed: CorroborationRecord | None


@dataclass(frozen=True, slots=True)
class Inbox:
    """What needs eyes first: one's own claims and cases, claims that changed, unverified ones that other
    articles bear on, those that rest on nobody; and the newest articles.
    """

    yours: Page[Listed]
    cases: Page[CaseRecord]
    changed: Page[Listed]
    cited: Page[Listed]
    heavy: Page[Listed]
    articles: Page[ArticleRecord]


def marked(store: Store, name: str) -> Marked:
    """An article by its number, address or id."""
    found = store.outline(name)
    return Marked(
        found.article,
        found.text,
        found.claims,
        tuple(other for other in found.others if other.state is ClaimState.PRESENT),
        tuple(other for other in found.others if other.state is not ClaimState.PRESENT),
    )


def opened(store: Store, number: str) -> Opened:
    """A claim by its number or id."""
    detail = store.claim(number)
    record = detail.record
    return Opened(
        article=detail.article,
        text=detail.text,
        claim=views.with_evidence(detail),
        revision=record.revision,
        state=record.state,
        machine=detail.machine_chain,
        events=detail.events,
        outside=store.outside.of(record.uid),
        proposed=tuple(e for e in detail.evidence if e.state is EvidenceState.PROPOSED and not e.withdrawn),
        weighed=store.corroboration(record.uid),
    )


def listed(store: Store, where: ClaimFilter, sort: Sort, *, limit: int, page: int) -> Page[Listed]:
    """A page (from 1) of the claims that meet the filter."""
    return store.listed(where, sort=sort, limit=limit, offset=(page - 1) * limit)


def borne_on(store: Store, article: int) -> tuple[str, ...]:
    """Numbers of an article's claims on which other articles bear, in the order of its text."""
    where = ClaimFilter(articles=(article,), cited=True)
    return tuple(claim.number for claim in store.claims(where, limit=looking.MOST).items)


def inbox(store: Store, person: str, *, most: int = 8) -> Inbox:
    """The beginning of each list, for this person."""
    yours = ClaimFilter(statuses=(Status.UNVERIFIED,), assigned=person)
    changed = ClaimFilter(
        flags=(FlagCode.EVIDENCE_LOST, FlagCode.CHANGED, FlagCode.MISMATCH, FlagCode.CIRCULAR)
    )
    cited = ClaimFilter(statuses=(Status.UNVERIFIED,), cited=True)
    heavy = ClaimFilter(statuses=(Status.UNVERIFIED,), flagged=True)
    with store.moment():
        return Inbox(
            listed(store, yours, Sort.WEIGHT, limit=most, page=1),
            cases.listed(store, open_=True, limit=most),
            listed(store, changed, Sort.UPDATED, limit=most, page=1),
            listed(store, cited, Sort.CITED, limit=most, page=1),
            listed(store, heavy, Sort.WEIGHT, limit=most, page=1),
            looking.articles(store, limit=most, page=1),
        )
