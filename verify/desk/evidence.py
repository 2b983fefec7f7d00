"""Evidence that lasts: what a linked document was, and whether it still is."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from verify.corroborate.anchors import anchor, around, places, state
from verify.corroborate.providers.addresses import host_of
from verify.desk import corroborating, views
from verify.desk.turns import Turns
from verify.errors import FetchError, Gone, InputError, Message, NotFound
from verify.fetch import Limits, ReadOptions
from verify.fetch.documents import Document, document
from verify.model import EvidenceState, SourceState, Stance
from verify.report.views import EvidenceView
from verify.store import EvidenceFilter, EvidenceRecord, Kept, LookRecord, Page, Seen, Store

OFFLINE = "VERIFY_OFFLINE"
"""Set to anything, no linked document is fetched."""

PAUSE = 1.0
"""Seconds between two requests to a host."""

_BATCH = 500


def _options() -> ReadOptions:
    return ReadOptions(limits=Limits(total=40.0, attempts=2))


@dataclass(frozen=True, slots=True)
class Fetching:
    """Whether and how linked documents are fetched."""

    wanted: bool = True
    options: ReadOptions = field(default_factory=_options)

    @property
    def off(self) -> str | None:
        """Why nothing is fetched; None where it is."""
        if not self.wanted:
            return "no snapshot was made, as you asked"
        return f"no snapshot was made: {OFFLINE} is set" if os.environ.get(OFFLINE) else None


def fetching(*, wanted: bool = True, allow_loopback: bool = False) -> Fetching:
    """How a line says that documents are fetched."""
    permits = {"loopback": "--allow-loopback"}
    return Fetching(wanted, replace(_options(), allow_loopback=allow_loopback, permits=permits))


@dataclass(frozen=True, slots=True)
class NewLink:
    """A link as a person gives it."""

    url: str
    stance: Stance = Stance.SUPPORTS
    note: str | None = None
    quote: str | None = None
    archive_url: str | None = None


@dataclass(frozen=True, slots=True)
class Linked:
    """A link that was stored. problem: why there is no snapshot, or the words are not in it; else None."""

    claim: str
    view: EvidenceView
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Removed:
    """A link that was taken back. problem: what its claim lacks now; else None."""

    record: EvidenceRecord
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Looked:
    """A link's document looked at again: the link as it stands now, and the look. left: links to come."""

    record: EvidenceRecord
    look: LookRecord
    left: int = 0


def link(
    store: Store,
    claim: str,
    new: NewLink,
    fetching: Fetching,
    *,
    by: str,
    expected_revision: int | None = None,
) -> Linked:
    """Link a document that bears on a claim, with a snapshot of it. Where none can be made, the link is kept
    all the same, and why. expected_revision: as for `review.mark`.
    """
    number = store.claim(claim).record.number
    seen, problem = first(new.url, new.quote, fetching)
    record = store.link(
        number, new.url, by=by, stance=new.stance, note=new.note, quote=new.quote,
        archive_url=new.archive_url, seen=seen, expected_revision=expected_revision,
    )  # fmt: skip
    return Linked(number, views.evidence(record), problem)


def remove(
    store: Store,
    link_: str,
    *,
    by: str,
    of: str | None = None,
    reason: str | None = None,
    expected_revision: int | None = None,
) -> Removed:
    """Take one link back, by its id or how that begins; nothing else of its claim changes. A link to another
    article is rejected, so that it is not proposed again. of: the claim that it must be of.
    """
    record = store.looks.get(link_)
    if of is not None and store.claim(of).record.number != record.claim:
        raise NotFound("{number} has no link {link}.", number=of, link=repr(link_))
    if record.article is None:
        store.unlink(record.uid, by=by, reason=reason, expected_revision=expected_revision)
    else:
        corroborating.decide(
            store, record.claim, [str(record.article)], EvidenceState.REJECTED, by=by, reason=reason,
            expected_revision=expected_revision,
        )  # fmt: skip
    claim = store.claim(record.claim).record
    problem = None
    if claim.status.needs_ground and not claim.evidence:
        problem = Message(
            "{number} is {status} still, and has no evidence now: mark it anew if it rested on this",
            number=claim.number,
            status=claim.status,
        )
    return Removed(store.looks.get(record.uid), problem)


def first(url: str, quote: str | None, fetching: Fetching) -> tuple[Seen | None, str | None]:
    """What is to be kept of a document that is linked now, and what a person should know about it."""
    if fetching.off:
        return None, fetching.off
    try:
        found = document(url.strip(), fetching.options)
    except InputError as error:
        seen = Seen(_failed(error), problem=error.message)
        return seen, Message("no snapshot was made: {error}", error=error)
    return _first(found, quote)


