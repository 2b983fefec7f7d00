"""The headline: «X: …», «… — X», and the chain it takes over from the lead that it sums up."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from verify.extract.chains import taken_over
from verify.extract.cues import phrase_end
from verify.extract.frames import Candidate, Scene
from verify.extract.person import STEM, same_stem
from verify.languages.words import Case, Pos
from verify.model import SourceKind

if TYPE_CHECKING:
    from verify.extract.mentions import Mention
    from verify.extract.reader import Reader
    from verify.extract.reading import Reading
    from verify.extract.statements import Statement
    from verify.extract.tokens import Sentence, Token

OVERLAP = 0.34
"""Share of a headline's content words that the lead repeats when the headline sums the lead up."""


_CLOSING = ("-", ":")
"""Marks behind which a headline's source may stand last: "Port closed | - Quill", "… | : Quill"."""


def headline_candidates(scene: Scene) -> list[Candidate]:
    """The candidates of a headline's own punctuation: a source alone before a colon, behind a dash, or both
    («Разведка: … - NYT»)."""
    if len(scene.segs) < 2:
        return []
    opening, closing = _opening(scene), _closing(scene)
    if opening is not None and closing is not None and scene.pack.cased:
        opening.content = closing.content = [(opening.content[0][0], closing.region[0][0])]
        return [closing, opening] if closing.content[0][0] < closing.content[0][1] else [opening]
    found = opening or closing
    return [found] if found is not None else []


def _opening(scene: Scene) -> Candidate | None:
    """«X: …», «X в интервью Y: …»."""
    first, second = scene.segs[0], scene.segs[1]
    if second.before != ":" and not (second.quote and scene.reader.tokens[first.last - 1].text == ":"):
        return None
    if phrase_end(scene.reader.tokens, first.first, first.last, scene.pack, "headline_label") == first.last:
        return None  # "Exclusive: …", "Brexit: …"
    source, medium = _source(scene, 0)
    if source is None and second.quote and not scene.pack.cased:
        source = _acting(scene)
    if source is None:
        return None
    if scene.pack.cased and source.reference == "role" and "group_noun" in source.classes:
        source.kind, source.reference = SourceKind.ANONYMOUS, ""  # «Эксперт: …»: no one of the text's
    found = Candidate("headline-colon", (first.last - 1, first.last), 0, sources=[source], medium=medium)
    found.region = [(first.first, second.first)]
    found.content = [(second.first, scene.end_of(len(scene.segs) - 1))]
    if source.preposition:
        found.features["place"] = 1.0
    return found


def _closing(scene: Scene) -> Candidate | None:
    """«… - X», «…, - X в интервью Y», «…: X для Y»."""
    number, closing = len(scene.segs) - 1, scene.segs[-1]
    if closing.before not in _CLOSING or closing.quote:
        return None
    source, medium = _source(scene, number)
    if source is None or source.kind is SourceKind.DOCUMENT or source.preposition:
        return None
    quoted = scene.reader.tokens[scene.segs[number - 1].last - 1].text in '»”"'
    if closing.before == ":" and scene.pack.cased and not medium and not quoted:
        return None  # «Паром закроют: мэр», but «…»: мэр о пароме»
    found = Candidate("headline-dash", (closing.first, closing.last), number, sources=[source], outer=True)
    found.region = [(closing.first, closing.last)]
    whole = quoted and scene.reader.tokens[scene.first].text in '«"“'
    said = (scene.first + 1, scene.segs[number - 1].last - 1) if whole else (scene.first, closing.first)
    found.content = [said]
    found.medium, found.publishes = medium, True
    return found


