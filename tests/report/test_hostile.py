"""Every renderer gets text that wants to steer the terminal or to be read as markup; none of it may work."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from rich.console import RenderableType

from verify.model import (
    Claim,
    Flag,
    FlagCode,
    Hop,
    Metadata,
    Mode,
    Proposal,
    SourceKind,
    Stance,
    Status,
)
from verify.report import detail, history, keep, lists, watched
from verify.report.changes import Changes
from verify.report.checked import Outcome
from verify.report.first import FirstScreen
from verify.report.screen import plain
from verify.report.views import ArticleView, ClaimView, EvidenceView
from verify.store import (
    ArticleRecord,
    Change,
    ChangeKind,
    DatabaseStatus,
    EventRecord,
    FeedRecord,
    HistoryCheck,
    Integrity,
    ItemState,
    OutsideRecord,
    Page,
    SourceRecord,
)

if TYPE_CHECKING:
    from conftest import Screens

EVIL = "\x1b[31mred\x1b]0;title\x07\x9b2J[red]bold[/red][link=http://x]\u202eabc\u2066:smile:\x08{0}%s\r"
NOW = datetime(2025, 11, 26, 12, 0, tzinfo=UTC)
TEXT = f"Глава {EVIL} сказал, что «{EVIL}» будет."


def evil_claim() -> ClaimView:
    said = Claim(
        spans=((25, len(TEXT) - 8),),
        text=EVIL,
        sentence=(0, len(TEXT)),
        mode=Mode.MIXED,
        chain=(
            Hop(SourceKind.OUTLET, (EVIL, EVIL), ((0, 12),), ((12, 20),), rule=EVIL),
            Hop(SourceKind.ANONYMOUS, (EVIL,)),
        ),
        flags=(Flag(FlagCode.ANONYMOUS_ORIGIN, {"name": EVIL}), Flag(FlagCode.HEDGED, {"words": EVIL})),
        proposal=Proposal(Status.NOT_CHECKABLE, EVIL),
    )
    link = EvidenceView("e1", "https://example.org/" + EVIL, Stance.REFUTES, EVIL, EVIL, NOW)
    return ClaimView(said, "c1", "1.1", said.chain, evidence=(link,), edited=True, gone=True)


def evil_article() -> ArticleView:
    facts = Metadata(EVIL, EVIL, EVIL, date(2025, 11, 26), (EVIL,), EVIL)
    return ArticleView(EVIL, TEXT, facts, (evil_claim(), replace(evil_claim(), number="1.2")), number=1)


def record() -> ArticleRecord:
    return ArticleRecord(
        1,
        "a1",
        EVIL,
        evil_article().metadata,
        2,
        "0" * 64,
        "verify",
        "0",
        2,
        {Status.UNVERIFIED: 2},
        NOW,
        NOW,
        True,
    )


def event() -> EventRecord:
    return EventRecord(1, "u", NOW, EVIL, EVIL, 1, "1.1", {EVIL: EVIL}, {"status": EVIL}, EVIL, "0", "1")


def source() -> SourceRecord:
    return SourceRecord("s1", SourceKind.OUTLET, EVIL, (EVIL, EVIL), EVIL, 3, 1)


def feed_record() -> FeedRecord:
    counts = dict.fromkeys(ItemState, 1)
    return FeedRecord(1, EVIL, EVIL, False, NOW, EVIL, EVIL, NOW, NOW, NOW, EVIL, counts)


def page(*items: object) -> Page[object]:
    return Page(items, len(items) + 5, len(items), 0)


RENDERED: dict[str, Callable[[], RenderableType]] = {
    "first": lambda: FirstScreen(evil_article(), EVIL),
    "empty": lambda: FirstScreen(replace(evil_article(), claims=())),
    "outcome": lambda: Outcome(
        evil_article(), "changed",
        [Change(kind, "1.1", evil_claim().claim, evil_claim().claim) for kind in ChangeKind], claims=True,
    ),
    "changes": lambda: Changes([Change(ChangeKind.VANISHED, "1.1", evil_claim().claim, None)], 3),
    "detail": lambda: detail.Detail(evil_claim(), record(), TEXT, evil_claim().chain, [event()]),
    "outside": lambda: detail.Detail(
        evil_claim(), record(), TEXT, evil_claim().chain, [event()],
        [OutsideRecord(*[EVIL] * 6, NOW, *[EVIL] * 4, 1, EVIL), OutsideRecord(EVIL, EVIL, EVIL)],
    ),
    "feeds": lambda: watched.feeds([feed_record()]),
    "watched": lambda: watched.Line(evil_article(), EVIL),
    "evidence": lambda: detail.evidence_line(evil_claim().evidence[0]),
    "source": lambda: detail.source(source()),
    "articles": lambda: lists.articles(page(record())),  # type: ignore[arg-type]
    "article": lambda: lists.article_line(record()),
    "sources": lambda: lists.sources(page(source())),  # type: ignore[arg-type]
    "claims": lambda: lists.ManyClaims([(record(), TEXT, evil_claim())], page(1)),
    "reasons": lambda: lists.ManyClaims([(record(), TEXT, evil_claim())], page(1), reasons=True),
    "marked": lambda: lists.marked([evil_claim()]),
    "history": lambda: history.Events([event()]),
    "checked": lambda: history.checked(HistoryCheck(False, 1, "h", EVIL, 1)),
    "database": lambda: keep.status(DatabaseStatus(EVIL, None, "1", "2", {"articles": 1}, "h")),
    "integrity": lambda: keep.integrity(Integrity((EVIL, EVIL))),
    "line": lambda: plain(EVIL),
}  # fmt: skip


@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize("name", RENDERED)
def test_a_pipe_gets_no_control_and_no_line_too_long(name: str, width: int, screens: Screens) -> None:
    text = screens.plain(RENDERED[name](), width)
    assert text.strip()
    assert not [c for c in text if c != "\n" and unicodedata.category(c) in {"Cc", "Cf", "Cs"}]
    assert max(map(len, text.splitlines())) <= width
    assert not [line for line in text.splitlines() if line != line.rstrip()]


@pytest.mark.parametrize("name", RENDERED)
def test_a_terminal_gets_only_colours_of_ours(name: str, screens: Screens) -> None:
    text = screens.coloured(RENDERED[name]())
    pieces = text.split("\x1b")
    assert all(
        piece.startswith("[") and piece[1:].split("m")[0].replace(";", "").isdigit() for piece in pieces[1:]
    )
    assert not [c for c in text if c not in "\n\x1b" and unicodedata.category(c) in {"Cc", "Cf", "Cs"}]


@pytest.mark.parametrize("name", ["first", "detail", "claims", "articles", "sources", "history", "line"])
def test_markup_is_shown_as_the_letters_it_is(name: str, screens: Screens) -> None:
    text = "".join(screens.plain(RENDERED[name](), 200).split())
    assert "␛[31mred" in text
    assert "[red]bold[/red]" in text
    assert ":smile:" in text
    assert "{0}%s" in text
