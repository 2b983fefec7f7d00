"""Drawings: what is on them, that nothing overlaps, and that hostile words stay words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from verify.model import EvidenceState, Stance, Status
from verify.report.drawing import article_svg, article_words, articles_svg, voices_svg, voices_words
from verify.report.drawing.letters import width, wrapped
from verify.report.drawing.nodes import Box, Node, placed
from verify.report.voices import ArticleLabel, CorroborationView, LinkView, VoiceView

if TYPE_CHECKING:
    from verify.report.views import ArticleView

SVG = "{http://www.w3.org/2000/svg}"
EVIL = "</title><script>alert(1)</script>\x1b[31m\ufffe\x00 \"' onload=x &#60;b>"


def parsed(svg: str) -> etree._Element:
    return etree.fromstring(svg.encode())


def boxes(svg: str) -> list[tuple[str, str]]:
    """Class and full name of each box."""
    groups = parsed(svg).iterchildren(f"{SVG}g")
    return [(str(g.get("class")), str(next(g.iter(f"{SVG}title")).text)) for g in groups]


def test_each_source_is_a_box_of_its_kind(article: ArticleView) -> None:
    assert boxes(article_svg(article)) == [
        ("d-publisher", "Вести Низовья"),
        ("d-outlet", "Речной вестник"),
        ("d-person", "Олег Нестеров"),
        ("d-anonymous", "собеседники издания"),
        ("d-collective", "в городе"),
        ("d-person", "Олег Нестеров"),
        ("d-own", "in its own voice"),
    ]


def test_each_claim_is_a_sign_of_its_status(article: ArticleView) -> None:
    claims = list(article.claims)
    claims[1] = replace(claims[1], status=Status.REFUTED)
    root = parsed(article_svg(replace(article, claims=tuple(claims))))
    signs = [g.get("class") for g in root.iter(f"{SVG}g") if g.get("transform")]
    assert sorted(map(str, signs)) == ["d-refuted"] + ["d-unverified"] * 6
    assert root.findtext(f"{SVG}desc") == (
        "Вести Низовья. all claims: 7, from somebody named: 3, from nobody named: 2, in its own voice: 2."
    )


def test_the_twin_says_the_same(article: ArticleView) -> None:
    assert article_words(article) == (
        "Вести Низовья (the publisher, 7)\n"
        "  Речной вестник (outlet, 1): 1\n"
        "    Олег Нестеров (person, 1): 2\n"
        "    собеседники издания (anonymous, 1): 3\n"
        "  в городе (collective, 1): 5\n"
        "  Олег Нестеров (person, 1): 6\n"
        "  in its own voice (nobody is named, 2): 4 7\n"
    )


def test_links_lead_to_claims_where_the_page_says_so(article: ArticleView) -> None:
    plain, linked = article_svg(article), article_svg(article, link=lambda c: f"/claims/{c.number}")
    assert 'role="img"' in plain
    assert "<a " not in plain
    hrefs = [str(a.get("href")) for a in parsed(linked).iter(f"{SVG}a")]
    assert sorted(hrefs) == [f"/claims/{n}" for n in range(1, 8)]
    assert 'role="group"' in linked


def test_words_are_the_readers(article: ArticleView) -> None:
    words = {"person": "людина", "in its own voice": "від себе"}
    svg = article_svg(article, say=lambda word: words.get(word, word), key="a3")
    assert "людина" in svg
    assert "від себе" in svg
    assert 'aria-labelledby="a3-title"' in svg


def test_no_style_inside_where_the_page_has_it(article: ArticleView) -> None:
    assert "<style>" in article_svg(article)
    assert "style" not in article_svg(article, styled=False)


def test_hostile_words_are_words(article: ArticleView) -> None:
    claims = tuple(
        replace(
            c,
            claim=replace(c.claim, text=EVIL),
            chain=tuple(replace(hop, names=(EVIL,)) for hop in c.chain),
        )
        for c in article.claims
    )
    about = replace(article.metadata, title=EVIL, publisher=EVIL)
    view = replace(article, claims=claims, metadata=about, source=EVIL)
    for svg in (article_svg(view, link=lambda c: EVIL), articles_svg([view, view])):
        root = parsed(svg)
        assert not list(root.iter(f"{SVG}script"))
        assert not [a for e in root.iter() for a in e.attrib if str(a).startswith("on")]
        assert "<script>alert(1)</script>" in "".join(str(t.text) for t in root.iter(f"{SVG}title"))


def test_several_articles_stand_below_one_another(article: ArticleView) -> None:
    root = parsed(articles_svg([article, replace(article, source="second.txt")]))
    heads = list(root.iterchildren(f"{SVG}text"))
    assert [t.text for t in heads] == ["Порт Заречный закроют на ремонт до весны"] * 2
    ends = [float(r.get("y", 0)) + float(r.get("height", 0)) for r in root.iter(f"{SVG}rect")]
    assert float(heads[1].get("y", 0)) > max(ends[: len(ends) // 2])
    assert max(ends) < float(root.get("height", 0))


def nodes(depth: int) -> st.SearchStrategy[Node]:
    names = st.text("аб wi", min_size=1, max_size=80).filter(str.strip)
    below = st.lists(nodes(depth - 1), max_size=4).map(tuple) if depth else st.just(())
    return st.builds(Node, names, st.just("person"), st.just("person"), st.integers(0, 999), below=below)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(nodes(2))
def test_no_box_touches_another(root: Node) -> None:
    every = list(placed(root).walk())
    assert len({(b.x, b.y) for b in every}) == len(every)
    for n, one in enumerate(every):
        assert not [other for other in every[n + 1 :] if _touch(one, other)]


def _touch(one: Box, other: Box) -> bool:
    across = one.x < other.x + other.width and other.x < one.x + one.width
    return across and one.y < other.y + other.height and other.y < one.y + one.height


@settings(deadline=None)
@given(st.text("абв шi—Ж1漢", max_size=200), st.integers(60, 300))
def test_words_break_to_fit(text: str, room: int) -> None:
    lines = wrapped(text, room, 14, 1000)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(width(one, 14) <= room for one in lines)
    short = wrapped(text, room, 14, 2)
    assert short == lines if len(lines) <= 2 else (len(short), short[-1][-1]) == (2, "…")


def label(number: int, name: str) -> ArticleLabel:
    file = f"{number}.txt"
    return ArticleLabel(number, file, file, name, None, date(2025, 11, 12) if number == 3 else None)


@pytest.fixture
def weighed() -> CorroborationView:
    def link(article: ArticleLabel, stance: Stance, voice: int, *, copied: bool = False) -> LinkView:
        return LinkView(
            article, stance, "Рейсы отменили", ((0, 14),), None, ("person", "Олег Нестеров"), copied, voice,
            "It says the same.", (), (), EvidenceState.ACCEPTED if copied else EvidenceState.PROPOSED,
        )  # fmt: skip

    links = (
        link(label(2, "Острівний кур'єр"), Stance.SUPPORTS, 1, copied=True),
        link(label(3, "Harbour Times"), Stance.SUPPORTS, 2),
        link(label(4, "Портовый листок"), Stance.REFUTES, 3),
    )
    voices = (
        VoiceView(1, "outlet", "Reuters", (1, 2), {2: (1, "the same words")}),
        VoiceView(2, "anonymous", "чиновники", (3,), {}),
    )
    return CorroborationView(
        "1.2", "u", label(1, "Вестник Низовья"), "Порт отменил рейсы", ((0, 18),), 1, ("outlet", "Reuters"),
        links, voices, 1, 1, (), None,
    )  # fmt: skip


def test_voices_stand_between_the_claim_and_its_articles(weighed: CorroborationView) -> None:
    assert [kind for kind, _ in boxes(voices_svg(weighed))] == [
        "d-claim", "d-outlet", "d-article", "d-article", "d-anonymous", "d-article", "d-against", "d-article",
    ]  # fmt: skip
    assert voices_words(weighed) == (
        "Порт отменил рейсы (1.2: links: 3, independent: 1, unproven: 1)\n"
        "  Reuters (outlet)\n"
        "    1 Вестник Низовья (the claim's own article)\n"
        "    2 Острівний кур'єр (copy, accepted, “Рейсы отменили”)\n"
        "  чиновники (unproven)\n"
        "    3 Harbour Times, 2025-11-12 (“Рейсы отменили”)\n"
        "  says otherwise (1)\n"
        "    4 Портовый листок (“Рейсы отменили”)\n"
    )


def test_voices_link_to_articles(weighed: CorroborationView) -> None:
    root = parsed(voices_svg(weighed, link=lambda a: f"/articles/{a.number}"))
    assert [a.get("href") for a in root.iter(f"{SVG}a")] == [f"/articles/{n}" for n in (1, 2, 3, 4)]
