"""Which articles are one voice, and how many voices that makes."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from verify.corroborate.analysis import analyse
from verify.corroborate.copies import sameness
from verify.corroborate.origins import OWN, Origin, name_keys, same
from verify.corroborate.voices import Support, voices

NOTHING: Mapping[tuple[int, int], float] = {}


def origin(kind: str, name: str | None = None, outlet: str | None = None, via: str | None = None) -> Origin:
    return Origin(kind, name, name_keys(name or "", "ru"), outlet, via)


def support(
    key: int, *origins: Origin, outlet: str | None = None, cites: frozenset[str] = frozenset()
) -> Support:
    return Support(key, origins or (origin(OWN),), (0, key), outlet, cites)


def counted(
    *supports: Support, alike: Mapping[tuple[int, int], float] = NOTHING, owners: Mapping[str, str] = {}
) -> tuple[list[tuple[object, ...]], int, int]:
    def likeness(one: object, other: object) -> tuple[float, str]:
        key = tuple(sorted((one, other)))  # type: ignore[type-var]
        return alike.get(key, -3.0), "the same words"  # type: ignore[call-overload]

    found = voices(supports, likeness, owners)
    return [v.members for v in found.voices], found.independent, found.unproven


def test_one_origin_is_one_voice_however_many_carry_it() -> None:
    reuters = origin("outlet", "Reuters", "reuters")
    assert counted(support(1, reuters), support(2, reuters), support(3, reuters)) == ([(1, 2, 3)], 1, 0)


def test_two_named_origins_are_two() -> None:
    found = counted(
        support(1, origin("outlet", "Reuters", "reuters")), support(2, origin("person", "Олег Нестеров"))
    )
    assert found == ([(1,), (2,)], 2, 0)


def test_own_voices_and_unnamed_people_are_unproven() -> None:
    named = support(1, origin("organization", "Порт Заречный"))
    unnamed = support(2, origin("anonymous", "источник"))
    assert counted(named, unnamed, support(3)) == ([(1,), (2,), (3,)], 1, 2)


def test_where_nobody_is_named_the_claims_own_voice_counts_as_one() -> None:
    assert counted(support(1)) == ([(1,)], 1, 0)
    assert counted(support(1), support(2), support(3)) == ([(1,), (2,), (3,)], 1, 2)


def test_a_copy_joins_the_best_named_origin() -> None:
    found = counted(support(1), support(2, origin("outlet", "Reuters", "reuters")), alike={(1, 2): 2.0})
    assert found == ([(1, 2)], 1, 0)


def test_a_short_sentence_alike_by_chance_joins_no_groups() -> None:
    """1 and 2 are copies, 3 and 4 too; that 2 and 3 are somewhat alike makes them no one voice."""
    alike = {(1, 2): 3.0, (3, 4): 3.0, (2, 3): 0.5}
    assert counted(*(support(n) for n in (1, 2, 3, 4)), alike=alike)[0] == [(1, 2), (3, 4)]


@pytest.mark.parametrize("name", ["Вестник-Ukraine", "Вестник-Україна", "Vestnik-Ukraine", "Vestnik-Украина"])
def test_an_outlet_with_its_country_in_another_script_is_one_voice(name: str) -> None:
    one, other = (Origin("outlet", n, name_keys(n, "ru")) for n in ("Вестник-Украина", name))
    assert counted(support(1, one), support(2, other)) == ([(1, 2)], 1, 0)
    elsewhere = Origin("outlet", "Вестник-Латвия", name_keys("Вестник-Латвия", "ru"))
    assert counted(support(1, elsewhere), support(2, other))[1] == 2


def test_outlets_of_one_owner_are_one_voice() -> None:
    mine = [support(1, origin("outlet", "А", "a")), support(2, Origin(OWN, "Б", frozenset(), "b"))]
    assert counted(*mine, owners={"a": "holding", "b": "holding"}) == ([(1, 2)], 1, 0)
    assert counted(*mine, owners={"a": "holding"})[0] == [(1,), (2,)]


def test_several_sources_side_by_side_each_count() -> None:
    both = support(1, origin("outlet", "Reuters", "reuters"), origin("outlet", "AFP", "afp"))
    assert counted(both) == ([(1,)], 2, 0)
    assert counted(both, support(2, origin("outlet", "AFP", "afp")))[1:] == (2, 0)


def test_articles_that_cite_each_other_are_one_voice() -> None:
    a = support(1, origin("outlet", "Б", "b"), outlet="a", cites=frozenset({"b"}))
    b = support(2, origin("outlet", "А", "a"), outlet="b", cites=frozenset({"a"}))
    found = voices((a, b), lambda x, y: (-3.0, ""), {})
    assert [v.members for v in found.voices] == [(1, 2)]
    assert found.circles == (("a", "b"),)
    assert [t.why for t in found.voices[0].ties] == ["they cite each other"]


@pytest.mark.parametrize(
    ("one", "other", "are"),
    [
        (("person", "Мартин Лохер"), ("person", "Лохер"), True),
        (("person", "Мартин Лохер"), ("person", "Петер Лохер"), False),
        (("organization", "пресс-служба порта Заречный"), ("organization", "порт Заречный"), True),
        (("organization", "полиция"), ("organization", "суд"), False),
        (("collective", "пакистанские СМИ"), ("collective", "пакистанские СМИ"), True),
        (("anonymous", "источник"), ("anonymous", "источник"), False),
    ],
)
def test_one_source_under_two_names(one: tuple[str, str], other: tuple[str, str], are: bool) -> None:
    assert bool(same(origin(*one), origin(*other))) is are


def test_unnamed_people_of_one_outlet_are_one() -> None:
    first, second = (origin("anonymous", name, via="reuters") for name in ("источники", "чиновники"))
    assert same(first, second) == "the same unnamed people, through one outlet"


def test_names_join_across_scripts() -> None:
    russian = Origin("person", "Мартин Лохер", name_keys("Мартин Лохер", "ru"))
    ukrainian = Origin("person", "Мартін Лохер", name_keys("Мартін Лохер", "uk"))
    assert same(russian, ukrainian) == "both go back to Мартин Лохер"


@pytest.mark.parametrize(
    "name", ["канцелярия премьера", "офис премьер-министра Анны Лесковой", "пресс-служба правительства"]
)
def test_the_office_of_who_leads_a_body_is_the_body(name: str) -> None:
    assert name_keys(name, "ru") == {"c_government"}
    assert same(origin("organization", name), origin("organization", "британское правительство"))


def test_the_office_of_somebody_else_is_another() -> None:
    assert not same(origin("organization", "офис президента"), origin("organization", "канцелярия премьера"))


COUNTRIES = "В Вельме, Каменске, Заречном, Низовье и Овруче"


class Even:
    """Every term tells as much as any other."""

    def of(self, _: str) -> float:
        return 1.0


@pytest.mark.parametrize(
    ("other", "alike"),
    [
        (f"{COUNTRIES} отменены паромы – каждый шестой из намеченных на день.", 0.87),
        ("В Вельме и Каменске отменены паромы – каждый шестой из запланированных на день.", 0.89),
        (f"Отмены паромов {COUNTRIES[0].lower()}{COUNTRIES[1:]} затронут примерно 50 тыс. человек.", 0.58),
    ],
    ids=["one other word", "fewer names", "only the names"],
)
def test_names_are_half_of_what_makes_two_passages_one_text(other: str, alike: float) -> None:
    mine = analyse(f"{COUNTRIES} отменены паромы – каждый шестой из запланированных на день.", "ru")
    assert sameness(mine, analyse(other, "ru"), Even()) == pytest.approx(alike, abs=0.006)  # type: ignore[arg-type]
