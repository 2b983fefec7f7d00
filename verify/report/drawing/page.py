"""Boxes as SVG: the shape, the colour and a word say what somebody is, each of them alone enough."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import sqrt

from verify.model import Status
from verify.report import style
from verify.report.drawing.letters import safe, width
from verify.report.drawing.nodes import (
    GAP_X,
    LINE,
    MARK,
    MARKS,
    MARKS_A_ROW,
    NOTE,
    PAD_X,
    PAD_Y,
    SIZE,
    SMALL,
    Box,
    Mark,
)

_EDGE = 12
_BEND = 10

CSS = f"""\
.drawing{{--d-paper:#fff;--d-ink:#1d2024;--d-rest:#5b6168;--d-line:#a9afb6;
--d-named:{style.NAMED};--d-named-bg:#eaf3fb;--d-unnamed:{style.UNNAMED};--d-unnamed-bg:#fdf2e0;
--d-own:{style.OWN};--d-own-bg:#f3f4f5;--d-good:{style.GOOD};--d-bad:{style.BAD};
background:var(--d-paper);font-family:system-ui,-apple-system,"Segoe UI","Liberation Sans",sans-serif}}
@media (prefers-color-scheme:dark){{.drawing{{--d-paper:#16181b;--d-ink:#e8eaed;--d-rest:#a3a9b0;
--d-line:#5d646c;--d-named:#6fb1e8;--d-named-bg:#172a3a;--d-unnamed:#e3a040;--d-unnamed-bg:#35270f;
--d-own:#9aa0a6;--d-own-bg:#22252a;--d-good:#52bd9a;--d-bad:#e8795a}}}}
@media print{{.drawing{{--d-paper:#fff;--d-ink:#000;--d-rest:#333}}}}
.drawing text{{fill:var(--d-ink);font-size:{SIZE}px}}
.drawing .d-publisher text,.drawing .d-head{{font-weight:700}}
.drawing .d-publisher .d-note,.drawing .d-note{{fill:var(--d-rest);font-weight:400;font-size:{SMALL}px}}
.drawing .d-count{{fill:var(--d-ink);font-weight:700}}
.drawing .d-line{{fill:none;stroke:var(--d-line)}}.drawing .d-tip{{fill:var(--d-line)}}
.drawing .d-shape{{stroke-width:1.5;fill:var(--d-named-bg);stroke:var(--d-named)}}
.drawing .d-own .d-shape,.drawing .d-publisher .d-shape,.drawing .d-claim .d-shape,
.drawing .d-article .d-shape{{fill:var(--d-own-bg);stroke:var(--d-own)}}
.drawing .d-publisher .d-shape,.drawing .d-claim .d-shape{{stroke:var(--d-ink);stroke-width:2}}
.drawing .d-own .d-shape,.drawing .d-anonymous .d-shape,.drawing .d-collective .d-shape{{
fill:var(--d-unnamed-bg);stroke:var(--d-unnamed);stroke-dasharray:5 4}}
.drawing .d-against .d-shape{{stroke:var(--d-bad);fill:var(--d-paper)}}
.drawing .d-mark{{fill:none;stroke:var(--d-rest);stroke-width:1.5}}
.drawing .d-full{{fill:var(--d-rest)}}
.drawing .d-confirmed .d-mark,.drawing .d-corroborated .d-mark{{stroke:var(--d-good)}}
.drawing .d-confirmed .d-full,.drawing .d-corroborated .d-full{{fill:var(--d-good)}}
.drawing .d-disputed .d-mark,.drawing .d-unverifiable .d-mark{{stroke:var(--d-unnamed)}}
.drawing .d-disputed .d-full{{fill:var(--d-unnamed)}}
.drawing .d-refuted .d-mark{{stroke:var(--d-bad);stroke-width:2.5}}
.drawing a:focus-visible{{outline:2px solid var(--d-named);outline-offset:2px}}
"""
"""What a page that holds a drawing needs, where its policy forbids styles inside: the same rules go into a
drawing that stands alone. The colours are variables, for a page with colours of its own.
"""


def drawing(
    parts: Iterable[tuple[str, Box]],
    *,
    title: str,
    words: str,
    key: str,
    styled: bool,
    linked: bool,
    tips: bool = True,
) -> str:
    """One SVG of several trees, each (heading or "", tree) below the other.

    title, words: what it shows, and in short what is to be seen, for who does not see it. key: begins the
    ids, which must be one in a page. styled: with the rules of CSS inside. linked: there are links in it,
    so that it is no single picture. tips: lines point at who passes on what is said.
    """
    parts = tuple(parts)
    boxes = [box for _, root in parts for box in root.walk()]
    right = max((b.x + b.width for b in boxes), default=0) + 2 * _EDGE
    right = max(right, *(width(head, SIZE) + 2 * _EDGE for head, _ in parts), 1)
    bottom = max((b.y + b.height for b in boxes), default=0) + 2 * _EDGE
    size = f'width="{right:.0f}" height="{bottom:.0f}" viewBox="{-_EDGE} {-_EDGE} {right:.0f} {bottom:.0f}"'
    name = safe(key)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="drawing" {size}'
        f' role="{"group" if linked else "img"}" aria-labelledby="{name}-title"'
        f' aria-describedby="{name}-desc">\n'
        f'<title id="{name}-title">{safe(title)}</title>\n<desc id="{name}-desc">{safe(words)}</desc>\n'
        + (f"<style>{CSS}</style>\n" if styled else "")
        + "".join(_tree(head, root, tips) for head, root in parts)
        + "</svg>\n"
    )


def _tree(head: str, root: Box, tips: bool) -> str:
    most = max(1, root.node.weight)
    over = f'<text class="d-head" x="0" y="{root.y - LINE / 2:.0f}">{safe(head)}</text>\n' if head else ""
    lines = "".join(_lines(box, most, tips) for box in root.walk())
    return over + lines + "".join(map(_box, root.walk()))


def _lines(box: Box, most: int, tips: bool) -> str:
    """The lines to what is below, the farthest first: the nearer ones lie over them."""
    if not box.below:
        return ""
    x, y, gap = box.x + box.width, box.level, 8 if tips else 0
    tip = f'<path class="d-tip" d="M{x + 1:.1f} {y:.1f}l9 -5v10z"/>\n' if tips else ""
    return "".join(_line(x, y, gap, below, most) for below in reversed(box.below)) + tip


def _line(x: float, y: float, gap: float, below: Box, most: int) -> str:
    turn, end, to = x + GAP_X / 2, below.x, below.level
    if to == y:
        way = f"M{x + gap:.1f} {y:.1f}H{end:.1f}"
    else:
        way = (
            f"M{x + gap:.1f} {y:.1f}H{turn - _BEND:.1f}q{_BEND} 0 {_BEND} {_BEND}"
            f"V{to - _BEND:.1f}q0 {_BEND} {_BEND} {_BEND}H{end:.1f}"
        )
    thick = 1.5 + 4.5 * sqrt(below.node.weight / most) if most > 1 else 1.5
    return f'<path class="d-line" stroke-width="{thick:.1f}" d="{way}"/>\n'


def _box(box: Box) -> str:
    node = box.node
    inside = f"<title>{safe(node.name)}</title>{_shape(box)}{_words(box)}"
    if node.href:
        inside = f'<a href="{safe(node.href)}">{inside}</a>'
    return f'<g class="d-{safe(node.shape)}">{inside}{"".join(_marks(box))}</g>\n'


def _words(box: Box) -> str:
    left, y = box.x + PAD_X, box.y + PAD_Y + LINE - 4.5
    out = [_text("", left, y + n * LINE, words) for n, words in enumerate(box.lines)]
    if box.node.count is not None:
        right = box.x + box.width - PAD_X
        out.append(_text(' class="d-count" text-anchor="end"', right, y, str(box.node.count)))
    under = y + len(box.lines) * LINE - 1.5
    out += [_text(' class="d-note"', left, under + n * NOTE, words) for n, words in enumerate(box.notes)]
    return "".join(out)


def _text(how: str, x: float, y: float, words: str) -> str:
    return f'<text{how} x="{x:.1f}" y="{y:.1f}">{safe(words)}</text>'


def _shape(box: Box) -> str:
    """Corners tell the kinds apart in grey and on paper too."""
    x, y, w, h = box.x, box.y, box.width, box.height
    kind = box.node.shape
    if kind == "organization":  # cut corners
        return _path(
            f"M{x + 9:.1f} {y:.1f}h{w - 18:.1f}l9 9v{h - 18:.1f}l-9 9h{18 - w:.1f}l-9 -9v{18 - h:.1f}z"
        )
    if kind == "document":  # a sheet with a corner folded
        return _path(
            f"M{x:.1f} {y:.1f}h{w - 12:.1f}l12 12v{h - 12:.1f}h{-w:.1f}zM{x + w - 12:.1f} {y:.1f}v12h12"
        )
    if kind == "collective":  # one behind the other
        return _rect(x + 3, y - 3, w, h, 16) + _rect(x, y, w, h, 16)
    round_ = {"person": 18, "anonymous": 18, "own": 0, "claim": 6, "article": 6}.get(kind, 2)
    bar = _path(f"M{x + 5:.1f} {y:.1f}v{h:.1f}") if kind in ("outlet", "publisher") else ""
    return _rect(x, y, w, h, round_) + bar


def _path(way: str) -> str:
    return f'<path class="d-shape" d="{way}"/>'


def _rect(x: float, y: float, w: float, h: float, round_: float) -> str:
    return f'<rect class="d-shape" x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}" rx="{round_}"/>'


_RING = '<circle class="d-mark" r="4.2"/>'
_SIGNS = {
    Status.UNVERIFIED: _RING,
    Status.CORROBORATED: _RING + '<path class="d-full" d="M0 -4.2a4.2 4.2 0 0 0 0 8.4z"/>',
    Status.CONFIRMED: _RING + '<circle class="d-full" r="4.2"/>',
    Status.DISPUTED: _RING + '<path class="d-full" d="M0 -4.2a4.2 4.2 0 0 1 0 8.4z"/>',
    Status.REFUTED: '<path class="d-mark" d="M-4 -4l8 8M-4 4l8 -8"/>',
    Status.UNVERIFIABLE: '<path class="d-mark" d="M-2.6 -2.4a2.6 2.3 0 1 1 3.6 2.2q-1 .5 -1 1.8M0 3.4v1.4"/>',
    Status.NOT_CHECKABLE: '<path class="d-mark" d="M-4 0h8"/>',
}
"""The signs of `style.STATUS`, drawn: no font has to have them."""


def _marks(box: Box) -> Iterator[str]:
    marks = box.node.marks[:MARKS]
    rows = -(-len(marks) // MARKS_A_ROW)
    top = box.y + box.height - PAD_Y - rows * (MARK + 2) + 2 + MARK / 2
    for n, mark in enumerate(marks):
        row, column = divmod(n, MARKS_A_ROW)
        yield _mark(mark, box.x + PAD_X + column * MARK + MARK / 2 - 2, top + row * (MARK + 2))


def _mark(mark: Mark, x: float, y: float) -> str:
    sign = f"<title>{safe(mark.title)}</title>{_SIGNS[mark.status]}"
    if mark.href:
        sign = f'<a href="{safe(mark.href)}">{sign}</a>'
    return f'<g class="d-{mark.status.value}" transform="translate({x:.1f} {y:.1f})">{sign}</g>'
