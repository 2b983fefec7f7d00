"""Quotations over sentences, and direct speech whose marks got lost: one speaker, one chain."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from verify.extract.chains import taken_over
from verify.extract.frames import Candidate, Scene
from verify.extract.statements import Statement
from verify.languages.words import Pos
from verify.model import SourceKind

if TYPE_CHECKING:
    from verify.extract.reading import Reading
    from verify.extract.tokens import Quote, Sentence


_SOMEBODY = (SourceKind.PERSON, SourceKind.ANONYMOUS)


def spread_quotes(reading: Reading, made: list[Statement], s: Sentence) -> None:
    """A quotation that runs over sentences has one chain; find which statement lies in which
    quotation."""
    for statement in made:
        quote = _quote_of(reading, statement)
        if quote is None:
            continue
        statement.quote = quote.first
        if statement.settled and statement.chain:
            reading.quote_chains[quote.first] = statement.chain
        elif (
            not statement.settled and s.number - reading.spoke[0] <= 2 and s.paragraph - reading.spoke[1] <= 1
        ):
            statement.context = reading.spoke[2]
    if reading.pending and made and not any(m.settled for m in made):
        after_colon = s.paragraph <= reading.pending_paragraph + (1 if reading.pending_speech else 0)
        after_colon = after_colon and (reading.pending_speech or all(m.quote >= 0 for m in made))
        if after_colon and s.paragraph >= reading.pending_paragraph:
            reading.alone.content.extend((a, b) for m in made for a, b in m.parts)
            for statement in made:
                statement.chain, statement.settled = reading.pending, True
                if statement.quote >= 0:
                    reading.quote_chains[statement.quote] = reading.pending
        elif not after_colon:
            reading.pending = ()
    elif made:
        reading.pending = ()


def lost_marks(
    reading: Reading, scene: Scene, accepted: list[Candidate], made: list[Statement], s: Sentence
) -> None:
    """«A. B. C, — сказал X» without marks: direct speech back to the paragraph's start, its marks
    lost."""
    closing = next((c for c in accepted if c.rule == "verb-around"), None)
    if (
        closing is None
        or not made
        or made[0].quote >= 0
        or not reading.reader.pack.cased
        or not made[0].chain
    ):
        return
    seg = scene.segs[closing.segment]
    dashed = seg.before == "-" and reading.reader.tokens[seg.first - 2].text == ","
    if not dashed and not _first_person(reading, scene.first, s.last):
        return
    for statement in reversed(reading.statements):
        if statement.sentence.paragraph != s.paragraph or statement.settled or statement.quote >= 0:
            break
        if not dashed and not _first_person(reading, statement.first, statement.last):
            break
        statement.chain, statement.settled = made[0].chain, True


def _first_person(reading: Reading, first: int, last: int) -> bool:
    """True where somebody says «мы», «наш»: nobody's own voice in news, but a quotation without its
    marks."""
    return any(
        t.word is not None and ("first_person" in t.word.classes or t.word.pos & Pos.FIRST)
        for t in reading.reader.tokens[first:last]
    )


def _quote_of(reading: Reading, s: Statement) -> Quote | None:
    """The outermost statement quotation that holds most of the statement."""
    a, b = s.parts[0]
    before = bisect_right(reading.quotes, a, key=lambda q: q.first)
    held = before and reading.quotes[before - 1].first < b and reading.quotes[before - 1].last >= s.last - 1
    return reading.quotes[before - 1] if held else None


def settle_quotes(reading: Reading) -> None:
    """Statements in quotations take their quotation's chain; a quotation without a cue goes on with the
    speaker of the one before it."""
    previous: Statement | None = None
    for s in reading.statements:
        if not s.settled and s.quote >= 0:
            chain = reading.quote_chains.get(s.quote)
            if chain is None and previous is not None and previous.chain and _goes_on(previous, s):
                chain = taken_over(previous.chain)
            if chain is None and s.context:
                chain = taken_over(s.context)
            if chain:
                s.chain, s.settled = chain, True
        previous = s


def speaks_on(reading: Reading) -> None:
    """«Поезда ходят, заявил мэр. Мы работаем по плану.»: whoever says «мы» outside marks, right behind a
    speaker and in the same paragraph, goes on with what they said, the marks lost."""
    for before, s in pairwise(reading.statements):
        if s.settled or s.quote >= 0 or not before.settled or not before.chain:
            continue
        near = s.sentence.paragraph == before.sentence.paragraph
        near = near and s.sentence.number - before.sentence.number == 1
        if near and before.chain[-1].kind in _SOMEBODY and _first_person(reading, s.first, s.last):
            s.chain, s.settled = taken_over(before.chain), True


def _goes_on(before: Statement, s: Statement) -> bool:
    """True where a quotation without a cue follows its speaker's words closely."""
    near = s.sentence.paragraph - before.sentence.paragraph <= 1
    return near and before.settled and s.sentence.number - before.sentence.number <= 2
