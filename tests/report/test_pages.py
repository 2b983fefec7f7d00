"""The HTML report: a validator that is not ours, what stands where, and hostile text that stays text."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from verify.model import Stance, Status
from verify.report.exchange import FORMATS, Newsroom
from verify.report.exchange.newsroom import Rating
from verify.report.pages.markup import el, join, page
from verify.report.views import ArticleView, EvidenceView
from verify.store import EventRecord

ATTACK = (
    "</p><script>alert(1)</script><img src=x onerror=alert(2)>"
    "\"'`{{7*7}}\x1b[31m\u202e\ufffe\ufdd0\U0001ffff&#60;b>"
)
AT = datetime(2025, 11, 28, 9, 30, 5, 123456, tzinfo=UTC)
NEWSROOM = Newsroom("Проверка Низовья", "https://example.org/", ratings={Status.REFUTED: Rating("Неправда!")})


def event(
    claim: str | None, action: str = "claim.mark", reason: str | None = None, actor: str = "anna"
) -> EventRecord:
    return EventRecord(
        1, "u", AT, actor, action, 1, claim, {"status": "unverified"}, {"status": "refuted"}, reason, "0", "1"
    )


@pytest.fixture
def judged(article: ArticleView) -> ArticleView:
    link = EvidenceView(
        "e1", "https://example.org/protocol", Stance.REFUTES, "Страница 12.", "anna", AT, "не будет"
    )
    claims = list(article.claims)
    claims[1] = replace(claims[1], status=Status.REFUTED, evidence=(link,))
    events = (event(None, "article.add"), event("2", reason="По протоколу."))
    about = replace(article.metadata, url="https://news.example.org/port")
    return replace(article, claims=tuple(claims), events=events, metadata=about)


@pytest.fixture
def evil(judged: ArticleView) -> ArticleView:
    """Every field that an article or a person fills holds the attack."""
    link = EvidenceView(
        "e1", "javascript:alert(3)" + ATTACK, Stance.SUPPORTS, ATTACK, ATTACK, AT, ATTACK, "data:" + ATTACK
    )
    text = ATTACK + judged.text[len(ATTACK) :]
    claims = tuple(
        replace(
            c,
            claim=replace(c.claim, text=ATTACK),
            chain=tuple(replace(hop, names=(ATTACK,)) for hop in c.chain),
            evidence=(link,),
            status=Status.REFUTED,
        )
        for c in judged.claims
    )
    about = replace(
        judged.metadata, title=ATTACK, publisher=ATTACK, authors=(ATTACK,), url="javascript:alert(4)"
    )
    events = (event("2", reason=ATTACK, actor=ATTACK), event(None, ATTACK, ATTACK))
    return replace(judged, claims=claims, metadata=about, source=ATTACK, text=text, events=events)


def report(*articles: ArticleView, newsroom: Newsroom = NEWSROOM) -> str:
    return "".join(FORMATS["html"].write(articles, newsroom))


def parsed(html: str) -> Any:
    """The tree; an error of the HTML standard's parser fails."""
    reader = pytest.importorskip("html5lib", reason="the package html5lib is not installed")
    tree = reader.HTMLParser(tree=reader.getTreeBuilder("lxml"), strict=True, namespaceHTMLElements=False)
    return tree.parse(html)


def said(node: Any) -> str:
    return " ".join("".join(node.itertext()).split())


