"""Running the desk: where it listens, and whether people sign in."""

from __future__ import annotations

import errno
import ipaddress
import os
import socket
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass

from verify.errors import InputError, Message
from verify.report.wording import say
from verify.store import Store
from verify.web.settings import LOOPBACK, Settings


@dataclass(frozen=True, slots=True)
class Serving:
    """What a line asks for. by: who acts where nobody signs in."""

    host: str = "127.0.0.1"
    port: int = 8765
    names: tuple[str, ...] = ()
    https: bool = False
    sign_in: bool = False
    browse: bool = False
    by: str = "somebody"


def settings(asked: Serving) -> Settings:
    """On loopback the person of the machine works; anywhere else people sign in."""
    alone = _is_loopback(asked.host) and not asked.sign_in and not asked.names
    named = [name.lower() for name in asked.names]
    own = [f"[{asked.host}]" if ":" in asked.host else asked.host.lower()]
    return Settings(
        hosts=frozenset([*LOOPBACK, *named, *own]), person=asked.by if alone else None, secure=asked.https
    )


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def run(store: Store, asked: Serving, tell: Callable[[str], object]) -> None:
    """Serve until interrupted. Raises InputError where it cannot listen there, or nobody could sign in."""
    try:
        import uvicorn

        from verify.web import logs
        from verify.web.app import create
    except ImportError as error:
        raise InputError(
            "The desk needs more packages ({name}): install verify[web].", name=error.name
        ) from error
    json = logs.configure(os.environ.get(logs.VARIABLE) or "text")
    given = settings(asked)
    if given.person is None:
        _somebody(store)
    listening = _listen(asked.host, asked.port)
    host, port = listening.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else "127.0.0.1" if host == "0.0.0.0" else host  # noqa: S104
    address = f"http://{shown}:{port}/"
    who = say("as {person}", person=given.person) if given.person else say("people sign in")
    tell(
        say(
            "verify serves {place} at {address} ({who}). Ctrl+C ends it.",
            place=store.url,
            address=address,
            who=who,
        )
    )
    if asked.browse:
        webbrowser.open(address)
    config = uvicorn.Config(
        create(store, given), log_level="warning", server_header=False, proxy_headers=False,
        timeout_graceful_shutdown=3, log_config=None if json else uvicorn.config.LOGGING_CONFIG,
    )  # fmt: skip
    uvicorn.Server(config).run(sockets=[listening])


def _somebody(store: Store) -> None:
    from verify.desk import people

    if not people.accounts(store):
        raise InputError(
            "Nobody can sign in yet: add a person first, as in `verify people add NAME --role editor`."
        )


def _listen(host: str, port: int) -> socket.socket:
    """A socket that listens there; bound by us, so that a taken port is an error with a sentence."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
        made.listen(128)  # before the address is told: whoever reads it may come at once
    except OSError as error:
        made.close()
        hint = Message("; give another with --port" if error.errno == errno.EADDRINUSE else "")
        raise InputError(
            "{host}:{port}: nothing can listen there ({strerror}){hint}.",
            host=host,
            port=port,
            strerror=error.strerror,
            hint=hint,
        ) from error
    return made
