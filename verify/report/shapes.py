"""What the store's records look like in JSON. Keys may be added, never removed or renamed."""

from __future__ import annotations

from typing import Any

from verify.model import Status
from verify.report import changes
from verify.report.contract import Json, claim, evidence, hop, metadata
from verify.report.views import ClaimView
from verify.store import (
    ArticleRecord,
    DatabaseStatus,
    EventRecord,
    HistoryCheck,
    Integrity,
    Moved,
    OutsideRecord,
    Page,
    Restored,
    SourceHistory,
    SourceRecord,
    VersionDiff,
)


def article(record: ArticleRecord) -> Json:
    return {
        "number": record.number,
        "id": record.uid,
        "address": record.address,
        **metadata(record.metadata),
        "version": record.version,
        "text_sha256": record.text_sha256,
        "engine": f"{record.engine} {record.engine_version}",
        "claims": record.claims,
        "statuses": {status.value: count for status, count in record.statuses.items()},
        "added_at": record.added_at.isoformat(),
        "read_at": record.read_at.isoformat(),
        "removed": record.removed,
    }


def claim_in(view: ClaimView, article_: ArticleRecord) -> Json:
    """A claim with the article it is from."""
    return {
        **claim(view),
        "article": {"number": article_.number, "id": article_.uid, "address": article_.address,
                    **metadata(article_.metadata), "removed": article_.removed},
    }  # fmt: skip


def claim_detail(
    view: ClaimView,
    article_: ArticleRecord,
    machine: Any,
    events: tuple[EventRecord, ...],
    outside: tuple[OutsideRecord, ...] = (),
) -> Json:
    """A claim with what the machine found under a person's chain, its evidence and its history."""
    return {
        **claim_in(view, article_),
        "machine_chain": [hop(h) for h in machine],
        "evidence": [evidence(e) for e in view.evidence],
        "history": [event(e) for e in events],
        "outside": [outside_result(found) for found in outside],
    }


def outside_result(found: OutsideRecord) -> Json:
    """What a provider gave for a claim. rating: in the fact-checker's own words."""
    return {
        "via": found.via,
        "kind": found.kind,
        "address": found.address,
        "title": found.title,
        "snippet": found.snippet,
        "publisher": found.publisher,
        "published": found.published.isoformat() if found.published else None,
        "rating": found.rating,
        "rating_by": found.rating_by,
        "rated": found.rated,
        "claimant": found.claimant,
        "article": found.article,
        "problem": found.problem,
    }


def source(record: SourceRecord) -> Json:
    return {
        "id": record.uid,
        "kind": record.kind.value,
        "name": record.name,
        "aliases": list(record.aliases),
        "owner": record.owner,
        "claims": record.claims,
        "origin_of": record.origin_of,
        "reliability": record.reliability,
    }


def source_history(found: SourceHistory) -> Json:
    """A source with its record: every status has its number."""
    return {
        **source(found.source),
        "record": {status.value: found.statuses.get(status, 0) for status in Status},
        "ratings": [event(each) for each in found.ratings],
    }


def event(record: EventRecord) -> Json:
    return {
        "seq": record.seq,
        "id": record.uid,
        "at": record.at.isoformat(),
        "by": record.actor,
        "action": record.action,
        "article": record.article,
        "claim": record.claim,
        "case": record.case,
        "source": record.source,
        "before": dict(record.before) if record.before is not None else None,
        "after": dict(record.after) if record.after is not None else None,
        "reason": record.reason,
        "previous": record.previous,
        "hash": record.hash,
    }


def diff(found: VersionDiff) -> Json:
    return {
        "article": found.article,
        "before": found.before,
        "after": found.after,
        "standing": found.standing,
        "changes": [changes.json(change) for change in found.changes],
    }


def history_check(found: HistoryCheck) -> Json:
    return {
        "ok": found.ok,
        "events": found.events,
        "head": found.head,
        "problem": found.problem,
        "broken_seq": found.broken_seq,
    }


def integrity(found: Integrity) -> Json:
    return {"ok": found.ok, "problems": list(found.problems), "checked": dict(found.checked)}


def restored(done: Restored) -> Json:
    return {
        "added": [{"in_file": there, "number": here} for there, here in done.added],
        "same": [{"in_file": there, "number": here} for there, here in done.same],
        "events": done.events,
        "head": done.head,
        "whole": done.whole,
    }


def moved(done: Moved) -> Json:
    return {
        "from": done.source,
        "to": done.target,
        "tables": {table.name: {"rows": table.rows, "digest": table.digest} for table in done.tables},
        "events": done.events,
        "head": done.head,
    }


def database(found: DatabaseStatus) -> Json:
    return {
        "url": found.url,
        "path": str(found.path) if found.path else None,
        "schema": found.schema,
        "newest_schema": found.newest_schema,
        "counts": dict(found.counts),
        "head": found.head,
    }


def paged(page: Page[Any], items: list[Json]) -> Json:
    """A page of a list, as --format json gives it."""
    return {
        "total": page.total,
        "more": page.more,
        "limit": page.limit,
        "offset": page.offset,
        "items": items,
    }
