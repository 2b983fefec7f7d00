"""Two people on one claim: the second is told what the first did, and overwrites nothing.

What an act did is said here in a few words, for whoever did it, too.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from verify.errors import Meanwhile, Message, StaleClaim
from verify.store.loading import number
from verify.store.records import EventRecord
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
    changes = tuple(
        Meanwhile(e.actor, e.at, e.action, _said(e.action, _facts(e.before), _facts(e.after)), e.reason)
        for e in reversed(since)
    )
    raise StaleClaim(number(row), expected, row.revision, changes)


def what_it_did(event: EventRecord) -> Message:
    """What an event of a claim did, in a few words."""
    return _said(event.action, dict(event.before or {}), dict(event.after or {}))


def _said(action: str, before: Facts, after: Facts) -> Message:
    said = _WORDS.get(action)
    return said(before, after) if said else Message(action.removeprefix("claim."))


def _facts(text: str | None) -> Facts:
    return json.loads(text) if text else {}


def _names(chain: list[Facts]) -> str:
    hops = (" + ".join(hop["names"]) or Message(hop["kind"]) for hop in chain)
    return " ← ".join(hops)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _marked(before: Facts, after: Facts) -> Message:
    sides = {name: Message(facts["status"]) for name, facts in (("before", before), ("after", after))}
    if "url" in after:
        return Message("status {before} → {after}, with {url}", **sides, url=_short(after["url"]))
    return Message("status {before} → {after}", **sides)


def _linked(_: Facts, after: Facts) -> Message:
    url, stance = _short(after["url"]), after["stance"]
    if stance == "context":
        return Message("linked {url} as context", url=url)
    return Message("linked {url}, which {stance} it", url=url, stance=Message(stance))


def _rated(before: Facts, after: Facts) -> Message:
    was, now = (facts["credibility"] or Message("none") for facts in (before, after))
    return Message("credibility {before} → {after}", before=was, after=now)


def _chained(before: Facts, after: Facts) -> Message:
    now, was = (
        _short(_names(side["chain"])) or Message("the publisher's own voice") for side in (after, before)
    )
    return Message("chain: {names}; was: {before}", names=now, before=was)


def _undone(before: Facts, after: Facts) -> Message:
    """An undo holds both sides of what it takes back, the other way round."""
    return Message("took back: {what}", what=_said(str(after.get("action", "")), after, before))


_WORDS: dict[str, Callable[[Facts, Facts], Message]] = {
    "claim.mark": _marked,
    "claim.link": _linked,
    "claim.unlink": lambda before, _: Message("took back the link to {url}", url=_short(before["url"])),
    "claim.rate": _rated,
    "claim.assign": lambda _, after: Message(
        "assigned to {person}", person=after["assigned"] or Message("nobody")
    ),
    "claim.chain": _chained,
    "claim.split": lambda _, after: Message("split into {claims}", claims=", ".join(after["into"])),
    "claim.join": lambda _, after: Message(
        "joined {claims} into {made}", claims=", ".join(after["from"]), made=", ".join(after["into"])
    ),
    "claim.drop": lambda *_: Message("dropped"),
    "claim.restore": lambda *_: Message("brought back"),
    "claim.accept": lambda _, after: Message("accepted the link to {url}", url=_short(after["url"])),
    "claim.reject": lambda _, after: Message("rejected the link to {url}", url=_short(after["url"])),
    "claim.no-mismatch": lambda before, _: Message("no mismatch: {what}", what=Message(before["mismatch"])),
    "claim.undo": _undone,
    "claim.reworded": lambda _, after: Message("the article says now: “{text}”", text=_short(after["text"])),
    "claim.returned": lambda *_: Message("the article says it again"),
    "claim.vanished": lambda *_: Message("the article no longer says it"),
}
