"""Claims: find, look, judge, link, correct."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query

from verify.desk import corroborating, editing, evidence, looking, review, views
from verify.model import EvidenceState, FlagCode, SourceKind, Status
from verify.report import contract, shapes, voices
from verify.store import ClaimFilter, Sort
from verify.web import work
from verify.web.api.caller import ArticleNumber, Changing, ClaimName, Limit, Offset, Reading
from verify.web.api.jobs import shape
from verify.web.api.models import (
    Chain,
    Change,
    Claim,
    ClaimDetail,
    Claims,
    Day,
    Decide,
    Evidence,
    Job,
    Join,
    Link,
    Mark,
    Note,
    Rate,
    Revision,
    Split,
)

router = APIRouter(prefix="/claims", tags=["claims"])

Asked = Annotated[str | None, Query(max_length=500)]


@router.get("", response_model=Claims)
def claims(
    caller: Reading,
    q: Asked = None,
    status: Annotated[list[Status] | None, Query()] = None,
    flag: Annotated[list[FlagCode] | None, Query()] = None,
    source: Asked = None,
    kind: Annotated[list[SourceKind] | None, Query()] = None,
    own_voice: bool | None = None,
    article: Annotated[list[Annotated[int, Query(ge=1, le=999_999_999)]] | None, Query()] = None,
    case: Annotated[int | None, Query(ge=1, le=999_999_999)] = None,
    assigned: Annotated[str | None, Query(max_length=200)] = None,
    since: Day | None = None,
    until: Day | None = None,
    sort: Sort = Sort.ARTICLE,
    limit: Limit = 50,
    offset: Offset = 0,
) -> dict[str, Any]:
    """Claims that meet every condition given. q: words in any inflected form; source: anywhere in the chain;
    kind: of the origin; since, until: the article's date.
    """
    where = ClaimFilter(
        statuses=tuple(status or ()), flags=tuple(flag or ()), source=source or None, kinds=tuple(kind or ()),
        own_voice=own_voice, articles=tuple(article or ()), since=since, until=until, text=q or None,
        case=str(case) if case else None, assigned=assigned,
    )  # fmt: skip
    found = looking.claims_at(caller.store, where, sort, limit=limit, offset=offset)
    return shapes.paged(found, [shapes.claim_in(item.claim, item.article) for item in found.items])


@router.get("/{claim}", response_model=ClaimDetail)
def claim(caller: Reading, claim: ClaimName) -> dict[str, Any]:
    """A claim with all that bears on it, and its history."""
    found = looking.claim(caller.store, claim)
    return shapes.claim_detail(found.claim, found.article, found.machine, found.events, found.outside)


@router.post("/{claim}/mark", response_model=Claim)
def mark(caller: Changing, claim: ClaimName, given: Mark) -> dict[str, Any]:
    """Set its status."""
    fetching = work.fetching(allow_loopback=caller.allow_loopback)
    done = review.mark(
        caller.store, [claim], given.status, review.Ground(given.note, given.evidence), fetching,
        by=caller.person, expected_revision=given.revision,
    )  # fmt: skip
    return contract.claim(done.claims[0])


@router.post("/{claim}/evidence", status_code=201, response_model=Evidence)
def link(caller: Changing, claim: ClaimName, given: Link) -> dict[str, Any]:
    """Link a document that bears on it. `problem` says why there is no snapshot, or that the quoted words are
    not in it.
    """
    new = evidence.NewLink(given.url, given.stance, given.note, given.quote, given.archive_url)
    fetching = work.fetching(allow_loopback=caller.allow_loopback)
    done = evidence.link(
        caller.store,
        claim,
        new,
        fetching,
        by=caller.person,
        expected_revision=given.revision,
    )
    return {"claim": done.claim, **contract.evidence(done.view), "problem": done.problem}


@router.delete("/{claim}/evidence/{link}", response_model=Evidence)
def unlink(
    caller: Changing,
    claim: ClaimName,
    link: Annotated[str, Path(pattern="^[0-9a-f-]{4,36}$")],
    revision: Annotated[Revision | None, Query()] = None,
    reason: Annotated[Note | None, Query()] = None,
) -> dict[str, Any]:
    """Take one linked document back; a link to another article is rejected. `problem` says what its claim
    lacks now.
    """
    done = evidence.remove(
        caller.store, link, of=claim, by=caller.person, reason=reason, expected_revision=revision
    )
    view = contract.evidence(views.evidence(done.record))
    return {"claim": done.record.claim, **view, "problem": done.problem}


@router.post("/{claim}/undo", response_model=Claim)
def undo(caller: Changing, claim: ClaimName, given: Change) -> dict[str, Any]:
    """Take back its last change that still stands."""
    done = review.undo(
        caller.store, claim, by=caller.person, reason=given.reason, expected_revision=given.revision
    )
    return contract.claim(done)


@router.post("/{claim}/rate", response_model=Claim)
def rate(caller: Changing, claim: ClaimName, given: Rate) -> dict[str, Any]:
    """Say how far it can be believed, apart from how far its source can be relied on."""
    done = review.rate(caller.store, [claim], given.credibility, by=caller.person, reason=given.reason)
    return contract.claim(done[0])


@router.post("/{claim}/chain", response_model=Claim)
def chain(caller: Changing, claim: ClaimName, given: Chain) -> dict[str, Any]:
    """Put a chain of yours in place of the machine's."""
    hops = [f"{hop.kind.value}:{' + '.join(hop.names)}" for hop in given.hops]
    done = editing.set_chain(
        caller.store, claim, hops, by=caller.person, reason=given.reason, expected_revision=given.revision
    )
    return contract.claim(done)


