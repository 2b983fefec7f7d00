"""Who a verb of saying belongs to: its subject, the medium spoken to, and the words left out.

Nothing decides more than the subject: the nearest agreeing nominative, over apposition and relative clauses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from verify.extract.case_subjects import (
    acting,
    asked_there,
    body_apposed,
    name_of_role,
    of_object,
    pair,
    participial,
    plausible,
    spokesman_behind,
    staff,
    swallowed,
    whole_body,
    words_between,
    written,
)
from verify.extract.cues import phrase_end
from verify.extract.frames import agrees, nominative, side_by_side
from verify.extract.order_phrases import word_classes
from verify.extract.order_subjects import subject as placed_subject
from verify.languages.words import PLURAL, Case, Pos
from verify.model import SourceKind

if TYPE_CHECKING:
    from verify.extract.cues import Cue
    from verify.extract.frames import Scene
    from verify.extract.mentions import Mention


def subject(scene: Scene, cue: Cue, *, inverted: bool, forward: bool = False) -> list[Mention]:
    """The verb's subject, one mention or several side by side; [] where the sentence shows none.

    inverted: the verb stands in front; forward: look on behind a date set off by commas."""
    if not scene.pack.cased:
        placed = placed_subject(scene, cue, inverted=inverted)
        return [placed] if placed is not None else []
    if (asked := asked_there(scene, cue)) is not None:
        return [asked]
    found = (
        _in_segment(scene, cue, inverted=inverted)
        or _name_behind(scene, cue, inverted=inverted)
        or swallowed(scene, cue, inverted=inverted)
    )
    if found is None and inverted and "verb_believe" in cue.classes:
        found = _behind_adjective(scene, cue)
    if found is None and (both := pair(scene, cue)):
        return both
    if found is None and not forward:
        found = _before(scene, cue)
    if found is None and forward:
        found = _after(scene, cue)
    if found is None and not inverted:
        found = _anything(scene, cue)
    if found is None:
        return []
    found = name_of_role(scene, found) or whole_body(scene, cue, found) or found
    for number, seg in enumerate(scene.segs):
        if seg.first <= found.first < seg.last:
            if (named := _named_at_last(scene, found, number)) is not None:
                return [named]
            return _joined_before(scene, found, number) or side_by_side(scene, found, number)
    return [found]


def _behind_adjective(scene: Scene, cue: Cue) -> Mention | None:
    """«…, впевнений | міністр Петро Лось»: what he is, an adjective, is no part of who he is."""
    w, seg = scene.word(cue.first), scene.segs[cue.segment]
    if not scene.pack.cased or w is None or not w.pos & Pos.ADJ or w.pos & Pos.NOUN:
        return None
    behind = next(iter(scene.reader.mentions(cue.last, seg.last)), None)
    return behind if behind is not None and behind.first == cue.last and nominative(behind) else None


def _joined_before(scene: Scene, found: Mention, number: int) -> list[Mention]:
    """«Суд и | полиция заявили»: the other of two bodies or media joined in front of a plural."""
    k = found.first - 1
    w = scene.word(k) if k > scene.segs[number].first else None
    if w is None or not w.pos & Pos.CONJ or w.pos & Pos.SUBORD or "contrast" in w.classes:
        return []
    if not scene.pack.cased or found.kind not in (SourceKind.ORGANIZATION, SourceKind.OUTLET):
        return []
    before = [m for m in scene.mentions(number) if m.last == k and m.kind is found.kind]
    alike = bool(before) and nominative(before[0]) and before[0].reference in ("", found.reference)
    return [*before, found] if alike else []


def _named_at_last(scene: Scene, role: Mention, number: int) -> Mention | None:
    """«Заявил вице-мэр, министр «по вопросам связи», глава делегации Пётр Лось»: the name behind a row of
    offices, none of which has a verb of its own."""
    if "spokes_noun" in role.classes and role.kind is SourceKind.ORGANIZATION:
        return spokesman_behind(scene, role, number)
    if role.kind is not SourceKind.PERSON or role.reference != "role":
        return None
    reach = role.last
    for n in range(number, min(number + 6, len(scene.segs))):
        seg = scene.segs[n]
        if seg.quote or (n > number and (seg.before not in (",", "") or _relative(scene, n))):
            return None
        office = False
        for m in scene.mentions(n):
            office = office or bool(nominative(m) and m.classes & {"role_noun", "spokes_noun"})
            if m.first < role.last or m.preposition or m.kind is not SourceKind.PERSON or m.reference:
                continue
            if _finite_between(scene, reach, m.first):
                return None
            if nominative(m) and office:
                return m
        if _finite_between(scene, max(reach, seg.first), seg.last):
            return None
        reach = seg.last
    return None


def _in_segment(scene: Scene, cue: Cue, *, inverted: bool) -> Mention | None:
    seg = scene.segs[cue.segment]
    best, score = None, 0.0
    for m in scene.mentions(cue.segment):
        if m.first <= cue.first < m.last:
            continue
        if acting(scene, m):
            m.cases = Case.NOM
        value = _fit(scene, cue, m, seg.first, inverted=inverted)
        if value > 0 and m.kind is SourceKind.OUTLET and "quote_verb" in cue.classes and scene.pack.cased:
            value += 2.0  # «цитирует Лескова «Вестник»»: media quote
        if value > score or (value > 0 and best is not None and _heard(cue, best, m)):
            best, score = m, value
    return best


def _heard(cue: Cue, medium: Mention, m: Mention) -> bool:
    """«Сказал NYT | Пётр Лось»: initials that do not decline can be whom somebody told."""
    if medium.last == cue.first and m.first == cue.last and medium.kind is SourceKind.OUTLET:
        somebody = m.kind in (SourceKind.PERSON, SourceKind.ANONYMOUS)
        return somebody and medium.cases == Case.ANY  # «РИА Новости сообщил источник»
    return (
        medium.kind is SourceKind.OUTLET
        and cue.last <= medium.first <= cue.last + 2  # «сообщил во вторник ТАСС | источник в полиции»
        and medium.cases == Case.ANY
        and m.first == medium.last
        and m.kind in (SourceKind.PERSON, SourceKind.ANONYMOUS)
        and not cue.classes & {"quote_verb"}
    )


def _name_behind(scene: Scene, cue: Cue, *, inverted: bool) -> Mention | None:
    """«В ходе визита | Мэй заявила», «повідомив на брифінгу | Петро Лось»: a name that ends a phrase beside
    the verb, which its form lets be a complement and the sentence needs as its subject.
    """
    people, seg = scene.reader.people, scene.segs[cue.segment]
    for m in scene.mentions(cue.segment):
        swallows = m.preposition or m.reference == "thing"
        behind = inverted and m.first >= cue.last and words_between(scene, cue.last, m.first) is not None
        if not (m.last == cue.first or behind) or not swallows or m.last - m.first < 2:
            continue
        for k in range(m.first + 1, m.last):
            hit = people.starts(k)
            w = scene.word(k)
            alone = scene.reader.tokens[k].cap and k == m.last - 1 and w is not None and w.pos & Pos.NAME
            if (hit is None or hit[0] != m.last) and not (alone and not behind):
                continue
            if w is not None and (w.cases & Case.NOM or not w.cases):
                named = next(iter(scene.reader.mentions(k, seg.last)), None)
                return named if named is None or not behind or agrees(scene, cue, named) else None
    return None


def _anything(scene: Scene, cue: Cue) -> Mention | None:
    """A noun that no list knows as a speaker, in the nominative right before the verb: whoever it is, it
    speaks."""
    if not scene.pack.cased or not cue.classes & {"speak_say", "verb_believe"}:
        return None
    if "speak_light" in word_classes(scene.word(cue.first)):
        return None  # «переговоры дают понять, что …»
    for m in scene.mentions(cue.segment):
        if (
            m.reference == "thing"
            and m.last <= cue.first
            and nominative(m)
            and agrees(scene, cue, m)
            and (words_between(scene, m.last, cue.first) or 0) <= 2
        ):
            if words_between(scene, m.last, cue.first) is None or "time_noun" in m.classes:
                continue
            if m.kind is SourceKind.DOCUMENT and not cue.classes & {"show_verb"}:
                m.kind = SourceKind.ORGANIZATION
            m.reference = ""
            return m
    return None


def _fit(scene: Scene, cue: Cue, m: Mention, start: int, *, inverted: bool) -> float:
    """Score of a mention as the verb's subject; 0 or less refuses it."""
    if "time_noun" in m.classes:
        return 0.0
    if (
        not nominative(m)
        or not agrees(scene, cue, m)
        or m.reference == "thing"
        or ("his" in m.classes and not scene.pack.cased)
    ):
        return 0.0
    before = m.last <= cue.first
    if m.kind is SourceKind.DOCUMENT and not before and scene.pack.cased and "show_verb" not in cue.classes:
        return 0.0
    gap = words_between(scene, m.last, cue.first) if before else words_between(scene, cue.last, m.first)
    if gap is None:
        return 0.0
    value = 4.0 + plausible(m) - 0.25 * gap
    if scene.pack.cased:
        if m.cases & Case.NOM and not m.cases & ~Case.NOM:
            value += 1.0
        if not before and not inverted and m.cases & (Case.ACC | Case.DAT):
            value -= 1.5
        if before and gap == 0 and not inverted and not m.reference and m.kind is not SourceKind.DOCUMENT:
            value += 0.5  # ««Луг» | назвал сведения Reuters …»
        return value
    if before:
        return value if gap <= 3 or _only_adverbs(scene, m.last, cue.first) else value - 3.0
    return value if inverted and gap <= 1 else 0.0


