"""Languages that show who does what by word order: where a noun phrase ends, and which one a verb belongs to.

Case languages go by agreement (mentions, subjects); here the place of a word decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from verify.languages.words import PLURAL, Pos
from verify.model import SourceKind

if TYPE_CHECKING:
    from verify.extract.cues import Cue
    from verify.extract.frames import Scene
    from verify.extract.mentions import Mention, Reader
    from verify.extract.tokens import Token
    from verify.languages.words import Word

_FUNCTION = Pos.PREP | Pos.CONJ | Pos.SUBORD | Pos.AUX
_LIGHT = Pos.ADV | Pos.AUX
_NONE: frozenset[str] = frozenset()


# -- noun phrases
# -----------------------------------------------------------------------------------------------


def extent(reader: Reader, i: int, last: int, start: int) -> tuple[int, int]:
    """End of the phrase that begins at token i and its head, the last noun before a complement (-1: none)."""
    tokens = reader.tokens
    head, k, soft = -1, i, -1
    while k < last:
        step = reader._outlet_end(k)
        if step:
            head, k = step - 1, step
            continue
        person = reader.people.starts(k)
        if person is not None and person[0] <= last:
            head, k = person[0] - 1, person[0]
            continue
        t = tokens[k]
        if t.word is None:
            step = reader._quoted_name(k, last)
            if not step and head >= 0:
                step = k + (reader._skips(k, last) or 0)
                k, step = (step, 0) if step > k else (k, -1)
                if step == 0:
                    continue
            if step <= 0:
                break
            head, k = step - 2, step
            continue
        if not _belongs(reader, k, i, head, start):
            head = head if head >= 0 else soft
            step = reader._complement(k, last, head, i) if head >= 0 else 0
            if not step:
                break
            return step, head
        if t.word.pos & Pos.ADJ and (t.word.pos & Pos.NOUN or t.cap):
            soft = k
            head = k if head >= 0 else head
        elif t.word.pos & Pos.NOUN or t.cap and not t.word.pos & (Pos.DET | Pos.ADJ | Pos.NUM) or not t.word.pos:
            head = k
        elif "quantifier" in t.word.classes and head < 0 and k + 1 < last and tokens[k + 1].text.lower() == "of":
            head = k
        k += 1
    head = head if head >= 0 else soft
    if head < 0 and k > i and (w := tokens[k - 1].word) is not None and w.classes & {"quantifier", "group_noun"}:
        head = k - 1
    return k, head


def _belongs(reader: Reader, k: int, first: int, head: int, start: int) -> bool:
    """True where the word at k goes on with the noun phrase so far."""
    t = reader.tokens[k]
    w = t.word
    assert w is not None
    before = reader.tokens[k - 1].word if k > first else None
    if t.level != reader.tokens[first].level and not (t.level > 0 and reader.tokens[first].level == 0 and t.cap):
        return False
    if "time_word" in w.classes and head >= 0 and not t.text.endswith(("’s", "'s")):
        return False
    if t.cap and k > start:
        return not w.pos & (_FUNCTION | Pos.PRON | Pos.ADV) or bool(w.pos & Pos.NOUN and not w.pos & _FUNCTION)
    if w.pos & _FUNCTION and not (w.pos & Pos.ADJ and head < 0 and k > first):
        return False
    if w.pos & Pos.PRON and not w.pos & Pos.DET:
        return False
    if w.pos & Pos.DET and (head >= 0 or k > first and not (before is not None and before.pos & (Pos.DET | Pos.ADJ | Pos.ADV))):
        return False
    if w.pos & Pos.ADV and not w.pos & (Pos.NOUN | Pos.ADJ):
        return head < 0 and (k > first or _modifies(reader, k))
    if w.pos & (Pos.VERB | Pos.GERUND):
        return _nominal(reader, k, first, head)
    if w.pos & Pos.ADJ and not w.pos & Pos.NOUN and head >= 0:
        return False
    return True


def _modifies(reader: Reader, k: int) -> bool:
    """True for an adverb of degree in front of a phrase ("just 9 percent", "about half")."""
    nxt = reader.tokens[k + 1].word if k + 1 < len(reader.tokens) else None
    return nxt is not None and bool(nxt.pos & Pos.NUM or nxt.lower[:1].isdigit() or "quantifier" in nxt.classes)


def _nominal(reader: Reader, k: int, first: int, head: int) -> bool:
    """A form that may be a verb is a noun or a modifier by what stands before it and by its ending."""
    if k == first:
        nxt = reader.tokens[k + 1] if k + 1 < len(reader.tokens) else None
        w = reader.tokens[k].word
        return w is not None and bool(w.pos & (Pos.NOUN | Pos.ADJ)) and nxt is not None and nxt.word is not None and not nxt.word.pos & Pos.DET
    w, before = reader.tokens[k].word, reader.tokens[k - 1].word
    assert w is not None
    if before is None:
        return False
    possessive = reader.tokens[k - 1].text.endswith(("’s", "'s", "s’", "s'", "’"))
    if possessive or before.pos & (Pos.DET | Pos.ADJ | Pos.NUM) and not before.pos & Pos.PRON:
        return True
    if "his" in before.classes:
        return True
    if head < 0 or not w.pos & Pos.NOUN:
        return False
    if w.pos & Pos.GERUND:
        return True
    plural = before.numbers == PLURAL and not reader.tokens[k - 1].cap
    third = w.lower.endswith("s")
    if w.pos & Pos.VERB and w.lower.endswith("ed"):
        return False
    return plural if third else not plural


def verbal(tokens: list[Token], k: int, first: int) -> bool:
    """True where a form that can be a noun too ("claims", "report") is a verb by its place."""
    w = tokens[k].word
    assert w is not None
    nxt = tokens[k + 1].word if k + 1 < len(tokens) else None
    if k == first:
        return not (nxt is not None and nxt.pos & (Pos.PREP | Pos.VERB) and "complementizer" not in nxt.classes)
    before = tokens[k - 1].word
    if before is None:
        return True
    if tokens[k - 1].text.endswith(("’s", "'s", "s’", "s'")) or "his" in before.classes:
        return False
    if nxt is not None and nxt.pos & (Pos.VERB | Pos.AUX) and not nxt.pos & (Pos.NOUN | Pos.ADJ):
        return False
    if before.pos & Pos.CONJ and nxt is not None and nxt.pos & Pos.NOUN and not nxt.pos & (Pos.DET | Pos.PRON) and not tokens[k + 1].cap and not w.lower.endswith(("ed", "s")):
        return False
    if before.pos & (Pos.AUX | Pos.CONJ | Pos.SUBORD | Pos.PRON) and not before.pos & Pos.DET:
        return True
    if before.pos & (Pos.DET | Pos.PREP | Pos.ADJ) and not before.pos & (Pos.NOUN | Pos.PRON) or before.pos & (Pos.VERB | Pos.GERUND) and not before.pos & Pos.NOUN:
        return False
    if w.lower.endswith("ed") or tokens[k - 1].cap or before.pos & Pos.ADV:
        return True
    plural = before.numbers == PLURAL
    return not plural if w.lower.endswith("s") else plural


def words_end(scene: Scene, number: int) -> int:
    """End of a segment's words, marks behind them left out."""
    seg = scene.segs[number]
    end = seg.last
    while end > seg.first and scene.word(end - 1) is None:
        end -= 1
    return end


