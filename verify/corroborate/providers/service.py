"""Asking a service that answers in JSON: its pace kept, its errors in words, its address never left."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

from verify.errors import FetchError, InputError, Message
from verify.fetch import Limits, ReadOptions
from verify.fetch.http import Network, Reply, Want, ask
from verify.fetch.safety import http_address

ATTEMPTS = 3
LARGEST = 10_000_000
"""Bytes of an answer, after decompression."""

_STRAY = re.compile(r'\\(?!["\\/bfnrt]|u[0-9a-fA-F]{4})')


LATER = Message("try again later")


class NotJSON(FetchError):
    """A service answered something else; `text` has its beginning, on one line."""

    def __init__(self, name: str, text: str, hint: str = LATER) -> None:
        super().__init__("{name}: it answered no JSON but «{text}»; {hint}", name=name, text=text, hint=hint)
        self.name, self.text = name, text


@dataclass(slots=True)
class Pace:
    """At most one request in `seconds`, over all that ask in this process."""

    seconds: float
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    _next: float = field(default=0.0, init=False)

    def wait(self) -> None:
        now = self.clock()
        if now < self._next:
            self.sleep(self._next - now)
            now = self._next
        self._next = now + self.seconds


@dataclass(frozen=True, slots=True)
class Service:
    """One service at one address. name: what messages call it. private: the address may be a private one.

    secret: heads that go to this address alone. forbidden: what a 401 or 403 of it means.
    """

    name: str
    endpoint: str
    pace: Pace
    private: bool = False
    secret: Mapping[str, str] = field(default_factory=dict, repr=False)
    forbidden: str = "it does not allow this"
    network: Network | None = None

    def ask(self, parameters: Mapping[str, object]) -> Any:
        """The answer to these parameters, decoded. Raises FetchError (NotJSON, ComeBackLater …)."""
        self.pace.wait()
        reply = self._sent(self._address(parameters))
        if reply.status in (401, 403):
            raise FetchError(
                "{place}: {forbidden} ({status})",
                place=self._place,
                forbidden=self.forbidden,
                status=reply.status,
            )
        if reply.status != 200:
            raise FetchError("{place}: {refusal}", place=self._place, refusal=_refusal(reply))
        return self.decoded(reply)

    def decoded(self, reply: Reply) -> Any:
        text = reply.data.decode("utf-8", "replace").removeprefix("\ufeff")
        try:
            return _json(text)
        except (ValueError, RecursionError):
            raise NotJSON(self._place, " ".join(text[:400].split())[:160] or "nothing") from None

    @property
    def _place(self) -> str:
        return f"{self.name} ({urlsplit(self.endpoint).netloc})"

    def _address(self, parameters: Mapping[str, object]) -> str:
        return f"{self.endpoint}?{urlencode({k: v for k, v in parameters.items() if v is not None})}"

    def _sent(self, address: str) -> Reply:
        want = Want(
            "application/json", secret=self.secret, redirects=False,
            answers=frozenset({200, *range(300, 400), *range(400, 429), *range(430, 500)}),
        )  # fmt: skip
        limits = Limits(total=60.0, decoded=LARGEST, attempts=ATTEMPTS, pause=max(0.5, self.pace.seconds))
        options = ReadOptions(limits=limits, allow_private=self.private)
        try:
            return ask(address, want, options, self.network)
        except FetchError as error:
            if not self.private and "loopback" in str(error):
                raise FetchError("{place}: {advice}", place=self._place, advice=_ALLOW) from None
            error.rename(address, self._place)  # the query in an address is long and says nothing
            raise error from None


_ALLOW = Message(
    "it is this machine's own address; say private = true beside it in the configuration if you mean it"
)


def _refusal(reply: Reply) -> Message:
    if 300 <= reply.status < 400:
        where = reply.headers.get("location", "elsewhere")
        return Message(
            "it sends to {where}, where nothing is sent; configure that address if you mean it",
            where=where[:200],
        )
    if reply.status == 404:
        return Message("there is no such service (404); check the address in the configuration")
    return Message(
        "it refuses the request ({status}); check its settings in the configuration", status=reply.status
    )


def _json(text: str) -> Any:
    """JSON with the mistakes of services: control characters in strings, backslashes before any letter."""
    try:
        return json.loads(text, strict=False)
    except ValueError:
        return json.loads(_STRAY.sub(r"\\\\", text), strict=False)


def entries(answer: object, name: str) -> list[dict[str, Any]]:
    """The objects in an answer's list of this name; whatever else stands there is left out."""
    listed = answer.get(name) if isinstance(answer, dict) else None
    return [entry for entry in listed if isinstance(entry, dict)] if isinstance(listed, list) else []


def endpoint_of(address: str, setting: str) -> str:
    """An address of a configuration, if a service can be there. Raises InputError that names the setting."""
    try:
        url = http_address(address.strip())
        if urlsplit(url).query or urlsplit(url).fragment:
            raise InputError("")
        return url.rstrip("/")
    except (InputError, ValueError):
        raise InputError(
            "{setting}: give an http:// or https:// address without user name, password and query",
            setting=setting,
        ) from None