def _source(scene: Scene, number: int) -> tuple[Mention | None, list[Mention]]:
    """The mention that a segment is, and the medium it spoke to: «Лось | в интервью CNN»."""
    seg, tokens = scene.segs[number], scene.reader.tokens
    place = next(iter(scene.mentions(number)), None)
    if scene.pack.cased and place is not None and place.last == seg.last and number == 0:
        at = place.preposition in scene.pack.classes["at_preposition"] and place.cases & Case.LOC
        body = place.kind is SourceKind.ORGANIZATION and place.reference != "thing"
        if at and body and place.first == seg.first + 1:
            return place, []  # «В Кремле: …»
    for k in range(seg.first + 1, seg.last) if scene.pack.cased else ():
        w = tokens[k].word
        if w is None or not w.pos & Pos.PREP or w.lower not in scene.pack.classes["medium_preposition"]:
            continue
        there = next((j for j in range(k + 1, seg.last) if j in scene.reader.outlets), -1)
        medium = scene.reader.mentions(there, seg.last)[:1] if there > 0 else []
        spoken = all(
            (v := tokens[j].word) is None or v.classes & {"interview_noun", "outlet_noun"}
            for j in range(k + 1, there)
        )
        if medium and medium[0].last == seg.last and spoken:
            return _alone(scene, number, k), medium
        break
    return _alone(scene, number, seg.last), []


def _acting(scene: Scene) -> Mention | None:
    """ "Quill Hammers Port: ‘Close the Bridge’": whom the words before the colon are about says what stands
    behind."""
    first = next(iter(scene.mentions(0)), None)
    speaks = (
        first is not None
        and first.first <= scene.segs[0].first
        and not first.reference
        and not first.preposition
    )
    return (
        first
        if speaks and first is not None and first.kind in (SourceKind.PERSON, SourceKind.ORGANIZATION)
        else None
    )


def _alone(scene: Scene, number: int, last: int) -> Mention | None:
    """The mention that a whole segment is up to `last`, where it can speak."""
    seg = scene.segs[number]
    mentions = scene.mentions(number)
    if (
        scene.reader.tokens[seg.first].text in '«“"„'
        and mentions
        and mentions[0].kind is not SourceKind.OUTLET
    ):
        return None
    if not mentions or mentions[0].reference == "thing" or mentions[0].preposition:
        return None
    m = mentions[0]
    if not scene.pack.cased and any(
        t.text[:1].isdigit() or t.level or t.text in "‘'" for t in scene.reader.tokens[seg.first : seg.last]
    ):
        return None  # "Rovers 2-2 Albion: …", "‘Gutted’: …"
    words = sum(scene.word(k) is not None for k in range(seg.first, last))
    covered = sum(scene.word(k) is not None for k in range(m.first, m.last))
    behind = scene.word(m.last) if m.last < last else None
    about = (
        m.first <= seg.first + 1
        and behind is not None
        and "about_preposition" in behind.classes
        and (number > 0 or scene.pack.cased)
    )
    if (words - covered > 0 or words > 8) and not about:  # «… — Климов о тарифах»
        return None
    if m.kind is SourceKind.ORGANIZATION:
        w = scene.word(m.head)
        if w is not None and w.pos & Pos.PLACE:
            return None
    return m


def lower_titles(tokens: list[Token], titles: list[range]) -> None:
    """Capitals of a headline in title case mean nothing: a word keeps its own where the body gives it one."""
    inside = {k for r in titles for k in r}
    named = {
        t.text
        for t in tokens
        if t.cap and t.index not in inside and t.index and tokens[t.index - 1].word is not None
    }
    plain = {t.text for t in tokens if t.word is not None and not t.cap}
    for r in titles:
        words = [tokens[k] for k in r if tokens[k].word is not None and len(tokens[k].text) > 3]
        if len(words) < 4 or sum(t.cap for t in words) < 0.8 * len(words):
            continue
        for k in r:
            t = tokens[k]
            if t.cap and t.text not in named and (t.text.lower() in plain or _ordinary(t)):
                t.cap = False


def _ordinary(t: Token) -> bool:
    w = t.word
    return (
        w is not None
        and bool(w.classes or w.pos & ~(Pos.NOUN | Pos.NAME))
        and not w.classes & {"demonym_place", "title_noun"}
        and not t.text.isupper()
    )


