"""From what people type to rows: "3.7", a uid, an address."""

from __future__ import annotations

import re

from sqlalchemy import select
from sqlalchemy.orm import Session

from verify.errors import NotFound
from verify.model import storable
from verify.store.tables import Article, ClaimRow, Version

_NUMBER = re.compile(r"(\d{1,9})\.(\d{1,9})")


def claim_row(session: Session, name: str, *, lock: bool = False) -> ClaimRow:
    """The claim of this number or uid.

    lock: against other writers (a server's; SQLite's hold the whole file).
    """
    query, name = select(ClaimRow), storable(name)
    if found := _NUMBER.fullmatch(name.strip()):
        query = query.where(ClaimRow.article_id == int(found[1]), ClaimRow.number == int(found[2]))
    else:
        query = query.where(ClaimRow.uid == name.strip())
    row = session.scalar(query.with_for_update() if lock else query)
    if row is None:
        raise NotFound(
            f"There is no claim {name!r}: see `verify claims`. A number looks like 3.7 (article.claim)."
        )
    return row


def article_row(session: Session, name: str | int, *, lock: bool = False) -> Article:
    """The article of this number, uid or address."""
    text = storable(str(name)).strip()
    query = select(Article)
    if re.fullmatch(r"\d{1,9}", text):
        query = query.where(Article.id == int(text))
    else:
        query = query.where((Article.uid == text) | (Article.address == text))
    row = session.scalar(query.with_for_update() if lock else query)
    if row is None:
        raise NotFound(f"There is no article {text!r}: see `verify articles`.")
    return row


def version_row(session: Session, article: Article, number: int | None = None) -> Version:
    """A version of the article; the current one by default."""
    wanted = article.version if number is None else number
    row = session.scalar(select(Version).where(Version.article_id == article.id, Version.number == wanted))
    if row is None:
        raise NotFound(f"Article {article.id} has no version {wanted}: it has {article.version}.")
    return row
