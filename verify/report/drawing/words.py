"""A tree of boxes as lines of text."""

from __future__ import annotations

from collections.abc import Iterator

from verify.report.drawing.nodes import Node
from verify.report.safe import line


def told(root: Node) -> str:
    """A box a line, two blanks deeper than who passes it on, with what it is and its claims' numbers."""
    return "".join(f"{row}\n" for row in _rows(root, 0))


def _rows(node: Node, depth: int) -> Iterator[str]:
    note = ", ".join(filter(None, (node.note, "" if node.count is None else str(node.count))))
    numbers = " ".join(mark.title.split(" ", 1)[0] for mark in node.marks)
    row = f"{line(node.name)} ({note})" if note else line(node.name)
    yield "  " * depth + (f"{row}: {numbers}" if numbers else row)
    for below in node.below:
        yield from _rows(below, depth + 1)
