"""One claim weighed: who else says it or says otherwise, and how many voices that makes. No I/O."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from verify.corroborate.copies import one_text, sameness, shared_runs, text_runs
from verify.corroborate.judging import Judgement, judge, overlapping
from verify.corroborate.origins import OWN, Origin, cited, origins, own_voice
from verify.corroborate.passages import Document, Passage, Said, passages
from verify.corroborate.voices import Support, Voices, voices
from verify.corroborate.weights import Weights, count_terms, together
from verify.errors import Message
from verify.languages.register import Register
from verify.model import Assumed, SourceKind, Stance

ENGINE = "corroborate 5"
"""What proposes links; grows with what changes them."""

COPY = 0.8
"""Sameness from which a passage is nearly word for word another."""


@dataclass(frozen=True)
class Known:
    """What is known of sources: the register, and who owns which outlet."""

    register: Register
    owners: Mapping[str, str]


@dataclass(frozen=True)
class Read:
    """A document with its passages; made once, since every claim asks for them."""

    document: Document

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        return passages(self.document)

    @cached_property
    def counts(self) -> Weights:
        return count_terms(self.passages)

    @cached_property
    def runs(self) -> frozenset[tuple[str, ...]]:
        return text_runs(self.document.analysis)


@dataclass(frozen=True, slots=True)
class Link:
    """Another article that bears on the claim. voice: None for a refuting one. copied: nearly word for word
    a passage of another of these articles.
    """

    document: Document
    judgement: Judgement
    origin: Origin
    copied: bool
    voice: int | None


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the other articles come to. own: whom the claim's sentence goes back to. heard: article -> whom it
    has it from. voices: over article numbers, the claim's own included.
    """

    document: Document
    said: Said
    own: Origin
    heard: Mapping[Hashable, Origin]
    links: tuple[Link, ...]
    voices: Voices
    publishers: tuple[Origin, ...] = ()

    @property
    def independent(self) -> int:
        return self.voices.independent

    @property
    def circles(self) -> tuple[tuple[str, ...], ...]:
        """Names of the publishers that cite each other."""
        names = {o.outlet: o.name or o.outlet for o in self.publishers if o.outlet}
        return tuple(tuple(names.get(outlet, outlet) for outlet in pair) for pair in self.voices.circles)

    @property
    def unproven(self) -> int:
        return self.voices.unproven


def weigh(
    said: Said,
    mine: Read,
    others: Sequence[Read],
    known: Known,
    stances: Mapping[int, Stance | None] | None = None,
) -> Weighed:
    """Align the claim with each of the other articles and part those that support it into voices.

    stances: what people decided, by article number: a stance, or None for a rejected link.
    """
    decided = stances or {}
    claim = next(p for p in mine.passages if p.said is said and p.spans == said.claim.spans)
    weights = together(each.counts for each in (mine, *others))
    judged: dict[int, tuple[Read, Judgement]] = {}
    for other in others:
        number = other.document.number
        if number == mine.document.number or (number in decided and decided[number] is None):
            continue
        found = judge(claim, other.passages, weights)
        if found is not None:
            stance = decided.get(number) or found.stance
            judged[number] = (other, found if found.stance is stance else replace(found, stance=stance))
    return _parted(said, mine, claim, judged, weights, known)


def _parted(
    said: Said,
    mine: Read,
    claim: Passage,
    judged: Mapping[int, tuple[Read, Judgement]],
    weights: Weights,
    known: Known,
) -> Weighed:
    number = mine.document.number
    itself = judge(claim, mine.passages, weights)
    spoken = {number: Spoken(mine, claim, *_others(claim, itself))} | {
        n: Spoken(read, f.passage, f.again, f.telling) for n, (read, f) in judged.items()
    }
    supporting = [number, *(n for n, (_, f) in judged.items() if f.stance is Stance.SUPPORTS)]
    heard = {n: _heard(each, known.register) for n, each in spoken.items()}
    same = _Copies(spoken, frozenset(n for n in heard if heard[n][0].named), weights)
    parted = voices(
        [_support(n, spoken[n], heard[n], known.register) for n in supporting], same.likeness, known.owners
    )
    links = tuple(
        Link(
            read.document,
            found,
            heard[n][0],
            same.copied(n),
            parted.of(n) if n in supporting else None,
        )
        for n, (read, found) in judged.items()
    )
    publishers = tuple(own_voice(each.read.document, known.register) for each in spoken.values())
    own = origins(claim, mine.document, known.register)[0]
    first: dict[Hashable, Origin] = {n: each[0] for n, each in heard.items()}
    return Weighed(mine.document, said, own, first, links, parted, publishers)


