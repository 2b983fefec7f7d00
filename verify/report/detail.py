"""One claim with all that bears on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from verify.model import CREDIBILITY, Hop
from verify.model.claim import Chain, words
from verify.report import style
from verify.report.claims import chain_line, flag_reasons, status_line
from verify.report.eventwords import did, moment
from verify.report.evidence import STANCE, at_source
from verify.report.history import Events
from verify.report.lists import article_line
from verify.report.safe import line
from verify.report.screen import MEASURE, is_plain, own, plain
from verify.report.sentence import in_sentence
from verify.report.views import ClaimView, Decided, EvidenceView, mode_word, status_counts
from verify.report.wording import counted, say, told
from verify.store import ArticleRecord, EventRecord, OutsideRecord, SourceHistory, SourceRecord


class Detail:
    """A renderable of a claim: its sentence, its chain hop by hop with the rule that found each, flags,
    history.
    """

    def __init__(
        self,
        view: ClaimView,
        article: ArticleRecord,
        text: str,
        machine: Chain,
        events: Sequence[EventRecord],
        outside: Sequence[OutsideRecord] = (),
    ) -> None:
        self.view, self.article, self.text, self.machine, self.events = view, article, text, machine, events
        self.outside = outside

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        view = self.view
        body = [
            article_line(self.article),
            own(""),
            in_sentence(self.text, view.claim, view.chain, marked=is_plain(console)),
            own(""),
            self._standing(),
            *_section(say("Chain"), self._chain()),
            *_section(say("Flags"), list(map(hung, flag_reasons(view)))),
            *_section(say("Evidence"), [hung(evidence_line(e)) for e in view.evidence]),
            *_section(say("Found outside"), [outside_line(found) for found in self.outside]),
            *_section(say("History"), [Events(self.events)] if self.events else []),
        ]
        yield Padding(Group(*body), (0, max(options.max_width - MEASURE, 0), 0, 0))

    def _standing(self) -> Table:
        """What is known of the claim as a whole, a line a thing, beside its number."""
        view = self.view
        status = status_line(view.status)
        if view.decided:
            status += own("  ") + decided_line(view.decided)
        lines = [status]
        if view.decided and view.decided.note:
            lines.append(plain(view.decided.note, style.REST))
        if view.credibility:
            words = say(CREDIBILITY[view.credibility - 1])
            lines.append(own(say("credibility {n}", n=view.credibility) + f": {words}", style.REST))
        if view.assigned:
            lines.append(own(say("assigned to") + " ", style.REST) + plain(view.assigned, style.NAMED))
        if self.article.removed:
            lines.append(own(say("its article was removed: verify check reads it again"), style.BAD))
        if view.gone:
            lines.append(own(_went(self.events), style.BAD))
        if view.claim.proposal:
            status = own(
                say("proposed: {status}", status=say(view.claim.proposal.status.value)) + ": ", style.REST
            )
            lines.append(status + plain(told(view.claim.proposal.reason), style.REST))
        sure = say("confidence {share}", share=f"{view.claim.confidence:.2f}")
        lines += [own(f"{mode_word(view.claim.mode)}  {sure}", style.REST), own(f"id {view.id}", style.REST)]
        grid = Table.grid(padding=(0, 2, 0, 0))
        grid.add_column(no_wrap=True)
        grid.add_column(overflow="fold")
        grid.add_row(own(view.number, style.NUMBER), Group(*lines))
        return grid

    def _chain(self) -> list[RenderableType]:
        view = self.view
        parts: list[RenderableType] = [
            plain(self.article.metadata.publisher or say("the article"), style.WORDS)
        ]
        if not view.chain:
            parts.append(own(say("in its own voice"), style.OWN))
        parts += [hop_line(hop, self.text) for hop in view.chain]
        if view.edited:
            parts.append(
                own(say("corrected by hand; the machine had") + " ", style.REST) + chain_line(self.machine)
            )
        return parts


_WENT = ("claim.drop", "claim.split", "claim.join", "claim.vanished")


def _went(events: Sequence[EventRecord]) -> str:
    """What took a claim out of its article, by whom and when, where the history tells."""
    for event in reversed(events):
        undone = str((event.after or {}).get("action")) if event.action == "claim.undo" else ""
        if event.action in _WENT or undone in (*_WENT, "claim.restore"):
            what = f"{did(event)} ({line(event.actor)}, {moment(event.at)})"
            return say("no longer among the article's claims: {what}", what=what)
    return say("no longer in the article")


def decided_line(judgement: Decided) -> Text:
    """Whose a status is, and since when: "by Anna, 2026-11-29 07:04"."""
    words = say("by {person}, {when}", person=line(judgement.by), when=moment(judgement.at))
    return own(words, style.REST)


def hop_line(hop: Hop, text: str) -> Table:
    """A hop: its source, kind, rule, and the words it was found by."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    said = plain(style.label(hop), style.of_kind(hop.kind))
    facts = [
        say(hop.kind.value),
        hop.rule,
        f"{hop.confidence:.2f}",
        say("assumed") if hop.inherited else "",
    ]
    said += plain(" · ".join(fact for fact in facts if fact), style.REST, gap="  ")
    found = [words(text, spans) for spans in (hop.cue, hop.mention) if spans]
    if found:
        said += plain("“" + "” “".join(found) + "”", style.CUE, gap="  ")
    grid.add_row(own("←", style.REST), said)
    return grid


