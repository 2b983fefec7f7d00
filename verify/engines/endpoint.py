"""One question to a service that speaks OpenAI's chat completions, within bounds of time and size.

The address is a person's: this machine (Ollama, vLLM) as well as a hosted service. Redirects are not followed
and no proxy or password of the environment is used, so that text and key go there and nowhere else.
"""

from __future__ import annotations

import json
import os
import time
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

import httpx

from verify import __version__
from verify.engines.prompt import Messages
from verify.errors import InputError, Message

KEY = "VERIFY_LLM_KEY"
_AGAIN = frozenset({429, 500, 502, 503, 504, 529})
_NO_FORMAT = frozenset({400, 422})
_REFUSALS = {
    401: Message("refuses the key; set {n} to one that it knows", n=KEY),
    403: Message("does not allow this; set {n} to a key that may use the model", n=KEY),
    404: Message("knows no such address or model; the base address usually ends in /v1"),
}


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one question. Times in seconds, size in bytes of the answer.

    total: one attempt, from the connection to the last byte. pause: before the second attempt, doubled before
    each one after. longest_pause: what a server may ask us to wait.
    """

    total: float
    connect: float = 10.0
    attempts: int = 3
    pause: float = 0.5
    longest_pause: float = 30.0
    size: int = 2_000_000


class NoAnswerError(Exception):
    """The service gave none, this time: it cannot be reached, is overloaded, or takes too long."""


class BadAnswerError(Exception):
    """It answered something that is no chat completion."""


class TooLongError(Exception):
    """The answer took longer than one attempt may."""


class Chat:
    """A context: a connection to one service, with one model."""

    def __init__(self, endpoint: str, model: str, limits: Limits) -> None:
        self._endpoint, self._model, self._limits = endpoint, model, limits
        self._formatted = True
        self._key = key()
        self._client = httpx.Client(
            follow_redirects=False,
            trust_env=False,
            timeout=httpx.Timeout(limits.total, connect=min(limits.connect, limits.total)),
            headers={"User-Agent": f"verify/{__version__}", "Accept-Encoding": "identity"},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def ask(self, messages: Messages) -> str:
        """The words of the answer.

        Raises NoAnswerError or BadAnswerError, which another question may not meet, and InputError for a
        refusal that every question would meet (a wrong key, a model that is not there).
        """
        for attempt in range(1, self._limits.attempts + 1):
            last = attempt == self._limits.attempts
            pause = self._limits.pause * 2 ** (attempt - 1)
            try:
                status, head, body = self._once(messages)
            except TooLongError:
                raise NoAnswerError(f"no answer within {self._limits.total:g} s") from None
            except httpx.TransportError as error:
                if last:
                    raise NoAnswerError(f"cannot be reached ({type(error).__name__})") from None
            else:
                if status == 200:
                    return self._content(body)
                if status not in _AGAIN:
                    raise InputError(
                        "{endpoint} {refusal}.", endpoint=shown(self._endpoint), refusal=_refusal(status)
                    )
                pause = max(pause, _asked_to_wait(head))
                if last or pause > self._limits.longest_pause:
                    raise NoAnswerError(f"status {status}")
            time.sleep(pause)
        raise AssertionError("unreachable")

    def _once(self, messages: Messages) -> tuple[int, httpx.Headers, bytes]:
        """One attempt; a service that cannot be asked for JSON is asked plainly from then on."""
        answer = self._post(messages)
        if answer[0] in _NO_FORMAT and self._formatted:
            self._formatted = False
            answer = self._post(messages)
        return answer

    def _post(self, messages: Messages) -> tuple[int, httpx.Headers, bytes]:
        asked: dict[str, Any] = {"model": self._model, "messages": list(messages), "stream": False}
        if self._formatted:
            asked |= {"temperature": 0, "response_format": {"type": "json_object"}}
        head = {"Authorization": f"Bearer {self._key}"} if self._key else {}
        end = time.monotonic() + self._limits.total
        try:
            with self._client.stream("POST", self._endpoint, json=asked, headers=head) as answer:
                return answer.status_code, answer.headers, self._body(answer, end)
        except httpx.TimeoutException as error:
            if isinstance(error, httpx.ConnectTimeout | httpx.PoolTimeout):
                raise
            raise TooLongError from None

    def _body(self, answer: httpx.Response, end: float) -> bytes:
        held = bytearray()
        if answer.status_code != 200:
            return b""  # what a refusal says may quote the key
        if answer.headers.get("content-encoding", "identity") != "identity":
            raise BadAnswerError("compressed, which nobody asked for")
        for part in answer.iter_raw():
            held += part
            if len(held) > self._limits.size:
                raise BadAnswerError(f"longer than {self._limits.size} bytes")
            if time.monotonic() > end:
                raise TooLongError
        return bytes(held)

    def _content(self, body: bytes) -> str:
        """The message's words. A service that repeats the key in them is not believed: they would be kept."""
        try:
            said = json.loads(body)["choices"][0]["message"]["content"]
        except (ValueError, RecursionError, LookupError, TypeError):
            raise BadAnswerError("no chat completion") from None
        if not isinstance(said, str):
            raise BadAnswerError("no words")
        if self._key and self._key in said:
            raise BadAnswerError("it repeats the key")
        return said


def key() -> str | None:
    """The key from the environment. Raises InputError, without showing it, where no header can carry it."""
    held = os.environ.get(KEY, "").strip()
    if not (held.isascii() and all(c.isprintable() and c != " " for c in held)):
        raise InputError("{variable}: it holds characters that no key can have; set it again.", variable=KEY)
    return held or None


def completions(endpoint: str) -> str:
    """The address to ask at: the base address with /chat/completions. Raises InputError for what is none."""
    try:
        url = httpx.URL(endpoint.strip())
    except (httpx.InvalidURL, UnicodeError):
        url = httpx.URL("")
    if url.scheme not in ("http", "https") or not url.host:
        raise InputError("--endpoint: give the base address of the service, as http://localhost:11434/v1")
    if url.userinfo:
        raise InputError(
            "--endpoint: leave the password out of the address; {variable} carries the key.", variable=KEY
        )
    path = url.path.rstrip("/")
    path = path if path.endswith("/chat/completions") else path + "/chat/completions"
    return str(url.copy_with(path=path, fragment=None))


def shown(endpoint: str) -> str:
    """The address without its query, where some services want the key."""
    return str(httpx.URL(endpoint).copy_with(query=None))


def _refusal(status: int) -> str:
    moved = Message("sends elsewhere, where nothing of yours is sent; give the address that it means")
    plain = Message("refuses the request (status {status}); check --endpoint and --model", status=status)
    return moved if 300 <= status < 400 else _REFUSALS.get(status, plain)


def _asked_to_wait(head: httpx.Headers) -> float:
    """Seconds of Retry-After; 0 where there is none that counts seconds."""
    said = head.get("retry-after", "").strip()
    return float(said) if said.isdecimal() and len(said) < 7 else 0.0
