"""What other articles say of a claim, and how many voices that makes: the tree for people, the line for
programs.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.text import Text
from rich.tree import Tree

from verify.model import Assumed, EvidenceState, Proposal, SourceKind, Stance
from verify.model.claim import Spans
from verify.report import style
from verify.report.screen import MEASURE, own, plain
from verify.report.wording import counted, say, told

UNPROVEN = {
    "own": "in their own voice: nobody is named",
    SourceKind.ANONYMOUS.value: "unnamed people",
    SourceKind.COLLECTIVE.value: "a vague group, or hearsay",
}


@dataclass(frozen=True, slots=True)
class ArticleLabel:
    """An article as lists name it. given: the path or address that it was checked by, as it was typed."""

    number: int
    address: str
    given: str
    publisher: str | None
    title: str | None
    published: date | None


@dataclass(frozen=True, slots=True)
class LinkView:
    """Another article that bears on a claim. origin: kind ("own" where nobody is named) and name. assumed:
    what says that it is the origin, where the passage does not.
    """

    article: ArticleLabel
    stance: Stance
    text: str
    spans: Spans
    claim: str | None
    origin: tuple[str, str | None]
    copied: bool
    voice: int
    why: str
    aligned: tuple[tuple[str, ...], ...]
    clashing: tuple[tuple[str, ...], ...]
    state: EvidenceState
    assumed: Assumed | None = None


@dataclass(frozen=True, slots=True)
class VoiceView:
    """Articles that are one voice. ties: article -> the other one and why they are one. assumed: as of a
    link, where none of them states the origin.
    """

    number: int
    kind: str
    name: str | None
    articles: tuple[Hashable, ...]
    ties: Mapping[Hashable, tuple[Hashable, str]]
    assumed: Assumed | None = None

    @property
    def named(self) -> bool:
        return self.kind not in UNPROVEN


@dataclass(frozen=True, slots=True)
class CorroborationView:
    """A claim with its links and their voices. assumed: what says whom its article has it from, where the
    claim does not.
    """

    number: str
    id: str
    article: ArticleLabel
    text: str
    spans: Spans
    voice: int
    origin: tuple[str, str | None]
    links: tuple[LinkView, ...]
    voices: tuple[VoiceView, ...]
    independent: int
    unproven: int
    circles: tuple[tuple[str, ...], ...]
    proposal: Proposal | None
    assumed: Assumed | None = None


def line(view: CorroborationView) -> dict[str, Any]:
    """The contract of `verify corroborate`: docs/formats.md."""
    return {
        "claim": {
            "id": view.id,
            "number": view.number,
            "article_path": view.article.given,
            "text": view.text,
            "spans": [list(span) for span in view.spans],
            "group": view.voice,
        },
        "links": [_link(each) for each in view.links],
        "own_origin": _origin(*view.origin, view.assumed if view.origin[0] != "own" else None),
        "independent": view.independent,
        "unproven": view.unproven,
        "voices": [
            {
                "group": voice.number,
                "origin": _origin(voice.kind, voice.name, voice.assumed),
                "articles": list(voice.articles),
                "why": [
                    {"article": article, "with": other, "why": why}
                    for article, (other, why) in voice.ties.items()
                ],
            }
            for voice in view.voices
        ],
        "circles": [list(names) for names in view.circles],
        "proposal": {"status": view.proposal.status.value, "reason": view.proposal.reason}
        if view.proposal
        else None,
    }


def _origin(kind: str, name: str | None, assumed: Assumed | None) -> dict[str, Any]:
    held = {"claim": assumed.claim, "why": assumed.why} if assumed else None
    return {"kind": kind, "name": name, "assumed": held}


def _link(link: LinkView) -> dict[str, Any]:
    return {
        "article_path": link.article.given,
        "article": link.article.number,
        "claim": link.claim,
        "stance": link.stance.value,
        "text": link.text,
        "spans": [list(span) for span in link.spans],
        "origin": _origin(*link.origin, link.assumed),
        "copy": link.copied,
        "group": link.voice,
        "reason": f"{link.why} {link.assumed.why}" if link.assumed else link.why,
        "aligned": [list(pair) for pair in link.aligned],
        "clashing": [list(pair) for pair in link.clashing],
        "state": link.state.value,
    }


class VoiceTree:
    """A renderable of a claim's voices: the counts, each voice with its articles and why they are one, and
    who says otherwise.
    """

    def __init__(self, view: CorroborationView) -> None:
        self.view = view

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        body = Group(*self._parts())
        yield Padding(body, (0, max(options.max_width - MEASURE, 0), 0, 0))

    def _parts(self) -> Iterator[RenderableType]:
        view = self.view
        yield own(f"{view.number}  ", style.NUMBER) + plain(view.text, style.WORDS)
        yield own(_counts(view), style.REST)
        if view.links:
            root = Tree(own(say("voices"), style.HEADING), guide_style=style.REST)
            for voice in view.voices:
                self._voice(root, voice)
            against = [link for link in view.links if link.stance is Stance.REFUTES]
            if against:
                branch = root.add(own(say("says otherwise"), style.BAD))
                for link in against:
                    self._said(branch.add(_label(link.article)), link)
            yield root
        for names in view.circles:
            yield own("⟳ " + say("they cite each other") + ": ", style.BAD) + plain(
                " → ".join((*names, names[0]))
            )
        if view.proposal:
            said = say("proposed: {status}", status=say(view.proposal.status.value))
            yield own(f"{said}: ", style.REST) + plain(told(view.proposal.reason), style.REST)

    def _voice(self, root: Tree, voice: VoiceView) -> None:
        branch = root.add(_heading(voice))
        links = {link.article.number: link for link in self.view.links}
        for number in voice.articles:
            link = links.get(number) if isinstance(number, int) else None
            if link is None:
                node = branch.add(_label(self.view.article) + own("  " + say("the claim"), style.REST))
                _assume(node, self.view.assumed)
            else:
                node = branch.add(_label(link.article))
                self._said(node, link)
            tie = voice.ties.get(number)
            if tie:
                one = say("one voice with article {n}", n=tie[0])
                node.add(own(f"{one}: ", style.REST) + plain(told(tie[1]), style.REST))

    def _said(self, node: Tree, link: LinkView) -> None:
        node.add(plain(f"“{link.text}”"))
        facts = [say("copy") if link.copied else "", say(_STATES[link.state])]
        said = plain(told(link.why), style.BAD if link.stance is Stance.REFUTES else style.REST)
        for fact in filter(None, facts):
            said.append(f"  {fact}", style.REST)
        node.add(said)
        _assume(node, link.assumed)


def _assume(node: Tree, assumed: Assumed | None) -> None:
    if assumed:
        node.add(plain(told(assumed.why), style.UNNAMED))


_STATES = {
    EvidenceState.PROPOSED: "",
    EvidenceState.ACCEPTED: "accepted",
    EvidenceState.REJECTED: "rejected",
}


def _counts(view: CorroborationView) -> str:
    links = len(view.links)
    if not links:
        return say("nothing in the archive bears on it")
    return ", ".join(
        (
            counted("{n} link", "{n} links", links),
            say("{n} independent", n=view.independent),
            say("{n} unproven", n=view.unproven),
        )
    )


def _heading(voice: VoiceView) -> Text:
    if voice.named:
        words = plain(voice.name or voice.kind, style.NAMED).append(f"  {say(voice.kind)}", style.REST)
        return words.append(f"  {say('assumed')}", style.UNNAMED) if voice.assumed else words
    words = own(say(UNPROVEN[voice.kind]), style.UNNAMED)
    if voice.name and voice.kind != "own":
        words += plain(voice.name, style.UNNAMED, gap=": ")
    return words.append("  " + say("unproven"), style.REST)


def _label(article: ArticleLabel) -> Text:
    name = article.publisher or article.title or article.address
    out = own(f"{article.number} ", style.NUMBER) + plain(name)
    if article.published:
        out.append(f"  {article.published.isoformat()}", style.REST)
    return out
