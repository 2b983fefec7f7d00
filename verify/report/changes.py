"""How claims differ between two readings of an article."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.console import Console, ConsoleOptions, Group, RenderResult
from rich.table import Table
from rich.text import Text

from verify.model import Claim
from verify.report import style
from verify.report.claims import chain_line
from verify.report.contract import hop, pairs
from verify.report.screen import own, plain
from verify.report.wording import counted, say
from verify.store import Change, ChangeKind

SAID = {
    ChangeKind.NEW: ("+ new", style.GOOD),
    ChangeKind.VANISHED: ("- no longer there", style.BAD),
    ChangeKind.REWORDED: ("~ reworded", style.UNNAMED),
    ChangeKind.RETURNED: ("+ there again", style.GOOD),
    ChangeKind.CHAIN: ("~ another chain", style.UNNAMED),
    ChangeKind.KEPT: ("= kept as you left it", style.NAMED),
}


class Changes:
    """A renderable list of changes; `standing` is how many claims say the same as before."""

    def __init__(self, changes: Sequence[Change], standing: int | None = None) -> None:
        self.changes, self.standing = changes, standing

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield own(say("What changed"), style.HEADING)
        grid = Table.grid(padding=(0, 2, 0, 0))
        grid.add_column(style=style.NUMBER, no_wrap=True)
        grid.add_column(no_wrap=True)
        grid.add_column(ratio=1)
        for change in self.changes:
            words, colour = SAID[change.kind]
            sign, _, said = words.partition(" ")
            grid.add_row(own(change.number), own(f"{sign} {say(said)}", colour), Group(*_both(change)))
        yield grid
        if self.standing is not None:
            yield own(
                counted("{n} claim stands as it was", "{n} claims stand as they were", self.standing),
                style.REST,
            )


def _both(change: Change) -> list[Text]:
    """What was said, and what is said now; one of them where there is one, or where the words are the
    same.
    """
    before, after = change.before, change.after
    lines: list[Text] = []
    if before and (after is None or before.text != after.text):
        lines.append(plain(before.text, style.REST))
    if after:
        lines.append(plain(after.text, style.WORDS))
    if change.kind is ChangeKind.CHAIN and before and after:
        lines += [chain_line(before.chain), chain_line(after.chain)]
    return lines


def json(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind.value,
        "number": change.number,
        "before": _said(change.before),
        "after": _said(change.after),
    }


def _said(claim: Claim | None) -> dict[str, Any] | None:
    if claim is None:
        return None
    return {"spans": pairs(claim.spans), "text": claim.text, "chain": [hop(h) for h in claim.chain]}
