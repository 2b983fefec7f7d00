"""The pages of a site of finished checks: each check, their list, and what was corrected since."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from verify.model import Status
from verify.report.drawing import article_svg
from verify.report.eventwords import change
from verify.report.exchange import claimreview
from verify.report.exchange.common import web_address
from verify.report.exchange.newsroom import NAMESPACE, Newsroom
from verify.report.pages.claim import address, badge, chain, evidence, rated
from verify.report.pages.markup import Html, Part, data, el, page, scroll
from verify.report.safe import line
from verify.report.views import ArticleView, ClaimView, EvidenceView
from verify.report.wording import say, translated
from verify.store import EventRecord

CHECKS, CORRECTIONS, FEED = "index.html", "corrections.html", "feed.xml"


@dataclass(frozen=True, slots=True)
class Check:
    """A check with its article. published: when the site had it first; changes: events after that, the
    oldest first. withdrawn: it no longer stands.
    """

    article: ArticleView
    claim: ClaimView
    published: datetime
    changes: tuple[EventRecord, ...] = ()
    ground: str | None = None
    withdrawn: bool = False

    @property
    def path(self) -> str:
        return f"checks/{self.claim.id}/index.html"


@dataclass(frozen=True, slots=True)
class Listed:
    """A check as lists have it: few words, so that all of them can be held at once. decided: when the claim
    last changed; updated: when the page did, after it was published.
    """

    path: str
    id: str
    claim: str
    language: str | None
    badge: Html
    rating: str
    publisher: str
    published: datetime
    decided: datetime
    updated: datetime
    corrections: tuple[Html, ...]
    withdrawn: bool


def listed(check: Check, newsroom: Newsroom) -> Listed:
    """What lists need of a check."""
    claim, last = check.claim, check.changes[-1].at if check.changes else check.published
    return Listed(
        path=check.path,
        id=claim.id,
        claim=line(claim.claim.text),
        language=check.article.metadata.language,
        badge=_badge(check, newsroom),
        rating=_rating(claim.status.value, newsroom),
        publisher=check.article.publisher,
        published=check.published,
        decided=claim.updated_at or check.published,
        updated=max(last, check.published),
        corrections=tuple(_change(event, newsroom) for event in check.changes),
        withdrawn=check.withdrawn,
    )


def check_page(check: Check, newsroom: Newsroom) -> Html:
    """One check, with its ClaimReview; without it where the check was withdrawn."""
    article, claim = check.article, check.claim
    title = f"{claim.claim.text} · {_site(newsroom)}"
    review = None if check.withdrawn else data("application/ld+json", _review(check, newsroom))
    return page(
        line(title),
        _nav("../../", newsroom),
        el(
            "main",
            el("h1", claim.claim.text, lang=article.metadata.language),
            el("p", _badge(check, newsroom), " ", _dates(check), class_="meta"),
            _withdrawn() if check.withdrawn else _found(check),
            _corrections(check.changes, newsroom),
        ),
        _footer(newsroom),
        head=review,
        narrow=True,
    )


def _withdrawn() -> Html:
    return el("p", say("This check was withdrawn. What happened is said below."))


def _found(check: Check) -> Html:
    article, claim = check.article, check.claim
    alone = (
        article_svg(replace(article, claims=(claim,)), styled=False, say=translated)
        if len(claim.chain) > 1
        else None
    )
    return el(
        "div",
        el("p", check.ground, class_="ground") if check.ground else None,
        el("h2", say("Who says it")),
        _source(article, claim),
        chain(article, claim),
        el("figure", scroll(Html(alone), say("Who says it"))) if alone else None,
        _list(say("Evidence"), [evidence(_nameless(link)) for link in claim.evidence], "evidence"),
    )  # fmt: skip


def _nameless(link: EvidenceView) -> EvidenceView:
    """Who on the staff linked it is nobody's business."""
    return replace(link, actor=None)


def _source(article: ArticleView, claim: ClaimView) -> Html:
    about = article.metadata
    where = web_address(article)
    title = about.title or article.publisher
    start, end = claim.claim.sentence
    sentence = line(article.text[start:end])
    return el(
        "div",
        el("p", el("cite", address(where, title) if where else title, lang=about.language), ", ",
           article.publisher, f", {about.published.isoformat()}" if about.published else None),
        el("blockquote", sentence, lang=about.language) if sentence != line(claim.claim.text) else None,
        el("p", say("The article no longer says it.")) if claim.gone else None,
    )  # fmt: skip


