"""Interviews printed as questions and answers: what is answered is the guest's word.

«— Как оцените матч?» and «— Мы играли хорошо.» are paragraphs of their own; nothing else says who speaks.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from verify.model import Hop, SourceKind

if TYPE_CHECKING:
    from verify.extract.chains import Chain
    from verify.extract.reading import Reading
    from verify.extract.statements import Statement

QUESTIONS = 2
"""Questions alone on their line, without dashes, that make an interview; with dashes one does."""
_DASHES = "-–—"


def answered(reading: Reading) -> None:
    """Give answers without a cue to the guest: whom the article named most before its first question."""
    if not reading.reader.pack.cased:
        return
    opens, asked = _paragraphs(reading)
    if not asked or (not any(opens[p] for p in asked) and len(asked) < QUESTIONS):
        return
    dashed = any(opens[p] for p in asked)
    begins = min(opens) if not dashed else min(p for p in opens if opens[p])
    answers = [s for s in reading.statements if _answers(s, opens, asked, begins, dashed=dashed)]
    if not dashed and not any(_first_person(reading, s) for s in answers):
        return  # headings that ask, and the article's own answers
    guest = _guest(reading, begins if dashed else min(asked)) if answers else ()
    for s in answers if guest else ():
        if dashed or s.sentence.paragraph - 1 in asked:
            s.chain, s.settled = guest, True


def _paragraphs(reading: Reading) -> tuple[dict[int, bool], set[int]]:
    """Paragraph -> whether a dash opens it; and those that only ask."""
    opens: dict[int, bool] = {}
    asks: dict[int, bool] = {}
    tokens = reading.reader.tokens
    for s in reading.sentences:
        if s.number in reading.layout.title:
            continue
        opens.setdefault(s.paragraph, tokens[s.first].text in _DASHES)
        asks[s.paragraph] = tokens[s.last - 1].text == "?"
    return opens, {p for p, ends in asks.items() if ends}


def _answers(s: Statement, opens: dict[int, bool], asked: set[int], begins: int, *, dashed: bool) -> bool:
    p = s.sentence.paragraph
    if s.settled or s.headline or s.quote >= 0 or p in asked:
        return False
    return (p >= begins and opens.get(p, False)) if dashed else p - 1 in asked


def _first_person(reading: Reading, s: Statement) -> bool:
    tokens = reading.reader.tokens
    return any(t.word is not None and "first_person" in t.word.classes for t in tokens[s.first : s.last])


def _guest(reading: Reading, paragraph: int) -> Chain:
    """Who was named most in front of a paragraph; of several the one named last."""
    first = next(s.first for s in reading.sentences if s.paragraph >= paragraph)
    people = reading.reader.people
    named = [found[1] for k in people.places() if k < first and (found := people.starts(k)) is not None]
    if not named:
        return ()
    often = Counter(id(p) for p in named)
    guest = max(reversed(named), key=lambda p: often[id(p)])
    return (Hop(SourceKind.PERSON, (reading.discourse.person_name(guest),), None, None, True, 1.0, "answer"),)
