"""Watching feeds: what they name that is new is checked, politely, and what was done outlives a kill.

A feed's answer and the addresses that it named are stored together, before any of these is read; each article
is stored whole, and then struck off. So whenever the program ends, the next round goes on where it was.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from verify.corroborate.providers.addresses import canonical, host_of, plain
from verify.corroborate.providers.feeds import Feed, Item
from verify.corroborate.providers.listed import ACCEPT, FEED_LIMITS, newest, parsed
from verify.corroborate.providers.robots import Robots, robots_of
from verify.desk import checking
from verify.desk.checking import Checked
from verify.desk.reading import Asked
from verify.desk.turns import Turns
from verify.errors import ComeBackLater, FetchError, InputError, Message, Unreachable
from verify.fetch import ReadOptions
from verify.fetch.http import Reply, Want, ask
from verify.fetch.safety import http_address
from verify.store import FeedAnswer, FeedRecord, ItemRecord, ItemState, NewItem, Store

ATTEMPTS = 3
"""Rounds in which an article that cannot be had is tried."""

_ROBOTS = 24 * 3600.0  # seconds that rules are believed: at most a day, says RFC 9309, 2.4
_NO_ROBOTS = 600.0  # seconds after which they are asked for again where they could not be had
_SILENT = 2  # failures in a row after which a host rests until the next round
_PATIENCE = 7 * 86400.0  # seconds for which a server's wish not to be asked is heeded at most
_LONGEST_FEED = 1000  # characters of a feed's address
_HEAD = 1000  # characters of an ETag or Last-Modified that are kept


@dataclass(frozen=True, slots=True)
class How:
    """How to watch. newest: of what a feed names that is new, so many are read, the newest. delay: seconds
    between two requests to a host.
    """

    newest: int = 50
    delay: float = 2.0


@dataclass(frozen=True, slots=True)
class FeedSeen:
    """What became of a feed in a round. outcome: read, unchanged, later (it asks for patience) or error.

    new: addresses that it named for the first time; waiting: those of them that will be read. problem: of an
    error, or what of the feed could not be read.
    """

    feed: str
    outcome: str
    new: int = 0
    waiting: int = 0
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class ArticleSeen:
    """What became of an article that a feed named. left: articles still to be read in this round."""

    feed: str
    checked: Checked
    left: int = 0


Seen = FeedSeen | ArticleSeen


@dataclass(frozen=True, slots=True)
class _Sitemap:
    """A sitemap that an index lists."""

    feed: FeedRecord
    address: str


_Job = FeedRecord | _Sitemap | ItemRecord


def _is_later(at: datetime) -> bool:
    """Whether that is to come. What is further off than any server's wish is from a clock that was ahead."""
    return 0 < (at - datetime.now(UTC)).total_seconds() <= _PATIENCE


def add(store: Store, addresses: Sequence[str], *, private: bool = False) -> tuple[FeedRecord, ...]:
    """The feeds to watch: these, or all that are watched already. Raises InputError for none."""
    for address in addresses:
        if len(http_address(address)) > _LONGEST_FEED:
            raise InputError(
                "{address}…: an address of {length} characters is no feed's",
                address=address[:60],
                length=len(address),
            )
    feeds = tuple(store.feeds.add(a, private=private) for a in dict.fromkeys(addresses)) or store.feeds.list()
    if not feeds:
        raise InputError("No feed is watched yet: give the address of one.")
    return feeds


@dataclass(slots=True)
class Watcher:
    """Watches feeds, round after round; what sites said of themselves is remembered between them."""

    store: Store
    feeds: Sequence[str]
    asked: Asked
    by: str
    how: How = How()
    _robots: dict[str, tuple[float, Robots]] = field(default_factory=dict)
    _until: dict[str, float] = field(default_factory=dict)

    def round(self) -> Iterator[Seen]:
        """Read every feed that is due, then what it named; one broken feed or article stops no other."""
        return _Round(self).run()

    def resting(self, host: str) -> bool:
        """Whether the host asked for patience, and still does."""
        return self._until.get(host, 0.0) > time.monotonic()

    def rest(self, host: str, seconds: float) -> None:
        self._until[host] = time.monotonic() + seconds

    def robots(self, address: str, options: ReadOptions) -> Robots:
        """The rules of an address's site, asked for once a day."""
        site = address.split("/", 3)[2].lower() + address[:5]
        at, rules = self._robots.get(site, (0.0, None))
        if rules is None or time.monotonic() - at > (_ROBOTS if rules.reason is None else _NO_ROBOTS):
            rules = robots_of(address, options)
            self._robots[site] = (time.monotonic(), rules)
        return rules