@router.post("/{claim}/split", response_model=list[Claim])
def split(caller: Changing, claim: ClaimName, given: Split) -> list[dict[str, Any]]:
    """Replace it by several."""
    made = editing.split(
        caller.store, claim, given.parts, by=caller.person, reason=given.reason,
        expected_revision=given.revision,
    )  # fmt: skip
    return [contract.claim(each) for each in made]


@router.post("/{claim}/join", response_model=Claim)
def join(caller: Changing, claim: ClaimName, given: Join) -> dict[str, Any]:
    """Replace it and others of its article by one that holds the words of all."""
    names = [claim, *given.claims]
    return contract.claim(editing.join(caller.store, names, by=caller.person, reason=given.reason))


@router.post("/{claim}/drop", response_model=Claim)
def drop(caller: Changing, claim: ClaimName, given: Change) -> dict[str, Any]:
    """Take it out: it is no claim."""
    done = editing.drop(
        caller.store, claim, by=caller.person, reason=given.reason, expected_revision=given.revision
    )
    return contract.claim(done)


@router.post("/{claim}/restore", response_model=Claim)
def restore(caller: Changing, claim: ClaimName, given: Change) -> dict[str, Any]:
    """Bring it back."""
    done = editing.restore(
        caller.store, claim, by=caller.person, reason=given.reason, expected_revision=given.revision
    )
    return contract.claim(done)


@router.get("/{claim}/corroboration", response_model=dict[str, Any])
def corroboration(caller: Reading, claim: ClaimName) -> dict[str, Any]:
    """Who else says it, as it would be weighed now: the line of `verify corroborate --format jsonl`."""
    return voices.line(corroborating.seen(caller.store, claim))


@router.post("/{claim}/corroborate", status_code=202, response_model=Job)
def corroborate(caller: Changing, claim: ClaimName) -> dict[str, Any]:
    """Ask the archive who else says it; links are proposed."""
    return shape(work.corroborate_claim(caller.store, caller.jobs, claim, by=caller.person))


@router.put("/{claim}/links/{article}", response_model=dict[str, Any])
def decide(caller: Changing, claim: ClaimName, article: ArticleNumber, given: Decide) -> dict[str, Any]:
    """Accept or reject a proposed link to another article."""
    state = EvidenceState.ACCEPTED if given.accept else EvidenceState.REJECTED
    view = corroborating.decide(
        caller.store, claim, [str(article)], state, by=caller.person, stance=given.stance,
        reason=given.reason, expected_revision=given.revision,
    )  # fmt: skip
    return voices.line(view)
