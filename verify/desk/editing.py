"""A person's corrections of what the machine found: a chain, or where one claim ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from verify.desk import views
from verify.errors import InputError
from verify.model import Hop, SourceKind
from verify.model.claim import Chain, Spans
from verify.model.flags import of_chain
from verify.report.views import ClaimView
from verify.store import ClaimDetail, Store

BY_HAND = "by-hand"
"""The rule that found a hop which a person put there."""

_BESIDE = re.compile(r"(?<=\s)\+(?=\s)")


def hop(written: str) -> Hop:
    """A hop as people type it: KIND:NAME, sources side by side with " + " between them ("outlet:Reuters +
    AFP").

    "anonymous:" and "collective:" stand without a name. Raises InputError that says what is wrong.
    """
    kind, _, names = written.partition(":")
    try:
        known = SourceKind(kind.strip().casefold())
    except ValueError:
        kinds = ", ".join(SourceKind)
        raise InputError(
            "{written}: a hop is KIND:NAME, and KIND one of {kinds}.", written=written, kinds=kinds
        ) from None
    parts = tuple(name for name in (part.strip() for part in _BESIDE.split(names)) if name)
    if known.named and not parts:
        raise InputError(
            "{written}: a hop of kind {known} needs a name, as in {known}:Reuters.",
            written=written,
            known=known,
        )
    return Hop(known, parts, rule=BY_HAND)


def set_chain(
    store: Store,
    claim: str,
    hops: Sequence[str],
    *,
    by: str,
    reason: str | None = None,
    expected_revision: int | None = None,
) -> ClaimView:
    """Put a person's chain in place of the machine's; no hops at all mean the publisher's own voice."""
    detail = store.claim(claim)
    chain = tuple(_kept(hop(written), detail.machine_chain) for written in hops)
    done = store.set_chain(
        claim, chain, by=by, flags=of_chain(chain), reason=reason, expected_revision=expected_revision
    )
    return views.claim(store, done)


def _kept(new: Hop, machine: Chain) -> Hop:
    """A hop that the machine had found too keeps its words, and nothing is assumed of what a person says."""
    same = (replace(h, inherited=False) for h in machine if h.kind is new.kind and new.names == h.names)
    return next(same, new)


def split(
    store: Store,
    claim: str,
    parts: Sequence[str],
    *,
    by: str,
    reason: str | None = None,
    expected_revision: int | None = None,
) -> tuple[ClaimView, ...]:
    """Replace a claim by several; each part is the exact words of one, from the claim's own sentence."""
    if len(parts) < 2:
        raise InputError("{claim}: a split needs the words of two claims or more.", claim=claim)
    detail = store.claim(claim)
    places = [located(detail, part) for part in parts]
    made = store.split(claim, places, by=by, reason=reason, expected_revision=expected_revision)
    return tuple(views.claim(store, record) for record in made)


def located(detail: ClaimDetail, part: str) -> Spans:
    """Where a part's words stand in the claim's sentence, line ends and blanks between them aside."""
    said = detail.record.claim
    start = min(said.sentence[0], *(s for s, _ in said.spans))
    end = max(said.sentence[1], *(e for _, e in said.spans))
    pattern = r"\s+".join(re.escape(word) for word in part.split())
    found = re.compile(pattern).search(detail.text, start, end) if pattern else None
    if found is None:
        raise InputError(
            "{number}: its sentence has no words “{part}”; copy them as they stand.",
            number=detail.record.number,
            part=part,
        )
    return ((found.start(), found.end()),)


def join(
    store: Store,
    claims: Sequence[str],
    *,
    by: str,
    reason: str | None = None,
    expected_revisions: Mapping[str, int] | None = None,
) -> ClaimView:
    """Replace claims of one article by one that holds the words of all. expected_revisions: by the claims'
    names as given.
    """
    done = store.join(claims, by=by, reason=reason, expected_revisions=expected_revisions)
    return views.claim(store, done)


def drop(
    store: Store, claim: str, *, by: str, reason: str | None = None, expected_revision: int | None = None
) -> ClaimView:
    """Take a claim out: it is none."""
    done = store.drop(claim, by=by, reason=reason, expected_revision=expected_revision)
    return views.claim(store, done)


def restore(
    store: Store, claim: str, *, by: str, reason: str | None = None, expected_revision: int | None = None
) -> ClaimView:
    """Bring a dropped claim back."""
    done = store.restore(claim, by=by, reason=reason, expected_revision=expected_revision)
    return views.claim(store, done)
