"""Whose office a role means: «украинский лидер», «глава МИД», «спикер министерства» after the name was given
with its office in full.

What was told of somebody stands in front of their name («министр иностранных дел Ирии Пётр Лось») or behind
it between commas. A later phrase means them by the country, by the body's initials («МИД») or by its short
form («минфин»).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from verify.languages.facts import facts, levelled
from verify.languages.words import Pos

if TYPE_CHECKING:
    from collections.abc import Iterable

    from verify.extract.discourse import Discourse
    from verify.extract.mentions import Mention
    from verify.extract.person import Person
    from verify.languages.words import Word

REACH = 16
"""Tokens in front of a name in which its office stands."""
TOLD = 8
"""Mentions of a person among which their office is looked for."""
SHORT = 3
"""Letters that a ministry's short form shares with what it is of: «мин|фин», «мин|здрав»."""
_ROLES = frozenset({"role_noun", "spokes_noun"})
Office = tuple["Word", ...]


def offices(d: Discourse, person: Person) -> list[Office]:
    """The offices told of a person, each from its first word (an adjective, the role) to its last."""
    key = id(person)
    if key not in d.told:
        found = [o for first, last in person.spans[:TOLD] for o in (_before(d, first), _behind(d, last)) if o]
        d.told[key] = list(dict.fromkeys(found))
    return d.told[key]


def _before(d: Discourse, first: int) -> Office:
    tokens, opens, k = d.reader.tokens, first, first - 1
    while k >= max(0, first - REACH):
        w = tokens[k].word
        if (w is None and tokens[k].text not in '-–—.«»"”,“') or (w is not None and _breaks(w)):
            break
        if opens < first and d.reader.people.starts(k):
            break  # «министр связи Анна Лось и министр обороны | Пётр Лесков»
        if w is not None and w.classes & _ROLES:
            opens = k
        elif w is None and tokens[k].text == "." and len(tokens[k - 1].text) > 3:
            break
        k -= 1
    if opens == first:
        return ()
    adjective = tokens[opens - 1].word if opens else None
    if adjective is not None and adjective.pos & Pos.ADJ and not adjective.pos & (Pos.NOUN | Pos.NAME):
        opens -= 1
    return _words(d, opens, first)


def _behind(d: Discourse, last: int) -> Office:
    """«Пётр Лось, | министр финансов Ирии, | …»"""
    tokens = d.reader.tokens
    if last + 1 >= len(tokens) or tokens[last].text != ",":
        return ()
    end = last + 1
    while end < min(last + REACH, len(tokens)) and (w := tokens[end].word) is not None and not _breaks(w):
        end += 1
    words = _words(d, last + 1, end)
    return words if any(w.classes & _ROLES for w in words[:2]) else ()


def _breaks(w: Word) -> bool:
    return bool(w.pos & (Pos.VERB | Pos.SUBORD)) and not w.pos & (Pos.NOUN | Pos.ADJ | Pos.PREP)


def _words(d: Discourse, first: int, last: int) -> Office:
    return tuple(t.word for t in d.reader.tokens[first:last] if t.word is not None)


def countries(d: Discourse, words: Iterable[Word]) -> set[str]:
    """The countries that words name, as a noun or an adjective."""
    known = facts(d.language).countries
    named = (lemma for w in words if w.pos & (Pos.NOUN | Pos.ADJ) for lemma in levelled(w.lemmas))
    return {known[lemma] for lemma in named if lemma in known}


def of_country(d: Discourse, m: Mention) -> set[str]:
    """The country that a role is said of: «украинский лидер», «президент США»."""
    return countries(d, _words(d, m.first, m.last))


def holds(d: Discourse, person: Person, where: set[str]) -> bool | None:
    """Whether a person's office is told to be of these countries; None where none is told."""
    told = {c for office in offices(d, person) for c in countries(d, office)} if where else set()
    return bool(told & where) if told else None


def heads(d: Discourse, person: Person, body: Iterable[Word]) -> bool:
    """True where a body's name in short is the office told of a person: «МИД», «министр иностранных дел»."""
    return any(_short_of(w, office) for w in body for office in offices(d, person))


def _short_of(body: Word, office: Office) -> bool:
    """«МИД»: the initials of a run of the office's words; «минфин»: their beginnings."""
    short, called = body.lower, "org_noun" in body.classes
    if len(short) < 2 or body.classes & _ROLES or body.pos & (Pos.PREP | Pos.CONJ):
        return False
    words = [w for w in office if not w.pos & (Pos.PREP | Pos.CONJ)]
    for n, w in enumerate(words):
        if called and set(body.lemmas) & set(w.lemmas):
            return True
        if "".join(v.lower[0] for v in words[n : n + len(short)]) == short:
            return True
        of = words[n + 1].lower if n + 1 < len(words) else ""
        begun = called and len(short) > SHORT and short[:SHORT] == w.lower[:SHORT]
        if begun and of[:SHORT] == short[SHORT : 2 * SHORT]:
            return True
    return False
