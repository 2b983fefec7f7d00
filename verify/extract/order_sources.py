"""Who speaks in a frame found by word order, and through which medium."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from verify.extract.frames import side_by_side
from verify.extract.order_clauses import (
    before_contrast,
    before_main,
    before_resumed,
    before_semicolon,
    is_main,
    region_start,
    words_end,
)
from verify.extract.order_phrases import word_classes
from verify.extract.order_subjects import across, subject
from verify.extract.subjects import media
from verify.languages.words import Pos
from verify.model import AttributionType, SourceKind

if TYPE_CHECKING:
    from verify.extract.cues import Cue
    from verify.extract.frames import Candidate, Scene
    from verify.extract.mentions import Mention


def attribute(scene: Scene, cue: Cue, found: Candidate, *, inverted: bool) -> bool:
    """Set sources and medium; False where nobody can be speaking."""
    if cue.gerund and (verb := quoting_verb(scene, cue)) >= 0:
        return _quoted(scene, cue, found, verb)
    source = subject(scene, cue, inverted=inverted)
    if inverted and "quote_verb" in cue.classes and _quotes(scene, cue, found, source):
        return True
    k = cue.first - 1
    while k > scene.first and (v := scene.word(k)) is not None and v.pos & (Pos.ADV | Pos.AUX):
        k -= 1
    if "subject_relative" in word_classes(scene.word(k)):
        found.features["relative"] = float(k)
    if source is not None:
        source = _by_name(scene, source)
    if source is None:
        found.elided = (cue.gerund and not _held(scene, cue)) or _coordinated(scene, cue)
        return found.elided
    if "platform" in source.classes and source.last - source.first == 1:
        source = replace(source, kind=SourceKind.ORGANIZATION, reference="")  # the company speaks for itself
    if not speaks(source) or (
        source.reference == "it" and (_held(scene, cue) or not cue.classes & {"speak_it"})
    ):
        return False
    if cue.classes & {"verb_weak", "verb_stance"} and found.type is AttributionType.BELIEF:
        found.features["weak"] = 1.0
    if inverted and "news_verb" in cue.classes and _unlisted_body(scene, source):
        opens = "article" in word_classes(scene.word(source.first))
        source = replace(source, kind=SourceKind.OUTLET, name=(source.first + opens, source.last))
    number = next((n for n, g in enumerate(scene.segs) if g.first <= source.first < g.last), cue.segment)
    found.sources = side_by_side(scene, source, number)
    found.medium = media(scene, cue, found.sources) or _outlet_for(scene, cue, source)
    if not found.medium and source.kind is not SourceKind.OUTLET and _in_the_interview(scene):
        found.features["interview"] = 1.0
    return True


def _quotes(scene: Scene, cue: Cue, found: Candidate, medium: Mention | None) -> bool:
    """ "“…,” | X quotes Y.": Y speaks, X is the medium."""
    said = next((m for m in scene.mentions(cue.segment) if m.first == cue.last), None)
    if medium is None or said is None or said.last < words_end(scene, cue.segment) or not speaks(said):
        return False
    if medium.last > cue.first or said.kind is SourceKind.DOCUMENT:
        return False
    found.sources, found.medium = [said], [_medium(scene, medium)]
    return True


def _names(scene: Scene, m: Mention) -> bool:
    return m.kind is SourceKind.PERSON and not m.reference and scene.reader.tokens[m.head].cap


def _by_name(scene: Scene, source: Mention) -> Mention:
    """ "The mayor's spokesman, | Ivan Lake, | said": the name behind a role, alone between commas."""
    outlet = source.kind is SourceKind.OUTLET and "outlet_noun" in source.classes
    if _names(scene, source) or not (outlet or source.classes & {"role_noun", "spokes_noun"}):
        return source
    for n, seg in enumerate(scene.segs[1:], 1):
        if seg.first == source.last + 1 and seg.before == "," and not seg.quote:
            named = scene.mentions(n)
            alone = len(named) == 1 and named[0].first == seg.first and named[0].last == words_end(scene, n)
            if alone and outlet and scene.reader.tokens[named[0].head].cap:
                return replace(named[0], kind=SourceKind.OUTLET, reference="")  # "a news agency, ISNA, said"
            return named[0] if alone and _names(scene, named[0]) else source
    return source


def _unlisted_body(scene: Scene, m: Mention) -> bool:
    """True for a name that nothing but its capitals makes a body's: who reports is a medium ("…, Hill Watch
    first reported")."""
    head = scene.reader.tokens[m.head]
    plain = m.kind is SourceKind.ORGANIZATION and not m.reference and m.of is None and head.cap
    return plain and not m.classes & {"org_noun", "demonym_place", "spokes_noun", "role_noun", "platform"}


def _held(scene: Scene, cue: Cue) -> bool:
    """True for a gerund right behind another verb: "it means admitting that …"."""
    w = scene.word(cue.first - 1) if cue.gerund and cue.first > scene.segs[cue.segment].first else None
    return w is not None and bool(w.pos & Pos.VERB) and not w.pos & (Pos.AUX | Pos.NOUN)


def _in_the_interview(scene: Scene) -> bool:
    """True where the sentence tells of an interview that the reader knows already ("in the interview")."""
    return any(
        "interview_noun" in m.classes and m.preposition and "article" in word_classes(scene.word(m.first))
        for n in range(len(scene.segs))
        for m in scene.mentions(n)
    )


