"""The gate of `verify corroborate` reads the scorer and holds the floors."""

from __future__ import annotations

import tomllib

from benchmarks.corroboration import FLOORS, HELD, figures, under

PRINTED = """claims 53  found 0.906
link_p 0.900  link_r 0.753  link_f1 0.820  (227 gold links)
refutes_p 1.000  refutes_r 0.458  refutes_f1 0.629  (24 gold)
own_f1 0.667  group_f1 0.846  both 0.358  multi 0.154  (13 gold with two or more origins)
"""


def test_the_scorers_figures_are_read() -> None:
    found = figures(PRINTED)
    assert tuple(found) == HELD
    assert (found["link_p"], found["link_f1"], found["multi"]) == (0.9, 0.82, 0.154)


def test_what_fell_is_named() -> None:
    found = figures(PRINTED)
    assert under(found, found) == []
    assert under(found, {**found, "link_f1": 0.821, "both": 0.4}) == ["link_f1", "both"]


def test_the_floors_of_the_stories_are_held() -> None:
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))["floors"]
    assert set(floors) == set(HELD)
    assert floors["link_f1"] >= 0.78
    assert floors["link_p"] >= 0.85
    assert floors["refutes_p"] >= 0.7
    assert floors["refutes_r"] >= 0.4
