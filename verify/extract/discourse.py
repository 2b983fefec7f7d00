"""What the reader remembers while going through an article: who «он», «агентство», «министр» are by now.

Mentions become hops here: canonical nominative names, references resolved, the medium inside a mention made a
hop of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from verify.extract.order_phrases import word_classes
from verify.extract.people import Person, same_stem
from verify.languages.declension import fold
from verify.languages.naming import nominative, person_gender
from verify.languages.words import FEMN, MASC, Case, Pos
from verify.model import Hop, SourceKind

if TYPE_CHECKING:
    from verify.extract.mentions import Mention
    from verify.extract.reader import Reader
    from verify.extract.tokens import Token

_STRIP = " \t\n«»“”„\"'‘’.,:;()"


_BODIES = frozenset({SourceKind.ORGANIZATION, SourceKind.OUTLET, SourceKind.DOCUMENT})


@dataclass(slots=True)
class Discourse:
    """State of the reading, and the names it gives."""

    reader: Reader
    text: str
    seen: frozenset[str] = frozenset()
    outlet: Hop | None = None
    bodies: list[tuple[Hop, frozenset[str], frozenset[str]]] = field(default_factory=list)
    speaker: Hop | None = None
    chain: tuple[Hop, ...] = ()
    latest: list[Person] = field(default_factory=list)
    running: dict[str, tuple[Hop, ...]] = field(default_factory=dict)
    _names: dict[int, str] = field(default_factory=dict)
    verb_genders: int = 0  # of the cue whose source is being resolved
    group: Hop | None = None  # the group that was a sentence's subject last: what «они» means
    person: Hop | None = None  # who spoke last
    spoke: set[tuple[str, ...]] = field(default_factory=set)
    _case: str | None = None
    _counts: dict[str, int] = field(default_factory=dict)

    @property
    def body(self) -> Hop | None:
        """The body named last."""
        return self.bodies[-1][0] if self.bodies else None

    def body_like(self, m: Mention) -> Hop | None:
        """The body that a bare noun means: one called so before, else the last of its sort («компания»)."""
        w = self.reader.tokens[m.head].word
        if w is None or not self.bodies:
            return None
        lemmas = frozenset(w.lemmas)
        called = [hop for hop, words, _ in self.bodies if words & lemmas]
        if called:
            return called[-1]
        for sort in ("company_noun", "government_noun"):
            if sort in w.classes:
                fit = [hop for hop, _, classes in self.bodies if sort in classes]
                fit = fit or [hop for hop, _, classes in self.bodies if not classes]
                return max(reversed(fit), key=lambda hop: self._told(hop)) if fit else None
        return None

    def _told(self, hop: Hop) -> int:
        """How often the text names a body: what an article is about, its «компания» means."""
        name = hop.names[0]
        if name not in self._counts:
            self._counts[name] = self.text.count(name)
        return self._counts[name]

    @property
    def language(self) -> str:
        return self.reader.pack.code

    def words(self, first: int, last: int) -> str:
        tokens = self.reader.tokens
        return " ".join(self.text[tokens[first].start : tokens[last - 1].end].split())

    def person_name(self, person: Person) -> str:
        """A person's canonical name: the fullest mention, nominative."""
        key = id(person)
        if key not in self._names:
            length = max(last - first for first, last in person.spans)
            first, last = next(s for s in person.spans if s[1] - s[0] == length)
            words = self.words(first, last)
            self._names[key] = nominative(words, self.language, SourceKind.PERSON, seen=self.seen)
        return self._names[key]

    def gender(self, person: Person) -> str | None:
        if person.gender is None:
            person.gender = person_gender(self.person_name(person), self.language) or ""
        return person.gender or None

    # -- hops

    def hops(self, mention: Mention, cue: tuple[int, int], rule: str) -> tuple[Hop, ...]:
        """The hops that a mention makes: its medium first, then itself; the one that a reference stands
        for."""
        made: tuple[Hop, ...] = ()
        self._case = self._asked(mention, rule)
        if mention.via is not None:
            made = self.hops(mention.via, cue, rule)
        kind, names, inherited, extra = self.resolve(mention)
        if kind is None:
            return made
        hop = Hop(
            kind, names, (self.span(mention.first, mention.last),), (self.span(*cue),), inherited, 1.0, rule
        )
        return (*made, *extra, hop)

    def _asked(self, m: Mention, rule: str) -> str | None:
        """The case that the sentence puts a mention in, for naming."""
        if rule == "by":
            return "gent"
        if m.preposition in self.reader.pack.classes.get("at_preposition", ()) and m.cases & Case.LOC:
            return "loct"
        return "nomn" if rule.startswith("verb") and not m.preposition and m.cases & Case.NOM else None

    def span(self, first: int, last: int) -> tuple[int, int]:
        tokens = self.reader.tokens
        return tokens[first].start, tokens[last - 1].end

    def resolve(self, m: Mention) -> tuple[SourceKind | None, tuple[str, ...], bool, tuple[Hop, ...]]:
        """(kind, names, taken over from context, hops before it) of a mention."""
        if m.reference == "it":
            return self._it()
        if m.reference in ("he", "she", "they"):
            return self._pronoun(m)
        if m.kind is SourceKind.OUTLET:
            return self._outlet(m)
        if m.kind is SourceKind.PERSON:
            return self._person(m)
        if m.kind is SourceKind.ORGANIZATION:
            return self._body(m)
        if m.kind is SourceKind.DOCUMENT:
            return self._document(m)
        if (
            m.reference == "official"
            and self.speaker is not None
            and self.speaker.kind in (SourceKind.PERSON, SourceKind.ORGANIZATION)
        ):
            return self.speaker.kind, self.speaker.names, False, ()
        return m.kind, (self._descriptor(m),), False, ()

    def _descriptor(self, m: Mention) -> str:
        words = nominative(self.words(m.first, m.last).strip(_STRIP), self.language, m.kind, self._case)
        first = self.reader.tokens[m.first].word
        if (
            first is not None
            and first.known
            and not first.pos & (Pos.NAME | Pos.PLACE)
            and not words[:2].isupper()
        ):
            words = words[:1].lower() + words[1:]  # its capital only opened the sentence
        return words

    def _outlet(self, m: Mention) -> tuple[SourceKind, tuple[str, ...], bool, tuple[Hop, ...]]:
        if m.outlet is not None:
            return SourceKind.OUTLET, (m.outlet.name_in(self.language),), False, ()
        if (
            m.reference == "outlet"
            and "org_noun" in m.classes
            and self.outlet is None
            and (body := self.body_like(m))
        ):
            return SourceKind.ORGANIZATION, body.names, False, ()
        if m.reference == "outlet":
            if self.outlet is not None:
                return SourceKind.OUTLET, self.outlet.names, False, ()
            return SourceKind.OUTLET, (self._descriptor(m),), False, ()
        return SourceKind.OUTLET, (self.words(*m.name).strip(_STRIP),), False, ()

    def _person(self, m: Mention) -> tuple[SourceKind, tuple[str, ...], bool, tuple[Hop, ...]]:
        found = self.reader.people.starts(m.name[0])
        if found is not None and m.reference == "":
            return SourceKind.PERSON, (self.person_name(found[1]),), False, ()
        if m.reference == "role" and not self.reader.pack.cased and "indefinite" in self._first_classes(m):
            return SourceKind.ANONYMOUS, (self._descriptor(m),), False, ()  # "a senator" is none named before
        if m.reference == "role":
            person = self.by_role(m)
            if person is not None:
                return SourceKind.PERSON, (self.person_name(person),), False, ()
            if (
                self.reader.pack.cased
                and self.person is not None
                and (m.last - m.first == 1 or (len(self.spoke) == 1 and m.last - m.first < 4))
            ):
                return SourceKind.PERSON, self.person.names, False, ()  # «юрист», said of who spoke before
            if not self.reader.pack.cased and self.latest and "article" in self._first_classes(m):
                return SourceKind.PERSON, (self.person_name(self.latest[-1]),), True, ()
            if len(self.latest) == 1 and "group_noun" in m.classes and self._fits(self.latest[0]):
                return SourceKind.PERSON, (self.person_name(self.latest[0]),), False, ()
            kind = (
                SourceKind.ANONYMOUS if "group_noun" in m.classes else SourceKind.PERSON
            )  # «эксперт» whom nobody names
            return kind, (self._descriptor(m),), False, ()
        return (
            SourceKind.PERSON,
            (
                nominative(
                    self.words(*m.name).strip(_STRIP), self.language, SourceKind.PERSON, seen=self.seen
                ),
            ),
            False,
            (),
        )

    def _first_classes(self, m: Mention) -> frozenset[str]:
        w = self.reader.tokens[m.first].word
        return w.classes if w is not None else frozenset()

    def _fits(self, person: Person) -> bool:
        """True unless the verb's gender says that it is somebody else."""
        if self.verb_genders not in (MASC, FEMN):
            return True
        gender = self.gender(person)
        return gender is None or (gender == "masc") == (self.verb_genders == MASC)

    def by_role(self, m: Mention) -> Person | None:
        """The person last mentioned before here of whom this role was said."""
        roles = set(m.roles)
        spoke = [
            p for p in self.latest if self.person is not None and self._names.get(id(p)) == self.person.name
        ]
        for person in (*spoke, *reversed(self.latest)):
            if roles & person.roles and self._fits(person):
                return person
        after = [p for p in self.reader.people.everyone if roles & p.roles and p not in self.latest]
        return after[0] if len(after) == 1 and min(s[0] for s in after[0].spans) < m.first else None

    def _body(self, m: Mention) -> tuple[SourceKind | None, tuple[str, ...], bool, tuple[Hop, ...]]:
        if m.reference == "spokes":
            person = self.by_role(m)
            if person is not None:
                return SourceKind.PERSON, (self.person_name(person),), False, ()
            if self.body is not None:
                return SourceKind.ORGANIZATION, self.body.names, False, ()
            return SourceKind.ORGANIZATION, (self._descriptor(m),), False, ()
        if m.of is not None:
            return self._of(m)
        if m.reference == "org":
            body = self.body_like(m)
            if body is not None:
                return SourceKind.ORGANIZATION, body.names, False, ()
            return SourceKind.ORGANIZATION, (self._descriptor(m),), False, ()
        return SourceKind.ORGANIZATION, (self.body_name(m.first, m.last, hinted=True),), False, ()

    def body_name(self, first: int, last: int, *, hinted: bool = False) -> str:
        """A body's name: its phrase in the nominative, a determiner in front left out."""
        tokens = self.reader.tokens
        while first < last - 1 and (w := tokens[first].word) is not None and w.pos & Pos.DET:
            first += 1
        while last - 1 > first and "country_word" in word_classes(tokens[last - 1].word):
            last -= 1  # «министерство обороны страны»
        words = self.words(first, last).strip(" \t\n.,:;()")
        if words.count('"') % 2 or words.count("«") != words.count("»"):
            words = words.strip('«»“”„"')
        if words[:1] in '«“"' and words[-1:] in '»”"':
            words = words[1:-1]
        words = self._own_name(first, last) or words
        named = nominative(words, self.language, SourceKind.ORGANIZATION, self._case if hinted else None)
        if last - first == 1 and self.reader.common_at_start(first):
            named = named[:1].lower() + named[1:]
        return named

    def _own_name(self, first: int, last: int) -> str:
        """«Авиакомпания Ryanair», «партия «Слово»»: behind a common noun the proper name alone."""
        tokens = self.reader.tokens
        if not self.reader.pack.cased:
            return ""
        if not any("generic_body" in t.word.classes for t in tokens[first:last] if t.word is not None):
            return ""
        k = last
        while (
            k > first
            and tokens[k - 1].word is not None
            and tokens[k - 1].cap
            and self.reader.pack.foreign(tokens[k - 1].text)
        ):
            k -= 1
        return self.words(k, last) if first < k < last else ""

    def _of(self, m: Mention) -> tuple[SourceKind | None, tuple[str, ...], bool, tuple[Hop, ...]]:
        """«Представитель госдепа» → the госдеп; a person by role and body already named is that person."""
        assert m.of is not None
        person = self._spokesman(m)
        if person is not None:
            return SourceKind.PERSON, (self.person_name(person),), False, ()
        inner = self.reader.mentions(*m.of)
        if inner and inner[0].reference == "org" and (body := self.body_like(inner[0])) is not None:
            return SourceKind.ORGANIZATION, body.names, False, ()
        if inner and inner[0].outlet is not None and inner[0].first == m.of[0]:
            return SourceKind.ORGANIZATION, (inner[0].outlet.name_in(self.language),), False, ()
        named = self._trailing_name(m.of)
        return SourceKind.ORGANIZATION, (self.body_name(*named),), False, ()

    def _spokesman(self, m: Mention) -> Person | None:
        w = self.reader.tokens[m.head].word
        roles = set(w.lemmas) if w is not None else set()
        found = [p for p in reversed(self.latest) if roles & p.roles]
        return found[0] if found and self.latest and found[0] is self.latest[-1] else None

    def _trailing_name(self, of: tuple[int, int]) -> tuple[int, int]:
        """«немецкого профсоюза пилотов Vereinigung Cockpit»: the proper name that ends a complement."""
        tokens = self.reader.tokens
        k = of[1]
        while k > of[0] and tokens[k - 1].cap and self.reader.pack.foreign(tokens[k - 1].text):
            k -= 1
        return (k, of[1]) if of[0] < k < of[1] else of

    def _document(self, m: Mention) -> tuple[SourceKind | None, tuple[str, ...], bool, tuple[Hop, ...]]:
        if m.of is not None:
            for inner in self.reader.mentions(*m.of)[:2]:
                if inner.kind is SourceKind.DOCUMENT and inner.of is not None and inner.first > m.head:
                    return self._document(inner)  # «данные опроса X»
                if inner.reference == "thing" or inner.kind is SourceKind.DOCUMENT:
                    continue
                kind, names, inherited, extra = self.resolve(inner)
                if kind is not None and kind.named:
                    return kind, names, inherited, extra
                if kind is not None:
                    return kind, names, inherited, extra
        if m.reference == "document" and "article_noun" in m.classes and self.outlet is not None:
            return SourceKind.OUTLET, self.outlet.names, False, ()
        if m.reference == "document" and self.chain:
            last = self.chain[-1]
            return last.kind, last.names, True, taken_over(self.chain[:-1])
        return SourceKind.DOCUMENT, (self._descriptor(m),), False, ()

    def _it(self) -> tuple[SourceKind | None, tuple[str, ...], bool, tuple[Hop, ...]]:
        """ "It said": the body, medium or document that spoke last."""
        spoke = (
            self.speaker
            if self.speaker is not None and self.speaker.kind in _BODIES
            else self.body or self.outlet
        )
        return (
            (spoke.kind, spoke.names, False, ())
            if spoke is not None
            else (SourceKind.COLLECTIVE, (), True, ())
        )

    def _pronoun(self, m: Mention) -> tuple[SourceKind | None, tuple[str, ...], bool, tuple[Hop, ...]]:
        if m.reference == "they" and self.group is not None:
            return self.group.kind, self.group.names, False, ()
        if m.reference == "they":
            if self.speaker is not None and self.speaker.kind not in (SourceKind.PERSON, SourceKind.OUTLET):
                return self.speaker.kind, self.speaker.names, False, ()
            if self.body is not None:
                return self.body.kind, self.body.names, False, ()
            return SourceKind.COLLECTIVE, (), True, ()
        wanted = "masc" if m.reference == "he" else "femn"
        for person in reversed(self.latest):
            gender = self.gender(person)
            if gender in (wanted, None):
                return SourceKind.PERSON, (self.person_name(person),), False, ()
        if self.speaker is not None and self.speaker.kind is SourceKind.ANONYMOUS and self.body is not None:
            return SourceKind.ORGANIZATION, self.body.names, False, ()
        if self.speaker is not None and self.speaker.kind in (
            SourceKind.PERSON,
            SourceKind.ORGANIZATION,
            SourceKind.OUTLET,
        ):
            return self.speaker.kind, self.speaker.names, False, ()
        return SourceKind.PERSON, (), True, ()

    # -- memory

    def remember(self, chain: tuple[Hop, ...]) -> None:
        """A chain was stated: its hops are what references mean from here on."""
        for hop in chain:
            if hop.kind is SourceKind.OUTLET:
                self.outlet = hop
            elif hop.kind is SourceKind.ORGANIZATION and hop.names:
                known = next(
                    (b for b in self.bodies if b[0].names == hop.names), (hop, frozenset(), frozenset())
                )
                self.bodies = [b for b in self.bodies if b[0].names != hop.names][-11:]
                self.bodies.append((hop, known[1], known[2]))
        if chain:
            self.chain, self.speaker, self.group = chain, chain[-1], None
            if chain[-1].kind is SourceKind.PERSON:
                self.person = chain[-1]
                self.spoke.add(chain[-1].names)

    def notice(self, first: int, last: int) -> None:
        """Tokens were read: persons, outlets and bodies in them can be meant by what follows."""
        people = self.reader.people
        for k in range(first, last):
            named = self.reader.outlets.get(k)
            before = word_classes(self.reader.tokens[k - 1].word) if k else frozenset()
            if named is not None and not named[2] and (self.outlet is None or "outlet_noun" in before):
                self.outlet = Hop(SourceKind.OUTLET, (named[1].name_in(self.language),))
            found = people.starts(k)
            if found is not None:
                if found[1] in self.latest:
                    self.latest.remove(found[1])
                self.latest.append(found[1])

    def notice_names(self, first: int, last: int) -> None:
        """Foreign proper names in a text of another script («авиакомпании Ryanair»): bodies that can be
        meant."""
        tokens, k = self.reader.tokens, first
        while k < last:
            t = tokens[k]
            if (
                t.word is None
                or not t.cap
                or not t.text.isascii()
                or len(t.text) < 3
                or k in self.reader.outlets
            ):
                k += 1
                continue
            end = k + 1
            while end < last and tokens[end].cap and tokens[end].text.isascii():
                end += 1
            before = tokens[k - 1].word if k else None
            sort = (
                before.classes & {"company_noun", "government_noun", "org_noun"}
                if before is not None
                else frozenset()
            )
            name = self.words(k, end)
            known = next((b for b in self.bodies if b[0].names == (name,)), None)
            if sort or known is not None:
                words = frozenset(before.lemmas) if before is not None and sort else frozenset()
                if known is not None:
                    words, sort = words | known[1], sort | known[2]
                    self.bodies.remove(known)
                self.bodies = [*self.bodies[-11:], (Hop(SourceKind.ORGANIZATION, (name,)), words, sort)]
            k = end

    def notice_subject(self, mentions: list[Mention]) -> None:
        """What a sentence is about is what a pronoun means next, before whoever else it names."""
        about = next((m for m in mentions if not m.preposition), None)
        found = (
            self.reader.people.starts(about.name[0])
            if about is not None and about.kind is SourceKind.PERSON and not about.reference
            else None
        )
        if found is not None and found[1] in self.latest:
            self.latest.remove(found[1])
            self.latest.append(found[1])

    def notice_bodies(self, mentions: list[Mention]) -> None:
        for m in mentions:
            if (
                m.kind in (SourceKind.COLLECTIVE, SourceKind.ANONYMOUS)
                and not m.reference
                and not m.preposition
                and m.cases & Case.NOM
                and self.reader.pack.cased
            ):
                self.group = Hop(m.kind, (self._descriptor(m),))
            if m.kind is not SourceKind.ORGANIZATION or m.reference or m.of is not None:
                continue
            w = self.reader.tokens[m.head].word
            if w is not None and w.pos & Pos.PLACE and "org_noun" not in m.classes:
                continue
            if self.reader.tokens[m.head].cap or "org_noun" in m.classes:
                self._note_body(m)

    def _note_body(self, m: Mention) -> None:
        """Remember a body, what it was called, and its sort."""
        hop = Hop(SourceKind.ORGANIZATION, (self.body_name(m.first, m.last),))
        known = next((b for b in self.bodies if b[0].names == hop.names), None)
        tokens = self.reader.tokens[max(0, m.first - 2) : m.last]
        words = frozenset(
            lemma
            for t in tokens
            if t.word is not None and "org_noun" in t.word.classes
            for lemma in t.word.lemmas
        )
        classes = m.classes & {"company_noun", "government_noun", "org_noun"}
        if known is not None:
            words, classes = words | known[1], classes | known[2]
            self.bodies.remove(known)
        self.bodies = [*self.bodies[-11:], (hop, words, classes)]

    def put_first(self, person_name: str) -> None:
        """A person spoke: pronouns mean them before anybody else named in the sentence."""
        for person in self.latest:
            if self.person_name(person) == person_name:
                self.latest.remove(person)
                self.latest.append(person)
                return


def seen_words(tokens: list[Token]) -> frozenset[str]:
    """Folded capitalised words of the text: evidence for a name's base form."""
    return frozenset(fold(t.text) for t in tokens if t.cap)


__all__ = ["FEMN", "MASC", "Discourse", "same_stem", "seen_words"]
