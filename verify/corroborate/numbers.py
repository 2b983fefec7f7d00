"""Numbers of a text: value, what they count, and whether they are exact, a bound or rough. No I/O."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from verify.extract.tokens import Token
from verify.languages.facts import Facts, latin, levelled
from verify.languages.words import Pos

EXACT, MORE, LESS, ABOUT = "exact", "more", "less", "about"

ROUGH = 0.05
"""How far apart two roughly given values of one thing can be, as a share of the larger."""

_FAR = 1.1
_FAR_OF_ROUND = 1.25
"""How far beyond its bound a number can be, for one with a single digit before its zeros."""

_EQUAL = 0.005
_UNIT_WINDOW = 6


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text. unit: "percent", "time" (4:01 is 4.01), "ordinal", or a term of what it counts; ""
    where the text does not say. bound: exact, more, less, about.
    """

    start: int
    end: int
    value: float
    unit: str = ""
    bound: str = EXACT

    @property
    def index(self) -> str:
        """What the search looks up: «1,8 тыс.» and «1800» are one."""
        return "d_" + f"{self.value:g}".replace(".", "_").replace("+", "").replace("-", "m")

    def row(self) -> list[Any]:
        """The stored form: the arguments in order."""
        return [self.start, self.end, self.value, self.unit, self.bound]


def same_value(one: Number, other: Number) -> bool:
    """True where both can be said of one thing: equal, rounded alike, or within the other's bound."""
    larger = max(abs(one.value), abs(other.value))
    apart = abs(one.value - other.value) / larger if larger else 0.0
    if apart <= _EQUAL:
        return True
    if ABOUT in (one.bound, other.bound) and apart <= ROUGH:
        return True
    return _bounded(one, other) or _bounded(other, one)


def _bounded(bound: Number, exact: Number) -> bool:
    """«Более 100» and «120»; not «более 100» and «500», which nobody would call so, nor «более 42», «50»."""
    if exact.bound not in (EXACT, ABOUT) or bound.unit != exact.unit:
        return False
    far = _FAR_OF_ROUND if f"{bound.value:.0e}" == f"{bound.value:.3e}".replace(".000", "") else _FAR
    if bound.bound == MORE:
        return bound.value <= exact.value <= far * bound.value
    return bound.bound == LESS and bound.value / far <= exact.value <= bound.value


def read_numbers(tokens: list[Token], known: Facts, taken: set[int]) -> tuple[list[Number], set[int]]:
    """The numbers, and which tokens they are made of, «более» among them. taken: tokens that are dates."""
    found: list[Number] = []
    used: set[int] = set()
    i = 0
    while i < len(tokens):
        value, after, unit = (0.0, i, "") if i in taken else _value(tokens, i, known)
        if after == i:
            i += 1
            continue
        value, after = _multiplied(tokens, after, value, known)
        if not unit:
            unit, after = _unit(tokens, after, known)
        bound, first = _bound(tokens, i, known)
        found.append(Number(tokens[i].start, tokens[after - 1].end, value, unit, bound))
        used.update(range(first, after))
        i = after
    return found, used


def _value(tokens: list[Token], i: int, known: Facts) -> tuple[float, int, str]:
    """The number that begins at token i, the token after it, and a unit that is part of it."""
    token = tokens[i]
    if token.word is None:
        return 0.0, i, ""
    if not token.text[0].isdigit():
        return _word_value(tokens, i, known)
    digits = len(token.text) - len(token.text.lstrip("0123456789"))
    if digits > 12:
        return 0.0, i, ""
    if digits < len(token.text):
        return float(token.text[:digits]), i + 1, _glued(token.text[digits:], known)
    text, after = token.text, i + 1
    while after < len(tokens) and _is_group(tokens, after, known, len(text)):
        after = after if tokens[after].text.isdigit() else after + 1
        text += tokens[after].text
        after += 1
    if after + 1 < len(tokens) and _adjacent(tokens, after) and tokens[after + 1].text.isdigit():
        if tokens[after].text == ":" and len(tokens[after + 1].text) == 2 and int(text) < 25:
            return float(f"{text}.{tokens[after + 1].text}"), after + 2, "time"
        if tokens[after].text in ",." and len(tokens[after + 1].text) < 4:
            return float(f"{text}.{tokens[after + 1].text}"), after + 2, ""
    return float(text), after, ""


