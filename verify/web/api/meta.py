"""Who one is here, and the history."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request

from verify import __version__
from verify.desk import people
from verify.report import shapes
from verify.report.accounts import session_json
from verify.web.api.caller import Limit, Offset, Reading, Signed
from verify.web.api.models import Events, Me, NewPassword, Session
from verify.web.visit import COOKIE

router = APIRouter(tags=["desk"])


@router.get("/me", response_model=Me)
def me(caller: Reading) -> dict[str, Any]:
    """Who you are here, and what serves you."""
    return {"name": "verify", "version": __version__, "person": caller.person, "role": caller.role}


@router.get("/me/sessions", response_model=list[Session])
def sessions(caller: Signed, request: Request) -> list[dict[str, Any]]:
    """The browsers that you are signed in with, the last used first."""
    found = people.sessions(caller.store, caller.person, request.cookies.get(COOKIE, ""))
    return [session_json(each) for each in found]


@router.delete("/me/sessions", status_code=204)
def sign_out_everywhere(caller: Signed) -> None:
    """Sign out in all browsers. Tokens go on working."""
    people.sign_out_everywhere(caller.store, caller.person, by=caller.person)


@router.post("/me/password", status_code=204)
def password(caller: Signed, given: NewPassword) -> None:
    """Change your password by the old one. All browsers are signed out; tokens go on working."""
    cookie = people.change_password(caller.store, caller.person, given.old, given.new)
    people.sign_out(caller.store, cookie)


@router.get("/events", response_model=Events)
def events(caller: Reading, limit: Limit = 50, offset: Offset = 0) -> dict[str, Any]:
    """The history of everything, the oldest first: each event hashed over the one before."""
    total = caller.store.events()
    found = caller.store.history(limit=limit, offset=offset)
    return {
        "total": total, "limit": limit, "offset": offset, "items": [shapes.event(each) for each in found],
    }  # fmt: skip
