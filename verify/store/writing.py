"""Writing what an extraction or a person says of claims into rows, and keeping the columns that lists sort
by true.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from verify.languages import search_form
from verify.model import Claim, Flag, FlagCode, Hop, SourceKind, UpstreamResult, storable
from verify.store import citing, sources
from verify.store.tables import (
    Article,
    ClaimReading,
    ClaimRow,
    Decision,
    DecisionClaim,
    DecisionKind,
    FlagRow,
    HopRow,
    HopSource,
    Standing,
    TraceRow,
)

CHECKED = frozenset({UpstreamResult.SAYS_SO.value, UpstreamResult.SOMETHING_ELSE.value})
"""What a walk upstream found where it read somebody's own words."""

CHAIN_FLAGS = frozenset(
    {
        FlagCode.CIRCULAR,
        FlagCode.ANONYMOUS_ORIGIN,
        FlagCode.VAGUE_ORIGIN,
        FlagCode.UNATTRIBUTED,
        FlagCode.SECOND_HAND,
        FlagCode.SINGLE_ORIGIN,
        FlagCode.INHERITED,
        FlagCode.UNLINKED,
    }
)
"""Flags that follow from a chain: where a person set the chain, theirs stand in for the machine's."""

_CHUNK = 500
_HEAVIEST_FIRST = 1000

Pair = tuple[ClaimRow, Claim]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose rows: a reading's (the machine's) or a decision's (a person's), and whether they hold now."""

    claim_id: int
    reading_id: int | None = None
    decision_id: int | None = None
    current: bool = True


def chunks(ids: Iterable[T]) -> list[list[T]]:
    """Ids in portions that a query can take."""
    every = list(ids)
    return [every[at : at + _CHUNK] for at in range(0, len(every), _CHUNK)]


def search_column(text: str, language: str | None) -> str:
    """The search form with a space at both ends, so that a word is found whole."""
    return f" {search_form(text, language)} "


def rewrite_search(session: Session, article_id: int, language: str | None) -> None:
    """The lemmas of an article whose language a person corrected."""
    query = (
        select(ClaimReading)
        .join(ClaimRow, ClaimRow.id == ClaimReading.claim_id)
        .where(ClaimRow.article_id == article_id, ClaimReading.current)
    )
    for reading in session.scalars(query):
        reading.search = search_column(reading.text, language)


def write_readings(session: Session, pairs: Sequence[Pair], extraction_id: int, language: str | None) -> None:
    """Rows of what an extraction found, as the current ones; those in force before must have been retired."""
    readings = [_reading(row.id, claim, extraction_id, language) for row, claim in pairs]
    session.add_all(readings)
    session.flush()
    ids = [row.id for row, _ in pairs]
    overridden, checked = chains_by_people(session, ids), _checked_upstream(session, ids)
    chains: list[tuple[Owner, Sequence[Hop]]] = []
    for (row, claim), reading in zip(pairs, readings, strict=True):
        by_person = row.id in overridden
        chains.append((Owner(row.id, reading.id, None, not by_person), claim.chain))
        for flag in claim.flags:
            holds = not (by_person and flag.code in CHAIN_FLAGS)
            if flag.code is FlagCode.SECOND_HAND and checked.get(row.id) == _hands(claim.chain):
                holds = False
            session.add(flag_row(Owner(row.id, reading.id, None, holds), flag))
    write_chains(session, chains)


Hands = tuple[tuple[str, tuple[str, ...]], ...]
"""Kind and names of each hop of a chain."""


def _hands(chain: Sequence[Hop]) -> Hands:
    return tuple((hop.kind.value, tuple(hop.names)) for hop in chain)


def _checked_upstream(session: Session, ids: Sequence[int]) -> dict[int, Hands]:
    """The chains that a walk found somebody's own words of, by claim: as good as then when read again."""
    found: dict[int, Hands] = {}
    for part in chunks(ids):
        query = select(TraceRow.claim_id, TraceRow.steps).where(TraceRow.claim_id.in_(part))
        for claim, steps in session.execute(query.order_by(TraceRow.id)):
            found.pop(claim, None)
            if any(step["found"] in CHECKED for step in steps):
                found[claim] = tuple((step["kind"], tuple(step["names"])) for step in steps)
    return found


def _reading(claim_id: int, claim: Claim, extraction_id: int, language: str | None) -> ClaimReading:
    return ClaimReading(
        claim_id=claim_id,
        extraction_id=extraction_id,
        spans=claim.spans,
        text=storable(claim.text),
        search=search_column(claim.text, language),
        sentence_start=claim.sentence[0],
        sentence_end=claim.sentence[1],
        mode=claim.mode,
        confidence=claim.confidence,
        proposal_status=claim.proposal.status if claim.proposal else None,
        proposal_reason=claim.proposal.reason if claim.proposal else None,
    )


