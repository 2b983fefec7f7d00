"""The frames of a verb of saying: clause, quotation, words in front or around, object, whole clause,
marker.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from verify.extract.cues import Cue, phrase_at
from verify.extract.frames import Candidate, _substance, _verbal, clause_start, content_start, links
from verify.extract.order_phrases import word_classes
from verify.extract.subjects import cited, document_source, media, place_source, subject
from verify.languages.words import PLURAL, Pos
from verify.model import AttributionType

if TYPE_CHECKING:
    from verify.extract.frames import Range, Scene

_OBJECT = frozenset({"speak_name", "speak_urge"})


def _by_us(scene: Scene, cue: Cue) -> bool:
    """«Ранее мы сообщали, что …»: the publisher speaks of itself."""
    near = range(max(scene.segs[cue.segment].first, cue.first - 3), cue.first)
    return any((w := scene.word(k)) is not None and "we_word" in w.classes for k in near)


def verb_frame(scene: Scene, cue: Cue) -> Candidate | None:
    """The candidate of a verb cue, or None where it attributes nothing (negated, hypothetical, no
    content).
    """
    if scene.pack.cased and _by_us(scene, cue):
        return None
    if (
        "concern_verb" in cue.classes
        and cue.last < scene.last
        and (w := scene.word(cue.last)) is not None
        and "about_preposition" in w.classes
    ):
        return None  # «йдеться про …» tells what it is about
    if cue.negated and "verb_believe" not in cue.classes and "speak_judge" not in cue.classes:
        return None
    found = Candidate("verb", (cue.first, cue.last), cue.segment)
    if "verb_intend" in cue.classes and not cue.classes & {"speak_say", "speak_publish"}:
        found.type = AttributionType.INTENTION
    elif "verb_believe" in cue.classes and "speak_say" not in cue.classes:
        found.type = AttributionType.BELIEF
    found.publishes = "speak_publish" in cue.classes
    for frame in (
        _relative_quote,
        _marker,
        _fronted,
        _intro,
        _clause,
        _quotation,
        _around,
        _object,
        _whole,
        _bare,
    ):
        if frame(scene, cue, found):
            if found.rule != "verb-around" or not found.sources:
                _attribute(
                    scene,
                    cue,
                    found,
                    inverted=found.rule
                    in ("verb-around", "verb-intro", "verb-marker", "verb-fronted", "verb-relative"),
                )
            links(scene, found)
            if found.rule == "verb-object" and _slight(scene, found):
                found.rule, found.whole = "verb-whole", True
                found.content = [(found.region[0][0], max(b for _, b in (*found.region, *found.content)))]
                found.region = []
            if (
                found.rule in _PREFIXED
                and not cue.gerund
                and found.sources
                and found.region
                and found.sources[0].first < found.region[0][0]
                and _in_reach(scene, cue, found)
            ):
                found.region[0] = (found.sources[0].first, found.region[0][1])
            if found.beyond and not found.sources:
                found.elided = found.agentless = False
            return found if _stands_alone(scene, cue, found) else None
    return None


_TIMES = frozenset({"as_word", "time_noun"})
_PREFIXED = frozenset({"verb-clause", "verb-quote", "verb-colon", "verb-object", "verb-bare"})
_WEAK = frozenset({"verb-object", "verb-whole", "verb-bare"})


def _in_reach(scene: Scene, cue: Cue, found: Candidate) -> bool:
    """True where only appositions and relative clauses stand between the subject and its verb."""
    opening = scene.word(scene.segs[cue.segment].first)
    if opening is not None and opening.pos & Pos.CONJ:
        return False
    between = [n for n in range(1, cue.segment + 1) if scene.segs[n].first > found.sources[0].first]
    return not any(_opens_clause(scene, n) or scene.segs[n].quote for n in between)


SLIGHT = 0.5
"""Share of its clause below which an object says too little to stand as a statement without its verb."""


def _slight(scene: Scene, found: Candidate) -> bool:
    """True where the object is the lesser part: «мэр назвал забастовку «ненужной»» is one statement."""
    if not scene.pack.cased or not found.region or not found.content:
        return False
    tokens = scene.reader.tokens
    size = sum(tokens[b - 1].end - tokens[a].start for a, b in found.content)
    last = max(b for _, b in (*found.region, *found.content))
    whole = tokens[last - 1].end - tokens[found.region[0][0]].start
    return size < SLIGHT * whole


def _stands_alone(scene: Scene, cue: Cue, found: Candidate) -> bool:
    """Weak frames need a source in plain sight and the clause's first verb."""
    if found.rule not in _WEAK or cue.passive:
        return True
    if (found.elided and not cue.gerund and scene.pack.cased) or found.agentless:
        return False
    seg = scene.segs[cue.segment]
    first = scene.word(seg.first)
    if (
        first is not None
        and first.pos & Pos.CONJ
        and found.sources
        and found.sources[0].first < seg.first
        and scene.pack.cased
    ):
        return False  # «… пересчитала билеты, и предложила деньги»: one statement with one subject
    second = scene.word(seg.first + 1) if seg.first + 1 < seg.last else None
    if first is not None and first.pos & Pos.PREP and second is not None and second.pos & Pos.SUBORD:
        return False
    if first is not None and first.pos & Pos.SUBORD and not first.pos & Pos.ADV and cue.segment > 0:
        return False
    if cue.gerund and scene.pack.cased:
        return False
    return not (
        scene.pack.cased
        and _finite_in(scene, seg.first, cue.first)
        and not _manages(scene, seg.first, cue.first)
    ) and not _only_source(found)


