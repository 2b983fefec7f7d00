"""Numbers of a text, and which of them can be said of one thing."""

import pytest

from verify.corroborate.analysis import analyse
from verify.corroborate.numbers import ABOUT, EXACT, LESS, MORE, Number, same_value


def read(text: str, language: str) -> list[tuple[float, str, str]]:
    return [(n.value, n.unit, n.bound) for n in analyse(text, language).numbers]


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Паром увёз более 100 пассажиров.", "ru", [(100, "people", MORE)]),
        ("На берегу около 9 тысяч человек.", "ru", [(9000, "people", ABOUT)]),
        ("Пострадали 52 человека.", "ru", [(52, "people", EXACT)]),
        ("Ремонт стоит 50 тыс. евро.", "ru", [(50_000, "currency", EXACT)]),
        ("Отменены 24% рейсов.", "ru", [(24, "percent", EXACT)]),
        ("Скасували до 190 000 рейсів.", "uk", [(190_000, "c_flight", LESS)]),
        ("Понад 1,8 тис. маршрутів.", "uk", [(1800, "c_route", MORE)]),
        ("Паром вийшов о 3:01.", "uk", [(3.01, "time", EXACT)]),
        ("At least 90 people were on board.", "en", [(90, "people", MORE)]),
        ("It cost 1,800 euros.", "en", [(1800, "currency", EXACT)]),
        ("Объявлена 24-часовая забастовка.", "ru", [(24, "c_hour", EXACT)]),
        ("Это уже третья отставка.", "ru", [(3, "ordinal", EXACT)]),
        ("Отменены 400 из 2400 рейсов.", "ru", [(400, "c_flight", EXACT), (2400, "c_flight", EXACT)]),
        ("Двадцать два парома стоят.", "ru", [(22, "c_ferry", EXACT)]),
    ],
)
def test_value_unit_and_bound(text: str, language: str, found: list[tuple[float, str, str]]) -> None:
    assert read(text, language) == found


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ((100, MORE), (120, EXACT), True),
        ((100, MORE), (500, EXACT), False),
        ((42_000, MORE), (50_000, ABOUT), False),
        ((50, LESS), (48, EXACT), True),
        ((50, LESS), (55, EXACT), False),
        ((600, ABOUT), (610, EXACT), True),
        ((50_000, ABOUT), (55_000, EXACT), False),
        ((1800, EXACT), (1800, MORE), True),
        ((29, EXACT), (37, EXACT), False),
    ],
)
def test_what_can_be_said_of_one_thing(one: tuple[float, str], other: tuple[float, str], same: bool) -> None:
    a, b = (Number(0, 1, value, "people", bound) for value, bound in (one, other))
    assert same_value(a, b) is same
    assert same_value(b, a) is same


def test_a_bound_holds_for_its_own_thing_only() -> None:
    assert not same_value(Number(0, 1, 100, "people", MORE), Number(0, 1, 110, "c_flight"))
