"""Frames of a verb of saying where word order rules: what is said stands behind it, in front, or around.

The same candidates as in verbs.py, by place: "…, X said", "X said, “…”", "X told Y that …", "X called Y Z".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from verify.extract.cues import phrase_end
from verify.extract.frames import Candidate, links, speech_behind
from verify.extract.order_around import around, as_clause
from verify.extract.order_clauses import (
    CLAUSES,
    OBJECTS,
    approximate,
    clause_follows,
    complementizer,
    finite,
    listener_end,
    words_end,
)
from verify.extract.order_markers import says_this
from verify.extract.order_objects import object_behind
from verify.extract.order_phrases import word_classes
from verify.extract.order_refusals import says_nothing
from verify.extract.order_sources import to_end
from verify.languages.words import Pos
from verify.model import AttributionType

if TYPE_CHECKING:
    from verify.extract.cues import Cue
    from verify.extract.frames import Scene


def placed_frame(scene: Scene, cue: Cue) -> Candidate | None:
    """The candidate of a verb cue; None where it attributes nothing (nobody speaks, nothing is said)."""
    if cue.negated:
        return None
    if says_nothing(scene, cue) or _was_asked(scene, cue):
        return None
    found = Candidate("verb", (cue.first, cue.last), cue.segment)
    if "verb_intend" in cue.classes and not cue.classes & {"speak_say", "speak_publish"}:
        found.type = AttributionType.INTENTION
    elif cue.classes & {"verb_believe", "verb_stance"} and not cue.classes & {"speak_say", "speak_judge"}:
        found.type = AttributionType.BELIEF
    found.publishes = "speak_publish" in cue.classes
    if "speak_as" in cue.classes and not cue.classes & {"speak_say"}:
        return found if as_clause(scene, cue, found) else None
    if "speak_quoted" in cue.classes and not any(g.quote or g.before == ":" for g in scene.segs):
        return None  # "as he continues to lead"
    for frame in (says_this, as_clause, around, quotation_behind, clause_behind, bare_clause, object_behind):
        if frame(scene, cue, found):
            links(scene, found)
            return found if found.sources or found.agentless or found.elided else None
    return None


def _was_asked(scene: Scene, cue: Cue) -> bool:
    """ "X smiled when asked whether …": a question that somebody puts to X."""
    before = word_classes(scene.word(cue.first - 1)) if cue.first > scene.first else frozenset()
    return "ask_verb" in cue.classes and "adverbial_subordinator" in before


def quotation_behind(scene: Scene, cue: Cue, found: Candidate) -> bool:
    """ "X said, “…”", "X said: …"."""
    n = speech_behind(scene, cue, lambda n: finite(scene, scene.segs[n].first, scene.segs[n].last))
    if n < 0 or complementizer(scene, cue) >= 0:
        return False
    seg = scene.segs[cue.segment]
    rest = listener_end(scene, cue.last, words_end(scene, cue.segment), cue.classes)
    mark = scene.reader.tokens[seg.last].text if seg.last < len(scene.reader.tokens) else ""
    if (
        rest < words_end(scene, cue.segment)
        and mark not in (",", ":")
        and scene.reader.tokens[seg.last - 1].text != ":"
        and n == cue.segment + 1
    ):
        return False
    if rest < words_end(scene, cue.segment) and cue.classes & OBJECTS and "speak_say" not in cue.classes:
        return False
    opening = scene.word(rest)
    hangs = opening is not None and opening.pos & (Pos.PREP | Pos.SUBORD)
    if scene.segs[n].quote and mark != ":" and not hangs and clause_follows(scene, rest, seg.last):
        return False  # "X said the plan is a “…”": the clause is what is said
    return to_end(
        scene, cue, found, "verb-quote" if scene.segs[n].quote else "verb-colon", scene.segs[n].first
    )


def clause_behind(scene: Scene, cue: Cue, found: Candidate) -> bool:
    """ "X said that …", also behind a listener, a time, a parenthesis."""
    start = complementizer(scene, cue)
    nxt = cue.segment + 1
    if (
        start < 0
        and nxt < len(scene.segs)
        and not scene.segs[nxt].quote
        and scene.segs[nxt].before in (",", "")
    ):
        if "complementizer" in word_classes(scene.word(scene.segs[nxt].first)) and listener_end(
            scene, cue.last, words_end(scene, cue.segment), cue.classes
        ) >= words_end(scene, cue.segment):
            start = scene.segs[nxt].first
        while (
            start < 0
            and nxt < min(len(scene.segs), cue.segment + 4)
            and not scene.segs[nxt].quote
            and scene.segs[nxt].before == ","
            and not finite(scene, scene.segs[nxt].first, scene.segs[nxt].last)
        ):
            nxt += 1
            if (
                nxt < len(scene.segs)
                and not scene.segs[nxt].quote
                and "that_word" in word_classes(scene.word(scene.segs[nxt].first))
            ):
                start = scene.segs[nxt].first
    if start < 0 or not cue.classes & (CLAUSES | OBJECTS | {"verb_intend"}):
        return False
    if "interrogative_content" not in word_classes(scene.word(start)):
        start += 1
    return to_end(scene, cue, found, "verb-clause", start)


def bare_clause(scene: Scene, cue: Cue, found: Candidate) -> bool:
    """ "X said the plan failed": a clause without its conjunction."""
    if not cue.classes & {"speak_say", "verb_believe", "speak_clear"}:
        return False
    if "ask_verb" in cue.classes:
        return False  # "asked him a question that he did not answer"
    seg = scene.segs[cue.segment]
    start = listener_end(scene, cue.last, words_end(scene, cue.segment), cue.classes)
    opening = scene.word(start) if "light" in cue.classes and start < scene.last else None
    if opening is not None and opening.pos & Pos.GERUND and "speak_core" in opening.classes:
        start += 1  # "issued a statement on Monday | saying the plan was dead"
    nxt = cue.segment + 1
    if cue.classes & (OBJECTS | {"light"}) and not clause_follows(scene, start, seg.last):
        return False
    if start >= words_end(scene, cue.segment):
        if nxt + 1 < len(scene.segs) and scene.segs[nxt].before == "," and scene.segs[nxt + 1].before == ",":
            nxt += _opens_with_phrase(scene, nxt)  # "X reported, according to Y, the bridge …"
        if (
            nxt >= len(scene.segs)
            or scene.segs[nxt].quote
            or not finite(scene, scene.segs[nxt].first, scene.segs[nxt].last)
            or ((w := scene.word(scene.segs[nxt].first)) is not None and w.pos & Pos.GERUND)
        ):
            return False
        start = scene.segs[nxt].first
    elif not (
        _clause_from(scene, cue, start)
        or ("speak_core" in cue.classes and start in scene.named and scene.last - start > 3)
    ) or (
        word_classes(scene.word(start)) & {"infinitive_mark", "about_preposition"}
        and not approximate(scene, start)
    ):
        return False
    if "speak_core" not in cue.classes and _only_noun(scene, start):
        return False
    w = scene.word(start)
    if w is not None and (
        (w.pos & Pos.CONJ and not w.pos & Pos.SUBORD) or w.classes & {"adverbial_subordinator", "that_word"}
    ):
        return False
    if "speak_core" not in cue.classes and _complemented(scene, cue.last, start):
        return False
    return to_end(scene, cue, found, "verb-bare", start)


def _clause_from(scene: Scene, cue: Cue, start: int) -> bool:
    """True where a finite verb stands behind a cue; behind those that take objects too, before the next
    clause ("maintains a lead, but the backing has …")."""
    seg = scene.segs[cue.segment]
    if cue.segment and "relative" in word_classes(scene.word(seg.first)):
        return finite(scene, start, seg.last)  # "X, who admitted fraud, | left": the verb behind is X's
    if "speak_core" in cue.classes:
        return finite(scene, start, scene.last)
    joins = (
        g.first
        for g in scene.segs
        if g.first > start
        and (w := scene.word(g.first)) is not None
        and w.pos & Pos.CONJ
        and not w.pos & Pos.SUBORD
    )
    end = next(joins, scene.last)
    hangs = frozenset({"adverbial_subordinator", "relative"})
    when = (k for k in range(start + 1, end) if word_classes(scene.word(k)) & hangs)
    return finite(scene, start, next(when, end))  # "showed no emotion | as he left"


def _opens_with_phrase(scene: Scene, n: int) -> bool:
    """True for a segment that only names who is cited: "according to sources in the meetings"."""
    seg = scene.segs[n]
    return phrase_end(scene.reader.tokens, seg.first, seg.last, scene.pack, "according") > 0


def _complemented(scene: Scene, k: int, start: int) -> bool:
    """True where a preposition behind the verb opens its complement, not a time: "pointed to the times that
    …", "volunteered for X when he ran"."""
    w = scene.word(k)
    if w is None or not w.pos & Pos.PREP or w.pos & Pos.NOUN:
        return False
    return not any("time_word" in word_classes(scene.word(j)) for j in range(k, start))


def _only_noun(scene: Scene, start: int) -> bool:
    """True where the one verb behind a cue can be a noun and ends it all ("reported sales declines")."""
    last = scene.end_of(len(scene.segs) - 1)
    verbs = [
        k
        for k in range(start, last)
        if (w := scene.word(k)) is not None and w.pos & (Pos.VERB | Pos.AUX) and k not in scene.named
    ]
    w = scene.word(verbs[0]) if len(verbs) == 1 else None
    return w is not None and verbs[0] == last - 1 and bool(w.pos & Pos.NOUN)
