"""What a noun phrase is as a source: outlet, person, organization, document, anonymous or collective."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verify.extract.agreement import phrase_cases, phrase_numbers, select_by_quantifier
from verify.extract.mentions import Mention
from verify.extract.order_makers import maker
from verify.extract.order_names import (
    by_capitals,
    called_by_name,
    for_somebody,
    medium_by_name,
    programme,
    state_mark,
)
from verify.extract.phrase_parts import outlet_end
from verify.languages.naming import plainly_stands
from verify.languages.words import PLURAL, SINGULAR, Case, Pos
from verify.model import SourceKind

if TYPE_CHECKING:
    from verify.extract.person import Person
    from verify.extract.reader import Reader
    from verify.languages.register import Outlet

_NONE: frozenset[str] = frozenset()
_TIMES = frozenset({"time_word", "time_noun", "weekday"})


def classify(reader: Reader, first: int, last: int, head: int) -> Mention | None:
    """The mention that tokens [first, last) make, by its head, its names and its complement."""
    tokens = reader.tokens
    w = tokens[head].word
    classes = w.classes if w is not None else _NONE
    base = Mention(
        first, last, head, SourceKind.COLLECTIVE, (first, last),
        cases=phrase_cases(reader, first, head), numbers=phrase_numbers(reader, first, head),
        genders=(w.genders if w is not None and w.genders else 7), classes=classes,
    )  # fmt: skip
    opens = tokens[first].word
    if (
        reader.pack.cased
        and first < head
        and opens is not None
        and opens.pos & Pos.NUM
        and opens.cases & Case.NOM
    ):
        base.cases, base.numbers = base.cases | Case.NOM, base.numbers | PLURAL  # «четыре источника»
    if not reader.pack.cased and state_mark(reader, base):
        base.kind, base.reference = SourceKind.DOCUMENT, "state"
        return base
    if not reader.pack.cased and (medium := medium_by_name(reader, base)) is not None:
        return medium
    select_by_quantifier(reader, base)
    inside = _outlet_inside(reader, first, last) if reader.outlets else None
    person = _person_inside(reader, first, last)
    if not classes and inside is None and person is None:
        return _unknown(reader, base)  # half of all phrases
    quantified = first < head and _quantified(reader, first, head)
    plural = (base.numbers & PLURAL and base.numbers == PLURAL) or quantified
    part = inside and inside[1] == last and "outlet_part" in classes
    if inside and (inside[0] <= head < inside[1] or part or programme(reader, base, inside)):
        return _outlet(reader, base, inside)
    if "site_noun" in classes and not inside and (site := _site(reader, base)) is not None:
        return site
    if "outlet_noun" in classes and not (person and person[0] > head and "outlet_person" not in classes):
        return _outlet_noun(reader, base, inside, person, plural)
    covers = person is not None and person[0] < head < person[1]  # "John Chambers"
    named = _is_name(reader, base) and not covers
    if person and not named and _firm(reader, base, person):
        base.kind, base.name = SourceKind.ORGANIZATION, (person[0], person[1])
        return base
    if person and not named and (person[0] <= head < person[1] or _names(reader, base, person)):
        return _person(reader, base, person, inside)
    if "org_noun" in classes and not reader.pack.cased:
        if person is None and _body_of(reader, base):
            base.kind = SourceKind.ORGANIZATION
            return base
        if _is_press(reader, base):
            return _press(reader, base)
    if "spokes_noun" in classes and (not plural or _rest(reader, base)) and not named:
        return _spokes(reader, base)
    body = "org_noun" in classes and not plural and not reader.pack.cased  # "the port authority"
    if classes & {"anon_noun"} and not body:
        base.kind = SourceKind.ANONYMOUS
        base.via = _via(reader, base, inside)
        if not plural and base.last - base.first == 1 and "role_noun" in classes:
            base.reference = "official"  # «чиновник» alone: somebody who spoke before, if anybody did
        return base
    return _common(reader, base, inside, plural)


def _quantified(reader: Reader, first: int, head: int) -> bool:
    return any(t.word is not None and "quantifier" in t.word.classes for t in reader.tokens[first:head])


def _site(reader: Reader, base: Mention) -> Mention | None:
    """«Сайт ведомства», «страница министра в Facebook» speak for whose they are."""
    rest = _rest(reader, base)
    if rest is None:
        return None
    at = reader.tokens[base.first - 1].text.lower() if base.first else ""
    there = reader.pack.cased and at in reader.pack.classes.get("at_preposition", ())
    if reader.tokens[rest[0]].cap and reader.tokens[rest[0]].text.isascii() and not there:
        return None  # «сайт Sedge пишет»; «на сайте Sedge» is a company's own
    name = reader.tokens[rest[0] + 1].word if reader.tokens[rest[0]].word is None else None
    if name is not None and name.cases & Case.NOM:
        return None  # «портал «Луг»»: its own name, nobody's site
    inner = reader.mentions(*rest)
    if not inner or inner[0].kind not in (SourceKind.ORGANIZATION, SourceKind.PERSON):
        return None
    base.kind, base.of = SourceKind.DOCUMENT, rest
    return base


def _common(reader: Reader, base: Mention, inside: tuple[int, int, Outlet] | None, plural: bool) -> Mention:
    """Phrases without an outlet or a person at their head, by the head noun's class."""
    classes = base.classes
    if classes & {"statement_noun", "doc_noun"} and not base.classes & {"org_noun"}:
        base.kind = SourceKind.DOCUMENT
        base.of = _rest(reader, base)
        if not reader.pack.cased and (whose := maker(reader, base.last)) is not None:
            base.of = whose
        if not reader.pack.cased and base.of is not None and _before_court(reader, base):
            base.of = None  # "court documents"
        itself = "doc_noun" in classes and "any_document" not in classes
        base.reference = "" if base.of or itself else "document"
        return base
    month = "time_noun" in classes and reader.tokens[base.head].cap and base.first == base.head
    if ("time_word" in classes or month) and not reader.pack.cased:
        base.kind, base.reference = SourceKind.DOCUMENT, "thing"
        return base
    if (
        "org_noun" in classes
        and not reader.pack.cased
        and base.numbers == PLURAL
        and (not reader.tokens[base.head].cap or _opening(reader, base))
    ):
        base.kind = SourceKind.COLLECTIVE  # "companies", "civil rights groups"
        return base
    if "org_noun" in classes and not ("group_noun" in classes and plural):
        base.kind = SourceKind.ORGANIZATION
        bare = base.last - base.head == 1 and base.first >= base.head - 1
        if bare and "generic_body" in classes and not _proper(reader, base):
            base.reference = "org"
        return base
    if (
        "group_noun" in classes
        and not plural
        and not reader.pack.cased
        and not classes & {"role_noun", "mass_group"}
    ):
        base.kind = SourceKind.ANONYMOUS  # "a pollster", "one voter"
        return base
    if classes & {"group_noun", "role_noun"}:
        if plural and base.numbers != PLURAL and not reader.pack.cased and _somebody(reader, base):
            base.kind = SourceKind.ANONYMOUS  # "one senator", "another lawmaker"
            return base
        if _unnamed(reader, base) or (plural and _informed(reader, base)):
            base.kind, base.via = SourceKind.ANONYMOUS, _via(reader, base, inside)
        elif base.selected and base.numbers != PLURAL and reader.pack.cased:
            base.kind = SourceKind.ANONYMOUS  # «один из инженеров»
        elif (
            not plural
            and "group_noun" in classes
            and "role_noun" not in classes
            and _animate(reader, base.head)
        ):
            base.kind = SourceKind.ANONYMOUS
        elif plural or ("group_noun" in classes and not classes & {"role_noun"}):
            base.kind = SourceKind.COLLECTIVE
        else:
            base.kind, base.reference = SourceKind.PERSON, "role"
            w = reader.tokens[base.head].word
            base.roles = w.lemmas if w is not None else ()
        return base
    return _unknown(reader, base)


