"""Looking outside: feeds, sitemaps and services, each only where a person asks for it by name.

A provider takes a claim's telling words and gives addresses; what they lead to is read by the desk. Which
there are, what each is sent and where: docs/looking-outside.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol, TypeVar

from verify.errors import InputError

if TYPE_CHECKING:
    from verify.corroborate.providers.listed import Forms
    from verify.corroborate.providers.results import Query, Result
    from verify.corroborate.providers.settings import Settings
    from verify.fetch.http import Network

T = TypeVar("T")
FEEDS, SITEMAP, GDELT, SEARXNG, FACTCHECK = "feeds", "sitemap", "gdelt", "searxng", "factcheck"
NAMES = (FEEDS, SITEMAP, GDELT, SEARXNG, FACTCHECK)


class Provider(Protocol):
    """Somewhere to look. `search` raises FetchError where it cannot be asked, this time."""

    @property
    def name(self) -> str: ...

    def search(self, query: Query) -> tuple[Result, ...]: ...


def providers(
    names: Sequence[str], held: Settings, forms: Forms, network: Network | None = None
) -> tuple[Provider, ...]:
    """The providers of these names. Raises InputError where one lacks its settings, before any is asked."""
    return tuple(_made(name, held, forms, network) for name in dict.fromkeys(names))


def _made(name: str, held: Settings, forms: Forms, network: Network | None) -> Provider:
    from verify.corroborate.providers import factcheck, gdelt, searxng
    from verify.corroborate.providers.listed import Listed
    from verify.corroborate.providers.service import Pace, Service

    if name == GDELT:
        place = held.gdelt
        return gdelt.Gdelt(Service("GDELT", place.endpoint, gdelt.PACE, place.private, network=network))
    if name == SEARXNG:
        where = _needed(held.searxng, "searxng", "[searxng] endpoint", "VERIFY_SEARXNG_ENDPOINT")
        service = Service(
            "SearXNG", f"{where.endpoint}/search", Pace(searxng.SECONDS), where.private,
            forbidden=searxng.FORBIDDEN, network=network,
        )  # fmt: skip
        return searxng.Searxng(service, held.categories)
    if name == FACTCHECK:
        key = _needed(held.key, "factcheck", "[factcheck] key", "VERIFY_FACTCHECK_KEY")
        place = held.factcheck
        service = Service(
            "Google Fact Check Tools", place.endpoint, Pace(factcheck.SECONDS), place.private,
            {factcheck.KEY_HEAD: key}, factcheck.FORBIDDEN, network,
        )  # fmt: skip
        return factcheck.FactCheck(service)
    lists, table, variable = {
        FEEDS: (held.feeds, "[feeds] addresses", "VERIFY_FEEDS"),
        SITEMAP: (held.sitemaps, "[sitemap] addresses", "VERIFY_SITEMAPS"),
    }[name]
    return Listed(name, _needed(lists.addresses, name, table, variable), forms, lists.private, network)


def _needed(value: T | None, name: str, setting: str, variable: str) -> T:
    if not value:
        raise InputError(
            "--via {name}: say where, by {setting} in verify.toml or by {variable}",
            name=name,
            setting=setting,
            variable=variable,
        )
    return value
