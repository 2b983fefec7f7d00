"""Terms that are one in three languages, and the analysis that is stored."""

import pytest

from verify.corroborate.analysis import analyse, pack_analysis, unpack_analysis
from verify.corroborate.likeness import best, related
from verify.languages.facts import facts, latin, skeleton


def keys(text: str, language: str) -> list[str]:
    return [term.key for term in analyse(text, language).terms]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Бортпроводники немецкой авиакомпании бастуют.", "ru"),
        ("Бортпровідники німецької авіакомпанії страйкують.", "uk"),
    ],
)
def test_one_statement_has_one_set_of_terms(text: str, language: str) -> None:
    assert keys(text, language) == ["c_steward", "p_de", "c_airline", "c_strike"]


def test_english_forms_are_found_by_their_roots() -> None:
    assert keys("The port cancelled ferries.", "en") == ["c_harbour", "c_cancel", "c_ferry"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("джонсон", "johnson"),
        ("асия", "азія"),
        ("мартин", "мартін"),
        ("пассажир", "пасажир"),
        ("ризви", "різві"),
    ],
)
def test_names_join_across_scripts(one: str, other: str) -> None:
    assert skeleton(latin(one)) == skeleton(latin(other))


def test_the_words_of_a_bound_are_part_of_its_number() -> None:
    assert keys("Отменили более 42 рейсов, примерно 5 паромов.", "ru") == ["c_cancel", "c_flight", "c_ferry"]


@pytest.mark.parametrize(
    ("text", "language"),
    [("В общей сложности 5", "ru"), ("Загалом 5", "uk"), ("A total of 5", "en"), ("Altogether 5", "en")],
)
def test_a_sum_is_called_alike(text: str, language: str) -> None:
    assert keys(text, language) == ["c_total"]


@pytest.mark.parametrize(
    ("text", "language"), [("Началась акция протеста", "ru"), ("Почалася протестна акція", "uk")]
)
def test_a_protest_is_no_share_of_a_company(text: str, language: str) -> None:
    assert keys(text, language) == ["c_begin", "c_protest"]


def test_names_and_negations_are_known() -> None:
    terms = analyse("Капитан Нестеров не подписал договор.", "ru").terms
    assert [(t.key, t.name, t.negated, t.verb) for t in terms[1:3]] == [
        ("nesterov", True, False, False),
        ("c_conclude", False, True, True),
    ]


@pytest.mark.parametrize(
    ("text", "language", "unsaid"),
    [
        ("Мэрия должна закрыть мост.", "ru", ["c_close"]),
        ("Жители против закрытия моста.", "ru", ["c_close"]),
        ("Отпустят всех, кто был арестован.", "ru", ["c_detain"]),
        ("Мерія повинна закрити міст.", "uk", ["c_close"]),
        ("Мешканці проти закриття мосту.", "uk", ["c_close"]),
        ("Residents are against closing the bridge.", "en", ["c_close"]),
        ("The city must close the bridge.", "en", ["c_close"]),
        ("Против нее выдвинули обвинения.", "ru", []),
        ("Мэрия закрыла мост.", "ru", []),
    ],
)
def test_what_is_owed_or_opposed_or_of_nobody_in_particular_is_not_said_to_have_happened(
    text: str, language: str, unsaid: list[str]
) -> None:
    analysis = analyse(text, language)
    assert [term.key for term in analysis.terms if term.unsaid] == unsaid
    assert unpack_analysis(pack_analysis(analysis)).terms == analysis.terms


def test_forms_of_to_be_and_to_have_tell_nothing_in_english() -> None:
    terms = analyse("The harbour was closed in May and has been empty; ferries don’t run.", "en").terms
    assert [(t.key, t.verb, t.negated) for t in terms] == [
        ("c_harbour", False, False),
        ("c_close", True, False),
        ("empt", False, False),
        ("c_ferry", False, False),
        ("run", True, True),
    ]


def test_a_name_is_no_form_of_a_verb() -> None:
    """«Ризви» reads as an order, to no such verb."""
    (ru,) = (t for t in analyse("Полиция задержала Ризви.", "ru").terms if t.name)
    (uk,) = (t for t in analyse("Поліція затримала Різві.", "uk").terms if t.name)
    assert ru.key == "rizvi"
    assert ru.index == uk.index == "rsv"


def test_the_stored_form_gives_the_same_analysis() -> None:
    analysis = analyse("Около 9 тысяч человек ждали 14 ноября. Паромы не ходят.", "ru")
    again = unpack_analysis(pack_analysis(analysis))
    assert (again.sentences, again.terms) == (analysis.sentences, analysis.terms)
    assert (again.numbers, again.dates) == (analysis.numbers, analysis.dates)


def test_what_is_searched_for_is_letters_digits_and_underscores() -> None:
    text = "«O'Neil» & Co: 1,8 тыс. рейсов; 24% — 10.08.2018, 3:01 в Нью-Йорке; \"DROP TABLE\" 😀 't'"
    terms = analyse(text, "ru").index_terms()
    assert {"d_1800", "d_24", "t_8_10", "d_3_01"} <= terms
    assert all(c.isalnum() or c == "_" for term in terms for c in term)


@pytest.mark.parametrize("code", ["ru", "uk", "en"])
def test_tables_of_a_language_are_whole(code: str) -> None:
    known = facts(code)
    assert len(known.months) == 12
    assert len(known.weekdays) == 7
    assert sorted(set(known.ordinals.values())) == list(range(1, 11))
    assert {"c_strike", "c_cancel", "p_de", "p_ua"} <= set(known.terms.values())
    assert min(len(known.multipliers), len(known.negations), len(known.percent)) > 0


def test_every_language_has_the_same_things() -> None:
    tables = [set(facts(code).data["concepts"]) for code in ("ru", "uk", "en")]
    assert tables[0] == tables[1] == tables[2]


def test_a_language_without_facts_is_compared_by_names_and_numbers() -> None:
    analysis = analyse("Prom zabrał 120 pasażerów do Gdańska.", "pl")
    assert [n.value for n in analysis.numbers] == [120]
    assert [t.key for t in analysis.terms if t.name][-1] == "gdanski"


def test_what_goes_together_in_one_event_is_half_alike_and_no_copy() -> None:
    said = analyse("Адвокат покинул страну.", "ru")
    other = analyse("Адвокат вылетел в Рим.", "ru")
    (left,) = (t for t in said.terms if t.key == "c_leave")
    flown = best(left, other, neighbours=True)
    assert (flown[0], flown[1] and flown[1].key) == (0.5, "c_fly")
    assert best(left, other) == (0.0, None)


def test_what_goes_together_is_a_thing_of_the_tables() -> None:
    known = {term for code in ("ru", "uk", "en") for term in facts(code).terms.values()}
    assert set(related()) <= known
    assert "c_leave" in related()["c_fly"]