def _manages(scene: Scene, a: int, b: int) -> bool:
    return any((w := scene.word(k)) is not None and "manage_verb" in w.classes for k in range(a, b))


def _only_source(found: Candidate) -> bool:
    """True where the object is the subject itself, behind its verb («… также предложили власти Италии»)."""
    return (
        bool(found.content and found.sources)
        and found.sources[0].first <= found.content[0][0]
        and found.content[-1][1] <= max(m.last for m in found.sources)
    )


def _attribute(scene: Scene, cue: Cue, found: Candidate, *, inverted: bool) -> None:
    """Sources and medium of the candidate."""
    if cue.passive:
        source = document_source(scene, cue)
        found.sources = [source] if source else []
        found.agentless = not source
        return
    ahead = _verb_first(scene, cue) and not cue.gerund
    found.sources = subject(scene, cue, inverted=(inverted or ahead) and not cue.gerund, forward=inverted)
    if not found.sources and (lead := _led(scene, cue)):
        found.sources = subject(scene, replace(cue, first=lead, last=lead + 1), inverted=False)
    if not found.sources:
        place = place_source(scene, cue, behind=inverted)
        if place is not None:
            found.sources = [place]
            found.features["place"] = 1.0
    if not found.sources:
        w = scene.word(cue.first)
        alone = w is not None and w.verb_numbers == PLURAL and scene.pack.cased and not cue.gerund
        found.agentless, found.elided = alone, not alone
    found.medium = media(scene, cue, found.sources)
    found.beyond = cited(scene, cue, found.sources)


def _verb_first(scene: Scene, cue: Cue) -> bool:
    """True where nothing but small words stands before the verb in its segment."""
    seg = scene.segs[cue.segment]
    small = Pos.ADV | Pos.CONJ | Pos.AUX
    return all(
        (w := scene.word(k)) is None
        or (w.pos & small and not w.pos & Pos.NOUN)
        or w.classes & _TIMES
        or w.lower.isdigit()
        for k in range(seg.first, cue.first)
    )


def _led(scene: Scene, cue: Cue) -> int:
    """Token of the verb whose subject this one shares («назвал … и добавил»), 0 where there is none."""
    joint = _joint(scene, cue)
    if not joint:
        return 0
    seg = scene.segs[cue.segment]
    return next(
        (
            k
            for k in range(seg.first, joint)
            if (w := scene.word(k)) is not None and w.pos & Pos.VERB and not w.pos & Pos.NOUN
        ),
        0,
    )


