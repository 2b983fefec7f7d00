"""Lists of claims: a page of those that meet a filter, in an order, and how many there are.

A page has to come as quickly from a million claims as from a thousand. So a list begins with a condition
that few claims meet, where there is one, and sorts these; else it goes along the index of its order, testing
claim by claim, until the page is full, which is soon where many meet them all. Nothing counts to the end:
beyond some thousands a list only says that there are more.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from verify.store import counting
from verify.store import records as r
from verify.store.fetching import scalars
from verify.store.filtering import CITED, Condition, conditions, states, wide
from verify.store.loading import claim_records
from verify.store.tables import Article, ClaimRow

_ID = ClaimRow.__table__.c.id

FEW = 10_000
"""So many claims that meet one condition are gathered and sorted: it takes as long as to meet the first fifty
of so many along an order of a million claims."""

COUNTED = 2_000
"""How far is counted where every claim has to be looked at; where an index has all of them,
counting.COUNTED."""

_BY_ARTICLE = (ClaimRow.article_id, ClaimRow.start, ClaimRow.number)
_NEWEST = (ClaimRow.article_id.desc(), ClaimRow.start, ClaimRow.number)

_ORDERS: dict[r.Sort, Sequence[Any]] = {
    r.Sort.ARTICLE: _BY_ARTICLE,
    r.Sort.NEWEST: _NEWEST,
    r.Sort.WEIGHT: (ClaimRow.weight.desc(), *_NEWEST),
    r.Sort.UPDATED: (ClaimRow.updated_at.desc(), ClaimRow.id.desc()),
    r.Sort.CITED: (func.coalesce(CITED.c.articles, 0).desc(), *_BY_ARTICLE),
    r.Sort.DATE: (Article.published.desc().nulls_last(), Article.id, ClaimRow.start, ClaimRow.number),
}


_BY_INDEX = (r.Sort.ARTICLE, r.Sort.NEWEST)
"""Orders in which the indexes of status, origin and person have their claims."""


def claims(
    session: Session, where: r.ClaimFilter, *, sort: r.Sort, limit: int, offset: int
) -> r.Page[r.ClaimRecord]:
    """A page of the claims that meet the filter."""
    every = conditions(session, where)
    alone = every[0] if len(every) == 1 and not wide(where) else None
    indexed = next((c for c in every if c.indexed is not None), None) if sort in _BY_INDEX else None
    narrow, met = (None, 0) if alone is not None and alone is indexed else _narrowest(session, every)
    if narrow is not None and met <= FEW:
        ids = scalars(session, _gathering(where, tuple(every), narrow, sort))
        found = claim_records(session, ids[offset : offset + limit])
        return r.Page(found, len(ids), limit, offset)
    tests = [c.indexed if c is indexed and c.indexed is not None else c.test for c in every]
    found = claim_records(session, _in_order(session, where, tests, sort, limit, offset))
    if alone is not None and alone.few is not None and met > FEW:  # as was counted
        return r.Page(found, max(FEW, offset + len(found)), limit, offset, more=True)
    counted = _counted(where, every, narrow, alone)
    most = counting.COUNTED if narrow is None and len(every) < 2 else COUNTED
    return counting.page(session, counted, found, limit, offset, most=most, whole=narrow is None)


@lru_cache(maxsize=256)
def _gathering(
    where: r.ClaimFilter, every: tuple[Condition, ...], narrow: Condition, sort: r.Sort
) -> Select[int]:
    """All that meet `narrow`, sorted. Put together once for conditions that come again: for few rows that
    takes longer than the database does.
    """
    tests = [c.test for c in every if c is not narrow]
    tests.append(narrow.test if narrow.sure else ClaimRow.id.in_(_few(narrow)))
    return _ordered(_where(select(_ID), where, sort, tests), sort)


def _counted(
    where: r.ClaimFilter, every: Sequence[Condition], narrow: Condition | None, alone: Condition | None
) -> Select[Any]:
    """What is counted: all, where the claims' own columns decide; else as many as can be gathered."""
    if alone is not None and alone.few is not None:
        return alone.few
    query = _where(select(_ID), where, r.Sort.ARTICLE, [c.test for c in every if c is not narrow])
    if narrow is not None:
        return query.where(ClaimRow.id.in_(_few(narrow).limit(COUNTED + 1)))
    indexed = [c.indexed for c in every if c.indexed is not None]
    # In an index's order, so that it is the index that is counted and not the rows.
    return query.where(*indexed[:1]).order_by(ClaimRow.article_id, ClaimRow.start)


def count(session: Session, where: r.ClaimFilter) -> int:
    """How many there are, to the last one."""
    every = conditions(session, where)
    return (
        session.scalar(
            _where(select(func.count(ClaimRow.id)), where, r.Sort.ARTICLE, [c.test for c in every])
        )
        or 0
    )


def _where(
    query: Select[Any], where: r.ClaimFilter, sort: r.Sort, tests: Sequence[ColumnElement[bool]]
) -> Select[Any]:
    """With the article only where a condition or the order needs it."""
    if sort is r.Sort.DATE or wide(where):
        query = query.join(Article, Article.id == ClaimRow.article_id)
    return query.where(states(where), *tests)


def _ordered(query: Select[int], sort: r.Sort) -> Select[int]:
    if sort is r.Sort.CITED:
        query = query.join(CITED, CITED.c.claim_id == ClaimRow.id, isouter=True)
    return query.order_by(*_ORDERS[sort])


def _few(condition: Condition) -> Select[int]:
    assert condition.few is not None
    return condition.few


def _narrowest(session: Session, every: Sequence[Condition]) -> tuple[Condition | None, int]:
    """The condition that the fewest claims meet, and how many, counted as far as FEW. None where each is met
    by more than that and claims' own columns decide.
    """
    found, least = None, FEW + 1
    for condition in every:
        if condition.sure:
            return condition, 0
        if condition.few is not None:
            met = _met(session, condition.at_most, condition.few)
            if met < least or (found is None and not condition.plain):
                found, least = condition, met
    return found, least


def _met(session: Session, *lists: Select[int] | None) -> int:
    """How many the last of the lists has, counted as far as FEW; those before it have no fewer."""
    met = 0
    for each in lists:
        if each is not None:
            (met,) = scalars(session, _how_many(each))
            if met > FEW:
                break
    return met


@lru_cache(maxsize=256)
def _how_many(few: Select[int]) -> Select[int]:
    return select(func.count()).select_from(few.limit(FEW + 1).subquery())


def _in_order(
    session: Session, where: r.ClaimFilter, tests: Sequence[ColumnElement[bool]], sort: r.Sort, limit: int,
    offset: int,
) -> Sequence[int]:  # fmt: skip
    query = _where(select(_ID), where, sort, tests)
    if sort is not r.Sort.CITED:
        return scalars(session, _ordered(query, sort).limit(limit).offset(offset))
    cited = query.join(CITED, CITED.c.claim_id == ClaimRow.id).order_by(*_ORDERS[sort])
    first = scalars(session, cited.limit(limit).offset(offset))
    if len(first) == limit or where.cited:
        return first
    # Then those on which nothing bears, which are nearly all: along the index again.
    before = session.scalar(select(func.count()).select_from(cited.order_by(None).subquery())) or 0
    rest = query.where(ClaimRow.id.not_in(select(CITED.c.claim_id))).order_by(*_BY_ARTICLE)
    return first + scalars(session, rest.limit(limit - len(first)).offset(max(offset - before, 0)))
