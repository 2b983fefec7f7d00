"""A passage that is quoted: where it stands in another version of the text, or that it does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.corroborate.anchors import AROUND, anchor, around, places, state
from verify.model import SourceState

BEFORE = "Совет округа собрался во вторник вечером в старой ратуше. "
QUOTE = "Мост закроют на два года"
AFTER = ", сказал председатель. Переправу на это время обещают сделать бесплатной."
TEXT = BEFORE + QUOTE + AFTER
PREFIX, SUFFIX = around(TEXT, (len(BEFORE), len(BEFORE) + len(QUOTE)))


def test_what_stands_around_is_kept() -> None:
    assert (BEFORE[-AROUND:], AFTER[:AROUND]) == (PREFIX, SUFFIX)


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Обновлено в среду. " + TEXT, SourceState.CHANGED),
        (TEXT.replace("во вторник", "в среду"), SourceState.CHANGED),
        (TEXT.replace("Переправу", "Паром"), SourceState.CHANGED),
        (TEXT.replace("Мост закроют", "Мост  \n закроют"), SourceState.CHANGED),
        (f"Раньше сообщалось: «{QUOTE}». Это была ошибка редакции.", SourceState.MOVED),
        (f"{TEXT} Поправка: слова «{QUOTE}» сказаны в понедельник.", SourceState.CHANGED),
        (f"«{QUOTE}». Ещё раз: «{QUOTE}»!", SourceState.ORPHANED),
        (TEXT.replace("два года", "три года"), SourceState.ORPHANED),
        (TEXT.replace("два года", "2 года"), SourceState.ORPHANED),
        (TEXT.replace("Мост", "мост"), SourceState.ORPHANED),
        ("", SourceState.ORPHANED),
    ],
)
def test_a_passage_is_followed_only_word_for_word(text: str, outcome: SourceState) -> None:
    place = anchor(text, QUOTE, PREFIX, SUFFIX)
    assert state(place) is outcome
    if place is not None:
        found = text[slice(*place.span)]
        assert found.split() == QUOTE.split()


def test_of_several_the_one_with_its_own_surroundings() -> None:
    text = f"Коротко: {QUOTE}. {TEXT}"
    place = anchor(text, QUOTE, PREFIX, SUFFIX)
    assert place is not None
    assert (place.span[0], place.moved, place.many) == (text.rindex(QUOTE), False, 2)


def test_a_passage_at_the_ends_of_the_text() -> None:
    place = anchor(QUOTE, QUOTE, "", "")
    assert place is not None
    assert not place.moved


@given(st.text(alphabet="аб \n.", max_size=60), st.text(alphabet="аб ", max_size=6))
def test_places_hold_the_words_and_nothing_else(text: str, quote: str) -> None:
    for start, end in places(text, quote):
        assert text[start:end].split() == quote.split()
