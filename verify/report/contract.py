"""The exchange shapes in JSON. Other programs read them: keys may be added, never removed or renamed.

One article is one line, as `verify extract --format jsonl` prints it; the reading commands print its
parts. Offsets are Unicode code points into the text, end-exclusive.
"""

from __future__ import annotations

from typing import Any

from verify.model import Attribution, Flag, Hop, Metadata, Proposal, text_sha256
from verify.model.claim import Span, Spans
from verify.model.flags import reason
from verify.report.views import ArticleView, ClaimView, Decided, EvidenceView, Found

Json = dict[str, Any]


def article_line(view: ArticleView) -> Json:
    """The whole article: `path`, `text_sha256`, `article`, `claims`, `attributions`, and what a database
    adds.
    """
    line: Json = {
        "path": view.source,
        "text_sha256": text_sha256(view.text),
        "article": metadata(view.metadata),
        "claims": [claim(c) for c in view.claims],
        "attributions": [attribution(a) for a in view.attributions],
        "engine": engine(view.found),
    }
    if view.carried:
        line["article_text"] = view.text
    if view.number is not None:
        line |= {"number": view.number, "id": view.id, "version": view.version}
    return line


def engine(found: Found | None) -> Json | None:
    """`name` and `version`; and of an engine that asked a model, how far its answers held."""
    if found is None:
        return None
    line: Json = {"name": found.engine, "version": found.version}
    if found.account is not None:
        account = found.account
        line |= {
            "model": account.model,
            "asked": account.asked,
            "answered": account.answered,
            "cached": account.cached,
            "from_model": account.claims,
            "from_rules": account.rules,
            "fell_back": dict(account.fell_back),
            "refused": dict(account.refused),
        }
    return line


def metadata(given: Metadata) -> Json:
    return {
        "title": given.title,
        "publisher": given.publisher,
        "language": given.language,
        "published": given.published.isoformat() if given.published else None,
        "authors": list(given.authors),
        "url": given.url,
    }


def claim(view: ClaimView) -> Json:
    """One claim. `chain` is the one that holds, without the publisher, origin last."""
    said = view.claim
    return {
        "id": view.id,
        "number": view.number,
        "spans": pairs(said.spans),
        "text": said.text,
        "sentence": list(said.sentence),
        "mode": said.mode.value,
        "chain": [hop(h) for h in view.chain],
        "flags": [flag(f) for f in said.flags],
        "confidence": said.confidence,
        "proposal": proposal(said.proposal),
        "status": view.status.value,
        "decided": decided(view.decided),
        "credibility": view.credibility,
        "assigned": view.assigned,
        "revision": view.revision,
        "edited": view.edited,
        "gone": view.gone,
        "evidence": [evidence(e) for e in view.evidence],
    }


def decided(judgement: Decided | None) -> Json | None:
    """Who set the status, when and why."""
    if judgement is None:
        return None
    return {"by": judgement.by, "at": judgement.at.isoformat(), "note": judgement.note}


def hop(step: Hop) -> Json:
    return {
        "kind": step.kind.value,
        "name": step.name,
        "names": list(step.names),
        "mention": pairs(step.mention),
        "cue": pairs(step.cue),
        "inherited": step.inherited,
        "confidence": step.confidence,
        "rule": step.rule,
    }


def flag(raised: Flag) -> Json:
    return {
        "code": raised.code.value,
        "params": dict(raised.params),
        "spans": pairs(raised.spans),
        "reason": reason(raised),
    }


def proposal(proposed: Proposal | None) -> Json | None:
    return {"status": proposed.status.value, "reason": proposed.reason} if proposed else None


def attribution(triple: Attribution) -> Json:
    return {
        "source": pairs(triple.source),
        "cue": pairs(triple.cue),
        "content": pairs(triple.content),
        "type": triple.type.value,
    }


def evidence(link: EvidenceView) -> Json:
    return {
        "id": link.id,
        "url": link.url,
        "stance": link.stance.value,
        "note": link.note,
        "by": link.actor,
        "at": link.at.isoformat() if link.at else None,
        "quote": link.quote,
        "archive_url": link.archive_url,
        "snapshot": link.snapshot,
        "at_source": link.at_source.value if link.at_source else None,
        "checked_at": link.checked_at.isoformat() if link.checked_at else None,
    }


def pairs(spans: Spans | tuple[Span, ...] | None) -> list[list[int]] | None:
    """Spans as lists of two, None kept apart from none: JSON has no tuples."""
    return None if spans is None else [list(span) for span in spans]
