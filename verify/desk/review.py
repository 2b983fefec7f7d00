"""What a person decides about claims: status, evidence, and taking either back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from verify.desk import views
from verify.errors import Refused
from verify.model import Stance, Status
from verify.report.views import ClaimView, EvidenceView
from verify.store import Store


@dataclass(frozen=True, slots=True)
class Ground:
    """Why a person decides so: a note, and the address of a document."""

    note: str | None = None
    evidence: str | None = None


def mark(
    store: Store, claims: Sequence[str], status: Status, ground: Ground, *, by: str
) -> tuple[ClaimView, ...]:
    """Set the status of claims. An unknown number or a missing ground is found before any claim is
    changed.
    """
    numbers = [_ready(store, claim, status, ground) for claim in dict.fromkeys(claims)]
    done = [store.mark(n, status, by=by, note=ground.note, evidence=ground.evidence) for n in numbers]
    return tuple(views.claim(store, record) for record in done)


def _ready(store: Store, claim: str, status: Status, ground: Ground) -> str:
    record = store.claim(claim).record
    if status.needs_ground and not (ground.note or ground.evidence or record.evidence):
        raise Refused(f"{record.number}: {status} asks for --evidence, a --note, or evidence linked before.")
    return record.number


def undo(store: Store, claim: str, *, by: str, reason: str | None = None) -> ClaimView:
    """Take back the last change by a person that still stands."""
    return views.claim(store, store.undo(claim, by=by, reason=reason))


def link(
    store: Store, claim: str, url: str, stance: Stance, *, by: str, note: str | None = None
) -> EvidenceView:
    """Link a document that bears on a claim."""
    return views.evidence(store.link(claim, url, by=by, stance=stance, note=note))