def _joint(scene: Scene, cue: Cue) -> int:
    """Token of the conjunction that joins the cue to an earlier verb of its segment, 0 where there is
    none."""
    seg = scene.segs[cue.segment]
    k = cue.first - 1
    while k > seg.first and (w := scene.word(k)) is not None and w.pos & Pos.ADV and not w.pos & Pos.CONJ:
        k -= 1
    w = scene.word(k) if k > seg.first else None
    if w is None or not w.pos & Pos.CONJ or w.pos & Pos.SUBORD:
        return 0
    return k if _finite_in(scene, seg.first, k) else 0


def _region_start(scene: Scene, cue: Cue) -> int:
    """Where the words that attribute begin: the clause, less statements that stand before it."""
    joint = _joint(scene, cue) if scene.pack.cased else 0
    if joint:
        return joint
    start = clause_start(scene, cue.segment)
    if cue.gerund and cue.segment and not _speaks(scene, cue.segment - 1):
        return scene.segs[cue.segment].first
    for number in range(cue.segment - 1, -1, -1):
        seg = scene.segs[number]
        if seg.first < start:
            break
        first = scene.word(seg.first)
        dependent = first is not None and (
            first.pos & (Pos.SUBORD | Pos.GERUND | Pos.PREP)
            or "complementizer" in first.classes
            or not _main_clause(scene, number)
        )
        if cue.gerund and _speaks(scene, number):
            dependent = True
        if seg.quote or not dependent:
            return scene.segs[number + 1].first
    return start


def _speaks(scene: Scene, number: int) -> bool:
    """True where a segment's verb is one of saying: its clause is the frame of the participle behind it."""
    seg = scene.segs[number]
    return any(
        (w := scene.word(k)) is not None and w.pos & Pos.VERB and "speak_say" in w.classes
        for k in range(seg.first, seg.last)
    )


def _main_clause(scene: Scene, number: int) -> bool:
    """True where a segment holds a finite verb, and a subject of its own besides."""
    seg = scene.segs[number]
    if not _verbal(scene, number):
        return False
    return (
        any(m.preposition == "" and m.cases & 1 for m in scene.mentions(number)) and seg.last - seg.first > 2
    )


# -- the frames, strongest evidence first


def _this_object(scene: Scene, number: int) -> Range | None:
    """«Об этом», «про це» in a segment."""
    seg = scene.segs[number]
    if seg.quote:
        return None
    for k in range(seg.first, seg.last):
        w = scene.word(k)
        for name, forms in scene.pack.phrases.get(w.lower, ()) if w is not None else ():
            if name == "this_object" and phrase_at(scene.reader.tokens, k, forms, seg.last):
                return k, k + len(forms)
    return None


def _marker(scene: Scene, cue: Cue, found: Candidate) -> bool:
    """«Об этом сообщает X»: what it attributes stands in the sentences before."""
    here = _this_object(scene, cue.segment)
    for number in range(cue.segment - 1, -1, -1):  # «Об этом в среду, 3 мая, сообщил X»
        if here is not None or _verbal(scene, number) or scene.segs[number + 1].before != ",":
            break
        here = _this_object(scene, number)
    if here is None:
        return False
    this = scene.word(here[0])
    bare = this is not None and this.lower in scene.pack.classes.get("bare_this", ())
    if bare and here[0] > scene.segs[cue.segment].first + 1:
        return False
    number = cue.segment + 1
    if number < len(scene.segs) and (
        _opens_clause(scene, number) or (scene.segs[number].quote and scene.segs[number].before == ":")
    ):
        return False
    found.rule, found.marker = "verb-marker", True
    found.region = [(min(here[0], scene.segs[cue.segment].first), scene.end_of(len(scene.segs) - 1))]
    if _run_on(scene, cue):
        found.region = [(scene.segs[cue.segment].first, cue.last)]
        found.features["lost"] = 1.0
    return True


def _run_on(scene: Scene, cue: Cue) -> bool:
    """«Об этом пишет 46-летняя женщина живёт …»: the source and a stop got lost behind the verb."""
    seg = scene.segs[cue.segment]
    last = seg.last
    for following in scene.segs[cue.segment + 1 :]:
        if following.quote or following.before not in ("(", ")"):
            break
        last = following.last
    return scene.pack.cased and cue.first - seg.first <= 3 and _finite_in(scene, cue.last, last)


