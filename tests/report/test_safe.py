import json
import unicodedata

import pytest

from verify.report.safe import dumps, line, shown

HOSTILE = "\x1b[31mкрасный\x1b[0m\x07\x9b2J\u202eпере\u2066вёрнут\x00\ud800\u200f\x7f"


def test_controls_become_visible_signs_one_for_one() -> None:
    assert shown("a\x1b[31mb") == "a␛[31mb"
    assert shown("\x00\x07\x7f") == "␀␇␡"
    assert shown("\x9b\u202e\u2066\u200f\ufeff\ud800") == "������"


def test_line_ends_become_blanks_and_words_stay() -> None:
    assert shown("один\nдва\r\nтри\u2028четыре") == "один два  три четыре"
    assert line("  Чья-то   заявка\n\n ждёт ") == "Чья-то заявка ждёт"
    assert shown("ко\u00adроль क्‍ष 👩‍🚒 їжак ё") == "король क्‍ष 👩‍🚒 їжак ё"


def test_nothing_that_steers_a_terminal_is_left_of_any_character() -> None:
    every = "".join(map(chr, range(0x110000)))
    for char in set(shown(every)):
        assert unicodedata.category(char) not in {"Cc", "Cs", "Zl", "Zp"}
        assert unicodedata.bidirectional(char) not in {
            "LRE",
            "RLE",
            "LRO",
            "RLO",
            "PDF",
            "LRI",
            "RLI",
            "FSI",
            "PDI",
        }


@pytest.mark.parametrize("indent", [None, 2])
def test_json_keeps_the_value_and_shows_no_control(indent: int | None) -> None:
    value = {"title": HOSTILE, "имя": ["«Вестник»", 3, None]}
    text = dumps(value, indent=indent)
    assert json.loads(text) == value
    assert "«Вестник»" in text
    assert not [c for c in text if c != "\n" and unicodedata.category(c) in {"Cc", "Cf", "Cs"}]
