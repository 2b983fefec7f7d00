"""Frames of a verb of saying where word order rules: what it attributes stands behind it, or in front, or both.

The same candidates as in verbs.py, found by place: "…, X said", "X said, “…”", "X told Y that …", "X called Y Z".
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from verify.extract.frames import Candidate, content_start, links, side_by_side
from verify.extract.subjects import media
from verify.extract.wordorder import listener_end, subject, word_classes, words_end
from verify.languages.words import Pos
from verify.model import AttributionType, SourceKind

if TYPE_CHECKING:
    from verify.extract.cues import Cue
    from verify.extract.frames import Scene
    from verify.extract.mentions import Mention

_OBJECTS = frozenset({"speak_name", "speak_urge", "speak_judge", "speak_accuse"})
_CLAUSES = frozenset({"speak_say", "verb_believe", "speak_urge"})


def placed_frame(scene: Scene, cue: Cue) -> Candidate | None:
    """The candidate of a verb cue; None where it attributes nothing (nobody speaks, nothing is said)."""
    if cue.negated and "speak_judge" not in cue.classes:
        return None
    found = Candidate("verb", (cue.first, cue.last), cue.segment)
    if "verb_intend" in cue.classes and not cue.classes & {"speak_say", "speak_publish"}:
        found.type = AttributionType.INTENTION
    elif "verb_believe" in cue.classes and "speak_say" not in cue.classes:
        found.type = AttributionType.BELIEF
    found.publishes = "speak_publish" in cue.classes
    for frame in (_as_clause, _around, _quotation, _clause, _bare, _object):
        if frame(scene, cue, found):
            links(scene, found)
            return found if found.sources or found.agentless or found.elided else None
    return None


def noun_frame(scene: Scene, cue: Cue) -> Candidate | None:
    """"X's claim that …", "the allegation by X that …": a noun of speech with its clause."""
    tokens = scene.reader.tokens
    seg = scene.segs[cue.segment]
    source = _possessor(scene, cue)
    if source is None or not speaks(source):
        return None
    start = cue.last + 1
    opened = word_classes(scene.word(seg.first)) & {"opening_preposition"} or (w := scene.word(seg.first)) is not None and w.pos & (Pos.PREP | Pos.SUBORD)
    end = words_end(scene, cue.segment) if opened else scene.end_of(len(scene.segs) - 1)
    if end <= start or tokens[start].word is None and not scene.segs[min(cue.segment + 1, len(scene.segs) - 1)].quote:
        return None
    found = Candidate("noun", (cue.first, cue.last), cue.segment, sources=[source])
    first = min(source.first, cue.first)
    found.region = [(seg.first if opened or cue.segment and not _main(scene, cue.segment) else first, start)]
    found.content = [(start, end)]
    return found


def _possessor(scene: Scene, cue: Cue) -> Mention | None:
    """Whose claim it is: the name with 's before the noun, a pronoun, a group that qualifies it ("media claims")."""
    tokens = scene.reader.tokens
    seg = scene.segs[cue.segment]
    for k in range(cue.first - 1, max(seg.first - 1, cue.first - 6), -1):
        w = tokens[k].word
        if w is None or w.pos & (Pos.PREP | Pos.CONJ | Pos.VERB | Pos.AUX) and not w.pos & Pos.NOUN:
            return None
        if tokens[k].text.endswith(("’s", "'s", "s’", "s'")) or k + 1 < cue.first and tokens[k + 1].text in "’'":
            first = k
            while first > seg.first and (v := tokens[first - 1].word) is not None and (tokens[first - 1].cap or v.pos & (Pos.NOUN | Pos.ADJ | Pos.DET)) and not v.pos & (Pos.VERB | Pos.PREP | Pos.GERUND):
                first -= 1
            return _named(scene, first, k + 1)
        if w.classes & {"his", "group_noun", "anon_noun"}:
            return _named(scene, k, k + 1)
    return None


def _named(scene: Scene, first: int, last: int) -> Mention | None:
    """The mention that a possessive is, read as if it stood alone."""
    from verify.extract.classify import classify

    reader = scene.reader
    w = reader.tokens[last - 1].word
    if w is not None and w.classes & {"he", "she", "they"}:
        return reader.mentions(last - 1, last)[0]
    return classify(reader, first, last, last - 1)


