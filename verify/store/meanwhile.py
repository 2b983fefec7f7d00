"""Two people on one claim: the second is told what the first did, and overwrites nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from verify.errors import Meanwhile, StaleClaim
from verify.store.loading import number
from verify.store.tables import ClaimRow, Event

Facts = dict[str, Any]

_LONGEST = 80
"""Characters shown of a text in one change."""


def refuse_stale(session: Session, row: ClaimRow, expected: int | None) -> None:
    """StaleClaim where the claim, locked by now, has another revision than the one that was looked at.

    Every event of a claim adds one to its revision: what happened since are its last events, as many as the
    revisions are apart.
    """
    if expected is None or row.revision == expected:
        return
    query = select(Event).where(Event.claim_uid == row.uid).order_by(Event.seq.desc())
    since = session.scalars(query.limit(max(row.revision - expected, 0))).all()
    changes = tuple(Meanwhile(e.actor, e.at, e.action, _said(e), e.reason) for e in reversed(since))
    raise StaleClaim(number(row), expected, row.revision, changes)


def _said(event: Event) -> str:
    """What an event did, in a few words."""
    before, after = _facts(event.before), _facts(event.after)
    said = _WORDS.get(event.action)
    return said(before, after) if said else event.action.removeprefix("claim.")


def _facts(text: str | None) -> Facts:
    return json.loads(text) if text else {}


def _names(chain: list[Facts]) -> str:
    hops = (" + ".join(hop["names"]) or hop["kind"] for hop in chain)
    return " ← ".join(hops) or "the publisher's own voice"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _marked(before: Facts, after: Facts) -> str:
    linked = f", with {_short(after['url'])}" if "url" in after else ""
    return f"status {before['status']} → {after['status']}{linked}"


def _undone(before: Facts, after: Facts) -> str:
    what = str(after.get("action", "")).removeprefix("claim.")
    status = f": status {after['status']} again" if "status" in after else ""
    return f"took back: {what}{status}"


_WORDS: dict[str, Callable[[Facts, Facts], str]] = {
    "claim.mark": _marked,
    "claim.link": lambda _, after: (
        f"linked {_short(after['url'])}, which {after['stance']} it"
        if after["stance"] != "context"
        else f"linked {_short(after['url'])} as context"
    ),
    "claim.rate": lambda before, after: (
        f"credibility {before['credibility'] or 'none'} → {after['credibility'] or 'none'}"
    ),
    "claim.assign": lambda _, after: f"assigned to {after['assigned'] or 'nobody'}",
    "claim.chain": lambda _, after: f"chain: {_short(_names(after['chain']))}",
    "claim.split": lambda _, after: f"split into {', '.join(after['into'])}",
    "claim.join": lambda _, after: f"joined {', '.join(after['from'])} into {', '.join(after['into'])}",
    "claim.drop": lambda *_: "dropped",
    "claim.restore": lambda *_: "brought back",
    "claim.accept": lambda _, after: f"accepted the link to {_short(after['url'])}",
    "claim.reject": lambda _, after: f"rejected the link to {_short(after['url'])}",
    "claim.undo": _undone,
    "claim.reworded": lambda _, after: f"the article says now: “{_short(after['text'])}”",
    "claim.returned": lambda *_: "the article says it again",
    "claim.vanished": lambda *_: "the article no longer says it",
}
