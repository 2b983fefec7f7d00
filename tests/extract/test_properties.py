"""What holds of every text, however broken: random, invented and mutated texts in three alphabets.

`python -m benchmarks.million` reads a million characters of the same.
"""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks import million
from benchmarks.invented import WORDS, cut_up, mutated, nested, news, noise
from benchmarks.promises import check
from verify.model import Metadata

PROFILE = settings(
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)
LANGUAGES = st.sampled_from(sorted(WORDS))
RANDOMS = st.randoms(use_true_random=False, note_method_calls=False)
UNICODE = st.characters(exclude_categories=("Cs",))


@settings(PROFILE, max_examples=300)
@given(RANDOMS, LANGUAGES, st.sampled_from([None, *sorted(WORDS)]))
def test_news(rng: random.Random, language: str, told: str | None) -> None:
    check(news(rng, language), Metadata(language=told))


@settings(PROFILE, max_examples=400)
@given(RANDOMS, LANGUAGES)
def test_mutated_news(rng: random.Random, language: str) -> None:
    check(mutated(rng, news(rng, language), language))


@settings(PROFILE, max_examples=200)
@given(RANDOMS, LANGUAGES)
def test_news_cut_up(rng: random.Random, language: str) -> None:
    check(cut_up(rng, news(rng, language), news(rng, language)))


@settings(PROFILE, max_examples=100)
@given(RANDOMS, LANGUAGES)
def test_quotations_twenty_deep(rng: random.Random, language: str) -> None:
    check(mutated(rng, nested(rng, language), language))


@settings(PROFILE, max_examples=200)
@given(RANDOMS, LANGUAGES)
def test_letters_and_marks(rng: random.Random, language: str) -> None:
    check(noise(rng, language))


@settings(PROFILE, max_examples=150)
@given(st.text(UNICODE, max_size=300), st.sampled_from([None, *sorted(WORDS)]))
def test_any_unicode(text: str, told: str | None) -> None:
    check(text, Metadata(language=told))


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "\ufeff", "«", "»", '"', "'", ".", "...", "—", "«»", "\x00", "1", "а", "😀"]
)
def test_almost_nothing(text: str) -> None:
    assert check(text).claims == ()


@pytest.mark.parametrize("piece", ["a report the study ", "the poll report's ", "a study by a report "])
def test_documents_of_documents_without_end(piece: str) -> None:
    """Whose each is leads to the next; it must not lead to the end of the text."""
    check(piece * 400, Metadata(language="en"))


def test_a_broken_promise_is_told_with_the_text_that_broke_it() -> None:
    def broken(text: str, metadata: Metadata | None = None) -> None:
        assert "«" not in text, "a span outside"

    read = million.read(4_000, seed=3, promise=broken)
    assert read.characters >= 4_000
    assert read.broken
    assert all("«" in text and "a span outside" in why for text, why in read.broken)
    assert million.read(2_000, seed=3, promise=lambda text, metadata: None).broken == []


def test_what_grows_faster_than_the_text_is_told() -> None:
    def quadratic(text: str, language: str) -> float:
        return len(text) ** 2 / 1e6

    assert million.growth(["а "], lambda text, language: len(text) / 1e3, pieces=1) == (1.0, "а ")
    assert million.growth(["а "], quadratic, pieces=1) == (4.0, "а ")
