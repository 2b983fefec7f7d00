"""Floors of quality: a file that only rises, and a line in the changelog where it does not."""

from __future__ import annotations

import hashlib
import math
import re
import subprocess
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from benchmarks.measure import ROOT

FLOORS = ROOT / "tests" / "gates" / "quality.toml"
CHANGELOG = ROOT / "CHANGELOG.md"
README = ROOT / "README.md"
HELD = ("claim_f1", "chain", "chain_multi", "attributed", "weak")
GROUPS = ("all", "ru", "uk", "en")
POLNEAR = {"all": "all", "quoted": "quoted", "communication": "comm"}
"""Our names of PolNeAR's figures (full F1: the attribution and its source) -> its scorer's subsets."""
FIGURES = {**dict.fromkeys(GROUPS, HELD), "polnear": tuple(POLNEAR)}
"""Group -> the figures that have a floor."""

_BEGIN = "<!-- floors: written by python -m benchmarks.quality --raise -->\n"
_END = "<!-- end of floors -->"

Figures = Mapping[str, Mapping[str, float]]
"""Group ("all" or a language) -> figure -> value in [0, 1], or a floor of it."""


def load(path: Path = FLOORS) -> dict[str, Any]:
    """`corpus` (hash of what the floors were measured on) and `floors`; empty where there is no file yet."""
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def corpus_hash(gold: Path) -> str:
    """SHA-256 over names and bytes of the articles and their annotations, in order of names."""
    whole = hashlib.sha256()
    for path in sorted([*gold.glob("docs/*.txt"), *gold.glob("gold/*.json")], key=lambda p: p.as_posix()):
        whole.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def under(figures: Figures, floors: Figures) -> list[str]:
    """The names (group.figure) of the figures under their floors; a group that was not measured has none."""
    return [
        f"{group}.{name}"
        for group, held in floors.items()
        for name, floor in held.items()
        if group in figures and figures[group][name] < floor
    ]


def rounded(figures: Figures) -> Figures:
    """Floors for these figures: cut, not rounded, to three decimals, so that the figures stand on them."""
    return {
        group: {name: math.floor(value * 1000) / 1000 for name, value in held.items()}
        for group, held in figures.items()
    }


def raised(figures: Figures, floors: Figures) -> Figures:
    """Each floor lifted to what is reached; none lowered."""
    new = rounded(figures)
    lifted = {
        group: {name: max(value, floors.get(group, {}).get(name, 0.0)) for name, value in held.items()}
        for group, held in new.items()
    }
    return {**floors, **lifted}


def lowered(figures: Figures, floors: Figures, name: str) -> Figures:
    """One floor (group.figure) set to what is reached. Raises SystemExit where there is no such floor."""
    group, _, figure = name.partition(".")
    if figure not in floors.get(group, {}):
        raise SystemExit(f"No floor is called {name}; they are group.figure, as in ru.chain.")
    return {**floors, group: {**floors[group], figure: rounded(figures)[group][figure]}}


def write(floors: Figures, corpus: str, path: Path = FLOORS) -> None:
    lines = [
        "# Floors of quality over the gold articles. They only rise: python -m benchmarks.quality --raise",
        f'corpus = "{corpus}"',
    ]
    for group in (g for g in FIGURES if g in floors):
        lines += [
            "",
            f"[floors.{group}]",
            *(f"{name} = {floors[group][name]:.3f}" for name in FIGURES[group]),
        ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def table(floors: Figures) -> str:
    """The floors as a table in Markdown."""
    rows = [["", *HELD], ["---"] * (len(HELD) + 1)]
    rows += [[group, *(f"{floors[group][name]:.3f}" for name in HELD)] for group in GROUPS]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def show_in(floors: Figures, path: Path = README) -> None:
    """Put the floors' table between the marks in the README."""
    text = path.read_text(encoding="utf-8")
    before, rest = text.split(_BEGIN)
    _, after = rest.split(_END)
    path.write_text(f"{before}{_BEGIN}{table(floors)}\n{_END}{after}", encoding="utf-8")


def note(name: str, before: float, after: float, why: str, path: Path = CHANGELOG) -> None:
    """A lowered floor as a line under the changelog's newest heading "Changed" (made where there is none)."""
    line = f"- Quality floor {name} lowered from {before:.3f} to {after:.3f}: {why.strip()}\n"
    text = path.read_text(encoding="utf-8")
    start = text.index("\n## ") + 1
    end = text.find("\n## ", start)
    newest = text[start:] if end < 0 else text[start : end + 1]
    if "### Changed\n\n" in newest:
        changed = newest.replace("### Changed\n\n", f"### Changed\n\n{line}", 1)
    else:
        changed = newest.rstrip("\n") + f"\n\n### Changed\n\n{line}" + ("\n" if end >= 0 else "")
    path.write_text(text.replace(newest, changed, 1), encoding="utf-8")


def earlier(path: Path = FLOORS) -> Iterator[Figures]:
    """The floors of earlier commits, newest first; none where the folder is no clone."""
    name = path.relative_to(ROOT).as_posix()
    for commit in _git("log", "--format=%H", "--", name).split():
        before = _git("show", f"{commit}:{name}")
        if before:
            yield tomllib.loads(before)["floors"]


def _git(*arguments: str) -> str:
    try:
        done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, check=False)
    except FileNotFoundError:
        return ""
    return done.stdout.decode("utf-8") if done.returncode == 0 else ""


def fallen(floors: Figures, before: Figures, changelog: str) -> list[str]:
    """The names of floors that stood higher before, and lower now than any line in the changelog says."""
    return [
        f"{group}.{name}"
        for group, held in before.items()
        for name, floor in held.items()
        if floors.get(group, {}).get(name, 0.0) < min(floor, _admitted(f"{group}.{name}", changelog))
    ]


def _admitted(name: str, changelog: str) -> float:
    """The lowest value that the changelog admits for a floor; 1 where it says nothing of it."""
    lines = re.findall(rf"Quality floor {re.escape(name)} lowered from [\d.]+ to (\d\.\d+)", changelog)
    return min(map(float, lines), default=1.0)
