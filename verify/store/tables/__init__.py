"""The tables: SQLAlchemy's typed declarative classes, the same on SQLite and PostgreSQL."""

from verify.store.tables.articles import Article, Blob, LinkRow, SnapshotRow, TextRow, Version
from verify.store.tables.base import Base, new_uid, now
from verify.store.tables.claims import (
    AttributionRow,
    ClaimReading,
    ClaimRow,
    ExtractionRow,
    FlagRow,
    HopRow,
    HopSource,
    Standing,
)
from verify.store.tables.history import (
    Decision,
    DecisionClaim,
    DecisionKind,
    Event,
    Evidence,
    HistoryHead,
    Person,
    Role,
)
from verify.store.tables.sources import Source, SourceName

__all__ = [
    "Article",
    "AttributionRow",
    "Base",
    "Blob",
    "ClaimReading",
    "ClaimRow",
    "Decision",
    "DecisionClaim",
    "DecisionKind",
    "Event",
    "Evidence",
    "ExtractionRow",
    "FlagRow",
    "HistoryHead",
    "HopRow",
    "HopSource",
    "LinkRow",
    "Person",
    "Role",
    "SnapshotRow",
    "Source",
    "SourceName",
    "Standing",
    "TextRow",
    "Version",
    "new_uid",
    "now",
]
