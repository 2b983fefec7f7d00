"""A claim and its voices: who else says it, which of them are one, and who says otherwise."""

from __future__ import annotations

from collections.abc import Callable

from verify.model import EvidenceState, Stance
from verify.report.drawing.nodes import Node, placed
from verify.report.drawing.page import drawing
from verify.report.drawing.words import told
from verify.report.voices import UNPROVEN, ArticleLabel, CorroborationView, LinkView, VoiceView

Say = Callable[[str], str]
Link = Callable[[ArticleLabel], str]


def voices_svg(
    view: CorroborationView,
    *,
    link: Link | None = None,
    say: Say = str,
    key: str = "voices",
    styled: bool = True,
) -> str:
    """The drawing of a claim's corroboration: the claim, its voices, and behind each the articles that are
    that one voice. Options as of `article_svg`; link: the address of an article.
    """
    return drawing(
        [("", placed(_root(view, link, say)))],
        title=f"{say('Who else says it')}: {view.text}",
        words=_counts(view, say),
        key=key,
        styled=styled,
        linked=link is not None,
        tips=False,
    )


def voices_words(view: CorroborationView, *, say: Say = str) -> str:
    """The same as lines of text."""
    return told(_root(view, None, say))


def _counts(view: CorroborationView, say: Say) -> str:
    counts = (("links:", len(view.links)), ("independent:", view.independent), ("unproven:", view.unproven))
    return ", ".join(f"{say(what)} {n}" for what, n in counts)


def _root(view: CorroborationView, link: Link | None, say: Say) -> Node:
    below = [_voice(view, voice, link, say) for voice in view.voices]
    against = [each for each in view.links if each.stance is Stance.REFUTES]
    if against:
        articles = tuple(_article(each, link, say) for each in against)
        below.append(Node(say("says otherwise"), "against", count=len(against), below=articles))
    return Node(view.text, "claim", f"{view.number}: {_counts(view, say)}", below=tuple(below))


def _voice(view: CorroborationView, voice: VoiceView, link: Link | None, say: Say) -> Node:
    links = {each.article.number: each for each in view.links}
    articles = tuple(
        _article(links[number], link, say)
        if isinstance(number, int) and number in links
        else _own(view, link, say)
        for number in voice.articles
    )
    if voice.named:
        kind = ", ".join((say(voice.kind), say("assumed"))) if voice.assumed else say(voice.kind)
        return Node(voice.name or say(voice.kind), voice.kind, kind, below=articles)
    name = voice.name if voice.name and voice.kind != "own" else say(UNPROVEN[voice.kind])
    return Node(name, voice.kind, say("unproven"), below=articles)


def _own(view: CorroborationView, link: Link | None, say: Say) -> Node:
    facts = [say("the claim's own article"), say("its origin is assumed") if view.assumed else ""]
    return Node(
        _named(view.article), "article", ", ".join(filter(None, facts)),
        href=link(view.article) if link else None,
    )  # fmt: skip


def _article(each: LinkView, link: Link | None, say: Say) -> Node:
    facts = [
        say("copy") if each.copied else "",
        say(each.state.value) if each.state is not EvidenceState.PROPOSED else "",
        say("its origin is assumed") if each.assumed else "",
        f"“{each.text}”",
    ]
    return Node(
        _named(each.article), "article", ", ".join(filter(None, facts)),
        href=link(each.article) if link else None,
    )  # fmt: skip


def _named(article: ArticleLabel) -> str:
    name = article.publisher or article.title or article.address
    return f"{article.number} {name}" + (f", {article.published.isoformat()}" if article.published else "")
