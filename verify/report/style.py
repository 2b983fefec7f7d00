"""Colours and signs. Two hues that every kind of colour blindness tells apart carry what matters most:

blue, somebody who can be asked; orange, nobody who can. Words and signs always say the same, for readers
without colour. All values keep a contrast of 3:1 or more on black and on white.
"""

from __future__ import annotations

from verify.model import FlagCode, Hop, SourceKind, Status
from verify.report.wording import translated

NAMED = "#3a87c8"
UNNAMED = "#c9780a"
OWN = "#8a8a8a"
GOOD = "#2e9474"
BAD = "#d0562f"

TITLE = "bold"
HEADING = "bold #8a8a8a"
WORDS = "bold"
REST = "#8a8a8a"
CUE = "italic #8a8a8a"
NUMBER = "#8a8a8a"

STATUS = {
    Status.UNVERIFIED: ("○", OWN),
    Status.CORROBORATED: ("◐", GOOD),
    Status.CONFIRMED: ("●", GOOD),
    Status.DISPUTED: ("◑", UNNAMED),
    Status.REFUTED: ("✕", BAD),
    Status.UNVERIFIABLE: ("?", UNNAMED),
    Status.NOT_CHECKABLE: ("–", OWN),
}

MEANING = {
    FlagCode.EVIDENCE_LOST: "its evidence changed or is not there",
    FlagCode.MISMATCH: "the upstream text says something else",
    FlagCode.CIRCULAR: "the sources cite each other",
    FlagCode.CHANGED: "the article changed under it",
    FlagCode.ANONYMOUS_ORIGIN: "people whom nobody names",
    FlagCode.VAGUE_ORIGIN: "a vague group, or hearsay",
    FlagCode.HEDGED: "the text itself doubts it",
    FlagCode.DENIED: "a party denies it",
    FlagCode.NO_COMMENT: "a party declined to comment",
    FlagCode.UNATTRIBUTED: "own voice, nobody named",
    FlagCode.SECOND_HAND: "two hands or more, none checked",
    FlagCode.SINGLE_ORIGIN: "all support has one origin",
    FlagCode.INHERITED: "source assumed from the context",
    FlagCode.UNLINKED: "a medium cited without a link",
    FlagCode.REPEATED: "said more than once",
}

NAMELESS = {
    SourceKind.OUTLET: "an outlet without a name",
    SourceKind.PERSON: "a person without a name",
    SourceKind.ORGANIZATION: "a body without a name",
    SourceKind.DOCUMENT: "a document without a name",
    SourceKind.ANONYMOUS: "somebody unnamed",
    SourceKind.COLLECTIVE: "hearsay",
}

_ON_NOBODY = (FlagCode.ANONYMOUS_ORIGIN, FlagCode.VAGUE_ORIGIN, FlagCode.UNATTRIBUTED)
_WRONG = (FlagCode.EVIDENCE_LOST, FlagCode.MISMATCH, FlagCode.CIRCULAR, FlagCode.CHANGED)


def of_kind(kind: SourceKind) -> str:
    return NAMED if kind.named else UNNAMED


def of_flag(code: FlagCode) -> str:
    """Red-orange where something is wrong, orange where nobody stands behind it, grey for the rest."""
    if code in _WRONG:
        return BAD
    return UNNAMED if code in _ON_NOBODY else REST


def label(hop: Hop) -> str:
    """The hop's names side by side; where the text names none, what it is instead."""
    return ", ".join(name for name in hop.names if name.strip()) or translated(NAMELESS[hop.kind])
