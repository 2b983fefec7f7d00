"""English frames in tables: markers, hearsay, bodies and their press services. All invented."""

from __future__ import annotations

import pytest

from tests.extract import english
from verify.extract import extract
from verify.model import Metadata

HEAD = "Ferry sinks in the Ulver\n\n"
LEAD = "The ferry sank in the Ulver on Monday."


def read(body: str) -> list[tuple[str, str]]:
    return english.read(body, HEAD)


@pytest.mark.parametrize(
    ("marker", "chain"),
    [
        ("This was reported by Reuters.", "outlet:Reuters"),
        ("This was stated by Norland Foreign Minister Ann Lake.", "person:Ann Lake"),
        ("This information was confirmed by the Harbour Board.", "organization:Harbour Board"),
        (
            "This was announced on the website of the Harbour Board.",
            "organization:Harbour Board",
        ),
        (
            "Reuters reported this with reference to the Harbour Board.",
            "outlet:Reuters < organization:Harbour Board",
        ),
        ("Ann Lake said this at a briefing on Friday.", "person:Ann Lake"),
        ("Ann Lake said this in an interview with Reuters.", "outlet:Reuters < person:Ann Lake"),
        ("Ann Lake wrote about it on Facebook.", "person:Ann Lake"),
    ],
)
def test_a_sentence_that_points_back_tells_who_says_what_stands_before(marker: str, chain: str) -> None:
    assert read(f"{LEAD}\n\n{marker}") == [(LEAD[:-1], chain)]


@pytest.mark.parametrize(
    "other", ["Ann Lake said this was a shame.", "This was never reported by Reuters.", "This is how it was."]
)
def test_a_sentence_that_says_something_itself_is_no_marker(other: str) -> None:
    claims = read(f"{LEAD}\n\n{other}")
    assert claims[0] == (LEAD[:-1], "")
    assert len(claims) == 2


@pytest.mark.parametrize(
    ("heard", "text"),
    [
        ("Reportedly, the crew left.", "the crew left"),
        ("The crew reportedly left.", "The crew … left"),
        ("The crew left, it was reported on Friday.", "The crew left"),
        ("The crew left, it was reported", "The crew left"),  # the text ends without its stop
        ("It is also reported that the crew left.", "the crew left"),
        ("It is alleged that the crew left.", "the crew left"),
        ("There are rumours that the crew left.", "the crew left"),
        ("According to preliminary information, the crew left.", "the crew left"),
        ("According to unconfirmed reports, the crew left.", "the crew left"),
    ],
)
def test_hearsay_wherever_it_stands(heard: str, text: str) -> None:
    (found,) = read(heard)
    assert found[0].split() == [w for w in text.split() if w != "…"]
    assert found[1] == "collective:"


def test_hearsay_inside_a_relative_clause_is_not_about_the_sentence() -> None:
    assert read("The mayor, who reportedly fled, returned on Friday.")[0][1] == ""
    assert [c for _, c in read("The crew reportedly left, but the captain stayed.")] == ["collective:", ""]


@pytest.mark.parametrize(
    ("who", "chain"),
    [
        ("a source close to the owners", "anonymous:a source"),
        ("a person close to Norvik", "anonymous:a person"),
        ("the press service of the Harbour Board", "organization:Harbour Board"),
        ("Gazprom's press office", "organization:Gazprom"),
        ("the Association of Lake Millers", "organization:Association of Lake Millers"),
        ("the National Agency for Timber", "organization:National Agency for Timber"),
        ("the Office for River Traffic", "organization:Office for River Traffic"),
        ("Norland Minister of Defence Olena Koval", "person:Olena Koval"),
        ("the head of the Agency for Timber Olena Koval", "person:Olena Koval"),
        ("Norland intelligence", "organization:Norland intelligence"),
    ],
)
def test_who_closes_or_opens_a_sentence(who: str, chain: str) -> None:
    assert read(f"The ferry lay on the sand, {who} said.") == [("The ferry lay on the sand", chain)]
    assert read(f"{who[:1].upper()}{who[1:]} said the ferry lay on the sand.") == [
        ("the ferry lay on the sand", chain)
    ]


@pytest.mark.parametrize(
    "closing",
    [
        "said a Norland official who asked not to be named",
        "a Norland official said in remarks carried by local media",
    ],
)
def test_what_tells_more_of_a_speaker_belongs_to_the_words_that_attribute(closing: str) -> None:
    assert read(f"The ferry lay on the sand, {closing}.")[0][0] == "The ferry lay on the sand"


def test_a_noun_of_events_is_no_verb_of_blame() -> None:
    assert read("Two people were killed in the blast at the depot.")[0][1] == ""
    assert read("The company's press office did not answer calls.") == [
        ("The company's press office did not answer calls", "")
    ]


