"""What a mention refers to («он», «агентство», «представитель госдепа»), by what was read before."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from verify.extract.chains import taken_over
from verify.extract.cues import classes_at
from verify.extract.offices import heads, holds, of_country
from verify.extract.person import Person
from verify.languages.naming import nominative
from verify.languages.words import FEMN, MASC, PLURAL, SINGULAR, Case, Pos
from verify.model import Hop, SourceKind

if TYPE_CHECKING:
    from verify.extract.discourse import Discourse
    from verify.extract.mentions import Mention

_STRIP = " \t\n«»“”„\"'‘’.,:;()"
MOST = 20
"""People of an article who can have been named in its headline alone."""
_VAGUE = (SourceKind.COLLECTIVE, SourceKind.ANONYMOUS)
Resolved = tuple[SourceKind | None, tuple[str, ...], bool, tuple[Hop, ...]]
"""Kind, names, whether taken over from context, and the hops before it."""


def resolve(d: Discourse, m: Mention) -> Resolved:
    """(kind, names, taken over from context, hops before it) of a mention."""
    if m.reference == "it":
        return _it(d)
    if m.reference in ("he", "she", "they"):
        return _pronoun(d, m)
    if m.kind is SourceKind.OUTLET:
        return _outlet(d, m)
    if m.kind is SourceKind.PERSON:
        return _person(d, m)
    if m.kind is SourceKind.ORGANIZATION:
        return _body(d, m)
    if m.kind is SourceKind.DOCUMENT:
        return _document(d, m)
    if m.kind is SourceKind.COLLECTIVE and d.outlet is not None and _writes(d, m):
        return SourceKind.OUTLET, d.outlet.names, False, ()
    bare = d.reader.pack.cased and m.last - m.first == 1 and m.kind is SourceKind.ANONYMOUS
    bare = bare and bool(m.numbers & SINGULAR)
    if bare and "group_noun" in m.classes and d.about is not None and _is_about(d, m, d.about):
        return SourceKind.PERSON, (d.person_name(d.about),), False, ()  # «специалист»
    if m.kind is SourceKind.ANONYMOUS and d.about is not None and _of_land(d, m, d.about):
        return SourceKind.PERSON, (d.person_name(d.about),), False, ()
    if m.reference == "official":
        if d.speaker is not None and d.speaker.kind in (SourceKind.PERSON, SourceKind.ORGANIZATION):
            return d.speaker.kind, d.speaker.names, False, ()
        if d.reader.pack.cased and d.speaker is None and d.about is not None and _fits(d, d.about):
            return SourceKind.PERSON, (d.person_name(d.about),), False, ()
    return m.kind, (d.descriptor(m),), False, ()


def _writes(d: Discourse, m: Mention) -> bool:
    """«Авторы статьи», «журналисты издания»: the medium that wrote it."""
    rest = [w for t in d.reader.tokens[m.head + 1 : m.last] if (w := t.word) is not None]
    of = all(w.classes & {"article_noun", "outlet_noun"} for w in rest)
    goes_on = bool(d.chain) and d.chain[-1].kind is SourceKind.OUTLET and m.first == m.head
    return "author_noun" in m.classes and of and (bool(rest) or goes_on)


def _outlet(d: Discourse, m: Mention) -> Resolved:
    if m.outlet is not None:
        return SourceKind.OUTLET, (m.outlet.name_in(d.language),), False, ()
    if m.reference == "outlet" and "org_noun" in m.classes and d.outlet is None and (body := d.body_like(m)):
        return SourceKind.ORGANIZATION, body.names, False, ()
    if m.reference == "outlet":
        if d.outlet is not None:
            return SourceKind.OUTLET, d.outlet.names, False, ()
        if d.reader.pack.cased and (name := _only_medium(d)):
            return SourceKind.OUTLET, (name,), False, ()
        return SourceKind.OUTLET, (d.descriptor(m),), False, ()
    name = d.words(*m.name).strip(_STRIP)
    if m.head < m.name[0] and d.reader.tokens[m.name[0]].word is None:
        return SourceKind.OUTLET, (name,), False, ()  # «телеканалу «Луг»»: the noun declines, not the name
    if d.reader.pack.cased and not m.cases & Case.NOM:  # «рассказал «Речному вестнику»»
        name = nominative(name, d.language, SourceKind.OUTLET, seen=d.seen)
    return SourceKind.OUTLET, (name,), False, ()


def _only_medium(d: Discourse) -> str:
    """«Собеседники агентства» before any medium was named: the only one that the article names."""
    named = {o.name_in(d.language) for _, o, doubtful in d.reader.outlets.values() if not doubtful}
    return named.pop() if len(named) == 1 else ""


def _person(d: Discourse, m: Mention) -> Resolved:
    found = d.reader.people.starts(m.name[0])
    if found is not None and m.reference == "":
        return SourceKind.PERSON, (d.person_name(found[1]),), False, ()
    if (
        m.reference == "role"
        and not d.reader.pack.cased
        and "indefinite" in classes_at(d.reader.tokens, m.first)
    ):
        return SourceKind.ANONYMOUS, (d.descriptor(m),), False, ()  # "a senator" is none named before
    if m.reference == "role" and (told := _told_of(d, m)) is not None:
        return told.kind, told.names, False, ()
    if m.reference == "role":
        person = by_role(d, m)
        if person is not None:
            return SourceKind.PERSON, (d.person_name(person),), False, ()
        somebodys = "of_person" in m.classes and m.last > m.head + 1  # «брат погибшего»
        if (
            d.reader.pack.cased
            and d.person is not None
            and not somebodys
            and ("sole_role" not in m.classes or _only_officer(d))
            and (m.last - m.first == 1 or (len(d.spoke) == 1 and m.last - m.first < 4))
        ):
            return SourceKind.PERSON, d.person.names, False, ()  # «юрист», said of who spoke before
        if d.reader.pack.cased and d.about is not None and _is_about(d, m, d.about):
            return SourceKind.PERSON, (d.person_name(d.about),), False, ()
        alone = d.reader.pack.cased and len(d.latest) == 1 and m.last - m.first == 1
        if alone and not m.classes & {"sole_role", "anon_noun"} and _fits(d, d.latest[0]):
            return SourceKind.PERSON, (d.person_name(d.latest[0]),), False, ()  # nobody else was named
        if not d.reader.pack.cased and d.latest and "article" in classes_at(d.reader.tokens, m.first):
            others = [p for p in d.latest if not set(m.roles) & p.roles] or d.latest
            return SourceKind.PERSON, (d.person_name(others[-1]),), True, ()
        if len(d.latest) == 1 and "group_noun" in m.classes and _fits(d, d.latest[0]):
            return SourceKind.PERSON, (d.person_name(d.latest[0]),), False, ()
        # «эксперт» whom nobody names
        kind = SourceKind.ANONYMOUS if "group_noun" in m.classes or somebodys else SourceKind.PERSON
        return kind, (d.descriptor(replace(m, kind=kind)),), False, ()
    return (
        SourceKind.PERSON,
        (nominative(d.words(*m.name).strip(_STRIP), d.language, SourceKind.PERSON, seen=d.seen),),
        False,
        (),
    )


def _only_officer(d: Discourse) -> bool:
    """«Канцлер» of somebody never called so: the only one who spoke, where nobody's office was told."""
    return len(d.spoke) == 1 and not any(p.roles for p in d.reader.people.everyone[:MOST])


