"""Clauses by word order: main or not, where what attributes begins, where what is said begins and ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verify.extract.order_phrases import word_classes
from verify.extract.order_subjects import subject
from verify.languages.words import Pos
from verify.model import SourceKind

if TYPE_CHECKING:
    from verify.extract.cues import Cue
    from verify.extract.frames import Scene
    from verify.extract.mentions import Mention

OBJECTS = frozenset({"speak_name", "speak_urge", "speak_judge", "speak_accuse"})
_OWNERS = ("it", "they", "he", "she")
CLAUSES = frozenset({"speak_say", "verb_believe", "speak_urge"})


def words_end(scene: Scene, number: int) -> int:
    """End of a segment's words, marks behind them left out."""
    seg = scene.segs[number]
    end = seg.last
    while end > seg.first and scene.word(end - 1) is None:
        end -= 1
    return end


def listener_end(scene: Scene, k: int, last: int, classes: frozenset[str]) -> int:
    """End of what stands between a verb and what is said: listener, times, adverbs ("told X on Monday")."""
    moved = True
    if "listener_verb" in classes:
        heard = next((m for m in scene.reader.mentions(k, last) if m.first == k), None)
        if heard is not None:
            k = heard.last
        elif (
            k < last
            and (p := scene.word(k)) is not None
            and p.pos & Pos.PRON
            and not p.pos & (Pos.DET | Pos.SUBORD)
        ):
            k += 1
    while moved and k < last:
        moved = False
        w = scene.word(k)
        if w is None:
            break
        nxt = scene.word(k + 1) if k + 1 < last else None
        if (
            "time_word" in w.classes
            or (w.pos & Pos.ADJ and nxt is not None and "time_word" in nxt.classes)  # "late Thursday"
            or (nxt is not None and _this_week(scene, k, last))
            or (
                w.pos & Pos.ADV
                and not w.pos & (Pos.NOUN | Pos.ADJ | Pos.SUBORD | Pos.PRON | Pos.DET)
                and not ("existential" in w.classes and nxt is not None and nxt.pos & (Pos.AUX | Pos.VERB))
            )
        ):
            k, moved = k + 1, True
        elif "adverbial_preposition" in w.classes and k + 1 < last:
            near = scene.reader.mentions(k + 1, last)[:2]
            inner = next((m for m in near if m.first == k + 1), None)
            if inner is not None:
                owned = inner.reference in _OWNERS and len(near) > 1 and near[1].first <= inner.last + 1
                k, moved = (near[1] if owned else inner).last, True  # "in its weekly report"
    return k


def _this_week(scene: Scene, k: int, last: int) -> bool:
    """ "Earlier | this week", not "said this week would be busy"."""
    w, nxt = scene.word(k), scene.word(k + 1)
    if w is None or nxt is None or "that_word" in w.classes or not w.pos & Pos.DET or not w.pos & Pos.PRON:
        return False
    behind = scene.word(k + 2) if k + 2 < last else None
    goes_on = (
        behind is not None and behind.pos & (Pos.VERB | Pos.AUX | Pos.NOUN) and not behind.pos & Pos.PREP
    )
    return "time_noun" in nxt.classes and not goes_on


def finite(scene: Scene, a: int, b: int) -> bool:
    """True where a finite verb stands in [a, b), outside noun phrases and infinitives."""
    for k in range(a, b):
        w = scene.word(k)
        if w is None or not w.pos & (Pos.VERB | Pos.AUX) or k in scene.named:
            continue
        if k > a and (
            word_classes(scene.word(k - 1)) & {"infinitive_mark"}
            or (not w.pos & Pos.AUX and qualifies(scene, k))
        ):
            continue
        return True
    return False


def qualifies(scene: Scene, k: int) -> bool:
    """ "Sources | close to the deal", "remarks | carried by X": what tells more of the noun before it."""
    w, behind = scene.word(k), scene.word(k + 1)
    if w is None or behind is None or k - 1 not in scene.named or w.pos & Pos.AUX:
        return False
    if "near_word" in w.classes:
        return bool(behind.pos & Pos.PREP)
    participle = w.pos & Pos.PAST and w.lower.endswith(scene.pack.participle_endings)
    return bool(participle) and "from_preposition" in behind.classes


