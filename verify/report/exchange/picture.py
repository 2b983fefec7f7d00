"""Who says what as a drawing that any browser shows: SVG."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from verify.report.drawing import articles_svg
from verify.report.exchange.newsroom import Newsroom
from verify.report.views import ArticleView

SIGNATURE = '<svg xmlns="http://www.w3.org/2000/svg" class="drawing"'


def write(articles: Iterable[ArticleView], _: Newsroom) -> Iterator[str]:
    """One drawing of all: it stands in memory, since its size is told at its beginning."""
    yield articles_svg(articles)