def _attribute(scene: Scene, cue: Cue, found: Candidate, *, inverted: bool) -> bool:
    """Set sources and medium; False where nobody can be speaking."""
    source = subject(scene, cue, inverted=inverted)
    k = cue.first - 1
    while k > scene.first and (v := scene.word(k)) is not None and v.pos & (Pos.ADV | Pos.AUX):
        k -= 1
    if "subject_relative" in word_classes(scene.word(k)):
        found.features["relative"] = float(k)
    if source is None:
        found.elided = cue.gerund or _coordinated(scene, cue)
        return found.elided
    if not speaks(source):
        return False
    if "verb_weak" in cue.classes and found.type is AttributionType.BELIEF:
        found.features["weak"] = 1.0
    number = next((n for n, g in enumerate(scene.segs) if g.first <= source.first < g.last), cue.segment)
    found.sources = side_by_side(scene, source, number)
    found.medium = media(scene, cue, found.sources) or _outlet_for(scene, cue, source)
    return True


def _outlet_for(scene: Scene, cue: Cue, source: Mention) -> list[Mention]:
    """"Wrote X for Y": what somebody writes for is a medium, known or not; so is whose X is ("NBC's Ann Lee")."""
    if source.via is not None or "write_verb" not in cue.classes:
        return []
    for m in scene.mentions(cue.segment):
        if m.first > source.first and m.preposition in scene.pack.classes.get("write_preposition", ()) and scene.reader.tokens[m.head].cap and m.kind is not SourceKind.OUTLET:
            return [replace(m, kind=SourceKind.OUTLET, reference="", via=None)] if not scene.reader.people.starts(m.name[0]) else []
    return []


def speaks(m: Mention) -> bool:
    """Things and shares of people asked do not speak."""
    return m.reference != "thing" and not m.classes & {"share_noun", "relative", "time_word"}


def _coordinated(scene: Scene, cue: Cue) -> bool:
    w = scene.word(scene.segs[cue.segment].first)
    return w is not None and bool(w.pos & Pos.CONJ) and cue.segment > 0


def _finite(scene: Scene, a: int, b: int) -> bool:
    """True where a finite verb stands in [a, b), outside noun phrases and infinitives."""
    for k in range(a, b):
        w = scene.word(k)
        if w is None or not w.pos & (Pos.VERB | Pos.AUX) or k in scene.named:
            continue
        if not (k > a and word_classes(scene.word(k - 1)) & {"infinitive_mark"}):
            return True
    return False


def _main(scene: Scene, n: int) -> bool:
    """True where segment n is a main clause or a quotation."""
    seg = scene.segs[n]
    if seg.quote:
        return True
    w = scene.word(seg.first)
    if w is None or w.pos & (Pos.SUBORD | Pos.GERUND) and not w.pos & Pos.PRON or w.lower.endswith("ed") and w.pos & Pos.VERB:
        return False
    return _finite(scene, seg.first, seg.last)


def _region_start(scene: Scene, cue: Cue) -> int:
    """Where the words that attribute begin: the clause with what opens it, not a statement before it."""
    inner = _relative_start(scene, cue)
    if inner >= 0:
        return inner
    n = cue.segment
    while n > 0 and not scene.segs[n - 1].quote and scene.segs[n].before in (",", "", "(", ")", "[", "]"):
        w = scene.word(scene.segs[n].first)
        joined = w is not None and (w.pos & Pos.CONJ and not w.pos & Pos.SUBORD or "contrast" in w.classes or cue.gerund and n == cue.segment)
        if joined or _main(scene, n - 1) and not _holds_subject(scene, n - 1, cue):
            break
        n -= 1
    return scene.segs[n].first


def _relative_start(scene: Scene, cue: Cue) -> int:
    """Token of "that", "after" … in the cue's own segment that opens the clause of its subject; -1: none."""
    seg = scene.segs[cue.segment]
    source = subject(scene, cue, inverted=False)
    if source is None or source.first - 1 <= seg.first or source.last > cue.first:
        return -1
    classes = word_classes(scene.word(source.first - 1))
    return source.first - 1 if classes & {"relative", "adverbial_subordinator"} else -1


def _holds_subject(scene: Scene, n: int, cue: Cue) -> bool:
    source = subject(scene, cue, inverted=False)
    return source is not None and source.first >= scene.segs[0].first and source.last <= scene.segs[n].last and source.last < cue.first and scene.segs[cue.segment].first > source.first


def _to_end(scene: Scene, cue: Cue, found: Candidate, rule: str, start: int) -> bool:
    end = scene.end_of(len(scene.segs) - 1)
    if end <= start or not _attribute(scene, cue, found, inverted=False):
        return False
    end = _before_contrast(scene, cue, start, end)
    found.rule = rule
    found.region = [(_region_start(scene, cue), start)]
    found.content = [(start, end)]
    return True


