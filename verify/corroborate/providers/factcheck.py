"""Google's Fact Check Tools: what fact-checkers published about claims like this one.

From developers.google.com/fact-check/tools/api (claims.search): query, languageCode, maxAgeDays, pageSize
(10 where not said); an answer holds claims, each with its reviews: publisher, url, title, reviewDate,
textualRating. A key is needed. It goes in the head X-Goog-Api-Key, so that no address ever shows it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from verify.corroborate.providers.dates import moment
from verify.corroborate.providers.results import Query, Rating, Result, ResultKind, short
from verify.corroborate.providers.service import Service, entries

NAME = "factcheck"
ENDPOINT = "https://factchecktools.googleapis.com/v1alpha1/claims:search"
KEY_HEAD = "X-Goog-Api-Key"
SECONDS = 0.5
FORBIDDEN = "it refuses the key; set VERIFY_FACTCHECK_KEY to one that may use the Fact Check Tools API"
_TERMS = 8
_LONGEST_RATING = 20_000  # characters; a rating is a word or a paragraph, and is kept as it is


@dataclass(frozen=True, slots=True)
class FactCheck:
    """A provider."""

    service: Service
    name: str = NAME

    def search(self, query: Query) -> tuple[Result, ...]:
        """Published reviews of claims in these words, each with its rating. Raises FetchError."""
        if not query.words:
            return ()
        found = self.service.ask(
            {
                "query": " ".join(query.words[:_TERMS]),
                "languageCode": query.language,
                "pageSize": min(max(query.limit, 1), 100),
            }
        )
        return tuple(_results(entries(found, "claims")))


def _results(claims: list[Any]) -> Iterator[Result]:
    for claim in claims:
        for review in entries(claim, "claimReview"):
            if isinstance(review.get("url"), str):
                yield _result(claim, review)


def _result(claim: dict[str, Any], review: dict[str, Any]) -> Result:
    publisher = review.get("publisher")
    named = publisher if isinstance(publisher, dict) else {}
    by = short(named.get("name")) or short(named.get("site"))
    words = review.get("textualRating")
    rating = None
    if isinstance(words, str) and words:
        rating = Rating(words[:_LONGEST_RATING], by, short(claim.get("text")), short(claim.get("claimant")))
    return Result(
        review["url"], NAME, ResultKind.FACT_CHECK, short(review.get("title")), short(claim.get("text")),
        moment(review.get("reviewDate")), by, rating,
    )  # fmt: skip
