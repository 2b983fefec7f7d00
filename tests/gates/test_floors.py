"""Floors of quality rise by themselves and fall only with a reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import floors, quality
from benchmarks.floors import FIGURES, Figures

CHANGES = """# Changelog

## [Unreleased]

## [0.1.0] - 2025-01-01

### Added

- A thing.
"""


def of(**changed: float) -> Figures:
    """The same value everywhere, but for changed figures (ru_chain=0.5)."""
    plain = {group: dict.fromkeys(names, 0.8) for group, names in FIGURES.items()}
    for name, value in changed.items():
        group, figure = name.split("_", 1)
        plain[group][figure] = value
    return plain


@pytest.fixture
def changelog(tmp_path: Path) -> Path:
    path = tmp_path / "CHANGELOG.md"
    path.write_text(CHANGES, encoding="utf-8")
    return path


def test_what_is_under_its_floor_is_named() -> None:
    assert floors.under(of(), of()) == []
    assert floors.under(of(ru_chain=0.79, en_weak=0.81), of(en_weak=0.82)) == ["ru.chain", "en.weak"]


def test_floors_are_cut_so_that_the_figures_stand_on_them() -> None:
    reached = of(uk_weak=0.97297)
    assert floors.rounded(reached)["uk"]["weak"] == 0.972
    assert floors.under(reached, floors.rounded(reached)) == []


def test_raising_lifts_and_never_lowers() -> None:
    new = floors.raised(of(ru_chain=0.91, uk_chain=0.7), of())
    assert new == of(ru_chain=0.91)
    assert floors.raised(of(), {}) == of()


def test_what_was_not_measured_keeps_its_floors() -> None:
    measured = {
        group: held for group, held in of(polnear_all=0.1, ru_chain=0.9).items() if group != "polnear"
    }
    assert floors.under(measured, of()) == []
    assert floors.under(of(polnear_all=0.1), of()) == ["polnear.all"]
    assert floors.raised(measured, of()) == of(ru_chain=0.9)


def test_lowering_takes_one_floor_to_what_is_reached() -> None:
    assert floors.lowered(of(ru_chain=0.7, uk_chain=0.6), of(), "ru.chain") == of(ru_chain=0.7)
    for wrong in ("ru", "ru.colour", "de.chain"):
        with pytest.raises(SystemExit, match=rf"No floor is called {wrong}"):
            floors.lowered(of(), of(), wrong)


def test_floors_survive_their_file(tmp_path: Path) -> None:
    path = tmp_path / "quality.toml"
    assert floors.load(path) == {}
    floors.write(of(en_claim_f1=0.861), "abc", path)
    assert floors.load(path) == {"corpus": "abc", "floors": of(en_claim_f1=0.861)}


def test_a_lowered_floor_is_noted_under_the_newest_heading(changelog: Path) -> None:
    floors.note("ru.chain", 0.91, 0.9, "a rule that guessed is gone", changelog)
    floors.note("uk.weak", 0.8, 0.7, "the same", changelog)
    text = changelog.read_text(encoding="utf-8")
    newest, older = text.split("## [0.1.0]")
    assert "### Changed\n\n- Quality floor uk.weak lowered from 0.800 to 0.700: the same\n" in newest
    assert "- Quality floor ru.chain lowered from 0.910 to 0.900: a rule that guessed is gone\n" in newest
    assert newest.count("### Changed") == 1
    assert older == CHANGES.split("## [0.1.0]")[1]


def test_a_floor_that_fell_in_silence_is_found() -> None:
    assert floors.fallen(of(ru_chain=0.7), of(), "") == ["ru.chain"]
    assert floors.fallen({}, {"uk": {"weak": 0.1}}, "") == ["uk.weak"]
    admitted = "- Quality floor ru.chain lowered from 0.800 to 0.700: so\n"
    assert floors.fallen(of(ru_chain=0.7), of(), admitted) == []
    assert floors.fallen(of(ru_chain=0.69), of(), admitted) == ["ru.chain"]
    assert floors.fallen(of(ru_chain=0.9), of(), "") == []


def test_the_committed_floors_are_those_of_the_gate() -> None:
    kept = floors.load()
    assert len(kept["corpus"]) == 64
    assert set(kept["floors"]) == set(FIGURES)
    for group, held in kept["floors"].items():
        assert set(held) == set(FIGURES[group])
        assert all(0 < floor <= 1 for floor in held.values())


def test_the_hash_of_the_articles_follows_every_byte(tmp_path: Path) -> None:
    for folder, name in (("docs", "a.txt"), ("gold", "a.json")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text("one", encoding="utf-8")
    first = floors.corpus_hash(tmp_path)
    assert floors.corpus_hash(tmp_path) == first
    (tmp_path / "gold" / "a.json").write_text("two", encoding="utf-8")
    second = floors.corpus_hash(tmp_path)
    (tmp_path / "docs" / "a.txt").rename(tmp_path / "docs" / "b.txt")
    assert len({first, second, floors.corpus_hash(tmp_path)}) == 3


def test_without_the_gold_articles_the_gate_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(quality, "GOLD", tmp_path)
    assert quality.main([]) == 0
    assert capsys.readouterr().out == "quality gate: skipped: no ../shared\n"


def test_the_verdict_tells_what_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changelog: Path
) -> None:
    path = tmp_path / "quality.toml"
    floors.write(of(), "abc", path)
    monkeypatch.setattr(quality, "load", lambda: floors.load(path))
    monkeypatch.setattr(quality, "earlier", lambda: [of(en_chain=0.9)])
    monkeypatch.setattr(quality, "CHANGELOG", changelog)
    assert "other articles" in quality.verdict(of(), "abd")[0]
    assert quality.verdict(of(ru_weak=0.1), "abc") == [
        "under the floor: ru.weak",
        "floors lowered, and no line in the changelog: en.chain",
    ]


def test_lowering_asks_for_a_reason(capsys: pytest.CaptureFixture[str]) -> None:
    for given in (["--lower", "ru.chain"], ["--lower", "ru.chain", "--why", " "], ["--why", "so"]):
        with pytest.raises(SystemExit):
            quality.main(given)
        assert "--lower needs --why" in capsys.readouterr().err


def test_each_floor_that_fell_has_its_line_in_the_changelog() -> None:
    kept, changelog = floors.load()["floors"], floors.CHANGELOG.read_text(encoding="utf-8")
    assert {name for before in floors.earlier() for name in floors.fallen(kept, before, changelog)} == set()
