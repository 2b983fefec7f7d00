"""A text in pieces: nothing lost, nothing twice, the innermost claim where claims lie in one another."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from verify.model.claim import Spans
from verify.report import pieces

TEXT = "Мост закроют, сказал мэр.\n\nЕго чинят до весны."


@dataclass(frozen=True)
class Claim:
    spans: Spans


def test_claims_stand_apart() -> None:
    claims = [Claim(((0, 12),)), Claim(((27, 45),))]
    assert pieces.cuts(claims, (0, len(TEXT))) == [(0, 12, 0), (12, 27, None), (27, 45, 1), (45, 46, None)]


def test_the_shorter_claim_takes_what_both_have() -> None:
    claims = [Claim(((0, 24),)), Claim(((5, 12),)), Claim(((5, 12),))]
    stretches = pieces.cuts(claims, (0, 25))
    assert stretches == [(0, 5, 0), (5, 12, 1), (12, 24, 0), (24, 25, None)]
    assert pieces.ends(stretches, 3) == ([0, 1, -1], [2, 1, -1])


def test_a_claim_in_two_paragraphs_begins_in_one_and_ends_in_the_other() -> None:
    claim = Claim(((14, 36),))
    first, second = pieces.paragraphs(TEXT, [claim])
    assert first == [("Мост закроют, ", None, False, False), ("сказал мэр.", claim, True, False)]
    assert second[0] == ("Его чинят", claim, False, True)


def test_a_part_of_the_text() -> None:
    claim = Claim(((0, 12), (27, 36)))
    assert pieces.paragraphs(TEXT, [claim], (5, 13)) == [
        [("закроют", claim, True, True), (",", None, False, False)]
    ]


_SPANS = st.lists(st.tuples(st.integers(0, 12), st.integers(1, 9)), max_size=3)
"""Of each span how far it stands from the one before, and its length: spans of one claim never overlap."""


def _placed(spans: list[tuple[int, int]]) -> Spans:
    found, at = [], 0
    for gap, length in spans:
        found.append((at + gap, at + gap + length))
        at += gap + length
    return tuple(found)


@given(st.lists(_SPANS, max_size=6), st.tuples(st.integers(0, 20), st.integers(21, 45)))
def test_stretches_cover_the_part_once_and_belong_to_the_innermost(
    found: list[list[tuple[int, int]]], within: tuple[int, int]
) -> None:
    claims = [Claim(_placed(spans)) for spans in found]
    stretches = pieces.cuts(claims, within)
    assert "".join(str(list(range(s, e))) for s, e, _ in stretches).replace("][", ", ") == str(
        list(range(*within))
    )
    size = [sum(e - s for s, e in claim.spans) for claim in claims]
    for start, end, owner in stretches:
        for place in range(start, end):
            on = [i for i, c in enumerate(claims) if any(s <= place < e for s, e in c.spans)]
            assert owner == min(on, key=lambda i: (size[i], i), default=None)
