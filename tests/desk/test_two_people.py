"""Two people on one claim: who saw an older state changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from verify.desk import checking, editing, review
from verify.desk.database import opened
from verify.desk.evidence import Fetching, NewLink, link
from verify.desk.reading import Asked
from verify.errors import Refused
from verify.model import Metadata, Status
from verify.store import Store

TEXT = "Мост через Низовку закроют на ремонт, сообщил мэр Заречинска Олег Нестеров.\n"


@pytest.fixture
def store(tmp_path: Path, database: str) -> Iterator[Store]:
    source = tmp_path / "a.txt"
    source.write_text(TEXT, encoding="utf-8")
    with opened(database, create=True) as store:
        asked = Asked(Metadata(publisher="Вестник"))
        (done,) = checking.check_sources(store, [str(source)], asked, by="Олена")
        assert done.result == "added"
        yield store


ACTS: dict[str, Callable[[Store, int], object]] = {
    "mark": lambda s, r: review.mark(
        s, ["1.1"], Status.UNVERIFIABLE, review.Ground(), Fetching(False), by="Ірина", expected_revision=r
    ),
    "undo": lambda s, r: review.undo(s, "1.1", by="Ірина", expected_revision=r),
    "link": lambda s, r: link(
        s, "1.1", NewLink("https://example.org/x"), Fetching(False), by="Ірина", expected_revision=r
    ),
    "chain": lambda s, r: editing.set_chain(s, "1.1", ["outlet:Reuters"], by="Ірина", expected_revision=r),
    "drop": lambda s, r: editing.drop(s, "1.1", by="Ірина", expected_revision=r),
}


@pytest.mark.parametrize("act", ACTS)
def test_who_saw_an_older_state_is_refused_and_nothing_changes(store: Store, act: str) -> None:
    review.mark(store, ["1.1"], Status.NOT_CHECKABLE, review.Ground("a plan"), Fetching(False), by="Олена")
    before = store.claim("1.1")
    with pytest.raises(Refused, match="changed meanwhile"):
        ACTS[act](store, 0)
    after = store.claim("1.1")
    assert after.record == before.record
    assert after.events == before.events


@pytest.mark.parametrize("act", ACTS)
def test_who_saw_the_present_state_goes_on(store: Store, act: str) -> None:
    review.mark(store, ["1.1"], Status.NOT_CHECKABLE, review.Ground("a plan"), Fetching(False), by="Олена")
    ACTS[act](store, 1)
    assert store.claim("1.1").record.revision == 2


def test_the_steps_of_a_check_are_told(tmp_path: Path, database: str) -> None:
    source = tmp_path / "a.txt"
    source.write_text(TEXT, encoding="utf-8")
    told: list[str] = []
    with opened(database, create=True) as store:
        list(checking.check_sources(store, [str(source)], Asked(), by="Олена", tell=told.append))
    assert told == ["It is read", "Its claims are found", "It is stored"]
