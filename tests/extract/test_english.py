"""English by word order: who says what, and where it begins and ends. All names and events are invented."""

from __future__ import annotations

import pytest

from tests.extract.english import read
from verify.extract import extract
from verify.model import Metadata

QUILL = "person:Marta Quill"


@pytest.mark.parametrize(
    ("sentence", "text", "chain"),
    [
        # words behind the verb
        ("Marta Quill said that the old bridge had been closed.", "the old bridge had been closed", QUILL),
        ("Marta Quill said the old bridge had been closed.", "the old bridge had been closed", QUILL),
        (
            "The Harbour Department revealed Tuesday the ferry had sunk.",
            "the ferry had sunk",
            "organization:Harbour Department",
        ),
        ("Marta Quill told reporters on Friday that the ferry had sunk.", "the ferry had sunk", QUILL),
        ("Mayor Marta Quill also said that the ferry had sunk.", "the ferry had sunk", QUILL),
        # words in front
        ("The old bridge had been closed, Marta Quill said.", "The old bridge had been closed", QUILL),
        (
            "The old bridge had been closed, said Marta Quill, a lawyer for the port.",
            "The old bridge had been closed",
            QUILL,
        ),
        (
            "The old bridge had been closed, according to Mayor Marta Quill.",
            "The old bridge had been closed",
            QUILL,
        ),
        (
            "“The old bridge is closed,” said Marta Quill, on what was her first day.",
            "The old bridge is closed",
            QUILL,
        ),
        (
            "“The old bridge is closed,” Marta Quill said when the hearing had closed.",
            "The old bridge is closed",
            QUILL,
        ),
        # words around
        ("The bridge, Marta Quill said, would cost two million.", "The bridge would cost two million", QUILL),
        (
            "The bridge, as Marta Quill noted, would cost two million.",
            "The bridge would cost two million",
            QUILL,
        ),
        # subjects over prepositions, appositions, relative clauses, brackets
        (
            "Officials in the northern town of Brae said the ferry had sunk.",
            "the ferry had sunk",
            "anonymous:",
        ),
        ("People briefed on the matter said the ferry had sunk.", "the ferry had sunk", "anonymous:"),
        ("Marta Quill, a lawyer for the port, said the ferry had sunk.", "the ferry had sunk", QUILL),
        ("Marta Quill, who runs the port, said the ferry had sunk.", "the ferry had sunk", QUILL),
        ("Sen. Marta Quill (D-Brae) said the ferry had sunk.", "the ferry had sunk", QUILL),
        ("Port spokeswoman Marta Quill said the ferry had sunk.", "the ferry had sunk", QUILL),
        ("Asked about the ferry, Marta Quill said, “It sank at noon.”", "It sank at noon", QUILL),
        # objects and nouns that are what is said
        ("Marta Quill described the ferry as a floating wreck.", "the ferry as a floating wreck", QUILL),
        ("Marta Quill urged the port to close the bridge.", "the port to close the bridge", QUILL),
        (
            "Marta Quill called on the port to close the bridge after the ferry sank.",
            "the port to close the bridge",
            QUILL,
        ),
        (
            "Marta Quill sounded a call for the port to close the bridge.",
            "the port to close the bridge",
            QUILL,
        ),
        ("Marta Quill made it clear the bridge would stay closed.", "the bridge would stay closed", QUILL),
        (
            "Marta Quill issued a statement saying that the bridge would stay closed.",
            "the bridge would stay closed",
            QUILL,
        ),
    ],
)  # fmt: skip
def test_one_source(sentence: str, text: str, chain: str) -> None:
    claims = dict(read(sentence))
    assert text in claims
    if chain.startswith("anonymous"):
        assert claims[text].startswith("anonymous:")
    else:
        assert claims[text] == chain


def test_media_that_people_speak_to() -> None:
    assert read("Marta Quill told Reuters that the ferry had sunk.") == [
        ("the ferry had sunk", "outlet:Reuters < person:Marta Quill")
    ]
    assert read("In an interview with Reuters, Marta Quill said the ferry had sunk.") == [
        ("the ferry had sunk", "outlet:Reuters < person:Marta Quill")
    ]
    assert read("“The ferry has sunk,” wrote Marta Quill for Brae Monitor.") == [
        ("The ferry has sunk", "outlet:Brae Monitor < person:Marta Quill")
    ]


def test_a_medium_that_reports_stands_nearer_than_who_closes_the_sentence() -> None:
    assert read("Reuters reported that the ferry had sunk, according to the Harbour Department.") == [
        ("the ferry had sunk", "outlet:Reuters < organization:Harbour Department")
    ]


def test_unknown_media_by_a_word_in_their_name_and_by_initials() -> None:
    claims = read(
        "Island Christian News reported that the ferry had sunk. ICN reported Monday that nobody was hurt."
    )
    assert claims == [
        ("the ferry had sunk", "outlet:Island Christian News"),
        ("nobody was hurt", "outlet:Island Christian News"),
    ]


def test_a_known_outlet_by_its_last_word() -> None:
    claims = read(
        "The New York Post reports that the ferry sank.\n\nThe crew had left before, The Post has learned."
    )
    assert [c[0] for c in claims] == ["the ferry sank", "The crew had left before"]
    assert claims[0][1] == claims[1][1] != ""