def _before_contrast(scene: Scene, cue: Cue, start: int, end: int) -> int:
    """A reported clause ends before ", but" and a clause with a subject of its own."""
    for seg in scene.segs[cue.segment + 1 :]:
        if seg.quote or seg.before != "," or seg.first <= start or "strong_contrast" not in word_classes(scene.word(seg.first)):
            continue
        m = next((m for m in scene.reader.mentions(seg.first + 1, seg.last) if m.first == seg.first + 1), None)
        if m is not None and m.reference not in ("he", "she", "they", "it") and m.last < seg.last and (w := scene.word(m.last)) is not None and w.pos & (Pos.VERB | Pos.AUX):
            return seg.first
    return end


def _around(scene: Scene, cue: Cue, found: Candidate) -> bool:
    """"…, X said", "…, said X, …": what is said stands before, and may go on behind."""
    n = cue.segment
    seg = scene.segs[n]
    if n == 0 or cue.gerund or not cue.classes & _CLAUSES:
        return False
    before = scene.segs[n - 1]
    quoted = before.quote
    if not quoted and seg.before not in (",", "-"):
        return False
    if not any(_main(scene, j) for j in range(_content_segment(scene, n), n)) and not (n + 1 < len(scene.segs) and not scene.segs[n + 1].quote and seg.before == "," and _short(scene, cue)):
        return False
    lead = scene.word(seg.first)
    if lead is not None and not quoted and (lead.pos & (Pos.SUBORD | Pos.CONJ) or "contrast" in lead.classes):
        return False
    if quoted and lead is not None and lead.pos & Pos.CONJ and not lead.pos & Pos.SUBORD:
        return False
    if not (_short(scene, cue) or quoted and _ended(scene, n - 1) and _complementizer(scene, cue) < 0) or n + 1 < len(scene.segs) and scene.segs[n + 1].before == ":" :
        return False
    if not quoted and n + 1 < len(scene.segs) and scene.segs[n + 1].quote and not scene.segs[n - 1].quote:
        return False  # "…, X said, “…”" opens a quotation
    if not _attribute(scene, cue, found, inverted=True) or not found.sources:
        return False
    found.rule, found.outer = "verb-around", True
    close, goes_on = _close(scene, n, quoted)
    end = scene.end_of(len(scene.segs) - 1)
    rest = scene.segs[close].first if close < len(scene.segs) else end
    found.region = [(seg.first, rest)]
    found.content = [(content_start(scene, n), seg.first)]
    if goes_on < len(scene.segs):
        found.content.append((rest, end))
    return True


def _ended(scene: Scene, n: int) -> bool:
    """True for a quotation that hands over to its cue: a mark stands inside its closing one."""
    return scene.reader.tokens[scene.segs[n].last - 1].text in ",!?…-—–"


def _as_clause(scene: Scene, cue: Cue, found: Candidate) -> bool:
    """"As X noted, …", "…, as X pointed out, …": the sentence around the clause."""
    seg = scene.segs[cue.segment]
    n = cue.segment
    if "as_word" not in word_classes(scene.word(seg.first)) or "speak_say" not in cue.classes or not _short(scene, cue):
        return False
    if len(scene.segs) < 2 or not _attribute(scene, cue, found, inverted=True) or not found.sources:
        return False
    end = scene.end_of(len(scene.segs) - 1)
    rest = scene.segs[n + 1].first if n + 1 < len(scene.segs) else end
    found.rule, found.outer = "verb-as", True
    found.region = [(seg.first, rest)]
    found.content = [(a, b) for a, b in ((content_start(scene, n), seg.first), (rest, end)) if b > a]
    return bool(found.content)


def _content_segment(scene: Scene, n: int) -> int:
    k = n
    while k > 0 and scene.segs[k].before != ";":
        k -= 1
    return k


def _close(scene: Scene, n: int, quoted: bool) -> tuple[int, int]:
    """(segment where the words that attribute end, segment where the statement goes on) behind "said X, a lawyer,
    who …"; the second is the number of segments where it does not go on."""
    last = len(scene.segs)
    for k in range(n + 1, last):
        seg = scene.segs[k]
        if seg.quote:
            return k, k
        w = scene.word(seg.first)
        speaks_on = w is not None and w.pos & Pos.GERUND and (quoted or any(c.startswith("speak_") for c in w.classes))
        if speaks_on or w is not None and "contrast" in w.classes and not quoted:
            return k, last
        if quoted:
            continue
        if _finite(scene, seg.first, seg.last) and not (w is not None and "relative" in w.classes):
            return k, k
        if not scene.mentions(k) or w is not None and w.pos & (Pos.SUBORD | Pos.PREP) and "relative" not in w.classes or not _apposed(scene, k):
            return k, k
    return last, last


