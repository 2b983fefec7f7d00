"""Dates as feeds, sitemaps and services write them."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_COMPACT = re.compile(r"\d{8}T\d{6}Z")  # 20251126T093000Z


def moment(stated: object) -> datetime | None:
    """An aware datetime from RFC 822 (RSS), W3C or RFC 3339 dates (Atom, sitemaps, JSON) or GDELT's.

    None for anything else. A day alone is its midnight in UTC, as is a time without a zone.
    """
    text = stated.strip() if isinstance(stated, str) and len(stated) < 100 else ""
    if not text:
        return None
    found = _iso(text) or _mail(text)
    if found is None:
        return None
    try:
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (OverflowError, ValueError):  # the year 1 east of Greenwich
        return None


def _iso(text: str) -> datetime | None:
    text = re.sub(r"(\.\d{6})\d+", r"\1", text)  # Google gives nanoseconds
    try:
        if _COMPACT.fullmatch(text):
            return datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _mail(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
