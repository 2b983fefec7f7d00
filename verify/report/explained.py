"""Why a claim has its chain: the rule and the words of each hop, and the raw triples of its sentence."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.padding import Padding
from rich.text import Text

from verify.model import Attribution
from verify.model.claim import words
from verify.report import contract, style
from verify.report.claims import chain_line, flag_reasons
from verify.report.detail import hop_line
from verify.report.screen import MEASURE, is_plain, own, plain
from verify.report.sentence import in_sentence
from verify.report.views import ArticleView, ClaimView


def triples(view: ArticleView, claim: ClaimView) -> list[Attribution]:
    """The triples whose cue stands in the claim's sentence."""
    start, end = claim.claim.sentence
    return [t for t in view.attributions if any(s < end and e > start for s, e in t.cue)]


def json(view: ArticleView, numbers: Collection[str]) -> list[dict[str, Any]]:
    """The claims asked about, each with the triples of its sentence."""
    return [
        {**contract.claim(c), "attributions": [contract.attribution(t) for t in triples(view, c)]}
        for c in view.claims
        if c.number in numbers
    ]


class Explained:
    """A renderable of the claims with these numbers."""

    def __init__(self, view: ArticleView, numbers: Collection[str]) -> None:
        self.view, self.numbers = view, numbers

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if not self.numbers:
            yield own("No claim: nothing here states anything.", style.REST)
        for claim in self.view.claims:
            if claim.number in self.numbers:
                for part in self._parts(claim, is_plain(console)):
                    yield Padding(part, (0, max(options.max_width - MEASURE, 0), 0, 0))

    def _parts(self, claim: ClaimView, marked: bool) -> Iterator[RenderableType]:
        text = self.view.text
        yield in_sentence(text, claim.claim, claim.chain, marked=marked)
        facts = f"{claim.claim.mode.value}, confidence {claim.claim.confidence:.2f}: "
        yield own(facts, style.REST) + chain_line(claim.chain)
        for hop in claim.chain:
            yield Padding(hop_line(hop, text), (0, 0, 0, 2))
        for triple in triples(self.view, claim):
            yield Padding(_triple(triple, text), (0, 0, 0, 2))
        yield from flag_reasons(claim)
        yield own("")


def _triple(triple: Attribution, text: str) -> Text:
    out = own(f"· {triple.type.value}  ", style.REST)
    for name, spans in (("source", triple.source), ("cue", triple.cue), ("content", triple.content)):
        if spans:
            out += own(f"{name} ", style.REST) + plain(words(text, spans), style.CUE) + own("  ")
    out.rstrip()
    return out