def _apposed(scene: Scene, k: int) -> bool:
    first = scene.mentions(k)[:1]
    return bool(first) and first[0].first <= scene.segs[k].first + 1 and (first[0].kind is not SourceKind.DOCUMENT or bool(first[0].classes & {"role_noun"}))


def _short(scene: Scene, cue: Cue) -> bool:
    """True where the cue's segment says who spoke, to whom and when, and nothing else."""
    seg = scene.segs[cue.segment]
    if _finite(scene, seg.first, cue.first - _aux(scene, cue.first, seg.first)):
        return False
    k = cue.last
    mentions = [m for m in scene.mentions(cue.segment) if cue.last <= m.first <= cue.last + 1]
    if mentions and not any(m.last <= cue.first and not m.preposition for m in scene.mentions(cue.segment)):
        k = mentions[0].last
        while k < seg.last and scene.reader.tokens[k].text in ("(", ")"):
            k += 1
    k = listener_end(scene, k, words_end(scene, cue.segment), cue.classes)
    if k >= words_end(scene, cue.segment):
        return True
    w = scene.word(k)
    return w is not None and bool(w.pos & (Pos.PREP | Pos.ADV | Pos.GERUND) or "as_word" in w.classes or "time_word" in w.classes) and _complementizer(scene, cue) < 0


def _aux(scene: Scene, k: int, first: int) -> int:
    n = 0
    while k - n > first and (w := scene.word(k - n - 1)) is not None and w.pos & (Pos.AUX | Pos.ADV):
        n += 1
    return n


def _complementizer(scene: Scene, cue: Cue) -> int:
    """Token of "that", "why" … that opens what the verb says, in its segment; -1 where there is none."""
    end = words_end(scene, cue.segment)
    near = listener_end(scene, cue.last, end, cue.classes)
    if near < end and "complementizer" in word_classes(scene.word(near)):
        return near
    for k in range(cue.last, min(cue.last + 14, end)):
        w = scene.word(k)
        if w is None:
            continue
        if "complementizer" in w.classes:
            return k
        if k > cue.last and w.pos & (Pos.VERB | Pos.AUX) and k not in scene.named or "adverbial_subordinator" in w.classes:
            return -1
    return -1


def _quotation(scene: Scene, cue: Cue, found: Candidate) -> bool:
    """"X said, “…”", "X said: …"."""
    n = cue.segment + 1
    while n < len(scene.segs) and not scene.segs[n].quote and scene.segs[n].before != ":" and not _finite(scene, scene.segs[n].first, scene.segs[n].last) and n - cue.segment < 3:
        n += 1
    if n >= len(scene.segs) or not (scene.segs[n].quote or scene.segs[n].before == ":") or _complementizer(scene, cue) >= 0:
        return False
    seg = scene.segs[cue.segment]
    rest = listener_end(scene, cue.last, words_end(scene, cue.segment), cue.classes)
    mark = scene.reader.tokens[seg.last].text if seg.last < len(scene.reader.tokens) else ""
    if rest < words_end(scene, cue.segment) and mark not in (",", ":") and not scene.reader.tokens[seg.last - 1].text == ":" and n == cue.segment + 1:
        return False
    if rest < words_end(scene, cue.segment) and cue.classes & _OBJECTS and "speak_say" not in cue.classes:
        return False
    return _to_end(scene, cue, found, "verb-quote" if scene.segs[n].quote else "verb-colon", scene.segs[n].first)


def _clause(scene: Scene, cue: Cue, found: Candidate) -> bool:
    """"X said that …", also behind a listener, a time, a parenthesis."""
    start = _complementizer(scene, cue)
    nxt = cue.segment + 1
    if start < 0 and nxt < len(scene.segs) and not scene.segs[nxt].quote and scene.segs[nxt].before in (",", ""):
        if "complementizer" in word_classes(scene.word(scene.segs[nxt].first)) and listener_end(scene, cue.last, words_end(scene, cue.segment), cue.classes) >= words_end(scene, cue.segment):
            start = scene.segs[nxt].first
    if start < 0 or not cue.classes & (_CLAUSES | _OBJECTS | {"verb_intend"}):
        return False
    if "interrogative_content" not in word_classes(scene.word(start)):
        start += 1
    return _to_end(scene, cue, found, "verb-clause", start)


