"""robots.txt: what a site asks of programs, after RFC 9309, read by Protego (Scrapy's reader).

The standard library's reader knows no wildcards and takes the first rule that fits instead of the longest.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from urllib.parse import urlsplit

from protego import Protego

from verify.errors import ComeBackLater, FetchError, Message, UnsafeAddress
from verify.fetch import Limits, ReadOptions
from verify.fetch.http import Network, Want, ask

NAME = "verify"
"""Our name in robots.txt: the product of our User-Agent (RFC 9309, 2.2.1)."""

LARGEST = 500 * 1024
"""Bytes that are read of one: at least 500 KiB must be (RFC 9309, 2.5)."""

LONGEST_DELAY = 60.0
"""Seconds between two requests that a site may ask for; nobody's Crawl-delay stops us for a day."""

_WANT = Want("text/plain", answers=frozenset({200, *range(400, 429), *range(430, 500)}))
_LIMITS = Limits(total=20.0, attempts=2, redirects=5)  # five redirects: RFC 9309, 2.3.1.2


@dataclass(frozen=True, slots=True)
class Robots:
    """A site's rules. reason: why everything is refused, None where the rules decide."""

    rules: Protego | None
    reason: str | None = None

    def refusal(self, address: str) -> str | None:
        """Why this address may not be read; None where it may."""
        if self.reason is not None:
            return self.reason
        try:
            if self.rules is None or self.rules.can_fetch(address, NAME):
                return None
        except ValueError:
            return None  # what is no address is refused where it would be read
        return Message(
            "robots.txt of {site} asks programs to leave this address alone", site=urlsplit(address).netloc
        )

    @property
    def sitemaps(self) -> tuple[str, ...]:
        """Addresses of the sitemaps that the site names, as it writes them."""
        return tuple(self.rules.sitemaps) if self.rules is not None else ()

    @property
    def delay(self) -> float:
        """Seconds between two requests that the site asks for; 0 where it asks for none."""
        asked = self.rules.crawl_delay(NAME) if self.rules is not None else None
        if asked is None or not math.isfinite(asked):
            return 0.0
        return min(max(float(asked), 0.0), LONGEST_DELAY)


def robots_of(address: str, options: ReadOptions, network: Network | None = None) -> Robots:
    """The rules of an address's site. None there (4xx): all may be read. Not to be had: nothing (2.3.1.4)."""
    parts = urlsplit(address)
    place = f"{parts.scheme}://{parts.netloc}/robots.txt"
    try:
        reply = ask(place, _WANT, _own(options), network)
    except (ComeBackLater, UnsafeAddress):
        raise
    except FetchError as error:
        return Robots(
            None, Message("robots.txt cannot be had, so nothing may be read there ({error})", error=error)
        )
    return parsed(reply.data) if reply.status == 200 else Robots(None)


def parsed(data: bytes) -> Robots:
    """The rules in these bytes; what is no rule is passed over."""
    return Robots(Protego.parse(data[:LARGEST].decode("utf-8", "replace")))


def _own(options: ReadOptions) -> ReadOptions:
    return ReadOptions(
        proxy=options.proxy, allow_loopback=options.allow_loopback, allow_private=options.allow_private,
        limits=_LIMITS, permits=options.permits,
    )  # fmt: skip
