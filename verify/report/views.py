"""What is shown of an article and its claims: the model's values with the names they go by.

The desk builds these from the store or straight from an extraction; every renderer and format reads only
them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from verify.model import (
    Account,
    Attribution,
    Claim,
    Extraction,
    Metadata,
    Mode,
    SourceKind,
    SourceState,
    Stance,
    Status,
    text_sha256,
)
from verify.model.claim import Chain, Spans
from verify.report.wording import say

if TYPE_CHECKING:  # its values take longer to import than a short article to read
    from verify.store.records import EventRecord


NEVER_THERE = "the quoted words were never found in it"
"""What to say of a link of which no look found the passage: it has lost nothing."""


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """A link that bears on a claim. snapshot: hash of the bytes kept of its document; at_source, checked_at:
    what the last look there found, and when. never_there: no look found the quoted words.
    """

    id: str
    url: str
    stance: Stance
    note: str | None = None
    actor: str | None = None
    at: datetime | None = None
    quote: str | None = None
    archive_url: str | None = None
    snapshot: str | None = None
    at_source: SourceState | None = None
    checked_at: datetime | None = None
    never_there: bool = False


@dataclass(frozen=True, slots=True)
class Decided:
    """Who set a claim's status, when, and why where they said."""

    by: str
    at: datetime
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim with its number ("3.12", or "12" where nothing is stored), stable id and standing.

    chain: the chain that holds: a person's where one corrected it, else the machine's. edited: a person
    touched it. gone: the article's present version no longer has it. updated_at: when it last changed.
    revision: how often it changed; a change that names it is refused where it is another by then.
    assigned: the person whose it is. decided: whose the status is; None for what nobody judged.
    """

    claim: Claim
    id: str
    number: str
    chain: Chain
    status: Status = Status.UNVERIFIED
    evidence: tuple[EvidenceView, ...] = ()
    edited: bool = False
    gone: bool = False
    updated_at: datetime | None = None
    credibility: int | None = None
    revision: int = 0
    assigned: str | None = None
    decided: Decided | None = None

    @property
    def rests_on_nobody(self) -> bool:
        """True for own voice and for an origin that nobody could ask."""
        return not self.chain or not self.chain[-1].kind.named


@dataclass(frozen=True, slots=True)
class Found:
    """Which engine found the claims, and, right after it asked a model, what came of that."""

    engine: str
    version: str
    account: Account | None = None


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article in one version. `text` is what all spans count in; number is None where nothing is stored.

    carried: the input was no plain text, so that a line of the contract must carry `text` itself.
    events: what happened to it and its claims, oldest first, where the history was asked for.
    """

    source: str
    text: str
    metadata: Metadata
    claims: tuple[ClaimView, ...]
    attributions: tuple[Attribution, ...] = ()
    number: int | None = None
    id: str | None = None
    version: int | None = None
    carried: bool = False
    found: Found | None = None
    events: tuple[EventRecord, ...] = ()

    @property
    def publisher(self) -> str:
        return self.metadata.publisher or "the article"

    def publisher_in(self, say: Callable[[str], str]) -> str:
        """The same in a reader's language."""
        return self.metadata.publisher or say("the article")


def pasted(address: str) -> bool:
    """True for a text that came without an address: it goes by its hash, which tells people nothing."""
    return address.startswith("stdin:")


def titled(title: str | None, address: str, say: Callable[[str], str]) -> str:
    """What an article is called: its title, else its address, if it has one."""
    return title or (say("a text without a title") if pasted(address) else address)


def claim_id(sha256: str, spans: Spans) -> str:
    """A claim's stable id outside a database: 16 hex digits over the text's hash and the spans."""
    key = sha256 + ":" + ",".join(f"{start}-{end}" for start, end in spans)
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def unstored(source: str, text: str, extraction: Extraction, *, carried: bool = False) -> ArticleView:
    """An extraction as a view: claims numbered from 1 in the order of the text."""
    sha256 = text_sha256(text)
    claims = tuple(
        ClaimView(claim, claim_id(sha256, claim.spans), str(number), claim.chain)
        for number, claim in enumerate(extraction.claims, start=1)
    )
    found = Found(extraction.engine, extraction.engine_version, extraction.account)
    return ArticleView(
        source, text, extraction.metadata, claims, extraction.attributions, carried=carried, found=found
    )


def kind_word(kind: SourceKind) -> str:
    """The kind where it warns the reader, else nothing: "anonymous", "collective"."""
    return "" if kind.named else say(kind.value)


def mode_word(mode: Mode) -> str:
    """How the text gives a claim's words: by quoting them, or not."""
    return say(mode.value)


def status_counts(statuses: Mapping[Status, int]) -> str:
    """ "18 unverified, 2 confirmed": those that occur, in their own order."""
    held = [(status, statuses[status]) for status in Status if statuses.get(status)]
    return ", ".join(say("{n} {status}", n=n, status=say(status.value)) for status, n in held)


def ranges(numbers: Iterable[str]) -> str:
    """Claim numbers with runs folded, still typeable: "1.2 1.4–1.7 1.9"."""
    runs: list[list[str]] = []
    for number in numbers:
        if runs and _next(runs[-1][-1]) == number:
            runs[-1].append(number)
        else:
            runs.append([number])
    return " ".join(_fold(run) for run in runs)


def _next(number: str) -> str:
    head, dot, tail = number.rpartition(".")
    return f"{head}{dot}{int(tail) + 1}" if tail.isdecimal() else ""


def _fold(run: list[str]) -> str:
    return " ".join(run) if len(run) < 3 else f"{run[0]}–{run[-1]}"
