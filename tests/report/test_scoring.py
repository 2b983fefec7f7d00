"""The measures, on cases small enough to count by hand."""

from __future__ import annotations

import pytest

from verify.model import Claim, Hop, Mode, SourceKind
from verify.report.intervals import bootstrapped
from verify.report.mistakes import mistakes
from verify.report.scoring import (
    COUNTS,
    FIGURES,
    GoldClaim,
    GoldHop,
    added,
    counted,
    equal,
    figures,
    hop_hits,
    nearest,
    paired,
    same_name,
)

TEXT = "Мост закроют. Паром стоит. Рейс отменён. Порт открыт."
PAPER = Hop(SourceKind.OUTLET, ("Речной вестник",))
HEAD = Hop(SourceKind.PERSON, ("Олег Нестеров",))
SOME = Hop(SourceKind.ANONYMOUS, ("источник",))
GOLD_PAPER = GoldHop(SourceKind.OUTLET, ("«Речной вестник»", "Вестник"))
GOLD_HEAD = GoldHop(SourceKind.PERSON, ("Нестеров",))
GOLD_SOME = GoldHop(SourceKind.ANONYMOUS, ("чиновник",))


def at(words: str) -> tuple[tuple[int, int], ...]:
    start = TEXT.index(words)
    return ((start, start + len(words)),)


def claim(words: str, *chain: Hop) -> Claim:
    return Claim(at(words), words, at(words)[0], Mode.INDIRECT, chain)


def gold(words: str, *accepted: tuple[GoldHop, ...]) -> GoldClaim:
    return GoldClaim(at(words), accepted or ((),))


WANTED = [
    gold("Мост закроют", (GOLD_PAPER, GOLD_SOME)),
    gold("Паром стоит", (), (GOLD_HEAD,)),
    gold("Рейс отменён", (GOLD_HEAD,)),
    gold("Порт открыт"),
]


def counts(*claims: Claim) -> dict[str, int]:
    return dict(zip(COUNTS, counted(WANTED, claims, paired(TEXT, WANTED, claims)), strict=True))


def test_all_right() -> None:
    n = counts(
        claim("Мост закроют", PAPER, SOME),
        claim("Паром стоит", HEAD),
        claim("Рейс отменён", HEAD),
        claim("Порт открыт"),
    )
    assert (n["gold"], n["multi"], n["found"], n["spare"], n["lost"]) == (4, 1, 4, 0, 0)
    assert (n["chain"], n["chain_multi"], n["origin"], n["hop_hit"], n["hop_lost"]) == (4, 1, 4, 4, 0)
    assert (n["said_hit"], n["said_spare"], n["said_lost"]) == (3, 0, 0)
    assert (n["weak_hit"], n["weak_spare"], n["weak_lost"]) == (2, 0, 0)
    assert figures(tuple(n.values())) == (1.0,) * len(FIGURES)


def test_each_mistake_costs_its_own_figure() -> None:
    n = counts(claim("Мост закроют", PAPER), claim("Паром стоит"), claim("Рейс отменён"), claim("Порт"))
    assert (n["found"], n["spare"], n["lost"]) == (3, 1, 1)  # «Порт» has 4 of 10 letters
    assert (n["chain"], n["chain_multi"], n["origin"]) == (1, 0, 1)
    assert (n["hop_hit"], n["hop_spare"], n["hop_lost"]) == (1, 0, 2)
    assert (n["said_hit"], n["said_spare"], n["said_lost"]) == (1, 0, 1)
    assert (n["weak_hit"], n["weak_spare"], n["weak_lost"]) == (1, 1, 1)
    assert dict(zip(FIGURES, figures(tuple(n.values())), strict=True)) == pytest.approx(
        {"claim_f1": 0.75, "chain": 0.25, "chain_multi": 0.0, "attributed": 2 / 3, "weak": 0.5,
         "origin": 0.25, "hops_f1": 0.5}
    )  # fmt: skip


def test_nothing_found_is_nought_and_no_error() -> None:
    assert figures(tuple(counts().values())) == (0.0,) * len(FIGURES)
    assert figures(added([])) == (0.0,) * len(FIGURES)


