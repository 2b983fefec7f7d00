"""Claims, their chains and flags, as an extraction yields them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from verify.model.article import Metadata
from verify.model.terms import AttributionType, FlagCode, Mode, SourceKind, Status

Span = tuple[int, int]
Spans = tuple[Span, ...]
"""Code-point offsets into the article's text, end-exclusive, in text order."""


def words(text: str, spans: Iterable[Span]) -> str:
    """The spans' words joined by one space: what a claim's `text` is, always."""
    return " ".join(" ".join(text[s:e] for s, e in spans).split())


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a chain: one source, or several of a kind side by side.

    names: canonical and nominative, first the one shown; () for agentless hearsay.
    mention, cue: the words that name the source and that attribute; None where nothing in the text does
    (an unnamed agent; a hop taken over from context).
    inherited: taken over from context, not stated by this claim's own sentence.
    confidence: 0..1, how often hops found in this way are right. rule: id of the rule that found it.
    """

    kind: SourceKind
    names: tuple[str, ...] = ()
    mention: Spans | None = None
    cue: Spans | None = None
    inherited: bool = False
    confidence: float = 1.0
    rule: str = ""

    @property
    def name(self) -> str | None:
        return self.names[0] if self.names else None


Chain = tuple[Hop, ...]
"""From the source nearest to the publisher to the origin; () is the publisher's own voice."""


@dataclass(frozen=True, slots=True)
class Flag:
    """A warning by the machine. `params` fill the reason's template (model.flags.reason)."""

    code: FlagCode
    params: Mapping[str, str | int] = field(default_factory=dict)
    spans: Spans = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """A status the machine proposes to a person, and why."""

    status: Status
    reason: str


@dataclass(frozen=True, slots=True)
class Assumed:
    """That a statement goes back to somebody whom its own sentence does not name. why: a sentence. claim:
    number of the claim that names them ("3.2"); None where no claim of the article does.
    """

    why: str
    claim: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of an article, ready to be checked. `text` is words(article, spans)."""

    spans: Spans
    text: str
    sentence: Span
    mode: Mode
    chain: Chain = ()
    flags: tuple[Flag, ...] = ()
    confidence: float = 1.0
    proposal: Proposal | None = None

    @property
    def origin(self) -> Hop | None:
        """The last hop; None where the publisher itself is the origin."""
        return self.chain[-1] if self.chain else None


@dataclass(frozen=True, slots=True)
class Attribution:
    """A raw source/cue/content triple, before triples become chains."""

    source: Spans | None
    cue: Spans
    content: Spans
    type: AttributionType


@dataclass(frozen=True, slots=True)
class Account:
    """Where the claims come from if the engine asked a model: how many are its own, how many the rules'.

    model: its name. asked: pieces of the text that it was to read; answered: those with an answer that could
    be read; cached: those of them that were answered before.
    fell_back: why a claim is the rules', with counts that sum to `rules`. refused: what was wrong with claims
    of the model, with counts.
    """

    model: str
    asked: int
    answered: int
    cached: int
    claims: int
    rules: int
    fell_back: Mapping[str, int] = field(default_factory=dict)
    refused: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything the engine finds in one text: pure function of (text, given metadata, engine version).

    account: None where the engine asks nobody.
    """

    metadata: Metadata
    claims: tuple[Claim, ...]
    attributions: tuple[Attribution, ...]
    engine: str
    engine_version: str
    account: Account | None = None