def flag_row(owner: Owner, flag: Flag) -> FlagRow:
    """A flag's row."""
    return FlagRow(
        claim_id=owner.claim_id,
        reading_id=owner.reading_id,
        decision_id=owner.decision_id,
        current=owner.current,
        code=flag.code,
        params={k: storable(v) if isinstance(v, str) else v for k, v in flag.params.items()},
        spans=flag.spans,
    )


def write_chains(session: Session, chains: Sequence[tuple[Owner, Sequence[Hop]]]) -> None:
    """Hops and their sources; sources not met before become known."""
    names = sources.resolve(
        session, {(h.kind, n) for _, chain in chains for h in chain for n in h.names if n}
    )
    rows = [(_hop(owner, at, hop), hop) for owner, chain in chains for at, hop in enumerate(chain)]
    session.add_all([row for row, _ in rows])
    session.flush()
    for row, hop in rows:
        for at, name in enumerate(n for n in hop.names if n):
            source_id, shown = names[hop.kind, sources.name_key(name)]
            session.add(
                HopSource(hop_id=row.id, position=at, source_id=source_id, name=shown or storable(name))
            )
    session.flush()


def _hop(owner: Owner, position: int, hop: Hop) -> HopRow:
    return HopRow(
        claim_id=owner.claim_id,
        reading_id=owner.reading_id,
        decision_id=owner.decision_id,
        current=owner.current,
        position=position,
        kind=hop.kind,
        mention=hop.mention,
        cue=hop.cue,
        inherited=hop.inherited,
        confidence=hop.confidence,
        rule=hop.rule,
    )


def chains_by_people(session: Session, claim_ids: Sequence[int]) -> dict[int, int]:
    """Claim id -> id of the decision that set its chain, for those where a person did."""
    found: dict[int, int] = {}
    for part in chunks(claim_ids):
        query = (
            select(DecisionClaim.claim_id, Decision.id)
            .join(Decision, Decision.id == DecisionClaim.decision_id)
            .where(DecisionClaim.claim_id.in_(part), Decision.kind == DecisionKind.CHAIN, Decision.active)
        )
        found.update(dict(session.execute(query).all()))
    return found


def retire(session: Session, claim_ids: Sequence[int]) -> None:
    """What the machine said of these claims no longer holds (a new reading follows); people's chains and
    flags do.
    """
    session.flush()
    quiet = {"synchronize_session": False}
    for part in chunks(claim_ids):
        for table in (HopRow, FlagRow):
            # Flags without a reading come from outside the text; a new reading of it does not answer them.
            machine = (table.claim_id.in_(part), table.current, table.reading_id.is_not(None))
            session.execute(update(table).where(*machine).values(current=False), execution_options=quiet)
        held = (ClaimReading.claim_id.in_(part), ClaimReading.current)
        session.execute(update(ClaimReading).where(*held).values(current=False), execution_options=quiet)


def refresh(session: Session, rows: Sequence[ClaimRow]) -> None:
    """Set start, origin, weight and listed of these claims by what holds now."""
    session.flush()
    ids = [row.id for row in rows]
    starts, origins, weights = _starts(session, ids), _origins(session, ids), _weights(session, ids)
    removed = _removed(session, {row.article_id for row in rows})
    for row in rows:
        row.start = starts[row.id]
        row.origin = origins.get(row.id, "")
        row.weight = weights.get(row.id, 0)
        row.listed = row.standing is Standing.STANDING and not row.vanished and row.article_id not in removed
    for part in chunks(ids):
        citing.cite(session, part)


def _starts(session: Session, ids: Sequence[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for part in chunks(ids):
        query = select(ClaimReading.claim_id, ClaimReading.spans).where(
            ClaimReading.claim_id.in_(part), ClaimReading.current
        )
        found.update({claim: spans[0][0] if spans else 0 for claim, spans in session.execute(query)})
    return found


def _origins(session: Session, ids: Sequence[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for part in chunks(ids):
        query = select(HopRow.claim_id, HopRow.kind).where(HopRow.claim_id.in_(part), HopRow.current)
        for claim, kind in session.execute(query.order_by(HopRow.position)):
            found[claim] = SourceKind(kind).value
    return found


def _weights(session: Session, ids: Sequence[int]) -> dict[int, int]:
    codes: dict[int, list[FlagCode]] = defaultdict(list)
    for part in chunks(ids):
        query = select(FlagRow.claim_id, FlagRow.code).where(FlagRow.claim_id.in_(part), FlagRow.current)
        for claim, code in session.execute(query):
            codes[claim].append(code)
    return {claim: weight(each) for claim, each in codes.items()}


def weight(codes: Sequence[FlagCode]) -> int:
    """How soon to look: the heaviest flag decides, then how much there is besides."""
    return _weight(tuple(codes))


@lru_cache(maxsize=4096)
def _weight(codes: tuple[FlagCode, ...]) -> int:
    return max(c.weight for c in codes) * _HEAVIEST_FIRST + sum(c.weight for c in codes) if codes else 0


def _removed(session: Session, article_ids: Iterable[int]) -> set[int]:
    query = select(Article.id).where(Article.id.in_(list(article_ids)), Article.removed_at.is_not(None))
    return set(session.scalars(query))
