"""Passwords: which are taken, and their hashes by Argon2id (RFC 9106)."""

from __future__ import annotations

import threading
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from verify.errors import Refused

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST = 12
"""Code points. NIST SP 800-63B: 8 at least, 15 where nothing else is asked for; tries are few here."""
_LONGEST = 1000
_DIFFERENT = 5
"""So many different characters: aaaaaaaaaaaa is no password."""

_AT_ONCE = threading.BoundedSemaphore(2)
"""A hash takes 64 MiB while it is made; many people who sign in at once wait for each other."""


@cache
def hasher() -> PasswordHasher:
    """The library's own settings: the second recommendation of RFC 9106 (3 passes over 64 MiB, 4 lanes)."""
    try:
        from argon2 import PasswordHasher
    except ModuleNotFoundError as error:
        raise Refused("Accounts need the package argon2-cffi: pip install 'verify[web]'.") from error
    return PasswordHasher()


@cache
def _nobodys() -> str:
    """The hash that stands in for that of an account which is not there."""
    return hasher().hash("nobody's password")


def hashed(password: str, name: str) -> str:
    """The hash to keep of a new password. Refused for one that is guessed too easily."""
    if len(password) < SHORTEST:
        raise Refused("A password has {least} characters at least.", least=SHORTEST)
    if len(password) > _LONGEST:
        raise Refused("A password has {most} characters at most.", most=_LONGEST)
    if len(set(password.casefold())) < _DIFFERENT or password.casefold() == name.casefold():
        raise Refused("This password is guessed too easily: take one of several words that you made up.")
    with _AT_ONCE:
        return hasher().hash(_bytes(password))


def fits(password: str, kept: str | None) -> bool:
    """Whether the password is the one of this hash; it takes as long where there is none."""
    # Made before either kind of name is looked at: else the first name of nobody would take twice as long.
    argon2, nobodys = hasher(), _nobodys()
    from argon2.exceptions import Argon2Error, InvalidHashError

    with _AT_ONCE:
        try:
            return argon2.verify(kept or nobodys, _bytes(password[: _LONGEST + 1])) and kept is not None
        except (Argon2Error, InvalidHashError):
            return False


def renewed(password: str, kept: str) -> str | None:
    """A hash at today's costs, where the kept one was made at others."""
    if not hasher().check_needs_rehash(kept):
        return None
    with _AT_ONCE:
        return hasher().hash(_bytes(password))


def _bytes(password: str) -> bytes:
    """The same for the same letters, however a keyboard composes them."""
    return unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")