def _relative_quote(scene: Scene, cue: Cue, found: Candidate) -> bool:
    """«…, сказал X, слова которого приводит Y»: Y stands between X and the publisher."""
    seg = scene.segs[cue.segment]
    if "quote_verb" not in cue.classes or cue.segment == 0 or cue.first - seg.first > 3:
        return False
    relative = any(
        (w := scene.word(k)) is not None and w.pos & Pos.SUBORD and "complementizer" not in w.classes
        for k in range(seg.first, cue.first)
    )
    if not relative:
        return False
    found.rule, found.outer = "verb-relative", True
    found.region = [(seg.first, seg.last)]
    found.content = [(scene.first, seg.first), (seg.last, scene.end_of(len(scene.segs) - 1))]
    return True


def _fronted(scene: Scene, cue: Cue, found: Candidate) -> bool:
    """«О том, что …, сообщил X»: the clause stands before its verb."""
    if cue.segment < 2:
        return False
    opening = scene.segs[0]
    w = scene.word(opening.last - 1)
    if (
        w is None
        or "about_that" not in w.classes
        or opening.last - opening.first > 4
        or not _opens_clause(scene, 1)
    ):
        return False
    if "interrogative_content" in word_classes(scene.word(scene.segs[1].first)):
        return False
    found.rule = "verb-fronted"
    start = scene.segs[1].first + 1
    found.region = [
        (opening.first, start),
        (scene.segs[cue.segment].first, scene.end_of(len(scene.segs) - 1)),
    ]
    found.content = [(start, scene.segs[cue.segment].first)]
    return True


def _small_before(scene: Scene, cue: Cue) -> bool:
    """True where only adverbs and dates stand before the verb: no subject."""
    seg = scene.segs[cue.segment]
    return not any(
        m.preposition == "" and m.reference != "thing" and m.cases & 1
        for m in scene.mentions(cue.segment)
        if m.last <= cue.first and m.first >= seg.first
    )


def _intro(scene: Scene, cue: Cue, found: Candidate) -> bool:
    """«Как сообщает X, …»: the rest of the sentence, before and behind."""
    seg = scene.segs[cue.segment]
    first = seg.first
    w = scene.word(first)
    if w is not None and w.pos & Pos.CONJ and not w.pos & Pos.SUBORD:
        first += 1
        w = scene.word(first) if first < seg.last else None
    if w is None or "as_word" not in w.classes or cue.first - first > 6:
        return False
    following = cue.segment + 1
    while following < len(scene.segs) and not _verbal(scene, following) and following - cue.segment < 3:
        following += 1
    end = scene.segs[following].first if following < len(scene.segs) else seg.last
    if (
        following < len(scene.segs)
        and _opens_clause(scene, following)
        and "interrogative_content" not in word_classes(scene.word(scene.segs[following].first))
    ):
        end += 1
    if following >= len(scene.segs):
        end = scene.end_of(len(scene.segs) - 1)
    found.rule, found.outer = "verb-intro", True
    found.region = [(seg.first, end)]
    before = (content_start(scene, cue.segment), seg.first)
    found.content = [(a, b) for a, b in (before, (end, scene.end_of(len(scene.segs) - 1))) if b > a]
    return bool(found.content)


def _opens_clause(scene: Scene, number: int) -> bool:
    """True where a segment begins with «что», "that", «как» …"""
    seg = scene.segs[number]
    if seg.quote or seg.before not in (",", ""):
        return False
    w = scene.word(seg.first)
    return w is not None and "complementizer" in w.classes


