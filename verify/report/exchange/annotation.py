"""W3C Web Annotations: each claim as an annotation on the article's text.

Every place has both selectors: a position, in Unicode code points of the text as verify read it, and the
words with what stands before and behind them, by which the place is found on a page that differs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from verify.model import text_sha256
from verify.model.claim import Span
from verify.report.exchange.common import array, chain_text, present, web_address
from verify.report.exchange.newsroom import NAMESPACE, Newsroom
from verify.report.views import ArticleView, ClaimView

SIGNATURE = '"generator": "urn:x-verify:annotations"'
_HEAD = (
    '{"@context": ["http://www.w3.org/ns/anno.jsonld", {"verify": "' + NAMESPACE + '"}],\n'
    + SIGNATURE + ',\n"type": "AnnotationPage",\n"items": ['
)  # fmt: skip

AROUND = 32
"""Code points of the text before and behind a place; enough to tell repeated words apart."""


def write(articles: Iterable[ArticleView], newsroom: Newsroom) -> Iterator[str]:
    items = (annotation(article, claim, newsroom) for article in articles for claim in article.claims)
    return array(_HEAD, items, "]}")


def annotation(article: ArticleView, claim: ClaimView, newsroom: Newsroom) -> dict[str, Any]:
    """One claim. A claim of several spans has several targets that belong together."""
    rating = newsroom.rating(claim.status)
    bodies = [
        _body("classifying", claim.status.value),
        _body("describing", chain_text(article.publisher, claim.chain)),
        *([_body("assessing", rating.name)] if rating else []),
        *(_body("tagging", flag.code.value) for flag in claim.claim.flags),
    ]
    return {
        "id": f"urn:uuid:{claim.id}" if len(claim.id) == 36 else f"{NAMESPACE}{claim.id}",
        "type": "Annotation",
        "motivation": "assessing",
        "body": bodies,
        "target": [_target(article, span) for span in claim.claim.spans],
    }


def _body(purpose: str, value: str) -> dict[str, Any]:
    return {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": value}


def _target(article: ArticleView, span: Span) -> dict[str, Any]:
    text, (start, end) = article.text, span
    sha256 = text_sha256(text)
    return {
        "type": "SpecificResource",
        "source": web_address(article) or f"urn:sha256:{sha256}",
        **present(verify__textSha256=sha256),
        "selector": [
            {"type": "TextPositionSelector", "start": start, "end": end},
            {
                "type": "TextQuoteSelector",
                "exact": text[start:end],
                "prefix": text[max(0, start - AROUND) : start],
                "suffix": text[end : end + AROUND],
            },
        ],
    }
