"""Long articles in pieces: borders between paragraphs, each piece begins with the end of the one before."""

from __future__ import annotations

import re

from verify.engines.prompt import Piece
from verify.model.claim import Span

SIZE = 6_000
"""Characters of a piece: with the prompt and an answer about as long it fits 8,000 tokens in Cyrillic."""
OVERLAP = 900
"""Characters that a piece repeats of the one before: who «он» is stands two or three paragraphs back."""
_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")
_BREAK = re.compile(r"(?<=[.!?…»\"”])\s+|\s+")


def pieces(text: str, size: int = SIZE, overlap: int = OVERLAP) -> list[Piece]:
    """The pieces of a text in order; together they hold every paragraph, each whole unless it is longer than
    a piece. A text without letters has none."""
    spans: list[Span] = []
    held: list[Span] = []
    for paragraph in _paragraphs(text, size):
        if held and paragraph[1] - held[0][0] > size:
            spans.append((held[0][0], held[-1][1]))
            held = _repeated(held, max(held[-1][1] - overlap, paragraph[1] - size))
        held.append(paragraph)
    if held:
        spans.append((held[0][0], held[-1][1]))
    return [Piece(start, end, number, len(spans)) for number, (start, end) in enumerate(spans, start=1)]


def _repeated(held: list[Span], earliest: int) -> list[Span]:
    """The last whole paragraphs that begin there or later."""
    return [p for p in held[1:] if p[0] >= earliest]


def _paragraphs(text: str, size: int) -> list[Span]:
    found: list[Span] = []
    for line in _PARAGRAPH.finditer(text):
        start, end = line.span()
        while end - start > size:
            cut = _cut(text, start, start + size)
            found.append((start, cut))
            start = cut
        found.append((start, end))
    return found


def _cut(text: str, start: int, end: int) -> int:
    """Where to part a paragraph that is too long: behind its last sentence that fits, else its last word."""
    ends = list(_BREAK.finditer(text, start + (end - start) // 2, end))
    sentence = [m.end() for m in ends if text[m.start() - 1] in '.!?…»"”']
    return sentence[-1] if sentence else ends[-1].end() if ends else end