def is_main(scene: Scene, n: int) -> bool:
    """True where segment n is a main clause or a quotation."""
    seg = scene.segs[n]
    if seg.quote:
        return True
    w = scene.word(seg.first)
    if w is not None and w.pos & Pos.CONJ and not w.pos & Pos.SUBORD and seg.first + 1 < seg.last:
        w = scene.word(seg.first + 1)  # "but before …"
    if (
        w is None
        or (w.pos & (Pos.SUBORD | Pos.GERUND) and not w.pos & Pos.PRON)
        or (w.pos & Pos.PAST and w.pos & Pos.VERB)
    ):
        return False
    if w.pos & Pos.PREP and all(m.preposition or "time_word" in m.classes for m in scene.mentions(n)):
        return False  # "In an interview read to jurors, | X said"
    hangs = (
        k for k in range(seg.first + 2, seg.last) if "adverbial_subordinator" in word_classes(scene.word(k))
    )
    return finite(scene, seg.first, next(hangs, seg.last))


def region_start(scene: Scene, cue: Cue) -> int:
    """Where the words that attribute begin: the clause with what opens it, not a statement before it."""
    inner = _relative_start(scene, cue)
    if inner >= 0:
        return inner
    joint = _second_verb(scene, cue)
    if joint >= 0:
        return joint
    n = cue.segment
    while n > 0 and not scene.segs[n - 1].quote and scene.segs[n].before in (",", "", "(", ")", "[", "]"):
        w = scene.word(scene.segs[n].first)
        w2 = (
            scene.word(scene.segs[n].first + 1)
            if n < cue.segment and scene.segs[n].first + 1 < scene.segs[n].last
            else None
        )
        joined = (
            w is not None
            and not _connective(scene, n)
            and not (w2 is not None and w2.pos & Pos.SUBORD)
            and (
                (w.pos & Pos.CONJ and not w.pos & Pos.SUBORD)
                or "contrast" in w.classes
                or (cue.gerund and n == cue.segment)
            )
        )
        if joined or (is_main(scene, n - 1) and not _holds_subject(scene, n - 1, cue)):
            break
        n -= 1
    return _from_subject(scene, n, cue)


def before_resumed(scene: Scene, cue: Cue, start: int, end: int) -> int:
    """What a relative clause says ends where its noun's own verb follows: "X, who said that …, | left"."""
    opening = scene.segs[cue.segment].first
    if cue.segment == 0 or "subject_relative" not in word_classes(scene.word(opening)):
        return end
    for seg in scene.segs[cue.segment + 1 :]:
        if seg.quote or seg.before != "," or seg.first <= start:
            continue
        k = seg.first
        while (
            k < seg.last - 1 and (w := scene.word(k)) is not None and w.pos & Pos.ADV and not w.pos & ~Pos.ADV
        ):
            k += 1
        w = scene.word(k)
        if w is not None and w.pos & (Pos.VERB | Pos.AUX) and not w.pos & (Pos.GERUND | Pos.PRON | Pos.NOUN):
            return min(end, seg.first)
    return end


def before_semicolon(scene: Scene, cue: Cue, start: int, end: int) -> int:
    """What is said by an object ends where another main clause stands behind ";"."""
    for n in range(cue.segment + 1, len(scene.segs)):
        seg = scene.segs[n]
        if (
            seg.before == ";"
            and seg.first > start
            and not seg.quote
            and clause_follows(scene, seg.first, seg.last)
        ):
            return min(end, seg.first)
    return end


FIRST_ACT = 5
"""Words before "and said" that tell something of their own: "X has closed the bridge | and says"."""


def _second_verb(scene: Scene, cue: Cue) -> int:
    """Token of "and" where the verb of saying goes on with a subject that did something first; -1: it does
    not."""
    first = scene.segs[cue.segment].first
    k = cue.first - 1
    while k > first and (w := scene.word(k)) is not None and w.pos & Pos.ADV and not w.pos & Pos.CONJ:
        k -= 1
    w = scene.word(k)
    if w is None or k <= first or not w.pos & Pos.CONJ or w.pos & Pos.SUBORD or cue.gerund:
        return -1
    source = subject(scene, cue, inverted=False)
    if source is None or source.first < first or source.last >= k - FIRST_ACT:
        return -1
    return k if finite(scene, source.last, k) else -1


def _connective(scene: Scene, n: int) -> bool:
    """ "X, | however, | said": a word alone between commas joins nothing."""
    seg = scene.segs[n]
    w = scene.word(seg.first)
    return n > 0 and seg.last - seg.first == 1 and w is not None and not w.pos & Pos.GERUND


def _from_subject(scene: Scene, n: int, cue: Cue) -> int:
    """Start of segment n, or of the subject's where an aside in dashes parts it from its verb."""
    source = subject(scene, cue, inverted=False) if scene.segs[n].before == "-" and not cue.gerund else None
    if source is None or source.first >= scene.segs[n].first:
        return scene.segs[n].first
    held = next(j for j, g in enumerate(scene.segs) if g.first <= source.first < g.last)
    parted = any(g.quote for g in scene.segs[held : n + 1]) or source.first > scene.segs[held].first + 1
    if parted:
        return scene.segs[n].first
    while held and scene.segs[held].before == "," and not is_main(scene, held - 1):
        held -= 1  # "Reached by phone, | X | - who … - | said"
    return scene.segs[held].first