def _first(found: Document, quote: str | None) -> tuple[Seen, str | None]:
    if not quote:
        return Seen(snapshot=found.snapshot, text=found.text), None
    for whole, text in ((False, found.text), (True, found.whole)):
        spans = places(text or "", quote)
        if text and spans:
            problem = Message(
                "the quoted words stand {spans} times in it; the first place is kept", spans=len(spans)
            )
            return _placed(found, text, whole, spans[0]), problem if len(spans) > 1 else None
    why = Message("it is no text") if found.text is None else Message("they do not stand there word for word")
    problem = Message("the quoted words are not found in the document: {why}", why=why)
    return Seen(SourceState.ORPHANED, found.snapshot, found.text, problem=problem), problem


def _placed(
    found: Document, text: str, whole: bool, span: tuple[int, int], outcome: SourceState | None = None
) -> Seen:
    prefix, suffix = around(text, span)
    return Seen(outcome, found.snapshot, text, whole, (span,), None, text[span[0] : span[1]], prefix, suffix)


def _failed(error: InputError) -> SourceState:
    return SourceState.GONE if isinstance(error, Gone) else SourceState.UNREACHABLE


def listed(store: Store, where: EvidenceFilter, *, limit: int, page: int) -> Page[EvidenceRecord]:
    """A page (from 1) of the links."""
    return store.looks.list(where, limit=limit, offset=(page - 1) * limit)


def wanted(names: Sequence[str], **conditions: object) -> EvidenceFilter:
    """The filter for claims ("3.7") and articles ("3", an address) as people name them; none means all."""
    claims = tuple(name for name in names if _is_claim(name))
    articles = tuple(name for name in names if not _is_claim(name))
    return EvidenceFilter(claims, articles, **conditions)  # type: ignore[arg-type]


def _is_claim(name: str) -> bool:
    head, dot, tail = name.partition(".")
    return bool(dot) and head.isdecimal() and tail.isdecimal()


def shown(store: Store, link_: str) -> tuple[EvidenceRecord, tuple[LookRecord, ...]]:
    """A link, by its id or how that begins, and all looks at its document, the oldest first."""
    record = store.looks.get(link_)
    return record, store.looks.of(record.uid)


def every(store: Store, where: EvidenceFilter) -> tuple[EvidenceRecord, ...]:
    """All links that meet the filter."""
    found: list[EvidenceRecord] = []
    while True:
        page = store.looks.list(where, limit=_BATCH, offset=len(found))
        found += page.items
        if not page.follows:
            return tuple(found)


def check(
    store: Store, where: EvidenceFilter, fetching: Fetching, *, by: str, pause: float = PAUSE
) -> Iterator[Looked]:
    """Look at every linked document again, hosts taking turns; each look is stored before it is yielded."""
    if os.environ.get(OFFLINE):
        raise InputError(
            "{variable} is set, so nothing is fetched: unset it to look again.", variable=OFFLINE
        )
    turns: Turns[EvidenceRecord] = Turns(pause)
    for record in every(store, where):
        turns.add(host_of(record.url), record)
    for _, record in turns:
        seen = again(store, record, fetching)
        kept = store.looks.add(record.uid, seen, by=by)
        yield Looked(kept, store.looks.of(record.uid)[-1], len(turns))


def again(store: Store, record: EvidenceRecord, fetching: Fetching) -> Seen:
    """What a linked document is now, against what was kept of it."""
    kept = store.looks.kept(record.uid)
    try:
        found = document(record.url, fetching.options)
    except FetchError as error:
        return Seen(_failed(error), problem=error.message)
    if kept is None:
        return _first(found, record.quote)[0]
    return compared(kept, record, found)


def compared(kept: Kept, record: EvidenceRecord, found: Document) -> Seen:
    """The document found beside the one that was kept: by its text; where it has none, by its bytes."""
    text = found.whole if kept.whole else found.text
    if kept.decoded_sha256 == found.snapshot.decoded_sha256 or (text and text == kept.text):
        held = kept.text if kept.text is not None else text
        return Seen(
            SourceState.ORPHANED if record.quote and kept.text and not kept.spans else SourceState.SAME,
            found.snapshot, held, kept.whole, kept.spans,
        )  # fmt: skip
    if not record.quote or kept.text is None:
        return Seen(SourceState.CHANGED, found.snapshot, text, kept.whole)
    return _followed(record, found, kept.whole)


def _followed(record: EvidenceRecord, found: Document, was_whole: bool) -> Seen:
    """The passage in other words than it was kept among: there, elsewhere, or nowhere."""
    assert record.quote is not None
    extents = [(False, found.text), (True, found.whole)]
    for whole, text in reversed(extents) if was_whole else extents:
        place = anchor(text, record.quote, record.prefix, record.suffix) if text else None
        if text and place is not None:
            return _placed(found, text, whole, place.span, state(place))
    many = len(places(found.text or "", record.quote))
    if many > 1:
        why = Message(
            "the passage stands {many} times in it, and nothing around it tells which is meant", many=many
        )
    elif record.prefix is None:
        why = Message("the quoted words were never found in it")
    else:
        why = Message("the passage is no longer in it")
    return Seen(SourceState.ORPHANED, found.snapshot, found.text, problem=why)
