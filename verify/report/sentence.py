"""One claim inside its own sentence: its words set off from the words that attribute it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter

from rich.text import Text

from verify.model import Claim
from verify.model.claim import Chain, Span
from verify.report import style
from verify.report.safe import shown

_OPEN, _CLOSE = "‹", "›"
_AROUND = 40
"""Code points kept on either side of words that lie outside the sentence."""


def in_sentence(text: str, claim: Claim, chain: Chain, *, marked: bool) -> Text:
    """The sentence in one paragraph: the claim's words bright, the rest dim, sources in their colour.

    marked: no styles are shown, so ‹ › stand round the claim's words where they are less than the sentence.
    A claim whose words lie outside its sentence is shown with the whole stretch.
    """
    start, end = _stretch(claim)
    styles = _paint(start, end, claim, chain)
    signs = marked and _is_part(text, start, end, claim.spans)
    near = _near(start, end, claim)
    starts, ends = ({s for s, _ in claim.spans}, {e for _, e in claim.spans}) if signs else (set(), set())
    pieces: list[tuple[str, str]] = []
    blank, inside, skipped = True, False, False
    for at in range(start, end):
        if not near[at - start]:
            skipped = True
            continue
        if skipped:
            pieces.append((" … ", style.REST))
            skipped, blank = False, True
        if inside and at in ends:
            pieces.append((_CLOSE, ""))
            inside = False
        if at in starts:
            pieces.append((_OPEN, ""))
            inside = True
        letters = shown(text[at])
        if letters == " " and blank:
            continue
        blank = letters == " "
        pieces.append((letters, styles[at - start]))
    if inside:
        pieces.append((_CLOSE, ""))
    out = Text(overflow="fold")
    # a run of one style at once: rich takes each appended piece through its wrapping and cropping
    for painted, run in groupby(pieces, key=itemgetter(1)):
        out.append("".join(letters for letters, _ in run), painted)
    out.rstrip()
    return out


def _near(start: int, end: int, claim: Claim) -> bytearray:
    """For each code point whether it is shown: not what lies between words joined from far apart, which would
    drown them.
    """
    near = bytearray(end - start)
    for s, e in (claim.sentence, *claim.spans):
        first, last = max(s - _AROUND, start), min(e + _AROUND, end)
        near[first - start : last - start] = b"\1" * (last - first)
    return near


def _stretch(claim: Claim) -> Span:
    starts, ends = zip(claim.sentence, *claim.spans, strict=True)
    return min(starts), max(ends)


def _paint(start: int, end: int, claim: Claim, chain: Chain) -> list[str]:
    """A style for each code point: later layers cover earlier ones, and the claim's own words cover all."""
    styles = [style.REST] * (end - start)
    for hop in chain:
        _cover(styles, start, hop.cue or (), style.CUE)
    for hop in chain:
        _cover(styles, start, hop.mention or (), style.of_kind(hop.kind))
    _cover(styles, start, claim.spans, style.WORDS)
    return styles


def _cover(styles: list[str], start: int, spans: Iterable[Span], with_: str) -> None:
    for s, e in spans:
        for at in range(max(s - start, 0), min(e - start, len(styles))):
            styles[at] = with_


def _is_part(text: str, start: int, end: int, spans: Iterable[Span]) -> bool:
    """True where the sentence holds letters that are not the claim's."""
    covered = {at for s, e in spans for at in range(s, e)}
    return any(text[at].isalnum() for at in range(start, end) if at not in covered)
