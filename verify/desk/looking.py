"""What a person looks at: articles, claims, one claim, the tree of an article, versions, history."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from verify.desk import asking, views
from verify.errors import NotFound
from verify.model import FlagCode, Status
from verify.model.claim import Chain
from verify.report.views import ArticleView, ClaimView
from verify.store import (
    ArticleRecord,
    ClaimFilter,
    EventRecord,
    Listed,
    OutsideRecord,
    Page,
    Sort,
    Store,
    VersionDiff,
)

_BATCH = 500
MOST = 1_000_000
"""More than any list has."""


@dataclass(frozen=True, slots=True)
class Found:
    """A claim among others: its article, the text its spans count in, and the claim."""

    article: ArticleRecord
    text: str
    claim: ClaimView


@dataclass(frozen=True, slots=True)
class Inspected:
    """One claim with all that bears on it. machine: the chain the engine found, under a person's."""

    article: ArticleRecord
    text: str
    claim: ClaimView
    machine: Chain
    events: tuple[EventRecord, ...]
    outside: tuple[OutsideRecord, ...] = ()


def articles(store: Store, *, limit: int, page: int, removed: bool = False) -> Page[ArticleRecord]:
    """A page (from 1) of the articles, the newest first."""
    return store.articles(limit=limit, offset=(page - 1) * limit, removed=removed)


def article(store: Store, name: str) -> ArticleView:
    """An article by its number, address or id."""
    return views.article(store, store.article(name))


def record(store: Store, name: str) -> ArticleRecord:
    """What is known of an article, without its text and claims."""
    return store.record(name)


def claims(store: Store, where: ClaimFilter, sort: Sort, *, limit: int, page: int) -> Page[Found]:
    """A page (from 1) of the claims that meet the filter."""
    return claims_at(store, where, sort, limit=limit, offset=(page - 1) * limit)


def count(store: Store, where: ClaimFilter) -> int:
    """How many claims meet the filter, to the last one: a page counts only so far."""
    return store.count_claims(where)


def claims_at(store: Store, where: ClaimFilter, sort: Sort, *, limit: int, offset: int) -> Page[Found]:
    """The same from a place in the list on."""
    with store.moment():
        found = store.listed(where, sort=sort, limit=limit, offset=offset)
        items = tuple(_found(store, found.items))
    return Page(items, found.total, found.limit, found.offset, found.more)


def _found(store: Store, listed: tuple[Listed, ...]) -> Iterator[Found]:
    """Each claim beside its article and the text that its spans count in; two queries for all of them."""
    texts = store.texts([(each.claim.article, each.claim.version) for each in listed])
    seen = views.claims(store, [each.claim for each in listed])
    for each, claim in zip(listed, seen, strict=True):
        yield Found(each.article, texts[each.claim.article, each.claim.version], claim)


def flags(store: Store, where: ClaimFilter, names: Sequence[str] = ()) -> Page[Found]:
    """All unverified claims with a flag that meet the filter, the heaviest flags first.

    names: only of these articles and claims.
    """
    whole, alone = asking.of_claims(store, names)
    for name in whole:
        asking.listed(store, name)
    named = whole | alone | set(map(str, where.articles))
    of = {int(number.partition(".")[0]) for number in named}
    asked = replace(where, statuses=(Status.UNVERIFIED,), flagged=True, articles=tuple(sorted(of)))
    items: list[Found] = []
    looked = 0
    while True:
        page = store.listed(asked, sort=Sort.WEIGHT, limit=_BATCH, offset=looked)
        looked += len(page.items)
        found = _found(store, page.items)
        items.extend(f for f in found if not alone or {f.claim.number, str(f.article.number)} & named)
        if not page.follows:
            return Page(tuple(items), len(items), max(len(items), 1), 0)


def raised(found: Page[Found], codes: tuple[FlagCode, ...]) -> bool:
    """True where any of the claims has any of the flags."""
    return any(flag.code in codes for item in found.items for flag in item.claim.claim.flags)


def claim(store: Store, number: str) -> Inspected:
    """A claim by its number or id."""
    detail = store.claim(number)
    return Inspected(
        detail.article, detail.text, views.with_evidence(detail), detail.machine_chain, detail.events,
        store.outside.of(number),
    )  # fmt: skip


def tree_of(store: Store, name: str) -> ArticleView:
    """The article that `name` is, or, for a claim's number, its article with that claim alone."""
    head, dot, tail = name.partition(".")
    if not (dot and head.isdecimal() and tail.isdecimal()):
        return article(store, name)
    found = claim(store, name)
    return replace(article(store, str(found.article.number)), claims=(found.claim,))


def diff(store: Store, name: str, before: int | None, after: int | None) -> VersionDiff:
    """What changed between two versions of an article; between the last two by default."""
    return store.diff(name, before, after)


def remove(store: Store, name: str, *, by: str, reason: str | None) -> ArticleRecord:
    """Hide an article and its claims."""
    return store.remove_article(name, by=by, reason=reason)


def history(store: Store, name: str | None, *, limit: int) -> tuple[EventRecord, ...]:
    """The last `limit` events, oldest of them first: of a claim (number or id), of an article (number,
    address, file or id), or of all.
    """
    if name is None:
        with store.moment():
            return store.history(limit=limit, offset=max(store.events() - limit, 0))
    if not asking.CLAIM.fullmatch(name.strip()):
        try:
            return store.history(article=name, limit=MOST)[-limit:]
        except NotFound:
            if not _ID.fullmatch(name.strip()):
                raise
    return store.history(claim=name, limit=MOST)[-limit:]


_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
