"""ClaimReview in JSON-LD, by the profile that Google documents for fact checks (schema.org/ClaimReview).

An unverified claim has no rating, a source without a name is no author, and a rating's words are the
newsroom's. ClaimReview knows one author a claim: the chain stands beside it in terms of our own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from verify.model import Hop, SourceKind
from verify.report.exchange.common import array, present, web, web_address
from verify.report.exchange.newsroom import NAMESPACE, Newsroom
from verify.report.views import ArticleView, ClaimView

SIGNATURE = '{"@context": ["https://schema.org/", {"verify": "' + NAMESPACE + '"}],'
_HEAD = SIGNATURE + '\n"@graph": ['

_TYPES = {
    SourceKind.OUTLET: "NewsMediaOrganization",
    SourceKind.PERSON: "Person",
    SourceKind.ORGANIZATION: "Organization",
}


def write(articles: Iterable[ArticleView], newsroom: Newsroom) -> Iterator[str]:
    reviews = (review(article, claim, newsroom) for article in articles for claim in article.claims)
    # People paste it into a page's script element, which a "</script" in a claim would end.
    return (piece.replace("<", "\\u003c") for piece in array(_HEAD, reviews, "]}"))


def review(article: ArticleView, claim: ClaimView, newsroom: Newsroom) -> dict[str, Any]:
    """One check of one claim."""
    rated = newsroom.rating(claim.status) is not None
    day = claim.updated_at.date().isoformat() if rated and claim.updated_at else None
    return {
        "@type": "ClaimReview",
        "@id": f"urn:uuid:{claim.id}" if len(claim.id) == 36 else f"{NAMESPACE}{claim.id}",
        **present(
            url=newsroom.page(claim.id),
            claimReviewed=claim.claim.text,
            datePublished=day,
            author=_newsroom(newsroom),
            itemReviewed=_item(article, claim),
            reviewRating=_rating(claim, newsroom),
        ),
        "verify:status": claim.status.value,
        "verify:flag": [flag.code.value for flag in claim.claim.flags],
        "verify:chain": {"@list": [_hop(hop) for hop in claim.chain]},
    }


def _newsroom(newsroom: Newsroom) -> dict[str, Any] | None:
    if not newsroom.name:
        return None
    return {
        "@type": "Organization",
        **present(name=newsroom.name, url=newsroom.url if web(newsroom.url or "") else None),
    }


def _item(article: ArticleView, claim: ClaimView) -> dict[str, Any]:
    about = article.metadata
    published = about.published.isoformat() if about.published else None
    appearance = {
        "@type": "NewsArticle",
        **present(
            url=web_address(article),
            headline=about.title,
            datePublished=published,
            inLanguage=about.language,
            publisher={"@type": "NewsMediaOrganization", "name": about.publisher}
            if about.publisher
            else None,
        ),
    }
    return {
        "@type": "Claim",
        **present(author=_author(article, claim), datePublished=published, appearance=[appearance]),
    }


def _author(article: ArticleView, claim: ClaimView) -> Any:
    """The origin where it has a name; several side by side are several authors."""
    if not claim.chain:
        name = article.metadata.publisher
        return {"@type": "NewsMediaOrganization", "name": name} if name else None
    origin = claim.chain[-1]
    authors = [{"@type": _TYPES[origin.kind], "name": n} for n in origin.names if origin.kind in _TYPES]
    return authors[0] if len(authors) == 1 else authors


def _rating(claim: ClaimView, newsroom: Newsroom) -> dict[str, Any] | None:
    rating = newsroom.rating(claim.status)
    if rating is None:
        return None
    numbers = {}
    if rating.value is not None:
        numbers = present(ratingValue=rating.value, bestRating=newsroom.best, worstRating=newsroom.worst)
    return {"@type": "Rating", "alternateName": rating.name, **numbers}


def _hop(hop: Hop) -> dict[str, Any]:
    return {
        "@type": "verify:Hop",
        "verify:kind": hop.kind.value,
        "verify:name": list(hop.names),
        "verify:inherited": hop.inherited,
    }
