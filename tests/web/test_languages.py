"""The interface in three languages: nothing without a translation, and no translation out of step."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from tests.web.conftest import Desk

DOCS = Path(__file__).parents[2] / "docs"
_HOLES = re.compile(r"%\(\w+\)s|\{\w+(?:![rs])?\}|</?\w+>")


@pytest.fixture(scope="module")
def catalogue() -> ModuleType:
    spec = importlib.util.spec_from_file_location("catalogue", DOCS / "catalogue.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_every_word_is_translated_and_keeps_its_holes(catalogue: ModuleType, language: str) -> None:
    for message in catalogue.updated(language):
        if not message.id:
            continue
        said = message.string if message.pluralizable else (message.string,)
        sources = message.id if message.pluralizable else (message.id,)
        holes = [sorted(_HOLES.findall(source)) for source in sources]
        assert len(said) == (3 if message.pluralizable else 1)
        for each in said:
            assert each, sources
            assert sorted(_HOLES.findall(each)) in holes, sources


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_the_catalogues_are_what_the_script_writes(catalogue: ModuleType, language: str) -> None:
    folder = catalogue.LOCALES / language / "LC_MESSAGES"
    po, mo = catalogue.written(catalogue.updated(language))
    assert (folder / "verify.po").read_bytes() == po, "python docs/catalogue.py"
    assert (folder / "verify.mo").read_bytes() == mo


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("uk", ("Вхідні", "Не тримаються ні на кому", "не перевірено", "анонімне джерело", "5 тверджень")),
        ("ru", ("Входящие", "Ни на ком не держатся", "не проверено", "анонимный источник", "5 утверждений")),
    ],
)
def test_a_page_speaks_it(desk: Desk, language: str, words: tuple[str, ...]) -> None:
    page = desk.get("/", **{"accept-language": language})
    assert f'<html lang="{language}">' in page
    total = desk.store.article(1).article.claims
    for each in words:
        assert each.replace("5", str(total)).rsplit(" ", 1)[0] in page


@pytest.mark.parametrize(("language", "reason"), [("uk", "Походить від людей"), ("ru", "Восходит к людям")])
def test_a_flags_reason_is_told_in_it(desk: Desk, language: str, reason: str) -> None:
    assert reason in desk.get("/claims/1.3", **{"accept-language": language})
