"""Every format that is given out, and the published site: attacks end as values and text."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from markdown_it import MarkdownIt

from tests.hostile import judges
from tests.hostile.attacks import ATTACKS, MARK
from tests.hostile.conftest import Attacked
from tests.hostile.lived import COPIES
from verify.desk import exporting
from verify.desk.publishing import publish
from verify.model import Status
from verify.report.exchange import FORMATS, Newsroom
from verify.report.exchange.newsroom import Rating
from verify.store import ClaimFilter

pytestmark = pytest.mark.sqlite("what is given out does not depend on the engine")

EVIL = " ".join(ATTACKS[:35])
NEWSROOM = Newsroom(EVIL, f"javascript:{MARK}()", f"javascript:{MARK}()//", {Status.REFUTED: Rating(EVIL)})
ARTICLES = 2 * COPIES
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def given_out(attacked: Attacked) -> dict[str, str]:
    """All of it in every format."""
    made = {
        name: "".join(exporting.written(attacked.store, (), ClaimFilter(), name, NEWSROOM))
        for name in FORMATS
    }
    return made | {"jsonl": "".join(exporting.everything(attacked.store, (), None))}


def test_every_format_carries_them_and_no_control(given_out: dict[str, str]) -> None:
    for name, text in given_out.items():
        assert text.count(MARK) > 10_000 or name in ("dot", "mermaid", "svg"), name
        assert MARK in text
        # Markdown and CSV are files of lines; what else a line holds is as in all others.
        judges.text(text.replace("\r\n", "\n") if name == "csv" else text, name)


def test_csv_has_no_formula_and_no_row_too_many(given_out: dict[str, str]) -> None:
    heads, *rows = list(csv.reader(io.StringIO(given_out["csv"], newline="")))
    assert {len(row) for row in rows} == {len(heads)}
    assert len(rows) == len({row[0] for row in rows}) == 4 * COPIES
    assert not [
        cell for row in rows for cell in row if cell.lstrip().startswith(("=", "+", "-", "@", "＝", "\t"))
    ]


def test_markdown_is_read_as_text(given_out: dict[str, str]) -> None:
    """By a reader that lets HTML through: none comes out but what our own marks mean."""
    html = MarkdownIt("commonmark", {"html": True}).render(given_out["markdown"])
    tree = judges.page(f"<div>{html}</div>", "markdown")
    tags = {element.tag for element in tree.iter() if isinstance(element.tag, str)}
    assert tags <= {"div", "h1", "h2", "h3", "p", "ul", "ol", "li", "strong", "em", "blockquote", "a"}
    assert len(tree.findall(".//h1")) == ARTICLES


@pytest.mark.parametrize("name", ["claimreview", "annotations", "prov"])
def test_json_has_them_as_values(given_out: dict[str, str], name: str) -> None:
    addresses = 0
    for key, words in judges.values(json.loads(given_out[name])):
        if key in ("url", "sameAs", "source", "@id", "prov:location", "body", "target"):
            assert words.startswith(("http://", "https://", "urn:", "_:", "verify:")), (key, words)
            addresses += 1
    assert addresses or name == "prov"
    assert "<" not in given_out[name] or name != "claimreview"  # people paste it into pages


def test_everything_is_lines_of_json(given_out: dict[str, str], attacked: Attacked) -> None:
    rows = [json.loads(line) for line in given_out["jsonl"].splitlines()]
    assert len(rows) > 100 * COPIES
    held = {words for row in rows for _, words in judges.values(row)}
    assert attacked.copies.said("title", 0) in held


def test_drawings_for_others_are_nodes_and_arrows(given_out: dict[str, str]) -> None:
    node, arrow = (
        r'  a\d+(_\d+)* \[label="(?:[^"\\\n]|\\.)*"(, style=\w+)?\];',
        r"  a\d+(_\d+)* -> a\d+(_\d+)*;",
    )
    lines = given_out["dot"].splitlines()
    assert lines[0] == 'digraph "verify" {'
    assert [x for x in lines[3:-1] if not re.fullmatch(f"{node}|{arrow}", x)] == []
    known = r'  a\d+(_\d+)*(\["[^"\n<>`{}]*"\]| --> a\d+(_\d+)*)|  style a\d+(_\d+)* stroke-dasharray: 4 4'
    assert [x for x in given_out["mermaid"].splitlines()[2:] if not re.fullmatch(known, x)] == []


def test_the_picture_runs_nothing(given_out: dict[str, str]) -> None:
    judges.drawing(given_out["svg"], "svg")


def test_the_report_is_text(given_out: dict[str, str]) -> None:
    tree = judges.page(given_out["html"], "html", styles=1)
    assert len(tree.xpath("//article|//main//section[@id]")) >= ARTICLES


def test_the_site_is_text(attacked: Attacked, tmp_path: Path) -> None:
    done = publish(attacked.store, tmp_path / "site", (), ClaimFilter(), NEWSROOM)
    assert done.added == COPIES
    pages = sorted((tmp_path / "site").rglob("*.html"))
    assert len(pages) == COPIES + 2
    kinds = set()
    for file in pages:
        tree = judges.page(file.read_text(encoding="utf-8"), file.name, styles=1)
        for data in tree.xpath("//script"):
            json.loads(data.text)
        kinds.add(judges.skeleton(tree))
    assert len(kinds) <= 4  # checks with and without an address of the web, their list, the corrections
    feed = (tmp_path / "site" / "feed.xml").read_text(encoding="utf-8")
    judges.text(feed, "feed")
    root = ElementTree.fromstring(feed)
    assert {element.tag.partition("}")[0] for element in root.iter()} == {ATOM[:-1]}
    for element in root.iter():
        if "href" in element.attrib:
            judges.web(element.attrib["href"], "feed")
        if element.get("type") == "html":
            judges.page(f"<div>{element.text}</div>", "feed")
    assert len(root.findall(f"{ATOM}entry")) == COPIES
