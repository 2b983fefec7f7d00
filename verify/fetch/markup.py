"""HTML as a tree: parsed within bounds, rid of what is not the article, rendered with its links' places."""

from __future__ import annotations

import re
from typing import Any, NamedTuple
from urllib.parse import urljoin

from lxml import etree  # type: ignore[import-untyped]
from lxml import html as lxml_html

from verify.errors import InputError
from verify.model.article import Link

Element = Any
"""An lxml element: lxml ships no types."""

# Measured on one core: 40,000 elements of the worst kind take trafilatura 5 s and 300 MB; words nested
# deep cost it their length times their depth (760 million: 12 s). libxml2 itself cuts off what is 256 deep.
# The longest articles have a few thousand elements, 30 deep, and 100,000 characters.
_ELEMENTS = 40_000
_DEPTH = 200
_WEIGHT = 100_000_000  # characters times depth

_FURNITURE = re.compile(
    r"(?:^|[-_ ])(?:figcaption|caption|credits?|copyright|breadcrumbs?|share|sharing|socials?|subscribe|"
    r"subscription|newsletter|adverts?|advertisement|advertising|adv|ads|banner|promo|sponsored|related|"
    r"menu|navigation|navbar|topbar|sidebar|recommended|recommendations|read-?also|see-?also|most-?read|"
    r"popular|comments?)(?:$|[-_ ])",
    re.IGNORECASE,
)
_PICTURE = re.compile(
    r"(?:^|[-_ ])(?:photo|image|img|picture|pic|media|gallery|slide)(?:$|[-_ ])", re.IGNORECASE
)
_NEVER = ("nav", "footer", "aside", "figure", "figcaption", "form", "button", "dialog", "iframe", "noscript")
_HARMLESS = ("html", "body", "main", "article", "head")
_UNREAD = ("script", "style")
_CAPTION = 300  # characters: a longer text in a picture's box is prose with a picture in it

_CONTROLS = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What no XML may hold: libxml2 reads it into a tree, and refuses to write it when a box is taken out."""

_PROSE = 250  # characters: a cell of data is shorter, an article in a layout's cell longer


def parse(text: str, name: str) -> Element:
    """The page's tree. Raises InputError for one too large or too deep to read in bounded time."""
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    text = _CONTROLS.sub(" ", text)
    try:
        tree = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError) as error:
        raise InputError(
            "{name}: it cannot be read as HTML ({error}); save its text to a file", name=name, error=error
        ) from None
    _check_size(tree, name)
    return tree


def _check_size(tree: Element, name: str) -> None:
    depth = deepest = count = weight = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if event == "start":
            deepest = max(deepest, depth)
            count += 1
            weight += depth * _length("" if element.tag in _UNREAD else element.text)
    if count > _ELEMENTS or deepest > _DEPTH or weight > _WEIGHT:
        raise InputError(
            "{name}: the page has {count} elements, {deepest} deep, which no article needs; save the "
            "article's text to a file and check that",
            name=name,
            count=count,
            deepest=deepest,
        )


class _Box(NamedTuple):
    """What an element holds: characters of words, those of them in paragraphs, whether a picture."""

    words: int
    prose: int
    picture: bool


def _measured(tree: Element) -> dict[Element, _Box]:
    """Every element's measures in one pass: asked of each on its own, nested boxes would cost a square."""
    boxes: dict[Element, _Box] = {}
    for _, element in etree.iterwalk(tree, events=("end",)):
        inner = [boxes[child] for child in element]
        own = "" if element.tag in _UNREAD else element.text
        words = _length(own) + sum(box.words + _length(c.tail) for box, c in zip(inner, element, strict=True))
        prose = words if element.tag == "p" else sum(box.prose for box in inner)
        boxes[element] = _Box(words, prose, element.tag == "img" or any(box.picture for box in inner))
    return boxes


def _length(text: str | None) -> int:
    return len(text.strip()) if text else 0


def prune(tree: Element) -> None:
    """Take out, in place, what surrounds an article: navigation, adverts, captions, share buttons.

    trafilatura drops most of it; what it leaves is mostly a picture's caption outside <figure>.
    A box that holds most of the page's paragraphs stays, whatever its class says.
    """
    boxes = _measured(tree)
    total = max(1, boxes[tree].prose)
    for element, box in boxes.items():
        if element.tag in _HARMLESS or element.getparent() is None:
            continue
        if box.prose * 3 < total and _is_furniture(element, box):
            element.drop_tree()


