"""Feeds and sitemaps as a provider: of all that they name, what shares a claim's telling words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import unquote, urlsplit

from verify.corroborate.providers.feeds import Feed, Item, read_feed
from verify.corroborate.providers.results import Query, Result
from verify.errors import FetchError, Message
from verify.fetch import Limits, ReadOptions
from verify.fetch.http import Network, Reply, Want, ask

ACCEPT = "application/rss+xml, application/atom+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"
FEED_LIMITS = Limits(sent=10_000_000, decoded=50_000_000)
"""sitemaps.org allows 50 MB when unpacked; 10 MB on the wire hold a packed one."""

CHILDREN = 10
"""Sitemaps of an index that are read: the ones changed last."""

MOST_SEARCHED = 5_000
"""Items of one feed that are searched, the newest: comparing one takes about 2 ms."""

_UNDATED = datetime.min.replace(tzinfo=UTC)
_SUMMARY = 400  # characters: the first sentences tell what it is about
_SHARED = 2  # words: one alone is shared by chance
_SLUG = re.compile(r"[^\W_]{3,}|\d+")

Forms = Callable[[str, str | None], frozenset[str]]
"""A text and its language to what its words are compared by."""


@dataclass(slots=True)
class Entry:
    """An item, and what its words are compared by once somebody asked."""

    item: Item
    publisher: str | None
    forms: frozenset[str] | None = None


@dataclass(slots=True)
class Listed:
    """A provider over configured addresses. Each is read once for all claims of a run.

    problems: one message for each address that could not be read, or not wholly; taken by the caller.
    """

    name: str
    addresses: tuple[str, ...]
    forms: Forms
    private: bool = False
    network: Network | None = None
    problems: list[str] = field(default_factory=list)
    _entries: list[Entry] | None = None

    def search(self, query: Query) -> tuple[Result, ...]:
        """The items that share most of the query's words, two at least. No word is sent anywhere."""
        if self._entries is None:
            self._entries = [entry for address in self.addresses for entry in self._read(address)]
        sought = [forms for w in query.words if (forms := self.forms(w, query.language))]
        needed = min(_SHARED, len(sought))
        entries = [e for e in self._entries if query.covers(e.item.published)] if needed else []
        scored = [(sum(bool(s <= self._forms(e)) for s in sought), e) for e in entries]
        found = [(n, e) for n, e in scored if n >= needed]
        found.sort(key=lambda pair: -pair[0])
        return tuple(self._result(entry) for _, entry in found[: query.limit])

    def _result(self, entry: Entry) -> Result:
        item = entry.item
        return Result(
            item.address, self.name, title=item.title, snippet=item.summary, published=item.published,
            publisher=entry.publisher,
        )  # fmt: skip

    def _read(self, address: str) -> Iterator[Entry]:
        try:
            feed = fetched(address, self.private, self.network)
        except FetchError as error:
            self.problems.append(error.message)
            return
        if feed.problem:
            self.problems.append(Message("{address}: {problem}", address=address, problem=feed.problem))
        items = sorted(feed.items, key=lambda i: i.published or _UNDATED, reverse=True)
        if len(items) > MOST_SEARCHED:
            self.problems.append(
                Message(
                    "{address}: only the newest {n} of its items are searched",
                    address=address,
                    n=f"{MOST_SEARCHED:,}",
                )
            )
        for item in items[:MOST_SEARCHED]:
            yield Entry(item, feed.title)

    def _forms(self, entry: Entry) -> frozenset[str]:
        if entry.forms is None:
            item = entry.item
            text = " ".join(filter(None, (item.title, (item.summary or "")[:_SUMMARY])))
            text = text or " ".join(_SLUG.findall(unquote(urlsplit(item.address).path)))
            entry.forms = self.forms(text, None)
        return entry.forms


def fetched(address: str, private: bool, network: Network | None = None) -> Feed:
    """A feed or sitemap from its address, with what an index lists. Raises FetchError."""
    feed = parsed(ask(address, Want(ACCEPT), ReadOptions(limits=FEED_LIMITS, allow_private=private), network))
    items, problems = list(feed.items), [feed.problem] if feed.problem else []
    for child in newest(feed):
        try:
            reply = ask(child, Want(ACCEPT), ReadOptions(limits=FEED_LIMITS, allow_private=private), network)
            items += parsed(reply).items
        except FetchError as error:
            problems.append(error.message)
    return Feed(feed.title, tuple(items), (), "; ".join(problems) or None)


def parsed(reply: Reply) -> Feed:
    """The feed in an answer; a file that is packed itself (sitemap.xml.gz) is unpacked."""
    from verify.fetch.inflate import inflate

    data = inflate(reply.data, "gzip", FEED_LIMITS.decoded, reply.address)
    return read_feed(data, reply.charset, reply.address)


def newest(feed: Feed) -> list[str]:
    """The sitemaps of an index that changed last; where it gives no times, the last that it lists."""
    dated = sorted((at, address) for address, at in feed.sitemaps if at is not None)
    undated = [address for address, at in feed.sitemaps if at is None]
    return [address for _, address in reversed(dated)][:CHILDREN] or undated[-CHILDREN:]