# -- subjects
# ----------------------------------------------------------------------------------------------------


def subject(scene: Scene, cue: Cue, *, inverted: bool) -> Mention | None:
    """The noun phrase that a verb belongs to; None where the sentence shows none.

    inverted: what is said stands before the verb, so the subject may follow it ("…", said X).
    """
    seg = scene.segs[cue.segment]
    k = _back_over_small_words(scene, cue.first, seg.first)
    if cue.gerund:
        return _of_main_clause(scene, cue)
    w = scene.word(k - 1) if k > seg.first else None
    if w is not None and "relative" in w.classes:
        return _leftmost(scene, scene.mentions(cue.segment), seg.first, k - 1) or (_antecedent(scene, cue.segment) if k - 1 == seg.first else None)
    if w is not None and w.pos & Pos.CONJ and not w.pos & Pos.SUBORD:
        following = _following(scene, cue) if inverted and k - 1 == seg.first else None
        return following or _shared(scene, cue, k - 1)
    if k == seg.first:
        following = _following(scene, cue) if inverted else None
        return following or _across(scene, cue)
    return _leftmost(scene, scene.mentions(cue.segment), seg.first, k)


def _back_over_small_words(scene: Scene, k: int, first: int) -> int:
    while k > first:
        w = scene.word(k - 1)
        if w is None or not (w.pos & _LIGHT or "negation" in w.classes or "both_word" in w.classes) or w.pos & (Pos.NOUN | Pos.SUBORD) and not w.pos & Pos.AUX:
            break
        k -= 1
    return k


