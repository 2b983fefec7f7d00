"""Changing articles and their annotations alike: where the words have gone, and names that no list knows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks import perturbed
from benchmarks.edits import Edit, edited, replaced
from benchmarks.measure import GOLD
from benchmarks.renaming import Renamer

TEXT = "Мост стоит\n\nМост «крепкий», заявил Пётр Лосев газете Luhova Post. Лосеву верят — в Сузе."
ARTICLE: dict[str, Any] = {
    "id": "ru-own-01",
    "publisher": None,
    "claims": [
        {"parts": ["Мост стоит"], "chain": []},
        {
            "parts": ["Мост «крепкий»"],
            "chain": [
                {"kind": "outlet", "names": ["Luhova Post"]},
                {"kind": "person", "names": ["Пётр Лосев", "Лосев"]},
            ],
        },
    ],
}


class Score:
    """As much of the gold folder's scorer as a change asks of it."""

    @staticmethod
    def locate(text: str, claims: list[dict[str, Any]]) -> list[list[list[int]]]:
        return [[[text.rindex(p), text.rindex(p) + len(p)] for p in c["parts"]] for c in claims]


def test_words_are_found_again_where_they_have_gone() -> None:
    new = edited("one two three", [Edit(0, 0, ">> "), Edit(4, 7, "zwei"), Edit(7, 8, "")])
    assert new.text == ">> one zweithree"
    assert [new.words(0, 3), new.words(4, 7), new.words(4, 13)] == ["one", "zwei", "zweithree"]


def test_what_is_put_in_at_the_edge_of_words_is_left_out() -> None:
    new = edited("one two", [Edit(4, 4, "and "), Edit(7, 7, " more")])
    assert new.words(4, 7) == "two"
    assert new.text == "one and two more"


def test_changes_that_overlap_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap at 1"):
        edited("one", [Edit(0, 2, "x"), Edit(1, 3, "y")])


def test_a_pattern_changes_only_what_it_meets() -> None:
    assert replaced("[—–]", "-")("a — b") == [Edit(2, 3, "-")]


def test_a_renamed_name_keeps_its_end_in_every_case() -> None:
    renamer = Renamer("1")
    renamer.learn(["Пётр Лосев", "Luhova Post", "ТАСС"])
    new = renamer.rename("Лосев, Лосеву, Лосевым; Luhova Post; ТАСС; лось")
    first, second, third = new.split(";")[0].split(", ")
    assert first != "Лосев"
    assert (first + "у", first + "ым") == (second, third)
    assert first.endswith("сев")
    assert " Post;" in new
    assert "Luhova" not in new
    assert "ТАСС" not in new
    assert new.endswith("; лось")


@pytest.mark.parametrize("name", sorted(perturbed.CHANGES))
def test_every_change_keeps_text_and_annotation_together(name: str) -> None:
    text, claims = perturbed.changed(Score, TEXT, ARTICLE, perturbed.CHANGES[name])
    assert all(part in text for claim in claims for part in claim["parts"])
    assert [len(c["chain"]) for c in claims] == [0, 2]
    assert (name == "as it is") <= (text == TEXT)


def test_names_change_in_the_annotation_as_in_the_text() -> None:
    text, claims = perturbed.changed(Score, TEXT, ARTICLE, perturbed.CHANGES["sources renamed"])
    outlet, person = claims[1]["chain"]
    assert outlet["names"][0] in text
    assert person["names"][0] in text
    assert person["names"][0].startswith("Пётр ")  # the first name tells that it is a man
    assert "Лосев" not in text
    assert "Luhova" not in text


@pytest.mark.skipif(not (GOLD / "docs").is_dir(), reason="no ../shared/gold")
def test_closed_batches_are_not_read() -> None:
    read = {article["id"] for _, article in perturbed.articles(GOLD)}
    closed = {p.stem for name in perturbed.CLOSED for p in (GOLD / "batches" / name / "gold").glob("*.json")}
    assert len(read) > 100
    assert not read & closed


def test_a_row_tells_how_far_a_change_made_figures_fall(tmp_path: Path) -> None:
    figures = {g: {"claim_f1": 0.9, "chain": 0.8} for g in ("ru", "uk", "en", "all")}
    lower = json.loads(json.dumps(figures))
    lower["en"]["chain"] = 0.7
    rows = perturbed.table({"as it is": figures, "quotes lost": lower}).splitlines()
    assert rows[2].startswith("| as it is | 0.900 | 0.800 |")
    assert "| 0.700 (-0.100) |" in rows[3]
