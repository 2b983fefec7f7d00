"""`verify cases` and `verify assign`, and the claims that they lead to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from verify.model import Status

if TYPE_CHECKING:
    from conftest import Shell


@pytest.fixture
def case(checked: Shell) -> Shell:
    """A case of one claim of the bridge's article, and Boris."""
    checked.run("cases", "add", "Кто закрыл мост?", "--due", "2026-03-20")
    checked.run("cases", "put", "1", "--claim", "1.2", "--person", "Борис")
    return checked


def test_a_case_on_the_terminal(case: Shell) -> None:
    header, row = case.out("cases", "list").splitlines()
    assert header.split() == ["question", "due", "people", "claims", "left"]
    assert re.split(r"\s{2,}", row.strip()) == [
        "1", "Кто закрыл мост?", "2026-03-20 late", "Борис", "1", "1",
    ]  # fmt: skip
    case.run("cases", "put", "1", "--article", "1")
    shown = case.out("cases", "show", "1")
    lines = shown.splitlines()
    assert lines[0] == "1  Кто закрыл мост?"
    assert re.fullmatch(r"opened \d{4}-\d\d-\d\d by anna", lines[1])
    assert lines[2:5] == ["due 2026-03-20 late", "with Борис", "4 claims: 4 unverified"]
    assert [h for h in ("Articles", "Claims", "History") if h in lines] == ["Articles", "Claims", "History"]
    assert shown.count("Мост закроют до весны") == 3  # the article, above its claims, and the claim itself
    assert "case 1" in shown
    assert "claims 1.2, people Борис" in shown


def test_a_case_as_json(case: Shell) -> None:
    found = case.json("cases", "show", "1")
    assert (found["question"], found["due"], found["open"]) == ("Кто закрыл мост?", "2026-03-20", True)
    assert (found["articles"], found["claims"], found["people"]) == ([], ["1.2"], ["Борис"])
    assert found["statuses"] == {**dict.fromkeys(Status, 0), "unverified": 1}
    assert [item["number"] for item in found["in_claims"]["items"]] == ["1.2"]
    assert [event["action"] for event in found["history"]] == ["case.add", "case.put"]
    assert case.json("cases", "list")[0] == {
        k: v for k, v in found.items() if k not in ("in_articles", "in_claims", "history")
    }
    assert [claim["number"] for claim in case.json("claims", "--case", "1")] == ["1.2"]


def test_changes_of_a_case(case: Shell) -> None:
    assert case.json("cases", "change", "1", "--question", "Кто знал?", "--no-due")["due"] is None
    taken = case.json("cases", "take", "1", "--claim", "1.2", "--person", "Борис")
    assert (taken["question"], taken["claims"], taken["people"]) == ("Кто знал?", [], [])
    assert "nobody that works here" in case.run("cases", "take", "1", "--person", "бориска", status=2).stderr


def test_closing(case: Shell) -> None:
    assert case.json("cases", "close", "1", "--reason", "Мэрия.")["open"] is False
    assert case.out("cases", "list").split()[-4] == "closed"
    assert case.json("cases", "list", "--open") == []
    assert "verify cases reopen 1" in case.run("cases", "put", "1", "--claim", "1.1", status=2).stderr
    assert case.json("cases", "reopen", "1")["closed_at"] is None
    assert case.json("cases", "list", "--closed") == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (("change", "1"), "--question, --due or --no-due"),
        (("change", "1", "--due", "2026-03-20", "--no-due"), "Either"),
        (("put", "1"), "--article, --claim or --person"),
        (("take", "1", "--claim", "1.1"), "1.1 was not put into case 1"),
        (("show", "7"), "verify cases list"),
        (("add", " "), "needs a question"),
        (("add", "Кто?", "--due", "tomorrow"), "is no day: write it as 2025-11-26"),
    ],
)
def test_what_cannot_be(case: Shell, line: tuple[str, ...], said: str) -> None:
    before = case.json("log")
    assert said in case.run("cases", *line, status=2).stderr
    assert case.json("log") == before


def test_whose_claims_are(checked: Shell) -> None:
    assert checked.out("assign", "1.2", "1.3", "--to", "Вера").splitlines()[0] == (
        "1.2  ○ unverified  Вера  опоры треснули"
    )
    assert [claim["number"] for claim in checked.json("claims", "--assigned", "Вера")] == ["1.2", "1.3"]
    assert [claim["number"] for claim in checked.json("claims", "--assigned", "")] == ["1.1", "1.4"]
    assert checked.json("show", "1.2")["assigned"] == "Вера"
    assert checked.json("articles", "show", "1")["claims"][1]["assigned"] == "Вера"
    assert "assigned to Вера" in checked.out("show", "1.2")
    assert "assigned to Вера" in checked.out("claims")
    assert "assign" in checked.out("log", "1.2")
    assert checked.json("assign", "1.3", "--nobody")[0]["assigned"] is None
    assert checked.json("undo", "1.3")["assigned"] == "Вера"


@pytest.mark.parametrize("line", [("1.2",), ("1.2", "--to", "Вера", "--nobody"), ("--to", "Вера")])
def test_to_one_or_to_nobody(checked: Shell, line: tuple[str, ...]) -> None:
    checked.run("assign", *line, status=2)
    assert checked.json("show", "1.2")["history"] == []


def test_hostile_words_end_as_text(checked: Shell) -> None:
    hostile = "\x1b[31mКто\u202e?\x07 [bold]x[/bold] <script>alert(1)</script>"
    checked.run("cases", "add", hostile)
    shown = checked.out("cases", "list") + checked.out("cases", "show", "1") + checked.out("log")
    assert not [sign for sign in "\x1b\u202e\x07" if sign in shown]
    assert "[bold]" in " ".join(shown.split())
    assert checked.json("cases", "show", "1")["question"] == hostile
