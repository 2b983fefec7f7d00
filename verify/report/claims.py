"""Claims on the terminal: each in its own sentence, with its chain, its status and its flags."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from verify.model import Status
from verify.model.claim import Chain
from verify.report import style
from verify.report.screen import MEASURE, WIDE, is_plain, own, plain
from verify.report.sentence import in_sentence
from verify.report.views import ClaimView, kind_word
from verify.report.wording import say, why

_BESIDE = 46
"""The narrowest column in which a chain and its flags still read well beside the sentences."""


class Claims:
    """A renderable list of (article's text, claim). On a wide terminal chains stand beside the sentences.

    reasons: each flag with its reason in a sentence, instead of its code alone.
    """

    def __init__(self, rows: Iterable[tuple[str, ClaimView]], *, reasons: bool = False) -> None:
        self.rows = list(rows)
        self.reasons = reasons

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if not self.rows:
            return
        indent = max(len(claim.number) for _, claim in self.rows) + 2
        wide = options.max_width >= WIDE
        room = max(options.max_width - indent, 1)
        measure = min(MEASURE, room - _BESIDE - 2) if wide else min(MEASURE, room)
        grid = Table.grid(padding=(0, 2, 0, 0), expand=False)
        grid.add_column(width=indent - 2, justify="right", style=style.NUMBER, no_wrap=True)
        grid.add_column(width=measure)
        if wide:
            grid.add_column(width=room - measure - 2)
        for text, claim in self.rows:
            sentence = in_sentence(text, claim.claim, claim.chain, marked=is_plain(console))
            below = list(self._below(claim))
            if not self.reasons:
                below = _joined(below, room - measure - 2 if wide else measure)
            cells: list[RenderableType] = [sentence, Group(*below)] if wide else [Group(sentence, *below)]
            grid.add_row(own(claim.number), *(Padding(cell, (0, 0, 1, 0)) for cell in cells))
        yield grid

    def _below(self, view: ClaimView) -> Iterator[Text]:
        yield chain_line(view.chain, edited=view.edited)
        if view.status is not Status.UNVERIFIED:
            yield status_line(view.status)
        if view.assigned:
            yield own(say("assigned to") + " ", style.REST) + plain(view.assigned, style.NAMED)
        if view.gone:
            yield own(say("no longer in the article"), style.BAD)
        if view.claim.proposal and view.status is Status.UNVERIFIED:
            yield own(say("proposed: {status}", status=say(view.claim.proposal.status.value)), style.REST)
        if self.reasons:
            yield from flag_reasons(view)
        elif view.claim.flags:
            yield flag_codes(view)


def _joined(lines: list[Text], width: int) -> list[Text]:
    """The lines, two on one where both fit: most chains are short."""
    out = lines[:1]
    for line in lines[1:]:
        if out[-1].cell_len + 3 + line.cell_len <= width:
            out[-1] = out[-1] + own("   ") + line
        else:
            out.append(line)
    return out


def chain_line(chain: Chain, *, edited: bool = False) -> Text:
    """The chain from the publisher down: "← Reuters ← собеседники агентства (anonymous)"."""
    out = Text(overflow="fold")
    for hop in chain:
        out.append("← ", style.REST)
        out += plain(style.label(hop), style.of_kind(hop.kind))
        notes = [note for note in (kind_word(hop.kind), say("assumed") if hop.inherited else "") if note]
        out.append(f" ({', '.join(notes)}) " if notes else " ", style.REST)
    if not chain:
        out.append(say("own voice") + " ", style.OWN)
    if edited:
        out.append(say("corrected by hand"), style.GOOD)
    out.rstrip()
    return out


def status_line(status: Status) -> Text:
    sign, colour = style.STATUS[status]
    return own(f"{sign} {say(status.value)}", colour)


def flag_codes(view: ClaimView) -> Text:
    """The flags' codes, heaviest first, on one line."""
    out = own("▲ ", style.REST)
    flags = sorted({f.code for f in view.claim.flags}, key=lambda code: -code.weight)
    for at, code in enumerate(flags):
        out.append(" · " if at else "", style.REST)
        out.append(say(code.value), style.of_flag(code))
    return out


def flag_reasons(view: ClaimView) -> Iterator[Text]:
    """A line a flag, heaviest first: its code and its reason in one sentence."""
    for flag in sorted(view.claim.flags, key=lambda flag: -flag.code.weight):
        out = own("▲ ", style.of_flag(flag.code))
        out.append(f"{say(flag.code.value)}: ", style.of_flag(flag.code))
        yield out + plain(why(flag), style.REST)
