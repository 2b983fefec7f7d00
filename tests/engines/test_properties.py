"""Whatever a model answers about whatever text: no crash, no span outside, no word twice, nothing lost."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from verify.engines.anchoring import Anchor, trimmed
from verify.engines.answers import parsed
from verify.engines.endpoint import BadAnswerError, Limits
from verify.engines.llm import Llm
from verify.model import Metadata, words

WORDS = [
    "Мост",
    "закроют,",
    "сказал",
    "«Паром»",
    "Олег Нестеров",
    "-",
    "…",
    "«",
    "»",
    '"',
    "е\u0301",
    ".",
    "\n",
    "в",
]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join)
HOPS = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["person", "outlet", "collective", "anonymous", "document", "friend"]),
        "names": st.lists(st.sampled_from(WORDS), max_size=2),
        "mention": st.none() | st.sampled_from(WORDS),
        "cue": st.none() | st.sampled_from(WORDS),
    }
)
CLAIMS = st.fixed_dictionaries({"parts": st.lists(TEXTS, max_size=3), "chain": st.lists(HOPS, max_size=3)})
JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.sampled_from(WORDS),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["claims", "parts", "chain", "kind", "names", "mode"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the service will answer."""
    answers: list[str] = []
    monkeypatch.setattr("verify.engines.endpoint.Chat.ask", lambda *_: answers[-1])
    return answers


@pytest.mark.usefixtures("toy_engine")
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS, claims=st.lists(CLAIMS, max_size=4), odd=st.none() | JSON)
def test_any_answer_about_any_text(said: list[str], text: str, claims: list[Any], odd: Any) -> None:
    said.append(json.dumps(claims if odd is None else [*claims, odd]))
    done = Llm("http://127.0.0.1:9/v1", "m", Limits(1.0)).extract(text, Metadata())
    held: set[int] = set()
    for claim in done.claims:
        assert claim.text == words(text, claim.spans)
        at = [k for a, b in claim.spans for k in range(a, b)]
        assert at == sorted(set(at))
        assert not held & set(at)
        held |= set(at)
        assert 0 <= claim.sentence[0] <= at[0] <= at[-1] < claim.sentence[1] <= len(text)
        for hop in claim.chain:
            assert all(0 <= a < b <= len(text) for a, b in (*(hop.mention or ()), *(hop.cue or ())))
            assert hop.names or hop.mention or hop.cue
    account = done.account
    assert account is not None
    assert account.claims + account.rules == len(done.claims)
    assert sum(account.fell_back.values()) == account.rules


@given(st.text(max_size=60) | JSON.map(json.dumps))
def test_any_words_are_an_answer_or_a_bad_one(said: str) -> None:
    try:
        claims, odd = parsed(said)
    except BadAnswerError:
        return
    assert odd >= 0
    assert all(claim.parts for claim in claims)


@given(TEXTS, TEXTS)
def test_places_are_whole_and_hold_what_was_said(text: str, said: str) -> None:
    for a, b in Anchor(text).places(said):
        assert 0 <= a < b <= len(text)
        letters = [c.lower() for c in text[a:b] if c.isalnum()]
        assert letters == [c.lower() for c in said if c.isalnum()]
        c, d = trimmed(text, (a, b))
        assert a <= c <= d <= b
        assert [x.lower() for x in text[c:d] if x.isalnum()] == letters
