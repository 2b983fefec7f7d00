"""Who calls the interface: a script with a token, or a browser that is signed in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Path, Query, Request, Security
from fastapi.security import HTTPBearer

from verify.web.visit import NOBODYS, NotAllowed, SignInFirst, desk_of, someone

if TYPE_CHECKING:
    from verify.store import Store
    from verify.web.jobs import Jobs

bearer = HTTPBearer(auto_error=False, description="A token made by `verify people token`.")


@dataclass(frozen=True, slots=True)
class Caller:
    """A person at work through the interface."""

    store: Store
    jobs: Jobs
    person: str
    role: str
    allow_loopback: bool


def reading(request: Request, _: Annotated[object, Security(bearer)]) -> Caller:
    """Whoever may look. SignInFirst (401) where nobody is known."""
    desk = desk_of(request)
    name, role = _known(request)
    request.state.person = name or None
    if not name:
        raise SignInFirst
    return Caller(desk.store, desk.jobs, name, role, desk.settings.allow_loopback)


def _known(request: Request) -> tuple[str, str]:
    """A token goes before a cookie: a wrong one is an error, whatever the cookie says."""
    head = request.headers.get("authorization")
    if head is None:
        visit = someone(request)
        return visit.person, visit.role
    scheme, _, value = head.partition(" ")
    from verify.desk import people

    account = people.bearer(desk_of(request).store, value.strip()) if scheme.lower() == "bearer" else None
    return (account.name, account.role.value) if account else ("", "")


def changing(caller: Annotated[Caller, Depends(reading)]) -> Caller:
    """Whoever may change claims."""
    if caller.role == "reader":
        raise NotAllowed("Readers look; to change something, ask for the role of a checker.")
    return caller


def leading(caller: Annotated[Caller, Depends(changing)]) -> Caller:
    """Editors."""
    if caller.role != "editor":
        raise NotAllowed("This is for editors.")
    return caller


def signed(caller: Annotated[Caller, Depends(reading)], request: Request) -> Caller:
    """Whoever has an account here."""
    if desk_of(request).settings.person is not None:
        raise NotAllowed(NOBODYS)
    return caller


Signed = Annotated[Caller, Depends(signed)]
Reading = Annotated[Caller, Depends(reading)]
Changing = Annotated[Caller, Depends(changing)]
Leading = Annotated[Caller, Depends(leading)]

ClaimName = Annotated[
    str, Path(pattern=r"^(\d{1,9}\.\d{1,9}|[0-9a-f-]{36})$", description="Number (3.7) or id of a claim.")
]
Number = Annotated[int, Path(ge=1, le=999_999_999)]
ArticleNumber = Annotated[int, Path(ge=1, le=999_999_999)]
SourceId = Annotated[str, Path(pattern=r"^[0-9a-f-]{36}$", description="Id of a source.")]
Limit = Annotated[int, Query(ge=1, le=500)]
Offset = Annotated[int, Query(ge=0, le=1_000_000_000)]
