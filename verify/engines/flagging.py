"""Flags and proposals of merged claims: from the chain anew, from the words as the rules found them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from urllib.parse import urlsplit

from verify.engines.placing import Near, overlap, size
from verify.languages.register import Outlet, Register
from verify.model import Claim, Flag, FlagCode, Link, SourceKind
from verify.model.claim import Spans
from verify.model.flags import of_chain

_OF_WORDS = (FlagCode.HEDGED, FlagCode.DENIED, FlagCode.NO_COMMENT)
_NEARLY = 0.5


def flagged(
    claims: Sequence[Claim], rules: Near, links: Sequence[Link] | None, register: Register
) -> tuple[Claim, ...]:
    """The claims with flags, heaviest first, and the rules' proposals for the same words.

    rules: the rules' claims, which carry what the words show. links: None where the input could carry none.
    """
    numbers = {claim.spans: number for number, claim in enumerate(claims, start=1)}
    near, found = Near(claims), []
    for claim in claims:
        same = rules.at(claim.spans)
        firsts = (near.at(first.spans) for first in _repeated(claim, same, rules.claims))
        earlier = (numbers[c.spans] for c in chain.from_iterable(firsts) if c.spans < claim.spans)
        raised = [*of_chain(claim.chain), *_of_words(claim, same)]
        raised += [Flag(FlagCode.REPEATED, {"number": number}) for number in islice(earlier, 1)]
        if links is not None:
            raised += _unlinked(claim, links, register)
        nearly = next((r for r in same if _alike(claim.spans, r.spans) >= _NEARLY), None)
        flags = tuple(sorted(raised, key=lambda flag: -flag.code.weight))
        found.append(replace(claim, flags=flags, proposal=nearly.proposal if nearly else None))
    return tuple(found)


def _of_words(claim: Claim, same: Sequence[Claim]) -> Iterator[Flag]:
    """Doubt and denial stand in the sentence, often outside the claim's own words: «якобы»."""
    seen: list[Flag] = []
    for r in same:
        if _alike(claim.spans, r.spans) < _NEARLY and overlap(claim.spans, r.spans) * 2 < size(claim.spans):
            continue
        for flag in r.flags:
            if flag.code in _OF_WORDS and flag not in seen:
                seen.append(flag)
                yield flag


def _repeated(claim: Claim, same: Sequence[Claim], rules: Sequence[Claim]) -> Iterator[Claim]:
    """The rules' claims that the claim repeats. Their numbers count in the rules' list, not in the merged."""
    for r in same:
        if _alike(claim.spans, r.spans) >= _NEARLY:
            yield from (rules[int(f.params["number"]) - 1] for f in r.flags if f.code is FlagCode.REPEATED)


def _unlinked(claim: Claim, links: Sequence[Link], register: Register) -> Iterator[Flag]:
    for hop in claim.chain:
        for name in hop.names if hop.kind is SourceKind.OUTLET else ():
            if not _linked(name, claim, links, register):
                yield Flag(FlagCode.UNLINKED, {"name": name}, hop.mention or ())


def _linked(name: str, claim: Claim, links: Sequence[Link], register: Register) -> bool:
    """True where a link leads to the medium's home, or stands in the sentence and leads to no other's."""
    outlet = register.by_alias(name)
    for link in links:
        home = _home(link, register)
        if home is not None and outlet is not None and home.id == outlet.id:
            return True
        if home is None and claim.sentence[0] <= link.start < claim.sentence[1]:
            return True
    return False


def _home(link: Link, register: Register) -> Outlet | None:
    try:
        return register.by_domain(urlsplit(link.url).hostname or "")
    except ValueError:
        return None


def _alike(one: Spans, other: Spans) -> float:
    shared = overlap(one, other)
    return shared / (size(one) + size(other) - shared)
