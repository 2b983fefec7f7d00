"""Where a cited outlet may have said it: by its own site's feeds and sitemaps, and by the providers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from verify.corroborate.providers import NAMES, Provider, providers
from verify.corroborate.providers.addresses import host_of
from verify.corroborate.providers.feeds import advertised
from verify.corroborate.providers.listed import Listed
from verify.corroborate.providers.results import Query, Result
from verify.corroborate.providers.robots import Robots, robots_of
from verify.corroborate.providers.settings import Settings, settings
from verify.corroborate.queries import query_of
from verify.desk.outside import forms
from verify.desk.turns import Turns
from verify.errors import FetchError, Message
from verify.fetch import ReadOptions
from verify.fetch.http import Want, ask
from verify.languages.register import Outlet, Register
from verify.store import Store

SITE = "site"
CHOICES = (SITE, *NAMES)
"""Where can be looked: the outlet's own site, and what providers know of it."""

MOST = 5
"""Pages of one outlet that are read for one claim by one way."""

_FEEDS = 5  # feeds and sitemaps of one site
_USUAL = ("/sitemap.xml", "/rss")  # where they are as a rule, of a site that names none
_PAGE = Want("text/html", frozenset({"text/html", "application/xhtml+xml"}))


@dataclass(slots=True)
class Upstream:
    """Looks outside for what cited outlets said. Raises InputError where a provider lacks its settings.

    via: of CHOICES. delay: seconds between two requests to a host.
    """

    store: Store
    sources: Register
    via: Sequence[str]
    options: ReadOptions
    delay: float = 1.0
    held: Settings = field(default_factory=settings)
    _providers: tuple[Provider, ...] = field(init=False)
    _sites: dict[str, Listed] = field(default_factory=dict)
    _robots: dict[str, Robots] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._providers = providers([name for name in self.via if name != SITE], self.held, forms)

    def query(self, claim: str) -> Query:
        """What is looked for: a claim's telling words, and the days around its article."""
        detail = self.store.claim(claim)
        said = detail.article.metadata
        return query_of(detail.record.claim.text, said.language, said.published, limit=4 * MOST)

    def results(
        self, outlet: Outlet, links: Sequence[str], query: Query, problems: list[str]
    ) -> Iterator[Result]:
        """What of the outlet's own may bear on the claim; its site first, each way's best first, and each
        when its host may be asked. links: addresses in the article that lead to the outlet. problems: takes
        what could not be asked.
        """
        ways: list[Provider] = [self._site(outlet, links)] if SITE in self.via else []
        for provider in (*ways, *self._providers):
            turns: Turns[Result] = Turns(self.delay)
            for result in self._found(provider, query, problems):
                home = self.sources.by_domain(urlsplit(result.address).hostname or "")
                if home is not None and home.id == outlet.id and len(turns) < MOST:
                    turns.add(host_of(result.address), result)
            for host, result in turns:
                rules = self._rules(result.address, problems)
                if rules is None:
                    turns.rest(host)
                    continue
                if refusal := rules.refusal(result.address):
                    problems.append(refusal)
                    continue
                turns.slow(host, rules.delay)
                yield result

    def _found(self, provider: Provider, query: Query, problems: list[str]) -> tuple[Result, ...]:
        try:
            found = provider.search(query)
        except FetchError as error:
            problems.append(error.message)
            return ()
        if isinstance(provider, Listed):
            problems += provider.problems
            provider.problems.clear()
        return found

    def _site(self, outlet: Outlet, links: Sequence[str]) -> Listed:
        """The outlet's own feeds: configured or watched ones, else those that its site names; read once."""
        if outlet.id not in self._sites:
            problems: list[str] = []
            private = self.options.allow_loopback
            addresses = self._configured(outlet)
            if not addresses:
                addresses = tuple(self._named(_home(outlet, links), problems))[:_FEEDS]
            self._sites[outlet.id] = Listed(SITE, addresses, forms, private, problems=problems)
        return self._sites[outlet.id]

    def _configured(self, outlet: Outlet) -> tuple[str, ...]:
        watched = (feed.address for feed in self.store.feeds.list())
        every = (*self.held.feeds.addresses, *self.held.sitemaps.addresses, *watched)
        homes = ((a, self.sources.by_domain(urlsplit(a).hostname or "")) for a in every)
        return tuple(dict.fromkeys(a for a, home in homes if home is not None and home.id == outlet.id))

    def _named(self, home: str | None, problems: list[str]) -> Iterator[str]:
        """Feeds that the site's first page and its robots.txt name, else where they usually are."""
        if home is None:
            problems.append(Message("the register knows no address of it"))
            return
        rules = self._rules(f"{home}/", problems)
        if rules is None:
            return
        if refusal := rules.refusal(f"{home}/"):
            problems.append(refusal)
            return
        try:
            reply = ask(f"{home}/", _PAGE, self.options)
        except FetchError as error:
            problems.append(error.message)
            return
        page = reply.data.decode(reply.charset or "utf-8", "replace")
        named = dict.fromkeys((*advertised(page, reply.address), *rules.sitemaps))
        yield from named or (f"{home}{path}" for path in _USUAL)

    def _rules(self, address: str, problems: list[str]) -> Robots | None:
        """robots.txt of the address's site, asked once; None where the site cannot be reached."""
        site = host_of(address)
        if site not in self._robots:
            try:
                self._robots[site] = robots_of(address, self.options)
            except FetchError as error:
                problems.append(error.message)
                return None
        return self._robots[site]


def _home(outlet: Outlet, links: Sequence[str]) -> str | None:
    """Where the outlet's site begins: as the article links to it, else by the register."""
    for link in links:
        parts = urlsplit(link)
        return f"{parts.scheme}://{parts.netloc}"
    return f"https://{outlet.domains[0]}" if outlet.domains else None
