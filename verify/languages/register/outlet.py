"""What the register holds: outlets and who owns them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

KINDS = frozenset({"agency", "newspaper", "magazine", "tv", "radio", "site", "channel", "platform"})


@dataclass(frozen=True, slots=True)
class Owner:
    """A group or parent that owns outlets. country: ISO 3166-1 alpha-2, "" where unknown."""

    id: str
    name: str
    country: str = ""


@dataclass(frozen=True, slots=True)
class Outlet:
    """One medium: facts only.

    name: the canonical name; names: canonical names that differ, by language code ("ru", "uk", "en").
    aliases: other names in any script, nominative. ambiguous: those of its names which are also ordinary
    words or other entities, and so count only between quotation marks or after a generic noun («газета …»).
    domains: home hosts without "www."; a subdomain belongs to its parent's outlet.
    owner: an Owner's id, "" where unknown. country: ISO 3166-1 alpha-2. kind: one of KINDS.
    """

    id: str
    name: str
    names: Mapping[str, str] = field(default_factory=dict, hash=False)
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    owner: str = ""
    country: str = ""
    kind: str = "site"
    languages: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()

    def name_in(self, language: str | None) -> str:
        """The canonical name, nominative, as articles of that language write it."""
        return self.names.get(language, self.name) if language else self.name

    @property
    def all_names(self) -> tuple[str, ...]:
        """Canonical names first, then aliases and what is only listed as ambiguous, each once."""
        return tuple(dict.fromkeys((self.name, *self.names.values(), *self.aliases, *self.ambiguous)))

    def completed(self, other: Outlet) -> Outlet:
        """Self with other's names, aliases and domains joined in; other's single facts win where stated."""
        return replace(
            self,
            name=other.name or self.name,
            names={**self.names, **other.names},
            aliases=tuple(dict.fromkeys((*self.aliases, *other.aliases))),
            domains=tuple(dict.fromkeys((*self.domains, *other.domains))),
            ambiguous=tuple(dict.fromkeys((*self.ambiguous, *other.ambiguous))),
            owner=other.owner or self.owner,
            country=other.country or self.country,
            languages=tuple(dict.fromkeys((*self.languages, *other.languages))),
        )
