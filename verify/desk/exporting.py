"""Giving out what was found: which articles and claims, and a file that is whole or not there."""

from __future__ import annotations

import os
import tempfile
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any

from verify.desk import asking, beside, looking, transferring, views
from verify.errors import InputError, Refused
from verify.model import Status
from verify.report.exchange import FORMATS, Newsroom
from verify.report.exchange.common import web
from verify.report.exchange.newsroom import Rating
from verify.report.views import ArticleView
from verify.report.wording import LANGUAGES, known, language, spoken
from verify.store import ClaimFilter, Sort, Store

COMPLETE = "jsonl"
SIGNATURES = {name: form.signature for name, form in FORMATS.items()} | {COMPLETE: transferring.SIGNATURE}

_BATCH = 500
_ALL = 1_000_000
_SIGNED = 4096
"""Bytes of a file within which its format's signature stands."""


def chosen(
    store: Store, names: Sequence[str], where: ClaimFilter, *, history: bool = False
) -> Iterator[ArticleView]:
    """Articles with the claims that are wanted: of the articles and claims named, in that order, or, where
    none is named, all that meet the filter, one article after the other. history: with their events.
    """
    for view in _chosen(store, names, where):
        yield _with_events(store, view) if history else view


def _chosen(store: Store, names: Sequence[str], where: ClaimFilter) -> Iterator[ArticleView]:
    if names:
        yield from (looking.tree_of(store, name) for name in names)
        return
    for number, items in groupby(_matching(store, where), key=lambda item: item.article.number):
        view = views.article(store, store.article(number))
        yield replace(view, claims=tuple(item.claim for item in items))


def _with_events(store: Store, view: ArticleView) -> ArticleView:
    if view.number is None:
        return view
    return replace(view, events=store.history(article=view.number, limit=_ALL))


def _matching(store: Store, where: ClaimFilter) -> Iterator[looking.Found]:
    page = 1
    while True:
        found = looking.claims(store, where, Sort.ARTICLE, limit=_BATCH, page=page)
        yield from found.items
        if not found.follows:
            return
        page += 1


def everything(store: Store, names: Sequence[str], where: ClaimFilter | None) -> Iterator[str]:
    """The text of a complete export: of whole articles, also where claims are named or described; where
    neither names nor a filter are given, of the whole database.
    """
    if not names and where is None:
        return transferring.lines(store, None)
    if names:
        found = {_article_of(store, name) for name in names}
    else:
        found = {item.article.number for item in _matching(store, where or ClaimFilter())}
    return transferring.lines(store, sorted(found))


def _article_of(store: Store, name: str) -> int:
    article, dot, claim = name.partition(".")
    if dot and article.isdecimal() and claim.isdecimal():
        return store.claim(name).record.article
    return store.record(name).number


def written(
    store: Store, names: Sequence[str], where: ClaimFilter, form: str, newsroom: Newsroom
) -> Iterator[str]:
    """The text of an export in a format of `FORMATS`, a piece at a time; what is meant: see `chosen`. Where
    it is for people, it speaks the newsroom's language.
    """
    asking.of_claims(store, names)  # before anything is written
    found = FORMATS[form]
    pieces = found.write(chosen(store, names, where, history=found.history), newsroom)
    return spoken(newsroom.language or language(), pieces)


def nothing(store: Store, names: Sequence[str], where: ClaimFilter) -> bool:
    """Whether what is described is no claim at all."""
    return not names and not looking.claims(store, where, Sort.ARTICLE, limit=1, page=1).items


def save(pieces: Iterable[str], name: str, to: Path, *, empty: bool = False) -> Path:
    """Write an export to a file: whole, or nothing of it. Refused where the file is not an earlier export of
    this format, and where one that is would be replaced by nothing (empty).
    """
    _check_ours(to, name)
    if empty and to.exists():
        raise Refused("No such claims: {to} was left as it is. Move it away to have an empty one.", to=to)
    part: Path | None = None
    try:
        beside.sweep(to)
        handle, made = tempfile.mkstemp(*beside.named(to, "part"))
        part = Path(made)
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(0o666 & ~beside.umask())
        part.replace(to)
    except OSError as error:
        raise InputError(
            "{to}: {strerror}. Nothing was written; check the path and the disk.",
            to=to,
            strerror=error.strerror,
        ) from error
    finally:
        if part is not None:
            part.unlink(missing_ok=True)
    return to


