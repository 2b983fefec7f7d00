"""What the interface takes and gives. The shapes are those of the commands (docs/formats.md): keys may be
added, never removed or renamed.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from verify.model import FlagCode, Mode, Reliability, SourceKind, Stance, Status

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def _day(given: object) -> object:
    """A day as ISO 8601 writes it and nothing else: numbers would be read as seconds."""
    if not (isinstance(given, str) and _DAY.fullmatch(given)):
        raise ValueError("a day is written like 2025-11-26")
    return given


def _whole(given: object) -> object:
    """JSON has one kind of number: 3.0 is a whole one."""
    return int(given) if isinstance(given, float) and given.is_integer() else given


Day = Annotated[date, BeforeValidator(_day), Field(strict=False)]
Words = Annotated[str, Field(min_length=1, max_length=2_000, pattern=r"\S")]
Note = Annotated[str, Field(max_length=10_000)]
Web = Annotated[str, Field(max_length=2_000, pattern=r"^https?://[A-Za-z0-9]")]
# The bounds stand before the validator: behind it, the description would not tell them.
Number = Annotated[int, Field(ge=1, le=999_999_999), BeforeValidator(_whole)]
Revision = Annotated[int, Field(ge=0, le=999_999_999), BeforeValidator(_whole)]
Spans = list[tuple[int, int]]


class Given(BaseModel):
    """What somebody sends: no more than is asked for."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Said(BaseModel):
    """What we answer: keys may be added."""

    model_config = ConfigDict(extra="allow")


class Hop(Said):
    kind: SourceKind
    name: str | None
    names: list[str]
    mention: Spans | None
    cue: Spans | None
    inherited: bool
    confidence: float
    rule: str


class Flag(Said):
    code: FlagCode
    params: dict[str, Any]
    spans: Spans
    reason: str


class Proposal(Said):
    status: Status
    reason: str


class Evidence(Said):
    id: str
    url: str
    stance: Stance
    note: str | None
    by: str | None
    at: datetime | None
    quote: str | None
    archive_url: str | None
    snapshot: str | None


class Claim(Said):
    id: str
    number: str
    spans: Spans
    text: str
    sentence: tuple[int, int]
    mode: Mode
    chain: list[Hop]
    flags: list[Flag]
    confidence: float
    proposal: Proposal | None
    status: Status
    credibility: int | None
    edited: bool
    gone: bool
    evidence: list[Evidence]
    revision: int


class Event(Said):
    seq: int
    id: str
    at: datetime
    by: str
    action: str
    article: int | None
    claim: str | None
    case: int | None
    source: str | None
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    reason: str | None
    previous: str
    hash: str


class ClaimInArticle(Claim):
    article: dict[str, Any]


class ClaimDetail(ClaimInArticle):
    machine_chain: list[Hop]
    history: list[Event]
    outside: list[dict[str, Any]]


class Article(Said):
    number: int
    id: str
    address: str
    title: str | None
    publisher: str | None
    language: str | None
    published: date | None
    authors: list[str]
    url: str | None
    version: int
    text_sha256: str
    claims: int
    statuses: dict[Status, int]
    added_at: datetime
    read_at: datetime
    removed: bool


class ArticleWhole(Said):
    """doubt: why the article is perhaps in no language that verify reads, so that its claims may be wrong."""

    path: str
    text_sha256: str
    article: dict[str, Any]
    claims: list[Claim]
    article_text: str
    number: int
    id: str
    version: int
    doubt: str | None


class Source(Said):
    id: str
    kind: SourceKind
    name: str
    aliases: list[str]
    owner: str | None
    claims: int
    origin_of: int
    reliability: Reliability | None


class SourceDetail(Source):
    record: dict[Status, int]
    ratings: list[Event]


class Voice(Said):
    """A source at its place in an article's tree; `count` claims have their origin here."""

    kind: str
    names: list[str]
    count: int
    claims: list[str]
    below: list[Voice]


class Page(Said):
    """A part of a list. total: the length of the whole; more: there are more, which were not counted."""

    total: int
    more: bool = False
    limit: int
    offset: int


class Articles(Page):
    items: list[Article]


class Claims(Page):
    items: list[ClaimInArticle]


class Sources(Page):
    items: list[Source]


class Events(Page):
    items: list[Event]


class Job(Said):
    """Long work. state: waiting, running, done or failed; result: where what it made is, once it is done."""

    id: str
    what: str
    state: str
    step: str
    result: str | None
    problem: str | None


