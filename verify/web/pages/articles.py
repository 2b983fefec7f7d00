"""An article: its text with the claims marked, the drawing of who says what, its versions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Annotated

from fastapi import APIRouter, Query
from markupsafe import Markup
from starlette.responses import RedirectResponse, Response

from verify.desk import looking, pages
from verify.model import FlagCode
from verify.report import sides
from verify.report.doubted import doubted
from verify.report.drawing import article_svg
from verify.report.tree import grow
from verify.report.views import ClaimView
from verify.report.wording import translations
from verify.store import Brief, Other
from verify.web import work
from verify.web.pages import marks
from verify.web.pages.opening import shown
from verify.web.rendering import page
from verify.web.visit import ByChecker, ByEditor, Reader

router = APIRouter()


@router.get("/articles/{number}")
def article(
    visit: Reader, number: int, claim: Annotated[str, Query(max_length=40)] = "", asked: bool = False
) -> Response:
    """asked: somebody asked who else says it, and is told on which claims other articles bear."""
    outline = pages.marked(visit.store, str(number))
    say = translations(visit.language).gettext
    text, covered = marks.text(outline.text, outline.claims, claim, say)
    flags = _counted((*outline.claims, *outline.unplaced))
    opened = shown(visit, claim) if claim else {"open": None}
    return page(
        visit,
        "article.html",
        outline=outline,
        text=text,
        covered=[(brief.number, _said(outline.text, brief), "") for brief in covered],
        unplaced=[(other.number, other.text, "") for other in outline.unplaced],
        doubt=doubted(outline.text, outline.article.metadata.language),
        gone=[(other.number, other.text, other.state.value) for other in outline.gone],
        flags=[(code, flags[code]) for code in FlagCode if flags[code]],
        borne_on=pages.borne_on(visit.store, number) if asked else None,
        **opened,
    )


def _said(text: str, brief: Brief) -> str:
    return " ".join(text[start:end] for start, end in brief.spans)


def _counted(claims: Iterable[Brief | Other]) -> Counter[FlagCode]:
    """How many claims have each flag: few kinds of flags stand on many claims."""
    found: Counter[FlagCode] = Counter()
    for codes, count in Counter(claim.flags for claim in claims).items():
        found.update(dict.fromkeys(codes, count))
    return found


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
