"""The terminal: one console, plain when nobody looks at it in colour.

Texts of articles reach it only as `Text` made by `plain`, never as markup, and never with a control in them.
"""

from __future__ import annotations

import os
import re
import sys
from typing import TextIO, TypeAlias

from rich.console import Console, RenderableType
from rich.text import Text

from verify.report.safe import line, shown

Part: TypeAlias = RenderableType
"""What can be shown."""

MEASURE = 96
"""Columns of running text that an eye can follow; a wider terminal is filled side by side instead."""
WIDE = 140
"""From this width on, what stands one below the other on a small terminal stands side by side."""

_TRAILING = re.compile(r"[ \t]+$", re.MULTILINE)


def console(stream: TextIO | None = None, width: int | None = None) -> Console:
    """A console that interprets no markup. Without colour it writes no escape sequence at all, bold
    included.
    """
    out = stream or sys.stdout
    made = Console(
        file=out,
        width=width,
        markup=False,
        emoji=False,
        highlight=False,
        soft_wrap=False,
        legacy_windows=False,
    )
    if os.environ.get("NO_COLOR") or not made.is_terminal or made.is_dumb_terminal:
        made = Console(
            file=out, width=made.width, color_system=None, markup=False, emoji=False, highlight=False,
            legacy_windows=False,
        )  # fmt: skip
    return made


def is_plain(screen: Console) -> bool:
    """True where styles are not shown, so that signs must say what they would have said."""
    return screen.color_system is None


def put(screen: Console, *parts: RenderableType) -> None:
    """Print parts one below the other."""
    screen.file.write(rendered(screen, *parts))


def rendered(screen: Console, *parts: RenderableType) -> str:
    """What `put` would print. In plain text no line ends in blanks."""
    with screen.capture() as held:
        screen.print(*parts, sep="\n")
    return _TRAILING.sub("", held.get()) if is_plain(screen) else held.get()


def plain(text: str, style: str = "", gap: str = "") -> Text:
    """Foreign words as one harmless line: no markup, no control characters, long words folded.

    gap: blanks of ours before them.
    """
    return Text(gap, overflow="fold").append(line(text), style)


def own(text: str, style: str = "") -> Text:
    """Words of ours: line ends and blanks stay. Harmless too, whatever a caller took for ours."""
    return Text(overflow="fold").append("\n".join(map(shown, text.split("\n"))), style)
