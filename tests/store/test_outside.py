"""What was found outside for a claim."""

from __future__ import annotations

from typing import Any

import pytest

from verify.errors import NotFound
from verify.store import OutsideRecord, Store


def test_a_newer_answer_takes_the_place_of_the_one_before(store: Store, make_reading: Any) -> None:
    claim = store.save(make_reading()).claims[0].number
    page = OutsideRecord("gdelt", "article", "https://news.example/1", title="Мост", article=1)
    fact = OutsideRecord(
        "factcheck", "fact-check", "https://check.example/1", rating=" Ложь\n", rating_by="Ч"
    )
    store.outside.keep(claim, "k1", page)
    store.outside.keep(claim, "k2", fact)
    assert store.outside.of(claim) == (fact, page)
    later = OutsideRecord("gdelt", "article", "https://news.example/1", problem="it is gone")
    store.outside.keep(claim, "k1", later)
    assert store.outside.of(claim) == (fact, later)


def test_what_no_database_stores_is_replaced_letter_for_letter(store: Store, make_reading: Any) -> None:
    claim = store.save(make_reading()).claims[0].number
    broken = OutsideRecord("factcheck", "fact-check", "https://a.example/\ud800", rating="a\x00b")
    store.outside.keep(claim, "k", broken)
    (kept,) = store.outside.of(claim)
    assert (kept.address, kept.rating) == ("https://a.example/\ufffd", "a\ufffdb")


def test_an_unknown_claim_or_article_is_an_error(store: Store, make_reading: Any) -> None:
    claim = store.save(make_reading()).claims[0].number
    with pytest.raises(NotFound):
        store.outside.keep("9.9", "k", OutsideRecord("gdelt", "article", "https://a.example/"))
    with pytest.raises(NotFound):
        store.outside.keep(claim, "k", OutsideRecord("gdelt", "article", "https://a.example/", article=99))
    with pytest.raises(NotFound):
        store.outside.of("9.9")
    assert store.outside.of(claim) == ()
