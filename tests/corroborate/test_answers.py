"""Whatever JSON a service answers: results of the right shape, never a crash."""

from __future__ import annotations

from datetime import UTC
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from verify.corroborate.providers.factcheck import FactCheck
from verify.corroborate.providers.gdelt import Gdelt
from verify.corroborate.providers.results import LONGEST, Query, Result
from verify.corroborate.providers.searxng import Searxng

NAMES = st.sampled_from(
    ["articles", "url", "title", "seendate", "domain", "results", "content", "publishedDate", "claims",
     "text", "claimant", "claimReview", "publisher", "name", "site", "reviewDate", "textualRating", "x"]
)  # fmt: skip
WORDS = st.one_of(
    st.text(max_size=20),
    st.sampled_from(["https://a.example/1", "20251126T093000Z", "2025-11-26", "\x00\ud800", "9" * 2000]),
)
PLAIN = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), WORDS)
ANSWERS = st.recursive(
    PLAIN,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(NAMES, inner, max_size=6)),
    max_leaves=25,
)
QUERY = Query(("мост", "57"), (("bridge",),), "ru")


class Said:
    """A service that gives this answer."""

    def __init__(self, answer: Any) -> None:
        self.answer = answer

    def ask(self, _: Any) -> Any:
        return self.answer


@given(ANSWERS)
@settings(max_examples=400, deadline=None)
def test_any_answer(answer: Any) -> None:
    service: Any = Said(answer)
    for provider in (Gdelt(service), Searxng(service, ""), FactCheck(service)):
        for result in provider.search(QUERY):
            check(result)


@given(st.lists(st.dictionaries(NAMES, ANSWERS, max_size=6), max_size=5))
@settings(max_examples=200, deadline=None)
def test_any_entries(entries: list[Any]) -> None:
    reviews = [{"text": "x", "claimReview": entries}]
    service: Any = Said({"articles": entries, "results": entries, "claims": reviews})
    for provider in (Gdelt(service), Searxng(service, ""), FactCheck(service)):
        found = provider.search(QUERY)
        assert len(found) <= len(entries)
        for result in found:
            check(result)


def check(result: Result) -> None:
    assert isinstance(result.address, str)
    for words in (result.title, result.snippet, result.publisher):
        assert words is None or 0 < len(words) <= LONGEST
    assert result.published is None or result.published.tzinfo is UTC
    assert result.rating is None or result.rating.words