def _before_court(reader: Reader, base: Mention) -> bool:
    """ "Court | filings": papers that lie there, whoever wrote them."""
    w = reader.tokens[base.head - 1].word if base.first < base.head else None
    court = w is not None and "hearing_noun" in w.classes and not reader.tokens[base.head - 1].cap
    return court and base.numbers == PLURAL and base.of is not None and base.of[1] <= base.head


def _firm(reader: Reader, base: Mention, person: tuple[int, int, Person]) -> bool:
    """ "Oilfield service firm Baker Hughes": a body by the common noun right before its name."""
    before = reader.tokens[person[0] - 1]
    if reader.pack.cased or person[0] <= base.first or before.word is None or before.cap:
        return False
    return "company_noun" in before.word.classes and not before.word.pos & Pos.POSSESSIVE


def _is_name(reader: Reader, base: Mention) -> bool:
    """ "The Met Office", "the Sedge Sheriff's Office": a body's own name, not somebody's office."""
    t = reader.tokens[base.head - 1]
    if reader.pack.cased or t.word is None or not t.cap or base.head <= base.first:
        return False
    own = not t.word.pos & Pos.POSSESSIVE or "role_noun" in t.word.classes
    office = reader.tokens[base.head].cap or bool(t.word.pos & Pos.POSSESSIVE)  # "the Sedge Sheriff's office"
    return own and "org_noun" in base.classes and office


