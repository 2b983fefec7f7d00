"""Who says what in a whole article: the publisher, the outlets that it passes on, and the sources behind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from verify.report import style
from verify.report.drawing.nodes import GAP_Y, LINE, Box, Mark, Node, placed
from verify.report.drawing.page import drawing
from verify.report.drawing.words import told
from verify.report.tree import Voice, grow
from verify.report.views import ArticleView, ClaimView, titled

Link = Callable[[ClaimView], str]
Say = Callable[[str], str]


def article_svg(
    view: ArticleView, *, link: Link | None = None, say: Say = str, key: str = "chains", styled: bool = True
) -> str:
    """The drawing of an article's chains: each source a box, each claim a small sign at its origin.

    link: the address of a claim's page or place; without it nothing in the drawing is a link. say:
    translates its words. key: begins the ids inside, for a page with several drawings. styled: False where
    the page has `CSS` in its own style sheet.
    """
    root = _root(view, link, say)
    return drawing(
        [("", placed(root))], title=_title(view, say), words=_summary(view, say), key=key, styled=styled,
        linked=link is not None,
    )  # fmt: skip


def articles_svg(views: Iterable[ArticleView]) -> str:
    """Several articles below one another; a heading over each where there is more than one."""
    views = tuple(views)
    if len(views) == 1:
        return article_svg(views[0])
    parts = list(_stacked(views))
    return drawing(
        parts, title="Who says what", words="; ".join(_title(v, str) for v in views), key="chains",
        styled=True, linked=False,
    )  # fmt: skip


def article_words(view: ArticleView, *, say: Say = str) -> str:
    """The same as lines of text: a source a line, indented below who passes it on, with its claims."""
    return told(_root(view, None, say))


def _stacked(views: Iterable[ArticleView]) -> Iterator[tuple[str, Box]]:
    top = 0.0
    for view in views:
        root = placed(_root(view, None, str), top + 2 * LINE)
        yield view.metadata.title or view.source, root
        top = max(box.y + box.height for box in root.walk()) + 2 * GAP_Y


def _root(view: ArticleView, link: Link | None, say: Say) -> Node:
    voice = grow(view.claims)
    below = [_node(each, link, say) for each in voice.ordered()]
    if voice.claims:
        own = Node(
            say("in its own voice"), "own", say("nobody is named"), len(voice.claims),
            _marks(voice, link), weight=len(voice.claims),
        )  # fmt: skip
        below.append(own)
    name = view.publisher_in(say)
    return Node(name, "publisher", say("the publisher"), voice.total, (), tuple(below), voice.total)


def _node(voice: Voice, link: Link | None, say: Say) -> Node:
    assert voice.hop is not None
    name = ", ".join(n for n in voice.hop.names if n.strip()) or say(style.NAMELESS[voice.hop.kind])
    return Node(
        name,
        voice.hop.kind.value,
        say(voice.hop.kind.value),
        len(voice.claims) or None,
        _marks(voice, link),
        tuple(_node(each, link, say) for each in voice.ordered()),
        voice.total,
    )


def _marks(voice: Voice, link: Link | None) -> tuple[Mark, ...]:
    return tuple(
        Mark(c.status, f"{c.number} {c.claim.text}", link(c) if link else None) for c in voice.claims
    )


def _title(view: ArticleView, say: Say) -> str:
    return f"{say('Who says what')}: {titled(view.metadata.title, view.source, say)}"


def _summary(view: ArticleView, say: Say) -> str:
    """What the eye takes in: how many claims, and on whom they rest."""
    named = sum(not claim.rests_on_nobody for claim in view.claims)
    own = sum(not claim.chain for claim in view.claims)
    counts = (
        ("all claims:", len(view.claims)),
        ("from somebody named:", named),
        ("from nobody named:", len(view.claims) - named - own),
        ("in its own voice:", own),
    )
    return f"{view.publisher_in(say)}. " + ", ".join(f"{say(what)} {n}" for what, n in counts) + "."