def _bare(scene: Scene, cue: Cue, found: Candidate) -> bool:
    """"X said the plan failed": a clause without its conjunction."""
    if not cue.classes & {"speak_say", "verb_believe", "speak_clear"}:
        return False
    seg = scene.segs[cue.segment]
    start = listener_end(scene, cue.last, words_end(scene, cue.segment), cue.classes)
    nxt = cue.segment + 1
    if cue.classes & (_OBJECTS | {"light"}) and not _clause_follows(scene, start, seg.last):
        return False
    if start >= words_end(scene, cue.segment):
        if nxt >= len(scene.segs) or scene.segs[nxt].quote or not _finite(scene, scene.segs[nxt].first, scene.segs[nxt].last):
            return False
        start = scene.segs[nxt].first
    elif not _finite(scene, start, scene.last) or word_classes(scene.word(start)) & {"infinitive_mark", "about_preposition"}:
        return False
    w = scene.word(start)
    if w is not None and (w.pos & Pos.CONJ and not w.pos & Pos.SUBORD or "adverbial_subordinator" in w.classes):
        return False
    return _to_end(scene, cue, found, "verb-bare", start)


def _object(scene: Scene, cue: Cue, found: Candidate) -> bool:
    """"Called Y Z", "urged Y to go", "promised to go", "spoke about …": the object is what is said."""
    seg = scene.segs[cue.segment]
    if cue.last >= seg.last:
        return False
    w = scene.word(cue.last)
    classes = word_classes(w)
    start = cue.last
    if "urge_preposition" in classes and cue.classes & _OBJECTS:
        start += 1
    elif classes & {"infinitive_mark"} and cue.classes & {"speak_urge", "verb_intend"}:
        pass
    elif "speak_show" in cue.classes and w is not None and w.pos & (Pos.NOUN | Pos.DET | Pos.ADJ | Pos.PRON):
        found.features["shown"] = 1.0
    elif "light" in cue.classes:
        if "light_preposition" not in classes:
            return False
        start += 1
    elif "speak_object" in cue.classes and w is not None and not w.pos & (Pos.PREP | Pos.CONJ | Pos.ADV | Pos.SUBORD):
        if not scene.mentions(cue.segment) or cue.last not in scene.named:
            return False
    elif "ask_verb" in cue.classes and "speak_urge" not in cue.classes:
        return False
    elif not cue.classes & _OBJECTS:
        if cue.classes & {"speak_say", "verb_believe"} and "about_preposition" not in classes:
            return False
        about = next((k for k in range(cue.last, min(cue.last + 9, seg.last)) if "about_preposition" in word_classes(scene.word(k))), -1)
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
    if not _to_end(scene, cue, found, "verb-object", start):
        return False
    if found.features.get("shown") and not (found.sources and found.sources[0].kind in _SHOWING):
        return False
    _trim_object(scene, found)
    return True


_SHOWING = frozenset({SourceKind.DOCUMENT, SourceKind.OUTLET, SourceKind.ORGANIZATION})


def _trim_object(scene: Scene, found: Candidate) -> None:
    """An object ends where a time, the medium or a clause of time follows it ("… on Monday as he …")."""
    start, end = found.content[0]
    tokens = scene.reader.tokens
    for k in range(start + 1, end):
        w = tokens[k].word
        if w is None or tokens[k].level > 0:
            continue
        nxt = scene.word(k + 1) if k + 1 < end else None
        timed = "weekday" in w.classes and not tokens[k].text.endswith(("’s", "'s")) and not (nxt is not None and nxt.pos & Pos.NOUN and "time_word" not in nxt.classes)
        if timed:
            back = k - 1 if k > start + 1 and (p := scene.word(k - 1)) is not None and p.pos & Pos.PREP else k
            return _end_at(found, back, end)
        if "adverbial_subordinator" in w.classes and nxt is not None and nxt.pos & (Pos.PRON | Pos.DET | Pos.NOUN) and _clause_follows(scene, k + 1, end):
            return _end_at(found, k, k)
        if w.pos & Pos.PREP and any(m.first == k + 1 and m.last >= end for m in found.medium):
            return _end_at(found, k, end)


def _end_at(found: Candidate, k: int, region_end: int) -> None:
    found.content = [(found.content[0][0], k)]
    if region_end > k:
        found.region.append((k, region_end))


def _clause_follows(scene: Scene, k: int, end: int) -> bool:
    m = next((m for m in scene.reader.mentions(k, end) if m.first <= k + 1), None)
    if m is None or m.last >= end:
        return False
    w = scene.word(m.last)
    return w is not None and bool(w.pos & (Pos.VERB | Pos.AUX))
