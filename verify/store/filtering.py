"""The filter of a list of claims as SQL: each condition as a test of a claim, and as the claims that meet it.

Which of the two is quick depends on how many meet it (store.listing), so that a condition has both where it
can.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, TextualSelect, and_, exists, func, not_, or_, select, union
from sqlalchemy.orm import Session

from verify.languages import search_form
from verify.model import EvidenceState, storable
from verify.store import accounts, casing, postgresql, sources, sqlite
from verify.store import records as r
from verify.store.fetching import among
from verify.store.tables import (
    Article,
    CaseArticle,
    CaseClaim,
    Citation,
    ClaimReading,
    ClaimRow,
    Evidence,
    FlagRow,
    Standing,
)

_BEARING = (
    Evidence.article_id.is_not(None),
    not_(Evidence.withdrawn),
    Evidence.state != EvidenceState.REJECTED,
)

CITED = (
    select(Evidence.claim_id, func.count(Evidence.article_id.distinct()).label("articles"))
    .where(*_BEARING)
    .group_by(Evidence.claim_id)
    .subquery("cited")
)
"""Claims on which other articles bear, and how many."""

_SOME_ARTICLES = 20
"""So many articles have some hundred claims: that is told without a look."""

_STANDINGS = {
    r.ClaimState.DROPPED: Standing.DROPPED,
    r.ClaimState.REPLACED: Standing.REPLACED,
    r.ClaimState.WITHDRAWN: Standing.WITHDRAWN,
}


@dataclass(frozen=True, slots=True, eq=False)
class Condition:
    """Each is one of its own, for the statements that are put together of it once.

    test: of one claim, in a form that tempts no planner to an index of its own.

    few: the claims that meet it, by an index, one maybe twice; None where only a look at all claims finds
    them.
    indexed: the same as `test`, by an index that has those claims in the order of articles and texts.
    plain: columns of the claim's own row decide it.
    at_most: where they are counted quicker, no fewer than `few`.
    sure: they are few without being counted.
    """

    test: ColumnElement[bool]
    few: Select[int] | None = None
    indexed: ColumnElement[bool] | None = None
    plain: bool = False
    at_most: Select[int] | None = None
    sure: bool = False


def wide(where: r.ClaimFilter) -> bool:
    """True where the query needs the article beside each claim."""
    return where.states != (r.ClaimState.PRESENT,)


def conditions(session: Session, where: r.ClaimFilter) -> list[Condition]:
    """All that must hold beside `states`; of those with an index of their own the one that finds the fewest
    comes first.
    """
    return list(_conditions(session, where))


def _conditions(session: Session, where: r.ClaimFilter) -> Iterator[Condition]:
    if where.assigned is not None and where.assigned.strip():
        yield _one_of(ClaimRow.assignee_id, accounts.called(session, where.assigned))
    if where.kinds:
        yield _one_of(ClaimRow.origin, [kind.value for kind in where.kinds])
    if where.statuses:
        yield _one_of(ClaimRow.status, where.statuses)
    if where.own_voice:
        yield _one_of(ClaimRow.origin, [""])
    if where.own_voice is False:
        yield Condition(_blind(ClaimRow.origin) != "", plain=True)
    if where.assigned is not None and not where.assigned.strip():
        few = select(ClaimRow.id).where(ClaimRow.listed, ClaimRow.assignee_id.is_(None))
        yield Condition(_blind(ClaimRow.assignee_id).is_(None), few, plain=True)
    if where.flagged is not None:
        weight = _blind(ClaimRow.weight)
        yield Condition(weight > 0 if where.flagged else weight == 0, plain=True)
    if where.articles:
        yield _of_articles(where.articles)
    if where.since or where.until:
        yield _published(session, where)
    yield from _beside(session, where)


def _blind(column: Any) -> Any:
    """The column, so that no planner takes its index: the claims would come in another order than the one
    that is asked for, and all of them would have to be sorted.
    """
    return func.coalesce(column, column)


def _one_of(column: Any, values: Sequence[Any]) -> Condition:
    few = select(ClaimRow.id).where(ClaimRow.listed, column.in_(values))
    indexed = column == values[0] if len(values) == 1 else None
    return Condition(_blind(column).in_(values), few, indexed, plain=True)


def _beside(session: Session, where: r.ClaimFilter) -> Iterator[Condition]:
    """What stands in other tables than the claim's own."""
    if where.flags:
        raised = FlagRow.code.in_(where.flags)
        test = exists().where(FlagRow.claim_id == ClaimRow.id, FlagRow.current, raised)
        yield Condition(test, select(FlagRow.claim_id).where(FlagRow.current, raised))
    if where.cited:
        test = exists().where(Evidence.claim_id == ClaimRow.id, *_BEARING)
        yield Condition(test, select(Evidence.claim_id).where(*_BEARING))
    if where.source is not None:
        these = Citation.source_id.in_(sources.ids_of(session, where.source))
        test = exists().where(Citation.claim_id == ClaimRow.id, these)
        yield Condition(test, select(Citation.claim_id).where(these))
    if where.text:
        yield _said(session, where.text)
    if where.case is not None:
        yield _of_case(casing.number_of(session, where.case))


