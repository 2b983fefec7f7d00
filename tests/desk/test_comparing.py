"""Engines on the invented articles of tests/data/gold, and the measures beside the annotators' own."""

from __future__ import annotations

import importlib.util
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from verify.desk import comparing
from verify.desk.gold import GoldArticle, load
from verify.engines import Settings, engine
from verify.errors import FetchError, InputError
from verify.model import Claim, Extraction, Hop, Metadata, Mode, SourceKind
from verify.report.contract import claim as as_json
from verify.report.scoring import FIGURES, added, counted, figures, paired
from verify.report.views import unstored

if TYPE_CHECKING:
    from conftest import Service

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "tests" / "data" / "gold"
SHARED = ROOT.parent / "shared" / "gold"


class Teller:
    """An engine that has read the annotations; of each article it forgets the first few claims."""

    name, version = "teller", "1"

    def __init__(self, articles: Sequence[GoldArticle], forgets: int = 0) -> None:
        self.by_text = {article.text: article for article in articles}
        self.forgets = forgets

    def extract(self, text: str, metadata: Metadata, **_: Any) -> Extraction:
        claims = []
        for gold in self.by_text[text].claims[self.forgets :]:
            chain = tuple(Hop(hop.kind, hop.names) for hop in gold.accepted[0])
            claims.append(Claim(gold.spans, "", gold.spans[0], Mode.INDIRECT, chain))
        return Extraction(Metadata(language="ru"), tuple(claims), (), self.name, self.version)


def test_the_sample_is_read_as_written() -> None:
    articles = load(GOLD)
    assert [(a.id, a.language, len(a.claims)) for a in articles] == [
        ("en-1", "en", 5), ("ru-1", "ru", 6), ("uk-1", "uk", 5),
    ]  # fmt: skip
    first, second = articles[1].claims[:2]
    assert articles[1].text[slice(*first.spans[0])] == "Мост в Каменке закроют на ремонт"
    assert second.spans[0][0] > first.spans[0][1]  # the headline's words stand in the lead again
    assert [hop.kind for hop in second.accepted[0]] == [SourceKind.OUTLET, SourceKind.ANONYMOUS]
    assert [len(chain) for chain in first.accepted] == [1, 0]


def test_an_engine_that_knows_all_reaches_one_and_forgetting_costs() -> None:
    articles = load(GOLD)
    done = comparing.compared(
        "gold", comparing.runs(articles, [Teller(articles), Teller(articles, 1)]), examples=2
    )
    assert {name: (g.articles, g.claims, g.multi) for name, g in done.groups.items()} == {
        "all": (3, 16, 2), "en": (1, 5, 1), "ru": (1, 6, 1), "uk": (1, 5, 0),
    }  # fmt: skip
    best, other = done.scores
    assert all(figure.value == 1.0 for figure in best.figures["all"])
    assert all(figure.value == 1.0 for figure in best.figures["ru"])
    found = dict(zip(FIGURES, other.figures["all"], strict=True))
    assert found["claim_f1"].value == pytest.approx(26 / 29)
    assert found["chain"].value == pytest.approx(13 / 16)
    assert found["chain"].gain is not None
    assert found["chain"].gain[0] == pytest.approx(-3 / 16)
    assert [m.cause for m in other.mistakes] == ["missed"] * 3
    (line, _) = done.lines()
    assert line["groups"]["uk"]["chain"] == {"value": 1.0, "low": 1.0, "high": 1.0}
    assert done.json()["engines"][1]["mistakes"]["missed"]["count"] == 3
    assert len(done.json()["engines"][1]["mistakes"]["missed"]["examples"]) == 2


def test_the_rules_read_the_sample_well() -> None:
    articles = load(GOLD)
    (score,) = comparing.compared("gold", comparing.runs(articles, [engine()])).scores
    reached = {name: figure.value for name, figure in zip(FIGURES, score.figures["all"], strict=True)}
    assert reached["claim_f1"] >= 0.9
    assert reached["chain"] >= 0.7
    assert score.seconds > 0