class _Round:
    def __init__(self, watcher: Watcher) -> None:
        self._watcher, self._store = watcher, watcher.store
        self._turns: Turns[_Job] = Turns(watcher.how.delay)
        self._silent: dict[str, int] = {}
        records = watcher.store.feeds.list()
        self._feeds = {f.id: f for f in records if f.address in set(watcher.feeds)}

    def run(self) -> Iterator[Seen]:
        for feed in self._feeds.values():
            if feed.next_at is not None and _is_later(feed.next_at):
                yield FeedSeen(feed.address, "later", problem=feed.problem)
            else:
                self._add(feed.address, feed)
        for item in self._store.feeds.waiting(self._feeds.keys()):
            self._add(item.address, item)
        for host, job in self._turns:
            yield from self._article(host, job) if isinstance(job, ItemRecord) else self._listing(host, job)

    def _add(self, address: str, job: _Job, *, first: bool = False) -> None:
        host = host_of(address)
        if self._watcher.resting(host):
            self._turns.rest(host)
        self._turns.add(host, job, first=first)

    def _options(self, feed: FeedRecord | None = None) -> ReadOptions:
        """A feed's own permission for private addresses is not that of what it names."""
        private = feed is not None and feed.private
        permits = dict.fromkeys(("loopback", "private") if feed else (), "--allow-private")
        proxy = self._watcher.asked.options.proxy
        return ReadOptions(proxy=proxy, limits=FEED_LIMITS, allow_private=private, permits=permits)

    def _allowed(self, host: str, address: str, options: ReadOptions) -> None:
        """Raises FetchError where the site does not want this address read; takes its pauses over."""
        rules = self._watcher.robots(address, options)
        self._turns.slow(host, rules.delay)
        if refusal := rules.refusal(address):
            raise (Unreachable if rules.reason else FetchError)(f"{address}: {refusal}")

    # -- feeds -----------------------------------------------------------------------------------------------

    def _listing(self, host: str, job: FeedRecord | _Sitemap) -> Iterator[FeedSeen]:
        feed = job if isinstance(job, FeedRecord) else job.feed
        try:
            yield self._feed(host, feed) if isinstance(job, FeedRecord) else self._sitemap(host, job)
            self._silent[host] = 0
        except ComeBackLater as error:
            self._patience(host, error)
            later = datetime.now(UTC) + timedelta(seconds=min(error.seconds, _PATIENCE))
            self._store.feeds.failed(feed.id, error.message, next_at=later)
            yield FeedSeen(feed.address, "error", problem=error.message)
        except FetchError as error:
            self._failed(host, error)
            self._store.feeds.failed(feed.id, error.message)
            yield FeedSeen(feed.address, "error", problem=error.message)

    def _feed(self, host: str, feed: FeedRecord) -> FeedSeen:
        options = self._options(feed)
        self._allowed(host, feed.address, options)
        heads = {"If-None-Match": feed.etag, "If-Modified-Since": feed.modified}
        want = Want(ACCEPT, heads={k: v for k, v in heads.items() if v}, answers=frozenset({200, 304}))
        reply = ask(feed.address, want, options)
        if reply.status == 304:
            self._store.feeds.same(feed.id)
            return FeedSeen(feed.address, "unchanged")
        listing = parsed(reply)
        for child in _changed(listing, feed):
            self._add(child, _Sitemap(feed, child), first=True)
        problem = listing.problem or (
            Message("it has moved for good to {moved}", moved=reply.moved) if reply.moved else None
        )
        return self._found(feed, listing, _answer(listing, reply, problem))

    def _sitemap(self, host: str, job: _Sitemap) -> FeedSeen:
        options = self._options(job.feed)
        self._allowed(host, job.address, options)
        listing = parsed(ask(job.address, Want(ACCEPT), options))
        return self._found(job.feed, listing, FeedAnswer(problem=listing.problem))

    def _found(self, feed: FeedRecord, listing: Feed, answer: FeedAnswer) -> FeedSeen:
        """Keep what is new, the newest of it to be read, and read that in this round."""
        keyed = {_key(item.address): item for item in reversed(listing.items)}
        unknown = self._store.feeds.unknown(keyed.keys())
        new = [(key, item) for key, item in reversed(keyed.items()) if key in unknown]
        new.sort(key=lambda pair: pair[1].published or datetime.min.replace(tzinfo=UTC), reverse=True)
        most = self._watcher.how.newest
        items = [_new(key, item, ItemState.WAITING) for key, item in new[:most]]
        self._store.feeds.read(feed.id, answer, items + [_new(k, i, ItemState.PASSED) for k, i in new[most:]])
        keys = {item.address for item in items}
        added = [i for i in self._store.feeds.waiting([feed.id]) if i.address in keys]
        for item in added:
            self._add(item.address, item)
        return FeedSeen(feed.address, "read", len(new), len(added), answer.problem)

    # -- articles --------------------------------------------------------------------------------------------

    def _article(self, host: str, item: ItemRecord) -> Iterator[ArticleSeen]:
        checked, failure = self._checked(host, item)
        if isinstance(failure, ComeBackLater):
            self._patience(host, failure)
        elif failure is None:
            self._silent[host] = 0
            self._store.feeds.settle(item.id, ItemState.CHECKED)
        else:
            self._store.feeds.settle(item.id, self._after(host, item, failure), str(failure))
        yield ArticleSeen(self._feeds[item.feed].address, checked, len(self._turns))

    def _checked(self, host: str, item: ItemRecord) -> tuple[Checked, Exception | None]:
        try:
            self._allowed(host, item.address, self._options())
        except FetchError as error:
            return Checked(item.address, "error", error=error.message), error
        options = replace(self._watcher.asked.options, allow_loopback=False, allow_private=False)
        asked = replace(self._watcher.asked, options=options)
        (checked,) = checking.check_sources(self._store, [item.address], asked, by=self._watcher.by)
        return checked, checked.failure

    def _after(self, host: str, item: ItemRecord, failure: Exception) -> ItemState:
        """Whether it is worth another try: not where the page itself is what is wrong."""
        self._failed(host, failure)
        again = isinstance(failure, Unreachable) and item.attempts + 1 < ATTEMPTS
        return ItemState.WAITING if again else ItemState.FAILED

    def _failed(self, host: str, failure: Exception) -> None:
        """A host that twice in a row does not answer rests until the next round."""
        self._silent[host] = self._silent.get(host, 0) + 1 if isinstance(failure, Unreachable) else 0
        if self._silent[host] >= _SILENT:
            self._turns.rest(host)

    def _patience(self, host: str, error: ComeBackLater) -> None:
        self._watcher.rest(host, error.seconds)
        self._turns.rest(host)