def _check_ours(to: Path, name: str) -> None:
    try:
        with to.open("rb") as file:
            head = file.read(_SIGNED)
    except FileNotFoundError:
        return
    except OSError as error:
        raise InputError("{to}: {strerror}. Give another file.", to=to, strerror=error.strerror) from error
    if head and SIGNATURES[name].encode() not in head:
        raise Refused(
            "{to} exists and is no {name} export of verify: give another file, or move it away.",
            to=to,
            name=name,
        )


def newsroom(file: Path | None, tongue: str | None = None) -> Newsroom:
    """Who publishes and by which scale, from a TOML file (docs/export.md); nobody and verify's own words
    where none is given. tongue: its language, whatever the file says.
    """
    if file is None:
        return Newsroom(language=tongue)
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError("{file}: {strerror}.", file=file, strerror=error.strerror) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError("{file} is no TOML file: {error}.", file=file, error=error) from error
    found = _newsroom(file, data)
    return replace(found, language=tongue) if tongue else found


def _newsroom(file: Path, data: dict[str, Any]) -> Newsroom:
    unknown = sorted(set(data) - {"name", "url", "base", "best", "worst", "ratings", "language"})
    if unknown:
        raise InputError(
            "{file}: {unknown} means nothing here: see docs/export.md.", file=file, unknown=unknown[0]
        )
    for key, kinds in (
        ("name", str),
        ("url", str),
        ("base", str),
        ("language", str),
        ("best", (int, float)),
        ("worst", (int, float)),
    ):
        if key in data and (not isinstance(data[key], kinds) or isinstance(data[key], bool)):
            raise InputError("{file}: {key} has the wrong type: see docs/export.md.", file=file, key=key)
    for key in ("url", "base"):
        if key in data and not web(data[key]):
            raise InputError("{file}: {key} is an address of the web: https://…", file=file, key=key)
    if ("best" in data) != ("worst" in data):
        raise InputError("{file}: best and worst go together: the ends of one scale.", file=file)
    rated = data.get("ratings", {})
    if not isinstance(rated, dict):
        raise InputError("{file}: ratings is a table: see docs/export.md.", file=file)
    ratings = {_status(file, word): _rating(file, word, given) for word, given in rated.items()}
    tongue = known(data["language"]) if "language" in data else None
    if "language" in data and tongue is None:
        raise InputError("{file}: language is one of {known}.", file=file, known=", ".join(LANGUAGES))
    return Newsroom(
        data.get("name"), data.get("url"), data.get("base"), ratings, data.get("best"), data.get("worst"),
        tongue,
    )  # fmt: skip


def _status(file: Path, word: str) -> Status:
    try:
        status = Status(word)
    except ValueError:
        raise InputError(
            "{file}: {word} is no status; these are: {known}.", file=file, word=word, known=", ".join(Status)
        ) from None
    if status is Status.UNVERIFIED:
        raise InputError("{file}: an unverified claim has no rating: nobody has rated it.", file=file)
    return status


def _rating(file: Path, word: str, given: Any) -> Rating:
    rating = {"name": given} if isinstance(given, str) else given
    if not isinstance(rating, dict) or not isinstance(rating.get("name"), str):
        raise InputError(
            '{file}: ratings.{word} needs words: {word} = "…", or a table with name and value.',
            file=file,
            word=word,
        )
    value = rating.get("value")
    if value is not None and (isinstance(value, bool) or not isinstance(value, (int, float))):
        raise InputError("{file}: ratings.{word}.value is a number.", file=file, word=word)
    return Rating(rating["name"], value)