def _of_land(d: Discourse, m: Mention, about: Person) -> bool:
    """«Иранский дипломат» after a sentence about the head of Iran's ministry."""
    lone = (
        d.reader.pack.cased and m.last - m.first == 2 and not m.numbers & PLURAL and "role_noun" in m.classes
    )
    return lone and _fits(d, about) and bool(holds(d, about, of_country(d, m)))


def _is_about(d: Discourse, m: Mention, about: Person) -> bool:
    """«Певица», «народная артистка страны» after a sentence about somebody whose gender is the same."""
    if m.classes & {"sole_role", "anon_noun", "of_person"} or m.last - m.first > 3 or not _fits(d, about):
        return False
    gender = d.gender(about)
    if set(m.roles) & set(d.reader.pack.classes.get("head_role", ())):
        return m.last - m.first == 2  # «глава государства»
    return gender is not None and m.genders == (MASC if gender == "masc" else FEMN)


def _told_of(d: Discourse, m: Mention) -> Hop | None:
    """ "One senator said …. “…,” the senator added": whoever nobody names, by the same word."""
    spoke, head = d.speaker, d.reader.tokens[m.head]
    if spoke is None or spoke.kind is not SourceKind.ANONYMOUS or not spoke.names or d.reader.pack.cased:
        return None
    return spoke if head.text.lower() in spoke.names[0].lower().split() else None