def _is_press(reader: Reader, base: Mention) -> bool:
    """ "The press service of X", "X's press office"; "the presidential press service" is a body by itself."""
    k = base.head - 1
    w = reader.tokens[k].word if base.first < base.head else None
    if reader.pack.cased or w is None or "press_word" not in w.classes or "org_noun" not in base.classes:
        return False
    before = reader.tokens[k - 1].word if base.first < k else None
    own = before is not None and bool(before.pos & Pos.ADJ) and not before.pos & (Pos.DET | Pos.POSSESSIVE)
    return not own or base.last > base.head + 1


def _press(reader: Reader, base: Mention) -> Mention:
    """Whose press service it is speaks; without a complement it must be resolved."""
    found = _spokes(reader, base)
    if found.of is not None and found.of[1] == base.head:
        opens = reader.tokens[base.first].word
        article = opens is not None and bool(opens.pos & Pos.DET) and not opens.pos & Pos.PRON
        first = base.first + article
        found.of = (first, base.head - 1) if first < base.head - 1 else None
    return found


def _body_of(reader: Reader, base: Mention) -> bool:
    """ "The Office for River Traffic", "the Association of Millers": a body by a name that goes on."""
    t, rest = reader.tokens[base.head], base.head + 2
    if reader.pack.cased or not t.cap or rest >= base.last or "org_noun" not in base.classes:
        return False
    return reader.tokens[rest].cap and not _opening(reader, base)


def _opening(reader: Reader, base: Mention) -> bool:
    """True where one word opens a sentence, so that its capital means nothing: "Retailers said"."""
    k = base.head
    return base.first == k and (k == 0 or _headed(reader, k) or reader.tokens[k - 1].word is None)


def _somebody(reader: Reader, base: Mention) -> bool:
    """True for "one", "another", "a" in front: somebody new, whom nobody names."""
    w = reader.tokens[base.first].word
    return w is not None and "indefinite" in w.classes and base.first < base.head


def _unnamed(reader: Reader, base: Mention) -> bool:
    """«Неназванные военные»: somebody in particular whose name is kept back."""
    return reader.pack.cased and any(
        t.word is not None and "unnamed_word" in t.word.classes for t in reader.tokens[base.first : base.head]
    )


def _informed(reader: Reader, base: Mention) -> bool:
    """«Люди, | знакомые с ситуацией»: some in particular, whose names are kept back."""
    k, tokens = base.last + 1, reader.tokens
    if not reader.pack.cased or k >= len(tokens) or tokens[base.last].text != ",":
        return False
    w = tokens[k].word
    return w is not None and "informed_word" in w.classes and bool(w.pos & (Pos.ADJ | Pos.SHORT))


def _animate(reader: Reader, head: int) -> bool:
    w = reader.tokens[head].word
    return w is not None and w.animate