def states(where: r.ClaimFilter) -> ColumnElement[bool]:
    """What every claim of the list has to be: there, unless others are asked for."""
    if not wide(where):
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


def _published(session: Session, where: r.ClaimFilter) -> Condition:
    """Their numbers bound the articles, which come in about the order of their days: whoever asks for the
    newest week does not begin with the oldest article.
    """
    days = [Article.published >= where.since] if where.since else []
    days += [Article.published <= where.until] if where.until else []
    first, last = session.execute(select(func.min(Article.id), func.max(Article.id)).where(*days)).one()
    # Of its own articles: sorted by date, the list around it has joined them too.
    of_days = exists().where(Article.id == ClaimRow.article_id, *days).correlate(ClaimRow)
    few = select(ClaimRow.id).join(Article, Article.id == ClaimRow.article_id)
    return Condition(
        and_(ClaimRow.article_id.between(first or 0, last or 0), of_days),
        few.where(ClaimRow.listed, *days),
    )


@lru_cache(maxsize=256)
def _of_articles(articles: tuple[int, ...]) -> Condition:
    return Condition(among(ClaimRow.article_id, articles), plain=True, sure=len(articles) <= _SOME_ARTICLES)


@lru_cache(maxsize=256)
def _of_case(case: int) -> Condition:
    """The statements of a case are put together once: that takes longer than they do."""
    put = select(CaseClaim.claim_id).where(CaseClaim.case_id == case)
    whole = select(ClaimRow.id).where(
        ClaimRow.article_id.in_(select(CaseArticle.article_id).where(CaseArticle.case_id == case))
    )
    both = union(put, whole).subquery()
    return Condition(casing.belongs(case), select(both.c[0]))


def _said(session: Session, text: str) -> Condition:
    """All words, in any inflected form, in any order.

    A word's lemma depends on the language, and the query's is not known: it is searched by each that
    articles have.
    """
    text = storable(text)
    languages = session.scalars(_LANGUAGES).all()
    forms = {tuple(search_form(text, language).split()) for language in (*languages, None)}
    each = [and_(*map(_word, form)) for form in sorted(forms) if form]
    if not each:
        return Condition(ClaimRow.id.is_(None), select(ClaimRow.id).where(ClaimRow.id.is_(None)))
    test = exists().where(ClaimReading.claim_id == ClaimRow.id, ClaimReading.current, or_(*each))
    rows = _readings(session, forms)
    if rows is None:
        return Condition(test)
    these = ClaimReading.id.in_(rows)
    few = select(ClaimReading.claim_id).where(these, ClaimReading.current, or_(*each))
    return Condition(test, few, at_most=select(rows.subquery()))


def _languages() -> Select[Any]:
    """Of the articles, from each to the next along the index: SELECT DISTINCT looks at every article."""
    found = select(func.min(Article.language).label("language")).cte("languages", recursive=True)
    behind = select(func.min(Article.language)).where(Article.language > found.c.language).scalar_subquery()
    found = found.union_all(select(behind).where(found.c.language.is_not(None)))
    return select(found.c.language).where(found.c.language.is_not(None))


_LANGUAGES = _languages()


def _readings(session: Session, forms: set[tuple[str, ...]]) -> TextualSelect | None:
    """By the index of words; None where a form has no word that stands in it."""
    engine = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    rows = engine.said(sorted(form for form in forms if form))
    return rows.columns(ClaimReading.id) if rows is not None else None


def _word(word: str) -> ColumnElement[bool]:
    return ClaimReading.search.contains(f" {word} ", autoescape=True)
