"""Statements without a verb: «Кроки можливі лише з дозволу», «У мэра — 232 голоса», what somebody says in
quotation marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verify.languages.words import Pos

if TYPE_CHECKING:
    from verify.extract.frames import Scene
    from verify.extract.statements import Statement
    from verify.extract.tokens import Token

SHORTEST = 3
"""Words of a statement without a verb; two are enough where somebody says them."""
_AGREEING = Pos.NOUN | Pos.ADJ | Pos.NAME | Pos.PLACE | Pos.PRON
_SMALL = Pos.PREP | Pos.ADV | Pos.CONJ


def spoken(scene: Scene, s: Statement) -> bool:
    """True where the whole sentence stands in a quotation: whatever somebody says there is said."""
    if not all(g.quote for g in scene.segs):
        return False
    words = [t for a, b in s.parts for t in scene.reader.tokens[a:b] if t.word is not None]
    return len(words) >= SHORTEST - 1 and all(t.level for t in words)


def joined(tokens: list[Token], a: int, b: int, *, alone: bool) -> bool:
    """True where a dash or a figure stands for the verb, or an adjective is the predicate. alone: [a, b) is a
    whole sentence; beside something that is said a figure is a date of it («В среду, 3 мая, стало …»)."""
    words = [t for t in tokens[a:b] if t.word is not None]
    dash = any(t.text in "-–—" for t in tokens[a:b])
    figure = alone and any(t.text[0].isdigit() for t in words)
    if dash and figure:
        return len(words) >= SHORTEST
    return len(words) > SHORTEST and (dash or figure or predicate(tokens, a, b))


def predicate(tokens: list[Token], a: int, b: int) -> bool:
    """True where an adjective in the nominative follows its noun and nothing that it could qualify."""
    numbers = 0
    for k in range(a, b):
        w = tokens[k].word
        if w is None:
            continue
        if w.pos & Pos.PREP and not numbers:
            return predicate_behind(tokens, k, b)
        if w.pos == Pos.ADJ and w.nominative_numbers & numbers and _ends(tokens, k, b):
            return True
        if w.pos & (Pos.NOUN | Pos.PRON) and w.nominative_numbers:
            numbers |= w.nominative_numbers
    return False


def predicate_behind(tokens: list[Token], k: int, b: int) -> bool:
    """The same behind an opening phrase with a preposition, which ends with its first noun: «У палаті …»."""
    end = next((j for j in range(k + 1, b) if (w := tokens[j].word) is not None and w.pos & Pos.NOUN), b)
    return end + 1 < b and predicate(tokens, end + 1, b)


def _ends(tokens: list[Token], k: int, b: int) -> bool:
    """True where nothing behind an adjective is what it qualifies: another word, or the sentence's stop."""
    if k + 1 < b:
        return not _goes_on(tokens, k + 1)
    return k + 1 < len(tokens) and tokens[k + 1].text == "."


def _goes_on(tokens: list[Token], k: int) -> bool:
    """True where the word at k could be what an adjective before it qualifies."""
    w = tokens[k].word
    return w is not None and bool(w.pos & _AGREEING) and bool(w.nominative_numbers) and not w.pos & _SMALL
