"""One claim on a page: where it stands, its chain, flags, evidence and history."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from verify.model import Hop, Status
from verify.report import style
from verify.report.eventwords import acted, change
from verify.report.exchange.common import web
from verify.report.exchange.newsroom import Newsroom
from verify.report.pages.markup import Html, Part, el, join
from verify.report.views import NEVER_THERE, ArticleView, ClaimView, EvidenceView
from verify.report.wording import say, why
from verify.store import EventRecord


def claim_parts(article: ArticleView, claim: ClaimView, events: Sequence[EventRecord]) -> Html:
    """All but the claim's words and number."""
    return join(
        chain(article, claim),
        _section(say("What warns of it"), "flags", (_flag(claim, n) for n in range(len(claim.claim.flags)))),
        _section(say("Evidence"), "evidence", map(evidence, claim.evidence)),
        _section(say("History"), "history", map(event, events)),
    )


def badge(claim: ClaimView, newsroom: Newsroom) -> Html:
    """The status by its sign, its colour and the newsroom's words."""
    sign = el("span", style.STATUS[claim.status][0], class_="sign", aria_hidden="true")
    return el("span", sign, " ", rated(claim.status, newsroom), class_=f"badge {claim.status.value}")


def rated(status: Status, newsroom: Newsroom) -> str:
    """The newsroom's words for a status, to the letter; without them the status in the language spoken."""
    rating = newsroom.ratings.get(status)
    return rating.name if rating else say(status.value)


def chain(article: ArticleView, claim: ClaimView) -> Html:
    """Who says that who says it: from the publisher to the origin."""
    hops = [el("li", el("b", article.publisher), _note(say("the publisher")), class_="hop publisher")]
    hops += map(_hop, claim.chain)
    if not claim.chain:
        hops.append(el("li", say("in its own voice"), _note(say("nobody is named")), class_="hop own"))
    return el("ol", *hops, class_="chain", aria_label=say("Who says it"))


def _hop(hop: Hop) -> Html:
    notes = [say(hop.kind.value), *([say("assumed from the context")] if hop.inherited else [])]
    return el("li", el("b", style.label(hop)), _note(", ".join(notes)), class_=f"hop {hop.kind.value}")


def _note(words: str) -> Html:
    return join(" ", el("small", words))


def _flag(claim: ClaimView, n: int) -> Html:
    flag = claim.claim.flags[n]
    return el("li", el("b", say(flag.code.value)), ": ", why(flag))


def evidence(link: EvidenceView) -> Html:
    """A linked document. An address that is none of the web is text."""
    parts: list[Part] = [el("b", say(link.stance.value)), " ", address(link.url)]
    if link.quote:
        parts.append(el("q", link.quote))
    if link.note:
        parts.append(el("p", link.note))
    facts = [f"{link.actor}" if link.actor else "", f"{link.at:%Y-%m-%d}" if link.at else ""]
    if link.at_source:
        state = say(NEVER_THERE) if link.never_there else say(link.at_source.value)
        facts.append(say("at its source: {state}", state=state))
    parts.append(el("small", ", ".join(filter(None, facts))) if any(facts) else None)
    if link.archive_url:
        parts += [" ", el("small", say("archived at"), " ", address(link.archive_url))]
    return el("li", *parts, class_=link.stance.value)


def address(url: str, words: str | None = None) -> Html:
    """A link where the address is one of the web; else its words."""
    if not web(url):
        return el("span", words or url, class_="address")
    return el("a", words or url, href=url, rel="noreferrer nofollow ugc", class_=None if words else "address")


def event(each: EventRecord) -> Html:
    """Who did what, when, and why."""
    said = change(each.before or {}, each.after or {})
    return el(
        "li",
        el("time", f"{each.at:%Y-%m-%d %H:%M}", datetime=each.at.isoformat(timespec="seconds")),
        " ", el("b", each.actor), " ", acted(each.action),
        f": {said}" if said else None,
        el("p", each.reason) if each.reason else None,
    )  # fmt: skip


def _section(title: str, name: str, items: Iterable[Html]) -> Html:
    rows = list(items)
    if not rows:
        return Html("")
    return el("section", el("h3", title), el("ul", *rows, class_=name))
