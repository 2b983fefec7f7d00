"""Who says what as a drawing for others' tools: DOT (Graphviz) and Mermaid."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from verify.model import SourceKind
from verify.report.exchange.common import hop_name
from verify.report.exchange.newsroom import Newsroom
from verify.report.safe import line
from verify.report.tree import Voice, grow
from verify.report.views import ArticleView

DOT = 'digraph "verify"'
MERMAID = "%% verify: who says what"


@dataclass(frozen=True, slots=True)
class Node:
    """A source at its place in a tree: id, the words on it, the claims that end there, the id above it."""

    id: str
    name: str
    count: int
    above: str | None
    kind: SourceKind | None


def nodes(articles: Iterable[ArticleView]) -> Iterator[Node]:
    """The trees of all articles, each from its publisher down."""
    for n, article in enumerate(articles, start=1):
        root = grow(article.claims)
        yield Node(f"a{n}", article.publisher, len(root.claims), None, None)
        yield from _below(root, f"a{n}")


def _below(voice: Voice, above: str) -> Iterator[Node]:
    for n, each in enumerate(voice.ordered(), start=1):
        assert each.hop is not None
        key = f"{above}_{n}"
        yield Node(key, hop_name(each.hop), len(each.claims), above, each.hop.kind)
        yield from _below(each, key)


def dot(articles: Iterable[ArticleView], _: Newsroom) -> Iterator[str]:
    """An arrow points from who reports to whom it reports; unnamed sources have a dashed frame."""
    yield DOT + ' {\n  rankdir=LR;\n  node [shape=box, fontname="sans-serif"];\n'
    for node in nodes(articles):
        style = ", style=dashed" if _unnamed(node) else ", style=bold" if node.above is None else ""
        yield f'  {node.id} [label="{_quoted(node)}"{style}];\n'
        if node.above:
            yield f"  {node.above} -> {node.id};\n"
    yield "}\n"


def mermaid(articles: Iterable[ArticleView], _: Newsroom) -> Iterator[str]:
    yield MERMAID + "\nflowchart LR\n"
    for node in nodes(articles):
        yield f'  {node.id}["{_entities(node)}"]\n'
        if _unnamed(node):
            yield f"  style {node.id} stroke-dasharray: 4 4\n"
        if node.above:
            yield f"  {node.above} --> {node.id}\n"


def _unnamed(node: Node) -> bool:
    return node.kind is not None and not node.kind.named


def _label(node: Node) -> str:
    return f"{line(node.name)} ({node.count})"


def _quoted(node: Node) -> str:
    """DOT's quoted string: only the quote and the backslash mean anything in it."""
    return _label(node).replace("\\", "\\\\").replace('"', '\\"')


def _entities(node: Node) -> str:
    """Mermaid reads HTML and its own marks inside a label: all but letters, digits and plain marks become
    entities of its form.
    """
    return "".join(c if c.isalnum() or c in " ,()" else f"#{ord(c)};" for c in _label(node))
