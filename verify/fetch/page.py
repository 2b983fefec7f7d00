"""An article from its HTML: its text, the facts the page states, and its links."""

from __future__ import annotations

import logging
import re
import warnings
from configparser import ConfigParser
from dataclasses import replace
from functools import cache
from typing import NamedTuple
from urllib.parse import urljoin

from trafilatura import bare_extraction
from trafilatura.settings import use_config

from verify.errors import Message, NotAnArticle
from verify.fetch.facts import Facts, facts
from verify.fetch.markup import Element, Text, parse, placed, prune, unfold_tables
from verify.languages import detect
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

_LABEL = re.compile(
    r"(?:фото|photo|світлина|иллюстрация|ілюстрація|видео|відео|video)\s*[:/]|"
    r"(?:на правах рекламы|на правах реклами|реклама|advertisement|sponsored)\s*(?:[:.|—–-]|$)|©|"
    r"все права защищены|всі права захищені|(?:all rights reserved|copyright)\b",
    re.IGNORECASE,
)
_LABELLED = 200  # characters
_LEAD = re.compile(
    r"(?:^|[-_ ])(?:lead|lede|standfirst|announce|anons|subtitle|subheadline)(?:$|[-_ ])", re.I
)
_LEADS = range(40, 1000)  # characters


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
    unfold_tables(tree)
    page = Text(base)
    page.tree(tree.find("body") if tree.find("body") is not None else tree)
    title = stated.metadata.title
    lead = _lead(tree)
    text = _written(_body(tree, base), title, lead, base)
    links = text.links or placed(str(text), page)
    _require_article(str(text), page, title, stated, name)
    # Many sites run on a template that declares the language of whoever made it.
    language = detect(str(text)) or stated.metadata.language
    return Article(str(text), replace(stated.metadata, language=language), tuple(links))


def page_text(source: str, name: str) -> str:
    """All that an HTML page shows, menus and adverts too. Raises InputError for what cannot be parsed."""
    tree = parse(source, name)
    page = Text()
    page.tree(tree.find("body") if tree.find("body") is not None else tree)
    return str(page)


def _lead(tree: Element) -> Element | None:
    """The paragraph between headline and text, which many sites keep in a box of its own."""
    for element in tree.iter("h2", "p", "div"):
        if _LEAD.search(element.get("class", "")) and element.find(".//h1") is None:
            return element if len(_rendered(element)) in _LEADS else None
    return None


def _written(body: Element | None, title: str | None, lead: Element | None, base: str | None) -> Text:
    """Headline, lead and text: each once, in this order, whatever box the page keeps it in."""
    text = Text(base)
    if title:
        text.write(title)
        text.space("\n\n")
    if body is None:
        return text
    _drop_labels(body, title)
    if lead is not None and _rendered(lead) not in _rendered(body):
        text.tree(lead)
    text.tree(body)
    return text


def _rendered(element: Element) -> str:
    text = Text()
    text.tree(element)
    return str(text)


def _drop_labels(body: Element, title: str | None) -> None:
    """Take out captions, adverts and rights that only their first words give away, and a second headline."""
    for number, block in enumerate(body.iter("p", "head", "item", "quote")):
        words = " ".join("".join(block.itertext()).split())
        repeated = number < 3 and words.casefold() == (title or "").casefold()
        if repeated or (len(words) < _LABELLED and _LABEL.match(words)):
            block.clear(keep_tail=True)


@cache
def _settings() -> ConfigParser:
    """trafilatura's, but a newsflash is an article: below 250 characters it would take the whole page."""
    settings = use_config()
    settings.set("DEFAULT", "MIN_EXTRACTED_SIZE", str(_SHORTEST))
    return settings


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
                tree,
                url=base,
                include_comments=False,
                include_tables=False,
                include_links=True,
                config=_settings(),
            )
        except Exception:  # hostile markup in third-party code: the page yields no article
            return None
    return getattr(document, "body", None)


def _require_article(text: str, page: Text, title: str | None, stated: Facts, name: str) -> None:
    body = text.removeprefix(title or "").strip()
    hint = Message("save the article's text to a file and check that")
    if (stated.paywalled or _WALL.search(body)) and len(body) < _STUB:
        raise NotAnArticle(
            "{name}: only the beginning is shown, the rest is behind a wall; {hint}", name=name, hint=hint
        )
    if len(body) < _SHORTEST or not _SENTENCE.search(body):
        raise NotAnArticle(
            "{name}: no article text found; check the address, or {hint}", name=name, hint=hint
        )
    if _linked(body, page) * 2 > len(body):
        raise NotAnArticle(
            "{name}: it is a list of links, not an article; give the address of one article", name=name
        )


def _linked(body: str, page: Text) -> int:
    """Characters of the body that are whole links on the page: most of it in a list of headlines."""
    whole = str(page)
    anchors = {whole[link.start : link.end] for link in page.links[:500]}
    return sum(len(a) for a in anchors if len(a) > 15 and a in body)