def test_the_best_pairs_come_first_and_each_claim_once() -> None:
    wanted = [gold("Мост закроют. Паром"), gold("Паром стоит")]
    found = paired(TEXT, wanted, [claim("Паром стоит"), claim("Мост закроют. Паром стоит")])
    assert found.found == {0: 1, 1: 0}
    assert found.touching == {0: [0, 1], 1: [0, 1]}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Речной вестник", "«Речного вестника»", True),
        ("Нестеров", "Олег Нестеров", True),
        ("Олег Нестеров", "Анна Нестерова", False),
        ("Ли", "Лю", False),
        ("США", "Государственный департамент США", True),
        ("США", "Министерство обороны и флота США", False),
        ("Пётр", "Петр", True),
        ("", "Пётр", False),
        ("«»", "Пётр", False),
        ("The Shore Gazette", "Shore Gazette", True),
    ],
)
def test_names_in_any_form(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same
    assert same_name(other, one) is same


def test_hops_are_held_against_the_accepted_chain_that_is_nearest() -> None:
    accepted = ((GOLD_PAPER, GOLD_HEAD), (GOLD_HEAD,))
    assert nearest((HEAD,), accepted) == (GOLD_HEAD,)
    assert nearest((PAPER, SOME), accepted) == (GOLD_PAPER, GOLD_HEAD)
    assert hop_hits((PAPER, SOME, HEAD), (GOLD_PAPER, GOLD_HEAD)) == 2
    assert hop_hits((HEAD, PAPER), (GOLD_PAPER, GOLD_HEAD)) == 1
    assert equal((Hop(SourceKind.OUTLET, ("Норд", "Вестник")),), (GOLD_PAPER,))
    assert equal((Hop(SourceKind.DOCUMENT, ("отчёт",)),), (GoldHop(SourceKind.DOCUMENT, ()),))


def test_mistakes_by_cause() -> None:
    wanted = [*WANTED[:3], gold("Порт открыт", (GOLD_HEAD,))]
    other = Hop(SourceKind.PERSON, ("Анна Рощина",))
    given = [
        claim("Мост закроют", PAPER),
        claim("Паром стоит", other),
        claim("Рейс"),
        claim("Порт открыт", SOME),
    ]

    def causes(wanted: list[GoldClaim], given: list[Claim]) -> list[tuple[str, str]]:
        found = mistakes("ru-1", TEXT, wanted, given, paired(TEXT, wanted, given))
        return [(m.cause, m.words) for m in found]

    assert causes(wanted, given) == [
        ("hops", "Мост закроют"),
        ("name", "Паром стоит"),
        ("span", "Рейс отменён"),
        ("kind", "Порт открыт"),
        ("span", "Рейс"),
    ]
    assert causes([gold("Мост закроют", (GOLD_HEAD,))], [claim("Мост закроют"), claim("Паром стоит")]) == [
        ("scope", "Мост закроют"),
        ("extra", "Паром стоит"),
    ]
    assert causes([gold("Мост закроют")], [claim("Паром стоит")]) == [
        ("missed", "Мост закроют"),
        ("extra", "Паром стоит"),
    ]
    (one,) = mistakes("ru-1", TEXT, WANTED[:1], given[:1], paired(TEXT, WANTED[:1], given[:1]))
    assert (one.article, one.wanted, one.given) == (
        "ru-1", "outlet «Речной вестник» ← anonymous чиновник", "outlet Речной вестник",
    )  # fmt: skip


def one_of_two(right: bool) -> tuple[int, ...]:
    """Counts of an article of two claims, the chain of one or both right."""
    n = dict.fromkeys(COUNTS, 0) | {"gold": 2, "found": 2, "chain": 1 + right, "origin": 2}
    return tuple(n.values())


def test_intervals_hold_the_value_and_narrow_with_more_articles() -> None:
    few = [one_of_two(k % 2 == 0) for k in range(10)]
    chain = FIGURES.index("chain")
    ((wide,), (narrow,)) = (
        [figures_[chain] for figures_ in bootstrapped([articles], 400)] for articles in (few, few * 20)
    )
    assert wide.value == narrow.value == 0.75
    assert 0.5 <= wide.low < narrow.low < 0.75 < narrow.high < wide.high <= 1.0
    assert narrow.high - narrow.low == pytest.approx(4 * 0.25 / 200**0.5, rel=0.3)
    assert (wide.gain, bootstrapped([few], 400)[0][chain]) == (None, wide)


def test_gains_are_drawn_with_the_same_articles() -> None:
    base = [one_of_two(k % 2 == 0) for k in range(10)]
    better = [one_of_two(True)] * 10
    _, second = bootstrapped([base, better], 200)
    gain = second[FIGURES.index("chain")].gain
    assert gain is not None
    assert gain[0] == 0.25
    assert 0 < gain[1] < 0.25 < gain[2] <= 0.5
    same = bootstrapped([base, base], 50)[1]
    assert all(figure.gain == (0.0, 0.0, 0.0) for figure in same)
    assert bootstrapped([base[:1]], 50)[0][0].low == 1.0
