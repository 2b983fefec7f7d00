"""Walking the dictionaries by ourselves gives what pymorphy3 gives."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pymorphy3 import MorphAnalyzer

from verify.languages import automaton

PLAIN = {code: MorphAnalyzer(lang=code) for code in ("ru", "uk")}
QUICK = {code: automaton.analyzer(code) for code in PLAIN}
WORDS = [
    "все", "елка", "елки", "еще", "ё",
    "министр", "заявил", "стали", "мэром", "бегемота-философа", "псевдоопросили",
    "г", "стеклянней",
    "жириновскому", "ґанок", "ганок", "п'ять", "мер", "заявив", "її", "обіцяючи", "новиниста",
    "reuters", "2025", "-", "слово-слово",
]  # fmt: skip


def _told(parses: list[Any]) -> list[tuple[Any, ...]]:
    return [
        (p.word, str(p.tag), p.normal_form, p.score, p.is_known, [f.word for f in p.lexeme]) for p in parses
    ]


@pytest.mark.parametrize("code", PLAIN)
@pytest.mark.parametrize("word", WORDS)
def test_the_parses_are_the_same(code: str, word: str) -> None:
    assert _told(QUICK[code].parse(word)) == _told(PLAIN[code].parse(word))


@settings(deadline=None, derandomize=True, database=None)
@given(st.text(alphabet="абвгдеєёжзиіїйклмнопрстуфхцчшщыьэюяґ'-xy1", min_size=1, max_size=14))
def test_the_parses_of_any_letters_are_the_same(word: str) -> None:
    for code, plain in PLAIN.items():
        assert _told(QUICK[code].parse(word)) == _told(plain.parse(word))


def test_a_form_with_probabilities_keeps_them() -> None:
    scores = [p.score for p in QUICK["ru"].parse("стали")]
    assert scores == sorted(scores, reverse=True)
    assert 0.9 < sum(scores) <= 1.001


@pytest.mark.parametrize("word", ["\U00017000", "слово\U00018b00", "\U00017000-слово"])
def test_letters_without_a_name_have_no_readings(word: str) -> None:
    """pymorphy3 raises at the first of them."""
    assert not any(p.is_known for p in QUICK["ru"].parse(word))
    assert QUICK["ru"].parse("\U00017000") == []


def test_a_language_keeps_its_grammemes_when_another_is_loaded() -> None:
    """pymorphy3 keeps one list of them, that of the dictionary loaded last."""
    late = QUICK["ru"].dictionary.gramtab
    assert {str(late[number]) for number in range(len(PLAIN["ru"].dictionary.gramtab))} == set(
        map(str, PLAIN["ru"].dictionary.gramtab)
    )
    assert QUICK["ru"].TagClass.grammeme_is_known("Subx")
    assert not QUICK["uk"].TagClass.grammeme_is_known("Subx")
