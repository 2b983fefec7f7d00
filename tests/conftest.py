"""What tests of more than one layer share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import pytest

from verify.model import (
    Claim,
    Extraction,
    Flag,
    FlagCode,
    Hop,
    Link,
    Metadata,
    Mode,
    SourceKind,
    words,
)

_LINE = re.compile(r"(?:По данным (?P<unnamed>[^,]+), )?(?P<said>.+?)(?:, - сообщает (?P<outlet>.+?))?\.?")


def toy_extract(
    text: str,
    metadata: Metadata,
    *,
    links: Sequence[Link] = (),
    carries_links: bool = False,
    outlets: object = None,
) -> Extraction:
    """An engine of one rule, whose results tests can foretell: a line is a claim.

    "По данным X, …" has an anonymous origin X, "…, - сообщает Y" an outlet Y before it.
    """
    claims = [_claim(text, match) for match in re.finditer(r"[^\n]+", text)]
    complete = metadata.completed(Metadata(text.split("\n")[0], "Вести Низовья", "ru"))
    return Extraction(complete, tuple(claims), (), "toy", "1")


def _claim(text: str, line: re.Match[str]) -> Claim:
    found = _LINE.fullmatch(line[0])
    assert found
    chain: list[Hop] = []
    flags: list[Flag] = []
    if found["outlet"]:
        chain.append(Hop(SourceKind.OUTLET, (found["outlet"],), (_span(line, found, "outlet"),), rule="toy"))
    if found["unnamed"]:
        chain.append(
            Hop(SourceKind.ANONYMOUS, (found["unnamed"],), (_span(line, found, "unnamed"),), rule="toy")
        )
        flags.append(Flag(FlagCode.ANONYMOUS_ORIGIN, {"name": found["unnamed"]}))
    if not chain:
        flags.append(Flag(FlagCode.UNATTRIBUTED))
    spans = (_span(line, found, "said"),)
    mode = Mode.INDIRECT if chain else Mode.NONE
    return Claim(spans, words(text, spans), line.span(), mode, tuple(chain), tuple(flags), 0.9)


def _span(line: re.Match[str], found: re.Match[str], group: str) -> tuple[int, int]:
    return found.start(group) + line.start(), found.end(group) + line.start()


@pytest.fixture
def toy_engine(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The toy engine in place of the real one."""
    monkeypatch.setattr("verify.extract.extract", toy_extract, raising=False)
    return toy_extract
