"""An article: its text with the claims marked, the drawing of who says what, its versions."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

from fastapi import APIRouter, Query
from markupsafe import Markup
from starlette.responses import RedirectResponse, Response

from verify.desk import looking, pages
from verify.model import FlagCode
from verify.report import pieces, sides
from verify.report.drawing import article_svg
from verify.report.tree import grow
from verify.report.views import ClaimView
from verify.report.wording import translations
from verify.web import work
from verify.web.pages.marks import marks
from verify.web.pages.opening import shown
from verify.web.rendering import page
from verify.web.visit import ByChecker, ByEditor, Reader

router = APIRouter()


@router.get("/articles/{number}")
def article(visit: Reader, number: int, claim: Annotated[str, Query(max_length=40)] = "") -> Response:
    outline = pages.marked(visit.store, str(number))
    paragraphs = pieces.paragraphs(outline.text, outline.claims)
    _, covered = pieces.shown(outline.claims, paragraphs)
    flags = Counter(code for brief in outline.claims + outline.unplaced for code in brief.flags)
    opened = shown(visit, claim) if claim else {"open": None}
    return page(
        visit,
        "article.html",
        outline=outline,
        paragraphs=paragraphs,
        marks=marks(outline.claims),
        unplaced=(*covered, *outline.unplaced),
        flags=[(code, flags[code]) for code in FlagCode if flags[code]],
        **opened,
    )


@router.get("/articles/{number}/voices")
def voices(visit: Reader, number: int) -> Response:
    """Who says what, drawn and as a tree of words."""
    view = looking.article(visit.store, str(number))
    say = translations(visit.language).gettext
    # The drawing's own module escapes every word in it.
    drawn = Markup(article_svg(view, link=_place, say=say, styled=False))  # noqa: S704
    return page(visit, "drawing.html", view=view, root=grow(view.claims), drawn=drawn)


def _place(claim: ClaimView) -> str:
    """Where a claim stands in its article."""
    article, _, number = claim.number.partition(".")
    return f"/articles/{article}?claim={claim.number}#c{number}"


@router.get("/articles/{number}/versions")
def versions(visit: Reader, number: int, before: int | None = None, after: int | None = None) -> Response:
    store = visit.store
    every = store.versions(number)
    diff = looking.diff(store, str(number), before, after)
    rows = sides.beside(store.version_text(number, diff.before), store.version_text(number, diff.after))
    record = looking.record(store, str(number))
    return page(visit, "versions.html", article=record, versions=every, diff=diff, rows=rows)


@router.post("/articles/{number}/corroborate")
def corroborate(sent: ByChecker, number: int) -> Response:
    """Ask the archive about all claims of the article."""
    visit, _ = sent
    job = work.corroborate_article(visit.store, visit.desk.jobs, number, by=visit.person)
    return RedirectResponse(f"/jobs/{job.id}", 303)


@router.post("/articles/{number}/remove")
def remove(sent: ByEditor, number: int) -> Response:
    visit, form = sent
    looking.remove(visit.store, str(number), by=visit.person, reason=form.get("reason") or None)
    return RedirectResponse("/articles", 303)
