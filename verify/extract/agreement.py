"""Case, number and gender of a noun phrase as a whole: what it agrees in with a verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verify.extract.mentions import Mention
from verify.languages.words import PLURAL, SINGULAR, Case, Pos

if TYPE_CHECKING:
    from verify.extract.reader import Reader


def select_by_quantifier(reader: Reader, base: Mention) -> None:
    """«Один из докладчиков» stands in the case and number of what selects, not of the group."""
    w = reader.tokens[base.first].word
    after = reader.tokens[base.first + 1].word if base.first + 1 < base.head else None
    if w is None or "quantifier" not in w.classes:
        return
    if after is None or "of_preposition" not in after.classes:
        if not reader.pack.cased:
            return  # the noun's own form tells
        base.numbers, base.genders = SINGULAR | PLURAL, 7  # «ряд СМИ сообщили», «часть жителей считает»
        base.cases |= w.cases & Case.NOM
        return
    base.cases = w.cases or Case.ANY
    base.numbers, base.genders = w.numbers or SINGULAR, w.genders or 7
    base.selected = True


def phrase_cases(reader: Reader, first: int, head: int) -> int:
    """Cases in which the head and what agrees with it can stand together."""
    w = reader.tokens[head].word
    if not reader.pack.cased or w is None or not w.cases:
        return Case.ANY
    cases = w.cases
    own = reader.tokens[first - 1].word if first else None
    if own is not None and "own_word" in own.classes and own.cases & cases:
        cases &= own.cases  # «со своей стороны» is no subject
    for t in reader.tokens[first:head]:
        if t.word is not None and t.word.pos & Pos.ADJ and t.word.cases & cases:
            cases &= t.word.cases
    return cases


def phrase_numbers(reader: Reader, first: int, head: int) -> int:
    w = reader.tokens[head].word
    if w is None or not w.numbers:
        return SINGULAR
    numbers = w.numbers
    opens = not first or first in reader.people.breaks  # the headline's last noun takes no complement
    before = None if opens else reader.tokens[first - 1].word
    oblique = before is not None and (
        before.pos & Pos.PREP
        or "by_noun" in before.classes
        or (before.pos & Pos.NOUN and "time_noun" not in before.classes)  # «12 травня | джерела заявили»
    )
    if numbers == SINGULAR | PLURAL and w.nominative_numbers in (SINGULAR, PLURAL) and not oblique:
        numbers = w.nominative_numbers
    elif numbers == SINGULAR | PLURAL and oblique and reader.pack.cased:
        numbers = SINGULAR
    for t in reader.tokens[first:head]:
        if (
            t.word is not None
            and t.word.pos & (Pos.ADJ | Pos.DET)
            and t.word.numbers & numbers
            and reader.pack.cased
        ):
            numbers &= t.word.numbers
    return numbers