def test_a_model_is_told_from_the_rules_that_stand_in_for_it(service: Service) -> None:
    articles = load(GOLD)
    service.claims()
    asked = engine("llm", Settings(service.url, "m", 1.0))
    rules, model = comparing.compared("gold", comparing.runs(articles, [engine(), asked])).scores
    assert [f.value for f in model.figures["all"]] == [f.value for f in rules.figures["all"]]
    assert model.account is not None
    assert (model.account.asked, model.account.answered, model.account.claims) == (3, 3, 0)
    assert model.account.fell_back == {"left-out": model.account.rules}


def test_rules_are_not_scored_as_a_model_that_is_silent(service: Service) -> None:
    service.body(b"", 403)
    with pytest.raises(InputError, match="does not allow"):
        list(comparing.runs(load(GOLD), [engine("llm", Settings(service.url, "m", 1.0))]))
    service.answers.clear()
    service.body(b"", 429, Retry_After="999")
    with pytest.raises(FetchError, match="en-1: m did not answer"):
        list(comparing.runs(load(GOLD), [engine("llm", Settings(service.url, "m", 1.0))]))


def folder(path: Path, said: Any, text: str | None = "Мост закрыт.\n") -> Path:
    (path / "gold").mkdir()
    (path / "docs").mkdir()
    (path / "gold" / "ru-1.json").write_text(
        said if isinstance(said, str) else json.dumps(said), encoding="utf-8"
    )
    if text is not None:
        (path / "docs" / "ru-1.txt").write_text(text, encoding="utf-8")
    return path


CLAIM = {"parts": ["Мост закрыт"], "chain": []}


@pytest.mark.parametrize(
    "said",
    ["{", "[]", {"id": "ru-1"}, {"id": "ru-2", "claims": []}, {"id": "ru-1", "claims": [3]},
     {"id": "ru-1", "claims": [{**CLAIM, "parts": ["Мост взорван"]}]},
     {"id": "ru-1", "claims": [{"parts": ["Мост закрыт"]}]},
     {"id": "ru-1", "claims": [{**CLAIM, "chain": [{"kind": "friend", "names": []}]}]}],
)  # fmt: skip
def test_a_file_that_is_no_annotation_is_named(tmp_path: Path, said: Any) -> None:
    with pytest.raises(InputError, match=r"ru-1\.json"):
        load(folder(tmp_path, said))


def test_missing_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no annotated articles"):
        load(tmp_path)
    with pytest.raises(InputError, match=r"docs.ru-1\.txt"):
        load(folder(tmp_path, {"id": "ru-1", "claims": [CLAIM]}, text=None))


def test_line_ends_count_as_they_are(tmp_path: Path) -> None:
    place = folder(tmp_path, {"id": "ru-1", "claims": [CLAIM]}, text=None)
    (place / "docs" / "ru-1.txt").write_bytes("Порт.\r\nМост закрыт.\r\n".encode())
    (article,) = load(place)
    assert article.claims[0].spans == ((7, 18),)


@pytest.mark.skipif(not (SHARED / "score.py").is_file(), reason="no ../shared")
def test_the_measures_agree_with_the_annotators_own() -> None:
    """On every article, and pooled, with predictions good and bad."""
    spec = importlib.util.spec_from_file_location("score", SHARED / "score.py")
    assert spec is not None
    assert spec.loader is not None
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    articles = load(SHARED)[::4]
    theirs: Counter[str] = Counter()
    ours = []
    for n, article in enumerate(articles):
        done = engine().extract(article.text, Metadata())
        claims = [c for k, c in enumerate(done.claims) if (k + n) % 5]  # some missing
        gold = json.loads((SHARED / "gold" / f"{article.id}.json").read_text(encoding="utf-8"))["claims"]
        view = unstored("", article.text, Extraction(done.metadata, tuple(claims), (), "", ""))
        one: Counter[str] = Counter()
        score.score_doc(article.text, gold, [as_json(c) for c in view.claims], one, None, article.id)
        theirs.update(one)
        counts = counted(article.claims, claims, paired(article.text, article.claims, claims))
        ours.append(counts)
        expected = score.figures(one)
        assert figures(counts) == pytest.approx([expected[name] for name in FIGURES], abs=1e-9)
    pooled = score.figures(theirs)
    assert figures(added(ours)) == pytest.approx([pooled[name] for name in FIGURES], abs=1e-9)
    assert len(articles) >= 12
