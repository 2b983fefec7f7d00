"""One error tree. Third-party errors are mapped to these at the edge; the command line prints the message.

VerifyError
├─ InputError        what was given cannot be read: file, address, text, argument
│  ├─ FetchError     an address could not be fetched
│  │  ├─ UnsafeAddress   the address is one we refuse to connect to
│  │  ├─ Gone            there is no such page any more (404, 410)
│  │  ├─ Unreachable     nobody answers there, this time
│  │  └─ ComeBackLater   the server asks for patience, and how much
│  └─ NotAnArticle   it was read, but holds no article text
├─ StoreError        the database cannot be used
│  ├─ ForeignDatabase    the file is not ours, or a newer program's
│  └─ NotFound       no such article, claim or source
└─ Refused           the request is understood and not allowed (a status without its note, say)
   ├─ TooManyTries   so many that one has to wait, and how long
   └─ StaleClaim     somebody changed the claim since it was looked at: what, who, when
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


class VerifyError(Exception):
    """Base of every error that a person should read: the message names the input and what to do."""


class InputError(VerifyError):
    """What was given cannot be read."""


class FetchError(InputError):
    """An address could not be fetched."""


class UnsafeAddress(FetchError):
    """The address is private, loopback or otherwise one that verify refuses to connect to."""


class Gone(FetchError):
    """There is no page at this address: the server says so (404, 410)."""


class Unreachable(FetchError):
    """Nobody answers there, this time: no connection, none in time, or an answer that it cannot (5xx)."""


class ComeBackLater(FetchError):
    """The server cannot answer now and says when to ask again: in `seconds`."""

    def __init__(self, message: str, seconds: float) -> None:
        super().__init__(message)
        self.seconds = seconds


class NotAnArticle(InputError):
    """The input was read, but it holds no article text."""


class StoreError(VerifyError):
    """The database cannot be used."""


class ForeignDatabase(StoreError):
    """The file is not a verify database, or was written by a newer program."""


class NotFound(StoreError):
    """No such article, claim, source or event."""


class Refused(VerifyError):
    """The request is understood and not allowed."""


class TooManyTries(Refused):
    """Somebody tried too often: to be asked again in `seconds`."""

    def __init__(self, message: str, seconds: float) -> None:
        super().__init__(message)
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """A change that somebody else made: who, when (UTC), the action, what it did in a few words, why."""

    by: str
    at: datetime
    action: str
    what: str
    reason: str | None = None

    def __str__(self) -> str:
        why = f" (“{self.reason}”)" if self.reason else ""
        return f"{self.by}, {self.at:%Y-%m-%d %H:%M} UTC, {self.what}{why}"


class StaleClaim(Refused):
    """The claim was changed since it was looked at; nothing was stored.

    expected: the revision that was looked at; revision: the one it has now. changes: what happened between
    them, the oldest first.
    """

    def __init__(self, claim: str, expected: int, revision: int, changes: tuple[Meanwhile, ...]) -> None:
        since = "; ".join(map(str, changes)) or f"it has revision {revision}, not {expected}"
        super().__init__(
            f"Claim {claim} was changed meanwhile: {since}. Nothing of yours was stored: look at it again."
        )
        self.claim, self.expected, self.revision, self.changes = claim, expected, revision, changes
