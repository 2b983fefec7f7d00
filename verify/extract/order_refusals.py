"""Verbs of saying that say nothing by their place, by word order: participles, gerunds, the author's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verify.extract.order_clauses import clause_follows, finite, is_main, words_end
from verify.extract.order_phrases import word_classes
from verify.extract.order_subjects import subject
from verify.languages.words import PLURAL, Pos

if TYPE_CHECKING:
    from verify.extract.cues import Cue
    from verify.extract.frames import Scene
    from verify.extract.mentions import Mention
    from verify.languages.words import Word


def says_nothing(scene: Scene, cue: Cue) -> bool:
    """True where a verb cue attributes nothing, whatever stands behind it."""
    return any(rule(scene, cue) for rule in _RULES)


def _reduced(scene: Scene, cue: Cue) -> bool:
    """A participle that qualifies, the clause's verb still to come ("people briefed on it said")."""
    w = scene.word(cue.first)
    if (
        w is None
        or cue.gerund
        or not w.lower.endswith(scene.pack.participle_endings)
        or cue.last >= words_end(scene, cue.segment)
    ):
        return False
    behind = scene.word(cue.last)
    if behind is None or not behind.pos & Pos.PREP or cue.first == scene.segs[cue.segment].first:
        return False
    if behind.pos & Pos.SUBORD and cue.segment and scene.segs[cue.segment - 1].quote:
        return False  # "“…,” X tweeted | after Y argued that …"
    for k in range(cue.last, words_end(scene, cue.segment)):
        v = scene.word(k)
        if v is None or (v.pos & (Pos.CONJ | Pos.SUBORD) and not v.pos & Pos.PREP):
            return False
        if v.pos & (Pos.VERB | Pos.AUX) and k not in scene.named:
            m = next((m for m in scene.mentions(cue.segment) if m.last == k and m.first > cue.first), None)
            return m is not None and bool(m.preposition)
    return False


def _participle_behind(scene: Scene, cue: Cue) -> bool:
    """A participle that opens its segment behind a whole clause ("It cost a million, compared with two")."""
    w = scene.word(cue.first)
    n = cue.segment
    if (
        w is None
        or cue.gerund
        or n == 0
        or cue.first != scene.segs[n].first
        or scene.segs[n].before != ","
        or not w.lower.endswith(scene.pack.participle_endings)
        or cue.last >= scene.segs[n].last
    ):
        return False
    behind = scene.word(cue.last)
    return behind is not None and bool(behind.pos & Pos.PREP) and is_main(scene, n - 1)


def _finds_itself(scene: Scene, cue: Cue) -> bool:
    """ "The bank found itself in trouble": how it fares, not what it says."""
    w = scene.word(cue.last) if cue.last < scene.last else None
    return "speak_show" in cue.classes and w is not None and w.lower.endswith(("self", "selves"))


def _gives_words(scene: Scene, cue: Cue) -> bool:
    """True for "quoted" in "quoted X as saying that …", which its gerund attributes."""
    if "quote_verb" not in cue.classes:
        return False
    last = min(scene.last, cue.last + 14)  # "quoted X, a lawyer, as saying"
    return any(
        "as_word" in word_classes(scene.word(k))
        and (w := scene.word(k + 1)) is not None
        and w.pos & Pos.GERUND
        for k in range(cue.last, last - 1)
    )


def _by_author(scene: Scene, cue: Cue) -> bool:
    """ "And I support him": the author's own words, in their own voice."""
    before = _subject_word(scene, cue)
    return before is not None and "first_person" in before.classes


def _subject_word(scene: Scene, cue: Cue) -> Word | None:
    """The word in front of a verb, its adverbs and auxiliaries passed over."""
    k = cue.first - 1
    first = scene.segs[cue.segment].first
    while (
        k > first
        and (w := scene.word(k)) is not None
        and w.pos & (Pos.ADV | Pos.AUX)
        and not w.pos & Pos.PRON
    ):
        k -= 1
    return scene.word(k) if k >= first else None


