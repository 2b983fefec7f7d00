"""What a person's act did to claims, to be told to whoever did it."""

from __future__ import annotations

from collections.abc import Iterable

from verify.model import Status
from verify.report.eventwords import did, moment
from verify.report.views import ClaimView
from verify.report.wording import say
from verify.store import Store
from verify.store.decided import in_force


def told(store: Store, views: Iterable[ClaimView]) -> dict[str, str]:
    """By the claims' numbers, what the newest event of each did."""
    return {view.number: did(store.claim(view.id).events[-1]) for view in views}


def replaced(store: Store, views: Iterable[ClaimView]) -> dict[str, str]:
    """By the claims' numbers, whose judgement a new one replaced: of those alone that somebody had judged."""
    found = {}
    for view in views:
        events = store.claim(view.id).events
        new = in_force(events)
        old = in_force(event for event in events if new and event.seq < new.seq)
        if old is not None and old.after and old.after["status"] != Status.UNVERIFIED:
            said = say(
                "was: {status} by {person}, {when}",
                status=say(str(old.after["status"])),
                person=old.actor,
                when=moment(old.at),
            )
            found[view.number] = f"{said}: {old.reason}" if old.reason else said
    return found
