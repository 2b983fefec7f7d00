"""Why a passage bears on a claim, in words."""

from __future__ import annotations

from verify.corroborate.align import Pairing
from verify.corroborate.numbers import LESS, MORE, Number
from verify.corroborate.reasons import reason
from verify.model import Stance


def number(text: str, words: str, value: float, bound: str = "exact") -> Number:
    start = text.index(words)
    return Number(start, start + len(words), value, "flight", bound)


def test_a_number_within_anothers_bound_is_not_called_the_same() -> None:
    mine, theirs = "Отменены 250 рейсов", "Отменяют до 300 рейсов"
    pairing = Pairing()
    pairing.aligned.append((number(mine, "250", 250), number(theirs, "300", 300, LESS)))
    found = reason(pairing, Stance.SUPPORTS, mine, theirs)
    assert found["why"] == "It says the same: 250 ~ ≤ 300."
    assert found["aligned"] == [["250", "300"]]


def test_one_value_in_other_words_is_the_same() -> None:
    mine, theirs = "Более 1,8 тыс. рейсов", "Более 1800 рейсов"
    pairing = Pairing()
    pairing.aligned.append((number(mine, "1,8 тыс", 1800, MORE), number(theirs, "1800", 1800, MORE)))
    assert reason(pairing, Stance.SUPPORTS, mine, theirs)["why"] == "It says the same: 1,8 тыс = 1800."