def _clause(scene: Scene, cue: Cue, found: Candidate) -> bool:
    """«X заявил, что …», "X said that …"."""
    number = cue.segment + 1
    seg = scene.segs[cue.segment]
    start = 0
    if (
        number < len(scene.segs)
        and _opens_clause(scene, number)
        and not _not_said(scene, seg.last - 1)
        and not (
            _verb_first(scene, cue)
            and cue.segment
            and not cue.gerund
            and scene.pack.cased
            and not _light_to_end(scene, cue)
        )
    ):
        start = scene.segs[number].first
    else:
        for k in range(cue.last, min(cue.last + 14, seg.last)):
            w = scene.word(k)
            if w is not None and "complementizer" in w.classes and w.lower != "as":
                start = k
                break
            if w is not None and w.pos & Pos.VERB and not w.pos & (Pos.NOUN | Pos.ADJ) and k > cue.last:
                break
    if not start:
        return False
    opening = word_classes(scene.word(start))
    if "interrogative_content" not in opening:
        start += 1
    if "whether" in opening and cue.gerund:
        return False
    return _set_content(scene, cue, found, "verb-clause", start)


def _not_said(scene: Scene, k: int) -> bool:
    """«Из-за того, что …», «так, что …»: the clause answers the conjunction, not the verb."""
    w = scene.word(k)
    return w is not None and "not_said" in w.classes


def _light_to_end(scene: Scene, cue: Cue) -> bool:
    """True where little stands between the verb and its segment's end, so that «что» answers the verb."""
    return scene.segs[cue.segment].last - cue.last <= 8


def _set_content(scene: Scene, cue: Cue, found: Candidate, rule: str, start: int) -> bool:
    end = scene.end_of(len(scene.segs) - 1)
    if end <= start:
        return False
    found.rule = rule
    found.region = [(_region_start(scene, cue), start)]
    found.content = [(start, end)]
    return True


def _quotation(scene: Scene, cue: Cue, found: Candidate) -> bool:
    """«X сказал: "…"», "X said, “…”", and the quotation that stands on both sides of its cue."""
    number = cue.segment + 1
    while (
        number < len(scene.segs)
        and not scene.segs[number].quote
        and scene.segs[number].before != ":"
        and not _verbal(scene, number)
        and number - cue.segment < 3
    ):
        number += 1
    if number >= len(scene.segs):
        return False
    seg = scene.segs[number]
    if not (seg.quote or seg.before == ":"):
        return False
    both = cue.segment > 0 and (scene.segs[cue.segment - 1].quote or scene.segs[cue.segment].before == "-")
    if (both and scene.segs[cue.segment - 1].quote) or (
        both and _verb_first(scene, cue) and _substance(scene, 0, cue.segment)
    ):
        found.rule = "verb-around"
        found.region = [(scene.segs[cue.segment].first, seg.first)]
        found.content = [
            (content_start(scene, cue.segment), scene.segs[cue.segment].first),
            (seg.first, scene.end_of(len(scene.segs) - 1)),
        ]
        found.outer = True
        return True
    return _set_content(scene, cue, found, "verb-quote" if seg.quote else "verb-colon", seg.first)


def _around(scene: Scene, cue: Cue, found: Candidate) -> bool:
    """«…, сказал X», "…, X said, …": the cue closes or parts the statement."""
    number = cue.segment
    if number == 0 or cue.gerund:
        return False
    seg = scene.segs[number]
    before = scene.segs[number - 1]
    first = _verb_first(scene, cue)
    if scene.pack.cased:
        if not first and not before.quote and not (seg.before == "-" and _short(scene, cue)):
            return False
    elif not (first or _short(scene, cue)):
        return False
    leading = scene.word(seg.first)
    if leading is not None and (
        (leading.pos & Pos.SUBORD and not before.quote)
        or ("contrast" in leading.classes and not before.quote)
    ):
        return False
    if leading is not None and leading.pos & Pos.CONJ and not before.quote and first:
        return False
    if (
        not before.quote
        and not _substance(scene, 0, number)
        and not (first and _substance(scene, number + 1, len(scene.segs)))
    ):
        return False
    if scene.pack.cased and not first and not before.quote and not subject(scene, cue, inverted=False):
        return False
    if (
        first
        and not before.quote
        and not subject(scene, cue, inverted=True, forward=True)
        and place_source(scene, cue, behind=True) is None
        and not cue.passive
        and not (seg.before == "-" or _links_here(scene, cue))
    ):
        return False
    end = scene.end_of(len(scene.segs) - 1)
    found.rule, found.outer = "verb-around", True
    close = number
    found.content = [(content_start(scene, number), seg.first)]
    while close + 1 < len(scene.segs) and not scene.segs[close + 1].quote and not _verbal(scene, close + 1):
        close += 1
    rest = scene.segs[close + 1].first if close + 1 < len(scene.segs) else end
    found.region = [(seg.first, rest)]
    after = scene.segs[close + 1] if close + 1 < len(scene.segs) else None
    if after is not None and not _sibling(scene, close + 1):
        found.content.append((after.first, end))
    _attribute(scene, cue, found, inverted=True)
    return True


