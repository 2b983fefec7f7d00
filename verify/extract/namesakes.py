"""Which of several people a surname alone means, where names do not decline: by title, spelling and place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verify.languages.naming import is_first_name, person_gender
from verify.languages.words import FEMN, MASC

if TYPE_CHECKING:
    from verify.extract.person import Person
    from verify.extract.tokens import Token

_TITLES = frozenset({"role_noun", "title_noun", "outlet_person"})
CLOSE = 5
"""Letters at the beginning by which one name is told from another, a slip of the pen allowed."""


def titled_gender(tokens: list[Token], first: int) -> str | None:
    """ "Mrs. Lake", "actress Ann Lake": what the word right before a name tells; None: nothing."""
    k = first - 1 - (first > 1 and tokens[first - 1].text == ".")
    w = tokens[k].word if k >= 0 else None
    if w is None or w.genders not in (MASC, FEMN) or not w.classes & _TITLES:
        return None
    return "masc" if w.genders == MASC else "femn"


def meant(found: list[Person], surname: str, titled: str | None, language: str) -> Person:
    """The one of these whom a surname alone means: an article calls by it whom it named in full first, the
    others by their first names. titled: the gender that a title before it tells."""
    fit = [p for p in found if titled in (p.gender or person_gender(_called(p), language), None)] or [
        p for p in found if not (p.gender or person_gender(_called(p), language))
    ]
    return min(fit or found, key=lambda p: _passing(p, surname, language))


def _called(person: Person) -> str:
    return " ".join(part.title() for part in person.parts)


def _passing(person: Person, surname: str, language: str) -> tuple[bool, bool, bool, int]:
    """The less, the likelier the surname is meant as this person's."""
    known = person.roles or person.gender or is_first_name(person.parts[0].title(), language)
    return surname != person.surname, surname not in person.parts, not known, person.place


def spelt(word: str, name: str) -> bool:
    """True for one name, a slip of the pen allowed: "Griffin" is no Grim, but "Sweeny" a Sweeney."""
    if word == name:
        return True
    alike = abs(len(word) - len(name)) <= 2 and word[:CLOSE] == name[:CLOSE] and len(word) > CLOSE
    return alike and word != name + "s"
