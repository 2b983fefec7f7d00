from __future__ import annotations

import time

import pytest

from verify.engines.anchoring import Anchor
from verify.engines.answers import ClaimError, SaidHop
from verify.engines.sources import Sources, same_word
from verify.languages.register import Outlet, Register
from verify.model import SourceKind

TEXT = """Паром вышел, пишет «Речной вестник».
Об этом сказал Олег Нестеров. Директора порта Анну Рощину и Олега Нестерова ждут в Рейтере.
Рейс отменён, сказал Нестеров. Сказал и ушёл.
"""


@pytest.fixture
def sources() -> Sources:
    outlets = Register([Outlet("reuters", "Reuters", names={"ru": "Reuters"}, aliases=("Рейтер",))])
    return Sources(Anchor(TEXT), "ru", outlets)


def sentence(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


@pytest.mark.parametrize(
    ("name", "stands"),
    [
        ("Олег Нестеров", True),
        ("Анна Рощина", True),
        ("нестеров", True),
        ("Речной вестник", True),
        ("Олег Рощин", False),
        ("Рощина Нестерова", False),
        ("Олега в Рейтере", False),
        ("директор Анна Рощина", True),
        ("Речной Нестеров", False),
        ("Пётр Лозовой", False),
        ("", False),
        ("«»", False),
    ],
)
def test_a_name_stands_there_in_any_case(sources: Sources, name: str, stands: bool) -> None:
    assert sources.stands(name) is stands


def test_words_are_one_by_their_beginning() -> None:
    assert same_word("рощина", "рощину")
    assert same_word("нестеров", "нестерова")
    assert not same_word("порт", "портфель")
    assert not same_word("лев", "лес")


def test_a_source_is_found_nearest_to_its_claim(sources: Sources) -> None:
    said = SaidHop(SourceKind.PERSON, ("Олег Нестеров",), "Нестеров", "сказал")
    last = sentence("Рейс отменён, сказал Нестеров.")
    (hop,) = sources.chain([said], last)
    assert hop.mention is not None
    assert last[0] < hop.mention[0][0] < last[1]
    assert (hop.inherited, hop.names) == (False, ("Олег Нестеров",))
    (inherited,) = sources.chain([said], sentence("Сказал и ушёл."))
    assert inherited.mention == hop.mention
    assert not inherited.inherited  # «Сказал» attributes in the sentence itself
    (ahead,) = sources.chain([SaidHop(SourceKind.OUTLET, (), "Рейтере", "")], sentence("Паром вышел"))
    assert (ahead.inherited, ahead.mention) == (True, (sentence("Рейтере"),))


def test_outlets_go_by_the_registers_name(sources: Sources) -> None:
    said = SaidHop(SourceKind.OUTLET, ("Reuters",), "Рейтере", "")
    (hop,) = sources.chain([said, said], sentence("Рейс отменён"))
    assert hop.names == ("Reuters",)  # and twice the same hop is one


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (SaidHop(SourceKind.PERSON, ("Пётр Лозовой",), "", "сказал"), "name"),
        (SaidHop(SourceKind.PERSON, ("Олег Нестеров",), "Лозовой", "сказал"), "mention"),
        (SaidHop(SourceKind.ORGANIZATION, (), "", "сказал"), "name"),
        (SaidHop(SourceKind.OUTLET, (), "", ""), "mention"),
        (SaidHop(SourceKind.ANONYMOUS, (), "", ""), "mention"),
    ],
)
def test_nothing_to_stand_on(sources: Sources, said: SaidHop, why: str) -> None:
    with pytest.raises(ClaimError) as error:
        sources.chain([said], sentence("Рейс отменён"))
    assert error.value.why == why


def test_words_that_are_everywhere_cost_little() -> None:
    far = Sources(Anchor("норд " * 60_000 + "и " * 20 + "пресс " * 60_000), "ru", Register([]))
    start = time.perf_counter()
    assert not far.stands("норд пресс")
    assert time.perf_counter() - start < 5
