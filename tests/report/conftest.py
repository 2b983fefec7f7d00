"""An article of three paragraphs with a chain of every sort, built by hand: reports need no engine."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
from rich.console import Console, RenderableType

from verify.model import Claim, Extraction, Flag, FlagCode, Hop, Metadata, Mode, SourceKind, words
from verify.model.claim import Chain
from verify.report.screen import console, put
from verify.report.views import ArticleView, unstored

TEXT = """Порт Заречный закроют на ремонт до весны, - «Речной вестник»

Порт Заречный прекратит приём барж с 3 декабря, рассказал «Речному вестнику» начальник порта Олег Нестеров.
По данным собеседников издания, подрядчик ещё не выбран. Ремонт обойдётся в 40 миллионов.

В городе считают, что сроки
сорвут. «Барж, — сказал Нестеров, — не будет», а склады вывезут.
"""

PAPER = Hop(SourceKind.OUTLET, ("Речной вестник",), rule="headline-dash")
HEAD = Hop(SourceKind.PERSON, ("Олег Нестеров",), rule="told")


def span(words_: str) -> tuple[int, int]:
    at = TEXT.index(words_)
    return at, at + len(words_)


def claim(sentence: str, parts: tuple[str, ...], chain: Chain = (), flags: tuple[Flag, ...] = ()) -> Claim:
    spans = tuple(span(part) for part in parts)
    mode = Mode.INDIRECT if chain else Mode.NONE
    return Claim(spans, words(TEXT, spans), span(sentence), mode, chain, flags, 0.9)


def unnamed() -> Hop:
    return Hop(
        SourceKind.ANONYMOUS,
        ("собеседники издания",),
        (span("собеседников издания"),),
        (span("По данным"),),
        rule="data-of",
    )


def claims() -> tuple[Claim, ...]:
    second = Flag(FlagCode.SECOND_HAND, {"hops": 2, "names": "Речной вестник, Олег Нестеров"})
    return (
        claim("Порт Заречный закроют на ремонт до весны, - «Речной вестник»",
              ("Порт Заречный закроют на ремонт до весны",), (PAPER,)),
        claim("Порт Заречный прекратит приём барж с 3 декабря, рассказал «Речному вестнику» начальник порта "
              "Олег Нестеров.",
              ("Порт Заречный прекратит приём барж с 3 декабря",), (PAPER, HEAD), (second,)),
        claim("По данным собеседников издания, подрядчик ещё не выбран.", ("подрядчик ещё не выбран",),
              (PAPER, unnamed()), (second, Flag(FlagCode.ANONYMOUS_ORIGIN, {"name": "собеседники издания"}))),
        claim("Ремонт обойдётся в 40 миллионов.", ("Ремонт обойдётся в 40 миллионов",), (),
              (Flag(FlagCode.UNATTRIBUTED),)),
        claim("В городе считают, что сроки\nсорвут.", ("сроки\nсорвут",),
              (Hop(SourceKind.COLLECTIVE, ("в городе",), (span("В городе"),), (span("считают"),)),),
              (Flag(FlagCode.VAGUE_ORIGIN, {"name": "в городе"}),)),
        claim("«Барж, — сказал Нестеров, — не будет», а склады вывезут.", ("Барж,", "не будет"), (HEAD,)),
        claim("«Барж, — сказал Нестеров, — не будет», а склады вывезут.", ("склады вывезут",), (),
              (Flag(FlagCode.UNATTRIBUTED),)),
    )  # fmt: skip


@pytest.fixture
def article() -> ArticleView:
    metadata = Metadata("Порт Заречный закроют на ремонт до весны", "Вести Низовья", "ru", date(2025, 11, 26))
    return unstored("port.txt", TEXT, Extraction(metadata, claims(), (), "verify", "0"))


@dataclass
class Screens:
    """Renders to text: plain as a pipe gets it, coloured as a terminal does."""

    def plain(self, part: RenderableType, width: int = 80) -> str:
        out = io.StringIO()
        put(console(out, width), part)
        return out.getvalue()

    def coloured(self, part: RenderableType, width: int = 80) -> str:
        out = io.StringIO()
        screen = Console(file=out, width=width, force_terminal=True, color_system="truecolor", markup=False,
                         emoji=False, highlight=False)  # fmt: skip
        put(screen, part)
        return out.getvalue()


@pytest.fixture
def screens() -> Screens:
    return Screens()


Render = Callable[[RenderableType, int], str]
