"""What a person does to a claim by its forms. With our script the answer is the claim's panel; without, a
page.
"""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from verify.desk import corroborating, editing, evidence, review
from verify.errors import InputError, NotFound, StoreError, VerifyError
from verify.model import EvidenceState, Stance, Status
from verify.web import work
from verify.web.pages.opening import shown
from verify.web.rendering import page
from verify.web.visit import ByChecker, Form, Visit

router = APIRouter()

Act = Callable[[], str | None]
"""Does it; returns what the person should know, if anything."""


def done(visit: Visit, form: Form, number: str, name: str, act: Act) -> Response:
    """Do it; a mistake comes back with what was filled in."""
    from verify.web.app import status_of

    notice, error, status = "", "", 200
    try:
        notice = act() or ""
    except VerifyError as problem:
        # What the form names may be unknown: that is told in the form. The claim itself, or the database: a
        # page of its own.
        if isinstance(problem, StoreError) and not isinstance(problem, NotFound):
            raise
        error, status = problem.message, status_of(problem)
    by_script = visit.request.headers.get("x-desk-part") == "1"
    if not by_script and not error and not notice:
        return RedirectResponse(_back(form, number), 303)
    draft = {**form, "act": name} if error else {}
    context = shown(visit, number, draft, error=error, notice=notice)
    place = "article" if form.get("from") == "article" and by_script else "claim"
    return page(visit, "_panel.html" if by_script else "claim.html", status=status, place=place, **context)


def _back(form: Form, number: str) -> str:
    article, _, claim = number.partition(".")
    if form.get("from") == "article" and article.isdecimal() and claim.isdecimal():
        return f"/articles/{article}?claim={number}#c{claim}"
    return f"/claims/{number}"


def _replaced(form: Form, made: list[str], answer: Response) -> Response:
    """On to the first of the claims that stand for this one now, if any do: the text is marked anew."""
    return RedirectResponse(_back(form, made[0]), 303) if made else answer


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


@router.post("/claims/{number}/mark")
def mark(sent: ByChecker, number: str) -> Response:
    visit, form = sent

    def act() -> str | None:
        try:
            status = Status(form.get("status", ""))
        except ValueError:
            raise InputError("Choose a status.") from None
        ground = review.Ground(form.get("note", "").strip() or None, form.get("evidence", "").strip() or None)
        seen = form.revision
        fetching = work.fetching(allow_loopback=visit.desk.settings.allow_loopback)
        return review.mark(
            visit.store,
            [number],
            status,
            ground,
            fetching,
            by=visit.person,
            expected_revision=seen,
        ).problem

    return done(visit, form, number, "mark", act)


@router.post("/claims/{number}/undo")
def undo(sent: ByChecker, number: str) -> Response:
    visit, form = sent
    reason = form.get("reason", "").strip() or None

    def act() -> None:
        review.undo(visit.store, number, by=visit.person, reason=reason, expected_revision=form.revision)

    return done(visit, form, number, "undo", act)


@router.post("/claims/{number}/link")
def link(sent: ByChecker, number: str) -> Response:
    visit, form = sent

    def act() -> str | None:
        try:
            stance = Stance(form.get("stance", Stance.SUPPORTS.value))
        except ValueError:
            raise InputError("Choose what it does to the claim.") from None
        optional = {name: form.get(name, "").strip() or None for name in ("note", "quote", "archive_url")}
        new = evidence.NewLink(form.get("url", "").strip(), stance, **optional)
        seen = form.revision
        fetching = work.fetching(allow_loopback=visit.desk.settings.allow_loopback)
        return evidence.link(
            visit.store,
            number,
            new,
            fetching,
            by=visit.person,
            expected_revision=seen,
        ).problem

    return done(visit, form, number, "link", act)


@router.post("/claims/{number}/unlink")
def unlink(sent: ByChecker, number: str) -> Response:
    visit, form = sent

    def act() -> str | None:
        return evidence.remove(
            visit.store, form.get("link", ""), of=number, by=visit.person, expected_revision=form.revision
        ).problem

    return done(visit, form, number, "unlink", act)


@router.post("/claims/{number}/chain")
def chain(sent: ByChecker, number: str) -> Response:
    visit, form = sent
    hops, reason = _lines(form.get("hops", "")), form.get("reason") or None

    def act() -> None:
        editing.set_chain(
            visit.store, number, hops, by=visit.person, reason=reason, expected_revision=form.revision
        )

    return done(visit, form, number, "chain", act)


@router.post("/claims/{number}/split")
def split(sent: ByChecker, number: str) -> Response:
    visit, form = sent
    made: list[str] = []

    def act() -> None:
        parts = editing.split(
            visit.store, number, _lines(form.get("parts", "")), by=visit.person,
            expected_revision=form.revision,
        )  # fmt: skip
        made.extend(part.number for part in parts)

    return _replaced(form, made, done(visit, form, number, "split", act))


@router.post("/claims/{number}/join")
def join(sent: ByChecker, number: str) -> Response:
    visit, form = sent
    article = number.partition(".")[0]
    # Beside its own text a claim is called by its last number.
    others = [
        f"{article}.{name}" if name.isdecimal() and article.isdecimal() else name
        for name in form.get("with", "").replace(",", " ").split()
    ]
    made: list[str] = []

    def act() -> None:
        if not others:
            raise InputError("Name the other claims by their numbers.")
        made.append(editing.join(visit.store, [number, *others], by=visit.person).number)

    return _replaced(form, made, done(visit, form, number, "join", act))


@router.post("/claims/{number}/drop")
def drop(sent: ByChecker, number: str) -> Response:
    visit, form = sent

    def act() -> None:
        editing.drop(
            visit.store, number, by=visit.person, reason=form.get("reason") or None,
            expected_revision=form.revision,
        )  # fmt: skip

    return done(visit, form, number, "drop", act)


@router.post("/claims/{number}/restore")
def restore(sent: ByChecker, number: str) -> Response:
    visit, form = sent

    def act() -> None:
        editing.restore(visit.store, number, by=visit.person, expected_revision=form.revision)

    return done(visit, form, number, "restore", act)


@router.post("/claims/{number}/accept")
def accept(sent: ByChecker, number: str) -> Response:
    return _decide(sent, number, EvidenceState.ACCEPTED)


@router.post("/claims/{number}/reject")
def reject(sent: ByChecker, number: str) -> Response:
    return _decide(sent, number, EvidenceState.REJECTED)


def _decide(sent: tuple[Visit, Form], number: str, state: EvidenceState) -> Response:
    visit, form = sent

    def act() -> None:
        corroborating.decide(
            visit.store, number, [form.get("article", "")], state, by=visit.person,
            reason=form.get("reason") or None, expected_revision=form.revision,
        )  # fmt: skip

    return done(visit, form, number, "decide", act)


@router.post("/claims/{number}/corroborate")
def corroborate(sent: ByChecker, number: str) -> Response:
    """Ask the archive who else says it."""
    visit, form = sent
    back = _back(form, number)
    job = work.corroborate_claim(visit.store, visit.desk.jobs, number, by=visit.person, back=back)
    return RedirectResponse(f"/jobs/{job.id}", 303)
