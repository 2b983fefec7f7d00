"""Surnames that are other words in English ("Mark Cuban"): told by a first name, read so where they fit."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from verify.languages.naming import is_first_name
from verify.languages.words import FEMN, MASC, Pos

if TYPE_CHECKING:
    from verify.extract.tokens import Token
    from verify.languages import Pack
    from verify.languages.words import Word

_NONE: frozenset[str] = frozenset()
_BODIES = frozenset(
    {"org_noun", "outlet_noun", "company_word", "company_mark", "media_word", "platform", "time_word"}
)


def christen(tokens: list[Token], pack: Pack, titles: list[range]) -> None:
    """Make names of the words that the article shows to be somebody's surname."""
    places = [k for k, t in enumerate(tokens) if t.cap and t.word is not None and _odd(t.word, t.text)]
    if not places:
        return
    inside = {k for r in titles for k in r}
    named = {_bare(tokens[k].text) for k in places if k not in inside and _introduced(tokens, k, pack)}
    for k in places if named else ():
        t = tokens[k]
        if _bare(t.text) in named and (_introduced(tokens, k, pack) or _fits(tokens, k, pack)):
            assert t.word is not None
            pos = Pos.NOUN | (t.word.pos & Pos.POSSESSIVE)
            t.word = replace(t.word, lemmas=(), pos=pos, genders=MASC | FEMN, known=False, classes=_NONE)


def _odd(w: Word, text: str) -> bool:
    """True for "May", "Cuban", "Quick", "Cook": words that the finder of names takes for something else."""
    if len(text) < 3 or text.isupper() or w.classes & _BODIES:
        return False
    return bool(w.classes or w.pos & ~(Pos.NOUN | Pos.NAME | Pos.POSSESSIVE))


def _bare(text: str) -> str:
    return text[:-2] if text.endswith(("'s", "’s")) else text


def _introduced(tokens: list[Token], k: int, pack: Pack) -> bool:
    """ "Theresa May", "Mrs. May", no capital behind it that goes on ("Virginia American Water")."""
    j = k - 1 - (k > 1 and tokens[k - 1].text == ".")
    before, behind = tokens[j] if j >= 0 else None, tokens[k + 1] if k + 1 < len(tokens) else None
    if before is None or before.word is None or not before.cap or (behind is not None and behind.cap):
        return False
    if "title_noun" in before.word.classes and before.word.genders in (MASC, FEMN):
        return True
    plain = not before.word.classes & {"demonym_place", "time_word", "month_word"}
    return j == k - 1 and plain and is_first_name(before.text, pack.code)


def _fits(tokens: list[Token], k: int, pack: Pack) -> bool:
    """True where nothing near makes the word a month, a verb or somebody's origin."""
    w, before = tokens[k].word, tokens[k - 1].word if k else None
    behind = tokens[k + 1] if k + 1 < len(tokens) else None
    assert w is not None
    monthly = pack.data["months"].get("before", ())
    if before is not None and (before.lower in monthly or before.pos & (Pos.DET | Pos.AUX)):
        return False
    if w.pos & Pos.POSSESSIVE:
        return True
    if behind is None or behind.word is None:
        return behind is None or before is not None
    if behind.word.pos & Pos.ADV and not behind.word.pos & (Pos.NOUN | Pos.ADJ) and k + 2 < len(tokens):
        behind = tokens[k + 2]
    told = behind.word
    inflected = told is not None and told.pos & Pos.VERB and told.lower not in told.lemmas
    return bool(told is not None and (inflected or told.pos & Pos.AUX) and not told.pos & Pos.PREP)
