"""The speed gate's arithmetic; what things cost is measured by the gate itself, not by tests."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib

import pytest

from benchmarks import floor, gate, measure, scaling
from benchmarks.measure import Run


def test_a_figure_fails_past_its_bar_and_the_slack() -> None:
    bars = {"help": 2.0, "peak": 100.0}
    assert gate.passed({"help": 2.29, "peak": 114.9}, bars, 0.15) == []
    assert gate.passed({"help": 2.31, "peak": 116.0}, bars, 0.15) == ["help", "peak"]
    assert gate.passed({"peak": 116.0}, bars, 0.15) == ["peak"]


def test_every_figure_has_a_bar() -> None:
    settings = tomllib.loads(gate.BARS.read_text(encoding="utf-8"))
    assert set(settings["bars"]) == {"help", "short", "extract", "peak", "growth", "hostile", "page"}
    assert settings["bars"]["help"] <= 2.5
    assert 0 < settings["slack"] <= 0.15


def test_medians_are_taken_of_each_figure() -> None:
    assert measure.middle([Run(1, 30, 200), Run(2, 10, 300), Run(3, 20, 100)]) == Run(2, 20, 200)


def test_a_process_is_measured_and_a_failing_one_is_an_error() -> None:
    small = "import sys; from benchmarks.measure import run; print(run([sys.executable, '-c', sys.argv[1]]))"
    peaks = []
    for program in ("pass", "b = bytearray(80_000_000); sum(range(3_000_000))"):
        done = subprocess.run(
            [sys.executable, "-c", small, program],
            cwd=measure.ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        found = re.fullmatch(r"Run\(wall=(.+), cpu=(.+), peak=(.+)\)\n", done.stdout)
        assert found
        assert 0 < float(found[2]) <= 2 * float(found[1])
        peaks.append(float(found[3]))
    assert 70 <= peaks[1] - peaks[0] <= 90
    with pytest.raises(subprocess.CalledProcessError):
        measure.run([sys.executable, "-c", "raise SystemExit(3)"])


def test_growth_is_of_the_worst_language_and_leaves_the_shortest_out() -> None:
    rows = [("ru", 9.0), ("ru", 2.0), ("ru", 3.0), ("en", 9.0), ("en", 2.0), ("en", 5.0)]
    costs = [scaling.Cost(language, 1000, 100, 10, micros) for language, micros in rows]
    assert scaling.growth(costs) == 2.5


@pytest.mark.parametrize("language", ["ru", "uk", "en"])
def test_scaled_texts_have_their_size_and_say_different_things(language: str) -> None:
    text = scaling.text_of(language, 20_000)
    assert 20_000 <= len(text) <= 21_000
    lines = text.replace(". ", ".\n").splitlines()
    assert len(set(lines)) > 0.9 * len([line for line in lines if line])
    assert scaling.text_of(language, 20_000) == text


def test_the_dictionary_of_the_floor() -> None:
    assert [floor.dictionary(n) for n in ("uk-1.txt", "ru-1.txt", "en-1.txt")] == ["uk", "ru", "ru"]
