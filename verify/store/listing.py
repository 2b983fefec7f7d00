"""Lists of claims: the filter as SQL, the order, the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, not_, or_, select
from sqlalchemy.orm import Session

from verify.languages import search_form
from verify.model import EvidenceState, storable
from verify.store import assigning, casing, sources
from verify.store import records as r
from verify.store.loading import claim_records
from verify.store.tables import (
    Article,
    ClaimReading,
    ClaimRow,
    Evidence,
    FlagRow,
    HopRow,
    HopSource,
    Standing,
)

_BY_ARTICLE = (ClaimRow.article_id, ClaimRow.start, ClaimRow.number)

_CITED = (
    select(Evidence.claim_id, func.count(Evidence.article_id.distinct()).label("articles"))
    .where(Evidence.article_id.is_not(None), not_(Evidence.withdrawn))
    .where(Evidence.state != EvidenceState.REJECTED)
    .group_by(Evidence.claim_id)
    .subquery("cited")
)
"""Claims on which other articles bear, and how many; few claims, so that lists begin there."""

_ORDERS: dict[r.Sort, Sequence[Any]] = {
    r.Sort.ARTICLE: _BY_ARTICLE,
    r.Sort.NEWEST: (ClaimRow.article_id.desc(), ClaimRow.start, ClaimRow.number),
    r.Sort.WEIGHT: (ClaimRow.weight.desc(), *_BY_ARTICLE),
    r.Sort.UPDATED: (ClaimRow.updated_at.desc(), ClaimRow.id.desc()),
    r.Sort.CITED: (func.coalesce(_CITED.c.articles, 0).desc(), *_BY_ARTICLE),
    r.Sort.DATE: (Article.published.is_(None), Article.published.desc(), *_BY_ARTICLE),
}

_STANDINGS = {
    r.ClaimState.DROPPED: Standing.DROPPED,
    r.ClaimState.REPLACED: Standing.REPLACED,
    r.ClaimState.WITHDRAWN: Standing.WITHDRAWN,
}


def claims(
    session: Session, where: r.ClaimFilter, *, sort: r.Sort, limit: int, offset: int
) -> r.Page[r.ClaimRecord]:
    """A page of the claims that meet the filter."""
    conditions = _conditions(session, where)
    wide = sort is r.Sort.DATE or bool(where.since or where.until) or not _only_present(where)
    query = _joined(select(ClaimRow.id), wide).where(*conditions)
    if sort is r.Sort.CITED:
        query = query.join(_CITED, _CITED.c.claim_id == ClaimRow.id, isouter=not where.cited)
    total = session.scalar(_joined(select(func.count(ClaimRow.id)), wide).where(*conditions)) or 0
    ids = session.scalars(query.order_by(*_ORDERS[sort]).limit(limit).offset(offset)).all()
    return r.Page(claim_records(session, ids), total, limit, offset)


def _joined(query: Select[Any], wide: bool) -> Select[Any]:
    """With the article only where a condition or the order needs it: counting a million claims is dear
    enough.
    """
    return query.join(Article, Article.id == ClaimRow.article_id) if wide else query


def _only_present(where: r.ClaimFilter) -> bool:
    return where.states == (r.ClaimState.PRESENT,)


def _conditions(session: Session, where: r.ClaimFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool] | None] = [
        _states(where),
        ClaimRow.status.in_(where.statuses) if where.statuses else None,
        ClaimRow.origin.in_([kind.value for kind in where.kinds]) if where.kinds else None,
        _own_voice(where),
        ClaimRow.article_id.in_(where.articles) if where.articles else None,
        Article.published >= where.since if where.since else None,
        Article.published <= where.until if where.until else None,
        _flag(FlagRow.code.in_(where.flags)) if where.flags else None,
        _flagged(where),
        ClaimRow.id.in_(select(_CITED.c.claim_id)) if where.cited else None,
        _source(session, where.source) if where.source is not None else None,
        _text(session, where.text) if where.text else None,
        assigning.theirs(session, where.assigned) if where.assigned is not None else None,
        casing.belongs(session, where.case) if where.case is not None else None,
    ]
    return [condition for condition in found if condition is not None]


def _states(where: r.ClaimFilter) -> ColumnElement[bool]:
    if _only_present(where):
        return ClaimRow.listed.expression
    standing = ClaimRow.standing == Standing.STANDING
    each: list[ColumnElement[bool]] = []
    for state in where.states:
        if state is r.ClaimState.PRESENT:
            each.append(and_(standing, not_(ClaimRow.vanished)))
        elif state is r.ClaimState.VANISHED:
            each.append(and_(standing, ClaimRow.vanished))
        else:
            each.append(ClaimRow.standing == _STANDINGS[state])
    return and_(Article.removed_at.is_(None), or_(*each))


def _own_voice(where: r.ClaimFilter) -> ColumnElement[bool] | None:
    if where.own_voice is None:
        return None
    return ClaimRow.origin == "" if where.own_voice else ClaimRow.origin != ""


def _flag(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(FlagRow.claim_id == ClaimRow.id, FlagRow.current, condition)


def _flagged(where: r.ClaimFilter) -> ColumnElement[bool] | None:
    if where.flagged is None:
        return None
    return ClaimRow.weight > 0 if where.flagged else ClaimRow.weight == 0


def _source(session: Session, name: str) -> ColumnElement[bool]:
    """By any name of the source; claims come from the source's hops, since few sources are in most chains."""
    hops = (
        select(HopRow.claim_id)
        .join(HopSource, HopSource.hop_id == HopRow.id)
        .where(HopSource.source_id.in_(sources.ids_of(session, name)), HopRow.current)
    )
    return ClaimRow.id.in_(hops)


def _text(session: Session, text: str) -> ColumnElement[bool]:
    """All words, in any inflected form, in any order.

    A word's lemma depends on the language, and the query's is not known: it is searched by each that
    articles have.
    """
    text = storable(text)
    languages = session.scalars(select(Article.language).distinct()).all()
    forms = {tuple(search_form(text, language).split()) for language in (*languages, None)}
    each = [and_(*(_word(word) for word in form)) for form in sorted(forms) if form]
    if not each:
        return ClaimRow.id.is_(None)
    reading = exists().where(ClaimReading.claim_id == ClaimRow.id, ClaimReading.current)
    return reading.where(or_(*each))


def _word(word: str) -> ColumnElement[bool]:
    return ClaimReading.search.contains(f" {word} ", autoescape=True)
