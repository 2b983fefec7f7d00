"""A static site of finished checks: what is in it, and a folder that is whole or not there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from verify.desk import exporting, views
from verify.desk.site_folder import Folder
from verify.errors import NotFound, Refused
from verify.model import Status
from verify.report.exchange import Newsroom
from verify.report.pages import feed, site
from verify.report.pages.site import Check, Listed
from verify.report.published import Published
from verify.report.views import ArticleView, ClaimView
from verify.report.wording import language, speaking
from verify.store import ClaimFilter, ClaimState, EventRecord, Store

FINISHED = (Status.CORROBORATED, Status.CONFIRMED, Status.DISPUTED, Status.REFUTED, Status.UNVERIFIABLE)
"""Statuses that say what a check came to."""

_SILENT = frozenset({"claim.trace", "claim.accept", "claim.reject", "claim.rate"})
"""Work on a claim that changes nothing of what was published about it."""

_ALL = 1_000_000


def publish(
    store: Store, to: Path, names: Sequence[str], where: ClaimFilter, newsroom: Newsroom,
    *, along: Callable[[Iterator[Check]], Iterator[Check]] = iter,
) -> Published:  # fmt: skip
    """Write the site, or bring it up to date: checks that were published stay in it, and say so if they no
    longer stand. Refused where the folder is not one that this made, or was changed by another hand.

    along: what the checks go through, to tell how far it is.
    """
    folder, at = Folder.read(to), datetime.now(UTC)
    checks = _checks(store, names, where, dict(folder.checks), at)
    with speaking(newsroom.language or language()):
        return _published(folder, str(to), along(checks), newsroom, at)


def _published(
    folder: Folder, to: str, checks: Iterable[Check], newsroom: Newsroom, at: datetime
) -> Published:
    known = set(folder.checks)
    listed: list[Listed] = []
    with folder.anew() as new:
        for check in checks:
            new.write(check.path, site.check_page(check, newsroom))
            listed.append(site.listed(check, newsroom))
            new.checks[check.claim.id] = check.published
        listed.sort(key=lambda each: (each.published, each.decided, each.id), reverse=True)
        new.write(site.CHECKS, site.index_page(listed, newsroom))
        by_change = sorted(listed, key=lambda each: (each.updated, each.id), reverse=True)
        new.write(site.CORRECTIONS, site.corrections_page(by_change, newsroom))
        new.write(site.FEED, feed.feed(by_change, newsroom, new.uid, new.began or at))
        new.began = new.began or at
    stands = [each for each in listed if not each.withdrawn]
    return Published(
        to, len(set(new.checks) - known), len(stands), sum(bool(e.corrections) for e in stands),
        len(listed) - len(stands),
    )  # fmt: skip


def _checks(
    store: Store, names: Sequence[str], where: ClaimFilter, known: dict[str, datetime], at: datetime
) -> Iterator[Check]:
    """The finished checks that are wanted, then those that were published before and are not among them."""
    wanted = where if where.statuses else replace(where, statuses=FINISHED)
    seen: set[str] = set()
    for view in exporting.chosen(store, names, wanted, history=True):
        for claim in view.claims:
            if claim.id not in seen and claim.status in wanted.statuses:
                seen.add(claim.id)
                yield _check(view, claim, known.get(claim.id, at), claim.id in known)
    for uid, published in known.items():
        if uid not in seen:
            yield _again(store, uid, published)


def _check(view: ArticleView, claim: ClaimView, published: datetime, known: bool) -> Check:
    _safe(claim.id)
    events = [event for event in view.events if event.claim == claim.number]
    later = tuple(event for event in events if known and event.at > published and _tells(event))
    return Check(view, claim, published, later, _ground(events, claim))


def _again(store: Store, uid: str, published: datetime) -> Check:
    """A check that was published before, as it stands now."""
    try:
        detail = store.claim(uid)
    except NotFound:
        raise Refused(
            "The folder has a check ({uid}) that this database does not know: it was published from another "
            "one. Give another folder, or that database with --db.",
            uid=uid,
        ) from None
    view, claim = views.article(store, store.article(detail.article.number)), views.with_evidence(detail)
    check = _check(replace(view, events=store.history(uid, limit=_ALL)), claim, published, known=True)
    gone = detail.record.state not in (ClaimState.PRESENT, ClaimState.VANISHED) or detail.article.removed
    return replace(check, withdrawn=gone or claim.status not in (*FINISHED, Status.NOT_CHECKABLE))


def _tells(event: EventRecord) -> bool:
    return event.action not in _SILENT


def _ground(events: Sequence[EventRecord], claim: ClaimView) -> str | None:
    """Why the claim has its status: the reason of the change that gave it, if that still holds."""
    marks = [e for e in events if (e.after or {}).get("status") is not None]
    holds = marks and (marks[-1].after or {}).get("status") == claim.status.value
    return marks[-1].reason if holds else None


def _safe(uid: str) -> None:
    """An id names a folder of the site: only a UUID may, whatever an imported file said."""
    try:
        sound = str(UUID(uid)) == uid
    except ValueError:
        sound = False
    if not sound:
        raise Refused(
            "The claim {uid} has no id that could be an address: it can't be published.", uid=repr(uid)
        )
