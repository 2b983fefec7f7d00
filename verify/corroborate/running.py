"""Whom an article goes on retelling where a sentence names nobody. No I/O.

What holds was counted on articles whose annotators said, of each claim in an article's own voice, which
outlet named nearby may well be its source (../shared/gold: 188 articles, 1035 such claims). Of the claims in
the next sentence behind one that an outlet alone tells, in its paragraph, 32 of 37 were (two behind, 13 of
17; three, 3 of 6); of those between two that one outlet tells, 28 of 31. People and bodies don't go on like
that (fewer than half are theirs), so that nothing is taken to be theirs.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from verify.corroborate.passages import Document
from verify.errors import Message
from verify.languages import pack
from verify.model import Assumed, Hop, SourceKind
from verify.model.claim import Chain, Span

_BEHIND = 1
"""Sentences behind one that an outlet tells, in its paragraph, that go on with it. Other annotators, who had
to name one source (../shared/corroboration), gave the second one to the article as often as to the outlet.
"""

_GOES_ON = frozenset({SourceKind.OUTLET, SourceKind.DOCUMENT})


@dataclass(frozen=True, slots=True)
class Told:
    """A claim that is told by somebody: the number of its sentence, its place, its chain, its own number."""

    sentence: int
    start: int
    chain: Chain
    number: str


def sentence_of(document: Document, start: int) -> int:
    """Number of the sentence that stands there."""
    return max(0, bisect_right(document.analysis.sentences, start, key=lambda span: span[0]) - 1)


def retold(place: Span, document: Document) -> tuple[Hop, Assumed] | None:
    """The outlet or document that a passage without a source of its own goes on with, and by what; None where
    it is the article's own.
    """
    here = sentence_of(document, place[0])
    if its_own(document, here):
        return None
    every = tuple(_told(document))
    before = max((t for t in every if t.sentence < here), key=lambda t: (t.sentence, t.start), default=None)
    if before is None:
        return None
    hop = before.chain[-1]
    near = here - before.sentence <= _BEHIND and "\n" not in document.text[before.start : place[0]]
    if near and hop.kind in _GOES_ON and hop.name:
        why = Message(
            "Its origin is assumed: the sentence before it, in {claim}, is from {name}.",
            name=hop.name,
            claim=before.number,
        )
        return hop, Assumed(why, before.number)
    behind = min((t for t in every if t.sentence > here), key=lambda t: (t.sentence, t.start), default=None)
    shared = _between(before.chain, behind.chain) if behind else None
    if behind is None or shared is None:
        return None
    why = Message(
        "Its origin is assumed: {claim} before it and {other} behind it are from {name}.",
        name=shared.name,
        claim=before.number,
        other=behind.number,
    )
    return shared, Assumed(why, before.number)


def its_own(document: Document, sentence: int) -> bool:
    """Begins with words by which a paper speaks for itself: «Напомним, …»."""
    start, end = document.analysis.sentences[sentence]
    words = document.text[start:end].casefold()
    known = pack(document.language or "en").data.get("phrases", {}).get("own_voice", ())
    return any(words.startswith(each) and not words[len(each) :][:1].isalnum() for each in known)


def _told(document: Document) -> Iterator[Told]:
    for said in document.claims:
        if said.claim.chain:
            start = said.claim.spans[0][0]
            yield Told(sentence_of(document, start), start, said.claim.chain, said.number)


def _between(before: Chain, behind: Chain) -> Hop | None:
    """The outlet in both chains, the last hop of one of them at least."""
    for hop in reversed(before):
        for other in behind:
            if SourceKind.OUTLET is hop.kind is other.kind and hop.name and hop.name == other.name:
                return hop if hop is before[-1] or other is behind[-1] else None
    return None
