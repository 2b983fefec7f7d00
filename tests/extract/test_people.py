"""Who is named in a text, in which places, and by what name."""

from __future__ import annotations

import pytest

from verify.extract.engine import read
from verify.extract.person import Person, same_stem
from verify.languages.register import register
from verify.model import Metadata


def people(language: str, text: str) -> dict[str, list[str]]:
    """Canonical name -> the words of its mentions, in text order."""
    reading, _ = read(text, Metadata(language=language), register())
    tokens, discourse = reading.reader.tokens, reading.discourse
    return {
        discourse.person_name(p): [text[tokens[a].start : tokens[b - 1].end] for a, b in sorted(set(p.spans))]
        for p in reading.reader.people.everyone
    }


NAMED = [
    (
        "ru",
        "Паром стоит\n\nФото: пресс-служба\n\nПилоты бастуют. По словам пилотов, денег нет.",
        {},  # a picture's credit tells no name in the next paragraph
    ),
    (
        "ru",
        "Мэр Игорь Лапин уехал. Лапин вернется в мае. Жители ждут Лапина.",
        {"Игорь Лапин": ["Игорь Лапин", "Лапин", "Лапина"]},
    ),
    (
        "ru",
        "Мост открыл губернатор Павел Ткач. Рядом стояла Анна Коваль. Коваль молчала, Ткачу хлопали.",
        {"Павел Ткач": ["Павел Ткач", "Ткачу"], "Анна Коваль": ["Анна Коваль", "Коваль"]},
    ),
    (
        "ru",
        "Игорь Лапин, Анна Коваль и Павел Ткач подписали письмо.",
        {"Игорь Лапин": ["Игорь Лапин"], "Анна Коваль": ["Анна Коваль"], "Павел Ткач": ["Павел Ткач"]},
    ),
    (
        "ru",
        "Письмо передали советнику мэра Игоря Лапина Павлу Ткачу. Ткач его прочел.",
        {"Игорь Лапин": ["Игоря Лапина"], "Павел Ткач": ["Павлу Ткачу", "Ткач"]},
    ),
    ("ru", "Приехал П. Ткач. Ткача ждали.", {"П. Ткач": ["П. Ткач", "Ткача"]}),
    ("ru", "Министр Ткач уехал. Позже Ткача видели в порту.", {"Ткач": ["Ткач", "Ткача"]}),
    ("ru", "Река Сура вышла из берегов. Заречье без света.", {}),
    ("ru", "Вчера «Заря» закрылась. Завод «Восток» работает.", {}),
    (
        "uk",
        "Мер Ігор Лапін поїхав. Лапін повернеться у травні. Мешканці чекають на Лапіна.",
        {"Ігор Лапін": ["Ігор Лапін", "Лапін", "Лапіна"]},
    ),
    (
        "uk",
        "Міністерка Ганна Коваль поїхала. Коваль повернеться.",
        {"Ганна Коваль": ["Ганна Коваль", "Коваль"]},
    ),
    (
        "uk",
        "Лист передали раднику мера Ігоря Лапіна Павлу Ткачу.",
        {"Ігор Лапін": ["Ігоря Лапіна"], "Павло Ткач": ["Павлу Ткачу"]},
    ),
    (
        "en",
        "Mayor Paul O'Neill left. O'Neill will be back in May.",
        {"Paul O'Neill": ["Paul O'Neill", "O'Neill"]},
    ),
    (
        "en",
        "Ann Dale and T. J. Rowe signed the letter. Rowe's lawyer stayed away. Dale spoke.",
        {"Ann Dale": ["Ann Dale", "Dale"], "T. J. Rowe": ["T. J. Rowe", "Rowe's"]},
    ),
    ("en", "The Justice Department sued the Dawn Company.", {}),
]


@pytest.mark.parametrize(("language", "text", "expected"), NAMED)
def test_people(language: str, text: str, expected: dict[str, list[str]]) -> None:
    assert people(language, text) == expected


def test_two_of_one_surname_are_two() -> None:
    text = "Мэр Павел Ткач уехал. Его сын Игорь Ткач остался. Павла Ткача ждут в мае."
    assert people("ru", text) == {
        "Павел Ткач": ["Павел Ткач", "Павла Ткача"],
        "Игорь Ткач": ["Игорь Ткач"],
    }


def test_a_surname_alone_is_who_was_named_last_before() -> None:
    text = "Мэр Павел Ткач уехал. Его сын Игорь Ткач остался. Ткач молчит."
    assert people("ru", text) == {"Павел Ткач": ["Павел Ткач"], "Игорь Ткач": ["Игорь Ткач", "Ткач"]}


def test_roles_and_gender() -> None:
    text = "Мост закрыли\nОб этом сказала министр Анна Коваль, а губернатор Павел Ткач промолчал. Все ждут."
    reading, _ = read(text, Metadata(language="ru"), register())
    anna, pavel = reading.reader.people.everyone
    assert ("министр" in anna.roles, "губернатор" in anna.roles) == (True, False)
    assert ("министр" in pavel.roles, "губернатор" in pavel.roles) == (False, True)
    assert [reading.discourse.gender(p) for p in (anna, pavel)] == ["femn", "masc"]


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("лапин", "лапиным", True),
        ("ткач", "ткача", True),
        ("коваль", "ковалевский", False),
        ("ли", "ли", True),
        ("ли", "лиза", False),
        ("лапин", "лопин", False),
    ],
)
def test_same_stem(a: str, b: str, expected: bool) -> None:
    assert same_stem(a, b) is expected
    assert same_stem(b, a) is expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["лапин"], True),
        (["лапину"], True),
        (["игорь", "лапин"], True),
        (["и", "лапин"], True),
        (["п", "лапин"], False),
        (["павел", "лапин"], False),
        (["игорь"], False),
    ],
)
def test_who_answers_to_a_name(words: list[str], expected: bool) -> None:
    assert Person(("игорь", "лапин")).answers(words) is expected


def test_the_last_mention_before_is_the_nearest() -> None:
    early, late, later = Person(("а",), spans=[(2, 3)]), Person(("б",), spans=[(8, 9)]), Person(("в",))
    early.starts, late.starts, later.starts, later.spans = [2, 5], [8], [30], [(30, 31)]
    assert max((early, late, later), key=lambda p: p.nearness(20)) is late
    assert max((early, late, later), key=lambda p: p.nearness(8)) is early
    assert max((late, later), key=lambda p: p.nearness(1)) is late
