from __future__ import annotations

import json
from typing import Any

import pytest

from verify.engines.answers import SaidHop, parsed
from verify.engines.endpoint import BadAnswerError
from verify.model import Mode, SourceKind

HOP = {"kind": "outlet", "names": ["Reuters"], "mention": "Reuters", "cue": None}


def claim(**changed: Any) -> dict[str, Any]:
    return {"parts": ["мост закрыт"], "mode": "indirect", "chain": [HOP], **changed}


def answer(*claims: Any) -> str:
    return json.dumps({"claims": claims})


def test_a_claim_as_asked_for() -> None:
    (said,), odd = parsed(answer(claim()))
    assert (said.parts, said.mode, odd) == (("мост закрыт",), Mode.INDIRECT, 0)
    assert said.hops == (SaidHop(SourceKind.OUTLET, ("Reuters",), "Reuters", ""),)


@pytest.mark.parametrize(
    "wrapped",
    ["```json\n{}\n```", "<think>Two {claims}?</think>{}", "Here you are:\n{}\nAnything else?", "{}"],
)
def test_json_is_found_in_what_models_put_around_it(wrapped: str) -> None:
    head, tail = wrapped.rsplit("{}", 1)
    (said,), _ = parsed(head + answer(claim()) + tail)
    assert said.parts == ("мост закрыт",)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "I cannot help with that.",
        "{",
        '{"claims": 3}',
        '"x"',
        "null",
        '{"claims": [' * 50_000,
        "9" * 9999,
    ],
)
def test_anything_else_is_no_answer(said: str) -> None:
    with pytest.raises(BadAnswerError):
        parsed(said)


@pytest.mark.parametrize(
    "odd", [None, 3, "words", [], {}, {"parts": []}, {"parts": [3]}, {"parts": ["..."]}, {"parts": ["а"] * 9},
            {"parts": ["а" * 2001]}, {"parts": {"0": "а"}}],
)  # fmt: skip
def test_claims_without_words_are_counted_only(odd: Any) -> None:
    kept, count = parsed(answer(odd, claim()))
    assert ([said.parts for said in kept], count) == ([("мост закрыт",)], 1)


@pytest.mark.parametrize(
    ("chain", "why"),
    [
        (None, "shape"),
        ("Reuters", "shape"),
        ([None], "shape"),
        ([HOP] * 9, "shape"),
        ([{**HOP, "kind": "friend"}], "kind"),
        ([{**HOP, "kind": ["outlet"]}], "kind"),
        ([{**HOP, "kind": None}], "kind"),
        ([{**HOP, "names": {"a": 1}}], "shape"),
        ([{**HOP, "names": ["x" * 201]}], "shape"),
        ([{**HOP, "mention": 5}], "shape"),
    ],
)
def test_a_chain_of_another_shape_is_none(chain: Any, why: str) -> None:
    (said,), odd = parsed(answer(claim(chain=chain)))
    assert (said.hops, said.why, odd) == (None, why, 0)


def test_small_slips_are_forgiven() -> None:
    hop = {"kind": "person", "name": " Нина \n Гай ", "mention": "", "cue": None}
    (said,), _ = parsed(answer({"parts": "мост закрыт", "mode": "spoken", "chain": [hop]}))
    assert said.mode is None
    assert said.hops == (SaidHop(SourceKind.PERSON, ("Нина Гай",), "", ""),)


def test_no_more_claims_than_a_piece_can_hold() -> None:
    kept, odd = parsed(answer(*[claim()] * 600))
    assert (len(kept), odd) == (500, 100)
