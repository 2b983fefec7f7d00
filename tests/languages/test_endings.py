"""A form of a listed first name leads back to it; a form is read by all that ends so."""

from __future__ import annotations

import pytest

from verify.languages.declension import names
from verify.languages.endings import CASES, Endings, FirstNames, Paradigm

HARD = Paradigm.from_row(["masc", "[внрт]", "", "а", "у", "а", "ом", "е", 1.0])
SOFT = Paradigm.from_row(["femn", "[внрт]", "а", "ы", "е", "у", "ой/ою", "е", 1.0])
FIRST = FirstNames([("антон", "masc"), ("вера", "femn"), ("отто", "masc")], Endings([HARD, SOFT]), {"отто"})


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("антон", [("антон", "nomn", "masc")]),
        ("антона", [("антон", "gent", "masc"), ("антон", "accs", "masc")]),
        ("верою", [("вера", "ablt", "femn")]),
        ("вере", [("вера", "datv", "femn"), ("вера", "loct", "femn")]),
        ("отто", [("отто", case, "masc") for case in CASES]),
        ("оттом", []),
        ("вером", []),
        ("мост", []),
        ("а", []),
        ("", []),
    ],
)
def test_forms_of_listed_names(word: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(f.base, f.case, f.gender) for f in FIRST.get(word)] == expected
    assert (word in FIRST) == bool(expected)


def test_a_word_is_read_in_the_order_of_the_paradigms() -> None:
    read = [(f.base, f.case, f.gender, f.weight) for f in Endings([SOFT, HARD]).read("лесковой")]
    assert read == [("лескова", "ablt", "femn", 1.0)]
    assert [f.case for f in Endings([HARD, SOFT]).read("осина")] == ["gent", "accs", "nomn"]


@pytest.mark.parametrize("language", ["ru", "uk", "pl"])
def test_the_packs_names_are_found_by_every_case(language: str) -> None:
    table = names(language)
    assert table is not None
    for name in ("роман", "марта") if language != "pl" else ("roman", "marta"):
        (gender,) = {f.gender for f in table.first.get(name)}
        paradigm, stem = table.endings.likeliest(name, str(gender)) or pytest.fail(name)
        for case, endings in paradigm.endings.items():
            for ending in endings:
                assert (name, case) in [(f.base, f.case) for f in table.first.get(stem + ending)]
