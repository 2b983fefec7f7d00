"""A table for a spreadsheet: one row a claim, as CSV that no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from verify.report.exchange.common import chain_text, hop_name
from verify.report.exchange.newsroom import Newsroom
from verify.report.safe import line
from verify.report.views import ArticleView, ClaimView

COLUMNS = (
    "number", "status", "claim", "chain", "origin", "origin kind", "flags", "evidence", "mode", "publisher",
    "published", "language", "title", "address", "id", "note", "decided by", "decided at",
)  # fmt: skip
SIGNATURE = ",".join(COLUMNS[:5])

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What a spreadsheet may take for the beginning of a formula, full-width forms included (OWASP, CSV
injection)."""


def write(articles: Iterable[ArticleView], _: Newsroom) -> Iterator[str]:
    """Lines end with CR LF (RFC 4180), cells are one line each."""
    yield _line(COLUMNS)
    for article in articles:
        for claim in article.claims:
            yield _line(tuple(map(cell, _row(article, claim))))


def _row(article: ArticleView, claim: ClaimView) -> tuple[str, ...]:
    about, origin, said = article.metadata, claim.chain[-1] if claim.chain else None, claim.decided
    return (
        claim.number,
        claim.status.value,
        claim.claim.text,
        chain_text(article.publisher, claim.chain),
        hop_name(origin) if origin else article.publisher,
        origin.kind.value if origin else "publisher",
        " ".join(flag.code.value for flag in claim.claim.flags),
        " ".join(f"{link.stance.value}: {link.url}" for link in claim.evidence),
        claim.claim.mode.value,
        article.publisher,
        about.published.isoformat() if about.published else "",
        about.language or "",
        about.title or "",
        about.url or article.source,
        claim.id,
        (said.note or "") if said else "",
        said.by if said else "",
        said.at.isoformat() if said else "",
    )


def cell(value: str) -> str:
    """One line, controls made visible, and an apostrophe before what could be a formula."""
    text = line(value)
    return "'" + text if text.startswith(_FORMULA) else text


def _line(cells: tuple[str, ...]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()
