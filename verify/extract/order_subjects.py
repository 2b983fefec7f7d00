"""Which noun phrase a verb belongs to, by word order: next to it, across an apposition, behind it, shared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verify.extract.order_phrases import word_classes
from verify.languages.words import Pos
from verify.model import SourceKind

if TYPE_CHECKING:
    from verify.extract.cues import Cue
    from verify.extract.frames import Scene
    from verify.extract.mentions import Mention

_LIGHT = Pos.ADV | Pos.AUX


def subject(scene: Scene, cue: Cue, *, inverted: bool) -> Mention | None:
    """The noun phrase that a verb belongs to; None where the sentence shows none.

    inverted: what is said stands before the verb, so the subject may follow it ("…", said X).
    """
    seg = scene.segs[cue.segment]
    k = _back_over_small_words(scene, cue.first, seg.first)
    if cue.gerund:
        beside = next((m for m in scene.mentions(cue.segment) if m.last == k), None)
        return beside if beside is not None and usable(beside) else _of_main_clause(scene, cue)
    w = scene.word(k - 1) if k > seg.first else None
    if w is not None and "relative" in w.classes:
        return (
            _leftmost(scene, scene.mentions(cue.segment), seg.first, k - 1)
            or next((m for m in reversed(scene.mentions(cue.segment)) if m.last == k - 1), None)
            or (_antecedent(scene, cue.segment) if k - 1 == seg.first else None)
        )
    if w is not None and w.pos & Pos.CONJ and not w.pos & Pos.SUBORD:
        following = _following(scene, cue) if inverted and k - 1 == seg.first else None
        return following or _shared(scene, cue, k - 1)
    if k == seg.first:
        following = _following(scene, cue) if inverted else None
        return following or across(scene, cue)
    return _leftmost(scene, scene.mentions(cue.segment), seg.first, k)


def _back_over_small_words(scene: Scene, k: int, first: int) -> int:
    while k > first:
        w = scene.word(k - 1)
        if w is not None and "weekday" in w.classes and k - 2 > first and _on_a_day(scene, k - 2):
            k -= 2  # "freed the money and | on Monday | announced"
            continue
        if (
            w is None
            or (scene.reader.tokens[k - 1].cap and k - 1 > first)  # "USA Today | has learned"
            or not (w.pos & _LIGHT or "negation" in w.classes or "both_word" in w.classes)
            or (w.pos & (Pos.NOUN | Pos.SUBORD) and not w.pos & Pos.AUX)
        ):
            break
        k -= 1
    return k


def _on_a_day(scene: Scene, k: int) -> bool:
    """True for a preposition in front of a day, behind a conjunction."""
    w, before = scene.word(k), scene.word(k - 1)
    joined = before is not None and before.pos & Pos.CONJ and not before.pos & Pos.SUBORD
    return bool(joined) and "adverbial_preposition" in word_classes(w)


def usable(m: Mention) -> bool:
    return "time_word" not in m.classes and m.reference != "state"


def _leftmost(scene: Scene, mentions: list[Mention], first: int, k: int) -> Mention | None:
    """The nearest phrase before k, carried left over its prepositions ("officials in the city")."""
    found: Mention | None = None
    for m in reversed(mentions):
        if m.last > k or m.first < first:
            continue
        if found is None and finite_between(scene, m.last, k):
            return None
        if found is not None and _restricted(scene, m, found.first):
            found = m  # "one person | who worked on the report | said"
            continue
        if found is not None and (not found.preposition or _breaks(scene, m.last, found.first)):
            if _coordinated(scene, m, found) and not finite_between(scene, first, m.first):
                found = m
                continue
            break
        if (
            usable(m)
            and found is None
            and m.last == k
            and "adverbial_subordinator" in word_classes(scene.word(m.first - 1))
            and m.first - 1 > first
        ):
            return m
        if usable(m) or found is None:
            found = m
            if not usable(m):
                found = None
                continue
    if found is not None and "adverbial_subordinator" in word_classes(scene.word(found.first - 1)):
        return found
    if found is None or (found.preposition and not _bare_opening(scene, found, first)):
        return None
    return found


def _restricted(scene: Scene, m: Mention, k: int) -> bool:
    """True where a relative clause opens behind a phrase, its verb before token k."""
    if m.last >= k - 1 or not word_classes(scene.word(m.last)) & {"subject_relative"}:
        return False
    return usable(m) and any(
        (w := scene.word(j)) is not None and w.pos & Pos.VERB and j not in scene.named
        for j in range(m.last + 1, k)
    )


def _coordinated(scene: Scene, a: Mention, b: Mention) -> bool:
    """True for "A and B": nothing but a conjunction between two phrases."""
    k = b.first - 1
    w = scene.word(k)
    head = scene.word(a.head)
    if head is None or (head.pos & Pos.ADJ and not head.pos & Pos.NOUN):
        return False
    if b.last - b.first == 1 and "quantifier" in b.classes:
        return False  # "… about the gap | and some say"
    return (
        w is not None
        and bool(w.pos & Pos.CONJ)
        and not w.pos & Pos.SUBORD
        and "contrast" not in w.classes
        and a.last == k
    )


def _bare_opening(scene: Scene, m: Mention, first: int) -> bool:
    w = scene.word(m.first - 1)
    return w is not None and "like_preposition" in w.classes


def _breaks(scene: Scene, a: int, b: int) -> bool:
    """True where a clause ends between two places."""
    for k in range(a, b):
        w = scene.word(k)
        if w is None:
            return True
        if (w.pos & (Pos.SUBORD | Pos.CONJ) and not w.pos & Pos.PREP) or w.pos & Pos.AUX:
            return True
        if (
            w.pos & Pos.VERB
            and not w.pos & (Pos.NOUN | Pos.ADJ)
            and not w.lower.endswith(scene.pack.participle_endings)
        ):
            return True
    return False


def finite_between(scene: Scene, a: int, b: int) -> bool:
    """True where a verb that is no participle stands in [a, b)."""
    return any(
        (w := scene.word(k)) is not None
        and w.pos & Pos.VERB
        and not w.pos & (Pos.NOUN | Pos.ADJ | Pos.AUX)
        and not w.lower.endswith(scene.pack.participle_endings)
        for k in range(a, b)
    )


def _following(scene: Scene, cue: Cue) -> Mention | None:
    """ "…", said X: the phrase right behind the verb; behind "told" stands who listens."""
    if "told_verb" in cue.classes:
        return None
    for m in scene.mentions(cue.segment):
        if m.first >= cue.last:
            return (
                m
                if m.first <= cue.last + 1 and not m.preposition and usable(m) and m.reference != "him"
                else None
            )
    return None


def _shared(scene: Scene, cue: Cue, k: int) -> Mention | None:
    """ "X resigned and said …": the subject of the clause before."""
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
        if number < n < last and opens_aside(scene, seg.first):
            continue
        fit = [m for m in scene.mentions(n) if not m.preposition and m.last <= k and usable(m)]
        opens = w is not None and w.pos & Pos.VERB and not w.pos & (Pos.NOUN | Pos.GERUND)
        if n > number and opens and fit and fit[0].first > seg.first:
            continue  # "X, granted anonymity, | called the memo a mess and said": the memo is its object
        if fit and (n == number or seg.before in (";", "-") or _verb_behind(scene, fit[0], seg.last)):
            return fit[0]
    return None


def _verb_behind(scene: Scene, m: Mention, last: int) -> bool:
    for k in range(m.last, last):
        w = scene.word(k)
        if w is not None and w.pos & (Pos.VERB | Pos.AUX):
            return True
    return False


def across(scene: Scene, cue: Cue) -> Mention | None:
    """The verb opens its segment: its subject stands before an apposition or a relative clause."""
    found: Mention | None = None
    for n in range(cue.segment - 1, max(-1, cue.segment - 7), -1):
        seg = scene.segs[n]
        if seg.quote or (seg.before in (";", ":") and found is not None):
            break
        w = scene.word(seg.first)
        if w is not None and (w.pos & Pos.SUBORD or "relative" in w.classes) and n > 0:
            continue
        if n > 0 and any(m.reference == "state" for m in scene.mentions(n)):
            continue  # "Ann Lake, | R-Ky., | the chairman, | said"
        if n > 0 and seg.before == "," and opens_aside(scene, seg.first):
            continue  # "The memo, | obtained by X on Friday, | argues"
        if n > 0 and w is not None and "like_preposition" in w.classes:
            found = None  # "Other mayors, like X and Y, have said …": those are examples
            continue
        if (opened := _opened(scene, n)) is not None and n + 1 < cue.segment:
            return opened
        fit = [m for m in scene.mentions(n) if not m.preposition and usable(m)]
        if not fit or (fit[0].first > seg.first + 2 and not (w is not None and w.pos & Pos.CONJ)):
            if found is not None:
                break
            continue
        own = next((k for k in range(fit[0].last, seg.last) if _relative(scene, k)), seg.last)
        if finite_between(scene, fit[0].last, own):
            return (
                found or fit[0]
                if (scene.segs[n + 1].before == "," and n + 1 < cue.segment) or found is None
                else found
            )
        held = found is not None and _names_somebody(found) and not _indefinite(scene, found)
        found = found if held and not _names_somebody(fit[0]) else fit[0]
    return found


def _opened(scene: Scene, n: int) -> Mention | None:
    """The phrase that ends segment n behind "after", "that": the subject of a clause that goes on behind an
    aside ("… two days after X, | which …, | said")."""
    last = next(iter(reversed(scene.mentions(n))), None)
    if last is None or last.last != scene.segs[n].last or last.first == scene.segs[n].first:
        return None
    classes = word_classes(scene.word(last.first - 1))
    return last if classes & {"adverbial_subordinator", "complementizer"} and usable(last) else None


def opens_aside(scene: Scene, k: int) -> bool:
    """True for a participle that opens an aside, its preposition or object behind it."""
    w, behind = scene.word(k), scene.word(k + 1)
    if w is None or behind is None or w.pos & (Pos.NOUN | Pos.AUX) or not w.pos & Pos.PAST:
        return False
    return w.lower.endswith(scene.pack.participle_endings) and not behind.pos & Pos.CONJ


def _relative(scene: Scene, k: int) -> bool:
    w = scene.word(k)
    return w is not None and "relative" in w.classes


def _indefinite(scene: Scene, m: Mention) -> bool:
    """ "A division of the port": an apposition, whatever body it calls by name."""
    return "indefinite" in word_classes(scene.word(m.first))


def _names_somebody(m: Mention) -> bool:
    return m.kind in (SourceKind.PERSON, SourceKind.OUTLET, SourceKind.ORGANIZATION) and not m.reference


def _antecedent(scene: Scene, number: int) -> Mention | None:
    if number == 0 or scene.segs[number - 1].quote:
        return None
    fit = scene.mentions(number - 1)
    for n in range(number - 1, max(number - 4, -1), -1):  # "said X, 24, from Y, who …"
        w = scene.word(scene.segs[n].first)
        aside = w is not None and (w.pos & Pos.PREP or w.lower[:1].isdigit() or _apposed(scene, n))
        if scene.segs[n].quote or not aside:
            fit = [] if scene.segs[n].quote else scene.mentions(n)
            break
    return fit[-1] if fit and usable(fit[-1]) else None


def _apposed(scene: Scene, n: int) -> bool:
    """ "Ann Lake, | a lawyer, | who said": segment n only tells who the one named before it is."""
    seg, fit = scene.segs[n], scene.mentions(n)
    if n == 0 or len(fit) != 1 or fit[0].first != seg.first or fit[0].last != seg.last:
        return False
    before = scene.mentions(n - 1)
    return bool(before) and before[-1].last == scene.segs[n - 1].last and _names_somebody(before[-1])


def _of_main_clause(scene: Scene, cue: Cue) -> Mention | None:
    """A participle shares the main verb's subject: the clause before it, or the one behind where it opens."""
    seg = scene.segs[cue.segment]
    main = next((m for m in scene.mentions(cue.segment) if not m.preposition and usable(m)), None)
    if main is not None and main.last < cue.first and _verb_behind(scene, main, cue.first):
        return main  # "X started a petition this week calling on Y"
    if cue.segment == 0 or all(scene.segs[n].first >= seg.first for n in range(cue.segment)):
        for n in range(cue.segment + 1, len(scene.segs)):
            if scene.segs[n].quote:
                return None
            fit = [m for m in scene.mentions(n) if not m.preposition and usable(m)]
            if fit and _verb_behind(scene, fit[0], scene.segs[n].last):
                return fit[0]
        return None
    return first_subject(scene, 0, cue.segment, cue.first)


def main_subject(scene: Scene) -> Mention | None:
    """Who or what a sentence is about: the first phrase of its main clause, else of the clause before it."""
    found: Mention | None = None
    for n, seg in enumerate(scene.segs):
        if seg.quote:
            continue
        w = scene.word(seg.first)
        opens = w is not None and bool(w.pos & (Pos.SUBORD | Pos.GERUND | Pos.PREP)) and not w.pos & Pos.PRON
        about = next((m for m in scene.mentions(n) if not m.preposition and usable(m)), None)
        if about is None:
            continue
        if not opens and about.last < seg.last and about.first <= seg.first + 1:
            if found is not None and found.kind is SourceKind.PERSON and not found.reference:
                return found if about.reference in ("he", "she") else about
            return about
        found = found or about
    return found