def index_page(checks: Sequence[Listed], newsroom: Newsroom) -> Html:
    """All checks, the newest first."""
    rows = [_row(check) for check in checks if not check.withdrawn]
    return page(
        _site(newsroom),
        _nav("", newsroom),
        el(
            "main",
            el("h1", _site(newsroom)),
            el("ul", *rows, class_="claims") if rows else el("p", say("No check is finished yet.")),
        ),
        _footer(newsroom),
        head=el("link", rel="alternate", type="application/atom+xml", href=FEED, title=say("Checks")),
        narrow=True,
    )


def _row(check: Listed) -> Html:
    return el(
        "li",
        el("p", check.badge, " ", el("small", check.publisher, " · ", _time(check.published)), class_="meta"),
        el("a", check.claim, href=check.path, lang=check.language),
        el("p", el("small", say("corrected"), " ", _time(check.updated))) if check.corrections else None,
        class_="card",
    )


def corrections_page(checks: Iterable[Listed], newsroom: Newsroom) -> Html:
    """What changed of checks after they were published, the newest first."""
    parts = [
        el(
            "section",
            el("h2", el("a", check.claim, href=check.path, lang=check.language)),
            el("ul", *reversed(check.corrections), class_="history"),
            class_="card",
        )
        for check in checks
        if check.corrections
    ]
    return page(
        f"{say('Corrections')} · {_site(newsroom)}",
        _nav("", newsroom),
        el(
            "main",
            el("h1", say("Corrections")),
            el("p", say("What changed of checks after they were published, and why."), class_="meta"),
            el("div", *parts, class_="claims") if parts else el("p", say("Nothing was corrected so far.")),
        ),
        _footer(newsroom),
        narrow=True,
    )


def _corrections(changes: Sequence[EventRecord], newsroom: Newsroom) -> Html | None:
    rows = [_change(each, newsroom) for each in reversed(changes)]
    return _list(say("Changed after publication"), rows, "history")


def _change(each: EventRecord, newsroom: Newsroom) -> Html:
    """An event for readers: what changed and why, not who on the staff did it."""
    before, after = (_worded(side, newsroom) for side in (each.before, each.after))
    words = say(each.action.split(".", 1)[-1])
    said = change(before, after)
    return el("li", _time(each.at), " ", said or words, el("p", each.reason) if each.reason else None)


def _worded(side: Any, newsroom: Newsroom) -> dict[str, object]:
    """The status in the newsroom's words; ids of our own are left out."""
    facts = {key: value for key, value in (side or {}).items() if key not in _OURS}
    if "status" in facts:
        facts["status"] = _rating(str(facts["status"]), newsroom)
    return facts


_OURS = ("evidence", "decision", "snapshot", "action")


def _rating(status: str, newsroom: Newsroom) -> str:
    return rated(Status(status), newsroom) if status in tuple(Status) else status


def _badge(check: Check, newsroom: Newsroom) -> Html:
    return el("span", say("withdrawn"), class_="badge") if check.withdrawn else badge(check.claim, newsroom)


def _dates(check: Check) -> Html:
    return el("small", say("published"), " ", _time(check.published))


def _time(at: datetime) -> Html:
    return el("time", f"{at:%Y-%m-%d}", datetime=at.isoformat(timespec="seconds"))


def _review(check: Check, newsroom: Newsroom) -> dict[str, Any]:
    review = claimreview.review(check.article, check.claim, newsroom)
    dates = {"datePublished": check.published.date().isoformat()}
    if check.changes:
        dates["dateModified"] = check.changes[-1].at.date().isoformat()
    return {"@context": ["https://schema.org/", {"verify": NAMESPACE}], **review, **dates}


def _list(title: str, rows: Sequence[Html], name: str) -> Html | None:
    return el("section", el("h2", title), el("ul", *rows, class_=name)) if rows else None


def _site(newsroom: Newsroom) -> str:
    return newsroom.name or say("Checks")


def _nav(root: str, newsroom: Newsroom) -> Html:
    return el(
        "nav",
        el("a", _site(newsroom), href=root + CHECKS),
        el("a", say("Corrections"), href=root + CORRECTIONS),
        el("a", say("Feed"), href=root + FEED),
    )


def _footer(newsroom: Newsroom) -> Html:
    who: Part = address(newsroom.url, newsroom.name) if newsroom.name and newsroom.url else newsroom.name
    return el("footer", who, " · " if who else None, say("made with verify"))
