"""What is promised of every extraction, whatever the text: asserted by tests and by benchmarks.million."""

from __future__ import annotations

import pickle
from collections.abc import Iterable

from verify.extract import extract
from verify.languages import codes
from verify.model import Claim, Extraction, Hop, Metadata, Mode, SourceKind, words


def check(text: str, metadata: Metadata | None = None) -> Extraction:
    """Extract, and assert everything that is promised of any result."""
    found = extract(text, metadata)
    for claim in found.claims:
        check_claim(text, claim)
    for a in found.attributions:
        within(text, a.cue)
        within(text, a.content)
        within(text, a.source or ())
        assert a.cue
        assert a.content
    starts = [c.spans[0][0] for c in body(found)]
    assert starts == sorted(starts), "claims stand in the order of the text"
    assert found.metadata.language in codes()
    assert found.claims == extract(text, metadata).claims, "the same text gives the same claims"
    assert pickle.loads(pickle.dumps(found)) == found
    return found


def body(found: Extraction) -> tuple[Claim, ...]:
    """The claims behind the headline's, which may stand first though a line or two precede it."""
    cut = 0
    while cut + 1 < len(found.claims) and found.claims[cut + 1].spans[0] < found.claims[cut].spans[0]:
        cut += 1
    return found.claims[cut + 1 :] if cut else found.claims


def check_claim(text: str, claim: Claim) -> None:
    assert claim.spans
    within(text, claim.spans)
    within(text, [claim.sentence])
    assert all(a[1] <= b[0] for a, b in zip(claim.spans, claim.spans[1:], strict=False)), "sorted, apart"
    assert claim.text == words(text, claim.spans)
    assert claim.text
    first = claim.spans[0]
    assert claim.sentence[0] <= first[0] < first[1] <= claim.sentence[1], "the sentence holds the first span"
    assert isinstance(claim.mode, Mode)
    assert (claim.mode is Mode.NONE) == (not claim.chain), "a mode tells how an attributed claim is given"
    assert 0 <= claim.confidence <= 1
    for hop in claim.chain:
        check_hop(text, hop)
    for flag in claim.flags:
        within(text, flag.spans)
    weights = [flag.code.weight for flag in claim.flags]
    assert weights == sorted(weights, reverse=True), "the heaviest flag first"


def check_hop(text: str, hop: Hop) -> None:
    assert isinstance(hop.kind, SourceKind)
    assert all(name.strip() for name in hop.names), hop
    nameless = hop.kind in (SourceKind.COLLECTIVE, SourceKind.OUTLET, SourceKind.PERSON)
    assert hop.names or nameless, "hearsay, a medium whose name got lost, a pronoun for nobody named"
    within(text, hop.mention or ())
    within(text, hop.cue or ())
    assert 0 <= hop.confidence <= 1
    assert hop.rule or hop.inherited, hop


def within(text: str, spans: Iterable[tuple[int, int]]) -> None:
    for start, end in spans:
        assert 0 <= start < end <= len(text), (start, end, len(text))
