"""A model's answer as values. It is untrusted: what has not the shape asked for is refused."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from verify.engines.endpoint import BadAnswerError
from verify.model import Mode, SourceKind

MOST_CLAIMS, MOST_PARTS, MOST_HOPS, MOST_NAMES = 500, 8, 8, 8
LONGEST_PART, LONGEST_NAME = 2_000, 200
_THOUGHT = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)


class ClaimError(Exception):
    """One claim of the answer cannot be taken. `why` is the word that the account counts it under."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class SaidHop:
    """A hop as the model gives it. mention, cue: words that it says stand in the text, "" for none."""

    kind: SourceKind
    names: tuple[str, ...]
    mention: str
    cue: str


@dataclass(frozen=True, slots=True)
class SaidClaim:
    """A claim as the model gives it: words that it says stand in the text. mode: None where it gave none.

    hops: None where its chain has not the shape asked for, `why` says what is wrong then.
    """

    parts: tuple[str, ...]
    mode: Mode | None
    hops: tuple[SaidHop, ...] | None
    why: str = ""


def parsed(answer: str) -> tuple[list[SaidClaim], int]:
    """The claims of an answer, and how many were no claims at all. Raises BadAnswerError for no JSON."""
    said = _json(answer)
    listed = said.get("claims") if isinstance(said, dict) else said
    if not isinstance(listed, list):
        raise BadAnswerError("no list of claims")
    found: list[SaidClaim] = []
    odd = max(0, len(listed) - MOST_CLAIMS)
    for each in listed[:MOST_CLAIMS]:
        try:
            found.append(_claim(each))
        except ClaimError:
            odd += 1
    return found, odd


def _json(answer: str) -> Any:
    """What the answer holds: JSON alone, in a fence, behind a thought, or with words around it."""
    plain = _THOUGHT.sub("", answer)
    for candidate in _candidates(plain):
        try:
            return json.loads(candidate)
        except (ValueError, RecursionError):
            continue
    raise BadAnswerError("not JSON")


def _candidates(plain: str) -> Iterator[str]:
    yield plain
    first, last = plain.find("{"), plain.rfind("}")
    if 0 <= first < last:
        yield plain[first : last + 1]


def _claim(said: Any) -> SaidClaim:
    parts = said.get("parts") if isinstance(said, dict) else None
    parts = [parts] if isinstance(parts, str) else parts
    if not isinstance(parts, list) or not 0 < len(parts) <= MOST_PARTS:
        raise ClaimError("shape")
    kept = tuple(_words(part, LONGEST_PART) for part in parts)
    if not all(any(c.isalnum() for c in part) for part in kept):
        raise ClaimError("shape")
    mode = said.get("mode")
    known = Mode(mode) if mode in tuple(Mode) else None
    try:
        return SaidClaim(kept, known, _hops(said.get("chain")))
    except ClaimError as refused:
        return SaidClaim(kept, known, None, refused.why)


def _hops(said: Any) -> tuple[SaidHop, ...]:
    if not isinstance(said, list) or len(said) > MOST_HOPS:
        raise ClaimError("shape")
    return tuple(map(_hop, said))


def _hop(said: Any) -> SaidHop:
    if not isinstance(said, dict):
        raise ClaimError("shape")
    kind, names = said.get("kind"), said.get("names", said.get("name"))
    if not isinstance(kind, str) or kind not in tuple(SourceKind):
        raise ClaimError("kind")
    names = [] if names is None else [names] if isinstance(names, str) else names
    if not isinstance(names, list) or len(names) > MOST_NAMES:
        raise ClaimError("shape")
    found = (" ".join(_words(name, LONGEST_NAME).split()) for name in names)
    mention, cue = (_words(said.get(which) or "", LONGEST_NAME) for which in ("mention", "cue"))
    return SaidHop(SourceKind(kind), tuple(dict.fromkeys(filter(None, found))), mention, cue)


def _words(said: Any, longest: int) -> str:
    if not isinstance(said, str) or len(said) > longest:
        raise ClaimError("shape")
    return said.strip()
