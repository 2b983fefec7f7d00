"""A walk towards the origin, hop by hop: on the terminal and in JSON."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from rich.text import Text

from verify.model import SourceKind, UpstreamResult
from verify.model.claim import Spans
from verify.report import style
from verify.report.screen import own, plain
from verify.report.wording import say, told

SAID = {
    UpstreamResult.SAYS_SO: ("✓ says so", style.GOOD),
    UpstreamResult.SOMETHING_ELSE: ("✕ says something else", style.BAD),
    UpstreamResult.NOT_FOUND: ("? not found", style.UNNAMED),
    UpstreamResult.NOT_REACHABLE: ("? not reachable", style.UNNAMED),
    UpstreamResult.NOBODY: ("– nobody to ask", style.UNNAMED),
}


@dataclass(frozen=True, slots=True)
class StepView:
    """What was found of one hop. via: `link` or `archive`; article: its number, where it is in this database.

    passage: its words upstream. clashing: (in the claim, upstream); places: of the claim's parts in its text.
    """

    kind: SourceKind
    names: tuple[str, ...]
    found: UpstreamResult
    via: str | None = None
    address: str | None = None
    article: int | None = None
    title: str | None = None
    passage: str | None = None
    clashing: tuple[tuple[str, str], ...] = ()
    places: Spans = ()
    problem: str | None = None

    def json(self) -> dict[str, Any]:
        return {
            "kind": self.kind.value,
            "names": list(self.names),
            "found": self.found.value,
            "via": self.via,
            "address": self.address,
            "article": self.article,
            "title": self.title,
            "passage": self.passage,
            "clashing": [list(pair) for pair in self.clashing],
            "places": [list(span) for span in self.places],
            "problem": self.problem,
        }


@dataclass(frozen=True, slots=True)
class TraceView:
    """A claim's chain, walked. mismatch: what changed on the way, where the flag was raised."""

    number: str
    id: str
    text: str
    steps: tuple[StepView, ...]
    mismatch: str | None

    def with_mismatch(self, what: str | None) -> TraceView:
        return replace(self, mismatch=what)

    def json(self) -> dict[str, Any]:
        steps = [step.json() for step in self.steps]
        said = {"claim": self.number, "id": self.id, "text": self.text}
        return {**said, "steps": steps, "mismatch": self.mismatch}


def traced(view: TraceView) -> Text:
    """The walk as it is read aloud: the claim, then each source and what it says."""
    out = own(f"{view.number}  ", style.NUMBER) + plain(view.text)
    for step in view.steps:
        words, colour = SAID[step.found]
        sign, _, said = words.partition(" ")
        who = ", ".join(step.names) or say(step.kind.value)
        out += own("\n  ← ", style.REST) + plain(who, style.of_kind(step.kind))
        out += own(f"  {sign} {say(said)}", colour)
        for here, there in step.clashing:
            out += (
                own("\n      “")
                + plain(there, style.BAD)
                + own("”, " + say("not") + " “")
                + plain(here)
                + own("”")
            )
        if step.passage:
            out += own("\n      “", style.REST) + plain(step.passage, style.REST) + own("”", style.REST)
        if step.address:
            where = say("article {n}", n=step.article) + "  " if step.article else ""
            out += own(f"\n      {where}", style.REST) + plain(step.address, style.REST)
        if step.problem:
            out += own("\n      ") + plain(told(step.problem), style.REST)
    if view.mismatch:
        out += own(f"\n  ▲ {say('mismatch')}: ", style.BAD) + plain(told(view.mismatch))
    return out
