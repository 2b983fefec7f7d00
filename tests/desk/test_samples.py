"""The sample articles of docs/ through the real engine and every screen."""

from __future__ import annotations

import importlib.util
import io
from pathlib import Path
from xml.etree import ElementTree

import pytest

from verify.desk.extracting import extract_sources
from verify.desk.reading import Asked
from verify.model import words
from verify.report.first import FirstScreen
from verify.report.screen import console, put
from verify.report.tree import Voice, grow
from verify.report.views import ArticleView

DOCS = Path(__file__).parents[2] / "docs"


def counts(voice: Voice) -> int:
    return len(voice.claims) + sum(map(counts, voice.below.values()))


@pytest.mark.parametrize(("name", "least"), [("ru", 20), ("uk", 6), ("en", 9)])
def test_a_sample_on_every_width(name: str, least: int) -> None:
    (view,) = extract_sources([str(DOCS / "sample" / f"{name}.txt")], Asked())
    assert isinstance(view, ArticleView)
    assert view.metadata.language == name
    assert len(view.claims) >= least
    assert counts(grow(view.claims)) == len(view.claims)
    assert all(c.claim.text == words(view.text, c.claim.spans) for c in view.claims)
    for width in (80, 200):
        out = io.StringIO()
        put(console(out, width), FirstScreen(view))
        lines = out.getvalue().splitlines()
        assert max(map(len, lines)) <= width
        drawn = " ".join(" ".join(lines).split())
        assert all(f" {c.number} " in f" {drawn} " for c in view.claims)


def test_the_picture_loads_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    spec = importlib.util.spec_from_file_location("picture", DOCS / "picture.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.main()
    svg = capsys.readouterr().out
    root = ElementTree.fromstring(svg)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert "@font-face" not in svg
    assert "url(http" not in svg
    assert "Who&#160;says&#160;what" in svg
