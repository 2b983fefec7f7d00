"""A pattern is left out only where it cannot match."""

from __future__ import annotations

import re
import sys
from importlib import resources
from tomllib import loads

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.languages import codes, pack, patterns
from verify.languages.patterns import Table, folded, needles

LETTERS = "".join(c for c in map(chr, range(sys.maxunicode + 1)) if c.isalpha())


def _lines(code: str) -> dict[str, list[str]]:
    source = resources.files("verify.languages").joinpath(code, "examples.toml")
    examples = loads(source.read_text(encoding="utf-8"))["patterns"]
    return {name: [*lines["yes"], *lines["no"]] for name, lines in examples.items()}


@pytest.mark.parametrize(
    "letter", sorted(set("abcdefghijklmnopqrstuvwxyzабвгдеёжзийклмнопрстуфхцчшщыэюяіїєґß"))
)
def test_what_a_pattern_takes_for_a_letter_is_folded_to_it(letter: str) -> None:
    taken = re.findall(letter, LETTERS, re.IGNORECASE)
    assert taken
    assert {folded(c) for c in taken} == {folded(letter)}


@given(st.text())
def test_a_folded_text_has_the_offsets_of_the_text(text: str) -> None:
    assert len(folded(text)) == len(text)


@pytest.mark.parametrize("code", codes())
def test_no_pattern_that_matches_an_example_is_left_out(code: str) -> None:
    matches = 0
    for name, lines in _lines(code).items():
        for line in (each for one in lines for each in (one, one.upper(), f"Вступ. {one}")):
            found = [p for p in pack(code).patterns(name) if p.search(line)]
            assert set(found) <= set(pack(code).likely(line)[name])
            matches += len(found)
    assert matches > 30


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("cookie", [{"cookie"}]),
        (r"^\W*(share|tweet)\W*$", [{"share", "tweet"}]),
        (r"\bотказ(?:ал|али)\s+(?:\w+\s+)?от\s+Комментари\w+", [{"комментари"}, {"отказал"}]),
        (r"(?:мост)?\w+", []),
        (r"(?:мост|\w+)", []),
        (r"(?:паром){1,3}!", [{"паром"}, {"!"}]),
        (r"(?!мост)(?<=порт)[абв]\d*", []),
        (r"(?P<day>\d+)\.(?P<year>(?:19|20)\d\d)", [{"19", "20"}, {"."}]),
        ("|".join(f"слово{n:02}" for n in range(60)), [{"слово"}]),
    ],
)
def test_what_a_text_must_hold(written: str, expected: list[set[str]]) -> None:
    assert [set(each) for each in needles(written)] == expected


def test_a_table_keeps_its_order_and_leaves_out_what_cannot_match() -> None:
    table = Table(["паром", r"\d+", "мост", "ПОРТ"], re.IGNORECASE)
    assert [p.pattern for p in table.within(folded("Мост у ПОРТА"))] == [r"\d+", "мост", "ПОРТ"]
    assert [p.pattern for p in table.all] == ["паром", r"\d+", "мост", "ПОРТ"]


def test_where_patterns_cannot_be_read_all_are_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "_parser", None)
    assert len(Table(["паром", "мост"], re.IGNORECASE).within("")) == 2