def _only_adverbs(scene: Scene, a: int, b: int) -> bool:
    return all((w := scene.word(k)) is None or w.pos & (Pos.ADV | Pos.AUX) or k > a for k in range(a, b))


def _before(scene: Scene, cue: Cue) -> Mention | None:
    """The subject stands before an apposition or a relative clause: «X, глава Y, заявил», "X, who …,
    said".
    """
    for number in range(cue.segment - 1, max(-1, cue.segment - 6), -1):
        seg = scene.segs[number]
        if seg.quote:
            return None
        ahead = [scene.word(k) for k in range(seg.first, min(seg.first + 2, seg.last))]
        if number > 0 and any(w is not None and w.pos & Pos.SUBORD for w in ahead):
            continue
        if number > 0 and scene.pack.cased and ahead[0] is not None and ahead[0].pos & Pos.GERUND:
            continue  # «мэр, | осмотрев порт, | заявил»
        fit = [
            m for m in scene.mentions(number) if nominative(m) and agrees(scene, cue, m) and plausible(m) > 0
        ]
        if not fit:
            if seg.before == ";":
                return None
            continue
        if (
            not scene.pack.cased
            and _finite_between(scene, fit[0].last, seg.last)
            and number != cue.segment - 1
            and not _relative(scene, number + 1)
        ):
            continue
        found = fit[0] if not scene.pack.cased else _before_verb(scene, seg.first, fit)
        earlier = _apposed(scene, number, found, cue)
        return earlier or found
    return None


