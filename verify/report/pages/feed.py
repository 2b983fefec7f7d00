"""The newest checks as an Atom feed (RFC 4287)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from verify.report.drawing.letters import plain
from verify.report.exchange.newsroom import Newsroom
from verify.report.pages.site import CHECKS, Listed
from verify.report.wording import say

_MOST = 50
"""Checks in the feed: readers ask often, and for what is new."""


def feed(checks: Sequence[Listed], newsroom: Newsroom, uid: str, began: datetime) -> str:
    """checks: the newest first. uid: the feed's own id, which never changes. began: when there was none yet.

    Links are absolute where the newsroom says where its checks stand, else relative to the feed.
    """
    newest = checks[:_MOST]
    root = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom"})
    _add(root, "id", f"urn:uuid:{uid}")
    _add(root, "title", newsroom.name or say("Checks"))
    _add(root, "updated", _time(max((each.updated for each in newest), default=began)))
    _add(SubElement(root, "author"), "name", newsroom.name or "verify")
    _add(root, "generator", "verify")
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": CHECKS})
    for each in newest:
        _entry(root, each, newsroom)
    indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _entry(root: Element, check: Listed, newsroom: Newsroom) -> None:
    entry = SubElement(root, "entry")
    rating = say("withdrawn") if check.withdrawn else check.rating
    _add(entry, "id", f"urn:uuid:{check.id}")
    _add(entry, "title", f"{rating}: {check.claim}")
    _add(entry, "published", _time(check.published))
    _add(entry, "updated", _time(check.updated))
    href = newsroom.page(check.id) or check.path
    SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": plain(href)})
    _add(entry, "summary", f"{check.publisher}: {check.claim}")


def _add(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = plain(text)


def _time(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