def _unknown(reader: Reader, base: Mention) -> Mention:
    """A head that no class lists: by capitals, script, animacy and number."""
    t = reader.tokens[base.head]
    w = t.word
    force = "force_noun" in base.classes and base.numbers & PLURAL and base.last - base.first > 1
    if force or (reader.pack.cased and "country_word" in base.classes):
        base.kind = SourceKind.ORGANIZATION
        return base
    if "count_noun" in base.classes and _somebody(reader, base) and base.last > base.head + 2:
        base.kind = SourceKind.COLLECTIVE  # "a number of councillors"
        return base
    if w is not None and "quantifier" in w.classes and not reader.pack.cased:
        one = "indefinite" in w.classes  # "One of the engineers"; "Fifty of the engineers"
        base.kind = SourceKind.ANONYMOUS if one else SourceKind.COLLECTIVE
        return base
    if w is not None and w.lower.endswith(reader.pack.aged_ending):
        base.kind, base.reference = SourceKind.PERSON, "role"
        return base
    many = reader.pack.cased and base.first == base.head and w is not None and w.known and w.animate
    if many and w is not None and w.nominative_numbers == PLURAL and _opening(reader, base):
        base.kind, base.numbers = SourceKind.COLLECTIVE, PLURAL  # «Школярі розповідають»
        return base
    before = reader.tokens[base.head - 1] if base.head else None
    # A mark that closes what was said stands apart from the name behind it.
    quoted = before is not None and before.text in '«“„"' and before.end == t.start
    if (
        t.cap
        and w is not None
        and (not reader.common_at_start(base.head) or (quoted and _marked(reader, base)))
    ):
        latin_name = reader.pack.foreign(t.text)
        if (
            latin_name
            or quoted
            or (t.text.isupper() and len(t.text) > 1)
            or (w.pos & Pos.PLACE and (not w.pos & Pos.NAME or "place_as_body" in w.classes))
        ):
            base.kind = SourceKind.ORGANIZATION
            if quoted and base.numbers == PLURAL and not base.cases & Case.NOM and base.cases & Case.GEN:
                base.cases, base.numbers = Case.NOM | Case.ACC, SINGULAR  # «Русал» is of no «русалы»
        elif reader.pack.cased:
            base.kind = (
                SourceKind.PERSON if w.animate or w.pos & Pos.NAME or not w.pos else SourceKind.ORGANIZATION
            )
            if not w.cases & Case.NOM and not w.pos & Pos.PLACE and w.pos & Pos.NOUN:
                base.cases |= Case.NOM  # a name that is some other word's form («Лемехов», of «лемех»)
        else:
            base.kind = by_capitals(reader, base)
        return base
    if reader.pack.cased and not (w is not None and w.animate) and _titled(reader, base):
        base.kind = SourceKind.ORGANIZATION  # «в Белом доме»
        return base
    if w is not None and w.animate and (w.known or not w.pos & Pos.NAME):  # «лоу-коста» is no surname
        if base.numbers == PLURAL:
            base.kind = SourceKind.COLLECTIVE
        elif base.selected:
            base.kind = SourceKind.ANONYMOUS
        else:
            base.kind, base.reference, base.roles = SourceKind.PERSON, "role", w.lemmas
        return base
    base.kind = SourceKind.COLLECTIVE if base.numbers == PLURAL else SourceKind.DOCUMENT
    base.reference = "thing"
    return base


def _headed(reader: Reader, k: int) -> bool:
    """A paragraph's first word, whatever the headline above ends with."""
    return reader.pack.cased and k in reader.people.breaks


def _marked(reader: Reader, base: Mention) -> bool:
    """«Лугатранс» alone in marks at a sentence's start: a name, whatever the dictionary makes of the word."""
    behind = reader.tokens[base.head + 1].text if base.head + 1 < len(reader.tokens) else ""
    return reader.pack.cased and behind in '»”"' and base.last <= base.head + 2


