"""What an event of the history changed, in a few words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

from verify.report.safe import dumps
from verify.report.wording import say, told, translated
from verify.store import EventRecord
from verify.store.meanwhile import what_it_did

_TERMS = ("status", "stance", "state", "kind", "role", "standing")
"""What holds words of a closed vocabulary."""

_SAID = ("mismatch", "what")
"""What holds a sentence of ours."""

_ABOUT = ("url",)
"""What is told where it stays the same, too: which link was accepted."""

_NOTHING = "—"

_HASH = re.compile(r"[0-9a-f]{64}")
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def change(before: Mapping[str, object], after: Mapping[str, object]) -> str:
    """What differs ("status unverified → confirmed"); what does not fit is in the JSON."""
    parts = []
    for key in dict.fromkeys([*before, *after]):
        if key == "action":  # of what an undo takes back
            parts.append(say("took back: {what}", what=acted(str(after.get(key, "")))))
        elif key != "what" or after.get(key) != before.get("mismatch"):
            parts.append(_differing(key, before, after))
    return ", ".join(filter(None, parts))


def _differing(key: str, before: Mapping[str, object], after: Mapping[str, object]) -> str:
    """A fact on both sides; what was there and is not any more, or the other way round, is seen as such.
    What was new with the event has one side. "" where nothing differs.
    """
    was, now = (_worded(key, side.get(key)) for side in (before, after))
    name = translated(key.replace("_", " "))
    if was == now:
        return f"{name} {now}" if now and key in _ABOUT else ""
    if key not in before:
        return f"{name} {now}"
    return f"{name} {was or _NOTHING} → {now or _NOTHING}"


def _worded(key: str, value: object) -> str:
    if key == "steps" and isinstance(value, list):
        return ", ".join(map(_step, value))
    words = _value(value)
    return translated(words) if key in _TERMS else told(words) if key in _SAID else words


def _step(step: object) -> str:
    """A hop of a trace: "Coast Gazette: something-else"."""
    who, _, found = str(step).rpartition(": ")
    return f"{translated(who)}: {translated(found)}"


def did(event: EventRecord) -> str:
    """What an event of a claim did, for whoever looks at what became of it: "split into 1.10, 1.11"."""
    return told(what_it_did(event))


def moment(at: datetime) -> str:
    """A time of the history, in UTC."""
    return f"{at:%Y-%m-%d %H:%M}"


def acted(action: str) -> str:
    """ "mark", or with what it was done to where that is no claim: "person.add"."""
    thing, dot, did = action.removeprefix("claim.").partition(".")
    return say("{thing}.{action}", thing=say(thing), action=say(did)) if dot else say(thing)


def _value(value: object) -> str:
    """A value of an event for a person: chains by their names, hashes by their beginning, no ids."""
    if value in (None, [], {}) or (isinstance(value, str) and _UUID.fullmatch(value)):
        return ""
    if isinstance(value, list):
        return (" ← " if any(isinstance(v, Mapping) for v in value) else ", ").join(map(_value, value))
    if isinstance(value, Mapping) and isinstance(value.get("names"), list):
        return ", ".join(map(str, value["names"])) or str(value.get("kind", ""))
    words = value if isinstance(value, str) else dumps(value)
    return words[:12] if _HASH.fullmatch(words) else words if len(words) <= 60 else words[:59] + "…"
