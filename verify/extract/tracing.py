"""What fired in a text and what did not, cue by cue: the engine's own account, for `verify explain`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from verify.extract.engine import read
from verify.languages.register import Register, register
from verify.model import Metadata

if TYPE_CHECKING:
    from verify.extract.cues import Cue
    from verify.extract.frames import Candidate
    from verify.extract.reading import Reading
    from verify.extract.tokens import Sentence
    from verify.model.claim import Span, Spans


@dataclass(frozen=True, slots=True)
class Trace:
    """One cue of a sentence. `rule`: the frame it made, "" where it made none. `fired`: whether it holds.
    `why`: for what does not hold, the reason. Spans are code points of the text."""

    sentence: Span
    rule: str
    cue: Span
    sources: Spans
    content: Spans
    fired: bool
    why: str = ""


def trace(text: str, metadata: Metadata | None = None, *, outlets: Register | None = None) -> list[Trace]:
    """Every cue of the text in order, with what became of it. Reads the text as `extract` does."""
    reading, _ = read(text, metadata or Metadata(), outlets or register())
    found = [_candidate(reading, s, c, accepted) for s, c, accepted in reading.candidates]
    found.extend(_silent(reading, s, cue) for s, cue in reading.silent)
    return sorted(found, key=lambda t: t.cue)


def _span(reading: Reading, first: int, last: int) -> Span:
    tokens = reading.reader.tokens
    return tokens[first].start, tokens[last - 1].end


def _candidate(reading: Reading, s: Sentence, c: Candidate, accepted: bool) -> Trace:
    return Trace(
        _span(reading, s.first, s.last),
        c.rule,
        _span(reading, *c.cue),
        tuple(_span(reading, m.first, m.last) for m in (*c.medium, *c.sources, *c.beyond)),
        tuple(_span(reading, a, b) for a, b in c.content if b > a),
        accepted,
        "" if accepted else c.refused or "its sentence sums up what stands before it",
    )


def _silent(reading: Reading, s: Sentence, cue: Cue) -> Trace:
    if cue.negated:
        why = "it is negated"
    elif cue.name == "link":
        why = "it adds a source to the frame that it stands in, if there is one"
    else:
        why = "nobody who can speak, or nothing that is said, stands with it"
    return Trace(_span(reading, s.first, s.last), "", _span(reading, cue.first, cue.last), (), (), False, why)