def _others(claim: Passage, found: Judgement | None) -> tuple[tuple[Passage, ...], tuple[Passage, ...]]:
    """Where the claim's own article says it again, and tells so in other words of its own."""
    if found is None or found.stance is not Stance.SUPPORTS:
        return (), ()
    again, telling = (
        tuple(p for p in every if not overlapping(p.spans, claim.spans))
        for every in ((found.passage, *found.again), (found.passage, *found.telling))
    )
    return again, telling


def _heard(spoken: Spoken, register: Register) -> tuple[Origin, ...]:
    """Whom the article has it from: by this passage, else by one that says it again and names somebody."""
    document = spoken.read.document
    mine = origins(spoken.passage, document, register)
    if mine[0].kind != OWN:
        return mine
    for passage in spoken.telling:
        if passage.said and passage.said.claim.spans == passage.spans:
            found = origins(passage, document, register)
            if found[0].named:
                return tuple(_told_again(origin, passage.said) for origin in found)
    return mine


def _told_again(origin: Origin, said: Said) -> Origin:
    why = Message(
        "Its origin is assumed: the article says it again in {claim}, from {name}.",
        name=origin.name,
        claim=said.number,
    )
    return replace(origin, assumed=origin.assumed or Assumed(why, said.number))


def _support(number: int, spoken: Spoken, heard: tuple[Origin, ...], register: Register) -> Support:
    document = spoken.read.document
    day = document.published.toordinal() if document.published else 10**7
    publisher = own_voice(document, register).outlet
    return Support(number, heard, (day, number), publisher, cited(spoken.passage.chain, register))


@dataclass(frozen=True, slots=True)
class Spoken:
    """What an article says of the claim: the passage, and others; see judging.Judgement."""

    read: Read
    passage: Passage
    again: tuple[Passage, ...] = ()
    telling: tuple[Passage, ...] = ()


class _Copies:
    """Which of these passages and texts are the same words. named: those that name whom they have it from."""

    def __init__(self, spoken: Mapping[int, Spoken], named: frozenset[int], weights: Weights) -> None:
        self._spoken, self._named, self._weights = spoken, named, weights
        self._same: dict[tuple[int, int], float] = {}
        self._odds: dict[tuple[int, int], tuple[float, str]] = {}

    def sameness(self, one: int, other: int) -> float:
        key = (min(one, other), max(one, other))
        if key not in self._same:
            a, b = self._spoken[key[0]].passage, self._spoken[key[1]].passage
            self._same[key] = sameness(a.own, b.own, self._weights)
        return self._same[key]

    def _once(self, one: Spoken, other: Spoken) -> float:
        """How far the passage of one has the words of any that says it again in the other."""
        every = (sameness(one.passage.own, p.own, self._weights) for p in other.again)
        return max(every, default=0.0)

    def copied(self, number: int) -> bool:
        """Nearly word for word another of the passages."""
        return any(self.sameness(number, other) >= COPY for other in self._spoken if other != number)

    def likeness(self, one: Hashable, other: Hashable) -> tuple[float, str]:
        """See voices.Likeness."""
        assert isinstance(one, int)
        assert isinstance(other, int)
        key = (min(one, other), max(one, other))
        if key not in self._odds:
            a, b = self._spoken[key[0]], self._spoken[key[1]]
            length = min(len(a.passage.own.terms), len(b.passage.own.terms))
            share = shared_runs(a.read.runs, b.read.runs)
            same = self.sameness(*key)
            if not self._named.issuperset(key):
                same = max(same, self._once(a, b), self._once(b, a))
            odds = one_text(same, length, share)
            self._odds[key] = (
                odds,
                Message("most of the text is the same" if share >= 0.5 else "the same words"),
            )
        return self._odds[key]


def named_kind(origin: Origin) -> SourceKind | None:
    """The origin's kind as a source's; None for own voice."""
    return None if origin.kind == OWN else SourceKind(origin.kind)
