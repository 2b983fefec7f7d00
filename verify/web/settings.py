"""How a desk is served: where, to whom, and what a request may weigh."""

from __future__ import annotations

from dataclasses import dataclass, field

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
"""Names under which a browser on this machine calls us."""


@dataclass(frozen=True, slots=True)
class Settings:
    """hosts: names that the Host header may have, without a port; any other is refused, so that no name
    that an outsider points at this machine reaches the desk (DNS rebinding).

    person: who acts where nobody signs in; None where people sign in. secure: cookies travel over https
    alone. body: the most bytes that a request may have. allow_loopback: articles may be of this machine:
    for tests.
    """

    hosts: frozenset[str] = field(default_factory=lambda: frozenset(LOOPBACK))
    person: str | None = None
    secure: bool = False
    body: int = 4_000_000
    allow_loopback: bool = False
