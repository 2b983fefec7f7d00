"""Links and what was seen of their documents, on the terminal and in JSON."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from verify.model import SourceState, Stance
from verify.report import style
from verify.report.contract import Json, pairs
from verify.report.lists import Listing
from verify.report.screen import Part, own, plain
from verify.report.views import NEVER_THERE
from verify.report.wording import say, told
from verify.store import EvidenceRecord, LookRecord, Page, SnapshotRecord

STANCE = {
    Stance.SUPPORTS: ("+", style.GOOD),
    Stance.REFUTES: ("−", style.BAD),
    Stance.CONTEXT: ("·", style.REST),
}

SAID = {
    SourceState.SAME: ("the same", style.GOOD),
    SourceState.CHANGED: ("changed", style.UNNAMED),
    SourceState.MOVED: ("the passage moved", style.UNNAMED),
    SourceState.ORPHANED: ("▲ the passage is not there", style.BAD),
    SourceState.GONE: ("▲ gone", style.BAD),
    SourceState.UNREACHABLE: ("unreachable", style.UNNAMED),
}


def at_source(state: SourceState | None, *, quoted: bool, never: bool = False) -> Text:
    """What a look found, in words. never: no look found the quoted words."""
    if state is None:
        return own(say("kept"), style.GOOD)
    words, colour = SAID[state]
    if state is SourceState.ORPHANED and never:
        words = f"▲ {NEVER_THERE}"
    if state is SourceState.CHANGED and quoted:
        return own(say("changed, the passage stands"), colour)
    sign = words[: -len(words.lstrip("▲ "))] if words.startswith("▲") else ""
    return own(sign + say(words.removeprefix(sign)), colour)


def listed(page: Page[EvidenceRecord]) -> Part:
    """A page of links."""
    return Listing(Text("\n").join(record(each) for each in page.items), page, say("No such evidence."))


def record(link: EvidenceRecord) -> Text:
    """A link on a few lines: what it does to the claim, where it is, what was seen of it."""
    sign, colour = STANCE[link.stance]
    out = (
        own(f"{link.claim}  ", style.NUMBER)
        + own(f"{sign} {say(link.stance.value)}  ", colour)
        + plain(link.url)
    )
    out += own("\n    ") + _seen(link) + own(f"  id {link.uid[:8]}", style.REST)
    if not link.stands:
        out += own("  " + say("taken back" if link.withdrawn else link.state.value), style.UNNAMED)
    if link.quote:
        out += own("\n    “") + plain(link.quote) + own("”")
    if link.archive_url:
        out += own("\n    " + say("archived at") + " ", style.REST) + plain(link.archive_url)
    if link.note:
        out += own("\n    ") + plain(link.note, style.REST)
    return out


def _seen(link: EvidenceRecord) -> Text:
    if link.checked_at is None and link.snapshot is None:
        return own(say("no snapshot"), style.UNNAMED)
    out = at_source(link.state_at_source, quoted=bool(link.quote), never=link.never_there)
    when = link.checked_at or link.added_at
    return out + own(f"  {when:%Y-%m-%d %H:%M}", style.REST)


def looked(link: EvidenceRecord, look: LookRecord) -> Text:
    """One look, as it is reported while links are checked."""
    out = own(f"{link.claim}  ", style.NUMBER) + at_source(
        look.outcome, quoted=bool(link.quote), never=link.never_there
    )
    out += plain(link.url, gap="  ")
    if look.problem:
        out += own("\n    ") + plain(told(look.problem), style.REST)
    if look.outcome in (SourceState.GONE, SourceState.ORPHANED, SourceState.UNREACHABLE) and link.archive_url:
        out += own("\n    " + say("archived at") + " ", style.REST) + plain(link.archive_url)
    return out


def summary(states: Sequence[SourceState | None]) -> Text:
    """How many links are how."""
    if not states:
        return own(say("No such evidence."), style.REST)
    found = [(state, states.count(state)) for state in (None, *SourceState)]
    names = [
        say("{n} {status}", n=n, status=say(state.value if state else "kept now")) for state, n in found if n
    ]
    return own(say("{n} looked at", n=len(states)) + ": " + ", ".join(names), style.REST)


def detail(link: EvidenceRecord, looks: Sequence[LookRecord]) -> Text:
    """A link and every look at its document, the oldest first. Times are UTC."""
    out = record(link)
    for look in looks:
        out += own(f"\n{look.at:%Y-%m-%d %H:%M}  ", style.REST) + at_source(
            look.outcome, quoted=bool(link.quote), never=link.never_there
        )
        if look.snapshot:
            said = say("{n} bytes", n=look.snapshot.size) + f", sha256 {look.snapshot.sha256[:12]}"
            out += own(
                f"  {said}" + (", " + say("all that the page shows") if look.whole else ""), style.REST
            )
        out += plain(look.by, style.NAMED, gap="  ")
        if look.problem:
            out += own("\n    ") + plain(told(look.problem), style.REST)
    return out


def shape(link: EvidenceRecord) -> Json:
    """A link in JSON."""
    return {
        "id": link.uid,
        "claim": link.claim,
        "url": link.url,
        "stance": link.stance.value,
        "state": link.state.value,
        "withdrawn": link.withdrawn,
        "note": link.note,
        "quote": link.quote,
        "prefix": link.prefix,
        "suffix": link.suffix,
        "archive_url": link.archive_url,
        "by": link.by,
        "at": link.added_at.isoformat(),
        "snapshot": link.snapshot,
        "at_source": link.state_at_source.value if link.state_at_source else None,
        "checked_at": link.checked_at.isoformat() if link.checked_at else None,
    }


def look_shape(look: LookRecord) -> Json:
    """A look in JSON."""
    return {
        "id": look.uid,
        "at": look.at.isoformat(),
        "by": look.by,
        "outcome": look.outcome.value if look.outcome else None,
        "problem": look.problem,
        "snapshot": snapshot_shape(look.snapshot) if look.snapshot else None,
        "text_sha256": look.text_sha256,
        "whole": look.whole,
        "spans": pairs(look.spans),
    }


def snapshot_shape(kept: SnapshotRecord) -> Json:
    """What is known of kept bytes, in JSON; the bytes are in `verify evidence export`."""
    return {
        "sha256": kept.sha256,
        "decoded_sha256": kept.decoded_sha256,
        "size": kept.size,
        "fetched_at": kept.fetched_at.isoformat(),
        "address": kept.address,
        "final_address": kept.final_address,
        "status": kept.status,
        "media_type": kept.media_type,
    }


def archived(file: str, links: int, pages: int) -> Text:
    """What was written to a file."""
    return own(say("links: {links}, snapshots: {pages}", links=links, pages=pages) + "  ") + plain(file)


def brought(articles: int, links: int, looks: int, known: int, left: Sequence[str]) -> Text:
    """What came of reading a file."""
    out = own(
        say(
            "added: articles {articles}, links {links}, looks {looks}; here already: links {known}",
            articles=articles,
            links=links,
            looks=looks,
            known=known,
        )
    )
    for sentence in left:
        out += own("\n▲ " + say("left out") + ": ", style.UNNAMED) + plain(told(sentence))
    return out
