"""A document that is linked as evidence: its bytes, whatever they are, and its text where it has one."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from verify.errors import InputError, NotAnArticle
from verify.fetch.encoding import decode
from verify.fetch.inflate import inflate
from verify.fetch.read import declared_in, looks_like_html
from verify.fetch.reading import Body, Limits, ReadOptions
from verify.fetch.safety import http_address
from verify.model.article import Link, Metadata
from verify.model.snapshot import Snapshot, storable

if TYPE_CHECKING:
    from verify.fetch.http import Network

_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_TEXTS = frozenset({"text/plain", ""})


@dataclass(frozen=True)
class Document:
    """A linked document. text: of its article, without menus and adverts; of a page that holds none, all that
    it shows; None where it is no text (a PDF, a picture). source: the markup, None where there is none.
    """

    snapshot: Snapshot
    text: str | None
    source: str | None = None
    metadata: Metadata = field(default_factory=Metadata)
    links: tuple[Link, ...] = ()

    @cached_property
    def whole(self) -> str | None:
        """All that the page shows, for words that stand outside its article."""
        if self.source is None:
            return self.text
        from verify.fetch.page import page_text

        return storable(page_text(self.source, self.snapshot.final_address))


def document(address: str, options: ReadOptions, network: Network | None = None) -> Document:
    """The document at an http(s) address.

    Raises UnsafeAddress, Gone, Unreachable or another FetchError where it cannot be had.
    """
    from verify.fetch.http import DOCUMENT, fetch

    return _opened(fetch(_asked(address), options, network, DOCUMENT), address)


def kept_document(snapshot: Snapshot, address: str, limits: Limits | None = None) -> Document:
    """The document of bytes that were kept. Raises FetchError for bytes that cannot be unpacked."""
    packing = dict(snapshot.headers).get("content-encoding", "")
    data = inflate(snapshot.raw, packing, (limits or Limits()).decoded, address)
    charset = next((v for k, v in snapshot.headers if k == "content-type" and "charset=" in v.lower()), "")
    declared = charset.lower().partition("charset=")[2].partition(";")[0].strip(" \"'") or None
    return _opened(Body(snapshot, data, declared), address)


def _asked(address: str) -> str:
    """Where its words are: of a public post, a page of its own."""
    from verify.fetch.posts import post_at

    try:
        post = post_at(http_address(address))
    except NotAnArticle:
        return address
    return post.page if post else address


def _opened(body: Body, address: str) -> Document:
    """Bytes that cannot be read as text are a document all the same."""
    media, html = body.snapshot.media_type or "", looks_like_html(body, "")
    if media not in _PAGES | _TEXTS and not html:
        return Document(body.snapshot, None)
    declared = [body.charset, declared_in(body.data) if media in _PAGES or html else None]
    try:
        decoded = decode(body.data, [d for d in declared if d], name=address)
    except InputError:
        return Document(body.snapshot, None)
    snapshot = replace(body.snapshot, encoding=decoded.encoding)
    text = storable(decoded.text)
    if media not in _PAGES and not html:
        return Document(snapshot, text)
    return _page(snapshot, text, address)


def _page(snapshot: Snapshot, source: str, address: str) -> Document:
    from verify.fetch.page import page_text, read_page
    from verify.fetch.posts import post_at, read_post

    try:
        post = post_at(address) if "://" in address else None
        found = (
            read_post(source, post, address) if post else read_page(source, snapshot.final_address, address)
        )
        return Document(snapshot, storable(found.text), source, found.metadata, found.links)
    except NotAnArticle:
        pass
    except InputError:
        return Document(snapshot, None)
    try:
        return Document(snapshot, storable(page_text(source, address)), source)
    except InputError:
        return Document(snapshot, None)


__all__ = ["Document", "ReadOptions", "document", "kept_document"]
