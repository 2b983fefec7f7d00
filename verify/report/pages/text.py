"""An article's text with its claims marked, a paragraph a line of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from verify.report import style
from verify.report.pages.markup import Html, el, join, run
from verify.report.views import ClaimView

Anchor = Callable[[ClaimView], str]


def marked(text: str, claims: Sequence[ClaimView], anchor: Anchor, place: Anchor) -> Html:
    """The text. anchor: a claim's address, where its words lead; place: the id of its first words."""
    open_, close = defaultdict(list), defaultdict(list)
    for claim in claims:
        for start, end in claim.claim.spans:
            open_[start].append(claim)
            close[end].append(claim)
    paragraphs: list[list[Html]] = [[]]
    seen: set[str] = set()
    for piece, over in _pieces(text, open_, close):
        if piece == "\n":
            paragraphs.append([])
        elif not over:
            paragraphs[-1].append(run(piece))
        else:
            paragraphs[-1].append(_mark(piece, over[0], seen, anchor, place))
    return join(*(el("p", *words) for words in paragraphs if words))


Places = dict[int, list[ClaimView]]


def _pieces(text: str, open_: Places, close: Places) -> Iterator[tuple[str, list[ClaimView]]]:
    """(words, claims that they belong to, the one that began last first); each line end is a piece."""
    edges = {0, len(text), *open_, *close, *(n for n, c in enumerate(text) if c == "\n")}
    edges |= {n + 1 for n in edges if text[n : n + 1] == "\n"}
    at = sorted(n for n in edges if n <= len(text))
    over: list[ClaimView] = []
    for start, end in pairwise(at):
        over = [claim for claim in over if claim not in close.get(start, ())]
        over = [*open_.get(start, ()), *over]
        yield text[start:end], over


def _mark(piece: str, claim: ClaimView, seen: set[str], anchor: Anchor, place: Anchor) -> Html:
    first = claim.id not in seen
    seen.add(claim.id)
    heavy = " weak" if claim.claim.flags and claim.rests_on_nobody else ""
    sign = style.STATUS[claim.status][0]
    label = el("span", f"{sign} {claim.number}", class_="n") if first else None
    return el(
        "a", label, run(piece), href=anchor(claim), class_=f"claim {claim.status.value}{heavy}",
        id=place(claim) if first else None,
    )  # fmt: skip
