"""What an event of the history changed, in a few words."""

from __future__ import annotations

import re
from collections.abc import Mapping

from verify.report.safe import dumps
from verify.report.wording import say, told, translated

_TERMS = ("status", "stance", "state", "kind", "role", "standing", "action")
"""What holds words of a closed vocabulary."""

_SAID = ("mismatch", "what")
"""What holds a sentence of ours."""

_HASH = re.compile(r"[0-9a-f]{64}")
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def change(before: Mapping[str, object], after: Mapping[str, object]) -> str:
    """What differs ("status unverified → confirmed"); what does not fit is in the JSON."""
    parts = []
    for key in dict.fromkeys([*before, *after]):
        sides = [_value(side) for side in (before.get(key), after.get(key))]
        if key in _TERMS:
            sides = [translated(side) for side in sides]
        elif key in _SAID:
            sides = [told(side) for side in sides]
        if sides[0] != sides[1]:
            name = translated(key.replace("_", " "))
            parts.append(f"{name} " + " → ".join(side for side in sides if side))
    return ", ".join(parts)


def acted(action: str) -> str:
    """ "mark", or with what it was done to where that is no claim: "person.add"."""
    thing, dot, did = action.removeprefix("claim.").partition(".")
    return say("{thing}.{action}", thing=say(thing), action=say(did)) if dot else say(thing)


def _value(value: object) -> str:
    """A value of an event for a person: chains by their names, hashes by their beginning, no ids."""
    if value in (None, [], {}) or (isinstance(value, str) and _UUID.fullmatch(value)):
        return ""
    if isinstance(value, list):
        return (" ← " if any(isinstance(v, Mapping) for v in value) else " ").join(map(_value, value))
    if isinstance(value, Mapping) and isinstance(value.get("names"), list):
        return ", ".join(map(str, value["names"])) or str(value.get("kind", ""))
    words = value if isinstance(value, str) else dumps(value)
    return words[:12] if _HASH.fullmatch(words) else words if len(words) <= 60 else words[:59] + "…"
