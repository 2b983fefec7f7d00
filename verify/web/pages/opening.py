"""One claim opened: what its panel shows, on its own page and beside the text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from verify.desk import pages
from verify.model import FlagCode
from verify.model.claim import Chain, Spans
from verify.report import pieces
from verify.web.visit import Visit


@dataclass(frozen=True, slots=True)
class _Words:
    """The claim's own words in its sentence."""

    spans: Spans
    flags: tuple[FlagCode, ...]


def shown(visit: Visit, number: str, draft: Mapping[str, str] | None = None, **said: str) -> dict[str, Any]:
    """The context of a panel. draft: a form that could not be done, given back as it was filled in; said:
    `error` and `notice`.
    """
    opened = pages.opened(visit.store, number)
    claim = opened.claim.claim
    own = _Words(claim.spans, tuple(flag.code for flag in claim.flags))
    start = min(claim.sentence[0], *(s for s, _ in claim.spans))
    end = max(claim.sentence[1], *(e for _, e in claim.spans))
    return {
        "open": opened,
        "sentence": pieces.paragraphs(opened.text, [own], (start, end)),
        "typed": typed(opened.claim.chain),
        "draft": defaultdict(str, draft or {}),
        "error": said.get("error", ""),
        "notice": said.get("notice", ""),
    }


def typed(chain: Chain) -> list[str]:
    """A chain as people type it, a hop a line."""
    return [f"{hop.kind.value}:{' + '.join(hop.names)}" for hop in chain]
