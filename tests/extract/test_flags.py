"""Flags and proposals: samples that must and must not raise each, and what chains and flags promise."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from verify.extract import extract
from verify.languages import codes
from verify.model import Claim, Extraction, Flag, FlagCode, Link, Metadata, SourceKind, Status
from verify.model.flags import TEMPLATES, reason

HERE = Path(__file__).parent
ONE_ARTICLE = frozenset(FlagCode) - {
    FlagCode.EVIDENCE_LOST,
    FlagCode.MISMATCH,
    FlagCode.CIRCULAR,
    FlagCode.CHANGED,
    FlagCode.SINGLE_ORIGIN,
}
LEAST = 3
_LINK = re.compile(r"\[([^]]+)\]\(([^)]+)\)")
_NUMBER = re.compile(r"(\d+): ")


@dataclass(frozen=True)
class Sample:
    language: str
    what: str  # a flag's code, or "proposals"
    must: bool
    number: int  # of the claim, 0: of none
    text: str

    @property
    def id(self) -> str:
        return f"{self.language}-{self.what}-{(self.must and 1) or 0}"


def samples() -> Iterator[Sample]:
    data = tomllib.loads((HERE / "flags.toml").read_text(encoding="utf-8"))
    for language, kinds in data.items():
        for what, rows in kinds.items():
            for key in ("raises", "stays"):
                for row in rows[key]:
                    number = _NUMBER.match(row)
                    text = row[number.end() :] if number else row
                    yield Sample(language, what, key == "raises", int(number[1]) if number else 0, text)


SAMPLES = tuple(samples())


def page(marked: str) -> tuple[str, list[Link]]:
    """The text, and the links that [words](address) stand for."""
    text, links, end = "", [], 0
    for m in _LINK.finditer(marked):
        text += marked[end : m.start()]
        links.append(Link(len(text), len(text) + len(m[1]), m[2]))
        text, end = text + m[1], m.end()
    return text + marked[end:], links


def read(sample: Sample) -> Extraction:
    text, links = page(sample.text)
    return extract(text, Metadata(language=sample.language), links=links, carries_links=True)


def carrying(found: Extraction, what: str) -> list[int]:
    """Numbers, from 1, of the claims with the flag (or with a proposal)."""
    if what == "proposals":
        return [n for n, c in enumerate(found.claims, 1) if c.proposal]
    return [n for n, c in enumerate(found.claims, 1) if any(f.code == what for f in c.flags)]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda s: s.id)
def test_sample(sample: Sample) -> None:
    found = read(sample)
    assert found.claims
    numbers = carrying(found, sample.what)
    if sample.must:
        assert sample.number in numbers
    else:
        assert (sample.number in numbers if sample.number else bool(numbers)) is False


def test_every_flag_has_its_samples_in_every_language() -> None:
    count = Counter((s.language, s.what, s.must) for s in SAMPLES)
    wanted = {(c, w, m) for c in codes() for w in (*ONE_ARTICLE, "proposals") for m in (True, False)}
    assert {key for key in wanted if count[key] < LEAST} == set()
    assert {s.what for s in SAMPLES} == {*ONE_ARTICLE, "proposals"}


def flags_of(language: str, text: str, number: int = 1) -> dict[FlagCode, Flag]:
    """The flags of a claim by their codes."""
    claim = extract(text, Metadata(language=language)).claims[number - 1]
    return {f.code: f for f in claim.flags}


@pytest.mark.parametrize(
    ("language", "text", "code", "params", "why"),
    [
        (
            "ru",
            "Губернатор Пётр Лунин отверг все обвинения в подкупе.",
            FlagCode.DENIED,
            {"name": "Пётр Лунин", "words": "отверг все обвинения"},
            "Пётр Лунин denies or rejects: “отверг все обвинения”.",
        ),
        (
            "uk",
            "Мер відкрив міст, а компанія «Зоря» ситуацію не прокоментувала.",
            FlagCode.NO_COMMENT,
            {"name": "Зоря", "words": "не прокоментувала"},
            "Зоря gave no comment: “не прокоментувала”.",
        ),
        (
            "en",
            "Ellen Crane opened the bridge. The bridge is allegedly unsafe and probably closed to trucks.",
            FlagCode.HEDGED,
            {"words": "“allegedly”, “probably”"},
            "The text itself is not sure of it: “allegedly”, “probably”.",
        ),
        (
            "ru",
            "Сообщается, что поезд опоздал на семь часов.",
            FlagCode.VAGUE_ORIGIN,
            {},
            "It goes back to hearsay: nobody is named.",
        ),
        (
            "en",
            "The coal talks have broken down, Reuters reported, citing officials.",
            FlagCode.SECOND_HAND,
            {"hops": 2, "names": "Reuters, officials"},
            "It comes through 2 hands, and none was checked upstream: Reuters, officials.",
        ),
    ],
)
def test_parameters_and_reason(
    language: str, text: str, code: FlagCode, params: dict[str, str | int], why: str
) -> None:
    claims = extract(text, Metadata(language=language)).claims
    raised = [f for c in claims for f in c.flags if f.code == code]
    assert [(dict(f.params), reason(f)) for f in raised] == [(params, why)]


def test_spans_are_the_words_that_raise() -> None:
    text = "Завод «Заря» якобы сливал отходы. Пресс-служба завода от комментариев отказалась."
    found = extract(text, Metadata(language="ru"))
    spans = [(f.code, [text[a:b] for a, b in f.spans]) for c in found.claims for f in c.flags if f.spans]
    assert spans == [
        (FlagCode.HEDGED, ["якобы"]),
        (FlagCode.NO_COMMENT, ["от комментариев отказалась"]),
    ]


def test_a_hedge_belongs_to_its_own_clause() -> None:
    text = "Мэр уехал в среду, а директор порта предположительно остался в городе."
    claims = extract(text, Metadata(language="ru")).claims
    assert [FlagCode.HEDGED in {f.code for f in c.flags} for c in claims] == [False, True]


def test_what_the_attributing_words_doubt_is_the_claim() -> None:
    flags = flags_of("ru", "Как якобы заявил Олег Жилин, завод остановят зимой.")
    assert dict(flags[FlagCode.HEDGED].params) == {"words": "“якобы”"}


def test_heaviest_first() -> None:
    text = "Склад якобы охраняли двое, сообщает Reuters со ссылкой на источник в полиции."
    found = extract(text, Metadata(language="ru"), links=(), carries_links=True)
    codes_raised = [f.code for f in found.claims[0].flags]
    assert codes_raised == [
        FlagCode.ANONYMOUS_ORIGIN,
        FlagCode.HEDGED,
        FlagCode.SECOND_HAND,
        FlagCode.UNLINKED,
    ]


def test_text_that_carries_no_links_misses_none() -> None:
    text = "Переговоры о поставках угля прерваны, сообщает Reuters."
    assert FlagCode.UNLINKED not in flags_of("ru", text)


def test_an_address_that_cannot_be_read_is_no_link() -> None:
    text = "Переговоры о поставках угля прерваны, сообщает Reuters."
    broken = Link(text.index("Reuters"), len(text) - 1, "http://[::1")
    found = extract(text, Metadata(language="ru"), links=[broken], carries_links=True)
    assert [dict(f.params) for f in found.claims[0].flags if f.code == FlagCode.UNLINKED] == [
        {"name": "Reuters"}
    ]


def test_the_first_of_three_is_the_one_repeated() -> None:
    text = "В среду порт закрыли для всех грузовых судов. " * 3
    found = extract(text, Metadata(language="ru"))
    raised = [[f.params["number"] for f in c.flags if f.code == FlagCode.REPEATED] for c in found.claims]
    assert raised == [[], [1], [1]]


@pytest.mark.parametrize(
    ("language", "text", "why"),
    [
        ("en", "“I think the children are tired,” said Anna Bell.", "An opinion: “I think”."),
        (
            "ru",
            "«Сохраните парк», - призвал депутат Лунин.",
            "A demand or advice, not a statement of fact: “призвал”.",
        ),
        (
            "uk",
            "«Влада повинна слухати мешканців», - заявив депутат Лунін.",
            "It says what ought to be, not what is: “повинна слухати”.",
        ),
        (
            "ru",
            "«Пусть ответят за каждое дерево», - сказала Анна Белова.",
            "A wish or a call, not a statement of fact: “Пусть”.",
        ),
    ],
)
def test_a_proposal_says_why(language: str, text: str, why: str) -> None:
    proposal = extract(text, Metadata(language=language)).claims[0].proposal
    assert proposal is not None
    assert (proposal.status, proposal.reason) == (Status.NOT_CHECKABLE, why)


# -- the measured articles, where they are at hand; only counts and numbers of claims are written here ------

DOCS = Path(__file__).parents[3] / "shared" / "gold" / "docs"
ARTICLES = sorted(DOCS.glob("*.txt"))


@pytest.fixture(scope="module")
def articles() -> dict[str, tuple[str, Extraction]]:
    """Name -> text and what was found in it, as if the page had carried no link at all."""
    if not ARTICLES:
        pytest.skip("the measured articles are not here")
    texts = {path.stem: path.read_bytes().decode("utf-8") for path in ARTICLES}
    return {name: (text, extract(text, carries_links=True)) for name, text in texts.items()}


def test_flags_and_chains_agree(articles: dict[str, tuple[str, Extraction]]) -> None:
    wrong = []
    for name, (text, found) in articles.items():
        for number, claim in enumerate(found.claims, 1):
            wrong += [(name, number, what) for what in disagreements(text, found.claims, number, claim)]
    assert wrong == []
    assert sum(len(found.claims) for _, found in articles.values()) > 600


def disagreements(text: str, claims: tuple[Claim, ...], number: int, claim: Claim) -> Iterator[str]:
    """What a claim's flags and its chain say differently."""
    raised = [f.code for f in claim.flags]
    origin = claim.origin.kind if claim.origin else None
    expected = {
        FlagCode.UNATTRIBUTED: not claim.chain,
        FlagCode.ANONYMOUS_ORIGIN: origin is SourceKind.ANONYMOUS,
        FlagCode.VAGUE_ORIGIN: origin is SourceKind.COLLECTIVE,
        FlagCode.SECOND_HAND: len(claim.chain) >= 2,
        FlagCode.INHERITED: any(h.inherited for h in claim.chain),
        FlagCode.UNLINKED: any(h.kind is SourceKind.OUTLET and h.names for h in claim.chain),
    }
    yield from (code for code, wanted in expected.items() if (code in raised) is not wanted)
    if raised != sorted(raised, key=lambda code: -code.weight):
        yield "order"
    if len({(f.code, tuple(sorted(f.params.items()))) for f in claim.flags}) != len(claim.flags):
        yield "twice"
    for flag in claim.flags:
        if any(not 0 <= a < b <= len(text) for a, b in flag.spans):
            yield "span"
        if not reason(flag):
            yield "reason"
        if flag.code is FlagCode.REPEATED and not 1 <= int(flag.params["number"]) < number <= len(claims):
            yield "number"


def test_the_claim_said_twice(articles: dict[str, tuple[str, Extraction]]) -> None:
    claims = articles["ru-seed-01"][1].claims
    repeats = {
        n: f.params["number"] for n, c in enumerate(claims, 1) for f in c.flags if f.code == "repeated"
    }
    assert repeats == {11: 9}


def test_every_code_has_a_template() -> None:
    assert set(TEMPLATES) == set(FlagCode)
