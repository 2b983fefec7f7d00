"""Ratings: of sources by letters, of claims by numbers, each with its history."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conftest import Shell

SOURCE = "Речной вестник"


def test_a_source_is_rated_with_its_history(checked: Shell) -> None:
    checked.run("sources", "rate", SOURCE, "C", "--reason", "две поправки за год")
    found = checked.json("sources", "rate", SOURCE, "B", "--by", "boris")
    assert found["reliability"] == "B"
    assert [(e["by"], e["after"]["reliability"], e["reason"]) for e in found["ratings"]] == [
        ("anna", "C", "две поправки за год"),
        ("boris", "B", None),
    ]
    text = checked.out("sources", "show", SOURCE)
    assert "reliability B: usually reliable" in text
    assert "C  anna  две поправки за год" in text
    assert checked.json("log", "--check")["ok"]


def test_ratings_are_taken_back_one_by_one(checked: Shell) -> None:
    for grade in ("C", "E"):
        checked.run("sources", "rate", SOURCE, grade)
    assert checked.json("sources", "rate", SOURCE, "--undo")["reliability"] == "C"
    assert checked.json("sources", "rate", SOURCE, "--undo")["reliability"] is None
    assert "no rating to take back" in checked.run("sources", "rate", SOURCE, "--undo", status=2).stderr
    assert "give no letter" in checked.run("sources", "rate", SOURCE, "A", "--undo", status=2).stderr
    checked.run("sources", "rate", SOURCE, "G", status=2)


def test_the_record_of_a_source(checked: Shell) -> None:
    checked.run("mark", "1.2", "refuted", "--note", "опоры целы")
    record = checked.json("sources", "show", SOURCE)["record"]
    assert record == {
        "unverified": 1, "corroborated": 0, "confirmed": 0, "disputed": 0, "refuted": 1, "unverifiable": 0,
        "not-checkable": 0,
    }  # fmt: skip
    assert "of its claims 1 unverified, 1 refuted" in checked.out("sources", "show", SOURCE)


def test_a_claim_is_rated_and_the_rating_undone(checked: Shell) -> None:
    first, second = checked.json("rate", "1.2", "1.4", "4", "--reason", "одна сторона")
    assert (first["credibility"], second["credibility"], first["status"]) == (4, 4, "unverified")
    assert "credibility 4: doubtful" in checked.out("show", "1.2")
    checked.run("rate", "1.2", "2")
    checked.run("undo", "1.2")
    assert checked.json("show", "1.2")["credibility"] == 4
    (cleared,) = checked.json("rate", "1.2", "--none")
    assert cleared["credibility"] is None
    for wrong in (("1.2", "7"), ("1.2",), ("3",), ("1.2", "0")):
        assert "from 1 to 6" in checked.run("rate", *wrong, status=2).stderr