def _usable(m: Mention) -> bool:
    return "time_word" not in m.classes


def _leftmost(scene: Scene, mentions: list[Mention], first: int, k: int) -> Mention | None:
    """Of the phrases before k the nearest, carried left over its prepositional phrases ("officials in the city")."""
    found: Mention | None = None
    for m in reversed(mentions):
        if m.last > k or m.first < first:
            continue
        if found is None and _finite_between(scene, m.last, k):
            return None
        if found is not None and (not found.preposition or _breaks(scene, m.last, found.first)):
            if _coordinated(scene, m, found) and not _finite_between(scene, first, m.first):
                found = m
                continue
            break
        if _usable(m) and found is None and m.last == k and "adverbial_subordinator" in word_classes(scene.word(m.first - 1)) and m.first - 1 > first:
            return m
        if _usable(m) or found is None:
            found = m
            if not _usable(m):
                found = None
                continue
    if found is not None and "adverbial_subordinator" in word_classes(scene.word(found.first - 1)):
        return found
    if found is None or found.preposition and not _bare_opening(scene, found, first):
        return None
    return found


def _coordinated(scene: Scene, a: Mention, b: Mention) -> bool:
    """"A and B": nothing but a conjunction between two phrases, or between b and what a's preposition carries."""
    k = b.first - 1
    w = scene.word(k)
    return w is not None and bool(w.pos & Pos.CONJ) and not w.pos & Pos.SUBORD and "contrast" not in w.classes and a.last == k


def _bare_opening(scene: Scene, m: Mention, first: int) -> bool:
    w = scene.word(m.first - 1)
    return w is not None and "like_preposition" in w.classes


def _breaks(scene: Scene, a: int, b: int) -> bool:
    """True where a clause ends between two places."""
    for k in range(a, b):
        w = scene.word(k)
        if w is None:
            return True
        if w.pos & (Pos.SUBORD | Pos.CONJ) and not w.pos & Pos.PREP or w.pos & Pos.AUX:
            return True
        if w.pos & Pos.VERB and not w.pos & (Pos.NOUN | Pos.ADJ) and not w.lower.endswith(("ed", "ing")):
            return True
    return False


def _finite_between(scene: Scene, a: int, b: int) -> bool:
    return any((w := scene.word(k)) is not None and w.pos & Pos.VERB and not w.pos & (Pos.NOUN | Pos.ADJ | Pos.AUX) and not w.lower.endswith("ed") for k in range(a, b))


def _following(scene: Scene, cue: Cue) -> Mention | None:
    """"…", said X: the phrase right behind the verb."""
    for m in scene.mentions(cue.segment):
        if m.first >= cue.last:
            return m if m.first <= cue.last + 1 and not m.preposition and _usable(m) and not m.reference == "him" else None
    return None


def _shared(scene: Scene, cue: Cue, k: int) -> Mention | None:
    """"X resigned and said …": the subject of the clause before."""
    return first_subject(scene, 0, cue.segment, k)


