"""Public posts of channels, read as articles: the post's words, its channel, its time.

A post's page is a window around a few lines, and what finds articles in pages finds nothing there.
Each site that shows posts publicly is one row of SITES.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple
from urllib.parse import urlsplit

from verify.errors import NotAnArticle
from verify.fetch.facts import day, meta
from verify.fetch.markup import Element, Text, parse
from verify.fetch.page import Article
from verify.languages import detect
from verify.model.article import Metadata


class Post(NamedTuple):
    """Where one post is: `address` is what a reader opens, `page` what shows its whole text."""

    site: Site
    number: str
    address: str
    page: str


@dataclass(frozen=True, slots=True)
class Site:
    """A site of posts. path: what its posts' addresses look like, with their parts named.

    address, page: templates over these parts. read: the post `channel/number` on its page, None if not there.
    """

    hosts: tuple[str, ...]
    path: re.Pattern[str]
    address: str
    page: str
    read: Callable[[Element, str, str], Article | None]


def post_at(address: str | None) -> Post | None:
    """The post that an address leads to; None for a page of any other site.

    Raises NotAnArticle for another page of these sites: a whole channel is no article.
    """
    try:
        parts = urlsplit(address or "")
    except ValueError:  # "https://[": an address that a file states can be anything
        return None
    host = (parts.hostname or "").removeprefix("www.")
    for site in SITES:
        if host in site.hosts:
            match = site.path.fullmatch(parts.path)
            if match is None:
                raise NotAnArticle(
                    "{address}: it is not one post; give the address of a post of the channel",
                    address=address,
                )
            named = match.groupdict()
            number = "/".join(named.values())
            return Post(site, number, site.address.format(**named), site.page.format(**named))
    return None


def read_post(source: str, post: Post, name: str) -> Article:
    """The post as an article. Raises NotAnArticle where its page does not show it."""
    article = post.site.read(parse(source, name), post.number, post.address)
    if article is None or not article.text:
        raise NotAnArticle(
            "{name}: the page shows no words of this post; it may be private, deleted or a picture", name=name
        )
    return article._replace(metadata=replace(article.metadata, language=detect(article.text)))


def _telegram(tree: Element, number: str, address: str) -> Article | None:
    """A post in Telegram's web view: alone (embed) or among its neighbours (t.me/s/channel)."""
    shown = [e for e in tree.iter("div") if e.get("data-post", "").casefold() == number.casefold()]
    if not shown:
        return _open_graph(tree, number, address)
    message = shown[0]
    words = [e for e in _of_class(message, "tgme_widget_message_text") if not _quoted(e)]
    if not words:
        return None
    channel = _of_class(message, "tgme_widget_message_owner_name")
    times = [
        t.get("datetime") for e in _of_class(message, "tgme_widget_message_date") for t in e.iter("time")
    ]
    publisher = _line(channel[0]) if channel else meta(tree, "og:title")
    text = Text(address)
    text.tree(words[0])
    published = day(times[0]) if times else None
    return Article(
        str(text), Metadata(publisher=publisher, published=published, url=address), tuple(text.links)
    )


def _open_graph(tree: Element, _number: str, address: str) -> Article | None:
    """A post as its page describes it to those who link to it: channel as title, words as description."""
    words, channel = meta(tree, "og:description"), meta(tree, "og:title")
    if not words or not channel:
        return None
    published = day(meta(tree, "article:published_time"))
    return Article(words, Metadata(publisher=channel, published=published, url=address), ())


def _of_class(element: Element, name: str) -> list[Element]:
    return [e for e in element.iter() if isinstance(e.tag, str) and name in e.get("class", "").split()]


def _quoted(element: Element) -> bool:
    """Whether the words belong to the post that this one answers."""
    around = [element, *element.iterancestors()]
    return any(
        {"tgme_widget_message_reply", "js-message_reply_text"} & set(e.get("class", "").split())
        for e in around
    )


def _line(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


SITES = (
    Site(
        hosts=("t.me", "telegram.me", "telegram.dog"),
        path=re.compile(r"/(?:s/)?(?P<channel>[A-Za-z]\w{3,31})/(?P<number>\d+)/?", re.ASCII),
        address="https://t.me/{channel}/{number}",
        page="https://t.me/{channel}/{number}?embed=1&mode=tme",
        read=_telegram,
    ),
    Site(
        hosts=("bsky.app",),
        path=re.compile(r"/profile/(?P<channel>[\w.:-]+)/post/(?P<number>\w+)/?", re.ASCII),
        address="https://bsky.app/profile/{channel}/post/{number}",
        page="https://bsky.app/profile/{channel}/post/{number}",
        read=_open_graph,
    ),
)
