from __future__ import annotations

from typing import Any

import pytest

from verify.desk import examples, packs
from verify.errors import InputError
from verify.languages import codes, pack


@pytest.mark.parametrize("code", codes())
def test_every_entry_attributes_where_it_must_and_nowhere_else(code: str) -> None:
    count, failed = examples.held(code)
    assert [(f.where, f.message) for f in failed] == []
    assert count > 500


@pytest.mark.parametrize("code", codes())
def test_every_pack_is_right(code: str) -> None:
    (verdict,) = packs.checked((code,))
    assert (verdict.code, verdict.name, verdict.findings) == (code, pack(code).data["name"], ())


def test_the_list_counts_what_a_pack_holds() -> None:
    found = {p.code: p for p in packs.listed()}
    assert [p.code for p in packs.listed()] == sorted(codes())
    assert (found["pl"].morphology, found["ru"].morphology, found["en"].morphology) == (
        "tables", "dictionary", "endings",
    )  # fmt: skip
    assert found["pl"].entries == sum(len(rows) for rows in pack("pl").data["classes"].values())


def test_a_language_without_a_pack_is_an_error() -> None:
    with pytest.raises(InputError, match="xx: no such language here; it is one of en, pl, ru, uk"):
        packs.checked(("xx",))


TEMPLATE: dict[str, Any] = {
    "of": "classes.quote_verb",
    "form": "VERB pres sing",
    "yes": ["Reuters {} w maju."],
    "no": ["Reuters {} w maju."],
    "chain": ["outlet"],
}


def held(monkeypatch: pytest.MonkeyPatch, **changed: Any) -> list[str]:
    """What is said of a template put in the place of the shipped ones of its class."""
    data = examples._read("pl")
    data["each"] = [t for t in data["each"] if t["of"] != TEMPLATE["of"]] + [TEMPLATE | changed]
    monkeypatch.setattr(examples, "_read", lambda code: data)
    return [f.message for f in examples.held("pl")[1]]


def test_an_example_that_does_not_attribute_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert held(monkeypatch)[0] == '"cytować" must attribute, and does not: Reuters cytuje w maju.'


def test_an_example_that_attributes_against_its_word_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    saying = ["Reuters podaje, że most stoi. Gazeta {} raport."]
    messages = held(monkeypatch, yes=saying, no=saying)
    assert messages[0].startswith('"cytować" must not attribute, and does: Reuters podaje')


def test_an_exception_that_is_none_any_more_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    saying = ["Reuters podaje, że most stoi. Gazeta {} raport."]
    messages = held(monkeypatch, yes=saying, no=[], **{"except": ["cytować"]})
    assert messages == ['"cytować" is an exception in examples.toml, and holds: take it out']


def test_entries_without_an_example_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examples, "_read", lambda code: {})
    messages = {f"{f.where}: {f.message}" for f in examples.held("pl")[1]}
    assert "classes.speak_say: has entries and no example in examples.toml" in messages
    assert "patterns.date: has no example in examples.toml" in messages
