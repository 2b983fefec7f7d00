"""What reads as a statement: no question, no scrap that a lost link or words that attribute left over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verify.extract.cues import phrase_end
from verify.extract.nominal import joined, spoken
from verify.languages.words import Pos

if TYPE_CHECKING:
    from verify.extract.frames import Scene
    from verify.extract.statements import Statement
    from verify.extract.tokens import Token

_VERBAL = Pos.VERB | Pos.SHORT | Pos.INF


def states(scene: Scene, s: Statement, *, alone: bool) -> bool:
    """True for what reads as a statement. alone: nothing in its sentence attributes."""
    tokens = scene.reader.tokens
    words = [t for x, y in s.parts for t in tokens[x:y] if t.word is not None]
    if not any(t.text[0].isalpha() for t in words) or _asked(tokens, s):
        return False
    verbal = any(t.word.pos & (_VERBAL | Pos.PRON) for t in words if t.word)
    if s.by:
        broken = s.by[0].rule in ("verb-clause", "by") and not any(
            t.text in ".!?…" for t in tokens[s.last : s.sentence.last]
        )
        return verbal or (len(words) >= 2 and not (broken and scene.pack.cased))
    if spoken(scene, s):
        return True
    if scene.pack.cased and (_scrap(scene, s) or _asks(scene, s)):
        return False
    if not scene.pack.cased and not alone and _occasion(scene, s, words):
        return False
    if not scene.pack.cased or s.headline:
        return len(words) >= (2 if verbal else 4)
    first = _connected(scene, s.first, s.last)
    if any(t.word.pos & _VERBAL for t in tokens[first : s.last] if t.word is not None):
        return len(words) >= 2
    pronoun = any(t.word.pos & Pos.PRON for t in tokens[first : s.last] if t.word is not None)
    if pronoun and alone and len(words) > 2:
        return True
    return joined(tokens, s.first, s.last, alone=alone)


LONGEST_OCCASION = 5
"""Words of "His comments came | as X said …", which say nothing but that somebody said something."""


def _occasion(scene: Scene, s: Statement, words: list[Token]) -> bool:
    """True for "He spoke | after X claimed …", "The remarks came | as X said …"."""
    behind, first = scene.word(s.last) if s.last < scene.last else None, words[0].word
    if len(words) > LONGEST_OCCASION or behind is None or first is None:
        return False
    somebody = first.classes & {"his", "subject_pronoun"} and not first.classes & {"it"}
    speech = any(t.word is not None and "statement_noun" in t.word.classes for t in words)
    return bool((somebody or speech) and behind.classes & {"adverbial_subordinator", "as_word"})


def _asked(tokens: list[Token], s: Statement) -> bool:
    """True where the first mark behind the statement asks."""
    for t in tokens[s.last : s.last + 3]:
        if t.word is not None or t.text in ".!":
            return False
        if t.text == "?":
            return True
    return False


def _connected(scene: Scene, a: int, b: int) -> int:
    """First token behind «При этом», «Кроме того,», which say nothing themselves."""
    return phrase_end(scene.reader.tokens, a, b, scene.pack, "connective") or a


def _scrap(scene: Scene, s: Statement) -> bool:
    """True for what lost its end: «Как сообщал «Вестник»,», «… заявив, что», «Вчера суд вынес .»"""
    tokens = scene.reader.tokens
    a, b = s.parts[-1]
    opening = tokens[s.sentence.first].word
    if opening is not None and "as_word" in opening.classes and all(t.text not in ",:" for t in tokens[a:b]):
        heard = [t.word.classes for t in tokens[a:b] if t.word is not None and t.word.pos & Pos.VERB]
        if len(heard) == 1 and "speak_say" in heard[0]:
            return True
    ending = next((t for t in reversed(tokens[a:b]) if t.word is not None), None)
    last = ending.word if ending is not None else None
    if ending is None or last is None or ("complementizer" in last.classes and not ending.cap):
        return True
    stop = tokens[b] if b < len(tokens) else None
    parted = stop is not None and stop.text == "." and stop.start > tokens[b - 1].end
    return parted and bool(last.pos & Pos.VERB) and not last.pos & Pos.NOUN


def _asks(scene: Scene, s: Statement) -> bool:
    """True for a question that lost its mark: a clause that opens with «Почему», or has «ли» near there."""
    tokens = scene.reader.tokens
    words = [t.word for t in tokens[s.first : s.last] if t.word is not None]
    if any(t.text in ",:;-–—" for t in tokens[s.first : s.last]) or s.first > s.sentence.first + 1:
        return False
    if any("whether" in w.classes for w in words[:3]):
        return True
    verbs = sum(bool(w.pos & (Pos.VERB | Pos.SHORT)) and not w.pos & Pos.NOUN for w in words)
    asks = words[0].lower in scene.pack.data["sentence"].get("asks", ()) and s.sentence.paragraph == 0
    return (asks or "interrogative_content" in words[0].classes) and not words[0].pos & Pos.NOUN and verbs < 2