def _changed(listing: Feed, feed: FeedRecord) -> list[str]:
    """The sitemaps of an index that may have changed since it was read, a day of grace for coarse dates."""
    since = feed.succeeded_at - timedelta(days=1) if feed.succeeded_at else None
    known = dict(listing.sitemaps)
    return [a for a in newest(listing) if since is None or (known[a] or datetime.now(UTC)) >= since]


def _answer(listing: Feed, reply: Reply, problem: str | None) -> FeedAnswer:
    """What to ask with next time; nothing for an index: its sitemaps may not all have been read yet."""
    if listing.sitemaps:
        return FeedAnswer(listing.title, problem=problem)
    return FeedAnswer(listing.title, _kept(reply, "etag"), _kept(reply, "last-modified"), problem)


def _kept(reply: Reply, head: str) -> str | None:
    value = reply.headers.get(head, "")
    return value if 0 < len(value) <= _HEAD and value.isascii() and value.isprintable() else None


def _key(address: str) -> str:
    return hashlib.sha256(canonical(address).encode("utf-8", "replace")).hexdigest()


def _new(key: str, item: Item, state: ItemState) -> NewItem:
    return NewItem(key, plain(item.address), item.title, state)


def feeds(store: Store) -> tuple[FeedRecord, ...]:
    """All watched feeds, the first added first."""
    return store.feeds.list()


def forget(store: Store, address: str) -> FeedRecord:
    """Watch a feed no more; the articles that were read stay. Unknown: NotFound."""
    return store.feeds.forget(address)