def test_things_do_not_speak() -> None:
    assert read("Harbour protocol called for the ferry to be towed to the pier, sources said.") == [
        ("Harbour protocol called for the ferry to be towed to the pier", "anonymous:sources")
    ]


def test_pronouns_mean_the_speaker_not_who_is_named_inside() -> None:
    claims = read("Peter Hollis said John Marden should leave the board. “It is time,” he said.")
    assert claims[1] == ("It is time", "person:Peter Hollis")


def test_pronouns_mean_whom_the_sentence_is_about() -> None:
    claims = read("Peter Hollis left the service under John Marden. He said the ferry was rotten.")
    assert claims[1] == ("the ferry was rotten", "person:Peter Hollis")


def test_a_role_is_whoever_bears_it() -> None:
    claims = read("Gov. Peter Hollis visited the port. The governor added that the ferry was rotten.")
    assert claims[1] == ("the ferry was rotten", "person:Peter Hollis")


def test_words_that_announce_a_paragraph_of_speech() -> None:
    claims = read(
        "Peter Hollis visited the port. Hollis added:\n\nThe ferry is rotten. It will sink one day."
    )
    assert claims[1:] == [
        ("The ferry is rotten", "person:Peter Hollis"),
        ("It will sink one day", "person:Peter Hollis"),
    ]


def test_a_question_with_its_cue_hands_on_to_the_quotation_behind() -> None:
    claims = read("Peter Hollis visited the port. “Who pays for this?” Hollis asked. “We all do.”")
    assert claims[1:] == [("We all do", "person:Peter Hollis")]


def test_siblings_with_cues_of_their_own() -> None:
    assert read("“The ferry is rotten,” Peter Hollis said, adding that the crew had warned him.") == [
        ("The ferry is rotten", "person:Peter Hollis"),
        ("the crew had warned him", "person:Peter Hollis"),
    ]
    claims = read("Peter Hollis said the ferry was safe, but Marta Quill said it was rotten.")
    assert claims == [("the ferry was safe", "person:Peter Hollis"), ("it was rotten", QUILL)]


def test_a_noun_of_speech_with_its_clause() -> None:
    claims = dict(read("Despite media claims that the ferry was rotten, it did not sink."))
    assert claims["the ferry was rotten"].startswith("collective:")
    assert claims["it did not sink"] == ""


def test_title_case_is_no_evidence_of_names() -> None:
    head = "Rotten Ferry Should Have Been Scrapped, Peter Hollis Says\n\n"
    found = extract(
        head + "The ferry sank on Monday. Peter Hollis had warned the port.", Metadata(language="en")
    ).claims[0]
    assert (found.text, [h.name for h in found.chain]) == (
        "Rotten Ferry Should Have Been Scrapped",
        ["Peter Hollis"],
    )


def test_two_clauses_of_one_quotation() -> None:
    claims = read("“The ferry is rotten and the port needs a new one,” Peter Hollis said.")
    assert claims == [
        ("The ferry is rotten", "person:Peter Hollis"),
        ("the port needs a new one", "person:Peter Hollis"),
    ]


def test_apostrophes_inside_names_open_no_quotation() -> None:
    assert read("\"The ferry sank,\" said Peter O'Hollis.\n\nO'Hollis said nobody was hurt.") == [
        ("The ferry sank", "person:Peter O'Hollis"),
        ("nobody was hurt", "person:Peter O'Hollis"),
    ]


def test_double_apostrophes_are_quotation_marks() -> None:
    assert read("''The ferry sank,'' said Peter Hollis. ''Nobody was hurt.''") == [
        ("The ferry sank", "person:Peter Hollis"),
        ("Nobody was hurt", "person:Peter Hollis"),
    ]


def test_somebody_indefinite_is_nobody_named_before() -> None:
    claims = read("Sen. Peter Hollis visited the port. A senator said the ferry was rotten.")
    assert claims[1][0] == "the ferry was rotten"
    assert claims[1][1].startswith("anonymous:")


def test_groups_in_the_plural_are_no_body() -> None:
    assert read("Civil rights groups said the ferry was rotten.")[0][1].startswith("collective:")


def test_a_name_behind_a_quotation_and_a_dash() -> None:
    assert read("“The ferry is rotten. It will sink.” — Marta Quill") == [
        ("The ferry is rotten", QUILL),
        ("It will sink", QUILL),
    ]


def test_a_verb_with_a_particle_says_nothing() -> None:
    assert read("The old captain showed up at the pier.") == [("The old captain showed up at the pier", "")]


def test_a_relative_clause_behind_the_source_speaks_too() -> None:
    claims = read("“The ferry is rotten,” said Marta Quill, who added that nobody was hurt.")
    assert claims == [("The ferry is rotten", QUILL), ("nobody was hurt", QUILL)]


def test_a_possessive_ends_a_name() -> None:
    assert read("Brae Monitor's Marta Quill said the ferry was rotten.")[0][1].endswith("person:Marta Quill")


def test_a_text_that_ends_in_the_middle_of_a_sentence_is_read_to_its_end() -> None:
    """Rules look at the words behind a cue; behind the last one there is none."""
    assert read("The bridge will close for good, pointed Marta Quill endorsing") == [
        ("The bridge will close for good", QUILL)
    ]