class Me(Said):
    name: str
    version: str
    person: str
    role: str


class Session(Said):
    began_at: datetime
    last_used_at: datetime
    ends_at: datetime
    here: bool


class NewPassword(Given):
    old: Annotated[str, Field(max_length=1_000)]
    new: Annotated[str, Field(min_length=12, max_length=1_000)]


class CheckAddress(Given):
    """An article by its address. What is given goes before what the page says."""

    url: Web
    publisher: Words | None = None
    title: Words | None = None
    published: Day | None = None
    language: Annotated[str, Field(pattern="^(ru|uk|en|pl)$")] | None = None


class CheckText(Given):
    """An article as text."""

    text: Annotated[str, Field(min_length=1, max_length=1_000_000, pattern=r"\S")]
    publisher: Words | None = None
    title: Words | None = None
    published: Day | None = None
    language: Annotated[str, Field(pattern="^(ru|uk|en|pl)$")] | None = None


class Change(Given):
    """revision: as the claim was when it was looked at; the change is refused where it is another now."""

    revision: Revision | None = None
    reason: Note | None = None


class Mark(Given):
    """status: corroborated, confirmed, disputed and refuted ask for a note or evidence."""

    status: Status = Field(strict=False)
    note: Note | None = None
    evidence: Web | None = None
    revision: Revision | None = None


class Link(Given):
    url: Web
    stance: Stance = Field(Stance.SUPPORTS, strict=False)
    note: Note | None = None
    quote: Note | None = None
    archive_url: Web | None = None
    revision: Revision | None = None


class HopGiven(Given):
    """One step of a chain; `names`: several are sources side by side. Anonymous and collective ones may have
    none.
    """

    kind: SourceKind = Field(strict=False)
    names: Annotated[list[Words], Field(max_length=20)] = []


class Chain(Change):
    """From the source nearest to the publisher to the origin; none is the publisher's own voice."""

    hops: Annotated[list[HopGiven], Field(max_length=20)]


class Split(Change):
    """The exact words of each new claim, as they stand in the claim's sentence."""

    parts: Annotated[list[Words], Field(min_length=2, max_length=50)]


class Join(Given):
    """The other claims, of the same article."""

    claims: Annotated[
        list[Annotated[str, Field(pattern=r"^\d{1,9}\.\d{1,9}$")]], Field(min_length=1, max_length=50)
    ]
    reason: Note | None = None


class Rate(Given):
    """1 confirmed by other sources to 6 cannot be judged; null: not rated."""

    credibility: Annotated[int, Field(ge=1, le=6), BeforeValidator(_whole)] | None
    reason: Note | None = None


class Decide(Change):
    """accept: True accepts the proposed link, False rejects it. stance: instead of the proposed one."""

    accept: bool
    stance: Stance | None = Field(None, strict=False)


class NewSource(Given):
    name: Words
    kind: SourceKind = Field(strict=False)
    aliases: Annotated[list[Words], Field(max_length=50)] = []
    owner: Words | None = None


class Alias(Given):
    alias: Words


class Owner(Given):
    owner: Words | None


class Grade(Given):
    """A to F (Admiralty code); null: not rated."""

    grade: Reliability | None = Field(strict=False)
    reason: Note | None = None


class Case(Said):
    number: int
    id: str
    question: str
    due: date | None
    open: bool
    opened_at: datetime
    opened_by: str
    closed_at: datetime | None
    revision: int
    articles: list[int]
    claims: list[str]
    people: list[str]
    statuses: dict[Status, int]


class CaseDetail(Case):
    in_articles: list[Article]
    history: list[Event]


class Cases(Page):
    items: list[Case]


class CaseGiven(Given):
    question: Words
    due: Day | None = None


class CaseChange(Given):
    question: Words | None = None
    due: Day | None = None
    revision: Revision | None = None


class Put(Given):
    """Articles and claims by their numbers, people by their names; at least one of them."""

    articles: Annotated[list[Number], Field(max_length=500)] = []
    claims: Annotated[list[Annotated[str, Field(pattern=r"^\d{1,9}\.\d{1,9}$")]], Field(max_length=500)] = []
    people: Annotated[list[Words], Field(max_length=100)] = []


class Assign(Given):
    person: Annotated[str, Field(min_length=1, max_length=200, pattern=r"\S")] | None
    revision: Revision | None = None