def _titled(reader: Reader, base: Mention) -> bool:
    """A name of common words: an adjective whose capital opens no sentence, its noun right behind."""
    first = reader.tokens[base.first]
    called = " ".join(t.text.lower() for t in reader.tokens[base.first : base.head + 1])
    if first.cap and called in reader.pack.classes.get("collective_place", ()):
        return True  # «Белый дом: …»
    return (
        base.first + 1 == base.head
        and first.cap
        and first.word is not None
        and bool(first.word.pos & Pos.ADJ)
        and base.first > 0
        and reader.tokens[base.first - 1].word is not None
    )


def _outlet_inside(reader: Reader, first: int, last: int) -> tuple[int, int, Outlet] | None:
    outlets = reader.outlets
    for k in range(first, last):
        if k in outlets and (end := outlet_end(reader, k)) and end <= last:
            return k, end, outlets[k][1]
    return None


def _person_inside(reader: Reader, first: int, last: int) -> tuple[int, int, Person] | None:
    found = None
    starts = reader.people.starts
    for k in range(first, last):
        hit = starts(k)
        if hit and hit[0] <= last:
            found = (k, hit[0], hit[1])
    return found


def _names(reader: Reader, base: Mention, person: tuple[int, int, Person]) -> bool:
    """True where the person is the phrase's head by apposition, not its complement («визит Трампа»)."""
    head, name = reader.tokens[base.head].word, reader.tokens[person[0]].word
    if head is None or name is None:
        return False
    if not reader.pack.cased:
        if person[1] <= base.head:
            return False  # "Lake advisers", "a Lake aide": somebody of hers
        after_possessive = any(t.text.endswith(("’s", "'s")) for t in reader.tokens[person[0] : person[1]])
        return (
            bool(base.classes & {"role_noun", "title_noun", "spokes_noun", "outlet_person"})
            and not after_possessive
            and not for_somebody(reader, base, person[0])
        )
    if base.selected and not name.cases & Case.NOM:
        return False  # «один из адвокатов экс-мэра Петра Лося»
    if (
        base.classes & {"of_person"}
        and person[1] - person[0] == 1
        and (name.cases & Case.GEN or not (name.cases or person[2].roles & set(head.lemmas)))
        and person[2].spans[0][0] < base.first
        and len(person[2].parts) > 1
    ):
        return False  # «муж Биби», «адвокат Климова»: somebody of theirs
    if (
        base.classes & {"of_person"}
        and person[0] == base.head + 1
        and person[1] - person[0] > 1
        and base.cases & (Case.NOM | Case.GEN) == Case.NOM
        and reader.people.oblique(person[0], person[1])
    ):
        return False  # «муж Анны Лесковой»
    relational = base.classes & {"role_noun", "spokes_noun", "anon_noun", "outlet_person", "group_noun"}
    lower = not reader.tokens[base.head].cap or reader.common_at_start(base.head)
    if not relational and head.animate and lower and person[1] == base.last:
        beside = person[0] == base.head + 1 and not base.classes & {"of_person"}
        oblique = beside and not head.cases & Case.NOM  # «слова | инженера Егора Лося»
        return bool(name.cases & base.cases & (Case.NOM | (Case.GEN if oblique else 0)))
    if not relational or person[1] != base.last:
        return bool(relational) and bool(name.cases & base.cases & ~Case.GEN)
    if name.cases and base.cases & Case.NOM and not name.cases & Case.NOM and _stands(reader, person):
        return True
    joint = name.cases & base.cases if name.cases else base.cases
    listed = name.known and name.pos & Pos.NAME  # «Мевлют» is no form of any word
    if joint or listed or person[1] - person[0] == 1:
        return bool(joint)
    return bool(base.cases & Case.NOM) and not reader.people.oblique(person[0], person[1])


def _stands(reader: Reader, person: tuple[int, int, Person]) -> bool:
    """«Карін Вестлунд»: first and last name that do not decline, whatever the dictionary makes of the
    first."""
    return person[1] - person[0] > 1 and not reader.people.oblique(person[0], person[1])


