"""SearXNG: a metasearch service, your own or somebody's.

From docs.searxng.org/dev/search_api.html: GET /search with q, format=json, categories, language, pageno; a
format that the instance has not switched on is answered with 403, and most public instances have JSON off.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from verify.corroborate.providers.dates import moment
from verify.corroborate.providers.results import Query, Result, short
from verify.corroborate.providers.service import Service, entries

NAME = "searxng"
SECONDS = 1.0
FORBIDDEN = (
    "the instance does not give JSON: add json to search.formats in its settings.yml, "
    "or name another instance"
)
_TERMS = 8


@dataclass(frozen=True, slots=True)
class Searxng:
    """A provider. categories: those of the instance, with commas; "" leaves the choice to it."""

    service: Service
    categories: str
    name: str = NAME

    def search(self, query: Query) -> tuple[Result, ...]:
        """What its search engines find for the claim's words. Raises FetchError."""
        words = query.words[:_TERMS]
        if not words:
            return ()
        asked = {
            "q": " ".join(f'"{w}"' if " " in w else w for w in (w.replace('"', " ").strip() for w in words)),
            "format": "json", "language": query.language, "categories": self.categories or None,
        }  # fmt: skip
        results = filter(None, map(_result, entries(self.service.ask(asked), "results")))
        return tuple(r for r in results if query.covers(r.published))


def _result(entry: dict[str, Any]) -> Result | None:
    if not isinstance(entry.get("url"), str):
        return None
    return Result(
        entry["url"], NAME, title=short(entry.get("title")), snippet=short(entry.get("content")),
        published=moment(entry.get("publishedDate")),
    )  # fmt: skip