def _before_verb(scene: Scene, first: int, fit: list[Mention]) -> Mention:
    """Of several nominatives the last that stands before the segment's verb; without a verb the last."""
    last = fit[-1].first
    verb = next(
        (
            k
            for k in range(first, last)
            if (w := scene.word(k)) is not None and w.pos & Pos.VERB and not w.pos & Pos.NOUN
        ),
        None,
    )
    ahead = [m for m in fit if verb is not None and m.first < verb]
    return ahead[-1] if ahead else fit[-1]


def _finite_between(scene: Scene, a: int, b: int) -> bool:
    return any(
        (w := scene.word(k)) is not None and w.pos & Pos.VERB and not w.pos & Pos.NOUN for k in range(a, b)
    )


def _relative(scene: Scene, number: int) -> bool:
    w = scene.word(scene.segs[number].first) if number < len(scene.segs) else None
    return w is not None and bool(w.pos & Pos.SUBORD)


def _apposed(scene: Scene, number: int, found: Mention, cue: Cue) -> Mention | None:
    """In «Иван Петров, глава завода, заявил» the name is the subject, the role its apposition."""
    if number == 0 or (found.kind is SourceKind.PERSON and not found.reference):
        return None
    if (body := body_apposed(scene, number, found)) is not None:
        return body
    earlier = [
        m
        for m in scene.mentions(number - 1)
        if nominative(m) and m.kind is SourceKind.PERSON and not m.reference
    ]
    if earlier and earlier[-1].last >= scene.segs[number - 1].last and agrees(scene, cue, earlier[-1]):
        return earlier[-1]
    return None


