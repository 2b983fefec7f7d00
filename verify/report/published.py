"""What publishing a site did, on the terminal and in JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from rich.text import Text

from verify.report import style
from verify.report.screen import own, plain


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
    counts = [f"{done.checks} check{'' if done.checks == 1 else 's'}", f"{done.added} new"]
    if done.corrected:
        counts.append(f"{done.corrected} corrected after publication")
    if done.withdrawn:
        counts.append(f"{done.withdrawn} withdrawn")
    return own(", ".join(counts) + "  ") + plain(done.folder, style.REST)