def inherit_from_lead(made: list[Statement], body: list[Statement], reader: Reader) -> None:
    """A headline without a cue takes the chain of the lead it sums up."""
    for s in made:
        if not reader.pack.cased and _topic(s, body, reader):
            s.chain, s.settled = (), False  # "Ann Lake: Court Frees Woman": what it is about
        if body and _nobody_yet(s, reader):
            s.settled = False  # «Дипломат: …»: the lead says who
        if s.settled or not body:
            continue
        words = _content(s, reader)
        best, most = None, OVERLAP
        for lead in body[:3]:
            told = _content(lead, reader)
            alike = defaultdict(list)  # forms of one name begin alike
            for v in told:
                alike[v[:STEM]].append(v)
            shared = sum(any(same_stem(w, v) for v in alike[w[:STEM]]) for w in words) / max(len(words), 1)
            if shared > most or (shared == most and best is None):
                best, most = lead, shared
        if best is None and s.chain and not s.settled:
            best = next((b for b in body[:4] if b.chain and b.chain[-1].kind is SourceKind.PERSON), None)
        if s.chain and not (best and best.chain and best.chain[-1].kind is SourceKind.PERSON):
            s.settled = True
            continue
        if (
            best is not None
            and best.chain
            and (best.chain[-1].names or (best.chain[-1].kind is not SourceKind.COLLECTIVE and not s.chain))
        ):
            s.chain = taken_over(best.chain)


def _topic(s: Statement, body: list[Statement], reader: Reader) -> bool:
    """True where who stands before a headline's colon says nothing in the article, and others do; "we" behind
    the colon is their own word."""
    if not s.by or s.by[0].rule != "headline-colon" or len(s.chain) != 1:
        return False
    if s.chain[0].kind not in (SourceKind.PERSON, SourceKind.ORGANIZATION) or s.quote >= 0:
        return False
    said = (t.word.classes for t in reader.tokens[s.first : s.last] if t.word is not None)
    if any(classes & {"first_person", "we_word"} for classes in said):
        return False
    words = set((s.chain[0].name or "").casefold().split())
    spoken = [set((h.name or "").casefold().split()) for b in body for h in b.chain]
    return bool(spoken) and bool(words) and not any(words & names for names in spoken)


def _nobody_yet(s: Statement, reader: Reader) -> bool:
    """True where a headline names its source by a role alone."""
    if len(s.chain) != 1 or s.chain[0].mention is None:
        return False
    hop = s.chain[0]
    if hop.kind not in (SourceKind.ANONYMOUS, SourceKind.PERSON):
        return False
    start = s.chain[0].mention[0]
    named = any(start[0] <= reader.tokens[k].start < start[1] for k in reader.people.places())
    return not named


def _content(s: Statement, reader: Reader) -> set[str]:
    small = Pos.PREP | Pos.CONJ | Pos.PRON | Pos.DET | Pos.AUX
    return {
        t.word.lower
        for a, b in s.parts
        for t in reader.tokens[a:b]
        if t.word is not None and len(t.text) > 2 and not t.word.pos & small
    }


def summed_up_early(reading: Reading, title: Sentence) -> bool:
    """«Про це повідомляє X» behind the lead: the headline is what it sums up, in whatever words."""
    chain = reading.marker_chain
    early = bool(chain) and reading.layout.among_first(reading.marker_sentence, 4)
    if not early or not reading.reader.pack.cased or not all(h.names for h in chain):
        return False
    lead = reading.statements[0].chain if reading.statements else ()
    if [h.names for h in lead] != [h.names for h in chain]:
        return False  # the lead has more hops, or a source of its own
    if chain[-1].kind is not SourceKind.PERSON:
        return True
    people, name_of = reading.reader.people, reading.discourse.person_name
    others = (people.starts(k) for k in people.within(title.first, title.last))
    # «Гідролог винить людей»: the headline is of somebody else than who spoke of the lead
    return not any(hit is not None and name_of(hit[1]) != chain[-1].name for hit in others)
