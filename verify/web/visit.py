"""Who asks: the person behind a request, what they may do, their language, and proof that a form is ours."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated
from urllib.parse import parse_qs

from fastapi import Depends, Request

from verify.errors import InputError, Message, Refused
from verify.report.wording import chosen
from verify.web.settings import Settings

if TYPE_CHECKING:
    from verify.store import Store
    from verify.web.jobs import Jobs

COOKIE = "verify_desk"
TONGUE = "verify_language"
"""Cookie with the language that a person chose."""

_PLACE = 500
"""Characters of a page's path and query that are come back to; of a longer one its path."""
_FIELDS = 200
"""The most fields that a form may have."""


class SignInFirst(Exception):
    """Nobody is signed in, and people sign in here."""


class NotAllowed(Refused):
    """The person's role does not go so far."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What an app holds for its whole life."""

    store: Store
    jobs: Jobs
    settings: Settings


@dataclass(frozen=True, slots=True)
class Visit:
    """One request. cookie: the value that the browser sent, or a new one; fresh: it is new."""

    request: Request
    desk: Desk
    person: str
    role: str
    language: str
    cookie: str
    fresh: bool

    @property
    def store(self) -> Store:
        return self.desk.store

    @property
    def token(self) -> str:
        """What each of our forms carries: only who knows the cookie can make it, and pages of others can't
        read it.
        """
        return token_of(self.cookie)

    @property
    def place(self) -> str:
        """The page that is asked for, with what was searched and opened on it, to come back to."""
        return place_of(self.request)

    @property
    def edits(self) -> bool:
        return self.role != "reader"

    @property
    def leads(self) -> bool:
        return self.role == "editor"


def place_of(request: Request) -> str:
    """Path and query of a page; a form is nothing to come back to."""
    if request.method != "GET":
        return "/"
    whole = f"{request.url.path}?{request.url.query}"
    return whole if request.url.query and len(whole) <= _PLACE else request.url.path


def token_of(cookie: str) -> str:
    return hashlib.sha256(b"form:" + cookie.encode()).hexdigest()[:40]


def desk_of(request: Request) -> Desk:
    desk = request.app.state.desk
    assert isinstance(desk, Desk)
    return desk


def someone(request: Request) -> Visit:
    """The visit, signed in or not: for the pages that everybody may see."""
    visit = nobody(request)
    person, role = _known(visit.desk, "" if visit.fresh else visit.cookie)
    request.state.person = person or None
    return replace(visit, person=person, role=role)


def nobody(request: Request) -> Visit:
    """The visit of whoever it is, without asking the database."""
    cookie = request.cookies.get(COOKIE, "")
    fresh = len(cookie) < 32
    if fresh:
        cookie = secrets.token_urlsafe(32)
    language = chosen(request.cookies.get(TONGUE), request.headers.get("accept-language", ""))
    return Visit(request, desk_of(request), "", "", language, cookie, fresh)


def _known(desk: Desk, cookie: str) -> tuple[str, str]:
    """Name and role; "" for nobody."""
    if desk.settings.person is not None:
        return desk.settings.person, "editor"
    from verify.desk import people

    account = people.signed_in(desk.store, cookie) if cookie else None
    return (account.name, account.role.value) if account else ("", "")


async def reader(visit: Annotated[Visit, Depends(someone)]) -> Visit:
    """A person who may look. Async, as all below that ask no database: a thread's turn would cost more."""
    if not visit.person:
        raise SignInFirst
    return visit


class Form(dict[str, str]):
    """The fields of a form; of several with one name the first. `many` has them all."""

    many: dict[str, list[str]]

    @property
    def revision(self) -> int | None:
        """The state of what is changed, as the person saw it; None where the form does not say."""
        text = self.get("revision", "")
        return int(text) if text.isdecimal() and len(text) < 10 else None


async def fields(request: Request) -> Form:
    """The request's form. InputError where it is no form of ours (too many fields, no text)."""
    try:
        text = (await request.body()).decode("utf-8")
        found = parse_qs(text, keep_blank_values=True, strict_parsing=bool(text), max_num_fields=_FIELDS)
    except ValueError:
        raise InputError("The form could not be read: load the page again, and send it anew.") from None
    form = Form({name: values[0] for name, values in found.items()})
    form.many = found
    return form


async def posted(
    visit: Annotated[Visit, Depends(someone)], form: Annotated[Form, Depends(fields)]
) -> tuple[Visit, Form]:
    """A form that one of our own pages sent. NotAllowed without the token of this browser."""
    if not hmac.compare_digest(form.get("token", "").encode(), visit.token.encode()):
        raise NotAllowed("This form is too old, or not ours: load the page again, and send it anew.")
    return visit, form


def may(what: Callable[[Visit], bool], words: Message) -> Callable[..., Awaitable[tuple[Visit, Form]]]:
    """A dependency: a form sent by somebody who may do it."""

    async def allowed(sent: Annotated[tuple[Visit, Form], Depends(posted)]) -> tuple[Visit, Form]:
        visit, _ = sent
        if not visit.person:
            raise SignInFirst
        if not what(visit):
            raise NotAllowed(words)
        return sent

    return allowed


LOOKS = Message("Readers look; to change something, ask for the role of a checker.")

NOBODYS = Message("Nobody signs in at this desk: there is no password, and no session.")

signed = may(lambda visit: visit.desk.settings.person is None, NOBODYS)
checker = may(lambda visit: visit.edits, LOOKS)
editor = may(lambda visit: visit.leads, Message("This is for editors."))


async def works(visit: Annotated[Visit, Depends(reader)]) -> Visit:
    """A person who may change something, and so may see the page whose form does."""
    if not visit.edits:
        raise NotAllowed(LOOKS)
    return visit


Reader = Annotated[Visit, Depends(reader)]
Checker = Annotated[Visit, Depends(works)]
Anybody = Annotated[Visit, Depends(someone)]
Sent = Annotated[tuple[Visit, Form], Depends(posted)]
BySigned = Annotated[tuple[Visit, Form], Depends(signed)]
ByChecker = Annotated[tuple[Visit, Form], Depends(checker)]
ByEditor = Annotated[tuple[Visit, Form], Depends(editor)]
