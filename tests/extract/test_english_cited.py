"""English: what "according to" cites, and the medium that a closing "X reported" names. All invented."""

from __future__ import annotations

import pytest

from tests.extract.english import read


@pytest.mark.parametrize(
    ("cited", "chain"),
    [
        ("a count by Reuters", "outlet:Reuters"),
        ("a Friday report in the Guardian", "outlet:The Guardian"),
        ("the archived timeline", "document:the archived timeline"),
        ("a declaration filed by the Harbour Department", "organization:Harbour Department"),
        ("an attendee", "anonymous:an attendee"),
    ],
)
def test_what_is_cited_by_a_noun_that_no_list_knows(cited: str, chain: str) -> None:
    assert read(f"The bridge was closed in May, according to {cited}.") == [
        ("The bridge was closed in May", chain)
    ]


@pytest.mark.parametrize("measure", ["plan", "size and weight"])
def test_what_goes_by_a_measure_has_no_source(measure: str) -> None:
    assert read(f"The bridge was closed according to {measure}.")[0][1] == ""


@pytest.mark.parametrize(
    ("who", "name"),
    [
        ("Right Hill Watch first reported", "Right Hill Watch"),
        ("the KBRX-TV reported", "KBRX-TV"),
        ("the news site Lugo Info said", "Lugo Info"),
        ("Brae newspaper Correio wrote", "Correio"),
    ],
)
def test_who_reports_is_a_medium(who: str, name: str) -> None:
    assert read(f"The bridge was closed in May, {who}.") == [
        ("The bridge was closed in May", f"outlet:{name}")
    ]


def test_a_body_that_reports_stays_one() -> None:
    assert read("The bridge was closed in May, the Harbour Department reported.")[0][1] == (
        "organization:Harbour Department"
    )


@pytest.mark.parametrize("written", ["Jonas'", "Jonas’", "Jonas's"])
def test_a_campaign_is_named_after_whose_it_is(written: str) -> None:
    found = read(f"Mayor Bernard Jonas spoke. {written} campaign said that the bridge was safe.")
    assert found[-1] == ("the bridge was safe", "organization:Bernard Jonas’s campaign")


@pytest.mark.parametrize(
    ("sentence", "text", "chain"),
    [
        (
            "But that is not good enough, said Ann Lake, a senior analyst at Brae Bank.",
            "that is not good enough",
            "person:Ann Lake",
        ),
        (
            "The port lacks support from the town, said Ann Lake, director of the Brae Center.",
            "The port lacks support from the town",
            "person:Ann Lake",
        ),
        ("Ann Lake claims he's worth 10 billion.", "he's worth 10 billion", "person:Ann Lake"),
        (
            "A significant number of voters said they are fine.",
            "they are fine",
            "collective:a significant number of voters",
        ),
        ("Weller's associates said he would stay.", "he would stay", "anonymous:Weller's associates"),
    ],
)
def test_who_says_it_behind_or_by_a_noun_of_people(sentence: str, text: str, chain: str) -> None:
    assert read(sentence) == [(text, chain)]


def test_a_quotation_that_lost_the_space_behind_it() -> None:
    assert read('"The bridge is safe and will open,"Ann Lake said on Monday.') == [
        ("The bridge is safe and will open", "person:Ann Lake")
    ]


@pytest.mark.parametrize(
    ("who", "chain"),
    [
        ("Former Weller advisers", "anonymous:former Weller advisers"),
        ("Several Weller aides", "anonymous:several Weller aides"),
        ("A senior Weller adviser", "anonymous:a senior Weller adviser"),
        ("Weller supporters", "collective:Weller supporters"),
        ("Former Weller adviser Ann Lake", "person:Ann Lake"),
        ("Numerous media outlets", "collective:numerous media outlets"),
        ("Various analysts", "collective:various analysts"),
    ],
)
def test_somebody_of_somebodys_is_not_them(who: str, chain: str) -> None:
    body = f"Senator Peter Weller fell in the polls. {who} said that the port would close."
    assert read(body)[-1] == ("the port would close", chain)


@pytest.mark.parametrize(
    "sentence",
    [
        "The bank found itself in trouble.",
        "The mayor has not accused the bank of fraud.",
        "Ann Lake did not endorse the mayor.",
    ],
)
def test_how_somebody_fares_or_what_was_not_said_is_told_by_the_article(sentence: str) -> None:
    assert read(sentence) == [(sentence[:-1], "")]


@pytest.mark.parametrize("name", ["Google", "Gallup", "Oxfam", "HarbourLink", "Microsoft"])
def test_a_company_or_pollster_of_one_word_is_a_body(name: str) -> None:
    assert read(f"{name} said that the port would close.")[0][1] == f"organization:{name}"


def test_a_surname_with_two_capitals_is_a_persons() -> None:
    assert read("McArdle said that the port would close.")[0][1] == "person:McArdle"


@pytest.mark.parametrize(
    ("closing", "chain"),
    [("notes CNBC", "outlet:CNBC"), ("reports Reuters", "outlet:Reuters")],
)
def test_a_medium_behind_its_verb_closes_the_sentence(closing: str, chain: str) -> None:
    assert read(f"The bridge was closed in May, {closing}.") == [("The bridge was closed in May", chain)]
    found = read(f"“The bridge will be closed for a year,” said Ann Lake, director of the port, {closing}.")
    assert found == [("The bridge will be closed for a year", f"{chain} < person:Ann Lake")]