def _relative_start(scene: Scene, cue: Cue) -> int:
    """Token of "that", "after" … in the cue's own segment that opens the clause of its subject; -1: none."""
    seg = scene.segs[cue.segment]
    source = subject(scene, cue, inverted=False)
    if source is None or source.last > cue.first:
        return -1
    if source.first < seg.first:
        seg = next((g for g in scene.segs if g.first <= source.first < g.last), seg)
    if source.first - 1 <= seg.first:
        return -1
    joint = scene.word(source.first - 1)
    classes = word_classes(joint)
    joins = joint is not None and joint.pos & Pos.CONJ and not joint.pos & Pos.SUBORD
    if joins and finite(scene, seg.first, source.first - 1):
        return source.first - 1  # "Shares fell after it cut prices | and it warned that …"
    return source.first - 1 if classes & {"relative", "adverbial_subordinator"} else -1


def _holds_subject(scene: Scene, n: int, cue: Cue) -> bool:
    source = subject(scene, cue, inverted=False)
    return (
        source is not None
        and source.first >= scene.segs[0].first
        and source.last <= scene.segs[n].last
        and source.last < cue.first
        and scene.segs[cue.segment].first > source.first
    )


def before_contrast(
    scene: Scene, cue: Cue, start: int, end: int, said: Mention | None, *, whole: bool = False
) -> int:
    """A reported clause ends before ", but" and a clause with a subject of its own: what the speaker did, or
    somebody named.

    said: who speaks. whole: with any subject, behind an object that is no clause.
    """
    for seg in scene.segs[cue.segment + 1 :]:
        joint = scene.word(seg.first)
        if seg.quote or seg.before != "," or seg.first <= start or joint is None:
            continue
        contrast = "strong_contrast" in joint.classes
        if not contrast and not (joint.pos & Pos.CONJ and not joint.pos & Pos.SUBORD):
            continue
        if contrast and _keeps_back(scene, seg.first + 1):
            return seg.first  # "…, | but declined to say more"
        near = scene.reader.mentions(seg.first + 1, seg.last)
        m = next((m for m in near if m.first == seg.first + 1), None)
        w = scene.word(m.last) if m is not None and m.last < seg.last else None
        if m is None or w is None or not w.pos & (Pos.VERB | Pos.AUX):
            continue
        pronoun = m.reference in _OWNERS
        own = pronoun and (_keeps_back(scene, m.last) or _speaker_again(scene, m, said, start))
        if contrast and (whole or own or not pronoun):
            return seg.first
        named = m.kind is SourceKind.PERSON and not m.reference and scene.reader.tokens[m.head].cap
        if not contrast and not whole and (named or (own and not w.pos & Pos.AUX)):
            return seg.first  # "…, and Ms. Lake left"
    return end


def _speaker_again(scene: Scene, m: Mention, said: Mention | None, start: int) -> bool:
    """ "X said the plan was dead, but | he hoped for another": a pronoun that fits whoever speaks. Where what
    is said began with it, only another time tells that something else begins."""
    if said is None:
        return False
    fits = {
        "it": said.kind in (SourceKind.ORGANIZATION, SourceKind.OUTLET),
        "they": said.kind is SourceKind.COLLECTIVE,
    }.get(m.reference, said.kind is SourceKind.PERSON)
    if not (fits or m.reference == said.reference):
        return False
    again = any(
        a.reference == m.reference for a in scene.reader.mentions(start, m.first) if a.first <= start + 1
    )
    w = scene.word(m.last)
    past = w is not None and (w.pos & Pos.PAST or "perfect" in w.classes or w.lower.endswith(("n't", "n’t")))
    return bool(past) or not again


def _keeps_back(scene: Scene, k: int) -> bool:
    """ "X said A, but | he declined to say B", "did not release B": a fact about X, nothing that X says."""
    w, behind = scene.word(k), word_classes(scene.word(k + 1)) if k + 1 < scene.last else frozenset()
    if w is None or "withhold_verb" in w.classes:
        return w is not None
    negated = w.lower.endswith(("n't", "n’t")) or "negation" in behind
    told = range(k + 1, min(k + 4, scene.last))
    return (
        bool(w.pos & Pos.AUX)
        and negated
        and any("disclose_verb" in word_classes(scene.word(j)) for j in told)
    )


