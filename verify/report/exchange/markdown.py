"""A report for people, as Markdown: an article a section, a claim a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from verify.report.eventwords import moment
from verify.report.exchange.common import chain_text, web, web_address
from verify.report.exchange.newsroom import Newsroom
from verify.report.safe import line
from verify.report.views import ArticleView, ClaimView
from verify.report.wording import say, translated, why

SIGNATURE = "<!-- verify: claims and their sources -->"

_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~&$:@])")
"""Everything that Markdown or a site's additions to it may read as a mark; a backslash before it is always
allowed."""


def write(articles: Iterable[ArticleView], newsroom: Newsroom) -> Iterator[str]:
    yield SIGNATURE + "\n"
    for article in articles:
        yield from _article(article, newsroom)


def _article(article: ArticleView, newsroom: Newsroom) -> Iterator[str]:
    about = article.metadata
    yield f"\n# {escaped(about.title or article.source)}\n\n"
    facts = [article.publisher, about.published.isoformat() if about.published else "", about.language or ""]
    yield " · ".join(escaped(fact) for fact in facts if fact) + "\n"
    if address := web_address(article):
        yield f"\n<{_address(address)}>\n"
    for claim in article.claims:
        yield from _claim(article, claim, newsroom)


def _claim(article: ArticleView, claim: ClaimView, newsroom: Newsroom) -> Iterator[str]:
    rating = newsroom.ratings.get(claim.status)
    said = escaped(rating.name if rating else say(claim.status.value))
    # a headline's claim has the words that stand over the section already: say why they come again
    where = f" · {escaped(say('the headline'))}" if _is_headline(article, claim) else ""
    yield f"\n## {claim.number} {said}{where}\n\n"
    if claim.decided:
        note = f": {escaped(claim.decided.note)}" if claim.decided.note else ""
        yield f"{escaped(claim.decided.by)}, {escaped(moment(claim.decided.at))} UTC{note}\n\n"
    yield f"> {escaped(claim.claim.text)}\n\n"
    yield f"{escaped(chain_text(article.publisher, claim.chain, translated))}\n"
    rows = [f"**{escaped(say(flag.code.value))}**: {escaped(why(flag))}" for flag in claim.claim.flags]
    for link in claim.evidence:
        note = f": {escaped(link.note)}" if link.note else ""
        where = f"<{_address(link.url)}>" if web(link.url) else escaped(link.url)
        rows.append(f"{escaped(say(link.stance.value))} {where}{note}")
    if rows:
        yield "\n" + "".join(f"- {row}\n" for row in rows)


def _is_headline(article: ArticleView, claim: ClaimView) -> bool:
    title = line(article.metadata.title or "").rstrip(".!?…")
    return bool(title) and line(claim.claim.text).rstrip(".!?…") == title


def escaped(text: str) -> str:
    """Text of an article as text: one line, every mark of Markdown and HTML behind a backslash."""
    return _SPECIAL.sub(r"\\\1", line(text))


def _address(address: str) -> str:
    """An address between angle brackets: what would end it is percent-encoded."""
    return "".join(f"%{ord(c):02X}" if c in '<>"\\`' or c <= " " else c for c in line(address))
