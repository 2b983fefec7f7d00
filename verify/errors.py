"""One error tree. Third-party errors are mapped to these at the edge; the command line prints the message.

A message is a template in English and what fills it: whoever shows it can say it in the reader's language
(`report.wording.told`), and layers below need not know that there are languages.

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

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Self


class Message(str):
    """Words of ours for a person. As a string it is English; `told` says it in another language.

    template: the words with {names} for what differs, the id of the message in the catalogues. params: what
    stands there, messages among it; `strerror` is what the system calls its error, and translated too.
    """

    template: str
    params: Mapping[str, str]

    def __new__(cls, template: str, /, **params: object) -> Self:
        """Without params the template is taken as it is, braces and all."""
        held = {name: _words(value) for name, value in params.items()}
        made = super().__new__(cls, template.format(**held) if held else template)
        made.template, made.params = str(template), held
        return made

    def renamed(self, old: str, new: str) -> Message:
        """The message with another name in it, wherever the old one stands in what fills the template."""
        held = {
            name: value.renamed(old, new) if isinstance(value, Message) else value.replace(old, new)
            for name, value in self.params.items()
        }
        return Message(self.template, **held)

    def told(self, translate: Callable[[str], str]) -> str:
        """The message with the template that `translate` gives for it."""
        said = translate(self.template) if self.template else ""
        if not self.params:
            return said
        return said.format(
            **{
                name: value.told(translate) if isinstance(value, Message) else
                translate(value) if name == "strerror" and value else value
                for name, value in self.params.items()
            }
        )  # fmt: skip


def _words(value: object) -> str:
    """An error's own message, which can be translated further on; anything else as its string."""
    if isinstance(value, VerifyError):
        return value.message
    return value if isinstance(value, Message) else str(value)


class VerifyError(Exception):
    """Base of every error that a person should read: the message names the input and what to do.

    message: the words, a template where params follow (see Message).
    """

    def __init__(self, message: str, /, **params: object) -> None:
        said = message if isinstance(message, Message) and not params else Message(message, **params)
        super().__init__(said)
        self.message = said

    def rename(self, old: str, new: str) -> None:
        """Say it with another name."""
        self.message = self.message.renamed(old, new)
        self.args = (self.message,)


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

    def __init__(self, message: str, /, seconds: float = 0.0, **params: object) -> None:
        super().__init__(message, **params)
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

    def __init__(self, message: str, /, seconds: float = 0.0, **params: object) -> None:
        super().__init__(message, **params)
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """A change that somebody else made: who, when (UTC), the action, what it did in a few words, why."""

    by: str
    at: datetime
    action: str
    what: Message
    reason: str | None = None

    @property
    def said(self) -> Message:
        """All of it, for a person."""
        facts = {"by": self.by, "at": f"{self.at:%Y-%m-%d %H:%M}", "what": self.what}
        if self.reason:
            return Message("{by}, {at} UTC, {what} (“{reason}”)", **facts, reason=self.reason)
        return Message("{by}, {at} UTC, {what}", **facts)


_MOST_TOLD = 10
"""Changes in one sentence, the last ones; all of them are in the error."""


class StaleClaim(Refused):
    """The claim was changed since it was looked at; nothing was stored.

    expected: the revision that was looked at; revision: the one it has now. changes: what happened between
    them, the oldest first.
    """

    def __init__(self, claim: str, expected: int, revision: int, changes: tuple[Meanwhile, ...]) -> None:
        since: Message | None = None
        for change in changes[-_MOST_TOLD:]:
            since = Message("{first}; {then}", first=since, then=change.said) if since else change.said
        super().__init__(
            "Claim {claim} was changed meanwhile: {since}. Nothing of yours was stored: look at it again.",
            claim=claim,
            since=since or Message("it has revision {revision}, not {expected}", revision=revision,
                                   expected=expected),
        )  # fmt: skip
        self.claim, self.expected, self.revision, self.changes = claim, expected, revision, changes
