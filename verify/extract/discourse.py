"""What the reader remembers while going through an article: who «он», «агентство», «министр» are by now.

Mentions become hops here: canonical nominative names, references resolved, the medium inside a mention made a
hop of its own.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from verify.extract.bodies import SORTS, Bodies
from verify.extract.order_phrases import word_classes
from verify.extract.person import Person
from verify.extract.references import resolve
from verify.extract.upright import upright
from verify.languages.declension import fold
from verify.languages.naming import nominative, person_gender
from verify.languages.words import FEMN, PLURAL, SINGULAR, Case, Pos
from verify.model import Hop, SourceKind

if TYPE_CHECKING:
    from verify.extract.mentions import Mention
    from verify.extract.offices import Office
    from verify.extract.reader import Reader
    from verify.extract.tokens import Token

_VOICES = (SourceKind.OUTLET, SourceKind.ORGANIZATION, SourceKind.DOCUMENT)
_CAPITAL = frozenset({"demonym_place", "known_body"})
_PRONOUNS = ("he", "she", "they", "it")
_STRIP = " \t\n«»“”„\"'‘’.,:;()"


@dataclass(slots=True)
class Discourse:
    """State of the reading, and the names it gives."""

    reader: Reader
    text: str
    seen: frozenset[str] = frozenset()
    outlet: Hop | None = None
    bodies: Bodies = field(init=False)
    speaker: Hop | None = None
    chain: tuple[Hop, ...] = ()
    latest: list[Person] = field(default_factory=list)
    signs: dict[int, bool] = field(
        default_factory=dict
    )  # by id() of a person, whether more than capitals tell
    told_of: list[Person] = field(default_factory=list)  # whom a pronoun's own sentence names as others
    titled: list[Person] = field(default_factory=list)  # whom the headline names
    running: dict[str, tuple[Hop, ...]] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    written: dict[int, str] = field(default_factory=dict)
    verb_genders: int = 0  # of the cue whose source is being resolved
    person: Hop | None = None  # who spoke last
    about: Person | None = None  # whom a sentence was about last
    voice: Hop | None = None  # what spoke last that is nobody: "it said"
    interviewer: Hop | None = None  # the medium of the last interview told of
    stranger: Hop | None = None  # the same, where the article never names them in full and nobody since
    media: set[tuple[str, ...]] = field(default_factory=set)  # names that were cited as media
    spoke: set[tuple[str, ...]] = field(default_factory=set)
    offices: dict[tuple[str, ...], int] = field(default_factory=dict)  # genders of those named by role alone
    told: dict[int, list[Office]] = field(default_factory=dict)  # by id() of the person
    case: str | None = None
    _group: tuple[Mention, str | None] | None = None  # and the case that naming was asked for

    _foreign: list[int] = field(init=False)  # capitalised words in Latin letters: few, and asked for often

    def __post_init__(self) -> None:
        self.bodies = Bodies(self.text)
        tokens = self.reader.tokens
        self._foreign = [t.index for t in tokens if t.cap and len(t.text) > 2 and t.text.isascii()]

    @property
    def body(self) -> Hop | None:
        """The body named last."""
        return self.bodies.last

    def body_like(self, m: Mention) -> Hop | None:
        """The body that a bare noun means («компания»)."""
        w, first = self.reader.tokens[m.head].word, self.reader.tokens[m.first].word
        told = first is not None and m.first < m.head and first.pos & (Pos.ADJ | Pos.DET) == Pos.ADJ
        strict = self.reader.pack.cased and told and "government_noun" in word_classes(w)
        spoke = self.chain[-1] if self.chain and self.reader.pack.cased else None
        return self.bodies.like(
            w, called_only=strict, wide=not self.reader.pack.cased, spoke=spoke
        )  # «областная прокуратура» is no other body

    @property
    def language(self) -> str:
        return self.reader.pack.code

    def words(self, first: int, last: int) -> str:
        tokens = self.reader.tokens
        return " ".join(self.text[tokens[first].start : tokens[last - 1].end].split())

    def person_name(self, person: Person) -> str:
        """A person's canonical name: the fullest mention, nominative."""
        key = id(person)
        if key not in self.names:
            stands = upright(self.reader, person) if self.reader.pack.cased else None
            words = self.words(*stands) if stands is not None else self._written(person)
            declined = nominative(words, self.language, SourceKind.PERSON, seen=self.seen)
            self.names[key] = words if stands is not None else declined
        return self.names[key]

    def _is_called(self, person: Person, name: str) -> bool:
        """True where the name is the person's canonical one, which begins with the letter that all its cases
        do."""
        alike = self._written(person)[:1].lower() == name[:1].lower()
        return alike and self.person_name(person) == name

    def _written(self, person: Person) -> str:
        """A person's fullest name as the text has it; looked for once, among however many mentions."""
        key = id(person)
        if key not in self.written:
            self.written[key] = self.words(*person.fullest)
        return self.written[key]

    def gender(self, person: Person) -> str | None:
        if person.gender is None:
            hers = self.reader.pack.cased and any(self._womans(role) for role in person.roles)
            named = person_gender(self.person_name(person), self.language)
            person.gender = "femn" if hers else named or ""
        return person.gender or None

    def _womans(self, role: str) -> bool:
        """True for «певица», «писательница»: a role that only a woman is called by."""
        w = self.reader.pack.word(role)
        return bool(
            w.animate
            and w.genders == FEMN
            and w.classes & {"role_noun", "spokes_noun"}
            and "head_role" not in w.classes
        )  # «глава» is either

    def hops(self, mention: Mention, cue: tuple[int, int], rule: str) -> tuple[Hop, ...]:
        """The hops that a mention makes: its medium first, then itself; the one that a reference stands
        for."""
        made: tuple[Hop, ...] = ()
        self.case = self._asked(mention, rule)
        if mention.via is not None:
            made = self.hops(mention.via, cue, rule)
            self.case = self._asked(mention, rule)
        kind, names, inherited, extra = resolve(self, mention)
        if kind is None:
            return made
        if kind is SourceKind.ORGANIZATION and names in self.media:
            kind = SourceKind.OUTLET
        hop = Hop(
            kind, names, (self.span(mention.first, mention.last),), (self.span(*cue),), inherited, 1.0, rule
        )
        if kind is SourceKind.ORGANIZATION and mention.of is not None and names:
            self._note_called(hop, *mention.of)
        return (*made, *extra, hop)

    def _note_called(self, hop: Hop, first: int, last: int) -> None:
        """«В сообщении компании «Луг»»: what a body was called where its words were cited."""
        nouns = [w for t in self.reader.tokens[first:last] if "org_noun" in word_classes(w := t.word) and w]
        if nouns:
            lemmas = frozenset(lemma for w in nouns for lemma in w.lemmas)
            self.bodies.note(
                partial(_itself, hop), lemmas, frozenset(c for w in nouns for c in w.classes & SORTS)
            )

    def _asked(self, m: Mention, rule: str) -> str | None:
        """The case that the sentence puts a mention in, for naming."""
        if rule == "by" or (m.reference == "outlet" and m.cases == Case.ANY and self.reader.pack.cased):
            return "gent"  # «по словам X», «собеседники агентства»
        if m.preposition in self.reader.pack.classes.get("at_preposition", ()) and m.cases & Case.LOC:
            return "loct"
        return "nomn" if rule.startswith("verb") and not m.preposition and m.cases & Case.NOM else None

    def span(self, first: int, last: int) -> tuple[int, int]:
        tokens = self.reader.tokens
        return tokens[first].start, tokens[last - 1].end

    @property
    def group(self) -> Hop | None:
        """The group that was a sentence's subject last: what «они» means."""
        if self._group is None:
            return None
        m, case = self._group
        return Hop(m.kind, (self._described(m, case),))

    def descriptor(self, m: Mention) -> str:
        """What a mention calls somebody, in the nominative."""
        return self._described(m, self.case)

    def _described(self, m: Mention, case: str | None) -> str:
        words = nominative(self.words(m.first, m.last).strip(_STRIP), self.language, m.kind, case)
        if words.count("«") > words.count("»"):
            words += "»"  # the name inside ended the phrase
        first = self.reader.tokens[m.first].word
        first_two = words[:2].strip() if len(words[:2].strip()) > 1 else ""
        if (
            first is not None
            and (first.known or first.pos & Pos.DET)
            and (
                not first.pos & (Pos.NAME | Pos.PLACE)
                or (first.pos & Pos.ADJ and not first.pos & Pos.NOUN)  # «Украинские военные»
                or (m.kind is SourceKind.COLLECTIVE and m.first == m.head and first.animate)
            )
            and (not first.classes & _CAPITAL or self.reader.pack.cased)  # "Russian media"
            and not first_two.isupper()
        ):
            words = words[:1].lower() + words[1:]  # its capital only opened the sentence
        return words

    def body_name(self, first: int, last: int, *, hinted: bool = False) -> str:
        """A body's name: its phrase in the nominative, a determiner in front left out."""
        tokens = self.reader.tokens
        while first < last - 1 and (w := tokens[first].word) is not None and w.pos & Pos.DET:
            first += 1
        while last - 1 > first and "country_word" in word_classes(tokens[last - 1].word):
            last -= 1  # «министерство обороны страны»
        words = self.words(first, last).strip(" \t\n.,:;()")
        if words.count("(") > words.count(")"):
            words = words[: words.rindex("(")].rstrip()  # "Inland Waterways Agency (IWA)"
        if tokens[last - 1].text[-1:] == "." != tokens[last - 1].text:
            words += "."  # "the U.S."
        if words.count('"') % 2 or words.count("«") != words.count("»"):
            words = words.strip('«»“”„"')
        if words[:1] in '«“"' and words[-1:] in '»”"':
            words = words[1:-1]
        words = self._own_name(first, last) or words
        w, hint = tokens[first].word, self.case if hinted else None
        strange = last - first == 1 and w is not None and not w.known  # «Русала»: is there a «Русал»?
        seen = self.seen if strange else frozenset()
        named = nominative(words, self.language, SourceKind.ORGANIZATION, hint, seen=seen)
        if w is not None and last - first == 1 and hint == "loct" and w.numbers & SINGULAR:
            listed = [lemma for lemma in w.lemmas if lemma in self.reader.pack.classes["org_noun"]]
            if listed and named.lower() not in listed:  # «у Раді», of no «Рад»
                named = listed[0].capitalize() if named[:1].isupper() else listed[0]
        short = word_classes(tokens[first].word) & {
            "undeclined",
            "proper_body",
        }  # «Минобороны», no common noun
        marked = first > 0 and tokens[first - 1].text in '«“„"'
        if last - first == 1 and self.reader.common_at_start(first) and not marked and not short:
            named = named[:1].lower() + named[1:]
        return named

    def _own_name(self, first: int, last: int) -> str:
        """«Авиакомпания Ryanair»: behind a common noun the proper name of another script alone."""
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
        if k == last and tokens[last - 1].text in '»”"' and tokens[first].word is not None:
            opens = self.reader.common_at_start(first)
            common = [
                t.word
                for t in tokens[first:last]
                if t.word is not None and (not t.cap or (opens and t.index == first))
            ]
            if tokens[first + 1].text in '«“„"' and common and "company_noun" in common[0].classes:
                return self.words(first + 2, last - 1)  # «компания «Лугатранс»»
        return self.words(k, last) if first < k < last else ""

    def remember(self, chain: tuple[Hop, ...]) -> None:
        """A chain was stated: its hops are what references mean from here on."""
        for hop in chain:
            if hop.kind in _VOICES:
                self.voice = hop
            if hop.kind is SourceKind.OUTLET:
                self.outlet = hop
                self.media.add(hop.names)
            elif hop.kind is SourceKind.ORGANIZATION and hop.names:
                self.bodies.note(partial(_itself, hop), *self._called(hop.names[0]))
        hearsay = len(chain) == 1 and chain[0].kind is SourceKind.COLLECTIVE and not chain[0].names
        if hearsay and self.chain and self.reader.pack.cased:
            self._group = None  # «по предварительным данным» between: «отмечается» goes on with who was cited
        elif chain:
            self.chain, self.speaker, self._group = chain, chain[-1], None
            again = self.stranger is not None and self.stranger.names == chain[-1].names
            self.stranger = self.stranger if again else None
            if chain[-1].kind is SourceKind.ANONYMOUS and self._single(chain[-1]):
                self.stranger = chain[-1]
            if chain[-1].kind is SourceKind.PERSON:
                self.stranger = self.stranger or self._unknown(chain[-1])
                self.person = chain[-1]
                self.spoke.add(chain[-1].names)

    def _called(self, name: str) -> tuple[frozenset[str], frozenset[str]]:
        """The common nouns in a body's name and their sorts: what «министерство» can mean later."""
        words = [self.reader.pack.word(w.lower()) for w in name.split() if w.isalpha()]
        nouns = [w for w in words if "org_noun" in w.classes]
        lemmas = frozenset(lemma for w in nouns for lemma in w.lemmas)
        return lemmas, frozenset(c for w in nouns for c in w.classes & SORTS)

    def forget_stranger(self) -> None:
        """Somebody else can be meant by now than the one whom nobody names."""
        if self.stranger is not None and self.stranger.kind is SourceKind.ANONYMOUS:
            self.stranger = None

    def _single(self, hop: Hop) -> bool:
        """True for "one of the victims", "a neighbour": somebody whom a pronoun can mean next."""
        if not hop.names:
            return False
        words = [self.reader.pack.word(w) for w in hop.names[0].lower().split()]
        if self.reader.pack.cased:
            somebody = next((w for w in words if w.classes & {"anon_noun", "spokes_noun"}), None)
            source = somebody is not None and "anon_noun" in somebody.classes and self.person is None
            speaks = somebody is not None and (somebody.animate or source)
            return speaks and somebody is not None and not somebody.numbers & PLURAL
        asks = any("asking_noun" in w.classes for w in words)  # "he" is whoever was asked
        return not asks and "indefinite" in words[0].classes

    def _unknown(self, hop: Hop) -> Hop | None:
        """The hop, where it is a name that is nobody's in the article («Cruz», never told who)."""
        if not hop.names or hop.names[0][:1].islower():
            return None
        named = any(self._is_called(p, hop.names[0]) for p in self.reader.people.everyone)
        return None if named else hop

    def notice(self, first: int, last: int) -> None:
        """Tokens were read: persons, outlets and bodies in them can be meant by what follows."""
        people = self.reader.people
        for k in range(first, last):
            if k in self.reader.outlets:
                self._notice_outlet(k)
        for k in people.within(first, last):
            found = people.starts(k)
            if found is not None:
                if found[1] in self.latest:
                    self.latest.remove(found[1])
                self.latest.append(found[1])

    def _notice_outlet(self, k: int) -> None:
        _, outlet, ambiguous = self.reader.outlets[k]
        before = [word_classes(t.word) for t in self.reader.tokens[max(0, k - 4) : k]]
        if not ambiguous and (self.outlet is None or (before and "outlet_noun" in before[-1])):
            self.outlet = Hop(SourceKind.OUTLET, (outlet.name_in(self.language),))
        if any("interview_noun" in classes for classes in before):
            self.interviewer = Hop(SourceKind.OUTLET, (outlet.name_in(self.language),))

    def notice_names(self, first: int, last: int) -> None:
        """Foreign proper names in a text of another script («авиакомпании Ryanair»): bodies that can be
        meant."""
        tokens, end = self.reader.tokens, first
        for k in self._foreign[bisect_left(self._foreign, first) : bisect_left(self._foreign, last)]:
            if k < end or k in self.reader.outlets or "platform" in word_classes(tokens[k].word):
                continue
            end = k + 1
            while end < last and tokens[end].cap and tokens[end].text.isascii():
                end += 1
            before = tokens[k - 1].word if k else None
            sorts = word_classes(before) & SORTS
            name = self.words(k, end)
            if sorts or self.bodies.named(name):
                words = frozenset(before.lemmas) if before is not None and sorts else frozenset()
                self.bodies.note(partial(Hop, SourceKind.ORGANIZATION, (name,)), words, sorts)

    def foreign_body(self) -> Hop | None:
        """The only name in Latin letters that the article repeats, no medium's and nobody's:
        what «компания» means where no company was called so."""
        tokens, outlets, people = self.reader.tokens, self.reader.outlets, self.reader.people
        names = Counter(
            tokens[k].text
            for k in self._foreign
            if k not in outlets
            and not (k and tokens[k - 1].cap and tokens[k - 1].text.isascii())
            and "platform" not in word_classes(tokens[k].word)
            and people.starts(k) is None
        )
        often = [name for name, times in names.items() if times > 1]
        return Hop(SourceKind.ORGANIZATION, (often[0],)) if len(often) == 1 else None

    def notice_subject(self, about: Mention | None, before: Person | None) -> None:
        """What a sentence is about is what a pronoun means next, before whoever else it names. before: whom a
        pronoun in its subject means."""
        if about is None:
            return
        if (
            about.kind is SourceKind.COLLECTIVE
            and about.reference != "thing"
            and about.reference not in _PRONOUNS
        ):
            self._group = about, self.case
        person = before if about.reference in ("he", "she") else None
        found = self.reader.people.starts(about.name[0])
        if found is not None and about.kind is SourceKind.PERSON and not about.reference:
            person, self.stranger = found[1], None
        if person is not None and person in self.latest:
            self.latest.remove(person)
            self.latest.append(person)

    def notice_about(self, mentions: list[Mention]) -> None:
        """Whom a sentence is about by name: «певица», «наставник» means them, where no role tells."""
        for m in mentions:
            named = m.kind is SourceKind.PERSON and not m.reference and not m.preposition
            found = self.reader.people.starts(m.name[0]) if named and m.cases & Case.NOM else None
            if found is not None:
                self.about = found[1]
                return

    def meant(self, pronoun: str) -> Person | None:
        """The person that a pronoun means by now."""
        wanted = "masc" if pronoun == "he" else "femn"
        last: Person | None = None
        for p in reversed(self.latest):
            if self.gender(p) not in (wanted, None):
                continue
            if p not in self.told_of and self._shown(p):
                return p
            if last is None or (last in self.told_of and p not in self.told_of):
                last = p
        return last

    def _shown(self, person: Person) -> bool:
        """True unless capitals alone make a person of a name ("Boca Raton", "Silver Valley"): no first name
        that tells, no title, role or age, no surname alone elsewhere, and no words of theirs."""
        if self.reader.pack.cased or self.gender(person) is not None or person.roles:
            return True
        if id(person) not in self.signs:
            self.signs[id(person)] = self._has_signs(person)
        return self.signs[id(person)] or (self.person_name(person),) in self.spoke

    def _has_signs(self, person: Person) -> bool:
        if len(person.parts) == 1 or len({last - first for first, last in person.spans}) > 1:
            return True
        behind = (self.reader.tokens[last : last + 2] for _, last in person.spans)
        return any(len(t) == 2 and t[0].text == "," and t[1].text.isdigit() for t in behind)

    def notice_bodies(self, mentions: list[Mention], *, groups: bool = True) -> None:
        """Bodies that a sentence names; where nobody spoke in it, `groups`, what «они» can mean."""
        for m in mentions:
            if (
                groups
                and m.kind in (SourceKind.COLLECTIVE, SourceKind.ANONYMOUS)
                and not m.reference
                and not m.preposition
                and m.cases & Case.NOM
                and self.reader.pack.cased
            ):
                self._group = m, self.case
            if m.kind is SourceKind.ORGANIZATION and m.reference == "org" and self._first_named(m):
                self._note_body(m)
            if m.kind is not SourceKind.ORGANIZATION or m.reference or m.of is not None:
                continue
            if "platform" in word_classes(self.reader.tokens[m.head].word):
                continue
            w = self.reader.tokens[m.head].word
            if w is not None and w.pos & Pos.PLACE and "org_noun" not in m.classes:
                continue
            marked = m.first < m.head and self.reader.tokens[m.first].text in '«“„"'
            if self.reader.pack.cased and m.numbers == PLURAL and m.cases == Case.INS:
                continue  # «распространяемые агентствами сведения» are of no agency
            named = self.reader.tokens[m.head].cap and (marked or not self.reader.common_at_start(m.head))
            if self._mere_place(m):
                continue
            if named or "org_noun" in m.classes:
                self._note_body(m)

    @property
    def _at(self) -> frozenset[str]:
        return self.reader.pack.classes.get("at_preposition", frozenset())

    def _first_named(self, m: Mention) -> bool:
        """«Прокуратура начала проверку»: a body of government by its noun alone, none called so before."""
        w = self.reader.tokens[m.head].word
        return (
            self.reader.pack.cased
            and m.last - m.first == 1
            and "government_noun" in m.classes
            and "any_body" not in m.classes
            and (bool(m.cases & Case.NOM) if not m.preposition else m.preposition in self._at)
            and w is not None
            and self.body_like(m) is None
        )

    def _mere_place(self, m: Mention) -> bool:
        """«Приехала в Местию»: a place that no dictionary lists."""
        t, at = self.reader.tokens[m.head], self.reader.pack.classes.get("at_preposition", ())
        if not self.reader.pack.cased or m.classes or m.last - m.first > 1 or m.preposition not in at:
            return False
        w = t.word
        strange = w is not None and not w.known and not w.pos & Pos.NAME
        return strange and not self.reader.pack.foreign(t.text) and not t.text.isupper()

    def _note_body(self, m: Mention) -> None:
        """Remember a body, what it was called, and its sort."""
        tokens = self.reader.tokens[max(0, m.first - 2) : m.last]
        words = frozenset(
            lemma
            for t in tokens
            if t.word is not None and "org_noun" in t.word.classes
            for lemma in t.word.lemmas
        )
        latin = any(t.text.isascii() for t in tokens if t.word is not None)
        there = "loct" if m.preposition in self._at and m.cases & Case.LOC else None
        self.bodies.note(partial(self._body, m.first, m.last, there), words, m.classes & SORTS, latin=latin)

    def _body(self, first: int, last: int, case: str | None) -> Hop:
        self.case = case
        return Hop(SourceKind.ORGANIZATION, (self.body_name(first, last, hinted=True),))

    def put_first(self, person_name: str) -> None:
        """A person spoke: pronouns mean them before anybody else named in the sentence."""
        for person in self.latest:
            if self._is_called(person, person_name):
                self.latest.remove(person)
                self.latest.append(person)
                return


def _itself(hop: Hop) -> Hop:
    return hop


def seen_words(tokens: list[Token]) -> frozenset[str]:
    """Folded capitalised words of the text: evidence for a name's base form."""
    return frozenset(fold(t.text) for t in tokens if t.cap)
