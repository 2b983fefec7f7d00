"""One source to one reading: an address, a file, or stdin."""

from __future__ import annotations

import os
import re
import sys
from codecs import BOM_UTF8
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from verify.errors import FetchError, InputError, Message
from verify.fetch.encoding import decode
from verify.fetch.reading import Body, Reading, ReadOptions
from verify.model.snapshot import Snapshot, bytes_sha256, storable

if TYPE_CHECKING:
    from verify.fetch.http import Network
    from verify.fetch.page import Article

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_HTML_FILES = {".html", ".htm", ".xhtml"}
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)|<\?xml[^>]{0,100}?encoding=[\"']([\w-]+)", re.I
)
_HEAD = 4096  # bytes: browsers look for a page's charset in the first 1024, old pages have it later


def read(source: str, options: ReadOptions | None = None, network: Network | None = None) -> Reading:
    """Read one article.

    source: http(s) address; path of a text or .html file; `-` for stdin. network: names and connections to
    use instead of the machine's own, for tests.
    Raises InputError (FetchError, UnsafeAddress, NotAnArticle) with a message that names the source.
    """
    options = options or ReadOptions()
    real = _real(options.address)
    if _SCHEME.match(source):
        return _read_address(source, real, options, network)
    body = _stdin(options) if source == "-" else _file(source, options)
    name = "stdin" if source == "-" else source
    return body_reading(body, real or body.snapshot.final_address, name, looks_like_html(body, source))


def _real(address: str | None) -> str | None:
    """The address that a person gave for a file, as a web address is written."""
    if not address:
        return None
    from verify.fetch.safety import http_address  # here: files are read without knowing of the network

    return http_address(address)


def _read_address(source: str, real: str | None, options: ReadOptions, network: Network | None) -> Reading:
    from verify.fetch.http import fetch
    from verify.fetch.posts import post_at
    from verify.fetch.safety import http_address

    post = post_at(http_address(source))
    body = fetch(post.page if post else source, options, network)
    address = real or (post.address if post else body.snapshot.final_address)
    plain = body.snapshot.media_type == "text/plain" and not looks_like_html(body, "")
    return body_reading(body, address, source, not plain)


def body_reading(body: Body, address: str, name: str, is_html: bool) -> Reading:
    declared = [body.charset, declared_in(body.data) if is_html else None]
    try:
        decoded = decode(body.data, [d for d in declared if d], name=name)
    except InputError as error:
        raise (FetchError(error.message) if body.snapshot.status else error) from None
    text = storable(decoded.text)
    if not text.strip("\ufeff \t\r\n\x0c"):
        raise InputError("{name}: it is empty; there is nothing to check", name=name)
    snapshot = replace(body.snapshot, encoding=decoded.encoding)
    if not is_html:
        return Reading(address, snapshot, text)
    article = _article(text, address, name)
    metadata = article.metadata
    return Reading(address, snapshot, storable(article.text), metadata, article.links, is_html=True)


def _article(source: str, address: str, name: str) -> Article:
    from verify.fetch.page import read_page
    from verify.fetch.posts import post_at, read_post

    base = address if _SCHEME.match(address) else None
    post = post_at(base)
    return read_post(source, post, name) if post else read_page(source, base, name)


def declared_in(data: bytes) -> str | None:
    found = _CHARSET.search(data[:_HEAD])
    return (found[1] or found[2]).decode("ascii") if found else None


def looks_like_html(body: Body, source: str) -> bool:
    """By the file's name, else by how its text begins. A .txt file is text, whatever it holds."""
    suffix = Path(source).suffix.lower()
    if suffix in _HTML_FILES:
        return True
    return suffix != ".txt" and bool(
        _HTML_START.match(body.data[:_HEAD].removeprefix(BOM_UTF8).decode("latin-1"))
    )


def _stdin(options: ReadOptions) -> Body:
    stream = options.stdin or sys.stdin.buffer
    data = stream.read(options.limits.decoded + 1)
    address = f"stdin:{bytes_sha256(data)}"
    return _local(data, address, address, "stdin", options)


def _file(source: str, options: ReadOptions) -> Body:
    if not source.strip():
        raise InputError("An empty name: give an address, a file, or - for standard input.")
    try:
        with open(source, "rb") as file:  # noqa: PTH123 - no more than a name is needed
            size = os.fstat(file.fileno()).st_size  # 0 for what is no plain file; room for the most is costly
            data = file.read(min(size or options.limits.decoded, options.limits.decoded) + 1)
        return _local(data, source, os.path.realpath(source), source, options)
    except FileNotFoundError:
        hint = (
            Message("; for an address write https://{source}", source=source) if _like_address(source) else ""
        )
        raise InputError("{source}: there is no such file{hint}", source=source, hint=hint) from None
    except IsADirectoryError:
        raise InputError("{source}: it is a folder; give the files in it", source=source) from None
    except (OSError, ValueError) as error:
        raise InputError(
            "{source}: it cannot be read ({error})",
            source=source,
            error=getattr(error, "strerror", None) or error,
        ) from None


def _like_address(source: str) -> bool:
    """Whether what names no file looks like an address whose https:// was left out."""
    return re.match(r"[\w-]+(?:\.[\w-]+)+(?:/|$)", source) is not None and Path(source).suffix != ".txt"


def _local(data: bytes, given: str, address: str, name: str, options: ReadOptions) -> Body:
    limit = options.limits.decoded
    if len(data) > limit:
        raise InputError(
            "{name}: it is larger than {limit} MB, which no article is; not read",
            name=name,
            limit=f"{limit / 1000000.0:g}",
        )
    if not data:
        raise InputError("{name}: it is empty; there is nothing to check", name=name)
    digest = bytes_sha256(data)
    return Body(Snapshot(data, digest, digest, datetime.now(UTC), given, address), data)
