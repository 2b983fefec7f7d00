"""The tree "who says what" on the terminal: label, count, what to know of it, and a square for each claim."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size
from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from verify.report import style
from verify.report.screen import own, plain
from verify.report.tree import Voice
from verify.report.views import kind_word
from verify.report.wording import say

_NARROWEST = 12
_COUNT = 4
_BAR = 24


@dataclass(frozen=True, slots=True)
class _Row:
    lead: str  # guides before the label's first line
    follow: str  # guides before its other lines
    label: Text
    count: int
    note: str
    colour: str


@dataclass(frozen=True, slots=True)
class Who:
    """A renderable. `publisher` names the root; its own claims are those that nobody else is named for."""

    root: Voice
    publisher: str

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = options.max_width
        rows = [
            _Row(
                "",
                "",
                plain(self.publisher, style.TITLE),
                len(self.root.claims),
                say("in its own voice"),
                style.OWN,
            ),
            *_rows(self.root, "", width // 3),
        ]
        note = max(cell_len(row.note) for row in rows) + 1
        label = _label_width(rows, width, note)
        biggest = max(row.count for row in rows)
        bar = min(_BAR, width - label - 2 - _COUNT - 2 - note)
        for row in rows:
            yield from _lines(row, console, (label, note), (bar, biggest))


def _rows(voice: Voice, guides: str, limit: int) -> Iterator[_Row]:
    """The rows below a voice. Deep trees keep the guides to a third of the width: the outer ones are cut."""
    below = voice.ordered()
    for child in below:
        assert child.hop is not None
        last = child is below[-1]
        lead, follow = guides + ("└─ " if last else "├─ "), guides + ("   " if last else "│  ")
        colour = style.of_kind(child.hop.kind)
        label = plain(style.label(child.hop), colour)
        yield _Row(
            _cut(lead, limit),
            _cut(follow, limit),
            label,
            len(child.claims),
            kind_word(child.hop.kind),
            colour,
        )
        yield from _rows(child, follow, limit)


def _cut(guides: str, limit: int) -> str:
    return guides if len(guides) <= limit else "… " + guides[-limit + 2 :]


def _label_width(rows: list[_Row], width: int, note: int) -> int:
    """As wide as the longest label, and no wider than leaves the count, the note and a bar their place."""
    longest = max(len(row.lead) + row.label.cell_len for row in rows)
    room = min(width - _COUNT - note - 4, max(width // 2, 36))
    return max(min(longest, room), _NARROWEST + max(len(row.lead) for row in rows))


def _lines(row: _Row, console: Console, widths: tuple[int, int], scale: tuple[int, int]) -> Iterator[Text]:
    """The first line carries the count; a long label goes on below it, under its own guides."""
    width, note = widths
    words = row.label.wrap(console, max(width - len(row.lead), 1), overflow="fold")
    for at, piece in enumerate(words):
        guides = row.lead if at == 0 else row.follow
        out = own(guides, style.REST) + piece
        if at == 0:
            out.append(" " * (width - out.cell_len + 2))
            out.append(f"{row.count or '·':>{_COUNT}}", style.WORDS if row.count else style.REST)
            out.append(f"  {set_cell_size(row.note, note)}", style.REST)
            out.append(_squares(row.count, *scale), row.colour)
        out.rstrip()
        yield out


def _squares(count: int, room: int, biggest: int) -> str:
    """One square a claim while all fit; else in proportion, and never none where there is a claim."""
    if room < 3 or not count:
        return ""
    return "■" * (count if biggest <= room else max(1, round(count * room / biggest)))