@pytest.mark.parametrize(
    ("body", "chain"),
    [
        ("{}, reports Orsk Info.", "outlet:Orsk Info"),
        ("{}, Courrier du Lac reports, citing Reuters.", "outlet:Courrier du Lac < outlet:Reuters"),
        ("{}, Orsk Info reported, citing NATO.", "outlet:Orsk Info < organization:NATO"),
        ("As reported by Orsk Info, {}.", "outlet:Orsk Info"),
        ("{}, Ann Lake said, as quoted by Tagesbote.", "outlet:Tagesbote < person:Ann Lake"),
        ("Ann Lake told Canal 7 Varna that {}.", "outlet:Canal 7 Varna < person:Ann Lake"),
        ("Orsk Info quoted Ann Lake as saying {}.", "outlet:Orsk Info < person:Ann Lake"),
        ("USA Today has learned that {}.", "outlet:USA Today"),
        ("Citing two officials, Reuters reported that {}.", "outlet:Reuters < anonymous:two officials"),
        ("Citing Reuters, the Ulver Post reports that {}.", "outlet:Ulver Post < outlet:Reuters"),
        ("According to Reuters, which cited Ann Lake, {}.", "outlet:Reuters < person:Ann Lake"),
        ("{}, according to Reuters, which cited officials.", "outlet:Reuters < anonymous:officials"),
        ("{}, Ann Lake said in remarks published by Reuters.", "outlet:Reuters < person:Ann Lake"),
        ("In comments to Reuters, Ann Lake said {}.", "outlet:Reuters < person:Ann Lake"),
        ("Speaking to Reuters on Friday, Ann Lake said {}.", "outlet:Reuters < person:Ann Lake"),
        ("An investigation by Reuters found that {}.", "outlet:Reuters"),
        ("{}, the minister of transport, Ann Lake, said.", "person:Ann Lake"),
        ("{}, Norvik's chief executive, Ann Lake, said.", "person:Ann Lake"),
        ("{}, Ann Lake stressed in an evening address.", "person:Ann Lake"),
        ("{}, Reuters reported, citing Tagesbote.", "outlet:Reuters < outlet:Tagesbote"),
        ("Reuters quoted Ann Lake, a lawyer, as saying {}.", "outlet:Reuters < person:Ann Lake"),
        ("With reference to NATO, Reuters writes that {}.", "outlet:Reuters < organization:NATO"),
        ("{}, Reuters reported, citing court documents.", "outlet:Reuters < document:court documents"),
        ("{}, court filings say.", "document:court filings"),
        ("Data show that {}.", "document:data"),
        ("{}, figures from the Harbour Board show.", "organization:Harbour Board"),
        ("{}, says a statement published on the website of the Harbour Board.", "organization:Harbour Board"),
        ("{}, reads the statement of the Harbour Board.", "organization:Harbour Board"),
        ("Minister of Energy of Norland Olena Koval said {}.", "person:Olena Koval"),
    ],
)
def test_media_and_who_spoke_to_them(body: str, chain: str) -> None:
    said = "the ferry lay on the sand for two days"
    written = body.format(said)
    found = read(written[:1].upper() + written[1:])
    assert [(c.casefold(), hops) for c, hops in found] == [(said, chain)]


@pytest.mark.parametrize("listener", ["the Brae Dialogue", "Congress", "Olena Koval", "the FBI", "Lake"])
def test_who_listens_is_no_medium_by_that(listener: str) -> None:
    assert read(f"Ann Lake left.\n\nJohn Brown told {listener} that the ferry sank.")[-1][1] == (
        "person:John Brown"
    )


@pytest.mark.parametrize("label", ["Exclusive", "Watch", "Brexit", "Boom", "Olena Koval", "The Latest"])
def test_a_label_of_the_headline_says_nothing(label: str) -> None:
    text = f"{label}: Ferry Company Owes Wages For Months\n\nJohn Brown said that the ferry sank."
    assert extract(text, Metadata(language="en")).claims[0].chain == ()


def test_who_speaks_in_the_article_speaks_before_its_headlines_colon() -> None:
    text = "Olena Koval: Ferry Company Owes Wages\n\nOlena Koval said that the ferry sank."
    assert extract(text, Metadata(language="en")).claims[0].chain[0].name == "Olena Koval"


def test_a_medium_that_quotes_somebody_is_nearer_than_who_speaks() -> None:
    assert read("“The ferry lay on the sand,” Orsk Info quotes Ann Lake.") == [
        ("The ferry lay on the sand", "outlet:Orsk Info < person:Ann Lake")
    ]


def test_in_her_words_is_who_spoke_before() -> None:
    told = read("Ann Lake told Reuters that the ferry sank.\n\nIn her words, nobody drowned.")
    assert told[-1] == ("nobody drowned", "person:Ann Lake")


def test_labels_of_parts_are_nobodys_words() -> None:
    body = "Ann Lake said the ferry sank.\n\nQuote: “Nobody drowned.”\n\nBackground: The port is old."
    assert read(body)[1:] == [("Nobody drowned", "person:Ann Lake"), ("The port is old", "")]
    assert read("Details: Ann Lake added that the crew left.") == [("the crew left", "person:Ann Lake")]