def _done_to(scene: Scene, cue: Cue) -> bool:
    """ "A professor, accused by X of fraud": something is said of the noun before it."""
    w = scene.word(cue.first)
    behind = scene.word(cue.last) if cue.last < scene.last else None
    return (
        w is not None
        and not cue.gerund
        and w.lower.endswith(scene.pack.participle_endings)
        and "from_preposition" in word_classes(behind)
        and not word_classes(behind) & {"that_word"}
        and "as_word" not in word_classes(scene.word(cue.first - 1))  # "as reported by X"
    )


def _named(scene: Scene, cue: Cue) -> bool:
    """ "A company called X gave money": the name of the noun before it, the clause's own verb behind."""
    w = scene.word(cue.first)
    if "speak_name" not in cue.classes or cue.gerund or w is None or not w.pos & Pos.PAST:
        return False
    m = next((m for m in scene.mentions(cue.segment) if m.first == cue.last), None)
    v = scene.word(m.last) if m is not None and m.last < scene.segs[cue.segment].last else None
    return v is not None and bool(v.pos & (Pos.VERB | Pos.AUX)) and not v.pos & (Pos.NOUN | Pos.ADJ)


def _not_done(scene: Scene, cue: Cue) -> bool:
    """ "Avoided criticizing", "means acknowledging", "a policy of not attacking", "after slamming": a gerund
    that another verb or a preposition holds says nothing by a bare object."""
    if not cue.gerund or cue.first == scene.segs[cue.segment].first:
        return False
    k = cue.first - 1
    first = scene.segs[cue.segment].first
    while k > first and (w := scene.word(k)) is not None and ("negation" in w.classes or w.pos & Pos.ADV):
        k -= 1
    w = scene.word(k)
    if w is None or k in scene.named or (w.pos & Pos.SUBORD and not w.pos & Pos.PREP):
        return False
    held = w.pos & (Pos.VERB | Pos.PREP) and not w.pos & Pos.AUX and "as_word" not in w.classes
    return bool(held) and not _clause(scene, cue)


def _clause(scene: Scene, cue: Cue) -> bool:
    """True where "that" or a quotation follows: words after all."""
    near = range(cue.last, min(cue.last + 6, scene.last))
    if "speak_say" in cue.classes and clause_follows(scene, cue.last, scene.segs[cue.segment].last):
        return True
    return any("that_word" in word_classes(scene.word(k)) for k in near) or any(
        g.quote or g.before == ":" for g in scene.segs[cue.segment + 1 : cue.segment + 3]
    )


def _modifier(scene: Scene, cue: Cue) -> bool:
    """ "The fifth minute of added time", "the reported attack": a participle that only describes."""
    w = scene.word(cue.first)
    before = scene.word(cue.first - 1) if cue.first > scene.segs[cue.segment].first else None
    if w is None or before is None or not w.pos & Pos.PAST or w.pos & Pos.NOUN:
        return False
    if before.pos & Pos.PREP:
        return not before.pos & (Pos.SUBORD | Pos.ADV)
    behind = scene.word(cue.last) if cue.last < scene.segs[cue.segment].last else None
    article = before.classes & {"article", "indefinite"} and not before.pos & Pos.PRON
    return behind is not None and bool(behind.pos & (Pos.NOUN | Pos.ADJ)) and bool(article)


def _done_to_subject(scene: Scene, cue: Cue) -> bool:
    """ "Ministers accused of hiding a report", "drivers warned to stay away": a headline's passive, or what
    was said of the noun before it."""
    w = scene.word(cue.first)
    behind = scene.word(cue.last) if cue.last < scene.segs[cue.segment].last else None
    if w is None or behind is None or cue.gerund or not w.pos & Pos.PAST:
        return False
    if "speak_accuse" in cue.classes and "about_preposition" in behind.classes:
        return True
    told = cue.classes & {"listener_verb", "demand_verb"} and "infinitive_mark" in behind.classes
    return bool(told) and "own_deed_verb" not in cue.classes


