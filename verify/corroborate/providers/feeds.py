"""RSS 0.9 to 2.0, Atom, sitemaps, news sitemaps and indexes of sitemaps: one shape for all.

After the specifications: RSS 2.0 (rssboard.org), RSS 1.0, RFC 4287 (Atom), sitemaps.org 0.9 (at most 50,000
addresses and 50 MB a file; an index lists sitemaps of its own site only), Google's news sitemaps.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin, urlsplit

from verify.corroborate.providers.dates import moment
from verify.corroborate.providers.markup import Document, Element, IsAPage, document, local, words
from verify.corroborate.providers.results import short
from verify.errors import FetchError, Message, UnsafeAddress
from verify.fetch.safety import http_address

MOST_ITEMS = 50_000
"""Items of one document; sitemaps.org's own limit."""

LONGEST_ADDRESS = 2048
"""Characters; sitemaps.org's own limit."""

_CONTAINERS = frozenset({"rss", "RDF", "channel", "feed", "urlset", "sitemapindex"})
_ITEMS = frozenset({"item", "entry", "url"})
_WANTED = _ITEMS | {"sitemap", "title"}
_TAGS = re.compile(r"<[^<>]*>")
_ALTERNATE = re.compile(r"<link\b[^<>]*>", re.IGNORECASE)
_FEED_TYPE = re.compile(r"type\s*=\s*[\"']?application/(?:rss|atom)\+xml", re.IGNORECASE)
_HREF = re.compile(r"\bhref\s*=\s*[\"']?([^\"'<>\s]+)", re.IGNORECASE)
_WHOLE = re.compile(r"https?://", re.IGNORECASE)
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"


@dataclass(frozen=True, slots=True)
class Item:
    """An article that a feed or sitemap names. summary: plain text. published: aware, UTC."""

    address: str
    title: str | None = None
    summary: str | None = None
    published: datetime | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed or sitemap as read. sitemaps: those that an index lists, with the time each changed last.

    problem: why not all of it could be read; items and sitemaps are those before.
    """

    title: str | None
    items: tuple[Item, ...]
    sitemaps: tuple[tuple[str, datetime | None], ...] = ()
    problem: str | None = None


def read_feed(data: bytes, charset: str | None, address: str) -> Feed:
    """The feed or sitemap in these bytes. address: where it is from, the base of its addresses.

    Raises FetchError for what is neither, with the feeds of a page where it is one.
    """
    try:
        doc = document(data, charset, address, containers=_CONTAINERS, wanted=_WANTED)
        return _Reader(doc, address).read()
    except IsAPage as page:
        named = advertised(page.text, address)
        hint = (
            Message("its feed is {feed}", feed=" or ".join(named))
            if named
            else Message("give the address of its feed")
        )
        raise FetchError(
            "{address}: it is a page, not a feed or a sitemap; {hint}", address=address, hint=hint
        ) from None


class _Reader:
    def __init__(self, doc: Document, address: str) -> None:
        self._doc = doc
        self._base = address
        self._host = urlsplit(address).hostname
        self._title: str | None = None
        self._items: list[Item] = []
        self._sitemaps: list[tuple[str, datetime | None]] = []
        self._problem: str | None = None

    def read(self) -> Feed:
        for element in self._doc.elements():
            kind = local(element)
            if kind in _ITEMS:
                self._item(element)
            elif kind == "sitemap":
                self._sitemap(element)
            elif kind == "title" and self._title is None:
                self._title = _plain(words(element))
            if len(self._items) + len(self._sitemaps) >= MOST_ITEMS:
                self._problem = Message("only the first {n} of its addresses are read", n=f"{MOST_ITEMS:,}")
                break
        else:
            if self._doc.cut:
                self._drop_last()
        problem = self._problem or self._doc.problem
        if problem and not self._items and not self._sitemaps:
            raise FetchError(
                "{name}: nothing in it can be read ({problem})", name=self._doc.name, problem=problem
            )
        return Feed(self._title, tuple(self._items), tuple(self._sitemaps), problem)

    def _drop_last(self) -> None:
        """The parser closes what a cut document left open: the last address may be half an address."""
        self._problem = self._problem or self._doc.problem or Message("it is cut off")
        for found in (self._items, self._sitemaps):
            if found:
                del found[-1]

    def _item(self, element: Element) -> None:
        parts = _parts(element)
        found = self._address(element, parts)
        if found is None:
            return
        summary = next(filter(None, (_plain(_first(parts.get(name))) for name in _SUMMARIES)), None)
        published = next(filter(None, (moment(_first(parts.get(name))) for name in _DATES)), None)
        self._items.append(Item(found, _plain(_first(parts.get("title"))), summary, published))

    def _address(self, element: Element, parts: dict[str, list[Element]]) -> str | None:
        """Where the article is: the publisher's own address before one that counts clicks."""
        base = urljoin(self._base, element.get(_XML_BASE) or "") if element.get(_XML_BASE) else self._base
        return next(filter(None, (_absolute(base, stated) for stated in _stated(parts))), None)

    def _sitemap(self, element: Element) -> None:
        parts = _parts(element)
        found = _absolute(self._base, _first(parts.get("loc")))
        if found is None:
            return
        if urlsplit(found).hostname != self._host:
            self._problem = Message("it lists sitemaps of other sites, which are left out")
            return
        self._sitemaps.append((found, moment(_first(parts.get("lastmod")))))


_SUMMARIES = ("encoded", "content", "description", "summary")
_DATES = ("pubDate", "published", "publication_date", "issued", "date", "updated", "modified", "lastmod")


def _parts(element: Element) -> dict[str, list[Element]]:
    """The children by name, whatever their namespace; those of a sitemap's <news:news> among them."""
    found: dict[str, list[Element]] = {}
    for child in element:
        name = local(child)
        if name == "news":
            for inner in child:
                found.setdefault(local(inner), []).append(inner)
        else:
            found.setdefault(name, []).append(child)
    return found


def _stated(parts: dict[str, list[Element]]) -> Iterator[str]:
    yield _first(parts.get("origLink"))
    yield from map(_link, parts.get("link", ()))
    yield _first(parts.get("loc"))
    yield from (words(e) for e in parts.get("guid", ()) if e.get("isPermaLink") != "false")


def _first(elements: list[Element] | None) -> str:
    return words(elements[0]) if elements else ""


def _link(element: Element) -> str:
    """RSS has the address as text, Atom as an attribute of the link that is no enclosure, reply or self."""
    href = element.get("href")
    if href is None:
        return words(element)
    return href if element.get("rel", "alternate") == "alternate" else ""


def _absolute(base: str, stated: str) -> str | None:
    stated = "".join(stated.split())
    if not stated or len(stated) > LONGEST_ADDRESS:
        return None
    try:
        stated = html.unescape(stated)
        return http_address(stated if _WHOLE.match(stated) else urljoin(base, stated))
    except (UnsafeAddress, ValueError):
        return None


def _plain(markup: str) -> str | None:
    """Text without tags; escaped twice, as many feeds have it, or once."""
    text = markup
    for _ in range(2):
        if "<" in text or "&" in text:
            text = html.unescape(_TAGS.sub(" ", text))
    return short(_TAGS.sub(" ", text) if "<" in text else text)


def advertised(page: str, address: str) -> list[str]:
    """The feeds that a page says it has, three at most."""
    links = [tag for tag in _ALTERNATE.findall(page[:200_000]) if _FEED_TYPE.search(tag)]
    hrefs = [found[1] for tag in links[:3] if (found := _HREF.search(tag))]
    return [a for href in hrefs if (a := _absolute(address, href))]
