from __future__ import annotations

import pytest

from verify.languages import detect, pack, search_form
from verify.languages.naming import is_first_name, nominative, person_gender
from verify.languages.words import FEMN, MASC, PLURAL, SINGULAR, Case, Pos
from verify.model import SourceKind


@pytest.mark.parametrize(
    ("form", "lemma", "numbers", "genders"),
    [
        ("powiedział", "powiedzieć", SINGULAR, MASC),
        ("powiedziała", "powiedzieć", SINGULAR, FEMN),
        ("powiedzieli", "powiedzieć", PLURAL, 0),
        ("informuje", "informować", SINGULAR, 7),
        ("informują", "informować", PLURAL, 0),
        ("podkreśliła", "podkreślić", SINGULAR, FEMN),
        ("poinformowano", "poinformować", PLURAL, 0),
        ("twierdzą", "twierdzić", PLURAL, 0),
        ("ogłosili", "ogłosić", PLURAL, 0),
        ("pisze", "pisać", SINGULAR, 7),
        ("ostrzegł", "ostrzec", SINGULAR, MASC),
    ],
)
def test_verbs_have_their_forms(form: str, lemma: str, numbers: int, genders: int) -> None:
    word = pack("pl").word(form)
    assert word.pos & Pos.VERB
    assert (word.lemmas[0], word.verb_numbers, word.verb_genders) == (lemma, numbers, genders)
    assert word.known


@pytest.mark.parametrize(
    ("form", "lemma", "cases", "numbers"),
    [
        ("eksperta", "ekspert", Case.GEN | Case.ACC, SINGULAR),
        ("ministerstwie", "ministerstwo", Case.LOC, SINGULAR),
        ("ekspertów", "ekspert", Case.GEN | Case.ACC, PLURAL),
        ("urzędu", "urząd", Case.GEN, SINGULAR),
        ("policję", "policja", Case.ACC, SINGULAR),
        ("urzędnicy", "urzędnik", Case.NOM, PLURAL),
    ],
)
def test_nouns_have_their_cases(form: str, lemma: str, cases: int, numbers: int) -> None:
    word = pack("pl").word(form)
    assert word.pos & Pos.NOUN
    assert (word.lemmas[0], word.cases, word.numbers) == (lemma, cases, numbers)


def test_a_word_that_no_list_has_is_told_by_its_ending() -> None:
    guessed = pack("pl").word("zamurował")
    assert (guessed.pos & Pos.VERB, guessed.verb_genders, guessed.known) == (Pos.VERB, MASC, False)
    assert pack("pl").word("nadrzecznego").cases == Case.GEN | Case.ACC
    assert not pack("pl").word("wiśniowskiego").pos & Pos.VERB


@pytest.mark.parametrize(
    ("words", "kind", "expected"),
    [
        ("Anny Nowak", SourceKind.PERSON, "Anna Nowak"),
        ("Michała Wróbla", SourceKind.PERSON, "Michał Wróbel"),
        ("Ewie Brzezińskiej", SourceKind.PERSON, "Ewa Brzezińska"),
        ("Komisji Europejskiej", SourceKind.ORGANIZATION, "Komisja Europejska"),
        ("Sądu Najwyższego", SourceKind.ORGANIZATION, "Sąd Najwyższy"),
        ("amerykańskich urzędników", SourceKind.ANONYMOUS, "amerykańscy urzędnicy"),
        ("rosyjskich mediów", SourceKind.COLLECTIVE, "rosyjskie media"),
        ("źródeł w rządzie", SourceKind.ANONYMOUS, "źródła w rządzie"),
        ("jednego z dyplomatów", SourceKind.ANONYMOUS, "jeden z dyplomatów"),
    ],
)
def test_names_in_the_nominative(words: str, kind: SourceKind, expected: str) -> None:
    assert nominative(words, "pl", kind) == expected


def test_first_names_tell_he_from_she() -> None:
    assert is_first_name("Tomasza", "pl")
    assert not is_first_name("Most", "pl")
    assert (person_gender("Anna Wilk", "pl"), person_gender("Tomasz Wilk", "pl")) == ("femn", "masc")


def test_search_meets_any_form() -> None:
    assert search_form("Ministrowi zdrowia", "pl") == search_form("minister zdrowia", "pl")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Burmistrz powiedział, że most zostanie zamknięty w maju.", "pl"),
        ("Strażacy gaszą pożar.", "pl"),
        ("The mayor said that the bridge will close in May.", "en"),
        ("Workers went home with the keys.", "en"),
        ("Мэр заявил, что мост закроют весной, и это не слухи.", "ru"),
        ("Мер заявив, що міст закриють навесні, і це не чутки.", "uk"),
    ],
)
def test_the_language_of_a_sentence(text: str, code: str) -> None:
    assert detect(text) == code