def _fits(d: Discourse, person: Person) -> bool:
    """True unless the verb's gender says that it is somebody else."""
    if d.verb_genders not in (MASC, FEMN):
        return True
    gender = d.gender(person)
    return gender is None or (gender == "masc") == (d.verb_genders == MASC)


def by_role(d: Discourse, m: Mention) -> Person | None:
    """The person last mentioned before here of whom this role was said."""
    roles = set(m.roles)
    if d.reader.pack.cased:
        roles |= {role[:6] for role in roles}  # «генсек» of a «генеральный секретарь»
        roles |= {part for role in m.roles if (part := role.partition("-")[0]) in _titles(d)}
        w = d.reader.tokens[m.head].word
        if w is not None and w.animate and roles & (speak := _speak_for(d)):
            roles |= speak  # «речник» is whoever was called «спікер» or «прессекретар»
    if roles & (heads := set(d.reader.pack.classes.get("head_role", ()))):
        roles |= heads  # «глава совета» is its «председатель»
    spoke = [p for p in d.latest if d.person is not None and d.names.get(id(p)) == d.person.name]
    if roles & heads and m.last - m.first == 2 and "country_word" in _classes(d, m.last - 1):
        state = d.reader.pack.classes.get("sole_role", frozenset())  # «глава государства»
        ruler = next((p for p in (*spoke, *reversed(d.latest)) if p.roles & state and _fits(d, p)), None)
        if ruler is not None:
            return ruler
    if d.reader.pack.cased and m.last - m.first > 1 and (found := _by_office(d, m, spoke)) is not None:
        return found
    for person in (*spoke, *reversed(d.latest)):
        if roles & person.roles and _fits(d, person) and not _of_elsewhere(d, m, person):
            return person
    after = [p for p in d.reader.people.everyone if roles & p.roles and p not in d.latest]
    if len(after) == 1 and ("sole_role" in m.classes or min(s[0] for s in after[0].spans) < m.first):
        return after[0] if _fits(d, after[0]) else None
    return _in_office(d, m, spoke) if "any_role" in m.classes else None


def _classes(d: Discourse, k: int) -> frozenset[str]:
    return classes_at(d.reader.tokens, k)


def _titles(d: Discourse) -> frozenset[str]:
    """«Премьер-министр» is whoever was called «премьер»."""
    return d.reader.pack.classes.get("sole_role", frozenset())


def _speak_for(d: Discourse) -> frozenset[str]:
    """Words for who speaks for somebody else; one of them is as good as another."""
    return d.reader.pack.classes["spokes_noun"] | d.reader.pack.classes.get("speaker_role", frozenset())


def _by_office(d: Discourse, m: Mention, spoke: list[Person]) -> Person | None:
    """«Украинский лидер», «глава МИД»: whose office was told in other words."""
    roles, where = set(m.roles), of_country(d, m)
    any_office, head = "any_role" in m.classes, "head_role" in m.classes
    body = [w for t in d.reader.tokens[m.first : m.last] if (w := t.word) is not None]
    titled = [p for p in d.reader.people.everyone[:MOST] if p.starts[0] < m.first and p not in d.latest]
    fit = [p for p in (*spoke, *reversed(d.latest), *titled) if _fits(d, p)]
    there = [p for p in fit if where and holds(d, p, where) and (any_office or roles & p.roles)]
    if there:
        first = d.reader.pack.classes.get("sole_role", frozenset()) if any_office else frozenset()
        return next((p for p in there if p.roles & first), there[0])
    if head:
        return next((p for p in fit if holds(d, p, where) is not False and heads(d, p, body)), None)
    return None