def _moves(scene: Scene, cue: Cue) -> bool:
    """ "The car slammed into a wall", "blasted out an email": something moves."""
    behind = scene.word(cue.last) if cue.last < scene.segs[cue.segment].last else None
    return "speak_name" in cue.classes and "away_word" in word_classes(behind)


def _overhears(scene: Scene, cue: Cue) -> bool:
    """ "The crowd heard a bang": only before a court is something heard said ("the jury heard that …")."""
    if "hear_verb" not in cue.classes:
        return False
    source = subject(scene, cue, inverted=False)
    return source is None or "hearing_noun" not in source.classes


def _counts(scene: Scene, cue: Cue) -> bool:
    """ "The index added 56 points": a number grows."""
    if "counting_verb" not in cue.classes or cue.last >= scene.segs[cue.segment].last:
        return False
    t = scene.reader.tokens[cue.last]
    return t.text[:1].isdigit() or t.text in "$€£" or "quantifier" in word_classes(t.word)


def _summons(scene: Scene, cue: Cue) -> bool:
    """ "Called pensioners in May", "calling donors", "called a meeting": no name is given to anybody."""
    if "calling_verb" not in cue.classes:
        return False
    end = words_end(scene, cue.segment)
    behind = scene.segs[cue.segment + 1] if cue.segment + 1 < len(scene.segs) else None
    if (behind is not None and behind.quote) or any(t.level for t in scene.reader.tokens[cue.last : end]):
        return False
    objects = [m for m in scene.mentions(cue.segment) if m.first >= cue.last]
    w = scene.word(cue.last)
    if not objects or objects[0].first > cue.last + 1 or (w is not None and w.pos & (Pos.PREP | Pos.PRON)):
        return False
    if w is not None and "time_word" in w.classes:
        return False
    return not any(_named_so(scene, k) for k in range(cue.last + 1, end)) and not any(
        _two_nouns(scene, m) for m in objects
    )


def _two_nouns(scene: Scene, m: Mention) -> bool:
    """ "Called | critics traitors": a plural in the middle of what reads as one phrase."""
    words = [w for k in range(m.first, m.last - 1) if (w := scene.word(k)) is not None]
    return any(w.numbers == PLURAL and w.pos & Pos.NOUN for w in words)


def _named_so(scene: Scene, k: int) -> bool:
    """True where what somebody is called begins at token k, right behind who is: "the council | a circus"."""
    w, before = scene.word(k), scene.word(k - 1)
    if w is None or before is None or before.pos & (Pos.PREP | Pos.CONJ | Pos.SUBORD | Pos.DET | Pos.ADV):
        return False
    if "as_word" in w.classes or (w.pos & Pos.DET and not w.pos & Pos.PRON):
        return True
    nxt = scene.word(k + 1) if k + 1 < scene.last else None
    if w.pos & Pos.ADV and nxt is not None and nxt.pos & Pos.ADJ:
        return True
    return bool(w.pos & Pos.ADJ and before.pos & Pos.NOUN and not before.pos & Pos.ADJ)


def _described(scene: Scene, cue: Cue) -> bool:
    """ "The article cites a source described as “…”": what qualifies a noun behind the clause's verb."""
    w = scene.word(cue.first)
    if "speak_name" not in cue.classes or cue.gerund or w is None or not w.pos & Pos.PAST:
        return False
    if "as_word" not in word_classes(scene.word(cue.last)):
        return False
    m = next((m for m in scene.mentions(cue.segment) if m.last == cue.first), None)
    if m is None or word_classes(scene.word(m.first - 1)) & {"relative", "adverbial_subordinator"}:
        return False
    return finite(scene, scene.segs[cue.segment].first, m.first)


_RULES = (
    _reduced, _described, _participle_behind, _gives_words, _by_author, _done_to, _named, _not_done,
    _modifier, _done_to_subject, _moves, _overhears, _counts, _summons, _finds_itself,
)  # fmt: skip
