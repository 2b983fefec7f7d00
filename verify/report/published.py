"""What publishing a site did, on the terminal and in JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from rich.text import Text

from verify.report import style
from verify.report.screen import own, plain
from verify.report.wording import counted, say


@dataclass(frozen=True, slots=True)
class Published:
    """folder: where the site is. added: checks that were not there before; checks: all that stand; corrected:
    those of them with changes after publication; withdrawn: those that no longer stand.
    """

    folder: str
    added: int
    checks: int
    corrected: int
    withdrawn: int


def shape(done: Published) -> dict[str, Any]:
    return asdict(done)


def summary(done: Published) -> Text:
    """How many checks stand in the site, and where it is."""
    counts = [counted("{n} check", "{n} checks", done.checks), say("{n} new", n=done.added)]
    if done.corrected:
        counts.append(say("{n} corrected after publication", n=done.corrected))
    if done.withdrawn:
        counts.append(say("{n} withdrawn", n=done.withdrawn))
    return own(", ".join(counts) + "  ") + plain(done.folder, style.REST)