def _in_office(d: Discourse, m: Mention, spoke: list[Person]) -> Person | None:
    """«Американский лидер»: who spoke last, else the last one named of whom any office was told."""
    told = (*spoke, *(p for p in reversed(d.latest) if p.roles), *reversed(d.latest))
    return next((p for p in told if _fits(d, p) and not _of_elsewhere(d, m, p)), None)


def _of_elsewhere(d: Discourse, m: Mention, person: Person) -> bool:
    """ "The French president" is not a president whom the article calls so without a word of France."""
    tokens = d.reader.tokens
    if d.reader.pack.cased:
        countries = of_country(d, m) if m.last - m.first > 1 else set()
        return bool(countries) and holds(d, person, countries) is False
    where = tokens[m.head - 1] if m.head > m.first else None
    w = where.word if where is not None else None
    if where is None or w is None or not w.pos & Pos.ADJ or "demonym_place" not in w.classes:
        return False
    return not any(
        t.text == where.text for first, _ in person.spans for t in tokens[max(0, first - 5) : first]
    )


def _body(d: Discourse, m: Mention) -> Resolved:
    if (owned := _owned(d, m)) is not None:
        return SourceKind.ORGANIZATION, (owned,), False, ()
    if m.reference == "spokes":
        another = not d.reader.pack.cased and "indefinite" in classes_at(d.reader.tokens, m.first)
        person = by_role(d, m) if not another else None  # "another spokesman" is none named before
        if person is not None:
            return SourceKind.PERSON, (d.person_name(person),), False, ()
        if not d.reader.pack.cased and not another and (spoke := _spokes_before(d)) is not None:
            return spoke.kind, spoke.names, False, ()
        body, w = d.speaker if d.reader.pack.cased else None, d.reader.tokens[m.head].word
        if body is not None and body.kind is SourceKind.PERSON and w is not None and w.animate:
            return (
                SourceKind.PERSON,
                body.names,
                False,
                (),
            )  # «пресс-секретарь», of whose office nothing was told
        body = body if body is not None and body.kind is SourceKind.ORGANIZATION else d.body
        if body is not None:  # «сообщает пресс-служба порта. В пресс-службе добавили …»
            return SourceKind.ORGANIZATION, body.names, False, ()
        return SourceKind.ORGANIZATION, (d.descriptor(m),), False, ()
    if m.of is not None:
        return _of(d, m)
    if m.reference == "org":
        spoke = d.speaker if "any_body" in m.classes and d.reader.pack.cased else None
        if spoke is not None and spoke.kind is SourceKind.ORGANIZATION and not d.bodies.is_company(spoke):
            return spoke.kind, spoke.names, False, ()  # «…, добавило ведомство»
        body = d.body_like(m)
        if body is None and d.reader.pack.cased and "company_noun" in m.classes:
            body = d.foreign_body()
        if body is not None:
            return SourceKind.ORGANIZATION, body.names, False, ()
        return SourceKind.ORGANIZATION, (d.descriptor(m),), False, ()
    named = m.name if not d.reader.pack.cased and m.name[0] > m.first else (m.first, m.last)
    return SourceKind.ORGANIZATION, (d.body_name(*named, hinted=True),), False, ()


def _spokes_before(d: Discourse) -> Hop | None:
    """Who spoke last, where a spokesman did whom nobody names: "the spokesman", "she" go on with them."""
    spoke = d.speaker
    if spoke is None or spoke.kind is not SourceKind.ORGANIZATION or not spoke.mention or not spoke.names:
        return None
    words = (
        d.reader.pack.word(w.strip(_STRIP).lower()) for a, b in spoke.mention for w in d.text[a:b].split()
    )
    return spoke if any("spokes_noun" in w.classes for w in words) else None


