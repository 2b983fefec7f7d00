"""Signing in and out, one's own password and sessions, and the language that a person reads."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import RedirectResponse, Response

from verify.desk.passwords import SHORTEST
from verify.errors import Refused
from verify.report.wording import LANGUAGES
from verify.web.rendering import LIFE, keep, page
from verify.web.visit import TONGUE, Anybody, BySigned, Reader, Sent, Visit

router = APIRouter()


def local(path: str) -> str:
    """A path of this desk; anything else leads to the inbox: no link of ours leads people elsewhere."""
    safe = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if safe else "/"


@router.get("/sign-in")
def sign_in(visit: Anybody, to: Annotated[str, Query(max_length=500)] = "/") -> Response:
    if visit.person:
        return RedirectResponse(local(to), 303)
    return page(visit, "sign_in.html", to=local(to), name="", error="")


@router.post("/sign-in")
def signed_in(sent: Sent) -> Response:
    """A new cookie for a signed-in browser: one that was known before signing in is worth nothing after."""
    from verify.desk import people

    visit, form = sent
    to = local(form.get("to", "/"))
    try:
        cookie, _ = people.sign_in(visit.store, form.get("name", ""), form.get("password", ""))
    except Refused as error:
        return page(visit, "sign_in.html", status=403, to=to, name=form.get("name", ""), error=error.message)
    answer = RedirectResponse(to, 303)
    keep(visit, answer, cookie)
    return answer


@router.post("/sign-out")
def sign_out(sent: Sent) -> Response:
    from verify.desk import people

    visit, _ = sent
    if visit.desk.settings.person is None:
        people.sign_out(visit.store, visit.cookie)
    return RedirectResponse("/sign-in", 303)


@router.get("/account")
def account(visit: Reader, changed: bool = False) -> Response:
    """One's own account: its password, and the browsers that are signed in."""
    return _account(visit, notice=changed)


def _account(visit: Visit, error: str = "", notice: bool = False) -> Response:
    from verify.desk import people

    own = visit.desk.settings.person is None
    found = people.sessions(visit.store, visit.person, visit.cookie) if own else ()
    context = {"own": own, "sessions": found, "error": error, "notice": notice, "shortest": SHORTEST}
    return page(visit, "account.html", status=403 if error else 200, **context)


@router.post("/account/password")
def password(sent: BySigned) -> Response:
    """A new password by the old one; this browser stays signed in, the others do not."""
    from verify.desk import people

    visit, form = sent
    new = form.get("new", "")
    try:
        if new != form.get("again", ""):
            raise Refused("The new password was typed in two different ways. Nothing was changed.")
        cookie = people.change_password(visit.store, visit.person, form.get("old", ""), new)
    except Refused as error:
        return _account(visit, error=error.message)
    answer = RedirectResponse("/account?changed=1", 303)
    keep(visit, answer, cookie)
    return answer


@router.post("/account/sign-out")
def sign_out_everywhere(sent: BySigned) -> Response:
    """Out of all browsers, this one among them."""
    from verify.desk import people

    visit, _ = sent
    people.sign_out_everywhere(visit.store, visit.person, by=visit.person)
    return RedirectResponse("/sign-in", 303)


@router.post("/language")
def language(sent: Sent) -> Response:
    visit, form = sent
    answer = RedirectResponse(local(form.get("to", "/")), 303)
    if form.get("language") in LANGUAGES:
        answer.set_cookie(
            TONGUE, form["language"], max_age=50 * LIFE, httponly=True, samesite="lax",
            secure=visit.desk.settings.secure,
        )  # fmt: skip
    return answer