def _links_here(scene: Scene, cue: Cue) -> bool:
    """«…, пишет со ссылкой на Y»: the publisher's name got lost, the source it names did not."""
    k = cue.last
    w = scene.word(k) if k < scene.last else None
    return w is not None and any(
        name == "link" and phrase_at(scene.reader.tokens, k, f, scene.last)
        for name, f in scene.pack.phrases.get(w.lower, ())
    )


def _short(scene: Scene, cue: Cue) -> bool:
    """True where the segment holds the cue, its subject and nothing that says more ("…, Ham told the
    host").
    """
    seg = scene.segs[cue.segment]
    for k in range(cue.last, seg.last):
        w = scene.word(k)
        if w is not None and w.pos & Pos.VERB and not w.pos & (Pos.NOUN | Pos.ADJ | Pos.PREP):
            return False
        if w is not None and "complementizer" in w.classes:
            return False
    if not scene.pack.cased:
        if any(
            (w := scene.word(k)) is not None and w.pos & Pos.VERB and not w.pos & (Pos.AUX | Pos.NOUN)
            for k in range(seg.first, cue.first)
        ):
            return False
        after = cue.last
        listener = "listener_verb" in cue.classes
        words = sum(scene.word(k) is not None for k in range(after, seg.last))
        opening = scene.word(after) if after < seg.last else None
        adverbial = opening is not None and bool(
            opening.pos & (Pos.PREP | Pos.ADV) or "demonym_place" in opening.classes
        )
        return words == 0 or listener or adverbial or _inverted_subject(scene, cue)
    return True


def _inverted_subject(scene: Scene, cue: Cue) -> bool:
    return _verb_first(scene, cue)


def _sibling(scene: Scene, number: int) -> bool:
    """True where a segment opens a clause of its own behind a cue («…, сказал он, а мэр …», ", adding
    that").
    """
    w = scene.word(scene.segs[number].first)
    return (
        w is not None
        and bool(w.pos & Pos.GERUND or ("contrast" in w.classes and not scene.segs[number].quote))
        and not scene.segs[number].quote
    )


def _object(scene: Scene, cue: Cue, found: Candidate) -> bool:
    """«Назвал … победой», «призвал к …», «заявил о …»: the object is what is said."""
    seg = scene.segs[cue.segment]
    if cue.last >= seg.last and seg.last - cue.first > 1:
        return False
    start = 0
    if cue.classes & _OBJECT:
        start = cue.last
        w = scene.word(start)
        if w is not None and "urge_preposition" in w.classes and not w.pos & Pos.SUBORD:
            start += 1
    opening = scene.word(seg.first)
    if (
        scene.pack.cased
        and opening is not None
        and "about_preposition" in opening.classes
        and cue.first - seg.first > 1
        and cue.classes & {"speak_say", "speak_passive"}
    ):
        found.rule = "verb-object"
        found.features["fronted"] = 1.0
        about = [m for m in scene.mentions(cue.segment) if m.first == seg.first + 1 and m.last <= cue.first]
        if about:
            found.region = [(seg.first, seg.first + 1), (about[0].last, scene.end_of(len(scene.segs) - 1))]
            found.content = [(seg.first + 1, about[0].last)]
            return True
    if cue.classes & {"speak_say", "speak_passive"}:
        for k in range(cue.last, seg.last):
            w = scene.word(k)
            if w is None:
                continue
            if "about_preposition" in w.classes:
                start = k + 1 if _nothing_but_listeners(scene, cue, k) else 0
                break
            if w.pos & (Pos.VERB | Pos.GERUND) and not w.pos & (Pos.NOUN | Pos.ADJ):
                break
    if not start or start >= seg.last:
        return False
    found.features["object"] = 1.0
    return _set_content(scene, cue, found, "verb-object", start)


