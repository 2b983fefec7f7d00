"""Where a name stands in the nominative beyond doubt: it keeps its form, whatever its endings could mean.

«Пресс-секретарь министерства Мирьяна Веца сказала» is no «Мирьян Вец»: the verb's gender tells it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from verify.languages.naming import stands
from verify.languages.words import FEMN, SINGULAR, Case, Pos

if TYPE_CHECKING:
    from verify.extract.person import Person
    from verify.extract.reader import Reader

MOST = 12
"""Mentions of a person that are looked at."""
REACH = 10
"""Tokens in front of a name in which a subject's phrase begins."""
_ROLES = frozenset({"role_noun", "spokes_noun"})


def upright(reader: Reader, person: Person) -> tuple[int, int] | None:
    """The person's fullest name where a woman's verb or an office in the nominative goes with it."""
    longest = max(last - first for first, last in person.spans)
    for first, last in person.spans[:MOST]:
        if last - first == longest and (gender := _told(reader, first, last)) is not None:
            words = " ".join(t.text for t in reader.tokens[first:last] if t.word is not None)
            if any(stands(words, reader.pack.code, g) for g in gender):
                return first, last
    return None


def _told(reader: Reader, first: int, last: int) -> tuple[str, ...] | None:
    """The genders that a nominative at these tokens can have; None where it can be another case."""
    tokens = reader.tokens
    if (
        _hers(reader, first - 1)
        or _hers_behind(reader, first)
        or (_hers(reader, last) and _subject(reader, first))
    ):
        return ("femn",)
    role = tokens[first - 1].word if first else None
    if role is None or not role.classes & _ROLES or "of_person" in role.classes or role.cases != Case.NOM:
        return None
    return "masc", "femn"


def _hers_behind(reader: Reader, first: int) -> bool:
    """«Заявила | глава Национального банка Ирии | Валерия Лескова»: her verb in front of her office."""
    for k in range(first - 1, max(0, first - REACH), -1):
        w = reader.tokens[k].word
        if w is None or not w.pos & (Pos.NOUN | Pos.ADJ) or w.pos & (Pos.VERB | Pos.PREP):
            return False
        if w.classes & _ROLES and w.cases & Case.NOM:
            return _hers(reader, k - 1)
    return False


def _hers(reader: Reader, k: int) -> bool:
    """True for a verb that a woman is the subject of."""
    w = reader.tokens[k].word if 0 <= k < len(reader.tokens) else None
    return (
        w is not None
        and w.verb_genders == FEMN
        and w.verb_numbers == SINGULAR
        and bool(w.pos & Pos.VERB and w.classes & {"speak_say", "verb_believe"})
    )


def _subject(reader: Reader, first: int) -> bool:
    """True where nothing but an office stands between the clause's beginning and the name."""
    for k in range(first - 1, max(-1, first - REACH), -1):
        w = reader.tokens[k].word
        if w is None and reader.tokens[k].text in '«»"-':
            continue
        if w is None:
            return k == first - 1
        if w.classes & _ROLES:
            return bool(w.cases & Case.NOM)
        if w.pos & (Pos.VERB | Pos.PREP) and not w.pos & Pos.NOUN:
            return False
    return first == 0
