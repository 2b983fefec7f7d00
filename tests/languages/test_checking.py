from __future__ import annotations

import copy
import re
from typing import Any

import pytest

from verify.languages import pack
from verify.languages.checking import SLOWEST, check, slowest


@pytest.fixture
def data() -> dict[str, Any]:
    return copy.deepcopy(pack("pl").data)


def told(data: dict[str, Any], code: str = "pl") -> list[tuple[str, str]]:
    return [(f.where, f.message) for f in check(data, code)]


def test_a_name_that_nothing_knows_is_told_with_the_nearest(data: dict[str, Any]) -> None:
    data["classes"]["speak_sya"] = data["classes"].pop("speak_say")
    data["phrases"]["lnik"] = []
    data["detect"]["lettres"] = "x"
    assert told(data) == [
        ("detect.lettres", 'nothing knows this name; did you mean "letters"?'),
        ("phrases.lnik", 'nothing knows this name; did you mean "link"?'),
        ("classes.speak_sya", 'nothing knows this name; did you mean "speak_say"?'),
    ]


def test_a_class_that_the_engine_asks_for_must_be_stated(data: dict[str, Any]) -> None:
    del data["classes"]["quote_verb"]
    message = (
        "missing, and the engine asks for it (cite, quote: the medium gives another's words); [] says: none"
    )
    assert told(data) == [("classes.quote_verb", message)]
    data["classes"]["quote_verb"] = []
    assert told(data) == []


def test_values_have_their_kind(data: dict[str, Any]) -> None:
    data["classes"]["he"] = "on"
    data["paradigms"]["noun"] = [["a$", 1]]
    data["name"] = ["Polish"]
    assert told(data) == [
        ("name", "is no string"),
        ("paradigms.noun", "is no list of lists of strings"),
        ("classes.he", "is no list of strings"),
    ]


def test_the_folder_is_the_code(data: dict[str, Any]) -> None:
    assert told(data, "cs") == [("code", 'is "pl", but the folder is "cs"')]


@pytest.mark.parametrize("table", ["closed", "months", "sentence"])
def test_tables_that_every_pack_states(data: dict[str, Any], table: str) -> None:
    del data[table]
    assert {where.split(".")[0] for where, _ in told(data)} == {table}


def test_words_that_can_never_be_met(data: dict[str, Any]) -> None:
    data["classes"]["he"] = ["On", "jego", "jego"]
    data["phrases"]["link"] = ["powołując się na…"]
    assert [where for where, _ in told(data)] == ["classes.he", "classes.he", "phrases.link"]
    assert told(data)[0][1] == '"On" can never be met: words are looked up in lower case'


def test_patterns_compile_and_have_their_groups(data: dict[str, Any]) -> None:
    data["patterns"]["legal"] = ["(prawa"]
    data["patterns"]["byline"] = [r"autor: (?P<author>\w+)"]
    (broken, unread, lacking) = told(data)
    assert broken[0] == "patterns.legal"
    assert broken[1].startswith("'(prawa' is no regular expression")
    assert unread[1].endswith("has a group that nothing reads: author")
    assert lacking[1].endswith("lacks the group authors")


def test_a_pattern_that_runs_away_is_told() -> None:
    assert slowest(re.compile(r"(?:\w+\s*)+:$")) > SLOWEST
    assert slowest(re.compile(r"\w+:$")) < SLOWEST


def test_a_year_has_twelve_months(data: dict[str, Any]) -> None:
    data["months"]["names"] = data["months"]["names"][:11]
    assert told(data) == [("months.names", "has 11 names; a year has 12 months")]
