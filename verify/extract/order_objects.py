"""Objects and nouns that are what is said: "called Y Z", "urged Y to go", "X's claim that …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verify.extract.classify import classify
from verify.extract.frames import Candidate
from verify.extract.order_clauses import (
    OBJECTS,
    approximate,
    clause_follows,
    is_main,
    listener_end,
    words_end,
)
from verify.extract.order_phrases import word_classes
from verify.extract.order_sources import speaks, to_end
from verify.languages.words import Pos
from verify.model import SourceKind

if TYPE_CHECKING:
    from verify.extract.cues import Cue
    from verify.extract.frames import Scene
    from verify.extract.mentions import Mention

_SHOWING = frozenset({SourceKind.DOCUMENT, SourceKind.OUTLET, SourceKind.ORGANIZATION})


def object_behind(scene: Scene, cue: Cue, found: Candidate) -> bool:
    """ "Called Y Z", "urged Y to go", "promised to go", "spoke about …": the object is what is said."""
    seg = scene.segs[cue.segment]
    if cue.last >= seg.last:
        return False
    start = cue.last
    if cue.classes & {"speak_urge", "verb_intend"}:
        start = _timed_infinitive(scene, cue.last, seg.last)
    w = scene.word(start)
    classes = word_classes(w)
    if "urge_preposition" in classes and cue.classes & OBJECTS:
        start += 1
    elif ("verb_stance" in cue.classes and cue.last in scene.named) or (
        classes & {"infinitive_mark"} and cue.classes & {"speak_urge", "verb_intend"}
    ):
        pass
    elif "speak_show" in cue.classes and w is not None and w.pos & (Pos.NOUN | Pos.DET | Pos.ADJ | Pos.PRON):
        found.features["shown"] = 1.0
    elif "light" in cue.classes:
        if "light_preposition" not in classes:
            return False
        start += 1
    elif (
        "speak_object" in cue.classes
        and w is not None
        and not w.pos & (Pos.PREP | Pos.CONJ | Pos.ADV | Pos.SUBORD)
    ):
        if w.pos & Pos.GERUND and cue.last not in scene.named:
            found.features["doing"] = 1.0  # "reported earning a million"
        elif not scene.mentions(cue.segment) or cue.last not in scene.named:
            return False
    elif (
        "listener_verb" in cue.classes
        and not cue.classes & {"speak_urge", "ask_verb"}
        and not (w is not None and w.pos & Pos.PRON)
        and _asked_to(scene, cue, seg.last)
    ):
        pass  # "warned drivers not to stop"
    elif "ask_verb" in cue.classes and "speak_urge" not in cue.classes:
        if not _asked_to(scene, cue, seg.last):
            return False
    elif not cue.classes & OBJECTS:
        if cue.classes & {"speak_say", "verb_believe"} and "about_preposition" not in classes:
            return False
        about = next(
            (
                k
                for k in range(cue.last, min(cue.last + 9, seg.last))
                if "about_preposition" in word_classes(scene.word(k)) and not approximate(scene, k)
            ),
            -1,
        )
        if about < 0 or "verb_intend" in cue.classes or "verb_believe" in cue.classes:
            return False
        start = about + 1
    elif w is not None and w.pos & Pos.PREP:
        start += 1
    if start >= seg.last:
        return False
    if "as_word" in classes and cue.last < seg.last and "speak_name" in cue.classes:
        start = cue.last + 1  # "that X described as “…”"
    found.features["object"] = 1.0
    if not to_end(scene, cue, found, "verb-object", start):
        return False
    if found.features.get("shown") and not (found.sources and found.sources[0].kind in _SHOWING):
        return False
    _trim_object(scene, found)
    return True


def _asked_to(scene: Scene, cue: Cue, last: int) -> bool:
    """ "Asked residents to stay inside": a request."""
    heard = next((m for m in scene.mentions(cue.segment) if m.first == cue.last), None)
    if heard is None or heard.last >= last - 1:
        return False
    classes = word_classes(scene.word(heard.last))
    if "negation" in classes:
        classes = word_classes(scene.word(heard.last + 1))
    return "infinitive_mark" in classes


def _timed_infinitive(scene: Scene, k: int, last: int) -> int:
    """Token of "to" in "promised on Tuesday to go", "vowed in advance to go"; else k itself."""
    for j in range(k + 1, min(k + 4, last)):
        if "infinitive_mark" in word_classes(scene.word(j)):
            timed = "time_word" in word_classes(scene.word(j - 1))
            if any("negation" in word_classes(scene.word(n)) for n in range(k, j)):
                return k  # "pledged | not to go"
            return j if timed or listener_end(scene, k, last, frozenset()) == j else k
    return k


def _trim_object(scene: Scene, found: Candidate) -> None:
    """An object ends where a time, the medium or a clause of time follows it ("… on Monday as he …")."""
    start, end = found.content[0]
    tokens = scene.reader.tokens
    for k in range(start + 1, end):
        w = tokens[k].word
        if w is None or tokens[k].level > 0:
            continue
        nxt = scene.word(k + 1) if k + 1 < end else None
        timed = (
            "weekday" in w.classes
            and not w.pos & Pos.POSSESSIVE
            and not (nxt is not None and nxt.pos & (Pos.NOUN | Pos.PAST) and "time_word" not in nxt.classes)
        )
        if timed:
            back = k - 1 if k > start + 1 and (p := scene.word(k - 1)) is not None and p.pos & Pos.PREP else k
            return _end_at(found, back, _before_saying(scene, k, end))
        if (
            "adverbial_subordinator" in w.classes
            and nxt is not None
            and nxt.pos & (Pos.PRON | Pos.DET | Pos.NOUN)
            and clause_follows(scene, k + 1, end)
        ):
            spoken = any("speak_core" in word_classes(scene.word(j)) for j in range(k + 1, end))
            if spoken or "speak_name" in word_classes(scene.word(found.cue[0])):
                return _end_at(found, k, k)  # "… after X said that …", "called X a circus when …"
            return None  # when or why is no statement of its own
        if w.pos & Pos.PREP and any(m.first == k + 1 and m.last >= end for m in found.medium):
            return _end_at(found, k, end)


def _before_saying(scene: Scene, k: int, end: int) -> int:
    """ "… on Monday, | saying the bridge was safe": where words behind the time say something themselves."""
    for seg in scene.segs:
        w = scene.word(seg.first) if k < seg.first < end and seg.before == "," else None
        if w is not None and w.pos & Pos.GERUND and "speak_say" in w.classes:
            return seg.first
    return end


def _end_at(found: Candidate, k: int, region_end: int) -> None:
    found.content = [(found.content[0][0], k)]
    if region_end > k:
        found.region.append((k, region_end))


def noun_frame(scene: Scene, cue: Cue) -> Candidate | None:
    """ "X's claim that …", "the allegation by X that …": a noun of speech with its clause."""
    tokens = scene.reader.tokens
    seg = scene.segs[cue.segment]
    source = _possessor(scene, cue)
    if source is None or not speaks(source):
        return None
    start = cue.last + 1
    opened = word_classes(scene.word(seg.first)) & {"opening_preposition"} or (
        (w := scene.word(seg.first)) is not None and w.pos & (Pos.PREP | Pos.SUBORD)
    )
    end = words_end(scene, cue.segment) if opened else scene.end_of(len(scene.segs) - 1)
    if end <= start or (
        tokens[start].word is None and not scene.segs[min(cue.segment + 1, len(scene.segs) - 1)].quote
    ):
        return None
    found = Candidate("noun", (cue.first, cue.last), cue.segment, sources=[source])
    first = min(source.first, cue.first)
    found.region = [
        (seg.first if opened or (cue.segment and not is_main(scene, cue.segment)) else first, start)
    ]
    found.content = [(start, end)]
    return found


def _possessor(scene: Scene, cue: Cue) -> Mention | None:
    """Whose claim it is: the name with 's before the noun, a pronoun, a group ("media claims")."""
    tokens = scene.reader.tokens
    seg = scene.segs[cue.segment]
    for k in range(cue.first - 1, max(seg.first - 1, cue.first - 6), -1):
        w = tokens[k].word
        if w is None or (w.pos & (Pos.PREP | Pos.CONJ | Pos.VERB | Pos.AUX) and not w.pos & Pos.NOUN):
            return None
        if w.pos & Pos.POSSESSIVE or (k + 1 < cue.first and tokens[k + 1].text in "’'"):
            first = k
            while (
                first > seg.first
                and (v := tokens[first - 1].word) is not None
                and (tokens[first - 1].cap or v.pos & (Pos.NOUN | Pos.ADJ | Pos.DET))
                and not v.pos & (Pos.VERB | Pos.PREP | Pos.GERUND)
            ):
                first -= 1
            return _named(scene, first, k + 1)
        if w.classes & {"his", "group_noun", "anon_noun"}:
            return _named(scene, k, k + 1)
    return None


def _named(scene: Scene, first: int, last: int) -> Mention | None:
    """The mention that a possessive is, read as if it stood alone."""
    reader = scene.reader
    w = reader.tokens[last - 1].word
    if w is not None and w.classes & {"he", "she", "they"}:
        return reader.mentions(last - 1, last)[0]
    return classify(reader, first, last, last - 1)