def _owned(d: Discourse, m: Mention) -> str | None:
    """ "Her campaign", "a spokesman for Ann Lake": somebody's body, named after them."""
    if d.reader.pack.cased:
        return None
    first, tokens = d.reader.tokens[m.first].word, d.reader.tokens
    if first is not None and first.classes & {"he", "she"} and "his" in first.classes:
        person = d.meant("she" if "she" in first.classes else "he")
    else:
        inner = d.reader.mentions(*m.of)[:1] if m.of is not None and m.reference != "org" else []
        named = bool(inner) and inner[0].kind is SourceKind.PERSON and "spokes_noun" in m.classes
        found = d.reader.people.starts(inner[0].name[0]) if named and not inner[0].reference else None
        person = found[1] if found is not None else _possessor(d, m)
    if person is None:
        return None
    start = m.first + 1 if first is not None and "his" in first.classes else m.head
    mark = d.reader.pack.data["inflection"]["possessive_ending"].replace("'", "’")
    return f"{d.person_name(person)}{mark} {d.words(start, max(m.head + 1, start + 1))}" if tokens else None


def _possessor(d: Discourse, m: Mention) -> Person | None:
    """ "Lake's campaign", "Jonas' campaign": whose body it is, by the name right before the noun."""
    tokens = d.reader.tokens
    apart = m.head == m.first and m.head > 1 and tokens[m.head - 1].text in "'’"
    w = tokens[m.head - 1].word if m.head > m.first else None
    if m.reference != "org" or not (apart or (w is not None and w.pos & Pos.POSSESSIVE)):
        return None
    end = m.head - apart
    near = (d.reader.people.starts(k) for k in range(max(end - 3, 0), end))
    return next((hit[1] for hit in near if hit is not None and hit[0] == end), None)


def _of(d: Discourse, m: Mention) -> Resolved:
    """«Представитель госдепа» → the госдеп; a person by role and body already named is that person."""
    assert m.of is not None
    person = _spokesman(d, m)
    if person is not None:
        return SourceKind.PERSON, (d.person_name(person),), False, ()
    if "spokes_noun" in m.classes and (name := _unlisted_name(d, m.of)):
        return SourceKind.PERSON, (name,), False, ()
    inner = d.reader.mentions(*m.of)
    if inner and inner[0].reference == "org" and (body := d.body_like(inner[0])) is not None:
        return SourceKind.ORGANIZATION, body.names, False, ()
    if inner and inner[0].outlet is not None and inner[0].first == m.of[0]:
        return SourceKind.ORGANIZATION, (inner[0].outlet.name_in(d.language),), False, ()
    if d.reader.pack.cased and inner and inner[0].reference == "role" and inner[0].first == m.of[0]:
        speak = [p for p in d.reader.people.everyone[:MOST] if p.roles & d.reader.pack.classes["spokes_noun"]]
        if len(speak) == 1 and "of_person" in m.classes:
            return SourceKind.PERSON, (d.person_name(speak[0]),), False, ()  # named further on
        return SourceKind.ORGANIZATION, (d.descriptor(m),), False, ()  # «представитель премьера»
    named = _trailing_name(d, m.of)
    whose = d.reader.pack.cased and named[0] == m.head + 1
    if whose:
        d.case = "gent"  # «пресслужба | порту»
    return SourceKind.ORGANIZATION, (d.body_name(*named, hinted=whose),), False, ()


def _unlisted_name(d: Discourse, of: tuple[int, int]) -> str:
    """«Пресс-секретарь министерства обороны Кэл Дорски»: names that no list knows behind a noun."""
    tokens = d.reader.tokens
    first, last = tokens[of[1] - 2 : of[1]] if of[1] - of[0] > 2 else (None, None)
    if first is None or last is None or not d.reader.pack.cased or tokens[of[1] - 3].cap:
        return ""
    for t in (first, last):
        w = t.word
        if w is None or not t.cap or t.text.isupper() or d.reader.pack.foreign(t.text):
            return ""
        if w.known and not w.pos & Pos.NAME:
            return ""
    return nominative(d.words(first.index, of[1]), d.language, SourceKind.PERSON, seen=d.seen)


