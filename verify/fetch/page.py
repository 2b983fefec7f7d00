"""An article from its HTML: its text, the facts the page states, and its links."""

from __future__ import annotations

import logging
import re
import warnings
from typing import NamedTuple
from urllib.parse import urljoin

from trafilatura import bare_extraction

from verify.errors import NotAnArticle
from verify.fetch.facts import Facts, facts
from verify.fetch.markup import Element, Text, parse, prune
from verify.model.article import Link, Metadata

for _library in ("trafilatura", "htmldate", "courlan", "justext", "readability"):
    # Their warnings say that a page has no text, which our errors say in words that name the page.
    logging.getLogger(_library).setLevel(logging.CRITICAL)

_SHORTEST = 100  # characters: two short sentences of a newsflash; below are cookie notices and error pages
_STUB = 900  # characters: a page that says it is paid shows a paragraph or two
_SENTENCE = re.compile(r"[.!?…»\"”]\s*$", re.MULTILINE)
_WALL = re.compile(
    r"subscribe to (?:continue|read)|subscribers only|log ?in to (?:continue|read)|enable javascript|"
    r"(?:оформите|купите) подписку|доступ\w* (?:только )?(?:по подписке|для подписчиков|подписчикам)|"
    r"(?:оформіть|придбайте) передплату|(?:лише |тільки )?для передплатників|включите javascript|"
    r"увімкніть javascript|чтобы (?:про)?читать (?:дальше|далее|полностью)|щоб (?:про)?читати далі",
    re.IGNORECASE,
)


class Article(NamedTuple):
    """What a page or post holds. text: headline first, then paragraphs, a blank line apart."""

    text: str
    metadata: Metadata
    links: tuple[Link, ...]


def read_page(source: str, address: str | None, name: str) -> Article:
    """The article of an HTML page.

    source: the page as text. address: where it is from, the base of its links; None if not known.
    Raises NotAnArticle for a page without one (a list, a wall, an error page), InputError for one that
    cannot be parsed in bounded time.
    """
    tree = parse(source, name)
    stated = facts(tree, address)
    base = _base(tree, address or stated.metadata.url)
    prune(tree)
    text = Text(base)
    body = _body(tree, base)
    title = stated.metadata.title
    if title and not _opens_with(body, title):
        text.write(title)
        text.space("\n\n")
    if body is not None:
        text.tree(body)
    _require_article(str(text), text.links, title, stated, name)
    return Article(str(text), stated.metadata, tuple(text.links))


def _base(tree: Element, address: str | None) -> str | None:
    stated = tree.find(".//base[@href]")
    try:
        return urljoin(address or "", stated.get("href")) if stated is not None else address
    except ValueError:
        return address


def _body(tree: Element, base: str | None) -> Element | None:
    """trafilatura's tree of the article; None if it finds none."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            document = bare_extraction(
                tree, url=base, include_comments=False, include_tables=False, include_links=True
            )
        except Exception:  # hostile markup in third-party code: the page yields no article
            return None
    return getattr(document, "body", None)


def _opens_with(body: Element | None, title: str) -> bool:
    """Whether one of the first blocks is the headline already: a rubric or date may stand before it."""
    if body is None:
        return False
    opening = [" ".join("".join(e.itertext()).split()).casefold() for e in list(body)[:3]]
    return " ".join(title.split()).casefold() in opening


def _require_article(text: str, links: list[Link], title: str | None, stated: Facts, name: str) -> None:
    body = text.removeprefix(title or "").strip()
    hint = "save the article's text to a file and check that"
    if (stated.paywalled or _WALL.search(body)) and len(body) < _STUB:
        raise NotAnArticle(f"{name}: only the beginning is shown, the rest is behind a wall; {hint}")
    if len(body) < _SHORTEST or not _SENTENCE.search(body):
        raise NotAnArticle(f"{name}: no article text found; check the address, or {hint}")
    if sum(link.end - link.start for link in links) * 2 > len(body):
        raise NotAnArticle(f"{name}: it is a list of links, not an article; give the address of one article")