def _nothing_but_listeners(scene: Scene, cue: Cue, k: int) -> bool:
    """True where between the verb and «о» stand only its subject, a listener, a time or a place."""
    for m in scene.mentions(cue.segment):
        if m.first < cue.last or m.last > k:
            continue
        if not m.preposition and m.reference == "thing" and not m.cases & 4:
            return False
        if m.preposition and m.preposition not in scene.pack.classes.get("at_preposition", ()):
            return False
        if m.preposition and m.reference == "thing" and "time_noun" not in m.classes and m.last - m.first > 2:
            return False
    return True


def _whole(scene: Scene, cue: Cue, found: Candidate) -> bool:
    """«X отверг критику»: the whole clause is the statement, X its source."""
    following = scene.word(scene.segs[cue.segment + 1].first) if cue.segment + 1 < len(scene.segs) else None
    asks = "speak_urge" in cue.classes and following is not None and "purpose" in following.classes
    if not cue.classes & {"speak_judge", "speak_accuse", "speak_object"} and not asks:
        return False
    if asks:  # «потребовал, чтобы мост открыли»
        found.whole, found.rule = True, "verb-whole"
        found.content = [(clause_start(scene, cue.segment), scene.end_of(len(scene.segs) - 1))]
        return True
    if not cue.classes & {"speak_judge", "speak_accuse"} and not _has_object(scene, cue):
        return False
    start = clause_start(scene, cue.segment)
    found.whole = True
    found.rule = "verb-whole"
    found.content = [(start, scene.end_of(len(scene.segs) - 1))]
    return True


def _has_object(scene: Scene, cue: Cue) -> bool:
    """True where a thing in the accusative follows the verb at once («отметил рост перевозок»)."""
    after = [m for m in scene.mentions(cue.segment) if cue.last <= m.first <= cue.last + 1]
    return (
        bool(after)
        and not after[0].preposition
        and after[0].reference == "thing"
        and bool(after[0].cases & 8)
    )


def _bare(scene: Scene, cue: Cue, found: Candidate) -> bool:
    """ "X said the plan failed", «X добавил, план сорван»: a clause without its conjunction."""
    seg = scene.segs[cue.segment]
    end = scene.end_of(len(scene.segs) - 1)
    if scene.pack.cased:
        number = cue.segment + 1
        if (
            cue.last < seg.last
            or number >= len(scene.segs)
            or not cue.classes & {"speak_say"}
            or scene.segs[number].before not in (",", "-")
        ):
            return False
        copula = (
            number + 1 < len(scene.segs)
            and scene.segs[number + 1].before == "-"
            and any(m.cases & 1 and not m.preposition for m in scene.mentions(number))
        )
        if not (_main_clause(scene, number) or copula) or _verb_first(scene, cue):
            return False
        return _set_content(scene, cue, found, "verb-bare", scene.segs[number].first)
    if not cue.classes & {"speak_say", "verb_believe"} or cue.last >= end:
        return False
    start = cue.last
    if "listener_verb" in cue.classes:
        listeners = [m for m in scene.mentions(cue.segment) if m.first == cue.last]
        if listeners:
            start = listeners[0].last
    w = scene.word(start) if start < end else None
    if w is None or start >= seg.last:
        return False
    if w.pos & Pos.PREP and not _finite_in(scene, start, seg.last):
        return False
    return _set_content(scene, cue, found, "verb-bare", start)


def _finite_in(scene: Scene, a: int, b: int) -> bool:
    return any(
        (w := scene.word(k)) is not None and w.pos & (Pos.VERB | Pos.AUX) and not w.pos & Pos.NOUN
        for k in range(a, b)
    )