def first_subject(scene: Scene, number: int, last: int, k: int) -> Mention | None:
    """The first phrase without a preposition in segments [number, last] before token k."""
    for n in range(last, number - 1, -1):
        seg = scene.segs[n]
        if seg.quote:
            return None
        w = scene.word(seg.first)
        if w is not None and w.pos & Pos.SUBORD and n > number:
            continue
        fit = [m for m in scene.mentions(n) if not m.preposition and m.last <= k and _usable(m)]
        if fit and (n == number or seg.before in (";", "-") or _verb_behind(scene, fit[0], seg.last)):
            return fit[0]
    return None


def _verb_behind(scene: Scene, m: Mention, last: int) -> bool:
    for k in range(m.last, last):
        w = scene.word(k)
        if w is not None and w.pos & (Pos.VERB | Pos.AUX):
            return True
    return False


def _across(scene: Scene, cue: Cue) -> Mention | None:
    """The verb opens its segment: its subject stands before an apposition or a relative clause."""
    found: Mention | None = None
    for n in range(cue.segment - 1, max(-1, cue.segment - 7), -1):
        seg = scene.segs[n]
        if seg.quote or seg.before in (";", ":") and found is not None:
            break
        w = scene.word(seg.first)
        if w is not None and (w.pos & Pos.SUBORD or "relative" in w.classes) and n > 0:
            continue
        fit = [m for m in scene.mentions(n) if not m.preposition and _usable(m)]
        if not fit or fit[0].first > seg.first + 2 and not (w is not None and w.pos & Pos.CONJ):
            if found is not None:
                break
            continue
        if _finite_between(scene, fit[0].last, seg.last):
            return found or fit[0] if scene.segs[n + 1].before == "," and n + 1 < cue.segment or found is None else found
        found = fit[0] if found is None or _names_somebody(fit[0]) or not _names_somebody(found) else found
    return found


def _names_somebody(m: Mention) -> bool:
    return m.kind in (SourceKind.PERSON, SourceKind.OUTLET, SourceKind.ORGANIZATION) and not m.reference


def _antecedent(scene: Scene, number: int) -> Mention | None:
    if number == 0 or scene.segs[number - 1].quote:
        return None
    fit = scene.mentions(number - 1)
    return fit[-1] if fit and _usable(fit[-1]) else None


def _of_main_clause(scene: Scene, cue: Cue) -> Mention | None:
    """A participle shares the main verb's subject: the clause before it, or the one behind where it opens."""
    seg = scene.segs[cue.segment]
    if cue.segment == 0 or all(scene.segs[n].first >= seg.first for n in range(cue.segment)):
        for n in range(cue.segment + 1, len(scene.segs)):
            if scene.segs[n].quote:
                return None
            fit = [m for m in scene.mentions(n) if not m.preposition and _usable(m)]
            if fit and _verb_behind(scene, fit[0], scene.segs[n].last):
                return fit[0]
        return None
    return first_subject(scene, 0, cue.segment, cue.first)


def listener_end(scene: Scene, k: int, last: int, classes: frozenset[str]) -> int:
    """End of what stands between a verb and what is said: the listener, times, adverbs ("told X on Monday")."""
    moved = True
    if "listener_verb" in classes:
        heard = next((m for m in scene.reader.mentions(k, last) if m.first == k), None)
        if heard is not None:
            k = heard.last
    while moved and k < last:
        moved = False
        w = scene.word(k)
        if w is None:
            break
        if "time_word" in w.classes or w.pos & Pos.ADV and not w.pos & (Pos.NOUN | Pos.ADJ | Pos.SUBORD | Pos.PRON | Pos.DET):
            k, moved = k + 1, True
        elif "adverbial_preposition" in w.classes and k + 1 < last:
            inner = next((m for m in scene.reader.mentions(k + 1, last) if m.first == k + 1), None)
            if inner is not None:
                k, moved = inner.last, True
    return k


def word_classes(w: Word | None) -> frozenset[str]:
    return w.classes if w is not None else _NONE
