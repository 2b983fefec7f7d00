"""The closed vocabularies of the domain."""

from __future__ import annotations

from enum import StrEnum


class SourceKind(StrEnum):
    """Who or what says a claim."""

    OUTLET = "outlet"
    PERSON = "person"
    ORGANIZATION = "organization"
    DOCUMENT = "document"
    ANONYMOUS = "anonymous"
    COLLECTIVE = "collective"

    @property
    def named(self) -> bool:
        """True where somebody can be asked: the kinds whose name identifies who speaks."""
        return self not in (SourceKind.ANONYMOUS, SourceKind.COLLECTIVE)


class Mode(StrEnum):
    """How the article gives a statement's words."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"
    NONE = "none"


class Status(StrEnum):
    """Where a claim stands. Set by a person; the machine only proposes."""

    UNVERIFIED = "unverified"
    CORROBORATED = "corroborated"
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"
    REFUTED = "refuted"
    UNVERIFIABLE = "unverifiable"
    NOT_CHECKABLE = "not-checkable"

    @property
    def needs_ground(self) -> bool:
        """True for statuses that ask for evidence or a note."""
        return self in (Status.CORROBORATED, Status.CONFIRMED, Status.DISPUTED, Status.REFUTED)


class Stance(StrEnum):
    """What a piece of evidence does to a claim."""

    SUPPORTS = "supports"
    REFUTES = "refutes"
    CONTEXT = "context"


class EvidenceState(StrEnum):
    """What became of a link: the machine proposes, a person accepts or rejects."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class SourceState(StrEnum):
    """What a look at a linked document found, against what was kept of it."""

    SAME = "same"
    CHANGED = "changed"  # other bytes; the quoted passage stands where it stood
    MOVED = "moved"  # the passage stands elsewhere, word for word
    ORPHANED = "orphaned"  # the document is there, the passage is not
    GONE = "gone"
    UNREACHABLE = "unreachable"


class Reliability(StrEnum):
    """How far a source can be relied on, as people rate it: the Admiralty code's letters (STANAG 2511)."""

    A = "A"  # completely reliable
    B = "B"  # usually reliable
    C = "C"  # fairly reliable
    D = "D"  # not usually reliable
    E = "E"  # unreliable
    F = "F"  # cannot be judged


CREDIBILITY = ("confirmed", "probably true", "possibly true", "doubtful", "improbable", "cannot be judged")
"""How far a piece of information can be believed, 1 to 6: the Admiralty code's numbers."""


class UpstreamResult(StrEnum):
    """What a trace found of one source of a chain."""

    SAYS_SO = "says-so"
    SOMETHING_ELSE = "something-else"
    NOT_FOUND = "not-found"
    NOT_REACHABLE = "not-reachable"
    NOBODY = "nobody"  # nobody is named, so nobody can be asked


class AccountRole(StrEnum):
    """How far a person's account goes; each may do what those before it may."""

    READER = "reader"  # sees everything
    CHECKER = "checker"  # checks articles, marks, links, corrects, keeps cases
    EDITOR = "editor"  # also people, sources' owners and ratings, removing articles

    def covers(self, needed: AccountRole) -> bool:
        """True where this role may do what `needed` may."""
        order = list(AccountRole)
        return order.index(self) >= order.index(needed)


class AttributionType(StrEnum):
    """What a raw attribution triple expresses; only communication and voiced belief make chains."""

    COMMUNICATION = "communication"
    BELIEF = "belief"
    INTENTION = "intention"


class FlagCode(StrEnum):
    """What makes an assertion unverified, heaviest first."""

    EVIDENCE_LOST = "evidence-lost"
    MISMATCH = "mismatch"
    CIRCULAR = "circular"
    CHANGED = "changed"
    ANONYMOUS_ORIGIN = "anonymous-origin"
    VAGUE_ORIGIN = "vague-origin"
    HEDGED = "hedged"
    DENIED = "denied"
    NO_COMMENT = "no-comment"
    UNATTRIBUTED = "unattributed"
    SECOND_HAND = "second-hand"
    SINGLE_ORIGIN = "single-origin"
    INHERITED = "inherited"
    UNLINKED = "unlinked"
    REPEATED = "repeated"

    @property
    def weight(self) -> int:
        """Sorting weight: the larger, the sooner a fact-checker should look (order of definition)."""
        return _WEIGHTS[self]


_WEIGHTS = {code: len(FlagCode) - place for place, code in enumerate(FlagCode)}