def before_main(scene: Scene, cue: Cue, start: int, end: int) -> int:
    """What a clause that only opens the sentence says ends where the main clause begins: "When X said that …,
    | Y left"."""
    opening = scene.word(scene.first)
    early = range(scene.first, min(scene.first + 2, cue.first))
    opens = any("adverbial_subordinator" in word_classes(scene.word(k)) for k in early)
    opens = opens or (cue.gerund and cue.first <= scene.first + 1)  # "Recalling X, Y left"
    if not opens or opening is None or any(is_main(scene, n) for n in range(cue.segment)):
        return end
    for n in range(cue.segment + 1, len(scene.segs)):
        seg = scene.segs[n]
        if seg.quote or seg.first <= start or not (seg.before == "," or scene.segs[n - 1].quote):
            continue
        first = next((k for k in range(seg.first, seg.last) if scene.word(k) is not None), seg.first)
        m = next((m for m in scene.mentions(n) if m.first == first), None)
        w = scene.word(m.last) if m is not None and m.last < seg.last else None
        if w is not None and w.pos & (Pos.VERB | Pos.AUX):
            return min(end, first)
    return end


def approximate(scene: Scene, k: int) -> bool:
    """ "About 2,000 patients", "about half": a number more or less, nothing that is talked about."""
    if k + 1 >= scene.last or "about_preposition" not in word_classes(scene.word(k)):
        return False
    w = scene.word(k + 1)
    if w is None:
        return scene.reader.tokens[k + 1].text in "$€£"
    return w.lower[:1].isdigit() or bool(w.classes & {"share_noun", "quantifier"})


def complementizer(scene: Scene, cue: Cue) -> int:
    """Token of "that", "why" … that opens what the verb says, in its segment; -1 where there is none."""
    end = words_end(scene, cue.segment)
    near = listener_end(scene, cue.last, end, cue.classes)
    if (
        near < end
        and "complementizer" in word_classes(scene.word(near))
        and not (near - 1 > cue.last and _describes_noun(scene, near))
    ):  # "reported in a paper | that could …": the paper could
        answers = any("infinitive_mark" in word_classes(scene.word(k)) for k in range(cue.last, near))
        return -1 if answers and _of_noun(scene, cue, near) else near
    for k in range(cue.last, min(cue.last + 14, end)):
        w = scene.word(k)
        if w is None:
            continue
        if "not_said" in w.classes:
            return -1  # "told so many lies that …"
        if "complementizer" in w.classes and not relative_that(scene, k) and not _of_noun(scene, cue, k):
            return k
        if (
            k > cue.last and w.pos & (Pos.VERB | Pos.AUX) and k not in scene.named
        ) or "adverbial_subordinator" in w.classes:
            return -1
    return -1


def _of_noun(scene: Scene, cue: Cue, k: int) -> bool:
    """ "Responded to accusations that", "said Y's argument that … is wrong", "found no record that": the
    clause belongs to the noun before it, or to the verb's object."""
    if "light" in cue.classes:
        return False
    if "speech_noun" in word_classes(scene.word(k - 1)):
        return True
    direct = next((m for m in scene.mentions(cue.segment) if m.first == cue.last), None)
    return (
        direct is not None
        and not cue.classes & {"listener_verb", "speak_light"}
        and "time_word" not in direct.classes
        and direct.last <= k
    )


def _describes_noun(scene: Scene, k: int) -> bool:
    """ "In a paper | that could …", not "announced on Friday that there was …"."""
    before, behind = scene.word(k - 1), word_classes(scene.word(k + 1))
    noun = before is not None and before.pos & Pos.NOUN and not scene.reader.tokens[k - 1].cap
    return bool(noun) and "existential" not in behind and relative_that(scene, k)


def relative_that(scene: Scene, k: int) -> bool:
    """ "states that will vote", "a centre that works with …": "that" is itself the subject of its clause."""
    j = k + 1
    while (
        j < scene.last - 1 and (v := scene.word(j)) is not None and v.pos & Pos.ADV and not v.pos & ~Pos.ADV
    ):
        j += 1
    w = scene.word(j)
    if w is None or k + 1 >= scene.last or "that_word" not in word_classes(scene.word(k)):
        return False
    if w.pos & Pos.PAST and w.pos & Pos.VERB:
        return True  # "attacks that cited"
    return bool(w.pos & (Pos.VERB | Pos.AUX)) and not w.pos & (
        Pos.NOUN | Pos.ADJ | Pos.ADV | Pos.PRON | Pos.DET
    )


def clause_follows(scene: Scene, k: int, end: int) -> bool:
    m = next((m for m in scene.reader.mentions(k, end) if m.first <= k + 1), None)
    if m is None or m.last >= end:
        return False
    w = scene.word(m.last)
    return w is not None and bool(w.pos & (Pos.VERB | Pos.AUX))