def _outlet(reader: Reader, base: Mention, inside: tuple[int, int, Outlet]) -> Mention:
    if base.head == inside[0] and reader.tokens[base.head].text.isupper():
        base.cases = Case.ANY  # «рассказал ТАСС»: initials have no endings
        if base.last - base.first == 1 and reader.pack.cased:
            base.numbers = SINGULAR  # «повідомили CNN у пресслужбі»
    base.kind, base.outlet, base.name = SourceKind.OUTLET, inside[2], (inside[0], inside[1])
    base.classes -= _TIMES  # "USA Today"
    return base


def _of_state(reader: Reader, base: Mention) -> bool:
    """ "The Inland Waterways Agency": a body by its own name, in which nothing tells of news."""
    t, before = reader.tokens[base.head], reader.tokens[base.head - 1]
    if reader.pack.cased or "org_noun" not in base.classes or base.head <= base.first or not t.cap:
        return False
    words = (u.word for u in reader.tokens[base.first : base.head])
    return before.cap and not any(w is not None and "media_word" in w.classes for w in words)


def _outlet_noun(
    reader: Reader,
    base: Mention,
    inside: tuple[int, int, Outlet] | None,
    person: tuple[int, int, Person] | None,
    plural: bool,
) -> Mention:
    if person and "outlet_person" in base.classes and _names(reader, base, person):
        return _person(reader, base, person, inside)
    if inside:
        return _outlet(reader, base, inside)
    if not reader.pack.cased and "doc_noun" in base.classes and maker(reader, base.last) is not None:
        return _common(reader, base, inside, plural)  # "a paper by X"
    base.kind = SourceKind.OUTLET
    if reader.tokens[base.head].cap and base.head and reader.tokens[base.head - 1].text in '«“„"':
        base.name = (base.head, base.last)  # «Норд-Пресс» is a name, not the press
        return base
    if _of_state(reader, base):
        base.kind = SourceKind.ORGANIZATION
        base.name = (base.first, base.last if _body_of(reader, base) else base.head + 1)
        return base
    rest = _rest(reader, base)
    while (
        rest and (w := reader.tokens[rest[0]].word) is not None and w.pos & Pos.PLACE and not w.pos & Pos.NAME
    ):
        rest = (rest[0] + 1, rest[1]) if rest[0] + 1 < rest[1] else None  # «газета Пакистана …»
    if rest and (reader.tokens[rest[0]].cap or reader.tokens[rest[0]].word is None):
        base.name = rest
        return base
    if "org_noun" in base.classes and (rest or _proper(reader, base) or _of_field(reader, base)):
        base.kind = SourceKind.ORGANIZATION
        return base
    if not reader.pack.cased and not plural and called_by_name(reader, base):
        return base
    if plural:
        base.kind = SourceKind.COLLECTIVE
        return base
    if "outlet_person" in base.classes:
        base.kind, base.reference = SourceKind.PERSON, "role"
        return base
    base.reference = "outlet"
    return base


def _of_field(reader: Reader, base: Mention) -> bool:
    """«Агентство по ядерной безопасности» is a body, no news agency."""
    w = reader.tokens[base.last].word if base.last < len(reader.tokens) else None
    if w is None or "org_preposition" not in w.classes:
        return False
    after = reader.tokens[base.last + 1].word if base.last + 1 < len(reader.tokens) else None
    return after is not None and bool(after.pos & (Pos.NOUN | Pos.ADJ) and after.cases & Case.LOC)


def _proper(reader: Reader, base: Mention) -> bool:
    """True where a capital or an adjective before the head makes a common noun a particular one."""
    head = reader.tokens[base.head]
    if head.text.isupper() and len(head.text) > 1:
        return True
    opens = base.first == 0 or reader.tokens[base.first - 1].text in '.!?…:«“"—–-'
    opens = opens or _headed(reader, base.first)
    if reader.tokens[base.first].cap and not opens:
        return True
    return any(t.cap for t in reader.tokens[base.first + 1 : base.last]) or (
        reader.tokens[base.first].cap and base.first != base.head and base.last - base.first > 2
    )