def _spokesman(d: Discourse, m: Mention) -> Person | None:
    w = d.reader.tokens[m.head].word
    roles = set(w.lemmas) if w is not None else set()
    if d.reader.pack.cased and w is not None and not w.numbers & PLURAL:
        roles |= _spokesmen(d)  # «представитель ведомства» after its «речник» was named
    found = [p for p in reversed(d.latest) if roles & p.roles]
    another = not d.reader.pack.cased and "indefinite" in classes_at(d.reader.tokens, m.first)
    if found and d.latest and found[0] is d.latest[-1] and not another:
        return found[0]
    if not d.reader.pack.cased or m.of is None or w is None or not w.animate:
        return None
    speak = d.reader.pack.classes["spokes_noun"]
    body = [w for t in d.reader.tokens[m.of[0] : m.of[1]] if (w := t.word) is not None]
    return next((p for p in reversed(d.latest) if p.roles & speak and heads(d, p, body)), None)


def _spokesmen(d: Discourse) -> set[str]:
    return {
        role for p in d.latest[-1:] for role in p.roles if "spokes_noun" in d.reader.pack.word(role).classes
    }


def _trailing_name(d: Discourse, of: tuple[int, int]) -> tuple[int, int]:
    """«немецкого профсоюза пилотов Vereinigung Cockpit»: the proper name that ends a complement."""
    tokens = d.reader.tokens
    k = of[1]
    while k > of[0] and tokens[k - 1].cap and d.reader.pack.foreign(tokens[k - 1].text):
        k -= 1
    return (k, of[1]) if of[0] < k < of[1] else of


def _document(d: Discourse, m: Mention) -> Resolved:
    if (made := _made_by(d, m)) is not None:
        return resolve(d, made)
    if m.of is not None:
        for inner in d.reader.mentions(*m.of)[:2]:
            if inner.kind is SourceKind.DOCUMENT and inner.of is not None and inner.first > m.head:
                return _document(d, inner)  # «данные опроса X»
            if inner.reference == "thing" or inner.kind is SourceKind.DOCUMENT:
                continue
            if not d.reader.pack.cased and (inner.kind in _VAGUE or not _makes(d, m, inner)):
                continue  # "a poll of voters"
            if d.reader.pack.cased and not inner.preposition:
                d.case = "gent"  # whose document it is
            kind, names, inherited, extra = resolve(d, inner)
            if kind is not None:
                return kind, names, inherited, extra
    bare = m.reference == "document" or (d.reader.pack.cased and m.of is None)
    if bare and "article_noun" in m.classes and d.outlet is not None:
        return SourceKind.OUTLET, d.outlet.names, False, ()
    if m.reference == "document" and d.chain and not _another(d.chain[-1], m):
        last = d.chain[-1]
        return last.kind, last.names, True, taken_over(d.chain[:-1])
    return SourceKind.DOCUMENT, (d.descriptor(m),), False, ()


def _another(last: Hop, m: Mention) -> bool:
    """«Как пишет Reuters, … . В документе говорится, что …»: what Reuters has, not what it writes."""
    return "any_document" in m.classes and last.kind is SourceKind.OUTLET


def _whose(d: Discourse, m: Mention) -> bool:
    """«Повідомлення міністерства, оприлюднене X»: whose it is stands there, X only printed it."""
    inner = d.reader.mentions(*m.of)[:1] if m.of is not None else []
    return bool(inner) and inner[0].kind is SourceKind.ORGANIZATION and not inner[0].preposition


