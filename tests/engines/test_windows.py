from __future__ import annotations

from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from verify.engines.windows import pieces


def test_a_short_text_is_one_piece() -> None:
    (piece,) = pieces("\n Мост закрыт.\n\nПаром ходит. \n")
    assert (piece.start, piece.end, piece.number, piece.count) == (1, 29, 1, 1)
    assert pieces(" \n\n ") == []


def test_borders_lie_between_paragraphs_and_the_end_is_repeated() -> None:
    text = "\n".join(f"Абзац {n}. " + "Слово " * 5 for n in range(6))
    cut = [text[p.start : p.end] for p in pieces(text, size=130, overlap=45)]
    assert all(len(part) <= 130 and part.startswith("Абзац") for part in cut)
    assert [part.count("Абзац") for part in cut] == [3, 3, 2]
    assert all(b.startswith(a[a.rindex("Абзац") :].rstrip()) for a, b in pairwise(cut))


def test_a_long_paragraph_is_parted_behind_a_sentence_or_a_word() -> None:
    text = "Мост закрыт до весны. " * 20 + "слово" * 100
    cut = [text[p.start : p.end] for p in pieces(text, size=100, overlap=0)]
    assert cut[0].rstrip().endswith("весны.")
    assert all(len(part) <= 100 for part in cut)
    assert "".join(cut) == text


@given(st.text(st.sampled_from("аб. \n»"), max_size=400), st.integers(5, 60), st.integers(0, 30))
@example("а\nб\nааааа аа", 7, 1)
def test_every_letter_is_in_a_piece(text: str, size: int, overlap: int) -> None:
    cut = pieces(text, size, overlap)
    held = {k for p in cut for k in range(p.start, p.end)}
    assert {k for k, c in enumerate(text) if not c.isspace()} <= held
    assert all(0 <= p.start < p.end <= len(text) and p.end - p.start <= size for p in cut)
    assert [p.number for p in cut] == list(range(1, len(cut) + 1))
    assert all(a.start < b.start and a.end < b.end for a, b in pairwise(cut))