def _after(scene: Scene, cue: Cue) -> Mention | None:
    """The subject of a verb in front stands behind a date set off by commas: «передает в среду, 3 мая, X»."""
    for number in range(cue.segment + 1, min(cue.segment + 4, len(scene.segs))):
        seg = scene.segs[number]
        opening = scene.word(seg.first)
        if seg.quote or seg.before not in (",", "-", "("):
            return None
        if opening is not None and opening.pos & (Pos.SUBORD | Pos.GERUND) and not opening.pos & Pos.NOUN:
            return None  # «…, отвечая на вопрос, причастен ли совет»
        fit = [
            m for m in scene.mentions(number) if nominative(m) and agrees(scene, cue, m) and plausible(m) > 1
        ]
        if _finite_between(scene, seg.first, seg.last):
            return None  # «как сообщили в полиции, двое | погибли»: who is told of
        if fit:
            return fit[0]
    return None


def place_source(scene: Scene, cue: Cue, *, behind: bool = False) -> Mention | None:
    """«В Кремле заявили», «в компании добавили»: the body inside a preposition speaks; of a place, people
    there. behind: only in the cue's own segment, the words before are what is said.
    """
    w = scene.word(cue.first)
    if w is None or not (w.verb_numbers & PLURAL):
        return None
    for number in range(cue.segment, max(-1, cue.segment - 4), -1):
        if scene.segs[number].quote or (number < cue.segment and behind):
            break
        if number and number < cue.segment and participial(scene, number):
            continue  # «в посольстве, | представляющем интересы в порту, | сообщили»
        fit = [
            m
            for m in scene.mentions(number)
            if m.preposition in scene.pack.classes.get("at_preposition", ()) and m.cases & Case.LOC
        ]
        if number == cue.segment and not fit and (people := staff(scene, cue)) is not None:
            return people
        fit = [
            m
            for m in fit
            if m.kind in (SourceKind.ORGANIZATION, SourceKind.OUTLET)
            or "place_as_body" in m.classes
            or (m.kind is SourceKind.COLLECTIVE and "platform" in m.classes)
            or ("site_noun" in m.classes and m.of)
            or (m.kind is SourceKind.DOCUMENT and number == cue.segment and written(m))
        ]
        fit = [m for m in fit if not of_object(scene, cue, m)]
        if fit:  # «заявили на брифинге в Луговске | в Кремле»: a body before any text or other place
            text = SourceKind.DOCUMENT
            return min(fit, key=lambda m: (m.kind is text, not m.classes, abs(m.first - cue.first)))
        if scene.segs[number].before != "," or (number < cue.segment and not _aside(scene, number)):
            break
    return None


def _aside(scene: Scene, number: int) -> bool:
    """True for a relative clause or a set phrase between a body and its verb («в порту, в свою очередь,
    сказали»)."""
    seg = scene.segs[number]
    w = scene.word(seg.first)
    return _relative(scene, number) or (
        w is not None and bool(w.pos & Pos.PREP) and seg.last - seg.first <= 4
    )


def media(scene: Scene, cue: Cue, taken: list[Mention]) -> list[Mention]:
    """The media that a source spoke to: «сообщил Reuters», «в интервью X», "told X", "on X"."""
    found: list[Mention] = []
    for number in range(cue.segment, min(cue.segment + 2, len(scene.segs))):
        seg = scene.segs[number]
        clause = scene.pack.cased and "complementizer" in word_classes(scene.word(seg.first))
        if seg.quote or (
            number > cue.segment
            and (clause or _finite_between(scene, seg.first, seg.last) or seg.before not in (",", "("))
        ):
            break  # «заявило, | что в связи с публикацией в NYT, …»: it stands in what is said
        for m in scene.mentions(number):
            if _paper_spoken_to(scene, m, cue, taken):
                m.kind, m.reference = SourceKind.OUTLET, ""
            if _told_first(scene, m, cue, taken):
                found.append(m)
                continue
            if (
                m.kind is not SourceKind.OUTLET
                or any(m.first == t.first for t in taken)
                or (m.last <= cue.first and not m.preposition and not _spoken_to(scene, m))
            ):
                continue
            if _linked(scene, m) or (number == cue.segment and _belongs(scene, m, cue, taken)):
                continue
            if _is_medium(scene, m, cue):
                found.append(m)
        found.extend(
            inner
            for m in scene.mentions(number)
            if (inner := _interviewer(scene, m) or _host(scene, cue, m)) is not None and m.first != cue.first
        )
    if (
        not found
        and cue.segment
        and scene.segs[cue.segment - 1].before in ("", ",")
        and not scene.segs[cue.segment - 1].quote
        and not (scene.pack.cased and _relative(scene, cue.segment - 1))
    ):
        found = [
            m
            for m in scene.mentions(cue.segment - 1)
            if m.kind is SourceKind.OUTLET
            and m.preposition
            and _is_medium(scene, m, cue)
            and not _told_of(scene, cue.segment - 1, m)
        ]
    return found[:1]


