"""Why a flag is raised, in one sentence. The templates are message ids: a translation maps them."""

from collections.abc import Callable, Iterable

from verify.model.claim import Chain, Flag, Hop
from verify.model.terms import FlagCode, SourceKind

TEMPLATES: dict[FlagCode, str] = {
    FlagCode.MISMATCH: "The upstream text says something else: {what}.",
    FlagCode.CIRCULAR: "The sources cite each other: {names}.",
    FlagCode.CHANGED: "The article changed under this claim after version {version}.",
    FlagCode.ANONYMOUS_ORIGIN: "It goes back to people whom nobody names: {name}.",
    FlagCode.VAGUE_ORIGIN: "It goes back to a vague group or to hearsay: {name}.",
    FlagCode.HEDGED: "The text itself doubts it: {words}.",
    FlagCode.DENIED: "It tells of a denial: {words}.",
    FlagCode.NO_COMMENT: "A party declined to comment: {words}.",
    FlagCode.UNATTRIBUTED: "The article says it in its own voice and names nobody.",
    FlagCode.SECOND_HAND: "It comes through {hops} hands, and none was checked upstream: {names}.",
    FlagCode.SINGLE_ORIGIN: "All support goes back to one origin: {name}.",
    FlagCode.INHERITED: "Its attribution is taken over from the context: {names}.",
    FlagCode.UNLINKED: "It cites {name}, and the page gives no link to it.",
    FlagCode.REPEATED: "The article says it more than once: the same as claim {number}.",
}


def reason(flag: Flag, translate: Callable[[str], str] = str) -> str:
    """The flag's reason as one sentence, in the language that `translate` maps the template to."""
    return translate(TEMPLATES[flag.code]).format(**flag.params)


def of_chain(chain: Chain) -> tuple[Flag, ...]:
    """The flags that follow from a chain alone, heaviest first: origin, hands, assumptions."""
    found = []
    if not chain:
        return (Flag(FlagCode.UNATTRIBUTED),)
    origin = chain[-1]
    if origin.kind is SourceKind.ANONYMOUS:
        found.append(Flag(FlagCode.ANONYMOUS_ORIGIN, {"name": _names([origin])}, origin.mention or ()))
    if origin.kind is SourceKind.COLLECTIVE:
        found.append(Flag(FlagCode.VAGUE_ORIGIN, {"name": _names([origin])}, origin.mention or ()))
    if len(chain) > 1:
        found.append(Flag(FlagCode.SECOND_HAND, {"hops": len(chain), "names": _names(chain)}))
    assumed = [hop for hop in chain if hop.inherited]
    if assumed:
        found.append(Flag(FlagCode.INHERITED, {"names": _names(assumed)}))
    return tuple(found)


_NAMELESS = {SourceKind.ANONYMOUS: "unnamed people", SourceKind.COLLECTIVE: "hearsay"}


def _names(hops: Iterable[Hop]) -> str:
    return ", ".join(name for hop in hops for name in hop.names or (_NAMELESS.get(hop.kind, hop.kind.value),))
