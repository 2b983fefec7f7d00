"""Templates: everything that an article says is escaped, in every place, by how the environment is made."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache, partial
from importlib import resources
from typing import Any
from urllib.parse import urlsplit

from babel.dates import format_date, format_datetime
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup
from starlette.responses import HTMLResponse, Response

from verify.model import EvidenceState, FlagCode, SourceKind, Stance, Status
from verify.report import eventwords, safe, style, views, wording
from verify.report.wording import LANGUAGES, translations
from verify.web.visit import COOKIE, Visit

_WRONG = {FlagCode.EVIDENCE_LOST, FlagCode.MISMATCH, FlagCode.CIRCULAR, FlagCode.CHANGED}
_NOBODY = {FlagCode.ANONYMOUS_ORIGIN, FlagCode.VAGUE_ORIGIN, FlagCode.UNATTRIBUTED}

LIFE = 7 * 24 * 3600
"""Seconds that a browser keeps our cookie."""


def _finalize(value: Any) -> Any:
    """Every text that a template prints, before it is escaped: controls and direction marks become visible.

    Markup is ours (translations, macros) and stays.
    """
    if value is None:
        return ""
    return safe.shown(str(value)) if isinstance(value, str) and not isinstance(value, Markup) else value


def look(codes: Iterable[FlagCode]) -> str:
    """A flagged claim's class: something is wrong, nobody stands behind it, or a lesser warning."""
    found = set(codes)
    if found & _WRONG:
        return "wrong"
    return "nobody" if found & _NOBODY else "weak" if found else ""


def address(url: str | None) -> str | None:
    """The address where it may be a link: http(s) with a host; None for any other."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme.lower() in ("http", "https") and parts.hostname else None


@lru_cache
def environment(language: str) -> Environment:
    """The templates in a language."""
    made = Environment(
        loader=PackageLoader("verify.web"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_translations(translations(language), newstyle=True)  # type: ignore[attr-defined]
    made.filters |= {
        "line": safe.line,
        "address": address,
        # What was stored in English is said in the page's language, where we said it.
        "recalled": partial(_in, language, wording.told),
        "told": partial(wording.told_by, translations(language).gettext),
        "day": partial(_day, language),
        "moment": partial(_moment, language),
    }
    made.globals |= {
        "language": language,
        "LANGUAGES": LANGUAGES,
        "SIGNS": {status: style.STATUS[status][0] for status in Status},
        "MEANING": style.MEANING,
        "NEVER_THERE": views.NEVER_THERE,
        "pasted": views.pasted,
        "say": translations(language).gettext,  # `_` for what is called with it: that one needs a context
        "titled": views.titled,
        "Status": Status,
        "Stance": Stance,
        "SourceKind": SourceKind,
        "EvidenceState": EvidenceState,
        "look": look,
        "label": partial(_in, language, style.label),
        "why": partial(_in, language, wording.why),
        "static": static,
        "swatches": partial(_swatches, language),
        "tallied": tallied,
        "change": partial(_in, language, eventwords.change),
        "acted": partial(_in, language, eventwords.acted),
    }
    return made


def _in(language: str, words: Callable[..., str], *about: Any) -> str:
    """What a function of the reports says, in the language of the page."""
    with wording.speaking(language):
        return words(*about)


def _day(language: str, day: date | None) -> str:
    return format_date(day, "d MMM y", locale=language) if day else ""


def _moment(language: str, at: datetime | None) -> str:
    """A moment in UTC, as the history keeps it."""
    return format_datetime(at, "d MMM y, HH:mm", locale=language) if at else ""


def tallied(statuses: Mapping[Status, int]) -> list[tuple[Status, int]]:
    """Statuses that occur, in their own order."""
    return [(status, statuses[status]) for status in Status if statuses.get(status)]


@lru_cache
def _swatches(language: str) -> Markup:
    """What the marks of a text say: the same beside every article, so put together once a language."""
    return Markup(environment(language).get_template("_swatches.html").render())  # noqa: S704


@lru_cache
def static(name: str) -> str:
    """Address of one of our own files; it changes when the file does, so that browsers may keep it."""
    data = resources.files("verify.web").joinpath("static", name).read_bytes()
    return f"/static/{name}?{hashlib.sha256(data).hexdigest()[:10]}"


def page(visit: Visit, template: str, *, status: int = 200, **context: Any) -> Response:
    """A page, or a part of one."""
    made = environment(visit.language).get_template(template)
    answer = HTMLResponse(made.render(visit=visit, token=visit.token, **context), status)
    return remembered(visit, answer)


def remembered(visit: Visit, answer: Response) -> Response:
    """Give a new browser its cookie."""
    if visit.fresh:
        keep(visit, answer, visit.cookie)
    return answer


def keep(visit: Visit, answer: Response, cookie: str) -> None:
    """Give the browser this cookie."""
    answer.set_cookie(
        COOKIE, cookie, max_age=LIFE, httponly=True, samesite="lax", secure=visit.desk.settings.secure
    )


def plain(text: str) -> Markup:
    """Text of ours that holds no markup."""
    return Markup.escape(text)
