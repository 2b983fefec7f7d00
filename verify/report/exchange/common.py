"""What several formats say alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from verify.model import Hop
from verify.model.claim import Chain
from verify.report.safe import dumps
from verify.report.views import ArticleView

GENERATOR = "verify"


def hop_name(hop: Hop, say: Callable[[str], str] = str) -> str:
    """The names side by side, or the kind where nobody is named."""
    return ", ".join(hop.names) or f"({say(hop.kind.value)})"


def chain_text(publisher: str, chain: Chain, say: Callable[[str], str] = str) -> str:
    """Read from left to right: the publisher says that the first source says that …"""
    return " ← ".join([publisher, *(hop_name(hop, say) for hop in chain)])


def web_address(view: ArticleView) -> str | None:
    """The article's address where it is one of the web; a path of somebody's disk is nobody's business."""
    for address in (view.metadata.url, view.source):
        if address and web(address):
            return address
    return None


def web(address: str) -> bool:
    """True for http and https: the only addresses that a format may hand on as a link."""
    try:
        return urlsplit(address).scheme in ("http", "https")
    except ValueError:
        return False


def present(**values: Any) -> dict[str, Any]:
    """The values that are there: an absent fact is left out, never empty or null."""
    return {name.replace("__", ":"): value for name, value in values.items() if value not in (None, "", [])}


def array(head: str, items: Iterable[Any], tail: str) -> Iterator[str]:
    """A JSON document around a list, one item a line, so that a large export never stands in memory."""
    yield head
    for n, item in enumerate(items):
        yield (",\n" if n else "\n") + dumps(item)
    yield "\n" + tail + "\n"
