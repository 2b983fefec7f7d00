"""A report for people in one HTML file: each article's text with its claims marked, and all about each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from verify.report.drawing import article_svg, article_words
from verify.report.exchange.common import web_address
from verify.report.exchange.newsroom import Newsroom
from verify.report.pages.claim import address, badge, claim_parts, event
from verify.report.pages.markup import Html, el, lines, page, scroll
from verify.report.pages.text import marked
from verify.report.views import ArticleView, ClaimView
from verify.report.wording import say, translated

SIGNATURE = '<meta name="generator" content="verify">'
_BODY = Html("<!-- -->")


def write(articles: Iterable[ArticleView], newsroom: Newsroom) -> Iterator[str]:
    """An article at a time: only one stands in memory."""
    title = say("Claims and their sources") + (f" · {newsroom.name}" if newsroom.name else "")
    head, tail = page(title, el("main", _BODY), _footer(newsroom)).split(_BODY)
    yield head
    for n, article in enumerate(articles, start=1):
        yield section(article, newsroom, f"a{n}")
    yield tail


def _footer(newsroom: Newsroom) -> Html:
    who = address(newsroom.url or "", newsroom.name) if newsroom.name else None
    return el("footer", who, " · " if who else None, say("made with verify"))


def section(article: ArticleView, newsroom: Newsroom, key: str) -> Html:
    """An article with its claims. key: begins the ids."""

    def card(claim: ClaimView) -> str:
        return f"{key}-claim-{claim.number.replace('.', '-')}"

    def place(claim: ClaimView) -> str:
        return f"{key}-words-{claim.number.replace('.', '-')}"

    claims = article.claims
    return el(
        "article",
        head(article),
        drawing(article, key, lambda claim: f"#{card(claim)}"),
        el(
            "div",
            el("div", marked(article.text, claims, lambda c: f"#{card(c)}", place), class_="text",
               lang=article.metadata.language),
            el("div", *(_card(article, c, newsroom, card(c), place(c)) for c in claims), class_="claims"),
            class_="sheet",
        ),
        _history(article),
    )  # fmt: skip


def head(article: ArticleView) -> Html:
    """Title, publisher, day, authors, address."""
    about = article.metadata
    facts = [about.publisher, about.published.isoformat() if about.published else None, *about.authors]
    where = web_address(article)
    return el(
        "header",
        el("h1", about.title or article.source, lang=about.language),
        el("p", " · ".join(filter(None, facts)), class_="meta") if any(facts) else None,
        el("p", address(where), class_="meta") if where else None,
    )


def drawing(article: ArticleView, key: str, link: Callable[[ClaimView], str] | None = None) -> Html:
    """Who says what, as a drawing and as text."""
    svg = article_svg(article, link=link, key=f"{key}-chains", styled=False, say=translated)
    twin = el(
        "details",
        el("summary", say("The same in words")),
        el("pre", lines(article_words(article, say=translated))),
    )
    return el(
        "figure",
        scroll(Html(svg), say("Who says what")),
        el("figcaption", twin),
    )


def _card(article: ArticleView, claim: ClaimView, newsroom: Newsroom, key: str, place: str) -> Html:
    events = [each for each in article.events if each.claim == claim.number]
    return el(
        "section",
        el("h2", el("a", claim.number, href=f"#{place}"), badge(claim, newsroom)),
        el("blockquote", claim.claim.text, lang=article.metadata.language),
        claim_parts(article, claim, events),
        class_="card", id=key,
    )  # fmt: skip


def _history(article: ArticleView) -> Html | None:
    events = [each for each in article.events if each.claim is None]
    if not events:
        return None
    title = el("h2", say("What happened to the article"))
    return el("section", title, el("ul", *map(event, events), class_="history"))
