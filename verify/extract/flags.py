"""Flags: what makes an assertion unverified, as far as one article shows it.

What follows from the chain alone is said in model.flags; here is what the words, the links and the other
claims of the article show. `mismatch`, `circular`, `changed` and `single-origin` need more than one article.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from verify.extract.hedges import HEDGES, hedged
from verify.extract.refusals import VERBS, refused
from verify.extract.repeats import repeated
from verify.extract.unlinked import unlinked
from verify.extract.wording import Owners
from verify.model import Flag
from verify.model.flags import of_chain

if TYPE_CHECKING:
    from verify.extract.reading import Reading
    from verify.model import Claim, Link


NAMES = frozenset((*HEDGES, *VERBS))
"""Classes of words that raise flags."""


def flagged(
    claims: list[Claim], reading: Reading, owners: Owners, links: Sequence[Link] | None
) -> list[Claim]:
    """The claims with their flags, heaviest first.

    claims: one for each statement of the reading, in its order. owners: with the words of `NAMES`. links: the
    page's hyperlinks; None where the input could carry none, so that no citation is `unlinked`.
    """
    raised = [list(of_chain(claim.chain)) for claim in claims]
    for place, flag in _by_text(claims, reading, owners, links):
        raised[place].append(flag)
    return [replace(c, flags=_ordered(f)) if f else c for c, f in zip(claims, raised, strict=True)]


def _by_text(
    claims: Sequence[Claim], reading: Reading, owners: Owners, links: Sequence[Link] | None
) -> Iterator[tuple[int, Flag]]:
    yield from hedged(reading, owners)
    yield from refused(reading, owners)
    yield from repeated(reading)
    if links is not None:
        yield from unlinked(claims, reading, links)


def _ordered(flags: Iterable[Flag]) -> tuple[Flag, ...]:
    """By weight; one that is raised twice for the same thing stands once, with the spans of both."""
    found: list[Flag] = []
    for flag in sorted(flags, key=lambda f: -f.code.weight):
        same = next((k for k, f in enumerate(found) if (f.code, f.params) == (flag.code, flag.params)), None)
        if same is None:
            found.append(flag)
        else:
            found[same] = replace(flag, spans=tuple(sorted({*found[same].spans, *flag.spans})))
    return tuple(found)
