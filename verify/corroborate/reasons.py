"""Why a passage bears on a claim, in words: the parts that align and those that clash. No I/O."""

from __future__ import annotations

from typing import Any

from verify.corroborate.align import Pairing
from verify.corroborate.numbers import ABOUT, EXACT, LESS, MORE, Number
from verify.corroborate.weighing import Weighed
from verify.errors import Message
from verify.model import Flag, FlagCode, Proposal, Stance, Status

Reason = dict[str, Any]


def reason(pairing: Pairing, stance: Stance, mine: str, theirs: str) -> Reason:
    """{"aligned": [[here, there], …], "clashing": [[here, there], …], "why": a sentence}. mine, theirs: the
    texts that the parts stand in.
    """
    aligned = [_pair(pair, mine, theirs) for pair in pairing.aligned]
    clashing = [_pair(pair, mine, theirs) for pair in pairing.clashing]
    told = [_told(pair, words) for pair, words in zip(pairing.aligned, aligned, strict=True)]
    return {"aligned": aligned, "clashing": clashing, "why": _why(stance, told, clashing)}


_BOUNDS = {EXACT: "", MORE: "≥ ", LESS: "≤ ", ABOUT: "≈ "}


def _told(pair: tuple[Any, Any], words: list[str]) -> str:
    """What stands for what; numbers of two values with their bounds: «250» fits «до 300», and is no 300."""
    one, other = pair
    if isinstance(one, Number) and isinstance(other, Number) and one.value != other.value:
        return " ~ ".join(_BOUNDS[n.bound] + word for n, word in zip(pair, words, strict=True))
    here, there = words
    return here if here.casefold() == there.casefold() else f"{here} = {there}"


def _pair(pair: tuple[Any, Any], mine: str, theirs: str) -> list[str]:
    one, other = pair
    return [mine[one.start : one.end], theirs[other.start : other.end]]


def _why(stance: Stance, aligned: list[str], clashing: list[list[str]]) -> str:
    if stance is Stance.REFUTES and clashing:
        here, there = clashing[0]
        return Message("It says the same of another value: “{there}”, not “{here}”.", there=there, here=here)
    return Message("It says the same: {parts}.", parts=", ".join(dict.fromkeys(aligned)))


def flags(weighed: Weighed) -> tuple[Flag, ...]:
    """What follows from a claim's links: support with one origin, sources that cite each other."""
    found = []
    supporting = [link for link in weighed.links if link.judgement.stance is Stance.SUPPORTS]
    if supporting and len(weighed.voices.voices) == 1:
        (voice,) = weighed.voices.voices
        assumed = [str(article) for article in voice.members if weighed.heard[article].assumed]
        params = {"name": voice.origin.name or "one text"}
        if assumed:
            params["assumed"] = ", ".join(assumed)
        found.append(Flag(FlagCode.SINGLE_ORIGIN, params))
    for names in weighed.circles:
        found.append(Flag(FlagCode.CIRCULAR, {"names": ", ".join(names)}))
    return tuple(found)


def proposal(weighed: Weighed) -> Proposal | None:
    """A clash proposes `disputed`, two or more independent origins `corroborated`; a person decides."""
    against = [link for link in weighed.links if link.judgement.stance is Stance.REFUTES]
    if against:
        where = [str(link.document.number) for link in against]
        if len(where) == 1:
            return Proposal(Status.DISPUTED, Message("Article {n} says otherwise.", n=where[0]))
        said = Message(
            "Articles {some} and {last} say otherwise.", some=", ".join(where[:-1]), last=where[-1]
        )
        return Proposal(Status.DISPUTED, said)
    if weighed.independent > 1:
        named = [v.origin for v in weighed.voices.voices if v.origin.named]
        names = ", ".join(origin.name or origin.kind for origin in named)
        said = Message("{n} independent origins: {names}.", n=weighed.independent, names=names)
        assumed = ", ".join(origin.name or origin.kind for origin in named if origin.assumed)
        if assumed:
            said = Message(
                "{said} Assumed, not named by the sentences that say it: {names}.", said=said, names=assumed
            )
        return Proposal(Status.CORROBORATED, said)
    return None
