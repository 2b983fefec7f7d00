"""What people found out, in formats that others read.

Each format is a function from articles (with the claims that were chosen) to text, a piece at a time, and a
signature by which a file that it once wrote is known again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from verify.report.exchange import (
    annotation,
    claimreview,
    graphs,
    html,
    markdown,
    picture,
    prov,
    table,
)
from verify.report.exchange.newsroom import Newsroom
from verify.report.views import ArticleView

Writer = Callable[[Iterable[ArticleView], Newsroom], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Format:
    """write: the text, in pieces. signature: stands within the first bytes of every file of this format.
    history: it tells what happened to the claims, so that the views must have their events.
    """

    write: Writer
    signature: str
    history: bool = False


FORMATS: dict[str, Format] = {
    "csv": Format(table.write, table.SIGNATURE),
    "markdown": Format(markdown.write, markdown.SIGNATURE),
    "claimreview": Format(claimreview.write, claimreview.SIGNATURE),
    "annotations": Format(annotation.write, annotation.SIGNATURE),
    "prov": Format(prov.write, prov.SIGNATURE),
    "dot": Format(graphs.dot, graphs.DOT),
    "mermaid": Format(graphs.mermaid, graphs.MERMAID),
    "html": Format(html.write, html.SIGNATURE, history=True),
    "svg": Format(picture.write, picture.SIGNATURE),
}

__all__ = ["FORMATS", "Format", "Newsroom"]
