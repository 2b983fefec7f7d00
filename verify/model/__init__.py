"""The domain: frozen values, no I/O. Words as in docs/domain.md."""

from verify.model.article import Link, Metadata, text_sha256
from verify.model.claim import Account, Assumed, Attribution, Claim, Extraction, Flag, Hop, Proposal, words
from verify.model.snapshot import Redirect, Snapshot, bytes_sha256, storable
from verify.model.terms import (
    CREDIBILITY,
    AccountRole,
    AttributionType,
    EvidenceState,
    FlagCode,
    Mode,
    Reliability,
    SourceKind,
    SourceState,
    Stance,
    Status,
    UpstreamResult,
)

__all__ = [
    "CREDIBILITY",
    "Account",
    "AccountRole",
    "Assumed",
    "Attribution",
    "AttributionType",
    "Claim",
    "EvidenceState",
    "Extraction",
    "Flag",
    "FlagCode",
    "Hop",
    "Link",
    "Metadata",
    "Mode",
    "Proposal",
    "Redirect",
    "Reliability",
    "Snapshot",
    "SourceKind",
    "SourceState",
    "Stance",
    "Status",
    "UpstreamResult",
    "bytes_sha256",
    "storable",
    "text_sha256",
    "words",
]
