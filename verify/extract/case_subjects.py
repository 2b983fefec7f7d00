"""Subjects that Russian and Ukrainian show in a way of their own: two joined, a name behind the rest of its
bearer's field, somebody's people, a post."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from verify.extract.frames import has_verb, nominative
from verify.languages.words import PLURAL, SINGULAR, Case, Pos
from verify.model import SourceKind

if TYPE_CHECKING:
    from verify.extract.cues import Cue
    from verify.extract.frames import Scene
    from verify.extract.mentions import Mention

_OWN_NAMES = frozenset(
    {"interview_noun", "outlet_noun", "outlet_part", "org_noun", "site_noun", "platform", "link_noun"}
    | {"role_noun", "spokes_noun", "speech_word", "by_noun"}
)
"""What takes a name that does not decline as its own: «в эфире CNN», «на сайте МВД»; also, where it is, what
is written: «в сообщении МВД», but «в ответ МВД заявило»."""
_WRITTEN = frozenset({"statement_noun", "doc_noun"})
LONGEST_FIELD = 14
"""Words of what a minister is responsible for, as far as a comma parts them."""
_SPEAKERS = {
    SourceKind.PERSON: 3.0,
    SourceKind.OUTLET: 3.0,
    SourceKind.ANONYMOUS: 3.0,
    SourceKind.ORGANIZATION: 2.5,
    SourceKind.COLLECTIVE: 2.0,
    SourceKind.DOCUMENT: 1.0,
}


def plausible(m: Mention) -> float:
    """How readily a mention speaks, by kind alone; things hardly do."""
    return -1.5 if m.reference == "thing" or "platform" in m.classes else _SPEAKERS[m.kind]


def words_between(scene: Scene, a: int, b: int) -> int | None:
    """Words between two places; None where a finite verb other than an auxiliary stands between."""
    gap = 0
    said = scene.reader.tokens[a - 1].text if a else ""
    for k in range(a, b):
        w = scene.word(k)
        if w is None:
            continue
        gap += 1
        if (
            w.pos & Pos.VERB
            and not w.pos & (Pos.NOUN | Pos.ADJ | Pos.AUX)
            and not w.classes & {"copula", "manage_verb"}
            and scene.reader.tokens[k].text != said  # «сказал на совещании сказал мэр»: a slip
        ):
            return None
    return gap


def acting(scene: Scene, m: Mention) -> bool:
    """«(И. о.) директора | Пётр Лось»: the office is in the genitive, its bearer's name is not."""
    if m.kind is not SourceKind.PERSON or m.reference or m.preposition or m.cases & Case.NOM:
        return False
    before = scene.reader.tokens[m.first - 1].text if m.first else ""
    return before == "." and m.name[0] > m.head and not scene.reader.people.oblique(*m.name)


def swallowed(scene: Scene, cue: Cue, *, inverted: bool) -> Mention | None:
    """«На брифинге | «Луг» заявил», «сообщило на брифинге | НАБУ»: a body's or medium's name that does not
    decline ends a phrase with a preposition, and the sentence needs it as its subject."""
    w = scene.word(cue.first)
    if scene.pack.cased and w is not None and w.verb_numbers == PLURAL:
        return _people_at_end(scene, cue, inverted=inverted)
    if not scene.pack.cased or w is None or w.verb_numbers != SINGULAR:
        return None
    time = -1  # where «во время» ends, which is all one preposition
    for m in scene.mentions(cue.segment):
        placed = m.preposition or time == m.first
        time = m.last if m.preposition and "time_noun" in m.classes else -1
        if not placed or (m.first >= cue.last and not inverted):
            continue
        before = m.last <= cue.first
        gap = words_between(scene, m.last, cue.first) if before else words_between(scene, cue.last, m.first)
        if gap is None or (before and gap > 1) or m.kind is SourceKind.ANONYMOUS:
            continue
        if (named := _at_end(scene, m)) is not None and (
            named.kind is SourceKind.OUTLET or named.genders & w.verb_genders or not w.verb_genders
        ):
            return named
    return None


