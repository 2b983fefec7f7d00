"""Who published the article, by its own words; and chains without it: the publisher is their root, never a
hop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verify.model import Hop, Metadata, SourceKind

if TYPE_CHECKING:
    from verify.extract.reading import Reading
    from verify.languages.register import Register


_VAGUE = (SourceKind.ANONYMOUS, SourceKind.COLLECTIVE)


def find_publisher(reading: Reading, known: Metadata) -> str | None:
    """The outlet that plainly speaks of itself: «сообщает X со ссылкой на Y» under a headline that credits Y.

    The headline names the source without X, so X can only be the site itself. A dateline or a copyright
    notice has been read before (layout).
    """
    if known.publisher:
        return _in_full(reading, known.publisher)
    own = _site_of_its_own(reading) or _translates(reading)
    if own:
        return own
    headline = next(
        (s for s in reading.statements if s.headline and s.chain and not s.chain[0].inherited), None
    )
    chain = reading.marker_chain
    if headline is None or len(chain) < 2 or chain[0].kind is not SourceKind.OUTLET:
        return None
    if headline.chain[0].kind in _VAGUE:
        return None  # «… — источник»: anybody's headline
    return chain[0].name if headline.chain[0].names == chain[1].names else None


def _in_full(reading: Reading, stated: str) -> str:
    """The known outlet whose name in the text begins with what was read of it («Як писала Европейська …»)."""
    tokens = reading.reader.tokens
    for k, (end, outlet, _) in reading.reader.outlets.items():
        name = reading.text[tokens[k].start : tokens[end - 1].end]
        if len(name) > len(stated) and name.startswith(stated + " "):
            return outlet.name_in(reading.discourse.language)
    return stated


def _site_of_its_own(reading: Reading) -> str | None:
    """«Как передает X со ссылкой на Y» among the first sentences, X a news site or agency at home in the
    article's language: it tells of its own borrowing from Y."""
    chain = reading.marker_chain
    if len(chain) < 2 or chain[0].kind is not SourceKind.OUTLET or chain[1].kind is not SourceKind.OUTLET:
        return None
    outlet = reading.reader.register.by_alias(chain[0].name or "")
    if outlet is None:
        return _small(reading, chain)
    if outlet.id in reading.reader.pack.data.get("wires", ()):
        return None
    home = reading.reader.pack.data.get("home_countries", ())
    if outlet.kind not in ("site", "agency") or outlet.country not in home or not _early(reading):
        return None
    return chain[0].name


def _translates(reading: Reading) -> str | None:
    """ "…, Politico reports, UNN writes" among the first sentences: a site of another language, of a country
    where outlets publish in the article's, too, tells of its own borrowing."""
    pack = reading.reader.pack
    for s in reading.statements[:4]:
        own = s.chain[:2]
        if pack.cased or len(own) < 2 or any(h.kind is not SourceKind.OUTLET or h.inherited for h in own):
            continue
        outlet = reading.reader.register.by_alias(own[0].name or "")
        if outlet is None or outlet.id in pack.data.get("wires", ()) or pack.code in outlet.languages:
            continue
        if outlet.kind in ("site", "agency") and outlet.country in pack.data.get("home_countries", ()):
            return own[0].name
    return None


def _small(reading: Reading, chain: tuple[Hop, ...]) -> str | None:
    """A site that the register does not know, citing one that it knows, among the first sentences."""
    known = reading.reader.register.by_alias(chain[1].name or "") is not None
    return chain[0].name if known and _early(reading) else None


def _early(reading: Reading) -> bool:
    return reading.layout.among_first(reading.marker_sentence, 4)


def without_publisher(chain: tuple[Hop, ...], about: Metadata, outlets: Register) -> tuple[Hop, ...]:
    """The chain less hops that name the publisher, under whatever alias."""
    if not about.publisher or not chain:
        return chain
    return tuple(h for h in chain if not _is_publisher(h, about.publisher, outlets))


def _is_publisher(hop: Hop, publisher: str, outlets: Register) -> bool:
    if hop.kind is not SourceKind.OUTLET or not hop.name:
        return False
    if hop.name.casefold() == publisher.casefold():
        return True
    own, named = outlets.by_alias(publisher), outlets.by_alias(hop.name)
    return own is not None and named is not None and own.id == named.id
