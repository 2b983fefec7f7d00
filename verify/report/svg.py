"""A screen as a picture: what the terminal would show, as SVG text that any browser draws."""

from __future__ import annotations

import io
import re

from rich.console import Console, RenderableType
from rich.terminal_theme import TerminalTheme

THEME = TerminalTheme(
    (250, 250, 247),
    (40, 42, 46),
    [(40, 42, 46), (208, 86, 47), (46, 148, 116), (201, 120, 10), (58, 135, 200), (150, 110, 170),
     (46, 148, 148), (138, 138, 138)],
)  # fmt: skip
"""Paper and ink; the colours themselves are `style`'s."""

# The picture must load nothing from elsewhere: whoever reads the page has a monospaced font.
_FACES = re.compile(r"@font-face\s*\{.*?\}\s*", re.DOTALL)
_FONT = re.compile(r"font-family: Fira Code, monospace")
_OURS = "font-family: ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace"


def picture(part: RenderableType, *, title: str, width: int = 92) -> str:
    """SVG of what `part` shows on a terminal of `width` columns. The title stands in the window's frame."""
    screen = Console(
        record=True,
        width=width,
        file=io.StringIO(),
        force_terminal=True,
        color_system="truecolor",
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
    )
    screen.print(part)
    return _FONT.sub(_OURS, _FACES.sub("", screen.export_svg(title=title, theme=THEME)))
