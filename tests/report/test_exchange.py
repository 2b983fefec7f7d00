"""Exports are read back by readers that we did not write (csv, json, prov, pyld); hostile text stays text."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from verify.model import Stance, Status
from verify.report.exchange import FORMATS, Newsroom
from verify.report.exchange.newsroom import Rating
from verify.report.exchange.table import cell
from verify.report.views import ArticleView, Decided, EvidenceView

if TYPE_CHECKING:
    from collections.abc import Callable

ATTACK = (
    '=cmd|"/c calc"!A1\x1b[31m<script>alert(1)</script>](javascript:alert(2)) "}];\\ {{7*7}} #35; `x` \u202e'
)
NEWSROOM = Newsroom(
    "Проверка Низовья", "https://example.org/", "https://example.org/checks/",
    {Status.REFUTED: Rating("Неправда!", 1)}, best=5, worst=1,
)  # fmt: skip


def told(name: str, article: ArticleView, newsroom: Newsroom = NEWSROOM) -> str:
    return "".join(FORMATS[name].write([article], newsroom))


@pytest.fixture
def judged(article: ArticleView) -> ArticleView:
    """The second claim is refuted, with a link; the article has an address of the web."""
    link = EvidenceView("e1", "https://example.org/protocol", Stance.REFUTES, "Страница 12.")
    at = datetime(2025, 11, 28, 9, 30, tzinfo=UTC)
    claims = list(article.claims)
    decided = Decided("Анна", at, "Номер баржи другой.")
    claims[1] = replace(claims[1], status=Status.REFUTED, evidence=(link,), updated_at=at, decided=decided)
    about = replace(article.metadata, url="https://news.example.org/port")
    return replace(article, claims=tuple(claims), metadata=about)


def evil(article: ArticleView) -> ArticleView:
    """Every field that an article or a person fills holds the attack."""
    link = EvidenceView("e1", "javascript:alert(3)" + ATTACK, Stance.SUPPORTS, ATTACK, ATTACK)
    claims = tuple(
        replace(
            c,
            claim=replace(c.claim, text=ATTACK),
            chain=tuple(replace(hop, names=(ATTACK,)) for hop in c.chain),
            evidence=(link,),
            status=Status.REFUTED,
            decided=Decided(ATTACK, datetime(2025, 11, 28, tzinfo=UTC), ATTACK),
        )
        for c in article.claims
    )
    about = replace(article.metadata, title=ATTACK, publisher=ATTACK, url="javascript:alert(4)")
    return replace(article, claims=claims, metadata=about, source=ATTACK)


def test_csv_has_a_row_a_claim(judged: ArticleView) -> None:
    rows = list(csv.DictReader(io.StringIO(told("csv", judged), newline="")))
    assert [row["number"] for row in rows] == ["1", "2", "3", "4", "5", "6", "7"]
    assert rows[1]["chain"] == "Вести Низовья ← Речной вестник ← Олег Нестеров"
    assert (rows[1]["origin"], rows[1]["origin kind"]) == ("Олег Нестеров", "person")
    assert rows[1]["evidence"] == "refutes: https://example.org/protocol"
    assert (rows[3]["origin"], rows[3]["origin kind"]) == ("Вести Низовья", "publisher")
    assert rows[2]["flags"] == "second-hand anonymous-origin"
    assert [rows[1][name] for name in ("note", "decided by", "decided at")] == [
        "Номер баржи другой.", "Анна", "2025-11-28T09:30:00+00:00",
    ]  # fmt: skip
    assert [rows[0][name] for name in ("note", "decided by", "decided at")] == ["", "", ""]


def test_markdown_says_whose_a_status_is_and_which_claim_the_headline_makes(judged: ArticleView) -> None:
    text = told("markdown", judged)
    assert "\n## 1 unverified · the headline\n\n> Порт Заречный закроют на ремонт до весны\n" in text
    assert (
        "\n## 2 Неправда\\!\n\nАнна, 2025\\-11\\-28 09\\:30 UTC: Номер баржи другой\\.\n\n> Порт Заречный"
        in text
    )
    assert text.count("the headline") == text.count(" UTC") == 1


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝"])
def test_no_cell_is_a_formula(start: str) -> None:
    assert cell(f"{start}SUM(A1:A9)") == f"'{start}SUM(A1:A9)"


def test_csv_of_hostile_text_is_one_harmless_row_a_claim(article: ArticleView) -> None:
    rows = list(csv.reader(io.StringIO(told("csv", evil(article)), newline="")))
    assert {len(row) for row in rows} == {18}
    assert len(rows) == 8
    assert not [c for row in rows for c in row if c.startswith(("=", "+", "-", "@")) or "\x1b" in c]


def test_claimreview_rates_what_was_rated_and_nothing_else(judged: ArticleView) -> None:
    reviews = json.loads(told("claimreview", judged))["@graph"]
    assert [("reviewRating" in r, "datePublished" in r) for r in reviews[:3]] == [
        (False, False), (True, True), (False, False),
    ]  # fmt: skip
    rated = reviews[1]
    assert rated["reviewRating"] == {
        "@type": "Rating", "alternateName": "Неправда!", "ratingValue": 1, "bestRating": 5, "worstRating": 1,
    }  # fmt: skip
    assert rated["url"] == f"https://example.org/checks/{judged.claims[1].id}"
    assert rated["author"] == {
        "@type": "Organization", "name": "Проверка Низовья", "url": "https://example.org/",
    }  # fmt: skip
    assert rated["datePublished"] == "2025-11-28"
    assert rated["itemReviewed"]["author"] == {"@type": "Person", "name": "Олег Нестеров"}
    assert rated["itemReviewed"]["appearance"][0]["url"] == "https://news.example.org/port"
    assert [hop["verify:name"] for hop in rated["verify:chain"]["@list"]] == [
        ["Речной вестник"],
        ["Олег Нестеров"],
    ]


def test_claimreview_names_no_author_where_nobody_is_named(judged: ArticleView) -> None:
    reviews = json.loads(told("claimreview", judged, Newsroom()))["@graph"]
    assert "author" not in reviews[2]["itemReviewed"]  # unnamed people of the paper
    assert reviews[3]["itemReviewed"]["author"]["name"] == "Вести Низовья"
    assert "author" not in reviews[0]
    assert reviews[1]["reviewRating"] == {"@type": "Rating", "alternateName": "refuted"}


def test_annotations_select_by_place_and_by_words(judged: ArticleView) -> None:
    items = json.loads(told("annotations", judged))["items"]
    assert [len(item["target"]) for item in items] == [1, 1, 1, 1, 1, 2, 1]
    for item, claim in zip(items, judged.claims, strict=True):
        for target, (start, end) in zip(item["target"], claim.claim.spans, strict=True):
            place, words = target["selector"]
            assert (place["start"], place["end"]) == (start, end)
            around = words["prefix"] + words["exact"] + words["suffix"]
            assert words["exact"] == judged.text[start:end]
            assert around in judged.text
            assert target["source"] == "https://news.example.org/port"


def test_prov_quotes_hop_by_hop(judged: ArticleView) -> None:
    model = pytest.importorskip("prov.model", reason="the package prov is not installed")
    document = model.ProvDocument.deserialize(content=told("prov", judged), format="json")
    quotations = list(document.get_records(model.ProvDerivation))
    assert len(quotations) == sum(len(c.chain) for c in judged.claims)
    assert all("Quotation" in str(q.get_attribute("prov:type")) for q in quotations)
    agents = {str(next(iter(a.get_attribute("prov:label")))) for a in document.get_records(model.ProvAgent)}
    assert agents == {"Вести Низовья", "Речной вестник", "Олег Нестеров", "собеседники издания", "в городе"}


def _contexts(url: str, _: Any = None) -> dict[str, Any]:
    """The two vocabularies, cut down to what makes every term an address: no test reads the network."""
    known = {
        "https://schema.org/": {"@vocab": "http://schema.org/"},
        "http://www.w3.org/ns/anno.jsonld": {
            "@vocab": "http://www.w3.org/ns/oa#", "id": "@id", "type": "@type",
        },
    }  # fmt: skip
    return {"contextUrl": None, "documentUrl": url, "document": {"@context": known[url]}}


@pytest.mark.parametrize(("name", "kind"), [("claimreview", "ClaimReview"), ("annotations", "Annotation")])
def test_json_ld_expands(name: str, kind: str, judged: ArticleView) -> None:
    jsonld = pytest.importorskip("pyld.jsonld", reason="the package pyld is not installed")
    expanded = jsonld.expand(json.loads(told(name, judged)), {"documentLoader": _contexts})
    text = json.dumps(expanded)
    assert len(re.findall(rf'"@type": \["http://[^"]*{kind}"\]', text)) == len(judged.claims)
    assert not re.search(r'"verify:', text)


def test_drawings_have_a_node_a_voice(judged: ArticleView) -> None:
    dot = told("dot", judged)
    assert 'a1 [label="Вести Низовья (2)", style=bold];' in dot
    assert 'a1_1_1 [label="Олег Нестеров (1)"];' in dot
    assert "  a1_1 -> a1_1_2;" in dot
    mermaid = told("mermaid", judged)
    assert mermaid.startswith("%% verify: who says what\nflowchart LR\n")
    assert mermaid.count(" --> ") == dot.count(" -> ") == 5


def _unquoted_dot(text: str) -> str:
    return re.sub(r'"(?:[^"\\]|\\.)*"', "", text)


@pytest.mark.parametrize(
    ("name", "outside"),
    [
        ("dot", _unquoted_dot),
        ("mermaid", lambda text: re.sub(r'"[^"]*"', "", text)),
        ("markdown", lambda text: re.sub(r"\\.", "", text.removeprefix(FORMATS["markdown"].signature))),
    ],
)
def test_hostile_text_is_never_a_mark(name: str, outside: Callable[[str], str], article: ArticleView) -> None:
    left = outside(told(name, evil(article)))
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]|script>|\]\(|\{\{|<javascript|`", left)


@pytest.mark.parametrize("name", ["claimreview", "annotations", "prov"])
def test_hostile_text_is_a_value(name: str, article: ArticleView) -> None:
    text = told(name, evil(article))
    json.loads(text)
    assert "\x1b" not in text
    assert '"javascript:' not in text


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_knows_its_own_files(name: str, judged: ArticleView) -> None:
    head = told(name, judged).encode()[:4096].decode(errors="ignore")
    assert [n for n, f in FORMATS.items() if f.signature in head] == [name]
