from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from verify.model import FlagCode, Hop, SourceKind, Status
from verify.report import style
from verify.report.first import FirstScreen, by_flag, head, tally
from verify.report.sentence import in_sentence
from verify.report.tree import grow
from verify.report.views import ArticleView, ClaimView, ranges
from verify.report.who import Who

if TYPE_CHECKING:
    from conftest import Screens


def test_the_head_names_what_is_known(article: ArticleView) -> None:
    stored = replace(article, number=4)
    assert head(stored, "added").plain.splitlines() == [
        "Порт Заречный закроют на ремонт до весны",
        "Вести Низовья · 26 Nov 2025 · ru · article 4 · added · 7 claims, 7 unverified",
    ]


def test_the_head_says_what_is_not_known(article: ArticleView) -> None:
    bare = replace(
        article, metadata=replace(article.metadata, title=None, publisher=None, published=None), claims=()
    )
    assert head(bare).plain.splitlines() == ["port.txt", "publisher not stated · no date · ru · 0 claims"]


def test_the_tally_counts_each_status(article: ArticleView) -> None:
    first, *rest = article.claims
    assert tally([replace(first, status=Status.REFUTED), *rest]) == "7 claims, 6 unverified, 1 refuted"
    assert tally([first]) == "1 claim, 1 unverified"


def test_the_tree_shows_a_count_for_each_voice(article: ArticleView, screens: Screens) -> None:
    lines = screens.plain(Who(grow(article.claims), "Вести Низовья"), 80).splitlines()
    assert [line.split("■")[0].split() for line in lines] == [
        ["Вести", "Низовья", "2", "in", "its", "own", "voice"],
        ["├─", "Речной", "вестник", "1"],
        ["│", "├─", "Олег", "Нестеров", "1"],
        ["│", "└─", "собеседники", "издания", "1", "anonymous"],
        ["├─", "в", "городе", "1", "collective"],
        ["└─", "Олег", "Нестеров", "1"],
    ]
    assert sum(line.count("■") for line in lines) == 7


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_long_names_and_deep_chains_stay_within_the_width(
    article: ArticleView, screens: Screens, width: int
) -> None:
    deep = tuple(
        Hop(SourceKind.ANONYMOUS, (f"высокопоставленный собеседник номер {n} " * 3,)) for n in range(25)
    )
    claims = [*article.claims, replace(article.claims[0], chain=deep)]
    lines = screens.plain(Who(grow(claims), "Вести Низовья " * 9), width).splitlines()
    assert max(map(len, lines)) <= width
    assert sum("anonymous" in line for line in lines) == (
        26 if width > 40 else sum("anonymous" in s for s in lines)
    )


def test_many_claims_are_drawn_in_proportion(article: ArticleView, screens: Screens) -> None:
    many = [article.claims[3]] * 900 + [article.claims[0]]
    own, paper = screens.plain(Who(grow(many), "Вести"), 80).splitlines()
    assert own.split()[1] == "900"
    assert 3 <= own.count("■") <= 24
    assert paper.count("■") == 1


def test_flags_come_by_weight_with_their_claims(article: ArticleView) -> None:
    assert [(code, [c.number for c in claims]) for code, claims in by_flag(article.claims)] == [
        (FlagCode.ANONYMOUS_ORIGIN, ["3"]),
        (FlagCode.VAGUE_ORIGIN, ["5"]),
        (FlagCode.UNATTRIBUTED, ["4", "7"]),
        (FlagCode.SECOND_HAND, ["2", "3"]),
    ]


def test_what_rests_on_nobody_is_summed_up(article: ArticleView, screens: Screens) -> None:
    text = screens.plain(FirstScreen(article))
    assert "4 of 7 come from the article's own voice or from people it does not name" in text


def test_questions_come_before_claims(article: ArticleView, screens: Screens) -> None:
    for width in (80, 200):
        text = screens.plain(FirstScreen(article), width)
        order = [
            text.index(words) for words in ("Who says what", "What rests on nobody", "Claims, in the order")
        ]
        assert order == sorted(order)
        assert max(map(len, text.splitlines())) <= width
    assert "Who says what" in text.splitlines()[4]
    assert "What rests on nobody" in text.splitlines()[4]


def test_without_claims_it_says_so(article: ArticleView, screens: Screens) -> None:
    assert "No claims" in screens.plain(FirstScreen(replace(article, claims=())))


@pytest.mark.parametrize(
    ("numbers", "folded"),
    [
        (["1.2", "1.4", "1.5", "1.6", "1.9", "1.10"], "1.2 1.4–1.6 1.9 1.10"),
        (["9", "10", "11", "12"], "9–12"),
        (["1.9", "2.10"], "1.9 2.10"),
        ([], ""),
    ],
)
def test_runs_of_numbers_fold(numbers: list[str], folded: str) -> None:
    assert ranges(numbers) == folded


def test_no_colour_leaves_no_escape(
    article: ArticleView, screens: Screens, monkeypatch: pytest.MonkeyPatch
) -> None:
    import io

    from verify.report.screen import console, put

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("TERM", "xterm-256color")
    coloured, bare = Terminal(), Terminal()
    put(console(coloured, 80), FirstScreen(article))
    monkeypatch.setenv("NO_COLOR", "1")
    put(console(bare, 80), FirstScreen(article))
    assert "\x1b[" in coloured.getvalue()
    assert "\x1b" not in bare.getvalue()
    assert "‹подрядчик ещё не выбран›" in bare.getvalue()
    assert "‹" not in coloured.getvalue()


def test_a_claim_of_the_whole_sentence_needs_no_marks(article: ArticleView, screens: Screens) -> None:
    text = screens.plain(FirstScreen(article))
    assert "4  Ремонт обойдётся в 40 миллионов.\n" in text
    assert "‹сроки сорвут›." in text
    assert "6  «‹Барж,› — сказал Нестеров, — ‹не будет›», а склады вывезут." in text


def test_each_claim_shows_chain_status_and_flags(article: ArticleView, screens: Screens) -> None:
    views: list[ClaimView] = list(article.claims)
    views[3] = replace(views[3], status=Status.CONFIRMED)
    text = screens.plain(FirstScreen(replace(article, claims=tuple(views))))
    assert "← Речной вестник ← собеседники издания (anonymous)\n   ▲ anonymous-origin · second-hand\n" in text
    assert "own voice   ● confirmed   ▲ unattributed\n" in text


def test_a_source_without_a_name_is_called_what_it_is() -> None:
    from verify.report.style import label

    assert label(Hop(SourceKind.OUTLET, ("",))) == "an outlet without a name"
    assert label(Hop(SourceKind.COLLECTIVE)) == "hearsay"
    assert label(Hop(SourceKind.OUTLET, ("Reuters", "AFP"))) == "Reuters, AFP"


def test_a_sentence_is_painted_in_runs_of_one_style(article: ArticleView) -> None:
    """A style for each letter made rich wrap each letter: 62 s instead of 3 for a thousand long claims."""
    view = article.claims[1]
    painted = in_sentence(article.text, view.claim, view.chain, marked=True)
    assert painted.plain == (
        "‹Порт Заречный прекратит приём барж с 3 декабря›, рассказал «Речному вестнику» начальник порта "
        "Олег Нестеров."
    )
    assert [(painted.plain[s.start : s.end], s.style) for s in painted.spans] == [
        ("Порт Заречный прекратит приём барж с 3 декабря", style.WORDS),
        (", рассказал «Речному вестнику» начальник порта Олег Нестеров.", style.REST),
    ]
    cited = article.claims[2]
    assert len(in_sentence(article.text, cited.claim, cited.chain, marked=False).spans) == 6
