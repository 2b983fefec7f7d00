"""Addresses that lead to one article: what is only there to count clicks is taken off."""

from __future__ import annotations

import re
from urllib.parse import urlsplit, urlunsplit

# Parameters that say where a reader came from and never which article it is: Google Analytics' and Matomo's
# campaigns, click ids of Google, Facebook, Yandex, Microsoft, Twitter and Instagram, OpenStat, AT Internet,
# Mailchimp. Nothing that a site could number its articles by (id, cid, ref, source) is among them.
_TRACKING = re.compile(
    r"utm_\w+|(?:mtm|pk|piwik)_(?:campaign|kwd|keyword|source|medium|content|cid|group|placement)|"
    r"(?:g|fb|y|ys|msclk|dc|tw|igsh)clid|msclkid|igshid|igsh|gbraid|wbraid|_openstat|xtor|mc_[ce]id|"
    r"yadclid|ysclid|_ga|_gl|fb_action_ids|fb_source|at_(?:medium|campaign|custom\d)",
    re.IGNORECASE,
)
_PORTS = {"http": 80, "https": 443}


def plain(address: str) -> str:
    """The address without tracking parameters and fragment; all else as it is, and what is none whole."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    return urlunsplit((parts.scheme, parts.netloc, parts.path, _query(parts.query), ""))


def canonical(address: str) -> str:
    """What two addresses of one article share: host in lower case without its usual port and "www.", path
    without a last slash, query without tracking; http and https are one. Not an address to fetch.
    """
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").removeprefix("www.").rstrip(".")
        port = parts.port
    except ValueError:
        return address
    if not host.isascii():
        host = _ascii(host)
    if port is not None and port != _PORTS.get(parts.scheme.lower()):
        host = f"{host}:{port}"
    query = _query(parts.query)
    return f"{host}{parts.path.rstrip('/')}" + (f"?{query}" if query else "")


def host_of(address: str) -> str:
    """Host and port, as one server: what waits its turn. "" for what is no address."""
    try:
        return urlsplit(address).netloc.lower()
    except ValueError:
        return ""


def _query(query: str) -> str:
    return "&".join(p for p in query.split("&") if p and not _TRACKING.fullmatch(p.partition("=")[0]))


def _ascii(host: str) -> str:
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host