def _people_at_end(scene: Scene, cue: Cue, *, inverted: bool) -> Mention | None:
    """«Після зустрічі | джерела в уряді заявили»: a form that is one's genitive and many's nominative."""
    for m in scene.mentions(cue.segment):
        if m.preposition == "" or (m.first >= cue.last and not inverted):
            continue
        for k in range(m.head + 1, m.last):
            w = scene.word(k)
            many = w is not None and w.nominative_numbers == PLURAL and w.lower not in w.lemmas
            if not many or w is None or not w.classes & {"anon_noun", "group_noun"}:
                continue
            named = next(iter(scene.reader.mentions(k, scene.segs[cue.segment].last)), None)
            if named is None or named.first != k or named.last < m.last or not nominative(named):
                continue
            gap = words_between(scene, named.last, cue.first) if named.last <= cue.first else 0
            return replace(named, numbers=PLURAL) if gap is not None and gap <= 1 else None
    return None


def _at_end(scene: Scene, m: Mention) -> Mention | None:
    """The name, no complement, that ends a phrase; the whole of it behind «накануне», which is an adverb."""
    reader, bodies = scene.reader, (SourceKind.OUTLET, SourceKind.ORGANIZATION)
    opens, head = scene.word(m.first - 1) if m.first else None, scene.word(m.head)
    if opens is not None and opens.pos & Pos.ADV and m.kind in bodies and m.cases & Case.NOM:
        return replace(m, preposition="")
    if (
        head is None
        or m.kind is SourceKind.OUTLET
        or reader.people.starts(m.first)
        or m.preposition in scene.pack.classes["about_preposition"]
    ):
        return None
    event = m.preposition in scene.pack.classes.get("event_preposition", ())
    owns = bool(
        head.classes & _OWN_NAMES or (head.classes & _WRITTEN and head.cases & Case.LOC and not event)
    )
    for k in range(m.head + (2 if owns else 1), m.last):
        w = reader.tokens[k].word
        if not reader.tokens[k].cap and w is not None and "outlet_noun" not in w.classes:
            continue
        named = next(iter(reader.mentions(k, m.last)), None)
        if named is None or named.first != k or named.last != m.last:
            continue
        return named if named.kind in bodies and not named.reference and nominative(named) else None
    return None


def pair(scene: Scene, cue: Cue) -> list[Mention]:
    """«Мэр и глава совета подтвердили»: two in the singular, joined, are the subject of a plural."""
    w = scene.word(cue.first)
    if w is None or w.verb_numbers != PLURAL:
        return []
    fit = [m for m in scene.mentions(cue.segment) if nominative(m) and plausible(m) > 0]
    for one, other in pairwise(fit):
        joint = scene.word(one.last)
        joined = other.first == one.last + 1 and joint is not None and joint.pos & Pos.CONJ
        before = other.last <= cue.first
        a, b = (other.last, cue.first) if before else (cue.last, one.first)
        near = words_between(scene, a, b)
        if joined and one.kind is other.kind and near is not None and near <= 3:
            return [one, other]
    return []


def name_of_role(scene: Scene, m: Mention) -> Mention | None:
    """«Министр связи, | торговли и печати Иван Лесков»: the name behind the rest of its bearer's field."""
    tokens, people = scene.reader.tokens, scene.reader.people
    if m.kind is not SourceKind.PERSON or m.reference != "role" or m.last - m.first < 2:
        return None
    joint = tokens[m.last].word if m.last < scene.last else None
    joined = joint is not None and joint.pos & Pos.CONJ and not joint.pos & Pos.SUBORD
    if m.last >= scene.last or not (tokens[m.last].text == "," or joined):
        return None
    for k in range(m.last + 1, min(m.last + LONGEST_FIELD, scene.last)):
        w = tokens[k].word
        if people.starts(k) is not None and k > m.last + 1:
            named = next(iter(scene.reader.mentions(k, scene.last)), None)
            return named if named is not None and nominative(named) else None
        if w is None:
            if tokens[k].text != ",":
                return None
        elif w.pos & (Pos.NOUN | Pos.ADJ) and (joined or w.cases & Case.GEN):
            continue
        elif not w.pos & Pos.CONJ:
            return None
    return None


