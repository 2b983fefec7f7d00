"""One claim: its page, and the same as a part for the side of the text."""

from __future__ import annotations

from fastapi import APIRouter
from markupsafe import Markup
from starlette.responses import Response

from verify.desk import corroborating
from verify.report.drawing import voices_svg, voices_words
from verify.report.wording import translations
from verify.web.pages.opening import shown
from verify.web.rendering import page
from verify.web.visit import Reader

router = APIRouter()


@router.get("/claims/{number}")
def claim(visit: Reader, number: str) -> Response:
    return page(visit, "claim.html", place="claim", **shown(visit, number))


@router.get("/claims/{number}/panel")
def panel(visit: Reader, number: str) -> Response:
    return page(visit, "_panel.html", place="article", **shown(visit, number))


@router.get("/claims/{number}/voices")
def voices(visit: Reader, number: str) -> Response:
    """Who else says it: the voices drawn, and the same in words."""
    view = corroborating.seen(visit.store, number)
    say = translations(visit.language).gettext
    drawn = voices_svg(view, link=lambda a: f"/articles/{a.number}", say=say, styled=False)
    return page(visit, "voices.html", view=view, drawn=Markup(drawn), words=voices_words(view, say=say))  # noqa: S704