def test_a_claim_has_all_that_is_known_of_it(judged: ArticleView) -> None:
    tree = parsed(report(judged))
    card = tree.xpath("//section[@id='a1-claim-2']")[0]
    assert said(card.xpath("./h2")[0]) == "2✕ Неправда!"
    assert said(card.xpath("./blockquote")[0]) == judged.claims[1].claim.text
    assert [said(li) for li in card.xpath("./ol/li")] == [
        "Вести Низовья the publisher", "Речной вестник outlet", "Олег Нестеров person",
    ]  # fmt: skip
    assert [said(h) for h in card.xpath(".//h3")] == ["What warns of it", "Evidence", "History"]
    assert said(card.xpath(".//ul[@class='evidence']/li")[0]) == (
        "refutes https://example.org/protocolне будетСтраница 12.anna, 2025-11-28"
    )
    assert said(card.xpath(".//ul[@class='history']/li")[0]) == (
        "2025-11-28 09:30 anna mark: status unverified → refutedПо протоколу."
    )
    assert said(tree.xpath("//h2[.='What happened to the article']/following-sibling::ul")[0]).endswith(
        "article.add: status unverified → refuted"
    )


def test_the_text_is_whole_and_its_claims_are_marked(judged: ArticleView) -> None:
    tree = parsed(report(judged))
    text = tree.xpath("//div[@class='text']")[0]
    for label in text.xpath(".//span[@class='n']"):
        label.getparent().text = label.tail
        label.getparent().remove(label)
    assert "".join(p.xpath("string()") for p in text) == judged.text.replace("\n", "")
    marks = text.xpath(".//a")
    words: dict[str, str] = {}
    for mark in marks:
        words[mark.get("href")] = words.get(mark.get("href"), "") + mark.xpath("string()")
    assert list(words) == [f"#a1-claim-{n}" for n in range(1, 8)]
    assert words["#a1-claim-6"] == "Барж,не будет"
    assert words["#a1-claim-5"] == "срокисорвут"
    ids = [element.get("id") for element in tree.xpath("//*[@id]")]
    assert len(ids) == len(set(ids))
    assert not [a for a in tree.xpath("//a/@href") if a.startswith("#") and a[1:] not in ids]


def test_the_page_loads_and_runs_nothing(judged: ArticleView) -> None:
    html = report(judged, judged)
    tree = parsed(html)
    assert not tree.xpath("//script|//img|//iframe|//object|//link|//form|//*[@style]")
    assert "url(" not in html
    assert "@import" not in html
    policy = tree.xpath("//meta[@http-equiv]/@content")[0]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert {a.get("href") for a in tree.xpath("//a[not(starts-with(@href, '#'))]")} == {
        "https://example.org/", "https://example.org/protocol", "https://news.example.org/port",
    }  # fmt: skip


def test_hostile_text_is_text(evil: ArticleView) -> None:
    html = report(evil, newsroom=Newsroom(ATTACK, "javascript:alert(5)"))
    tree = parsed(html)
    assert not tree.xpath("//script|//img|//b[.='b']")
    assert not [
        a for e in tree.iter() if isinstance(e.tag, str) for a in e.attrib if a.lower().startswith("on")
    ]
    assert not [a for a in tree.xpath("//@href|//*[local-name()='a']/@href") if not a.startswith("#")]
    assert "<script>alert(1)</script>" in said(tree.xpath("//h1")[0])
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ufffe\ufdd0]", html)


def test_overlapping_claims_are_all_reached(article: ArticleView) -> None:
    whole = replace(
        article.claims[3], claim=replace(article.claims[3].claim, spans=((0, len(article.text)),))
    )
    tree = parsed(report(replace(article, claims=(whole, *article.claims[1:3]))))
    hrefs = tree.xpath("//div[@class='text']//a/@href")
    assert hrefs[0] == "#a1-claim-4"
    assert {"#a1-claim-2", "#a1-claim-3"} <= set(hrefs)


def test_elements_escape_what_is_no_markup() -> None:
    assert el("p", '<b> & "x"\n', el("b", "y"), None, class_='a"b', aria_label="x\x1b") == (
        '<p class="a&quot;b" aria-label="x␛">&lt;b&gt; &amp; &quot;x&quot; <b>y</b></p>'
    )
    assert join("a<", el("br")) == "a&lt;<br>"


def test_a_page_is_valid() -> None:
    assert said(parsed(page("Титул", el("main", el("h1", "Да")))).xpath("//title")[0]) == "Титул"
