"""Packs of languages on the terminal and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table

from verify.report.screen import own, plain
from verify.report.wording import say

if TYPE_CHECKING:
    from rich.text import Text


def summary(pack: Any) -> dict[str, Any]:
    """{"code", "name", "morphology", "entries", "phrases", "patterns"}"""
    return asdict(pack)


def verdict(found: Any) -> dict[str, Any]:
    """{"code", "name", "examples", "findings": [{"where", "message"}]}"""
    return asdict(found)


class Packs:
    """A renderable: one language a line."""

    def __init__(self, packs: Sequence[Any]) -> None:
        self._packs = packs

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        table = Table(box=None, pad_edge=False, header_style="dim")
        for heading in ("code", "language", "words by"):
            table.add_column(say(heading))
        for heading in ("entries", "phrases", "patterns"):
            table.add_column(say(heading), justify="right")
        for p in self._packs:
            counts = (str(n) for n in (p.entries, p.phrases, p.patterns))
            table.add_row(plain(p.code), plain(p.name), p.morphology, *counts)
        yield table


class Verdicts:
    """A renderable: what is wrong with each pack, or that nothing is."""

    def __init__(self, verdicts: Sequence[Any]) -> None:
        self._verdicts = verdicts

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for v in self._verdicts:
            yield _heading(v)
            for f in v.findings:
                yield plain(f"{f.where}: {f.message}", gap="  ")


def _heading(v: Any) -> Text:
    wrong = len(v.findings)
    said = say("{n} wrong", n=wrong) if wrong else say("right; {n} examples hold", n=v.examples)
    return own(f"{v.code} {v.name}: {said}")
