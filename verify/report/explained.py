"""Why a claim has its chain: the rule and the words of each hop, and what became of every cue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.padding import Padding
from rich.text import Text

from verify.errors import Message
from verify.extract import Trace
from verify.model.claim import words
from verify.report import contract, style
from verify.report.claims import chain_line, flag_reasons
from verify.report.contract import pairs
from verify.report.detail import hop_line
from verify.report.screen import MEASURE, is_plain, own, plain
from verify.report.sentence import in_sentence
from verify.report.views import ClaimView, mode_word
from verify.report.wording import say


@dataclass(frozen=True, slots=True)
class Explanation:
    """Claims of a text, and what became of the cues in it, in text order. doubt: why the text is perhaps in
    no language of ours.
    """

    text: str
    claims: tuple[ClaimView, ...]
    traces: tuple[Trace, ...]
    doubt: Message | None = None

    def of(self, claim: ClaimView) -> list[Trace]:
        """The cues in the claim's sentence."""
        start, end = claim.claim.sentence
        return [t for t in self.traces if t.cue[0] < end and t.cue[1] > start]

    def elsewhere(self) -> list[Trace]:
        """Cues in sentences that hold no claim: those that only attribute, and questions."""
        inside = [trace for claim in self.claims for trace in self.of(claim)]
        return [trace for trace in self.traces if trace not in inside]

    def json(self) -> dict[str, Any]:
        """`claims` as everywhere, and `traces`: `fired` where the rule holds, else `why` not."""
        return {"claims": [contract.claim(c) for c in self.claims], "traces": [_json(t) for t in self.traces]}


def _json(trace: Trace) -> dict[str, Any]:
    return {
        "sentence": list(trace.sentence),
        "rule": trace.rule,
        "cue": list(trace.cue),
        "sources": pairs(trace.sources),
        "content": pairs(trace.content),
        "fired": trace.fired,
        "why": trace.why,
    }


class Explained:
    """A renderable of an explanation."""

    def __init__(self, found: Explanation) -> None:
        self.found = found

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for part in self._parts(is_plain(console)):
            yield Padding(part, (0, max(options.max_width - MEASURE, 0), 0, 0))

    def _parts(self, marked: bool) -> Iterator[RenderableType]:
        found = self.found
        if not found.claims:
            yield own(say("No claim: nothing here states anything."), style.REST)
        for claim in found.claims:
            yield from self._claim(claim, marked)
        elsewhere = found.elsewhere()
        if elsewhere:
            yield own(say("In sentences without a claim"), style.HEADING)
            yield from self._traces(elsewhere)

    def _claim(self, claim: ClaimView, marked: bool) -> Iterator[RenderableType]:
        yield in_sentence(self.found.text, claim.claim, claim.chain, marked=marked)
        sure = say("confidence {share}", share=f"{claim.claim.confidence:.2f}")
        facts = f"{mode_word(claim.claim.mode)}, {sure}: "
        yield own(facts, style.REST) + chain_line(claim.chain)
        for hop in claim.chain:
            yield Padding(hop_line(hop, self.found.text), (0, 0, 0, 2))
        yield from self._traces(self.found.of(claim))
        yield from flag_reasons(claim)
        yield own("")

    def _traces(self, traces: Iterable[Trace]) -> Iterator[RenderableType]:
        for trace in traces:
            yield Padding(_line(trace, self.found.text), (0, 0, 0, 2))


def _line(trace: Trace, text: str) -> Text:
    """A cue: ✓ with its rule, source and content where it fired, ✕ with the reason where it did not."""
    out = own("✓ ", style.GOOD) if trace.fired else own("✕ ", style.REST)
    out += plain(f"“{words(text, [trace.cue])}”", style.CUE)
    if trace.rule:
        out += plain(trace.rule, style.REST, gap="  ")
    for name, spans in ((say("source"), trace.sources), (say("says"), trace.content)):
        if spans and trace.fired:
            out += own(f"  {name} ", style.REST) + plain(f"“{words(text, spans)}”", style.CUE)
    if trace.why:
        out += plain(say(trace.why), style.REST, gap="  ")
    return out
