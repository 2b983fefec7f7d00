"""Articles: check one, list, look, compare versions, remove."""

from __future__ import annotations

import io
from typing import Annotated, Any

from fastapi import APIRouter, Query

from verify.desk import looking
from verify.desk.reading import Asked
from verify.fetch import ReadOptions
from verify.model import Metadata
from verify.report import contract, shapes
from verify.report.doubted import doubted
from verify.report.tree import grow
from verify.web import work
from verify.web.api.caller import ArticleNumber, Changing, Leading, Limit, Offset, Reading
from verify.web.api.jobs import shape
from verify.web.api.models import Article, Articles, ArticleWhole, CheckAddress, CheckText, Job, Voice

router = APIRouter(prefix="/articles", tags=["articles"])


@router.get("", response_model=Articles)
def articles(caller: Reading, limit: Limit = 50, offset: Offset = 0, removed: bool = False) -> dict[str, Any]:
    """The articles, the newest first. removed: also those that people took out of the lists."""
    found = caller.store.articles(limit=limit, offset=offset, removed=removed)
    return shapes.paged(found, [shapes.article(a) for a in found.items])


@router.post("", status_code=202, response_model=Job)
def check(caller: Changing, wanted: CheckAddress | CheckText) -> dict[str, Any]:
    """Check an article: by its address on the web, or its text. A job does it; its result is the article."""
    known = Metadata(
        title=wanted.title, publisher=wanted.publisher, language=wanted.language, published=wanted.published
    )
    if isinstance(wanted, CheckAddress):
        source, options = wanted.url, ReadOptions(allow_loopback=caller.allow_loopback)
    else:
        source, options = "-", ReadOptions(stdin=io.BytesIO(wanted.text.encode("utf-8", "replace")))
    job = work.check(caller.store, caller.jobs, source, Asked(known, options), by=caller.person)
    return shape(job)


@router.get("/{number}", response_model=ArticleWhole)
def article(caller: Reading, number: ArticleNumber) -> dict[str, Any]:
    """An article with its text and its claims."""
    view = looking.article(caller.store, str(number))
    return contract.article_line(view) | {"doubt": doubted(view.text, view.metadata.language)}


@router.delete("/{number}", response_model=Article)
def remove(
    caller: Leading, number: ArticleNumber, reason: Annotated[str | None, Query(max_length=2_000)] = None
) -> dict[str, Any]:
    """Take an article out of the lists. Its history and numbers stay; checking it again brings it back."""
    return shapes.article(looking.remove(caller.store, str(number), by=caller.person, reason=reason))


@router.get("/{number}/voices", response_model=Voice)
def voices(caller: Reading, number: ArticleNumber) -> dict[str, Any]:
    """Who says what: the chains folded into a tree below the publisher."""
    return grow(looking.article(caller.store, str(number)).claims).json()


@router.get("/{number}/diff", response_model=dict[str, Any])
def diff(
    caller: Reading,
    number: ArticleNumber,
    before: Annotated[int | None, Query(ge=1, le=1_000_000)] = None,
    after: Annotated[int | None, Query(ge=1, le=1_000_000)] = None,
) -> dict[str, Any]:
    """What changed between two versions; between the last two by default."""
    return shapes.diff(looking.diff(caller.store, str(number), before, after))


@router.post("/{number}/corroborate", status_code=202, response_model=Job)
def corroborate(caller: Changing, number: ArticleNumber) -> dict[str, Any]:
    """Ask the archive who else says what this article says."""
    return shape(work.corroborate_article(caller.store, caller.jobs, number, by=caller.person))
