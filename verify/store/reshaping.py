"""Splitting and joining claims: old ones are replaced, never deleted; the new ones get new numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from verify.errors import Refused
from verify.model import Claim, words
from verify.model.claim import Spans
from verify.store import casing, deciding, naming
from verify.store.deciding import Act
from verify.store.loading import claim_records, number
from verify.store.meanwhile import refuse_stale
from verify.store.tables import (
    ClaimRow,
    Decision,
    DecisionClaim,
    DecisionKind,
    ExtractionRow,
    Role,
    Standing,
    TextRow,
    new_uid,
)
from verify.store.writing import refresh, write_readings


def split(act: Act, parts: Sequence[Spans], reason: str | None) -> list[ClaimRow]:
    """The new claims, in the order of the parts."""
    claim = _present(act)
    text = _text(act)
    if len(parts) < 2:
        raise Refused("{number}: a split needs two parts or more.", number=number(act.row))
    shaped = [_reshaped(claim, text, spans, number(act.row)) for spans in parts]
    decision = deciding.decide(act, DecisionKind.SPLIT, reason)
    products = _products(act, decision, shaped)
    _replace(act, [act.row], products, decision, "claim.split", reason)
    return products


def join(
    session: Session, names: Sequence[str], by: str, reason: str | None, expected: Mapping[str, int]
) -> ClaimRow:
    """The new claim. expected: revisions that were looked at, by the claims' names as given."""
    named = {name: naming.claim_row(session, name, lock=True) for name in names}
    for name, row in named.items():
        refuse_stale(session, row, expected.get(name))
    rows = list({row.id: row for row in named.values()}.values())
    if len(rows) < 2 or len({row.article_id for row in rows}) > 1:
        raise Refused("A join needs two claims or more, of one article.")
    acts = [deciding.begin_on(session, row, by) for row in rows]
    claims = [_present(act) for act in acts]
    text = _text(acts[0])
    spans = _united([span for claim in claims for span in claim.spans])
    shaped = _reshaped(claims[0], text, spans, " and ".join(number(row) for row in rows))
    decision = deciding.decide(acts[0], DecisionKind.JOIN, reason)
    deciding.bind(session, decision, rows[1:], Role.SUBJECT)
    (product,) = _products(acts[0], decision, [shaped])
    _replace(acts[0], rows, [product], decision, "claim.join", reason)
    return product


def _present(act: Act) -> Claim:
    row = act.row
    if row.standing is not Standing.STANDING or row.vanished:
        raise Refused("{number} is not among the article's present claims.", number=number(row))
    (record,) = claim_records(act.session, [row.id])
    return record.claim


def _text(act: Act) -> str:
    version = naming.version_row(act.session, act.article)
    return act.session.get_one(TextRow, version.text_sha256).text


def _united(spans: list[tuple[int, int]]) -> Spans:
    """In text order, overlapping and touching ones as one."""
    united: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if united and start <= united[-1][1]:
            united[-1] = (united[-1][0], max(end, united[-1][1]))
        else:
            united.append((start, end))
    return tuple(united)


def _reshaped(claim: Claim, text: str, spans: Spans, name: str) -> Claim:
    inside = all(0 <= start < end <= len(text) for start, end in spans)
    if not spans or not inside or _united(list(spans)) != spans or not words(text, spans):
        raise Refused(
            "{name}: {spans} are no spans of words in the text (0 to {text}), in order and apart.",
            name=name,
            spans=spans,
            text=len(text),
        )
    sentence = (min(claim.sentence[0], spans[0][0]), max(claim.sentence[1], spans[-1][1]))
    return replace(claim, spans=spans, text=words(text, spans), sentence=sentence, proposal=None)


def _products(act: Act, decision: Decision, shaped: Sequence[Claim]) -> list[ClaimRow]:
    session, article = act.session, act.article
    rows: list[ClaimRow] = []
    for claim in shaped:
        row = ClaimRow(
            uid=new_uid(),
            article_id=article.id,
            number=article.next_claim,
            start=claim.spans[0][0],
            origin="",
            machine_made=False,
            standing=Standing.STANDING,
            vanished=False,
        )
        article.next_claim += 1
        session.add(row)
        rows.append(row)
    session.flush()
    deciding.bind(session, decision, rows, Role.PRODUCT)
    version = naming.version_row(session, article)
    query = select(func.max(ExtractionRow.id)).where(ExtractionRow.version_id == version.id)
    write_readings(
        session, list(zip(rows, shaped, strict=True)), session.scalars(query).one() or 0, version.language
    )
    return rows


def _replace(
    act: Act,
    subjects: Sequence[ClaimRow],
    products: Sequence[ClaimRow],
    decision: Decision,
    action: str,
    reason: str | None,
) -> None:
    for row in subjects:
        row.standing = Standing.REPLACED
    casing.follow(act.session, subjects, products)
    refresh(act.session, [*subjects, *products])
    note_all(act, subjects, products, decision, action, reason)


def note_all(
    act: Act,
    subjects: Sequence[ClaimRow],
    products: Sequence[ClaimRow],
    decision: Decision,
    action: str,
    reason: str | None,
) -> None:
    """One event for every claim that takes part, so that each one's history tells it."""
    after: dict[str, object] = {
        "decision": decision.uid,
        "from": [number(row) for row in subjects],
        "into": [number(row) for row in products],
    }
    for row in (*subjects, *products):
        Act(act.session, act.actor, row, act.article).event(action, None, after, reason)


def parts(session: Session, decision: Decision, role: Role) -> list[ClaimRow]:
    """The claims that play this part in a decision."""
    query = (
        select(ClaimRow)
        .join(DecisionClaim, DecisionClaim.claim_id == ClaimRow.id)
        .where(DecisionClaim.decision_id == decision.id, DecisionClaim.role == role)
    )
    return list(session.scalars(query.order_by(DecisionClaim.position)))
