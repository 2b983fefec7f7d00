"""Sentences of the shapes that news attributes in: the claims each makes, their mode and their chain.

sentences_<code>.toml holds them; every case is a text of its own, so nothing but the sentence helps.
`known` tells
what goes wrong and why: such a case must fail, so that a mended one is noticed.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from verify.extract import extract
from verify.model import Claim, Metadata

HERE = Path(__file__).parent
CASES = [
    pytest.param(
        path.stem.removeprefix("sentences_"),
        case,
        id=case["text"][:50],
        marks=[pytest.mark.xfail(reason=case["known"], strict=True)] if "known" in case else [],
    )
    for path in sorted(HERE.glob("sentences_*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]


def told(claim: Claim) -> dict[str, Any]:
    chain = [h.kind.value + (": " + ", ".join(h.names) if h.names else "") for h in claim.chain]
    return {"words": claim.text, "mode": claim.mode.value, "chain": chain}


@pytest.mark.parametrize(("language", "case"), CASES)
def test_a_sentence_makes_these_claims(language: str, case: dict[str, Any]) -> None:
    found = extract(case["text"], Metadata(language=language))
    assert [told(c) for c in found.claims] == case["claims"]