def quoting_verb(scene: Scene, cue: Cue) -> int:
    """Token of "quoted" in "quoted X as saying", told of its gerund; -1 where there is none."""
    first = scene.segs[cue.segment].first
    if cue.first - 1 == first and cue.segment > 1 and scene.segs[cue.segment].before == ",":
        first = scene.segs[cue.segment - 2].first  # "quoted X, | a lawyer, | as saying"
    if cue.first - 1 <= first or "as_word" not in word_classes(scene.word(cue.first - 1)):
        return -1
    near = range(cue.first - 2, max(first - 1, cue.first - 14), -1)
    return next((k for k in near if "quote_verb" in word_classes(scene.word(k))), -1)


def _quoted(scene: Scene, cue: Cue, found: Candidate, verb: int) -> bool:
    """ "X quoted Y as saying", "Y was quoted by X as saying": Y speaks, X is the medium."""
    number = next((n for n, g in enumerate(scene.segs) if g.first <= verb < g.last), cue.segment)
    mentions = scene.mentions(number)
    if "subject_relative" in word_classes(scene.word(verb - 1)):
        found.features["relative"] = float(verb - 1)  # "a paper that quoted X as promising"
    subjects = [m for m in mentions if m.last <= verb and not m.preposition]
    objects = [m for m in mentions if verb < m.first and m.last < cue.first]
    if "copula" in word_classes(scene.word(verb - 1)):
        apart = None if subjects else across(scene, cue)  # "X, a lawyer, was quoted as saying"
        found.sources = subjects[-1:] or ([apart] if apart is not None else [])
        found.medium = [_medium(scene, m) for m in mentions if m.first > verb and _agent(scene, m)][:1]
    else:
        found.sources, found.medium = objects[:1], subjects[-1:]
    return bool(found.sources) and speaks(found.sources[0])


def _agent(scene: Scene, m: Mention) -> bool:
    return "from_preposition" in word_classes(scene.word(m.first - 1))


def _medium(scene: Scene, m: Mention) -> Mention:
    """Who is said to have quoted somebody is a medium, unless a body or person by its words."""
    if scene.reader.tokens[m.head].cap and not m.reference and not m.classes & {"org_noun", "role_noun"}:
        return replace(m, kind=SourceKind.OUTLET)
    return m


def _outlet_for(scene: Scene, cue: Cue, source: Mention) -> list[Mention]:
    """What somebody writes for is a medium, known or not ("wrote X for Y")."""
    if source.via is not None or "write_verb" not in cue.classes:
        return []
    for m in scene.mentions(cue.segment):
        if (
            m.first > source.first
            and m.preposition in scene.pack.classes.get("write_preposition", ())
            and scene.reader.tokens[m.head].cap
            and m.kind is not SourceKind.OUTLET
        ):
            return [replace(m, kind=SourceKind.OUTLET, reference="", via=None)]
    return []


def speaks(m: Mention) -> bool:
    """Things and shares of people asked do not speak; unlisted nouns in the plural are people as a rule."""
    if (
        m.reference == "thing"
        and m.kind is SourceKind.COLLECTIVE
        and not m.classes & {"noun_plain", "time_word", "share_noun"}
    ):
        return True
    return m.reference not in ("thing", "state") and not m.classes & {"share_noun", "relative", "time_word"}


def _coordinated(scene: Scene, cue: Cue) -> bool:
    w = scene.word(scene.segs[cue.segment].first)
    return w is not None and bool(w.pos & Pos.CONJ) and not w.pos & Pos.SUBORD and cue.segment > 0


def to_end(scene: Scene, cue: Cue, found: Candidate, rule: str, start: int) -> bool:
    end = scene.end_of(len(scene.segs) - 1)
    leads = cue.segment == 0 and cue.first == scene.segs[0].first and not cue.gerund  # "Stated X: “…”"
    if end <= start or not attribute(scene, cue, found, inverted=leads and rule == "verb-quote"):
        return False
    said = found.sources[0] if found.sources else None
    end = before_contrast(scene, cue, start, end, said, whole=rule == "verb-object")
    end = before_main(scene, cue, start, end)
    end = before_resumed(scene, cue, start, end)
    if rule == "verb-object":
        end = before_semicolon(scene, cue, start, end)
    found.rule = rule
    first = _behind_main(scene, cue, found, end) or region_start(scene, cue)
    if cue.gerund and (verb := quoting_verb(scene, cue)) >= 0:
        first = min(first, next(g.first for g in scene.segs if g.first <= verb < g.last))
    found.region = [(first, start)]
    found.content = [(start, end)]
    _take_condition(scene, found)
    return True


def _behind_main(scene: Scene, cue: Cue, found: Candidate, end: int) -> int:
    """Token of the relative pronoun where the clause around says something of its own: "It was closed by X, |
    who said …", "X, | who said that …, | left"; 0: it says nothing."""
    opening = scene.segs[cue.segment].first
    if found.features.get("relative") != opening or cue.segment == 0:
        return 0
    before = scene.segs[cue.segment - 1]
    whole = any(is_main(scene, n) for n in range(cue.segment)) and not before.quote
    source = found.sources[0] if found.sources else None
    resumed = end < scene.end_of(len(scene.segs) - 1) and cue.segment == 1
    if source is None or not (whole or resumed) or source.first >= opening:
        return 0
    return opening


def _take_condition(scene: Scene, found: Candidate) -> None:
    """ "If the bridge closes, X said, …": the condition is part of what is said."""
    first = scene.segs[0]
    a, b = found.region[0]
    w = scene.word(first.first)
    if found.rule not in ("verb-bare", "verb-clause") or a != first.first or first.quote or w is None:
        return
    if (
        "hypothesis" in w.classes
        and w.pos & Pos.SUBORD
        and found.sources
        and found.sources[0].first >= first.last
    ):
        number = next(n for n, g in enumerate(scene.segs) if g.first <= found.sources[0].first < g.last)
        found.content.insert(0, (a, scene.segs[number].first))
        found.region[0] = (scene.segs[number].first, b)
