"""The passages of an article that can bear on a claim: its claims, and sentences that are none. No I/O."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from verify.corroborate.analysis import Analysis, Term, inside
from verify.model import Claim
from verify.model.claim import Chain, Span, Spans


@dataclass(frozen=True, slots=True)
class Said:
    """A claim of an article: its number as people type it, its stable id, and the claim."""

    number: str
    uid: str
    claim: Claim


@dataclass(frozen=True, slots=True)
class Document:
    """An article as it is compared: text, analysis, claims. given: the path or address that it was checked
    by, as it was typed.
    """

    number: int
    address: str
    given: str
    title: str | None
    publisher: str | None
    published: date | None
    language: str | None
    text: str
    version: int
    analysis: Analysis
    claims: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A statement of an article. said: the claim that it is; None for a sentence that the extraction made no
    claim of. own: what it says. around: what its sentence, the one before and the title say besides; a
    pronoun's name stands there. parts: all claims of a sentence. chain: by whom the article has it.
    clause: where the first clause of a claim ends.
    """

    spans: Spans
    own: Analysis
    around: Analysis
    said: Said | None
    parts: tuple[Said, ...] = ()
    chain: Chain = ()
    clause: int = sys.maxsize


def passages(document: Document) -> tuple[Passage, ...]:
    """All of an article's passages, in text order."""
    return tuple(sorted(_passages(document), key=lambda p: p.spans))


def _passages(document: Document) -> Iterator[Passage]:
    """Claims, and the sentences: a whole one can say what a claim in it leaves out."""
    sentences = document.analysis.sentences
    parts: dict[Span, list[Said]] = {}
    for said in document.claims:
        spans = said.claim.spans
        at = [i for i, s in enumerate(sentences) if _touches(s, spans)]
        for i in at:
            parts.setdefault(sentences[i], []).append(said)
        own, around = document.analysis.within(spans), _around(document, at, spans)
        clause = _clause(document.text, spans[0][0], own.terms)
        yield Passage(spans, own, around, said, chain=told(said.claim), clause=clause)
    for i, sentence in enumerate(sentences):
        own = document.analysis.within((sentence,))
        if own.terms:
            held = tuple(parts.get(sentence, ()))
            first = held[0] if held else None
            chain = first.claim.chain if first else ()
            yield Passage((sentence,), own, _around(document, [i], (sentence,)), first, held, chain)


def _clause(text: str, start: int, terms: Sequence[Term]) -> int:
    """Where the clause of the first verb ends: at the comma behind which the next verb comes. A claim that
    begins with a clause before its main one («о том, кто …, объявят») is taken as a whole.
    """
    verbs = [term for term in terms if term.verb]
    if len(verbs) < 2 or "," in text[start : verbs[0].start]:
        return sys.maxsize
    for after in verbs[1:]:
        comma = text.rfind(",", verbs[0].end, after.start)
        if comma >= 0:
            return comma
    return sys.maxsize


def told(claim: Claim) -> Chain:
    """By whom the article has a claim: whoever it is about is no source of it. «Профсоюз требует повышения
    зарплаты», where all of that is the claim, is told by who reports the demand.
    """
    chain = claim.chain
    while chain and chain[-1].mention and all(_within(span, claim.spans) for span in chain[-1].mention):
        chain = chain[:-1]
    return chain


def narrowed(passage: Passage, found: Iterable[Span]) -> Passage:
    """A sentence with the claim in it that most of what was found stands in. Where most stands in none
    («адвокат, вылетевший в Рим, сообщил, что …»), or the words that attribute are themselves among it,
    whoever reports the statement says so, not its source.
    """
    places = tuple(place for place in found if _within(place, passage.spans))
    if not passage.parts or not places:
        return passage
    held = [(sum(_within(place, said.claim.spans) for place in places), said) for said in passage.parts]
    most, said = max(held, key=lambda each: each[0])
    last = said.claim.chain[-1] if said.claim.chain else None
    reported = last is not None and any(_within(place, last.cue or ()) for place in places)
    if 2 * most < len(places) or reported:
        return replace(passage, said=None, chain=said.claim.chain[:-1])
    return replace(passage, said=said, chain=told(said.claim))


def _within(place: Span, spans: Spans) -> bool:
    return any(start <= place[0] and place[1] <= end for start, end in spans)


def _touches(sentence: Span, spans: Spans) -> bool:
    return any(start < sentence[1] and sentence[0] < end for start, end in spans)


def _around(document: Document, at: Sequence[int], spans: Spans) -> Analysis:
    """The passage's sentences, the one before them, and the first one, less the passage's own words."""
    sentences = document.analysis.sentences
    if not at:
        return document.analysis.within(sentences[:1])
    wanted = {0, max(0, at[0] - 1), *at}
    if spans == tuple(sentences[i] for i in at):
        return document.analysis.within(tuple(sentences[i] for i in sorted(wanted.difference(at))))
    whole = document.analysis.within(tuple(sentences[i] for i in sorted(wanted)))
    return Analysis(
        whole.sentences,
        tuple(t for t in whole.terms if not inside(t, spans)),
        tuple(n for n in whole.numbers if not inside(n, spans)),
        tuple(d for d in whole.dates if not inside(d, spans)),
    )
