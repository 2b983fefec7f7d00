"""One claim with all that bears on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from verify.model import CREDIBILITY, Hop, Status
from verify.model.claim import Chain, words
from verify.report import style
from verify.report.claims import chain_line, flag_reasons, status_line
from verify.report.evidence import STANCE, at_source
from verify.report.history import Events
from verify.report.lists import article_line
from verify.report.screen import MEASURE, is_plain, own, plain
from verify.report.sentence import in_sentence
from verify.report.views import ClaimView, EvidenceView, kind_word
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
            *_section("Chain", self._chain()),
            *_section("Flags", list(flag_reasons(view))),
            *_section("Evidence", [evidence_line(e) for e in view.evidence]),
            *_section("Found outside", [outside_line(found) for found in self.outside]),
            *_section("History", [Events(self.events)] if self.events else []),
        ]
        yield Padding(Group(*body), (0, max(options.max_width - MEASURE, 0), 0, 0))

    def _standing(self) -> Text:
        view = self.view
        out = own(f"{view.number}  ", style.NUMBER) + status_line(view.status)
        out.append(
            f"  {view.claim.mode.value}  confidence {view.claim.confidence:.2f}  id {view.id}", style.REST
        )
        if view.credibility:
            out.append(f"\ncredibility {view.credibility}: {CREDIBILITY[view.credibility - 1]}", style.REST)
        if view.assigned:
            out += own("\nassigned to ", style.REST) + plain(view.assigned, style.NAMED)
        if view.gone:
            out.append("\nno longer in the article", style.BAD)
        if view.claim.proposal:
            out.append(f"\nproposed: {view.claim.proposal.status.value}: ", style.REST)
            out += plain(view.claim.proposal.reason, style.REST)
        return out

    def _chain(self) -> list[RenderableType]:
        view = self.view
        parts: list[RenderableType] = [plain(self.article.metadata.publisher or "the article", style.WORDS)]
        if not view.chain:
            parts.append(own("in its own voice", style.OWN))
        parts += [hop_line(hop, self.text) for hop in view.chain]
        if view.edited:
            parts.append(own("corrected by hand; the machine had ", style.REST) + chain_line(self.machine))
        return parts


def hop_line(hop: Hop, text: str) -> Table:
    """A hop: its source, kind, rule, and the words it was found by."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    said = plain(style.label(hop), style.of_kind(hop.kind))
    facts = [
        kind_word(hop.kind) or hop.kind.value,
        hop.rule,
        f"{hop.confidence:.2f}",
        "assumed" if hop.inherited else "",
    ]
    said += plain(" · ".join(fact for fact in facts if fact), style.REST, gap="  ")
    found = [words(text, spans) for spans in (hop.cue, hop.mention) if spans]
    if found:
        said += plain("“" + "” “".join(found) + "”", style.CUE, gap="  ")
    grid.add_row(own("←", style.REST), said)
    return grid


def _section(heading: str, parts: Sequence[RenderableType]) -> Iterator[RenderableType]:
    if parts:
        yield from (own(""), own(heading, style.HEADING), *parts)


def outside_line(found: OutsideRecord) -> Text:
    """An address that a provider gave, with a fact-check's rating in its own words."""
    out = own(f"{found.via}  ", style.REST)
    if found.rating:
        out += plain(f"“{found.rating}”", style.WORDS) + own(" says ")
        out += plain(found.rating_by or "a fact-check") + own(": ")
    out += plain(found.title or found.address, style.WORDS)
    facts = [found.address if found.title else "", f"article {found.article}" if found.article else ""]
    problem = (found.problem or "").removeprefix(f"{found.address}: ")
    facts.append(f"not read: {problem}" if problem else "")
    return out + plain(" · ".join(fact for fact in facts if fact), style.REST, gap=" ")


def evidence_line(link: EvidenceView) -> Text:
    sign, colour = STANCE[link.stance]
    out = own(f"{sign} {link.stance.value}  ", colour) + plain(link.url)
    if link.note:
        out += plain(link.note, style.REST, gap="  ")
    if link.actor:
        out += plain(link.actor, style.REST, gap="  ")
    if link.at_source is not None:
        out += own("  ") + at_source(link.at_source, quoted=bool(link.quote))
    if link.quote:
        out += own("\n  “") + plain(link.quote) + own("”")
    if link.archive_url:
        out += own("\n  archived at ", style.REST) + plain(link.archive_url)
    return out


def source(record: SourceRecord) -> Text:
    """A source on a few lines."""
    out = plain(record.name, f"bold {style.of_kind(record.kind)}")
    out.append(f"  {record.kind.value}", style.REST)
    if record.aliases:
        out += own("\nalso known as ", style.REST) + plain(", ".join(record.aliases))
    if record.owner:
        out += own("\nowned by ", style.REST) + plain(record.owner)
    return out.append(f"\nin the chains of {record.claims} claims, origin of {record.origin_of}", style.REST)


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
    out += own("\nreliability ", style.REST)
    out += own(f"{grade}: {RELIABILITY[grade]}" if grade else "not rated")
    for event in found.ratings:
        given = (event.after or {}).get("reliability") or "not rated"
        out += own(f"\n  {event.at:%Y-%m-%d %H:%M}  {given}  ", style.REST) + plain(event.actor, style.NAMED)
        out += plain(event.reason or "", style.REST, gap="  ")
    record = ", ".join(f"{found.statuses[s]} {s.value}" for s in Status if found.statuses.get(s))
    return out + own(f"\nof its claims {record}" if record else "\nno claim goes through it", style.REST)