def _person(
    reader: Reader, base: Mention, person: tuple[int, int, Person], inside: tuple[int, int, Outlet] | None
) -> Mention:
    base.kind, base.name, base.reference = SourceKind.PERSON, (person[0], person[1]), ""
    if reader.pack.cased:
        w = reader.tokens[person[0]].word
        named = w.cases if w is not None and w.cases else Case.ANY
        if not named & Case.NOM and person[1] - person[0] == 1:
            name = reader.tokens[person[0]].text  # «Сомов», of «сомы» to the dictionary
            fixed = not (w is not None and w.known) and not reader.people.oblique(*person[:2])
            fixed = fixed or _ends_name(reader, name, person[2])
            named |= Case.NOM if fixed or plainly_stands(name, reader.pack.code) else 0  # «Чавушоглу»
        elif not named & Case.NOM and _stands(reader, person):
            named |= Case.NOM
        base.cases = named if base.head >= person[0] else base.cases & named or base.cases
        base.numbers = SINGULAR
    if (
        inside
        and not person[0] <= inside[0] < person[1]
        and base.classes & {"outlet_person", "role_noun"} | ({"x"} if not reader.pack.cased else set())
    ):
        owner = Mention(
            inside[0], inside[1], inside[0], SourceKind.OUTLET, (inside[0], inside[1]), outlet=inside[2]
        )
        base.via = owner
    return base


def _ends_name(reader: Reader, surname: str, person: Person) -> bool:
    """«Хартвелл» after «Джон Хартвелл», a nominative: the surname stands too, whatever it looks like."""
    first, last = person.fullest
    return (
        last - first > 1
        and reader.tokens[last - 1].text == surname
        and not reader.people.oblique(first, last)
    )


def _spokes(reader: Reader, base: Mention) -> Mention:
    """«Представитель госдепа» is the госдеп; without a complement it must be resolved."""
    base.kind = SourceKind.ORGANIZATION
    base.of = _rest(reader, base)
    if not base.of:
        w = reader.tokens[base.head].word
        base.roles = w.lemmas if w is not None else ()
        base.reference = "spokes"
    return base


def _rest(reader: Reader, base: Mention) -> tuple[int, int] | None:
    """Tokens of the complement: after the head; in English also a name before it («Ryanair spokesman»)."""
    tokens = reader.tokens
    k = base.head + 1
    if not reader.pack.cased:
        behind = tokens[k].word if k < base.last else None
        if behind is not None and behind.pos & Pos.PREP:
            return (k + 1, base.last) if k + 1 < base.last else None
        before = [
            t.index
            for t in tokens[base.first : base.head]
            if t.cap or t.word is None or t.word.classes & {"org_noun"}
        ]
        only = tokens[before[0]].word if before and before[0] == before[-1] else None
        qualifies = only is not None and only.pos & (Pos.DET | Pos.PRON | Pos.ADJ)
        return (before[0], base.head) if before and not qualifies else None
    return (k, base.last) if k < base.last else None


def _via(reader: Reader, base: Mention, inside: tuple[int, int, Outlet] | None) -> Mention | None:
    """The medium that unnamed people spoke to: «собеседники агентства», «источники Reuters»."""
    if inside:
        return Mention(
            inside[0], inside[1], inside[0], SourceKind.OUTLET, (inside[0], inside[1]), outlet=inside[2]
        )
    for k in range(base.head + 1, min(base.last, base.head + 3)):
        w = reader.tokens[k].word
        if w is not None and "outlet_noun" in w.classes and "outlet_person" not in w.classes:
            if k + 1 < base.last and reader.tokens[k + 1].text in '«“„"':  # «источник агентства «Сула»»
                return Mention(k, base.last, k, SourceKind.OUTLET, (k + 1, base.last), classes=w.classes)
            if (
                reader.pack.cased and k + 1 < base.last and reader.tokens[k + 1].cap
            ):  # «джерела агентства Sula»
                return Mention(
                    k, base.last, k, SourceKind.OUTLET, (k + 1, _name_end(reader, k + 1, base.last))
                )
            return Mention(k, k + 1, k, SourceKind.OUTLET, (k, k + 1), reference="outlet", classes=w.classes)
    return None


def _name_end(reader: Reader, k: int, last: int) -> int:
    """End of the capitalised words that begin at token k."""
    while k < last and reader.tokens[k].cap:
        k += 1
    return k
