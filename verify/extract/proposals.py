"""Statements that nobody can check, and why: opinions, predictions, demands and wishes.

A proposal only: a person sets the status. Doubt means none, so an evaluative word counts inside quotation
marks only, and a future only where somebody believes or forecasts it: «дорогу закроют» is a plan.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from verify.extract.wording import listed, span
from verify.model import Mode, Proposal, Status

if TYPE_CHECKING:
    from verify.extract.reading import Reading
    from verify.extract.statements import Statement
    from verify.extract.wording import Owners, Range
    from verify.model import Claim

DEMAND = "A demand or advice, not a statement of fact: “{words}”."
WISH = "A wish or a call, not a statement of fact: “{words}”."
PREDICTION = "A prediction, which nobody can check yet: “{words}”."
DUTY = "It says what ought to be, not what is: “{words}”."
VIEW = "An opinion: “{words}”."
LONGEST_JUDGEMENT = 14
"""Words; a longer quotation with an evaluative word tells something besides (partly quoted: half)."""
_INSIDE = frozenset({"verb-clause", "verb-object", "verb-quote", "verb-colon", "verb-bare", "verb-around"})


@dataclass(frozen=True)
class Said:
    """A claim, the statement it was made of, and the article."""

    claim: Claim
    statement: Statement
    reading: Reading
    words: dict[str, list[Range]]

    @property
    def parts(self) -> list[tuple[int, int]]:
        return self.statement.parts

    def spoken(self, k: int) -> bool:
        """True where token k is somebody's own word."""
        return self.claim.mode is Mode.DIRECT or bool(
            self.claim.chain and self.reading.reader.tokens[k].level
        )

    def listed(self, name: str) -> Iterator[tuple[int, int]]:
        """Offsets of the claim's own spoken words of a class."""
        tokens, pack = self.reading.reader.tokens, self.reading.reader.pack
        for a, b in self.parts:
            at = bisect_left(self.words[name], (b, 0))  # the first behind the part; they do not overlap
            if at and self.words[name][at - 1][1] > a:
                yield from (span(tokens, r) for r in listed(tokens, a, b, pack, name) if self.spoken(r[0]))

    def matched(self, name: str) -> tuple[int, int] | None:
        """Offsets of the first match of the pack's patterns in the claim's words."""
        tokens, text = self.reading.reader.tokens, self.reading.text
        for part in self.parts:
            start, end = span(tokens, part)
            for p in self.reading.likely[name]:
                if m := p.search(text, start, end):
                    return m.span()
        return None

    def says(self, name: str) -> tuple[int, int] | None:
        """The same, of words that somebody spoke."""
        found = self.matched(name) if self.claim.mode in (Mode.DIRECT, Mode.MIXED) else None
        tokens = self.reading.reader.tokens
        at = (k for part in self.parts for k in range(*part) if found and tokens[k].end > found[0])
        return found if found and self.spoken(next(at)) else None

    def opens(self, name: str) -> tuple[int, int] | None:
        """Offsets of the pattern that a quotation opens with; «пусть» stands in front of the claim."""
        patterns = self.reading.likely[name]
        if not patterns:
            return None
        tokens = self.reading.reader.tokens
        first = self.statement.first
        while first > self.statement.sentence.first and tokens[first - 1].word is not None:
            first -= 1
        start, end = tokens[first].start, span(tokens, self.parts[0])[1]
        found = (p.match(self.reading.text, start, end) for p in patterns)
        hit = next((m.span() for m in found if m), None)
        return hit if self.spoken(first) else None

    @cached_property
    def figures(self) -> bool:
        """True where the claim holds a number: there is something to check."""
        return any(map(str.isdigit, self.claim.text))

    def cue(self, *names: str) -> tuple[int, int] | None:
        """Offsets of the innermost cue where its verb is of one of the classes."""
        held = [c for c in self.statement.by if c.rule in _INSIDE]
        w = self.reading.reader.tokens[held[-1].cue[0]].word if held else None
        return span(self.reading.reader.tokens, held[-1].cue) if w and w.classes & {*names} else None


NAMES = frozenset({"view", "judgement"})
"""Classes of words by which an opinion is told."""


def proposed(claims: list[Claim], reading: Reading, owners: Owners) -> list[Claim]:
    """The claims, those that nobody can check with a proposal. One claim a statement, in the same order.

    owners: with the words of `NAMES`.
    """
    said = (Said(c, s, reading, owners.words) for c, s in zip(claims, reading.statements, strict=True))
    return [replace(each.claim, proposal=p) if (p := _proposal(each)) else each.claim for each in said]


def _proposal(said: Said) -> Proposal | None:
    for template, rule in RULES:
        found = rule(said)
        if found is not None:
            words = " ".join(said.reading.text[slice(*found)].split())
            return Proposal(Status.NOT_CHECKABLE, template.format(words=words))
    return None


Rule = Callable[[Said], tuple[int, int] | None]
"""A rule gives the offsets of the words that decided, or None."""


def _demand(said: Said) -> tuple[int, int] | None:
    """«Потребовал освободить заложников», "urged residents to stay at home"."""
    return said.cue("demand_verb")


def _wish(said: Said) -> tuple[int, int] | None:
    """«Пусть ответят», "Let them come": a quotation that opens as a call."""
    return said.opens("wish")


def _prediction(said: Said) -> tuple[int, int] | None:
    """«Прогнозируют рост», "believes the party will lose", "I am sure that we will win"."""
    forecast = said.cue("forecast_verb")
    if forecast:
        return forecast
    believes = said.cue("verb_believe") or next(said.listed("view"), None)
    return said.matched("future") if believes and not said.figures else None


def _duty(said: Said) -> tuple[int, int] | None:
    """A quotation with "must": outside quotation marks that is often a rule which can be looked up."""
    found = said.says("duty")
    return found if found and not said.figures else None


def _view(said: Said) -> tuple[int, int] | None:
    """«Я считаю, что …», "in my view", in quotation marks."""
    found = next(said.listed("view"), None)
    return found if found and not said.figures else None


def _judgement(said: Said) -> tuple[int, int] | None:
    """«Это позор», "a terrible mistake": a short quotation with an evaluative word."""
    longest = LONGEST_JUDGEMENT if said.claim.mode is Mode.DIRECT else LONGEST_JUDGEMENT // 2
    found = next(said.listed("judgement"), None)
    return found if found and len(said.claim.text.split()) <= longest and not said.figures else None


RULES: tuple[tuple[str, Rule], ...] = (
    (DEMAND, _demand),
    (WISH, _wish),
    (PREDICTION, _prediction),
    (DUTY, _duty),
    (VIEW, _view),
    (VIEW, _judgement),
)
"""Templates of reasons and their rules; the first that holds decides."""