def whole_body(scene: Scene, cue: Cue, m: Mention) -> Mention | None:
    """«Министерство связи, | торговли и печати страны сообщило»: a body named by a list of its fields."""
    number = cue.segment
    if number == 0 or scene.segs[number].before != "," or m.last > cue.first or m.preposition:
        return None
    held = [b for b in scene.mentions(number - 1) if b.last == scene.segs[number - 1].last]
    if not held or not nominative(held[0]) or "government_noun" not in held[0].classes:
        return None
    field, words = Pos.NOUN | Pos.ADJ, range(scene.segs[number].first, cue.first)
    if len(words) < 3 or not all(
        w is not None and (w.pos & Pos.CONJ or (w.pos & field and (w.cases & Case.GEN or not w.cases)))
        for w in map(scene.word, words)
    ):
        return None
    return replace(held[0], last=cue.first, reference="")


def staff(scene: Scene, cue: Cue) -> Mention | None:
    """«У Лесковой ответили»: somebody's people, where the article names who that is."""
    for m in scene.mentions(cue.segment):
        named = m.kind is SourceKind.PERSON and scene.reader.people.starts(m.first) is not None
        if (
            named
            and m.preposition
            and m.cases & Case.GEN
            and m.last == cue.first
            and m.first <= scene.first + 1
        ):
            return m if m.preposition in scene.pack.classes.get("at_preposition", ()) else None
    return None


def written(m: Mention) -> bool:
    """«Отметили в посте», «подчеркнули в релизе»."""
    return "statement_noun" in m.classes and "interview_noun" not in m.classes


def of_object(scene: Scene, cue: Cue, m: Mention) -> bool:
    """«Подтвердили участие в переговорах в Минске»: behind the verb's object a place tells where that is."""
    if m.first < cue.last or not scene.pack.cased:
        return False
    w = scene.word(m.head)
    held = any(
        o.first >= cue.last
        and o.last <= m.first
        and not o.preposition
        and o.cases & Case.ACC
        and "time_noun" not in o.classes
        for o in scene.mentions(cue.segment)
    )
    return held and w is not None and bool(w.pos & Pos.PLACE or "place_as_body" in w.classes)


def asked_there(scene: Scene, cue: Cue) -> Mention | None:
    """«Обратились в мэрию, | где пояснили»: the body that the clause of place belongs to."""
    seg, w = scene.segs[cue.segment], scene.word(cue.first)
    opens = scene.word(seg.first) if cue.segment and cue.first == seg.first + 1 else None
    if w is None or w.verb_numbers != PLURAL or opens is None or "where_word" not in opens.classes:
        return None
    end = scene.segs[cue.segment - 1].last
    bodies = (SourceKind.ORGANIZATION, SourceKind.OUTLET)
    held = [m for m in scene.mentions(cue.segment - 1) if m.kind in bodies and m.preposition]
    return held[-1] if held and held[-1].last == end else None


def spokesman_behind(scene: Scene, role: Mention, number: int) -> Mention | None:
    """«Сообщила пресс-секретарь суда, вынесшего приговор, Анна Лескова»: the name behind the
    body's participle."""
    if role.last != scene.segs[number].last or number + 2 >= len(scene.segs):
        return None
    behind = scene.segs[number + 2]
    if behind.before != "," or not participial(scene, number + 1) or behind.quote:
        return None
    named = next((m for m in scene.mentions(number + 2) if m.first == behind.first and nominative(m)), None)
    return named if named is not None and named.kind is SourceKind.PERSON and not named.reference else None


def body_apposed(scene: Scene, number: int, found: Mention) -> Mention | None:
    """«Orbis Group, материнская компания банка, заявила»: the name is the subject,
    what it is stands behind."""
    seg, tokens = scene.segs[number], scene.reader.tokens
    common = found.kind is SourceKind.ORGANIZATION and "org_noun" in found.classes
    if not common or not scene.pack.cased or seg.before != "," or found.first != seg.first:
        return None
    if tokens[found.head].cap or found.last < seg.last:
        return None
    named = [m for m in scene.mentions(number - 1) if m.last == scene.segs[number - 1].last]
    body = named[0] if named and named[0].kind in (SourceKind.ORGANIZATION, SourceKind.OUTLET) else None
    if body is None or body.preposition or not nominative(body) or not tokens[body.head].cap:
        return None
    return replace(body, kind=SourceKind.ORGANIZATION, outlet=None)


def participial(scene: Scene, number: int) -> bool:
    seg = scene.segs[number]
    w = scene.word(seg.first)
    return (
        seg.before == ","
        and w is not None
        and bool(w.pos & Pos.ADJ)
        and not w.pos & (Pos.NOUN | Pos.VERB | Pos.PREP)
        and not has_verb(scene, number)
    )