def unfold_tables(tree: Element) -> None:
    """Make boxes, in place, of the tables that old pages are laid out with: those with prose in a cell."""
    boxes = _measured(tree)
    for cell in list(tree.iter("td", "th")):
        table = next(cell.iterancestors("table", "div"), None)
        if boxes[cell].words >= _PROSE and table is not None:
            for part in [table, *table.iter("tbody", "tr", "td", "th")] if table.tag == "table" else [cell]:
                part.tag = "div"


def _is_furniture(element: Element, box: _Box) -> bool:
    if element.tag in _NEVER or (element.tag == "header" and element.find(".//h1") is None):
        return True
    labels = f"{element.get('class', '')} {element.get('id', '')}"
    if _FURNITURE.search(labels):
        return True
    return box.picture and box.words < _CAPTION and bool(_PICTURE.search(labels))


class Text:
    """Text being written from a tree: white space collapsed, blocks a blank line apart, links in place."""

    def __init__(self, base: str | None = None) -> None:
        self._base = base
        self._parts: list[str] = []
        self._size = 0
        self._gap = ""
        self.links: list[Link] = []

    def __str__(self) -> str:
        return "".join(self._parts)

    def write(self, words: str | None) -> None:
        """Words of the current line; white space at either end only separates."""
        if not words:
            return
        run = " ".join(words.split())
        if not run or words[0].isspace():
            self.space(" ")
        if run:
            self._add((self._gap if self._size else "") + run)
            self._gap = " " if words[-1].isspace() else ""

    def space(self, gap: str) -> None:
        """At least this much between what is written and what comes: " ", a line's end, a blank line."""
        joined = "\n\n" if gap == self._gap == "\n" else gap
        self._gap = max(self._gap, joined, key=lambda g: (g.count("\n"), len(g)))

    def tree(self, element: Element) -> None:
        """The element's words, in lxml's HTML or in trafilatura's own markup."""
        if not isinstance(element.tag, str):  # a comment's words are not the page's
            return
        if element.tag in _SKIPPED:
            return
        if element.tag in _BREAKS:
            self.space("\n")
        block = element.tag in _BLOCKS
        if block:
            self.space("\n\n")
        before, parts = self._size, len(self._parts)
        self.write(element.text)
        for child in element:
            self.tree(child)
            self.write(child.tail)
        if block:
            self.space("\n\n")
        target = element.get("href") if element.tag == "a" else element.get("target")
        if element.tag in ("a", "ref") and target:
            self._link(before, "".join(self._parts[parts:]), target)

    def _add(self, words: str) -> None:
        self._parts.append(words)
        self._size += len(words)

    def _link(self, before: int, words: str, target: str) -> None:
        start = before + len(words) - len(words.lstrip())
        try:
            url = urljoin(self._base or "", target.strip())
        except ValueError:
            return
        if words.strip() and url.lower().startswith(("http://", "https://")):
            self.links.append(Link(start, before + len(words), url))


_BREAKS = frozenset({"br", "lb"})
_SKIPPED = frozenset({"script", "style", "graphic", "img", "table", "template"})
_BLOCKS = frozenset(
    {"p", "head", "item", "quote", "list", "pre", "blockquote", "li", "ul", "ol", "dl", "dt", "dd"}
) | {*("div", "section", "article", "main", "header", "h1", "h2", "h3", "h4", "h5", "h6")}


def placed(text: str, page: Text) -> list[Link]:
    """Links of a whole page's rendering, at their places in an extract of its lines.

    Some ways of finding an article lose its links; its lines still stand in the page, with them.
    """
    whole, found = str(page), []
    line_start = seen = 0
    for line in text.split("\n"):
        at = whole.find(line, seen) if line else -1
        if at >= 0:
            seen, shift = at + len(line), line_start - at
            inside = [k for k in page.links if at <= k.start and k.end <= seen]
            found += [Link(k.start + shift, k.end + shift, k.url) for k in inside]
        line_start += len(line) + 1
    return found
