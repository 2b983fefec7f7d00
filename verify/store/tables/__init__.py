"""The tables: SQLAlchemy's typed declarative classes, the same on SQLite and PostgreSQL."""

from verify.store.tables.accounts import AccountRow, SessionRow, SignInTry, TokenRow
from verify.store.tables.articles import Article, Blob, LinkRow, SnapshotRow, TextRow, Version
from verify.store.tables.base import Base, new_uid, now
from verify.store.tables.bulk import BulkFile, BulkMark, BulkRecord, BulkText, CopyRow
from verify.store.tables.cases import CaseArticle, CaseClaim, CasePerson, CaseRow
from verify.store.tables.citations import Citation
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
from verify.store.tables.documents import SearchDocument
from verify.store.tables.evidence import Corroboration, Evidence, accepted
from verify.store.tables.feeds import FeedItem, FeedRow
from verify.store.tables.history import (
    Decision,
    DecisionClaim,
    DecisionKind,
    Event,
    HistoryHead,
    Person,
    Role,
)
from verify.store.tables.looks import LookRow, TraceRow
from verify.store.tables.outside import OutsideRow
from verify.store.tables.sources import Source, SourceName

__all__ = [
    "AccountRow",
    "Article",
    "AttributionRow",
    "Base",
    "Blob",
    "BulkFile",
    "BulkMark",
    "BulkRecord",
    "BulkText",
    "CaseArticle",
    "CaseClaim",
    "CasePerson",
    "CaseRow",
    "Citation",
    "ClaimReading",
    "ClaimRow",
    "CopyRow",
    "Corroboration",
    "Decision",
    "DecisionClaim",
    "DecisionKind",
    "Event",
    "Evidence",
    "ExtractionRow",
    "FeedItem",
    "FeedRow",
    "FlagRow",
    "HistoryHead",
    "HopRow",
    "HopSource",
    "LinkRow",
    "LookRow",
    "OutsideRow",
    "Person",
    "Role",
    "SearchDocument",
    "SessionRow",
    "SignInTry",
    "SnapshotRow",
    "Source",
    "SourceName",
    "Standing",
    "TextRow",
    "TokenRow",
    "TraceRow",
    "Version",
    "accepted",
    "new_uid",
    "now",
]
