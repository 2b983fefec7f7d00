"""XML from strangers, in bounded time and memory.

lxml reads it, which verify uses for pages anyway. feedparser would forgive more, but takes three times as
long (6.2 s to 2.0 s for 10,000 items) and reads broken ones by regular expressions of its own. Nothing is
loaded from outside (no DTD, no network), no entity is expanded, libxml2's own limits hold (256 deep, 10 MB a
text), and a document that declares entities is refused: no feed needs any, and bombs are made of them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from verify.errors import FetchError, InputError
from verify.fetch.encoding import decode

Element = Any
"""An lxml element: lxml ships no types."""

MOST_TAGS = 1_200_000
"""Tags and attributes. A sitemap of 50,000 addresses, the most that the protocol allows, has about 900,000
with news and pictures; the worst that has as many takes 4 s and 260 MB."""

_DECLARED = re.compile(rb"<\?xml[^>]{0,100}?encoding=[\"']([\w.-]+)")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # XML 1.0, section 2.2
_TAG = re.compile(r"<[^!?]")
_TAIL = 2000  # characters: comments that some servers put behind
_HEAD = 1024  # bytes: where an XML declaration stands
_HTML = re.compile(r"\s*(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)


class IsAPage(FetchError):
    """What should be a feed is an HTML page; `text` has it."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__(f"{name}: it is a page, not a feed or a sitemap; give the address of its feed")
        self.text = text


@dataclass(slots=True)
class Document:
    """A document being read. problem: where and why it could not be read on; None where all of it could."""

    name: str
    text: str
    containers: Collection[str]
    wanted: Collection[str]
    root: str | None = None
    problem: str | None = None

    @property
    def cut(self) -> bool:
        """Whether it ends before its outermost element does: the last of its children may be half a one."""
        return not re.search(rf"</(?:[\w.-]+:)?{re.escape(self.root or '')}\s*>", self.text[-_TAIL:])

    def elements(self) -> Iterator[Element]:
        """The wanted children of containers, in their order.

        Raises FetchError for what is no such document: its outermost element must be a container.
        """
        self._refuse_bombs()
        parser = etree.XMLParser(
            encoding="utf-8", recover=True, resolve_entities=False, load_dtd=False, no_network=True,
            huge_tree=False, collect_ids=False, remove_comments=True, remove_pis=True,
        )  # fmt: skip
        root: Element = None
        try:  # whole: read in pieces, tags that nobody closed cost libxml2 the square of their number
            root = etree.fromstring(self.text.encode("utf-8", "replace"), parser)
        except etree.XMLSyntaxError as error:
            self.problem = str(error)
        first = next((e for e in parser.error_log if e.level_name == "FATAL"), None)
        if first is not None and self.problem is None:
            self.problem = f"line {first.line}: {first.message}"
        self._begin(root)
        for element in root.iter(*(f"{{*}}{name}" for name in self.wanted)):
            parent = element.getparent()
            if parent is not None and local(parent) in self.containers:
                yield element

    def _refuse_bombs(self) -> None:
        """What libxml2 would hold out against, and nobody needs to wait for."""
        root = _TAG.search(self.text)
        if "<!ENTITY" in self.text[: root.start() if root else None]:
            raise FetchError(
                "{name}: it declares entities, which no feed needs and attacks are made of", name=self.name
            )
        if self.text.count("<") + self.text.count("=") > MOST_TAGS:
            raise FetchError(
                "{name}: it has more than {most} tags and attributes; not read",
                name=self.name,
                most=f"{MOST_TAGS:,}",
            )

    def _begin(self, root: Element | None) -> None:
        if root is None:
            raise FetchError(
                "{name}: it is no feed and no sitemap ({problem})",
                name=self.name,
                problem=self.problem or "no XML",
            )
        if local(root) not in self.containers:
            raise FetchError(
                "{name}: it is no feed and no sitemap, but <{local}>", name=self.name, local=local(root)[:40]
            )
        self.root = local(root)


def document(
    data: bytes, charset: str | None, name: str, *, containers: Collection[str], wanted: Collection[str]
) -> Document:
    """The bytes as a document whose encoding is known. charset: as the server declares it.

    containers: names of elements whose children matter, of which the outermost must be one; wanted: of those
    children.

    Raises IsAPage for HTML, FetchError for what is no text.
    """
    declared = _DECLARED.search(data[:_HEAD])
    stated = [declared[1].decode("ascii")] if declared else []
    try:
        text = decode(data, [*stated, *([charset] if charset else [])], name=name).text
    except InputError as error:
        raise FetchError(
            "{name}: it is no feed and no sitemap ({why})", name=name, why=_why(error, name)
        ) from None
    text = _ILLEGAL.sub(" ", text.lstrip())
    if _HTML.match(text[:_HEAD]):
        raise IsAPage(name, text)
    return Document(name, text, containers, wanted)


def _why(error: InputError, name: str) -> str:
    return str(error).removeprefix(f"{name}: ").split(";")[0]


def local(element: Element) -> str:
    """The element's name without its namespace; "" for what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def words(element: Element | None, most: int = 20_000) -> str:
    """All text inside, up to `most` characters."""
    if element is None:
        return ""
    found: list[str] = []
    length = 0
    for part in element.itertext():
        found.append(part)
        length += len(part)
        if length >= most:
            break
    return "".join(found)[:most]