def _made_by(d: Discourse, m: Mention) -> Mention | None:
    """«Опрос, проведённый в мае | Институтом тарифов»: who made it, by the participle behind the comma."""
    tokens = d.reader.tokens
    if not d.reader.pack.cased or m.last + 2 >= len(tokens) or tokens[m.last].text != ",":
        return None
    w = tokens[m.last + 1].word
    if w is not None and w.pos & Pos.SUBORD:  # «опитування, | яке провела компанія X»
        near = range(m.last + 2, min(m.last + 4, len(tokens)))
        verb = next((k for k in near if "make_verb" in classes_at(tokens, k)), 0)
        behind = d.reader.mentions(verb + 1, min(verb + 10, len(tokens)))[:1] if verb else []
        bodies = (SourceKind.ORGANIZATION, SourceKind.OUTLET)
        told = [i for i in behind if i.kind in bodies and not i.preposition and i.first == verb + 1]
        return told[0] if told and told[0].cases & Case.NOM else None
    if w is None or "make_verb" not in w.classes or not w.pos & Pos.ADJ or _whose(d, m):
        return None
    end = next((k for k in range(m.last + 1, min(m.last + 12, len(tokens))) if tokens[k].text in ",.;"), 0)
    return next(
        (
            i
            for i in d.reader.mentions(m.last + 2, end)
            if i.cases & Case.INS
            and not i.preposition
            and i.kind in (SourceKind.ORGANIZATION, SourceKind.PERSON, SourceKind.OUTLET)
        ),
        None,
    )


def _makes(d: Discourse, m: Mention, inner: Mention) -> bool:
    """False for the Y of "a poll of Y": it tells what the document is about. True for a name before it."""
    assert m.of is not None
    before = d.reader.tokens[m.of[0] - 1].word
    if m.classes & {"site_noun", "statement_noun"} and inner.kind in (
        SourceKind.ORGANIZATION,
        SourceKind.PERSON,
    ):
        return True  # "the website of X", "the statement of X"
    return not (m.of[0] > m.head and before is not None and "of_preposition" in before.classes)


def _it(d: Discourse) -> Resolved:
    """ "It said": the body, medium or document that spoke last."""
    spoke = d.voice or d.body or d.outlet
    return (
        (spoke.kind, spoke.names, False, ()) if spoke is not None else (SourceKind.COLLECTIVE, (), True, ())
    )


def _pronoun(d: Discourse, m: Mention) -> Resolved:
    if m.reference == "they" and d.group is not None:
        return d.group.kind, d.group.names, False, ()
    if m.reference == "they":
        if d.speaker is not None and d.speaker.kind not in (SourceKind.PERSON, SourceKind.OUTLET):
            return d.speaker.kind, d.speaker.names, False, ()
        if d.body is not None and (d.reader.pack.cased or d.body.names[0][:1].isupper()):
            return d.body.kind, d.body.names, False, ()
        return SourceKind.COLLECTIVE, (), True, ()
    if not d.reader.pack.cased and (spoke := _spokes_before(d)) is not None:
        return spoke.kind, spoke.names, False, ()
    wanted = MASC if m.reference == "he" else FEMN
    if d.stranger is not None and d.offices.get(d.stranger.names, wanted) & wanted:
        return d.stranger.kind, d.stranger.names, False, ()
    person = d.meant(m.reference)
    if person is not None:
        return SourceKind.PERSON, (d.person_name(person),), False, ()
    if d.reader.pack.cased and not d.latest and (titled := _titled(d, wanted)) is not None:
        return SourceKind.PERSON, (d.person_name(titled),), False, ()
    if d.speaker is not None and d.speaker.kind is SourceKind.ANONYMOUS and d.body is not None:
        return SourceKind.ORGANIZATION, d.body.names, False, ()
    if d.speaker is not None and d.speaker.kind in (
        SourceKind.PERSON,
        SourceKind.ORGANIZATION,
        SourceKind.OUTLET,
    ):
        return d.speaker.kind, d.speaker.names, False, ()
    return SourceKind.PERSON, (), True, ()


def _titled(d: Discourse, wanted: int) -> Person | None:
    """The only one whom the headline names, where nobody else was named since."""
    told = d.titled
    gender = d.gender(told[0]) if len(told) == 1 else None
    return told[0] if gender == ("masc" if wanted == MASC else "femn") else None