def _belongs(scene: Scene, m: Mention, cue: Cue, taken: list[Mention]) -> bool:
    """«Назвал сведения источников X и | Reuters вымыслом»: a name without cases behind a noun that is neither
    who speaks nor when is that noun's."""
    if not scene.pack.cased or m.preposition or m.cases != Case.ANY or m.first < cue.last:
        return False
    spoken = {k for t in taken for k in range(t.first, t.last)}
    words = ((k, scene.word(k)) for k in range(cue.last, m.first) if k not in spoken)
    return any(
        w is not None and w.pos & Pos.NOUN and not w.pos & Pos.PREP and "time_noun" not in w.classes
        for _, w in words
    )


def _told_of(scene: Scene, number: int, m: Mention) -> bool:
    """ "They hope to woo buyers for the Post, | X reported": the medium stands in what is told."""
    if scene.pack.cased:
        return False
    near = range(max(scene.first, m.first - 4), m.first)
    spoken_to = any((w := scene.word(k)) is not None and w.classes & _LISTENED for k in near)
    if not spoken_to and m.preposition in scene.pack.classes.get("infinitive_mark", ()):
        return True  # "Asked to respond to a Post poll, | X said"
    about = (a for a in scene.mentions(number) if not a.preposition and "time_word" not in a.classes)
    return any(a.last <= m.first and _finite_between(scene, a.last, m.first) for a in about)


def _told_first(scene: Scene, m: Mention, cue: Cue, taken: list[Mention]) -> bool:
    """«Об этом агентству ТАСС | сообщила | пресс-секретарь суда»: told, in front of the verb."""
    k = m.last
    w = scene.word(k)
    if m.kind is SourceKind.OUTLET and w is not None and w.pos & Pos.PREP:  # «ТАСС | на умовах анонімності»
        k = next((p.last for p in scene.reader.mentions(k + 1, cue.first) if p.first == k + 1), k)
    listens = m.kind is SourceKind.OUTLET and k == cue.first and not m.preposition
    behind = bool(taken) and taken[0].first >= cue.last
    return scene.pack.cased and listens and behind and bool(m.cases & Case.DAT)


def _host(scene: Scene, cue: Cue, m: Mention) -> Mention | None:
    """The medium of "told Fox News host X": whoever listens works there."""
    listens = not scene.pack.cased and m.first == cue.last and "listener_verb" in cue.classes
    return m.via if listens and m.kind is SourceKind.PERSON else None


def _interviewer(scene: Scene, m: Mention) -> Mention | None:
    """The medium inside «в интервью Daily Mail», where the phrase is one mention."""
    w = scene.word(m.head)
    if w is None or "interview_noun" not in w.classes or m.kind is SourceKind.OUTLET or not m.preposition:
        return None
    inner = [i for i in scene.reader.mentions(m.head + 1, m.last) if i.kind is SourceKind.OUTLET]
    return inner[0] if inner else None


def _linked(scene: Scene, m: Mention) -> bool:
    """True for the Y of «со ссылкой на Y»: beyond the source, not between it and the publisher."""
    for k in range(max(scene.first, m.first - 5), m.first):
        end = phrase_end(scene.reader.tokens, k, m.first, scene.pack, "link")
        if end and end >= m.first - 1:
            return True
    return False


