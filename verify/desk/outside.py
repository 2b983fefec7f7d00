"""Looking outside for a claim: providers are asked, and what they find is read into the archive.

What is read is compared as every other article is; a result that cannot be read is told and stops nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from verify.corroborate.analysis import analyse
from verify.corroborate.providers import Provider, providers
from verify.corroborate.providers.addresses import canonical, host_of, plain
from verify.corroborate.providers.listed import Listed
from verify.corroborate.providers.results import Result
from verify.corroborate.providers.settings import Settings, settings
from verify.corroborate.queries import query_of
from verify.desk import checking, corroborating, views
from verify.desk.checking import Checked
from verify.desk.reading import Asked
from verify.desk.turns import Turns
from verify.errors import FetchError, Unreachable, UnsafeAddress
from verify.fetch.safety import http_address
from verify.store import OutsideRecord, Store

MOST = 10
"""Results of one provider that are read for one claim."""

_DELAY = 1.0  # seconds between two pages of one host
_COMMON = 1000  # articles with a word; one that has more is as common as one that has so many
_SILENT = 2  # failures in a row after which a provider is not asked again


@dataclass(frozen=True, slots=True)
class Searched:
    """What a provider said of a claim. results: addresses, at most MOST. problem: why it could not be asked,
    or what of it could not be read.
    """

    claim: str
    via: str
    results: tuple[Result, ...] = ()
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Looked:
    """What became of an address that was found. checked: None where the archive has it already."""

    claim: str
    result: Result
    checked: Checked | None = None


Told = Searched | Looked


def claims(store: Store, names: Sequence[str], *, everything: bool = False) -> list[str]:
    """The numbers of the claims that are meant: claims, all of an article, or of all articles."""
    wanted = views.every_article(store) if everything else names
    return [number for number, _, _ in corroborating.meant(store, wanted)]


def forms(text: str, language: str | None) -> frozenset[str]:
    """What the words of a text are compared by: the same in every language, where that is known."""
    return analyse(text, language).index_terms()


@dataclass(slots=True)
class Outside:
    """Providers, and what was found by them so far. Raises InputError where one lacks its settings."""

    store: Store
    via: Sequence[str]
    by: str
    asked: Asked = field(default_factory=Asked)
    held: Settings | None = None
    delay: float = _DELAY
    _providers: tuple[Provider, ...] = field(init=False)
    _failures: dict[str, int] = field(default_factory=dict)
    _seen: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._providers = providers(self.via, self.held or settings(), forms)

    def look(self, claims: Iterable[str]) -> Iterator[Told]:
        """Ask each provider about each claim (numbers), and read what is new; each as soon as it is done."""
        for claim in claims:
            yield from self._claim(claim)

    def _claim(self, claim: str) -> Iterator[Told]:
        detail = self.store.claim(claim)
        said = detail.article.metadata
        text = detail.record.claim.text
        counts = self.store.postings(sorted(forms(text, said.language)), _COMMON)
        query = query_of(
            text, said.language, said.published, limit=MOST,
            rarity=lambda term: -len(counts.get(term, ())),
        )  # fmt: skip
        self._seen.add(canonical(detail.article.address))
        turns: Turns[Result] = Turns(self.delay)
        for provider in self._providers:
            if self._failures.get(provider.name, 0) >= _SILENT:
                continue
            try:
                found = provider.search(query)[:MOST]
                self._failures[provider.name] = 0
            except FetchError as error:
                self._failures[provider.name] = self._failures.get(provider.name, 0) + 1
                yield Searched(claim, provider.name, problem=error.message)
                continue
            yield Searched(claim, provider.name, found, _problems(provider))
            for result in found:
                if self._is_new(result.address):
                    turns.add(host_of(result.address), result)
        yield from self._read(claim, turns)

    def _is_new(self, address: str) -> bool:
        """Whether it can be fetched and was not met in this run."""
        try:
            key = canonical(http_address(address))
        except UnsafeAddress:
            return False
        new = key not in self._seen
        self._seen.add(key)
        return new

    def _read(self, claim: str, turns: Turns[Result]) -> Iterator[Looked]:
        for host, result in turns:
            address = plain(result.address)
            there = self.store.find(address)
            if there is not None:
                self._keep(claim, result, there.number)
                yield Looked(claim, result)
                continue
            (checked,) = checking.check_sources(self.store, [address], self.asked, by=self.by)
            if isinstance(checked.failure, Unreachable):
                turns.rest(host)
            self._keep(claim, result, checked.view.number if checked.view else None, checked.error)
            yield Looked(claim, result, checked)

    def _keep(self, claim: str, result: Result, article: int | None, problem: str | None = None) -> None:
        """A fact-check's rating is kept in its own words, whether its page could be read or not."""
        rating = result.rating
        found = OutsideRecord(
            result.via, result.kind.value, result.address, result.title, result.snippet, result.publisher,
            result.published, rating.words if rating else None, rating.by if rating else None,
            rating.claim if rating else None, rating.claimant if rating else None, article, problem,
        )  # fmt: skip
        key = hashlib.sha256(canonical(result.address).encode("utf-8", "replace")).hexdigest()
        self.store.outside.keep(claim, key, found)


def _problems(provider: Provider) -> str | None:
    """What of a provider's feeds could not be read, told once."""
    if not isinstance(provider, Listed) or not provider.problems:
        return None
    told = "; ".join(provider.problems)
    provider.problems.clear()
    return told
