"""Why a flag is raised, in one sentence. The templates are message ids: a translation maps them."""

import re
from collections.abc import Callable, Iterable

from verify.model.claim import Chain, Flag, Hop
from verify.model.terms import FlagCode, SourceKind

TEMPLATES: dict[FlagCode, str] = {
    FlagCode.EVIDENCE_LOST: "What was linked as evidence is not there, or no longer what it was: {what}.",
    FlagCode.MISMATCH: "The upstream text says something else: {what}.",
    FlagCode.CIRCULAR: "The sources cite each other: {names}.",
    FlagCode.CHANGED: "The article changed under this claim after version {version}.",
    FlagCode.ANONYMOUS_ORIGIN: "It goes back to people whom nobody names: {name}.",
    FlagCode.VAGUE_ORIGIN: "It goes back to a vague group or to hearsay: {name}.",
    FlagCode.HEDGED: "The text itself is not sure of it: {words}.",
    FlagCode.DENIED: "{name} denies or rejects: “{words}”.",
    FlagCode.NO_COMMENT: "{name} gave no comment: “{words}”.",
    FlagCode.UNATTRIBUTED: "The article says it in its own voice and names nobody.",
    FlagCode.SECOND_HAND: "It comes through {hops} hands, and none was checked upstream: {names}.",
    FlagCode.SINGLE_ORIGIN: "All support goes back to one origin: {name}.",
    FlagCode.INHERITED: "Its attribution is taken over from the context: {names}.",
    FlagCode.UNLINKED: "It cites {name}, and the page gives no link to it.",
    FlagCode.REPEATED: "The article says it more than once: the same as claim {number}.",
}

NAMELESS_TEMPLATES: dict[FlagCode, str] = {
    FlagCode.ANONYMOUS_ORIGIN: "It goes back to people whom nobody names.",
    FlagCode.VAGUE_ORIGIN: "It goes back to hearsay: nobody is named.",
    FlagCode.DENIED: "It tells of a denial: “{words}”.",
    FlagCode.NO_COMMENT: "A party gave no comment: “{words}”.",
}
"""Where the text gives no name for the one that the flag is about: flags without the parameter `name`."""

ASSUMED_TEMPLATES: dict[FlagCode, str] = {
    FlagCode.SINGLE_ORIGIN: "All support goes back to one origin: {name}. In {assumed} that is assumed: the "
    "sentence itself does not name it.",
}
"""Where the flag rests on an assumption: flags with the parameter `assumed`."""


_AFTER_BRACKET = re.compile(r"(?<=\)), (?=\S+ \()")


def reason(
    flag: Flag, translate: Callable[[str], str] = str, told: Callable[[str], str] | None = None
) -> str:
    """The flag's reason as one sentence, in the language that `translate` maps the template to. told: the
    same for the parameter `what`, which is a sentence of ours where there is one.
    """
    special = NAMELESS_TEMPLATES.get(flag.code) if "name" not in flag.params else None
    if "assumed" in flag.params:
        special = ASSUMED_TEMPLATES.get(flag.code)
    held = dict(flag.params)
    if told and "what" in held:
        # Lost links stand one behind the other, each with what became of it in brackets.
        held["what"] = ", ".join(told(part) for part in _AFTER_BRACKET.split(str(held["what"])))
    return translate(special or TEMPLATES[flag.code]).format(**held)


def of_chain(chain: Chain) -> tuple[Flag, ...]:
    """The flags that follow from a chain alone, heaviest first: origin, hands, assumptions."""
    if not chain:
        return (Flag(FlagCode.UNATTRIBUTED),)
    origin = chain[-1]
    found = []
    if code := _UNNAMED.get(origin.kind):
        params = {"name": ", ".join(origin.names)} if origin.names else {}
        found.append(Flag(code, params, origin.mention or origin.cue or ()))
    if len(chain) > 1:
        found.append(Flag(FlagCode.SECOND_HAND, {"hops": len(chain), "names": _names(chain)}))
    assumed = [hop for hop in chain if hop.inherited]
    if assumed:
        spans = sorted({span for hop in assumed for span in hop.mention or hop.cue or ()})
        found.append(Flag(FlagCode.INHERITED, {"names": _names(assumed)}, tuple(spans)))
    return tuple(found)


_UNNAMED = {
    SourceKind.ANONYMOUS: FlagCode.ANONYMOUS_ORIGIN,
    SourceKind.COLLECTIVE: FlagCode.VAGUE_ORIGIN,
}
_NAMELESS = {SourceKind.ANONYMOUS: "unnamed people", SourceKind.COLLECTIVE: "hearsay"}


def _names(hops: Iterable[Hop]) -> str:
    return ", ".join(name for hop in hops for name in hop.names or (_NAMELESS.get(hop.kind, hop.kind.value),))