def hung(said: Text) -> Table:
    """Words behind a sign of one letter: where they wrap they stand below each other, not below the sign."""
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(said[:1], said[2:])
    return grid


def _section(heading: str, parts: Sequence[RenderableType]) -> Iterator[RenderableType]:
    if parts:
        yield from (own(""), own(heading, style.HEADING), *parts)


def outside_line(found: OutsideRecord) -> Text:
    """An address that a provider gave, with a fact-check's rating in its own words."""
    out = own(f"{found.via}  ", style.REST)
    if found.rating:
        out += plain(f"“{found.rating}”", style.WORDS) + own(" – ")
        out += plain(found.rating_by or say("a fact-check")) + own(": ")
    out += plain(found.title or found.address, style.WORDS)
    facts = [
        found.address if found.title else "",
        say("article {n}", n=found.article) if found.article else "",
    ]
    problem = (found.problem or "").removeprefix(f"{found.address}: ")
    facts.append(say("not read: {problem}", problem=problem) if problem else "")
    return out + plain(" · ".join(fact for fact in facts if fact), style.REST, gap=" ")


def evidence_line(link: EvidenceView) -> Text:
    sign, colour = STANCE[link.stance]
    out = own(f"{sign} {say(link.stance.value)}  ", colour) + plain(link.url)
    if link.note:
        out += plain(link.note, style.REST, gap="  ")
    if link.actor:
        out += plain(link.actor, style.REST, gap="  ")
    if link.at_source is not None:
        out += own("  ") + at_source(link.at_source, quoted=bool(link.quote), never=link.never_there)
    if link.quote:
        out += own("\n  “") + plain(link.quote) + own("”")
    if link.archive_url:
        out += own("\n  " + say("archived at") + " ", style.REST) + plain(link.archive_url)
    return out


def source(record: SourceRecord) -> Text:
    """A source on a few lines."""
    out = plain(record.name, f"bold {style.of_kind(record.kind)}")
    out.append(f"  {say(record.kind.value)}", style.REST)
    if record.aliases:
        out += own("\n" + say("also known as") + " ", style.REST) + plain(", ".join(record.aliases))
    if record.owner:
        out += own("\n" + say("owned by") + " ", style.REST) + plain(record.owner)
    through = counted("in the chains of {n} claim", "in the chains of {n} claims", record.claims)
    return out.append(f"\n{through}, " + say("origin of {n}", n=record.origin_of), style.REST)


RELIABILITY = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "cannot be judged",
}


def source_history(found: SourceHistory) -> Text:
    """A source with its rating, by whom, and how its claims came out."""
    out = source(found.source)
    grade = found.source.reliability
    out += own("\n" + say("reliability") + " ", style.REST)
    out += own(f"{grade}: {say(RELIABILITY[grade])}" if grade else say("not rated"))
    for event in found.ratings:
        given = (event.after or {}).get("reliability") or say("not rated")
        out += own(f"\n  {event.at:%Y-%m-%d %H:%M}  {given}  ", style.REST) + plain(event.actor, style.NAMED)
        out += plain(event.reason or "", style.REST, gap="  ")
    record = status_counts(found.statuses)
    words = say("of its claims {counts}", counts=record) if record else say("no claim goes through it")
    return out + own(f"\n{words}", style.REST)
