"""What a person decides about claims: a status, and taking a change back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from verify.desk import views
from verify.desk.evidence import Fetching, first
from verify.errors import Message, Refused
from verify.model import Status
from verify.report.views import ClaimView
from verify.store import Store


@dataclass(frozen=True, slots=True)
class Ground:
    """Why a person decides so: a note, and the address of a document."""

    note: str | None = None
    evidence: str | None = None


@dataclass(frozen=True, slots=True)
class Marked:
    """Claims with their new status. problem: why there is no snapshot of the evidence; else None."""

    claims: tuple[ClaimView, ...]
    problem: str | None = None


def mark(
    store: Store,
    claims: Sequence[str],
    status: Status,
    ground: Ground,
    fetching: Fetching,
    *,
    by: str,
    expected_revision: int | None = None,
) -> Marked:
    """Set the status of claims. An unknown number or a missing ground is found before any claim is changed,
    and before the document is fetched, once for all of them. expected_revision: as the person saw the claim,
    where it is one.
    """
    numbers = [_ready(store, claim, status, ground) for claim in dict.fromkeys(claims)]
    seen, problem = first(ground.evidence, None, fetching) if ground.evidence else (None, None)
    done = [
        store.mark(
            n, status, by=by, note=ground.note, evidence=ground.evidence, seen=seen,
            expected_revision=expected_revision,
        )
        for n in numbers
    ]  # fmt: skip
    return Marked(tuple(views.claim(store, record) for record in done), problem)


def _ready(store: Store, claim: str, status: Status, ground: Ground) -> str:
    record = store.claim(claim).record
    if status.needs_ground and not (ground.note or ground.evidence or record.evidence):
        raise Refused(
            "{number}: {status} asks for its ground: a note, or evidence linked now or before.",
            number=record.number,
            status=Message(status.value),
        )
    return record.number


def rate(
    store: Store,
    claims: Sequence[str],
    credibility: int | None,
    *,
    by: str,
    reason: str | None,
    expected_revision: int | None = None,
) -> tuple[ClaimView, ...]:
    """Rate how far claims can be believed, 1 to 6. An unknown number is found before any is changed."""
    numbers = [store.claim(claim).record.number for claim in dict.fromkeys(claims)]
    done = [
        store.rate(n, credibility, by=by, reason=reason, expected_revision=expected_revision) for n in numbers
    ]
    return tuple(views.claim(store, record) for record in done)


def undo(
    store: Store, claim: str, *, by: str, reason: str | None = None, expected_revision: int | None = None
) -> ClaimView:
    """Take back the last change by a person that still stands."""
    done = store.undo(claim, by=by, reason=reason, expected_revision=expected_revision)
    return views.claim(store, done)
