"""English: whom "he", "she", "Mrs. Lake" mean, and what tells a person's name from another. All invented."""

from __future__ import annotations

import pytest

from verify.extract import extract
from verify.model import Metadata

HEAD = "Bridge over the Ulver closed\n\n"


def origins(body: str) -> list[str | None]:
    """The origin of each claim of the body, None for the article's own voice."""
    found = extract(HEAD + body, Metadata(language="en")).claims
    return [c.chain[-1].name if c.chain else None for c in found if c.spans[0][0] >= len(HEAD)]


@pytest.mark.parametrize("place", ["Silver Valley", "Boca Harwick", "Brae Shoal"])
def test_a_place_of_two_words_is_nobody_that_a_pronoun_means(place: str) -> None:
    body = f"Mayor Anna Weller spoke of the mills near {place}. “They will close,” she said."
    assert origins(body)[-1] == "Anna Weller"


def test_a_name_without_any_sign_is_meant_where_nobody_else_is() -> None:
    assert origins("Zorvan Kellmarsh left the mill. “It will close,” he said.")[-1] == "Zorvan Kellmarsh"


@pytest.mark.parametrize(
    "shown",
    [
        "Zorvan Kellmarsh, 35, came to the mill",
        "The country's transport minister, Zorvan Kellmarsh, came to the mill",
        "Zorvan Kellmarsh, an engineer, came to the mill",
        "Zorvan Kellmarsh came to the mill. Kellmarsh looked around",
    ],
)
def test_an_age_a_role_or_a_surname_alone_shows_a_person(shown: str) -> None:
    body = f"Mayor Peter Weller spoke of the mills. {shown}. “They will close,” he said."
    assert origins(body)[-1] == "Zorvan Kellmarsh"


def test_a_title_tells_which_of_two_with_one_surname_is_meant() -> None:
    body = (
        "Zorvan Kellmarsh met Lindal Kellmarsh. Mrs. Kellmarsh said the mill was closed. "
        "Mr. Kellmarsh said it was open."
    )
    first = "Mr. Zorvan Kellmarsh and Mrs. Lindal Kellmarsh own the mill. "
    assert origins(first + body)[-2:] == ["Lindal Kellmarsh", "Zorvan Kellmarsh"]


def test_a_title_tells_whom_a_pronoun_means() -> None:
    body = "Ms. Ulma Kellmarsh met Mr. Zorvan Kovar. “The mill will close,” she said."
    assert origins(body)[-1] == "Ulma Kellmarsh"


@pytest.mark.parametrize("verb", ["implied", "affirmed", "confided", "reckoned", "professed"])
def test_verbs_of_saying(verb: str) -> None:
    assert origins(f"Anna Weller {verb} that the mill would close.") == ["Anna Weller"]


@pytest.mark.parametrize("verb", ["thundered", "muttered", "gushed"])
def test_verbs_of_how_it_was_said_go_with_a_quotation(verb: str) -> None:
    assert origins(f"“The mill will close,” {verb} Anna Weller.") == ["Anna Weller"]
    assert origins(f"The guns {verb} over the hill that evening.") == [None]


def test_a_surname_alone_means_the_one_named_in_full_first() -> None:
    body = (
        "Mayor Anna Weller closed the mill. Her brother, Peter Weller, left the town last year. "
        "Weller said that the mill was unsafe."
    )
    assert origins(body)[-1] == "Anna Weller"


def test_somebody_of_the_family_is_called_by_the_full_name() -> None:
    body = (
        "Former Senator Anna Weller met her husband Peter Weller. “It is unsafe,” Weller said. "
        "“Go,” Peter Weller said."
    )
    assert origins(body)[-2:] == ["Anna Weller", "Peter Weller"]


@pytest.mark.parametrize(("first", "second"), [("Garin", "Garcia"), ("Grim", "Griffin"), ("Trumka", "Trump")])
def test_names_that_begin_alike_are_two(first: str, second: str) -> None:
    body = f"Anna {second} met Peter {first}. {second} said that the mill was unsafe."
    assert origins(body)[-1] == f"Anna {second}"


def test_a_slip_in_a_surname_is_the_same_person() -> None:

    assert origins("Anna Sweeney came. Sweeny said that the mill was unsafe.")[-1] == "Anna Sweeney"


@pytest.mark.parametrize(
    ("first", "surname"),
    [("Theresa", "May"), ("Mark", "Cuban"), ("Steve", "Israel"), ("George", "Will"), ("Rebecca", "Quick")],
)
def test_a_surname_that_is_another_word(first: str, surname: str) -> None:
    body = (
        f"{first} {surname} said the mill was unsafe. “It will close,” {surname} said. "
        f"{surname} also said that nobody was hurt."
    )
    assert origins(body) == [f"{first} {surname}"] * 3


def test_the_word_itself_stays_what_it_is() -> None:
    body = "Theresa May met Mark Cuban. In May the Cuban government said that the mill may close."
    assert origins(body)[-1] == "Cuban government"


def test_titles_introduce_such_a_surname_too() -> None:
    assert origins("Mrs. May said the mill was unsafe.") == ["May"]


@pytest.mark.parametrize(
    "behind", ["a baker from Brae, N.C.,", "of Brae, Calif.,", "22, of Brae, Mich.,", "D-Va.,", "(R-Ga.)"]
)
def test_a_state_behind_a_town_or_a_party_is_nobody(behind: str) -> None:
    mark = " " if behind.startswith(("of", "(")) else ", "
    assert origins(f"Anna Weller{mark}{behind} said that the mill was unsafe.") == ["Anna Weller"]


def test_initials_with_stops_are_a_body() -> None:
    assert origins("The F.B.I. has said that the mill was unsafe.") == ["F.B.I."]
    assert origins("The F.B.I. director, Anna B. Weller, said that the mill was unsafe.") == [
        "Anna B. Weller"
    ]


def test_a_pronoun_means_nobody_whom_its_own_words_name() -> None:
    body = "Mayor Peter Weller spoke at the mill. Ivan Kovar was there. “Kovar is wrong,” he said."
    assert origins(body)[-1] == "Peter Weller"
    body = "Mayor Peter Weller spoke at the mill. Ivan Kovar asked why. “It will close,” he told Kovar."
    assert origins(body)[-1] == "Peter Weller"
