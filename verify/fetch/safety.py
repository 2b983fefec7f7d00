"""Which addresses verify connects to: public ones, plus loopback or private ones where a call allows it.

The list is the IANA special-purpose registries (IPv4 and IPv6, RFC 6890 and later); Python's own
`is_global` differs between patch releases and counts 6to4 as global.
"""

from __future__ import annotations

import ipaddress
import socket
import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from types import MappingProxyType
from urllib.parse import urlsplit

from verify.errors import Message, Unreachable, UnsafeAddress

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolver = Callable[[str, int], Sequence[str]]
"""Host and port to the IP addresses of the name, in the order to try them. Raises OSError."""

_REFUSED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("loopback", ("127.0.0.0/8", "::1/128")),
    ("private", ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7", "fec0::/10")),
    ("link-local", ("169.254.0.0/16", "fe80::/10")),
    ("carrier-grade NAT", ("100.64.0.0/10",)),
    ("multicast", ("224.0.0.0/4", "ff00::/8")),
    ("IPv4-mapped", ("::ffff:0:0/96", "::ffff:0:0:0/96")),
    ("6to4", ("2002::/16", "192.88.99.0/24")),
    ("Teredo", ("2001::/32",)),
    ("NAT64", ("64:ff9b::/96", "64:ff9b:1::/48")),
    ("IPv4-compatible", ("::/96",)),
    ("documentation", ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32", "3fff::/20")),
    ("reserved", ("0.0.0.0/8", "192.0.0.0/24", "198.18.0.0/15", "240.0.0.0/4", "2001::/23")),
)
_NETWORKS = [(kind, ipaddress.ip_network(n)) for kind, nets in _REFUSED for n in nets]
_GLOBAL_V6 = ipaddress.IPv6Network("2000::/3")
_ISATAP = (0x00005EFE, 0x02005EFE)  # RFC 5214: bits 32..63 of an interface that tunnels to an IPv4 address


def kind_of(address: Address) -> str | None:
    """Why an address is not a public host's ("private", "loopback", …); None for a public one."""
    for kind, network in _NETWORKS:
        if address.version == network.version and address in network:
            return kind
    if isinstance(address, ipaddress.IPv6Address):
        if address not in _GLOBAL_V6:
            return "reserved"
        if (int(address) >> 32) & 0xFFFFFFFF in _ISATAP:
            return "ISATAP"
    return None


def http_address(url: str) -> str:
    """The address, if a page can have it: http or https, a host, no user name. Raises UnsafeAddress."""
    try:
        parts = urlsplit(url)
        named = bool(parts.hostname)
    except ValueError:
        named = False
    if not named or parts.scheme.lower() not in ("http", "https"):
        raise UnsafeAddress("{url}: an address must begin with http:// or https:// and name a host", url=url)
    if parts.username is not None or parts.password is not None:
        raise UnsafeAddress(
            "{host}: the address carries a user name or password; give it without",
            host=parts.hostname,
        )
    return url


def system_resolver(host: str, port: int) -> Sequence[str]:
    """All addresses of the name, as the system's resolver orders them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def safe_addresses(
    host: str, port: int, *, resolve: Resolver, allowed: Collection[str] = (), seconds: float,
    permits: Mapping[str, str] = MappingProxyType({}),
) -> tuple[str, ...]:  # fmt: skip
    """The name's addresses that may be connected to, resolved once. allowed: kinds beside public ones.
    permits: by the kind, the option that would have allowed it, for the message.

    Raises UnsafeAddress if it has none but unsafe ones, FetchError if it has none at all.
    A name with both kinds is used by its safe ones: a resolver on an IPv6-only network (DNS64) adds a
    NAT64 address to every name.
    """
    found = [ipaddress.ip_address(a) for a in _resolved(host, port, resolve, seconds)]
    safe = [a for a in found if (kind := kind_of(a)) is None or kind in allowed]
    if safe:
        return tuple(str(a) for a in safe)
    kinds = ", ".join(sorted({kind_of(a) or "" for a in found}))
    shown = host if host == str(found[0]) else f"{host} = {found[0]}"
    option = permits.get(kinds)
    hint = Message("; {option} allows it, if you mean it", option=option) if option else ""
    raise UnsafeAddress(
        "{shown}: a {kinds} address, not a public host; verify does not connect to it{hint}",
        shown=shown,
        kinds=kinds,
        hint=hint,
    )


def _resolved(host: str, port: int, resolve: Resolver, seconds: float) -> Sequence[str]:
    """The resolver's answer within the time left: getaddrinfo itself has no timeout."""
    answer: list[Sequence[str]] = []
    failure: list[Exception] = []

    def ask() -> None:
        try:
            answer.append(resolve(host, port))
        except (OSError, UnicodeError) as error:
            failure.append(error)

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(seconds)
    if answer and answer[0]:
        return answer[0]
    why = failure[0] if failure else "no answer in time" if thread.is_alive() else "no addresses"
    raise Unreachable(
        "{host}: the name cannot be resolved ({why}); check its spelling and your connection",
        host=host,
        why=why,
    )
