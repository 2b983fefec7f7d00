"""Media that an article cites without a link by which a reader could go and look."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from verify.model import Flag, FlagCode, SourceKind

if TYPE_CHECKING:
    from verify.extract.reading import Reading
    from verify.languages.register import Outlet, Register
    from verify.model import Claim, Link


def unlinked(claims: Sequence[Claim], reading: Reading, links: Sequence[Link]) -> Iterator[tuple[int, Flag]]:
    """(place of a claim, flag) for every named medium of its chain that no link leads to.

    A link leads to a medium if its host is the medium's own, or if it stands in a sentence that mentions the
    medium and its host is not known as another medium's home.
    """
    linked: dict[str, bool] = {}
    for n, claim in enumerate(claims):
        for hop in claim.chain:
            for name in hop.names if hop.kind is SourceKind.OUTLET else ():
                if name not in linked:
                    linked[name] = _linked(name, claims, reading, links)
                if not linked[name]:
                    yield n, Flag(FlagCode.UNLINKED, {"name": name}, hop.mention or ())


def _linked(name: str, claims: Sequence[Claim], reading: Reading, links: Sequence[Link]) -> bool:
    register = reading.reader.register
    outlet = register.by_alias(name)
    homes = [_home(link, register) for link in links]
    if outlet is not None and any(home is not None and home.id == outlet.id for home in homes):
        return True
    # an outlet that the register does not know may well be at home at an address that it does not know
    strange = [link for link, home in zip(links, homes, strict=True) if home is None and _host(link)]
    mentioned = _sentences(reading, _places(name, outlet, claims, reading))
    return not mentioned.isdisjoint(_sentences(reading, [p for k in strange for p in (k.start, k.end - 1)]))


def _host(link: Link) -> str:
    """The link's host; "" for an address without one, or that cannot be read (pages hold anything)."""
    try:
        return urlsplit(link.url).hostname or ""
    except ValueError:
        return ""


def _home(link: Link, register: Register) -> Outlet | None:
    return register.by_domain(_host(link))


def _sentences(reading: Reading, places: Iterable[int]) -> set[int]:
    """Numbers of the sentences at these offsets."""
    starts = [reading.reader.tokens[s.first].start for s in reading.sentences]
    return {bisect_right(starts, place) - 1 for place in places}


def _places(name: str, outlet: Outlet | None, claims: Sequence[Claim], reading: Reading) -> list[int]:
    """Offsets where the medium is mentioned: by a hop of any chain, or by any of its names in the text."""
    tokens = reading.reader.tokens
    hops = (hop for claim in claims for hop in claim.chain if name in hop.names)
    found = [start for hop in hops for start, _ in hop.mention or ()]
    if outlet is not None:
        known = reading.reader.outlets.items()
        found += [tokens[k].start for k, (_, other, _) in known if other.id == outlet.id]
    return found
