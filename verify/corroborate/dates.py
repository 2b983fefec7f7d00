"""Dates of a text, as far as it gives them, the rest by the article's own date. No I/O."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from verify.extract.tokens import Token
from verify.languages.facts import Facts, levelled
from verify.languages.words import Pos

_PARTS = {"start": range(1, 13), "middle": range(10, 22), "end": range(19, 32)}
"""Days that «в начале», «в середине», «в конце» of a month can mean; at their edges people differ."""


@dataclass(frozen=True, slots=True)
class Date:
    """A day or month. None: not known. weekday: 0 for Monday. part: "start", "middle", "end" of the month."""

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    part: str | None = None

    @property
    def indices(self) -> tuple[str, ...]:
        """What the search looks up."""
        if self.month and self.day:
            return (f"t_{self.month}_{self.day}",)
        return (f"t_{self.month}",) if self.month else ()

    def row(self) -> list[Any]:
        """The stored form: the arguments in order."""
        return [self.start, self.end, self.year, self.month, self.day, self.weekday, self.part]


def same_date(one: Date, other: Date) -> bool | None:
    """True where both can be one day, False where they can't, None where that can't be told."""
    shared = False
    for a, b in ((one.year, other.year), (one.month, other.month), (one.day, other.day)):
        if a is not None and b is not None:
            if a != b:
                return False
            shared = True
    for exact, rough in ((one, other), (other, one)):
        if exact.day is not None and rough.part is not None and exact.day not in _PARTS[rough.part]:
            return False
    if one.weekday is not None and other.weekday is not None:
        return True if one.weekday == other.weekday else None
    return True if shared and (one.month is None) == (other.month is None) else None


def read_dates(tokens: list[Token], known: Facts, published: date | None) -> tuple[list[Date], set[int]]:
    """The dates, and which tokens they are made of."""
    found: list[Date] = []
    used: set[int] = set()
    for i, token in enumerate(tokens):
        if token.word is None or i in used:
            continue
        read = _numeric(tokens, i) or _named(tokens, i, known) or _relative(tokens, i, known, published)
        if read is None:
            continue
        first, after, day = read
        for at in _listed_days(tokens, first, day):
            found.append(_completed(replace(day, start=tokens[at].start, day=_day(tokens[at])), published))
            used.add(at)
        found.append(_completed(day, published))
        used.update(range(first, after))
    return found, used


def _listed_days(tokens: list[Token], first: int, day: Date) -> list[int]:
    """«25 и 26 июля», «25, 26 июля», «25–26 июля»: the tokens of the days that share the month."""
    found: list[int] = []
    while day.month and day.day and first > 1 and _day(tokens[first - 2]) and len(tokens[first - 1].text) < 4:
        between, before = tokens[first - 1], tokens[first - 2]
        joins = between.text in ",-–—/" or (
            between.word is not None and between.word.pos & (Pos.CONJ | Pos.PREP)
        )
        if not joins or not before.text.isdigit():
            break
        first -= 2
        found.append(first)
    return found[::-1]


_Read = tuple[int, int, Date]


def _numeric(tokens: list[Token], i: int) -> _Read | None:
    """«10.08.2018»."""
    part = tokens[i : i + 5]
    if len(part) < 5 or [t.text for t in part[1::2]] not in ([".", "."], ["/", "/"]):
        return None
    if not all(t.text.isdigit() for t in part[::2]) or part[4].end - part[0].start > 10:
        return None
    day, month, year = (int(t.text) for t in part[::2])
    if not (0 < day < 32 and 0 < month < 13 and len(part[4].text) in (2, 4)):
        return None
    return i, i + 5, Date(part[0].start, part[4].end, year if year > 99 else 2000 + year, month, day)


def _named(tokens: list[Token], i: int, known: Facts) -> _Read | None:
    """«21 июня 2018 года», «в сентябре», «в начале ноября», "November 3"."""
    month = _of(tokens[i], known.months)
    if month is None:
        return None
    first, after, day, part = i, i + 1, None, None
    if (i and (day := _day(tokens[i - 1]))) or (i and (part := _of(tokens[i - 1], known.parts))):
        first = i - 1
    elif after < len(tokens) and not tokens[i].text.islower() and (day := _day(tokens[after])):
        after += 1
    year = None
    at = after + 1 if after < len(tokens) and tokens[after].text == "," else after
    if at < len(tokens) and (year := _year(tokens[at])):
        after = at + 1
        if after < len(tokens) and _of(tokens[after], dict.fromkeys(known.year, 1)):
            after += 1
    return first, after, Date(tokens[first].start, tokens[after - 1].end, year, month, day, None, part)


def _relative(tokens: list[Token], i: int, known: Facts, published: date | None) -> _Read | None:
    """«Вчера», «в воскресенье», «2018 год»: the first two need the article's date to be a day."""
    token = tokens[i]
    if year := _year(token):
        after = i + 1
        if after < len(tokens) and _of(tokens[after], dict.fromkeys(known.year, 1)):
            return i, after + 1, Date(token.start, tokens[after].end, year)
        return None
    weekday = _of(token, known.weekdays)
    if weekday is not None:
        return i, i + 1, Date(token.start, token.end, None, None, None, weekday)
    days = _of(token, known.relative)
    if days is None or published is None:
        return None
    day = published + timedelta(days=days)
    return i, i + 1, Date(token.start, token.end, day.year, day.month, day.day)


def _completed(day: Date, published: date | None) -> Date:
    """The year of a month that the text names is the one that puts it nearest to the article's date."""
    if published is None or day.year is not None or day.month is None:
        return day
    years = (published.year - 1, published.year, published.year + 1)
    middle = day.day or 15
    nearest = min(
        years, key=lambda y: abs((date(y, day.month or 1, min(middle, 28)) - published).days)
    )  # fmt: skip
    return Date(day.start, day.end, nearest, day.month, day.day, day.weekday, day.part)


def _of(token: Token, table: dict[str, Any]) -> Any:
    if token.word is None:
        return None
    return next((table[x] for x in (*levelled(token.word.lemmas), token.word.lower) if x in table), None)


def _day(token: Token) -> int | None:
    digits = token.text[:2] if token.text[:2].isdigit() else token.text[:1]
    rest = token.text[len(digits) :].strip("-")
    if not digits.isdigit() or len(rest) > 3 or any(c.isdigit() for c in rest) or not 0 < int(digits) < 32:
        return None
    return int(digits)


def _year(token: Token) -> int | None:
    text = token.text[:4]
    if not text.isdigit() or len(text) < 4 or not 1900 <= int(text) <= 2100:
        return None
    return int(text) if len(token.text) == 4 or not token.text[4:].strip("-").isdigit() else None
