"""Pages by the W3C's validator (Nu Html Checker), and a thousand hostile strings through every field."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from verify.model import Stance, Status
from verify.report.exchange import FORMATS, Newsroom
from verify.report.pages import site
from verify.report.views import ArticleView, EvidenceView

VNU = "vnu-jar@24.10.17"
FIELDS = 7 * 6 + 7 + 5
"""Strings that one article takes: of each claim its words and a link, of each hop a name, and its own."""
AT = datetime(2025, 11, 28, 9, 30, 5, 123456, tzinfo=UTC)
PARTS = (
    "<script>alert(1)</script>", "</script>", "</style>", "</title>", "</svg>", "</p>", "<!--", "-->", "]]>",
    "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "\" onmouseover=\"alert(1)",
    "' onfocus='alert(1)", "javascript:alert(1)", "data:text/html,<b>", "{{7*7}}", "${7*7}", "<%= 7 %>",
    "&#60;b>", "&lt;b&gt;", "\x00", "\x1b[31m", "\u202e", "\u2028", "\ufffe", "\ud800", "\\u003cb", "`",
    "=cmd|' /C calc'!A1", "../../etc/x",
)  # fmt: skip


def attacks(count: int) -> Iterator[str]:
    """Always the same ones: two or three parts each, with words between."""
    chance = random.Random(7)
    for n in range(count):
        yield f"мост{n} ".join(chance.choices(PARTS, k=chance.choice((2, 3))))


def attacked(article: ArticleView, strings: Iterator[str]) -> ArticleView:
    """Every field that an article or a person fills has a string of its own."""

    def link(n: int) -> EvidenceView:
        url, note, actor, quote, kept = (next(strings) for _ in range(5))
        return EvidenceView(f"e{n}", url, Stance.REFUTES, note, actor, AT, quote, kept)

    claims = tuple(
        replace(
            c,
            claim=replace(c.claim, text=next(strings)),
            chain=tuple(replace(hop, names=(next(strings),)) for hop in c.chain),
            evidence=(link(n),),
            status=Status.REFUTED,
        )
        for n, c in enumerate(article.claims)
    )
    names = {"title": next(strings), "publisher": next(strings), "url": next(strings)}
    about = replace(article.metadata, authors=(next(strings),), **names)
    return replace(article, claims=claims, metadata=about, source=next(strings))


def pages(article: ArticleView, newsroom: Newsroom) -> dict[str, str]:
    """A page of every kind."""
    checks = [
        site.Check(article, replace(c, id=f"00000000-0000-4000-8000-{n:012}"), AT, (), c.claim.text)
        for n, c in enumerate(article.claims)
    ]
    listed = [site.listed(check, newsroom) for check in checks]
    return {
        "report.html": "".join(FORMATS["html"].write([article, article], newsroom)),
        "check.html": site.check_page(checks[1], newsroom),
        "withdrawn.html": site.check_page(replace(checks[2], withdrawn=True), newsroom),
        "index.html": site.index_page(listed, newsroom),
        "corrections.html": site.corrections_page(listed, newsroom),
    }


@pytest.fixture(scope="session")
def validator(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The line that runs the validator, brought by npm for the time of the test."""
    if shutil.which("npm") is None or shutil.which("java") is None:
        pytest.skip("no npm or no Java here")
    folder = tmp_path_factory.mktemp("vnu")
    quiet = ["--no-save", "--no-audit", "--no-fund", "--no-package-lock"]
    line = ["npm", "install", *quiet, "--prefix", str(folder), VNU]
    done = subprocess.run(line, capture_output=True, text=True, timeout=180, check=False)
    jar = folder / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    if not jar.exists():
        pytest.skip(f"npm could not bring {VNU}: {done.stderr.strip()[-200:]}")
    return ["java", "-jar", str(jar), "--errors-only", "--format", "json"]


def test_pages_are_valid(article: ArticleView, validator: list[str], tmp_path: Path) -> None:
    hostile = attacked(article, attacks(100))
    for name, view in (("plain", article), ("hostile", hostile)):
        for path, html in pages(view, Newsroom(view.publisher, "https://example.org/")).items():
            (tmp_path / f"{name}-{path}").write_text(html, encoding="utf-8")
    files = sorted(map(str, tmp_path.glob("*.html")))
    assert len(files) == 10
    done = subprocess.run([*validator, *files], capture_output=True, text=True, timeout=180, check=False)
    assert [m["message"] for m in json.loads(done.stderr)["messages"]] == []


def parsed(html: str) -> Any:
    reader = pytest.importorskip("html5lib", reason="the package html5lib is not installed")
    tree = reader.HTMLParser(tree=reader.getTreeBuilder("lxml"), strict=True, namespaceHTMLElements=False)
    return tree.parse(html)


def test_a_thousand_attack_strings_are_text(article: ArticleView) -> None:
    every = list(attacks(1000))
    strings, views = iter(every), []
    while len(every) - len(views) * FIELDS >= FIELDS:
        views.append(attacked(article, strings))
    assert len(views) * FIELDS > 950
    for view in views:
        for html in pages(view, Newsroom(view.publisher, view.metadata.url)).values():
            tree = parsed(html)
            assert {s.get("type") for s in tree.xpath("//script")} <= {"application/ld+json"}
            assert not tree.xpath("//img|//@*[starts-with(name(), 'on')]|//@href[contains(., ':')]")
            assert len(tree.xpath("/html/head/style")) == len(tree.xpath("//style")) == 1
            for data in tree.xpath("//script"):
                json.loads(data.text)


def test_fields_are_counted(article: ArticleView) -> None:
    strings = attacks(100)
    attacked(article, strings)
    assert len(list(strings)) == 100 - FIELDS
