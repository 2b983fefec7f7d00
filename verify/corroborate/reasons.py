"""Why a passage bears on a claim, in words: the parts that align and those that clash. No I/O."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from verify.corroborate.align import Pairing
from verify.corroborate.weighing import Weighed
from verify.model import Flag, FlagCode, Proposal, Stance, Status

Reason = dict[str, Any]


def reason(pairing: Pairing, stance: Stance, mine: str, theirs: str) -> Reason:
    """{"aligned": [[here, there], …], "clashing": [[here, there], …], "why": a sentence}. mine, theirs: the
    texts that the parts stand in.
    """
    aligned = [_pair(pair, mine, theirs) for pair in pairing.aligned]
    clashing = [_pair(pair, mine, theirs) for pair in pairing.clashing]
    return {"aligned": aligned, "clashing": clashing, "why": _why(stance, aligned, clashing)}


def _pair(pair: tuple[Any, Any], mine: str, theirs: str) -> list[str]:
    one, other = pair
    return [mine[one.start : one.end], theirs[other.start : other.end]]


def _why(stance: Stance, aligned: list[list[str]], clashing: list[list[str]]) -> str:
    if stance is Stance.REFUTES and clashing:
        here, there = clashing[0]
        return f"It says the same of another value: “{there}”, not “{here}”."
    parts = [here if here.casefold() == there.casefold() else f"{here} = {there}" for here, there in aligned]
    return f"It says the same: {', '.join(dict.fromkeys(parts))}."


def flags(weighed: Weighed) -> tuple[Flag, ...]:
    """What follows from a claim's links: support with one origin, sources that cite each other."""
    found = []
    supporting = [link for link in weighed.links if link.judgement.stance is Stance.SUPPORTS]
    if supporting and len(weighed.voices.voices) == 1:
        origin = weighed.voices.voices[0].origin
        found.append(Flag(FlagCode.SINGLE_ORIGIN, {"name": origin.name or "one text"}))
    for names in weighed.circles:
        found.append(Flag(FlagCode.CIRCULAR, {"names": ", ".join(names)}))
    return tuple(found)


def proposal(weighed: Weighed) -> Proposal | None:
    """A clash proposes `disputed`, two or more independent origins `corroborated`; a person decides."""
    against = [link for link in weighed.links if link.judgement.stance is Stance.REFUTES]
    if against:
        where = [str(link.document.number) for link in against]
        says = f"Article {where[0]} says" if len(where) == 1 else f"Articles {_listed(where)} say"
        return Proposal(Status.DISPUTED, f"{says} otherwise.")
    if weighed.independent > 1:
        names = ", ".join(v.origin.name or v.origin.kind for v in weighed.voices.voices if v.origin.named)
        return Proposal(Status.CORROBORATED, f"{weighed.independent} independent origins: {names}.")
    return None


def _listed(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}"
