"""A tree of boxes, and where each has its place: the root at the left, what it rests on to the right.

The first box below another stands level with it, so that a chain reads as one straight line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from verify.model import Status
from verify.report.drawing.letters import width, wrapped

SIZE, SMALL = 14, 12
LINE, NOTE = 18, 16
PAD_X, PAD_Y = 14, 9
ROOM, ROOM_LONG = 190, 300
_LINES = 4
_BOLD = 1.08
"""How much wider bold words are."""
GAP_X, GAP_Y = 44, 12
MARK, MARKS_A_ROW, MARKS = 13, 12, 36
"""A mark's step; as many in a row; as many in a box: more are told by the count alone."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A claim as a small sign of its status. title: what it says; href: where it leads, if anywhere."""

    status: Status
    title: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """A box. shape: "publisher", "own", "claim", "against", "article" or a kind of source. note: a word on
    what it is. count: shown in bold, None where nothing is counted. weight: how much comes through here.
    """

    name: str
    shape: str
    note: str = ""
    count: int | None = None
    marks: tuple[Mark, ...] = ()
    below: tuple[Node, ...] = ()
    weight: int = 1
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """A node in its place; x, y are its upper left corner, in px."""

    node: Node
    lines: tuple[str, ...]
    notes: tuple[str, ...]
    x: float
    y: float
    width: float
    height: float
    below: tuple[Box, ...]

    @property
    def level(self) -> float:
        """Where lines come in and go out: the middle of the first line of words."""
        return self.y + PAD_Y + LINE / 2

    def walk(self) -> Iterator[Box]:
        yield self
        for box in self.below:
            yield from box.walk()


def placed(root: Node, top: float = 0) -> Box:
    """The tree with every box in its place."""
    widths: list[float] = []
    _measure(root, 0, widths)
    lefts = [sum(widths[:n]) + GAP_X * n for n in range(len(widths))]
    return _place(root, 0, top, lefts, widths)[0]


def _measure(node: Node, depth: int, widths: list[float]) -> None:
    if depth == len(widths):
        widths.append(0)
    widths[depth] = max(widths[depth], _width(node))
    for below in node.below:
        _measure(below, depth + 1, widths)


def _place(node: Node, depth: int, top: float, lefts: list[float], widths: list[float]) -> tuple[Box, float]:
    """The box, and where what comes below it on the page may begin."""
    lines, notes, under, boxes = _lines(node), _notes(node), top, []
    for below in node.below:
        box, under = _place(below, depth + 1, under, lefts, widths)
        boxes.append(box)
    height = _height(node, len(lines), len(notes))
    place = Box(node, lines, notes, lefts[depth], top, widths[depth], height, tuple(boxes))
    return place, max(under, top + height + GAP_Y)


def _room(node: Node) -> float:
    return ROOM_LONG if node.shape in ("claim", "article") else ROOM


def _lines(node: Node) -> tuple[str, ...]:
    return wrapped(node.name, _room(node) - _number(node), SIZE, _LINES)


def _notes(node: Node) -> tuple[str, ...]:
    return wrapped(node.note, _room(node), SMALL, _LINES)


def _number(node: Node) -> float:
    """The room that the count takes beside the words."""
    return 0 if node.count is None else width(f"  {node.count}", SIZE * _BOLD)


def _width(node: Node) -> float:
    words = max((width(words, SIZE) for words in _lines(node)), default=0) * _BOLD + _number(node)
    notes = max((width(words, SMALL) for words in _notes(node)), default=0)
    return 2 * PAD_X + max(words, notes, min(len(node.marks), MARKS_A_ROW) * MARK)


def _height(node: Node, lines: int, notes: int) -> float:
    rows = -(-min(len(node.marks), MARKS) // MARKS_A_ROW)
    return 2 * PAD_Y + lines * LINE + notes * NOTE + rows * (MARK + 2)
