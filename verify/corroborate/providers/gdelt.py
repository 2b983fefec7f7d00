"""GDELT's DOC 2.0 API: which articles of the last months, in 65 languages, match an English query.

From its announcement (blog.gdeltproject.org/gdelt-doc-2-0-api-debuts) and its updates: words are looked for
in GDELT's English translation, so names are asked for in Latin letters; `mode=artlist&format=json`, at most
250 records. Errors come as plain text with status 200 ("Your search contained a keyword that was too
short."). It asks for one request in 5 seconds (its own words, with status 429). Dates of answers at times
lie outside what was asked for, and are dropped here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from verify.corroborate.providers.dates import moment
from verify.corroborate.providers.results import Query, Result, short
from verify.corroborate.providers.service import ATTEMPTS, LATER, NotJSON, Pace, Service, entries
from verify.errors import Message

NAME = "gdelt"
ENDPOINT = "https://api.gdeltproject.org/api/v2/doc/doc"
MOST = 250
SECONDS = 5.0
DAYS = 90
"""The window that the service promises: three months."""

_SHORTEST = 3  # letters: shorter keywords are refused
_TERMS = 4  # all must be found: more of them find nothing
_WORD = re.compile(r"[0-9A-Za-zÀ-ɏ]+(?:[ '’-][0-9A-Za-zÀ-ɏ]+)*")
_BUSY = re.compile(r"limit requests|too many|rate limit", re.IGNORECASE)

PACE = Pace(SECONDS)


@dataclass(frozen=True, slots=True)
class Gdelt:
    """A provider. now: today, for the window; tests give their own."""

    service: Service
    now: datetime | None = None
    name: str = NAME

    def search(self, query: Query) -> tuple[Result, ...]:
        """Articles that hold all of the claim's names. Raises FetchError."""
        terms = _terms(query.latin)
        if not terms:
            return ()
        since, until = self._window(query)
        if since > until:
            return ()
        found = entries(self._asked(terms, since, until), "articles")
        results = filter(None, map(_result, found))
        within = Query((), since=since, until=until)
        return tuple(r for r in results if within.covers(r.published))[:MOST]

    def _asked(self, terms: list[str], since: date, until: date) -> Any:
        """The answer; asked again, at its pace, where it says in words that it is busy, with status 200."""
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return self.service.ask(
                    {
                        "query": " ".join(terms),
                        "mode": "artlist", "format": "json", "maxrecords": MOST, "sort": "hybridrel",
                        "startdatetime": f"{since:%Y%m%d}000000", "enddatetime": f"{until:%Y%m%d}235959",
                    }
                )  # fmt: skip
            except NotJSON as error:
                if attempt == ATTEMPTS or not _BUSY.search(error.text):
                    raise NotJSON(error.name, error.text, _hint(error.text)) from None
        raise AssertionError("the last attempt returns or raises")

    def _window(self, query: Query) -> tuple[date, date]:
        today = (self.now or datetime.now(UTC)).date()
        first = today - timedelta(days=DAYS)
        return max(query.since or first, first), min(query.until or today, today)


def _hint(text: str) -> Message:
    return LATER if _BUSY.search(text) else Message("it does not take this claim's words")


def _terms(latin: Iterable[tuple[str, ...]]) -> list[str]:
    """What can be asked for: Latin letters and figures, three at least; spellings as alternatives."""
    found = []
    for spellings in latin:
        fit = [s.strip() for s in spellings if _WORD.fullmatch(s.strip()) and len(s.strip()) >= _SHORTEST]
        quoted = [f'"{s}"' if re.search(r"\W", s) else s for s in fit]
        if quoted:
            found.append(quoted[0] if len(quoted) == 1 else f"({' OR '.join(quoted)})")
    return list(dict.fromkeys(found))[:_TERMS]


def _result(entry: dict[str, Any]) -> Result | None:
    if not isinstance(entry.get("url"), str):
        return None
    return Result(
        entry["url"], NAME, title=short(entry.get("title")), published=moment(entry.get("seendate")),
        publisher=short(entry.get("domain")),
    )  # fmt: skip
