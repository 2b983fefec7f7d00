from __future__ import annotations

import pytest

from verify.engines.anchoring import Anchor, lower, trimmed

TEXT = (
    "Мост «Север — Юг» закроют,\u00a0сказал д’Артен.\n"
    "Мост\u00ad откроют… Мост «Север — Юг» закроют, сказал он.\n"
)


def found(words: str, start: int = 0, end: int | None = None) -> list[str]:
    return [TEXT[a:b] for a, b in Anchor(TEXT).places(words, start, end)]


def test_what_stands_there_is_found_wherever_it_stands() -> None:
    anchor = Anchor(TEXT)
    first, second = anchor.places("Мост «Север — Юг» закроют")
    assert TEXT[slice(*first)] == TEXT[slice(*second)] == "Мост «Север — Юг» закроют"
    assert first[0] == 0
    assert second[0] == TEXT.rindex("Мост")


@pytest.mark.parametrize(
    ("said", "stands"),
    [
        ('Мост "Север - Юг" закроют, сказал', "Мост «Север — Юг» закроют,\u00a0сказал"),
        ("сказал д'Артен", "сказал д’Артен"),
        ("Мост откроют...", "Мост\u00ad откроют…"),
        ("мост “север – юг” закроют", "Мост «Север — Юг» закроют"),
        ("закроют,\n сказал  он", "закроют, сказал он"),
    ],
)
def test_marks_blanks_and_case_may_differ(said: str, stands: str) -> None:
    assert stands in found(said)


def test_letters_may_be_composed_otherwise() -> None:
    text = "Сказал Андре\u0438\u0306 Бои\u0306ко."
    ((a, b),) = Anchor(text).places("Бойко")
    assert text[a:b] == "Бои\u0306ко"
    assert Anchor("Андрей").places("Андре\u0438\u0306") == [(0, 6)]


def test_words_that_are_not_there_are_nowhere() -> None:
    assert found("Мост взорвали") == []
    assert found("ост") == []
    assert found("Мост откро") == []
    assert found("") == []
    assert found("\u00ad") == []


def test_only_the_range_asked_for_is_searched() -> None:
    line = TEXT.index("\n")
    assert found("Мост", line) == ["Мост", "Мост"]
    assert found("Мост", 0, line) == ["Мост"]
    assert found('Мост "Север - Юг"', line) == ["Мост «Север — Юг»"]


def test_an_exact_place_is_preferred_to_a_similar_one() -> None:
    text = 'Он "здесь". Он «здесь».'
    assert Anchor(text).places("Он «здесь»") == [(12, 22)]


def test_a_string_that_is_everywhere_costs_little() -> None:
    assert len(Anchor("да " * 10_000).places("да")) == 100


def test_small_letters_keep_their_number() -> None:
    assert lower("İÀЁ") == "İàё"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("«Мост закрыт».", "Мост закрыт"),
        ("«Вестник» закрыт,", "«Вестник» закрыт"),
        ("закрыт «Вестник».", "закрыт «Вестник»"),
        ("— Мост «Юг» закрыт…", "Мост «Юг» закрыт"),
        ("мост закрыт»,", "мост закрыт"),
        ('"Мост" и "пирс"', '"Мост" и "пирс"'),
        ('"Мост закрыт"', "Мост закрыт"),
        ("the workers’", "the workers’"),
        ("«Мост «Юг» закрыт»", "Мост «Юг» закрыт"),
        (" .»«. ", ""),
    ],
)
def test_spans_lose_marks_that_are_not_their_own(given: str, kept: str) -> None:
    a, b = trimmed(given, (0, len(given)))
    assert given[a:b] == kept
