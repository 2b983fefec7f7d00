"""What a line asks for must be there: a wrong number or name would be an empty list, and an empty list good
news. Pages and the API answer such words with an empty list; they show what was asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from verify.desk import known
from verify.errors import InputError, NotFound
from verify.languages.register import register
from verify.store import ClaimFilter, Store

CLAIM = re.compile(r"\d+\.\d+")
"""A claim's number."""


def meant(store: Store, where: ClaimFilter, articles: Iterable[str] = ()) -> ClaimFilter:
    """The filter with these articles, by number, address or file. NotFound where an article is not there, a
    source or person is unknown; InputError for days that end before they begin.
    """
    if where.since and where.until and where.since > where.until:
        raise InputError(
            "--since {since} is later than --until {until}: no day is both.",
            since=where.since,
            until=where.until,
        )
    if where.source is not None:
        _require_source(store, where.source)
    if where.assigned is not None and where.assigned.strip() and not store.accounts.met(where.assigned):
        raise NotFound("Nobody called {name} is known here.", name=repr(where.assigned))
    return replace(where, articles=tuple(listed(store, name) for name in articles))


def listed(store: Store, name: str) -> int:
    """The number of an article whose claims stand in lists. NotFound where a person removed it: its claims
    are in none.
    """
    record = store.record(name)
    if record.removed:
        raise NotFound(
            "Article {number} was removed: `verify check {address}` brings it back, `verify articles show "
            "{number}` shows it.",
            number=record.number,
            address=record.address,
        )
    return record.number


def _require_source(store: Store, name: str) -> None:
    """One that ships with verify is no slip of the pen, though no article has cited it yet."""
    try:
        store.source(name)
    except NotFound:
        if (known.outlets(store) or register()).by_alias(name) is None:
            raise


def of_claims(store: Store, names: Sequence[str]) -> tuple[set[str], set[str]]:
    """The articles and the claims that are named, each by its number. NotFound where one is not there."""
    claims = {store.claim(name).record.number for name in names if CLAIM.fullmatch(name.strip())}
    articles = {str(store.record(name).number) for name in names if not CLAIM.fullmatch(name.strip())}
    return articles, claims
