"""Words by which a text keeps its distance from what it says: «якобы», «предположительно», "allegedly".

Three classes of words. `hedge` always counts. `hedge_aside` counts between commas only («Возможно, он
уехал» doubts, «возможно только летом» does not). `hedge_adjective` ("alleged") counts unless the words are
the name of a charge. Negated ones do not count, nor those in the name of a source.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from verify.extract.wording import Owners, holds, span
from verify.languages.words import Pos
from verify.model import Flag, FlagCode

if TYPE_CHECKING:
    from verify.extract.reading import Reading
    from verify.extract.tokens import Sentence, Token
    from verify.extract.wording import Range

ALWAYS, ASIDE, ADJECTIVE = "hedge", "hedge_aside", "hedge_adjective"
HEDGES = (ALWAYS, ASIDE, ADJECTIVE)
CHARGE_BEFORE, CHARGE_BEHIND = 5, 4
"""Words around "alleged" in which a charge is named: "arrested on a charge of alleged fraud"."""
LONGEST_NAME = 4
"""Words of a quotation that can be a title («Возможно, завтра»)."""
OPENING, CLOSING = "«“„‘\"'", "»”“’\"'"


def hedged(reading: Reading, owners: Owners) -> Iterator[tuple[int, Flag]]:
    """(place of a statement, its flag with all words that hedge it)."""
    found: dict[int, list[Range]] = {}
    for r, s in _hedges(reading, owners):
        for n in owners.owners(s, r[0]):
            found.setdefault(n, []).append(r)
    for n, ranges in found.items():
        yield n, _flag(reading, ranges)


def _flag(reading: Reading, ranges: list[Range]) -> Flag:
    spans = tuple(span(reading.reader.tokens, r) for r in sorted(ranges))
    words = [" ".join(reading.text[a:b].split()) for a, b in spans]
    distinct = {w.casefold(): w for w in reversed(words)}
    return Flag(FlagCode.HEDGED, {"words": ", ".join(f"“{w}”" for w in reversed(distinct.values()))}, spans)


def _hedges(reading: Reading, owners: Owners) -> Iterator[tuple[Range, Sentence]]:
    """The words that hedge, each with its sentence."""
    for name in HEDGES:
        for r in owners.words[name]:
            s = owners.sentence(r)
            if s is None:
                continue
            first = reading.layout.offsets.get(s.number, s.first)
            if _counts(reading, name, first, s.last, r):
                yield r, s


def _counts(reading: Reading, name: str, first: int, last: int, r: Range) -> bool:
    """True where a word of a class hedges in the sentence [first, last)."""
    if name == ASIDE and not _aside(reading, first, last, r):
        return False
    if name == ADJECTIVE and _charge(reading, first, last, r):
        return False
    return not _negated(reading, r, first) and not _named(reading, r, first)


def _aside(reading: Reading, first: int, last: int, r: Range) -> bool:
    """True where marks or the sentence's ends stand on both sides; a conjunction in front is as good."""
    tokens = reading.reader.tokens
    before = tokens[r[0] - 1] if r[0] > first else None
    behind = tokens[r[1]] if r[1] < last else None
    joined = before is not None and before.word is not None and before.word.pos & Pos.CONJ
    opens = before is None or before.word is None or bool(joined)
    return opens and (behind is None or behind.word is None)


def _charge(reading: Reading, first: int, last: int, r: Range) -> bool:
    """True where a charge is named near: what a person is charged with is always alleged."""
    tokens, pack = reading.reader.tokens, reading.reader.pack
    a, b = max(first, r[0] - CHARGE_BEFORE), min(last, r[1] + CHARGE_BEHIND)
    return holds(tokens, a, r[0], pack, "charge_word") or holds(tokens, r[1], b, pack, "charge_word")


def _negated(reading: Reading, r: Range, first: int) -> bool:
    before = reading.reader.tokens[r[0] - 1].word if r[0] > first else None
    return before is not None and "negation" in before.classes


def _named(reading: Reading, r: Range, first: int) -> bool:
    """True where the words belong to a name: an outlet's, a short title in quotation marks («Возможно»), or a
    capital in the middle of a sentence that is not a headline in capitals."""
    tokens, outlets = reading.reader.tokens, reading.reader.outlets
    if any(k in outlets and r[0] < outlets[k][0] for k in range(max(0, r[0] - 8), r[0] + 1)):
        return True
    if not tokens[r[0]].cap or r[0] == first:
        return False
    before = tokens[r[0] - 1]
    if before.text in OPENING:
        return _title(tokens, r)
    return (before.word is not None or before.text == ",") and not _capitals(tokens, first, r)


def _title(tokens: list[Token], r: Range) -> bool:
    """True where the quotation that the words open is too short to be a statement."""
    end = min(len(tokens), r[0] + LONGEST_NAME + 1)
    close = next((k for k in range(r[1], end) if tokens[k].text in CLOSING), None)
    return close is not None and tokens[close - 1].word is not None


def _capitals(tokens: list[Token], first: int, r: Range) -> bool:
    """True where the words around are capitalised too, as English headlines are."""
    around = [t for t in tokens[first : r[1] + 4] if t.word is not None and len(t.text) > 3]
    return sum(t.cap for t in around) * 3 > len(around) * 2