def _adjacent(tokens: list[Token], i: int) -> bool:
    return tokens[i - 1].end == tokens[i].start and tokens[i].end == tokens[i + 1].start


def _is_group(tokens: list[Token], i: int, known: Facts, have: int) -> bool:
    """Three more digits of the same number: «50 000», "50,000"."""
    if have > 9 or len(tokens[i - 1].text) > 3:
        return False
    token = tokens[i]
    if token.text.isdigit():
        return len(token.text) == 3 and token.start - tokens[i - 1].end == 1
    if not known.groups_by_comma or token.text != "," or i + 1 >= len(tokens) or not _adjacent(tokens, i):
        return False
    return tokens[i + 1].text.isdigit() and len(tokens[i + 1].text) == 3


def _glued(rest: str, known: Facts) -> str:
    """«24-часовой», "24-hour": what is counted stands in the same word."""
    word = rest.strip("-").casefold()
    if not word:
        return ""
    lemmas = levelled(_lemmas(word, known.code)) or (word,)
    if known.percent.intersection(lemmas):
        return "percent"
    return known.term(lemmas) or latin(known.root(lemmas[0]))


def _lemmas(word: str, code: str) -> tuple[str, ...]:
    from verify.languages import pack

    return pack(code).word(word).lemmas


def _word_value(tokens: list[Token], i: int, known: Facts) -> tuple[float, int, str]:
    """«Двадцать два», «третий»."""
    total, after = 0.0, i
    while after < len(tokens) and (value := _of_word(tokens[after], known.words)) is not None:
        if after > i and value >= 10:
            break
        total += value
        after += 1
        if value < 10 or value > 90:
            break
    if after > i:
        return total, after, ""
    ordinal = _of_word(tokens[i], known.ordinals)
    return (ordinal, i + 1, "ordinal") if ordinal is not None else (0.0, i, "")


def _of_word(token: Token, table: dict[str, float]) -> float | None:
    if token.word is None:
        return None
    return next((table[lemma] for lemma in levelled(token.word.lemmas) if lemma in table), None)


def _multiplied(tokens: list[Token], after: int, value: float, known: Facts) -> tuple[float, int]:
    if after < len(tokens):
        factor = _of_word(tokens[after], known.multipliers)
        if factor is not None:
            after += 1
            if after < len(tokens) and tokens[after].text == "." and not tokens[after].word:
                after += 1
            return value * factor, after
    return value, after


def _unit(tokens: list[Token], after: int, known: Facts) -> tuple[str, int]:
    """What is counted: the next noun, past adjectives, «из» and another number. Percent is taken in."""
    for i in range(after, min(after + _UNIT_WINDOW, len(tokens))):
        token = tokens[i]
        word = token.word
        if i == after and (token.text == "%" or (word and known.percent.intersection(levelled(word.lemmas)))):
            return "percent", i + 1
        if word is None or token.text[0].isdigit():
            if word is None and token.text not in "/":
                return "", after
            continue
        lemmas = levelled(word.lemmas)
        unit = next((known.units[lemma] for lemma in lemmas if lemma in known.units), None)
        if unit:
            return unit, after
        if (word.pos & Pos.NOUN and not word.pos & (Pos.PREP | Pos.CONJ)) or token.cap:
            if _of_word(token, known.multipliers) is not None:
                continue
            return known.term(lemmas) or latin(known.root(lemmas[0])), after
        if word.pos & (Pos.VERB | Pos.CONJ) and not word.pos & Pos.ADJ:
            return "", after
    return "", after


def _bound(tokens: list[Token], i: int, known: Facts) -> tuple[str, int]:
    """The longest of the table's phrases that ends before the number, and where it begins."""
    words = [t.word.lower if t.word else "" for t in tokens[max(0, i - 3) : i]]
    for length in range(len(words), 0, -1):
        found = known.bounds.get(tuple(words[-length:]))
        if found:
            return found, i - length
    return EXACT, i
