"""Dates of a text, by the article's own where the text leaves something out."""

from datetime import date

import pytest

from verify.corroborate.analysis import analyse
from verify.corroborate.dates import Date, same_date

PUBLISHED = date(2025, 11, 12)


def read(text: str, language: str, published: date | None = PUBLISHED) -> list[tuple[int | None, ...]]:
    return [(d.year, d.month, d.day) for d in analyse(text, language, published).dates]


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Паромы вернутся 14 ноября.", "ru", [(2025, 11, 14)]),
        ("Порт закрыли 21 июня 2018 года.", "ru", [(2018, 6, 21)]),
        ("Рейсы отменены 25 и 26 июля.", "ru", [(2025, 7, 25), (2025, 7, 26)]),
        ("Порт закрыли 10.08.2018.", "ru", [(2018, 8, 10)]),
        ("Скасували рейси 31 жовтня.", "uk", [(2025, 10, 31)]),
        ("Ferries return on November 14, 2025.", "en", [(2025, 11, 14)]),
        ("Вчера порт закрыли.", "ru", [(2025, 11, 11)]),
        ("Порт закрыли в начале января.", "ru", [(2026, 1, None)]),
    ],
)
def test_what_a_text_says(text: str, language: str, found: list[tuple[int | None, ...]]) -> None:
    assert read(text, language) == found


def test_without_the_articles_date_the_year_stays_open() -> None:
    assert read("Паромы вернутся 14 ноября.", "ru", None) == [(None, 11, 14)]
    assert read("Вчера порт закрыли.", "ru", None) == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"month": 10, "day": 31}, {"month": 10, "part": "end"}, True),
        ({"month": 10, "day": 3}, {"month": 10, "part": "end"}, False),
        ({"month": 11, "day": 7}, {"month": 11, "day": 8}, False),
        ({"month": 9}, {"month": 6, "day": 21}, False),
        ({"month": 6}, {"month": 6, "day": 21}, True),
        ({"year": 2018}, {"year": 2018, "month": 6}, None),
        ({"weekday": 6}, {"weekday": 6}, True),
        ({"weekday": 6}, {"month": 6, "day": 21}, None),
    ],
)
def test_one_day_or_not(one: dict[str, int], other: dict[str, int], same: bool | None) -> None:
    a, b = Date(0, 1, **one), Date(0, 1, **other)  # type: ignore[arg-type]
    assert same_date(a, b) is same
    assert same_date(b, a) is same
