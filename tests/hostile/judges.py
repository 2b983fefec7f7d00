"""Whether something that was printed is harmless: nothing of an attack became more than text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import lxml.etree
import lxml.html

from tests.hostile.attacks import MARK

OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
"""What a terminal obeys, or hides, or turns round: everything but the ends of lines and tabs."""

_NEVER = """
    //script[not(@src) and not(@type='application/ld+json')] | //script[@src and normalize-space()]
    | //*[self::iframe or self::object or self::embed or self::base or self::math or self::img or self::applet
          or self::frame or self::audio or self::video or self::x]
    | //svg[not(@class) and not(@viewbox)] | //template[not(@class)]
    | //@*[starts-with(translate(name(), 'ON', 'on'), 'on')] | //@style | //@srcdoc | //@ping | //@background
    | //meta[@http-equiv and not(@http-equiv='Content-Security-Policy')
            and not(parent::noscript and @content='2')]
"""
_ADDRESSES = "//@href | //@src | //@action | //@formaction | //@data | //@*[contains(name(), 'href')]"


def page(html: str, where: str, *, scripts: tuple[str, ...] = (), styles: int = 0) -> Any:
    """The page, parsed, if it is harmless. scripts: addresses of its own; styles: elements of its own."""
    tree = lxml.html.fromstring(html)
    found = [lxml.etree.tostring(x)[:200] if hasattr(x, "tag") else x for x in tree.xpath(_NEVER)]
    assert not found, (where, found)
    assert len(tree.xpath("//style")) == styles, where
    assert {s.partition("?")[0] for s in tree.xpath("//script/@src")} <= set(scripts), where
    assert not [c for c in tree.xpath("//comment()") if MARK in c.text], where
    for address in tree.xpath(_ADDRESSES):
        web(address, where)
    text(html, where)
    return tree


def web(address: str, where: str) -> None:
    """Of the web with a host, of the same site, or a place on the page."""
    scheme, colon, rest = address.partition(":")
    fine = (
        (scheme.lower() in ("http", "https") and rest.startswith("//"))
        if colon
        else not address.startswith("//")
    )
    assert fine or (re.match(r"[/?#.]", address) and not re.match(r"[/\\]{2}", address)), (where, address)


def text(printed: str, where: str) -> None:
    """Nothing in it that a terminal obeys."""
    found = OBEYED.search(printed)
    assert found is None, (where, printed[max(0, found.start() - 60) : found.end() + 20])


def drawing(svg: str, where: str) -> None:
    """A picture that runs and loads nothing."""
    root = lxml.etree.fromstring(svg.encode(), lxml.etree.XMLParser(resolve_entities=False, no_network=True))
    known = {
        "svg",
        "title",
        "desc",
        "style",
        "g",
        "rect",
        "text",
        "tspan",
        "path",
        "a",
        "line",
        "circle",
        "marker",
    }
    for element in root.iter():
        assert isinstance(element.tag, str), where
        tag = lxml.etree.QName(element).localname
        assert tag in known, (where, tag)
        assert tag != "style" or MARK not in (element.text or ""), where
        for name, value in element.attrib.items():
            assert not str(name).lower().startswith("on"), (where, name)
            if str(name).endswith("href"):
                web(value, where)
    text(svg, where)


def values(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """(name, words) of everything that JSON holds."""
    if isinstance(value, dict):
        for name, each in value.items():
            yield from values(each, name)
    elif isinstance(value, list):
        for each in value:
            yield from values(each, path)
    elif isinstance(value, str):
        yield path, value


def skeleton(tree: Any) -> str:
    """Elements and the names of their attributes, without words: alike for pages of the same kind. An address
    that may be a link or not counts for the same.
    """
    parts = []
    for element in tree.iter():
        if isinstance(element.tag, str):
            link = element.tag == "a" and element.get("target") == "_blank"
            url = link or (element.tag == "span" and element.get("class") == "url")
            parts.append("url" if url else f"{element.tag}[{' '.join(sorted(element.attrib))}]")
    return " ".join(parts)
