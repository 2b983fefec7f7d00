"""A sentence as segments: stretches of words between commas, dashes, colons and quotations.

Cues live in segments of plain text; a quotation that is a statement of its own is one opaque segment.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from verify.languages.words import Pos

if TYPE_CHECKING:
    from verify.extract.tokens import Quote, Token

_CLOSING = frozenset('”"»’')
_DASHES = "-–—―"
_SEPARATORS = ",;:()[]" + _DASHES
_SMALL = Pos.PREP | Pos.CONJ | Pos.DET
SHORTEST_STATEMENT = 5
"""Words of a quotation without a finite verb that still stands as a statement of its own."""


@dataclass(slots=True)
class Segment:
    """Tokens [first, last); `before`: the mark between the previous segment and this one ("" where none).
    `quote`: a quotation (marks excluded) that stands as a statement; `opens`/`closes` tell whether its marks
    stand in this sentence."""

    first: int
    last: int
    before: str = ""
    quote: bool = False
    opens: bool = True
    closes: bool = True


def is_statement(tokens: list[Token], quote: Quote) -> bool:
    """True where a quotation reads as a statement, not as a name or a borrowed word («Северный поток»)."""
    words = [tokens[k] for k in quote.inside if tokens[k].word is not None]
    if not words:
        return False
    verbal = any(
        t.word.pos & (Pos.VERB | Pos.SHORT) and not (t.word.pos & Pos.NOUN and t.cap) for t in words if t.word
    )
    ends = last_mark(tokens, quote.last) in ".!?,…" if quote.closed else True
    if quote.closed and len(words) >= 2 and _closes_speech(tokens, quote.last):
        return True
    inline = quote.first > 0 and tokens[quote.first - 1].word is not None and len(words) <= 4
    if (
        2 <= len(words) <= 8
        and (inline or tokens[quote.last - 1].text not in ".!?…")
        and all(t.cap or (t.word is not None and t.word.pos & _SMALL) for t in words)
        and words[0].cap
        and not _contracted(words[0])
    ):
        return False  # a title: “The Morning Show,”
    if quote.first > 0 and tokens[quote.first - 1].text == ":" and quote.closed and len(words) > 1:
        return True
    if len(words) == 1:
        return ends and quote.first > 0 and tokens[quote.first - 1].text in ":,"
    return (verbal and len(words) >= 3) or len(words) >= SHORTEST_STATEMENT + 2 or (ends and len(words) >= 2)


def _contracted(t: Token) -> bool:
    """ "It's", "We're": subject and verb in one word."""
    return t.word is not None and bool(t.word.pos & Pos.PRON) and bool(t.word.pos & Pos.AUX)


def last_mark(tokens: list[Token], k: int) -> str:
    """The word or mark that a quotation closing at token k ends with, closing marks inside passed over
    ("‘Ebony and Ivory,’”")."""
    k -= 1
    while k > 0 and tokens[k].text in "’'”»":
        k -= 1
    return tokens[k].text


def _closes_speech(tokens: list[Token], last: int) -> bool:
    """True where a comma and a dash follow the closing mark: «…», — and who says it."""
    following = [t.text for t in tokens[last + 1 : last + 3]]
    return len(following) == 2 and following[0] == "," and following[1] in _DASHES


def segments(text: str, tokens: list[Token], first: int, last: int, quotes: list[Quote]) -> list[Segment]:
    """Segments of the sentence [first, last), in order. `quotes`: statement quotations of the text,
    outermost.
    """
    found: list[Segment] = []
    k = first
    start = first
    before = ""
    inside = {q.first: q for q in quotes if first <= q.first < last}
    running = next((q for q in quotes if q.first < first and q.last >= first), None)
    if running is not None:
        end = min(running.last if running.closed else running.last + 1, last)
        found.append(
            Segment(first, end, "", quote=True, opens=False, closes=running.closed and running.last < last)
        )
        k = end + (1 if running.closed and running.last < last else 0)
        start = k
    while k < last:
        if inside and (quote := inside.get(k)) is not None:
            if k > start:
                found.append(Segment(start, k, before))
                before = ""
            closes = quote.closed and quote.last < last
            end = quote.last if closes else (min(quote.last + 1, last))
            found.append(Segment(k + 1, end, before, quote=True, closes=closes))
            k = end + (1 if closes else 0)
            start, before = k, ""
            continue
        t = tokens[k]
        if t.word is not None:
            k += 1
            continue
        if t.text == "(" and k > start and (end := _aside(tokens, k, last)):
            k = end
            continue
        if t.text == "," and k > start and (end := _dated(tokens, k, last)):
            k = end
            continue
        if t.text in _SEPARATORS and _separates(text, tokens, k):
            if k > start:
                found.append(Segment(start, k, before))
                before = ""
            before = _stronger(before, t.text)
            start = k + 1
            if (
                t.text == ","
                and start < last
                and tokens[start].text in _CLOSING
                and tokens[start].start == t.end
            ):
                start += 1  # 'was "good," | said X': the mark closes what stands before
        k += 1
    if start < last:
        found.append(Segment(start, last, before))
    return [s for s in found if any(tokens[k].word is not None for k in range(s.first, s.last))]


def _aside(tokens: list[Token], k: int, last: int) -> int:
    """Token after a short parenthesis behind a name, or of names alone before one, which parts no clause
    ("Ann Lee (D-Ohio) said", «глава союза дорожников (СДС) Иван Лесков»), else 0."""
    for j in range(k + 1, min(k + 8, last - 1)):
        if tokens[j].text == ")":
            if tokens[j + 1].word is None:
                return 0
            named = tokens[j + 1].cap and all(t.cap for t in tokens[k + 1 : j] if t.word is not None)
            return j + 1 if tokens[k - 1].cap or named else 0
    return 0


def _dated(tokens: list[Token], k: int, last: int) -> int:
    """Token after a date between commas that says which day that is, and parts no clause («сообщил в субботу,
    24 ноября, министр»), else 0."""
    day = tokens[k + 1].text if k + 2 < last else ""
    if not (day.isdigit() and len(day) <= 2 and _of_time(tokens[k - 1]) and _of_time(tokens[k + 2])):
        return 0
    j = k + 3
    if j < last and len(tokens[j].text) == 4 and tokens[j].text.isdigit():
        j += 1
        j += j < last and _of_time(tokens[j])
    return j + 1 if j + 1 < last and tokens[j].text == "," else 0


def _of_time(t: Token) -> bool:
    return t.word is not None and "time_noun" in t.word.classes


def _stronger(a: str, b: str) -> str:
    """Of two marks in a row (", —") the one that says more."""
    b = "-" if b in _DASHES else b
    order = ",()[]-;:"
    return b if not a or order.index(b) >= order.index(a) else a


def _separates(text: str, tokens: list[Token], k: int) -> bool:
    t = tokens[k]
    if t.text in _DASHES:
        before = text[t.start - 1] if t.start else " "
        after = text[t.end] if t.end < len(text) else " "
        if before in _DASHES or after in _DASHES:  # "--" typed for a dash
            return True
        if before in '!?»”"' and after.isspace():
            return True  # «…!– сказал X»
        return (before.isspace() and after.isspace()) or (
            t.text in "—―" and (before.isspace() or after.isspace() or before in ',»”"')
        )
    if t.text in ",:":  # 1,2 тыс.; 20:45
        return not (
            0 < k < len(tokens) - 1
            and tokens[k - 1].end == t.start
            and tokens[k + 1].start == t.end
            and tokens[k - 1].text[-1].isdigit()
            and tokens[k + 1].text[0].isdigit()
        )
    return True
