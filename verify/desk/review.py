"""What a person decides about claims: status, evidence, and taking either back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from verify.model import Stance, Status
from verify.store import ClaimRecord, EvidenceRecord, Store


@dataclass(frozen=True, slots=True)
class Ground:
    """Why a person decides so: a note, and the address of a document."""

    note: str | None = None
    evidence: str | None = None


def mark(
    store: Store, claims: Sequence[str], status: Status, ground: Ground, *, by: str
) -> tuple[ClaimRecord, ...]:
    """Set the status of claims. An unknown number raises NotFound before any claim is changed."""
    for number in claims:
        store.claim(number)
    return tuple(
        store.mark(number, status, by=by, note=ground.note, evidence=ground.evidence)
        for number in dict.fromkeys(claims)
    )


def undo(store: Store, claim: str, *, by: str, reason: str | None = None) -> ClaimRecord:
    """Take back the last change by a person that still stands."""
    return store.undo(claim, by=by, reason=reason)


def link(
    store: Store, claim: str, url: str, stance: Stance, *, by: str, note: str | None = None
) -> EvidenceRecord:
    """Link a document that bears on a claim."""
    return store.link(claim, url, by=by, stance=stance, note=note)
