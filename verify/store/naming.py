"""From what people type to rows: "3.7", a uid, an address."""

from __future__ import annotations

import re
from pathlib import Path

from sqlalchemy import ColumnElement, false, select
from sqlalchemy.orm import Session

from verify.errors import NotFound
from verify.model import storable
from verify.store.tables import Article, ClaimRow, Version

_SHORT = r"\d{1,9}"
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
    if row is None and name.strip().isdecimal() and session.scalar(select(Article.id).where(_meant(name))):
        raise NotFound(
            "{name} is an article: see `verify articles show {name}`. A claim's number looks like {name}.4.",
            name=name.strip(),
        )
    if row is None:
        raise NotFound(
            "There is no claim {name}: see `verify claims`. A number looks like 3.7 (article.claim).",
            name=repr(name),
        )
    return row


def article_row(session: Session, name: str | int, *, lock: bool = False) -> Article:
    """The article of this number, uid or address."""
    for meant in (_meant(name), _of_file(name)):
        query = select(Article).where(meant)
        row = session.scalar(query.with_for_update() if lock else query)
        if row is not None:
            return row
    raise no_article(name)


def article_id(session: Session, name: str | int) -> int:
    """The id alone, for who reads columns and not rows. A number is one, whether or not it is there."""
    text = storable(str(name)).strip()
    if re.fullmatch(_SHORT, text):
        return int(text)
    for meant in (_meant(name), _of_file(name)):
        found = session.scalar(select(Article.id).where(meant))
        if found is not None:
            return found
    raise no_article(name)


def _meant(name: str | int) -> ColumnElement[bool]:
    text = storable(str(name)).strip()
    if re.fullmatch(_SHORT, text):
        return Article.id == int(text)
    return (Article.uid == text) | (Article.address == text)


def _of_file(name: str | int) -> ColumnElement[bool]:
    """The address of an article that was read from a file is the file's whole path: people type it as they
    did when they had it checked. Nothing is opened.
    """
    text = storable(str(name)).strip()
    if re.fullmatch(_SHORT, text):
        return false()
    try:
        return Article.address == str(Path(text).resolve())
    except (OSError, ValueError):  # no path: too long, a NUL
        return false()


def no_article(name: str | int) -> NotFound:
    """What to say where there is none."""
    text = storable(str(name)).strip()
    return NotFound("There is no article {text}: see `verify articles list`.", text=repr(text))


def version_row(session: Session, article: Article, number: int | None = None) -> Version:
    """A version of the article; the current one by default."""
    wanted = article.version if number is None else number
    row = session.scalar(select(Version).where(Version.article_id == article.id, Version.number == wanted))
    if row is None:
        raise NotFound(
            "Article {id} has no version {wanted}: it has {version}.",
            id=article.id,
            wanted=wanted,
            version=article.version,
        )
    return row
