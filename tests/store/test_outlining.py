"""An article's claims in brief, and lists beside their articles: the same facts, in few queries."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from verify.errors import NotFound
from verify.model import EvidenceState, FlagCode, Hop, SourceKind, Stance, Status
from verify.store import ClaimFilter, ClaimState, Outcome, Proposed, Sort, Store

AFP = Hop(SourceKind.OUTLET, ("AFP", "DPA"))


@contextmanager
def counted(store: Store) -> Iterator[list[str]]:
    """The statements sent meanwhile."""
    sent: list[str] = []

    def note(*call: Any) -> None:
        sent.append(call[2])

    engine = store._database.engine
    event.listen(engine, "before_cursor_execute", note)
    yield sent
    event.remove(engine, "before_cursor_execute", note)


def bearing(article: int) -> Proposed:
    return Proposed(
        article=article, version_id=article, claim_uid=None, stance=Stance.SUPPORTS, spans=((0, 4),),
        quote="Мост", prefix="", suffix="", origin_kind=None, origin_name=None, copied=False, voice=1,
        reason={},
    )  # fmt: skip


def test_an_outline_says_what_the_article_says(store: Store, make_reading: Callable[..., Any]) -> None:
    store.save(make_reading())
    store.mark("1.2", Status.CONFIRMED, by="Анна", note="видела сама")
    store.set_chain("1.3", (AFP,), by="Анна")
    store.drop("1.4", by="Анна")
    detail, outline = store.article(1), store.outline(1)
    assert (outline.article, outline.text) == (detail.article, detail.text)
    assert [brief.number for brief in outline.claims] == ["1.1", "1.2", "1.3"]
    for brief, record in zip(outline.claims, detail.claims, strict=True):
        facts = record.number, record.claim.spans, record.status
        assert brief[:3] == facts
        assert set(brief.flags) == {flag.code for flag in record.claim.flags}
    assert outline.claims[1].status is Status.CONFIRMED
    assert outline.claims[1].flags[0] is FlagCode.ANONYMOUS_ORIGIN
    (dropped,), (gone,) = outline.others, detail.gone
    assert dropped == ("1.4", gone.claim.text, 1, ClaimState.DROPPED, (FlagCode.UNATTRIBUTED,))


def test_what_has_no_place_in_the_text_is_told_apart(
    store: Store, make_reading: Callable[..., Any], sentences: list[Any]
) -> None:
    """A claim that the new version lost, and one that a person made and only the old version has."""
    store.save(make_reading())
    store.save(make_reading(sentences[:3]))
    outline = store.outline("1")
    assert [brief.number for brief in outline.claims] == ["1.1", "1.2", "1.3"]
    (gone,) = outline.others
    assert (gone.number, gone.state, gone.version) == ("1.4", ClaimState.VANISHED, 1)
    assert gone.text == sentences[3][0]
    with pytest.raises(NotFound, match="no article '7'"):
        store.outline(7)


def test_claims_stand_in_the_order_of_the_text(store: Store, make_reading: Callable[..., Any]) -> None:
    """Numbers are given once: a sentence that comes in later stands first and has the last number."""
    first = [("Опора треснула.", (AFP,), ()), ("Мост закрыт.", (AFP,), ())]
    store.save(make_reading(first))
    store.save(make_reading([("Пошёл дождь.", (AFP,), ()), *first]))
    assert [brief.number for brief in store.outline(1).claims] == ["1.3", "1.1", "1.2"]


def test_an_outline_costs_the_same_for_any_number_of_claims(
    store: Store, make_reading: Callable[..., Any]
) -> None:
    few = [(f"Опора {n} треснула.", (AFP,), (FlagCode.HEDGED,)) for n in range(2)]
    many = [(f"Опора {n} треснула.", (AFP,), (FlagCode.HEDGED,)) for n in range(700)]
    store.save(make_reading(few))
    store.save(make_reading(many, address="https://other.example/2"))
    with counted(store) as of_few:
        assert len(store.outline(1).claims) == 2
    with counted(store) as of_many:
        assert len(store.outline(2).claims) == 700
    asked = [[line for line in each if line.lstrip().startswith("SELECT")] for each in (of_few, of_many)]
    assert [len(each) for each in asked] == [6, 6]


def test_a_list_beside_articles_costs_the_same_for_any_number(
    store: Store, make_reading: Callable[..., Any]
) -> None:
    for n in range(30):
        store.save(make_reading(address=f"https://other.example/{n}", title=f"Мост {n}"))
    with counted(store) as of_few:
        assert len(store.listed(limit=2).items) == 2
    with counted(store) as of_many:
        page = store.listed(limit=100)
    assert len(of_many) == len(of_few) <= 12
    assert (page.total, len(page.items)) == (120, 100)
    assert all(each.article.number == each.claim.article for each in page.items)
    assert page.items[99].article.metadata.title == "Мост 24"


@pytest.fixture
def cited(store: Store, make_reading: Callable[..., Any]) -> Store:
    """Four articles: two of them bear on 1.3, one on 2.1, and a person rejected the one on 1.1."""
    for n in range(4):
        store.save(make_reading(address=f"https://other.example/{n}"))
    nothing = Outcome(1, 0, (), (), None)
    store.propose("1.3", [bearing(2), bearing(3)], nothing, "test")
    store.propose("2.1", [bearing(4)], nothing, "test")
    store.propose("1.1", [bearing(4)], nothing, "test")
    store.decide_link("1.1", 4, EvidenceState.REJECTED, by="Анна")
    return store


def numbers(page: Any) -> list[str]:
    return [each.claim.number for each in page.items]


def test_most_cited_first(cited: Store) -> None:
    everything = cited.listed(sort=Sort.CITED)
    assert everything.total == 16
    assert numbers(everything)[:4] == ["1.3", "2.1", "1.1", "1.2"]
    only = cited.listed(ClaimFilter(cited=True), sort=Sort.CITED)
    assert (only.total, numbers(only)) == (2, ["1.3", "2.1"])
    cited.mark("1.3", Status.CONFIRMED, by="Анна", note="видела сама")
    waiting = ClaimFilter(cited=True, statuses=(Status.UNVERIFIED,))
    assert numbers(cited.listed(waiting, sort=Sort.CITED)) == ["2.1"]
    second = cited.listed(ClaimFilter(cited=True), sort=Sort.CITED, limit=1, offset=1)
    assert (second.total, numbers(second)) == (2, ["2.1"])


def test_newly_changed_first(cited: Store, make_reading: Callable[..., Any], sentences: list[Any]) -> None:
    cited.mark("2.2", Status.UNVERIFIABLE, by="Анна")
    said, chain, flags = sentences[1]
    sentences[1] = (said.replace("сорок", "пятьдесят"), chain, flags)
    cited.save(make_reading(sentences, address="https://other.example/3"))
    changed = cited.listed(ClaimFilter(flags=(FlagCode.CHANGED,)), sort=Sort.UPDATED)
    assert numbers(changed) == ["4.2"]
    assert numbers(cited.listed(sort=Sort.UPDATED))[:2] == ["4.2", "2.2"]
