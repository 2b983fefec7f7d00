"""Readings of invented articles, and a database for each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from verify.model import (
    Attribution,
    AttributionType,
    Claim,
    Extraction,
    Flag,
    FlagCode,
    Hop,
    Link,
    Metadata,
    Mode,
    Snapshot,
    SourceKind,
    bytes_sha256,
    words,
)
from verify.store import Reading, Store, open_store

ADDRESS = "https://vestnik.example/2026/03/bridge"

REUTERS = Hop(SourceKind.OUTLET, ("Reuters",), rule="test-outlet")
OFFICIALS = Hop(SourceKind.ANONYMOUS, ("двое чиновников",), rule="test-anonymous")
MAYOR = Hop(SourceKind.PERSON, ("Олег Ветров",), rule="test-person")

Sentence = tuple[str, tuple[Hop, ...], tuple[FlagCode, ...]]

SENTENCES: tuple[Sentence, ...] = (
    ("Мэрия Синегорска закрыла старый мост на ремонт.", (), (FlagCode.UNATTRIBUTED,)),
    (
        "Ремонт обойдётся в сорок миллионов крон, сказали Reuters двое чиновников.",
        (REUTERS, OFFICIALS),
        (FlagCode.ANONYMOUS_ORIGIN, FlagCode.SECOND_HAND),
    ),
    ("Движение откроют к первому сентября, заявил мэр Олег Ветров.", (MAYOR,), ()),
    ("Жители соседних улиц жалуются на пробки.", (), (FlagCode.UNATTRIBUTED,)),
)


def claim_of(text: str, sentence: str, chain: tuple[Hop, ...] = (), flags: Sequence[FlagCode] = ()) -> Claim:
    """A claim over a whole sentence of the text."""
    start = text.index(sentence)
    spans = ((start, start + len(sentence)),)
    return Claim(
        spans=spans,
        text=words(text, spans),
        sentence=spans[0],
        mode=Mode.INDIRECT if chain else Mode.NONE,
        chain=chain,
        flags=tuple(Flag(code) for code in flags),
        confidence=0.9,
    )


def extraction_of(
    text: str,
    sentences: Sequence[Sentence],
    version: str = "1",
) -> Extraction:
    """What an engine that reads whole sentences would find."""
    claims = tuple(claim_of(text, *each) for each in sentences)
    triple = Attribution(None, ((0, 5),), ((6, 9),), AttributionType.COMMUNICATION)
    return Extraction(Metadata(), claims, (triple,), "sentences", version)


def reading_of(
    sentences: Sequence[Sentence] = SENTENCES,
    *,
    address: str = ADDRESS,
    published: date | None = date(2026, 3, 14),
    title: str = "Мост закрыт",
    language: str = "ru",
    publisher: str = "Синегорский вестник",
) -> Reading:
    """An article of these sentences, one a paragraph, under a headline."""
    text = "\n".join([title, *(sentence for sentence, _, _ in sentences)])
    raw = text.encode("cp1251", errors="replace")
    snapshot = Snapshot(
        raw=raw,
        sha256=bytes_sha256(raw),
        decoded_sha256=bytes_sha256(raw),
        fetched_at=datetime(2026, 3, 15, 8, 30, tzinfo=UTC),
        address=address,
        final_address=address + "?ok",
        status=200,
        headers=(("content-type", "text/html; charset=windows-1251"),),
        encoding="windows-1251",
        media_type="text/html",
    )
    metadata = Metadata(title, publisher, language, published, ("Ирина Долгих",), address)
    return Reading(
        address, snapshot, text, metadata, extraction_of(text, sentences), (Link(0, 4, "https://a.example/"),)
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "claims.db"


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file made once, for tests that need one more database: copying takes a hundredth of making one."""
    path = tmp_path_factory.mktemp("store") / "empty.db"
    open_store(path).close()
    return path


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    with open_store(database) as opened:
        yield opened


@pytest.fixture
def make_reading() -> Callable[..., Reading]:
    """reading_of(sentences, address=…, published=…, title=…, language=…, publisher=…)"""
    return reading_of


@pytest.fixture
def make_extraction() -> Callable[..., Extraction]:
    """extraction_of(text, sentences, engine version)"""
    return extraction_of


@pytest.fixture
def sentences() -> list[Sentence]:
    """(words, chain, flags) of each claim of the article about the bridge."""
    return list(SENTENCES)