def cited(scene: Scene, cue: Cue, taken: list[Mention]) -> list[Mention]:
    """Whose words a quoting medium gives: «цитирует (слова) X», «приводит слова X»."""
    if not cue.classes & {"quote_verb", "speak_publish"}:
        return []
    seg = scene.segs[cue.segment]
    for m in scene.mentions(cue.segment):
        w = scene.word(m.head)
        if (
            m.first == m.head == seg.first
            and w is not None
            and "speech_word" in w.classes
            and m.last == cue.first
        ):
            inner = scene.reader.mentions(m.head + 1, m.last)  # «Слова Лескова | наводить X»
            return [i for i in inner if i.reference != "thing"][:1]
        if m.first < cue.last or any(m.first == t.first for t in taken) or m.preposition:
            continue
        w = scene.word(m.head)
        if w is not None and "speech_word" in w.classes and m.last > m.head + 1:
            inner = scene.reader.mentions(m.head + 1, seg.last)
            return [i for i in inner if i.reference != "thing" and i.first <= m.head + 2][:1]
        if w is not None and "statement_noun" in w.classes and m.of is not None and m.cases & Case.ACC:
            return [m]  # «передаёт ТАСС | сообщение комитета»
        if "quote_verb" not in cue.classes:
            continue  # «передаёт ТАСС | слова Лескова»
        said = m.kind is not SourceKind.DOCUMENT or m.reference == "document" or m.of is not None
        if m.reference != "thing" and m.cases & (Case.ACC | Case.GEN) and said:
            return [m]
    return []


def _spoken_to(scene: Scene, m: Mention) -> bool:
    """True behind «в интервью», «в комментарии»."""
    near = range(max(scene.first, m.first - 4), m.first)
    return any((w := scene.word(k)) is not None and "interview_noun" in w.classes for k in near)


def _paper_spoken_to(scene: Scene, m: Mention, cue: Cue, taken: list[Mention]) -> bool:
    """«Рассказал «Речному вестнику»»: a name in marks, in the dative, close behind a verb of saying."""
    ahead = bool(taken) and taken[0].last <= cue.first and m.first == cue.last
    if ahead and m.cases == Case.ANY and scene.pack.foreign(scene.reader.tokens[m.first].text):
        unlisted = m.kind is SourceKind.ORGANIZATION and not m.classes and not m.preposition
        return unlisted and scene.pack.cased  # «чиновник сказав Sula Life, що»
    return (
        scene.pack.cased
        and m.kind is SourceKind.ORGANIZATION
        and not m.classes
        and not m.preposition
        and (cue.last <= m.first <= cue.last + 1 or m.last == cue.first)
        and scene.reader.tokens[m.first].text in '«“„"'
        and bool(m.cases & Case.DAT)
        and not m.cases & Case.NOM
    )


def _own_channel(scene: Scene, m: Mention) -> bool:
    """«В своём Telegram-канале»: whoever speaks there speaks for themselves."""
    near = range(max(scene.first, m.first - 1), m.head)
    return m.outlet is None and any(
        (w := scene.word(k)) is not None and w.classes & {"own_word", "his"} for k in near
    )


def _posts(scene: Scene, m: Mention) -> bool:
    """ "On his Telegram channel": where anybody posts."""
    return any("platform" in w.classes for k in range(m.first, m.last) if (w := scene.word(k)) is not None)


def _no_name(m: Mention) -> bool:
    """«Написал в телеграм-канале»: whose, if nobody's name stands there, but the speaker's?"""
    return m.outlet is None and m.reference == "outlet" and "site_noun" in m.classes


def _carried(scene: Scene, m: Mention) -> bool:
    """ "In remarks | carried by X", "published by X": the medium that has somebody's words."""
    joint, verb, noun = (word_classes(scene.word(m.first - n)) for n in (1, 2, 3))
    passed = verb & {"carry_verb", "speak_publish"} and "from_preposition" in joint
    return bool(passed) and bool(noun & {"statement_noun", "interview_noun"})


_LISTENED = frozenset({"interview_noun", "statement_noun", "speaking_verb"})


def _is_medium(scene: Scene, m: Mention, cue: Cue) -> bool:
    """A listener in the dative or by place, or behind «в интервью», "in an interview with"."""
    near = range(max(scene.first, m.first - 4), m.first)
    if any((w := scene.word(k)) is not None and w.classes & {"interview_noun", "link_noun"} for k in near):
        return True
    if not scene.pack.cased and _carried(scene, m):
        return True
    own = scene.pack.cased or "site_noun" in m.classes or _posts(scene, m)
    if (_own_channel(scene, m) and own) or (scene.pack.cased and _no_name(m)):
        return False
    if m.preposition:
        return m.preposition in scene.pack.classes.get("medium_preposition", ())
    if not scene.pack.cased:
        return cue.last <= m.first <= cue.last + 1 and "listener_verb" in cue.classes
    return m.first >= cue.last and bool(m.cases & Case.DAT)
