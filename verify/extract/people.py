"""The people whom an article names, found before anything else, so that a surname alone is known later."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable
from typing import TYPE_CHECKING

from verify.extract.namesakes import meant, spelt, titled_gender
from verify.extract.order_phrases import word_classes
from verify.extract.person import STEM, Person, same_stem
from verify.languages.naming import is_first_name, nominative
from verify.languages.words import PLURAL, Case, Pos
from verify.model import SourceKind

if TYPE_CHECKING:
    from verify.extract.tokens import Token
    from verify.languages import Pack
    from verify.languages.words import Word

_NOT_A_NAME = frozenset(
    {"org_noun", "doc_noun", "outlet_noun", "statement_noun", "platform", "collective_place"}
)

_BEFORE_NAME = frozenset({"role_noun", "title_noun", "spokes_noun", "outlet_person", "anon_noun"})

_CLOSED = Pos.PREP | Pos.CONJ | Pos.SUBORD | Pos.PRON | Pos.DET | Pos.AUX | Pos.ADV


class People:
    """All named persons of a text, and where they are mentioned."""

    def __init__(
        self,
        tokens: list[Token],
        pack: Pack,
        taken: Iterable[tuple[int, int]],
        titles: Iterable[range],
        breaks: Iterable[int] = (),
    ) -> None:
        self.breaks = frozenset(breaks)  # no name runs over a paragraph's end
        self._tokens = tokens
        self._pack = pack
        self.everyone: list[Person] = []
        self._by_stem: dict[str, dict[Person, None]] = {}
        self._lone: dict[str, list[tuple[int, int]]] = {}  # runs of one word, by its first letters
        self._at: dict[int, tuple[int, Person]] = {}
        self.starts = self._at.get  # (end, person) of the mention that begins at a token; asked of nearly all
        self._in_order: list[int] | None = None
        self._taken = {k for first, last in taken for k in range(first, last)}
        self._titled = {k for r in titles if pack.cased or self._large(r) for k in r}
        self.particles = frozenset(pack.data.get("names", {}).get("particles", ()))
        self._latin = pack.script == "latin"
        self._odd: set[str] = set()  # surnames that are common nouns
        self._scan()

    def _large(self, title: range) -> bool:
        """True where a headline's words are written large, so that capitals tell of no name."""
        words = [t for t in self._tokens[title.start : title.stop] if t.word is not None]
        return sum(t.cap for t in words) * 2 > len(words)

    def places(self) -> Iterable[int]:
        """Tokens at which somebody's name begins."""
        return self._at.keys()

    def within(self, first: int, last: int) -> list[int]:
        """Tokens of [first, last) at which somebody's name begins, in order."""
        if self._in_order is None:
            self._in_order = sorted(self._at)
        return self._in_order[bisect_left(self._in_order, first) : bisect_left(self._in_order, last)]

    def _scan(self) -> None:
        runs = list(self._runs())
        for first, last in runs:
            if last - first == 1:
                self._lone.setdefault(self._words(first, last)[0][:STEM], []).append((first, last))
        full = [r for r in runs if self._is_full_name(*r)]
        for first, last in full:
            if first not in self._titled:
                self._add(first, last)
        for first, last in full:
            if first in self._titled and not self._match(first, last) and self._pack.cased:
                self._add(first, last)
        known = {f for f, _ in full if f in self._at}
        for first, last in runs:
            if first not in known:
                self._match_within(first, last)
        for first, last in runs:
            if first not in self._at and first not in known:
                self._single(first, last)
        if self._pack.cased and self.everyone:
            self._adjectives()

    def _runs(self) -> Iterable[tuple[int, int]]:
        """Ranges of capitalised words that stand side by side, less what cannot be part of a person's
        name.
        """
        tokens, n, k = self._tokens, len(self._tokens), 0
        while k < n:
            if not (tokens[k].cap or "-" in tokens[k].text) or not self._name_like(k):
                k += 1
                continue
            first = k
            k += 1
            while k < n:
                before = tokens[k - 1].word
                if before is not None and before.pos & Pos.POSSESSIVE:  # "Brae Monitor's | Ann Lee"
                    break
                if self._name_like(k) and self._adjacent(k):
                    k += 1
                elif (
                    k + 2 < n
                    and self._adjacent(k)
                    and tokens[k].text in self.particles
                    and tokens[k + 1].text in self.particles
                    and self._name_like(k + 2)
                ):
                    k += 3  # «Урсула | фон дер | Лось»
                elif (
                    k + 1 < n
                    and self._adjacent(k)
                    and tokens[k].text.lower() in self.particles
                    and self._name_like(k + 1)
                ) or (
                    tokens[k].text == "."
                    and len(tokens[k - 1].text) <= 2
                    and k + 1 < n
                    and self._name_like(k + 1)
                ):
                    k += 2
                else:
                    break
            yield from self._parted(self._behind_noun(first, k), k)

    def _behind_noun(self, first: int, last: int) -> int:
        """«Демограф Елла Лось заявила»: who somebody is, with a capital because it opens the sentence."""
        before = self._tokens[first - 1] if first else None
        opens = before is None or before.word is None
        common = opens and self._pack.cased and last - first > 2 and self._common(first)
        return first + 1 if common else first

    def _common(self, k: int) -> bool:
        """A dictionary's word for somebody («вратарь», «очевидица»), and nobody's name."""
        w = self._tokens[k].word
        return w is not None and w.known and w.animate and w.pos & (Pos.NOUN | Pos.NAME) == Pos.NOUN

    def _parted(self, first: int, last: int) -> Iterable[tuple[int, int]]:
        """A run of several people's names («… президента Трампа Кита Келлога»): a first name opens the
        next one; "Minister of | Defence | Ann Lake": a field or body ends in front of it.
        """
        if not self._pack.cased and last - first > 2:
            first = self._behind_field(first, last)
        k = first + 1
        while self._pack.cased and k < last - 1:
            t, before = self._tokens[k], self._tokens[k - 1].text
            initial = k == first + 1 and "." in before
            if (
                t.word is not None
                and not initial
                and is_first_name(t.text, self._pack.code)
                and not is_first_name(before, self._pack.code)
            ):
                yield first, k
                first = k
            k += 1
        yield first, last

    def _behind_field(self, first: int, last: int) -> int:
        """Where a name begins behind "minister of Defence", "head of the Agency for Timber"."""
        if first < 2 or "role_preposition" not in word_classes(self._tokens[first - 1].word):
            return first
        near = (self._tokens[k].word for k in range(max(first - 6, 0), first - 1))
        if not any(w is not None and w.classes & _BEFORE_NAME for w in near):
            return first
        names = [k for k in range(first, last) if is_first_name(self._tokens[k].text, self._pack.code)]
        return names[0] if names and names[0] < last - 1 else first

    def initial(self, k: int, most: int = 3) -> bool:
        """True for a letter that stands for a first name: «Б. Джонсон», «Т.Мей»."""
        tokens = self._tokens
        if not 0 <= k < len(tokens) - 2 or len(tokens[k].text) != 1 or not tokens[k].cap:
            return False
        after = tokens[k + 2]
        if tokens[k + 1].text != "." or tokens[k + 1].start != tokens[k].end or not after.cap:
            return False
        return (
            len(after.text) > 1
            and after.word is not None
            and not after.word.pos & (Pos.ADV | Pos.PREP | Pos.PRON | Pos.CONJ)
        ) or (most > 1 and self.initial(k + 2, most - 1))

    def _adjacent(self, k: int) -> bool:
        return self._tokens[k].start - self._tokens[k - 1].end <= 2 and k not in self.breaks

    def _name_like(self, k: int) -> bool:
        t = self._tokens[k]
        w = t.word
        if w is not None and not t.cap and "-" in t.text and t.text.partition("-")[0] in self.particles:
            return t.text.partition("-")[2][:1].isupper()  # «уль-Малук»
        if w is None or not t.cap or k in self._taken or t.text[0].isdigit():
            return False
        if len(t.text) == 1 and self.initial(k):
            return True
        if len(t.text) > 1 and t.text.isupper() and k not in self._titled:
            return False
        if (w.classes & _NOT_A_NAME or "title_noun" in w.classes) and (
            self._pack.cased or not (self._christened(k) or self._behind_first_name(k))
        ):
            return False
        if w.pos & _CLOSED and not w.pos & Pos.NAME:
            return len(t.text) > 1 and self._surname(k)  # «Кэтрин Ли»
        if w.classes & _BEFORE_NAME:
            return False
        if self._pack.closed.get(w.lower, w.pos if self._pack.cased else 0) & Pos.ADJ and not w.pos & (
            Pos.NOUN | Pos.NAME
        ):
            return self._surname(k)
        if self._pack.cased:
            if "place" in w.classes:
                return False
            if w.pos & Pos.PLACE and not w.pos & Pos.NAME and w.known:
                return self._surname(k)  # «Аушра Петкуте»
            if w.pos & (Pos.INF | Pos.VERB | Pos.GERUND) and not w.pos & (Pos.NAME | Pos.NOUN):
                return self._surname(k)  # «Джонатан Бил», of «бить»
            return not (t.text.isascii() and not self._latin)
        return "demonym_place" not in w.classes or self._christened(k)

    def _surname(self, k: int) -> bool:
        """An adjective that is somebody's surname: behind a first name («Павел Лебедянский»)."""
        before = self._tokens[k - 1] if k else None
        return (
            before is not None
            and before.cap
            and self._adjacent(k)
            and (self._pack.cased or self._may_be_surname(k))
            and is_first_name(before.text, self._pack.code)
        )

    def _may_be_surname(self, k: int) -> bool:
        """ "Alex White", not "Jordan Foreign Minister"."""
        w = self._tokens[k].word
        return w is not None and "surname_adjective" in w.classes

    def _adjectives(self) -> None:
        """Surnames that are adjectives, alone («отметил Лебедянский»): of somebody known, no noun behind."""
        for k, t in enumerate(self._tokens):
            w = t.word
            if (
                not t.cap
                or w is None
                or k in self._at
                or not w.pos & Pos.ADJ
                or w.pos & (Pos.NOUN | Pos.NAME)
            ):
                continue
            nxt = self._tokens[k + 1].word if k + 1 < len(self._tokens) else None
            if (
                w.lower[:STEM] in self._by_stem
                and not self._name_like(k)
                and not (nxt and nxt.pos & Pos.NOUN)
            ):
                self._match(k, k + 1)

    def _christened(self, k: int) -> bool:
        """A first name that is another word too, in front of a surname ("Christian Pardo", "Bill Ames")."""
        nxt = self._tokens[k + 1] if k + 1 < len(self._tokens) else None
        if (
            nxt is None
            or nxt.word is None
            or not nxt.cap
            or not is_first_name(self._tokens[k].text, self._pack.code)
        ):
            return False
        common = nxt.word.classes & (_NOT_A_NAME | _BEFORE_NAME | {"demonym_place", "time_word"})
        return not common and k + 1 not in self._taken and not nxt.text.isupper()

    def _behind_first_name(self, k: int) -> bool:
        """ "John Chambers", and "Chambers" later: a surname that is a common noun's plural."""
        t, before = self._tokens[k], self._tokens[k - 1] if k else None
        if t.text in self._odd:
            return True
        if before is None or before.word is None or not before.cap or not self._adjacent(k):
            return False
        ends = k + 1 >= len(self._tokens) or not self._tokens[k + 1].cap
        plural = t.word is not None and t.word.numbers == PLURAL and not t.text.isupper()
        named = is_first_name(before.text, self._pack.code) and "demonym_place" not in before.word.classes
        if ends and plural and named:
            self._odd.add(t.text)
        return t.text in self._odd

    def _is_full_name(self, first: int, last: int) -> bool:
        words = [t for t in self._tokens[first:last] if t.word is not None]
        if not 2 <= len(words) <= 4:
            return False
        if not self._pack.cased:
            before = self._tokens[first - 1].word if first else None
            if self._body_goes_on(last) or self._of_body(first):
                return False  # "North | Boone Education | Association"
            if (
                not is_first_name(words[0].text, self._pack.code)
                and not self._introduced(first)
                and self._ordinary(words)
            ):
                return False
            return (
                not (before is not None and before.lower == "the")
                and not words[-1].text.endswith(("’s", "'s"))
            ) or len(words) == 2
        if len(words[0].text) == 1:
            return True
        if self._in_marks(first, last) and not is_first_name(words[0].text, self._pack.code):
            return False  # «Паромы Низовья» is no person's name
        if is_first_name(words[0].text, self._pack.code) or self._introduced(first):
            return True
        return all(t.word is not None and t.word.pos & Pos.NAME for t in words) or self._of_role(first)

    def _body_goes_on(self, last: int) -> bool:
        """True where a body's noun follows at once, written large as they are."""
        t = self._tokens[last] if last < len(self._tokens) else None
        if t is None or t.word is None or not t.cap or not self._adjacent(last):
            return False
        return "org_noun" in t.word.classes and not self._name_like(last)

    def _of_body(self, first: int) -> bool:
        """ "The Association of | Lake Fishermen": a body's name goes on, unless a first name follows."""
        body = self._tokens[first - 2] if first > 1 else None
        if body is None or body.word is None or not body.cap or "org_noun" not in body.word.classes:
            return False
        joint = word_classes(self._tokens[first - 1].word)
        return "role_preposition" in joint and not is_first_name(self._tokens[first].text, self._pack.code)

    def _in_marks(self, first: int, last: int) -> bool:
        """True where quotation marks stand close around the words."""
        tokens = self._tokens
        return (
            first > 0
            and last < len(tokens)
            and tokens[first - 1].text in '«“„"'
            and (tokens[last].text in '»”“"')
        )

    def _ordinary(self, words: list[Token]) -> bool:
        """True for capitals over words that the language uses ("Mental Coverage", "Secret Service")."""
        known = [
            bool(
                t.word is not None
                and (t.word.classes or t.word.pos & ~(Pos.NOUN | Pos.NAME | Pos.POSSESSIVE | Pos.THIRD))
            )
            for t in words
        ]
        last = words[-1].word
        return (
            known[0]
            or all(known)
            or (
                last is not None
                and bool(last.classes & {"time_word", "noun_plain", "media_word", "company_word"})
            )
        )

    def _of_role(self, first: int) -> bool:
        """True where the phrase that the name ends was opened by a role («представитель Еврокомиссии …»)."""
        for k in range(first - 1, max(-1, first - 14), -1):
            w = self._tokens[k].word
            if k + 1 in self.breaks:
                return False
            if w is None:
                if self._tokens[k].text in '-«»"“”„()':
                    continue
                return False
            if w.pos & Pos.VERB and not w.pos & (Pos.NOUN | Pos.ADJ):
                return False
            if w.classes & _BEFORE_NAME:
                return True
        return False

    def _introduced(self, k: int) -> bool:
        """True where a title or role stands before the name («премьер-министр …», "Sen. …")."""
        if k in self.breaks:
            return False  # «Фото: пресс-служба», and a paragraph begins
        first = k
        while k > 1 and self._pack.cased and self._tokens[k - 1].text in self.particles:
            k -= 1
        if k < first:
            return self._of_role(k)  # «глава Єврокомісії | фон дер | Лось»
        j = k - 1
        if (
            j >= 0
            and self._tokens[j].text == "."
            and (not self._pack.cased or len(self._tokens[j - 1].text) < 5)
        ):
            j -= 1
        before = self._tokens[j].word if j >= 0 else None
        if before is None:
            return False
        common = self._pack.cased and k - j == 1 and self._common(j)
        if (common or before.classes & _BEFORE_NAME) and k - j <= 2:
            w = self._tokens[k].word
            return not self._pack.cased or w is None or bool(w.cases & before.cases) or not w.cases
        return False

    def _words(self, first: int, last: int) -> tuple[str, ...]:
        found = []
        for t in self._tokens[first:last]:
            if t.word is not None:
                w = t.word.lower
                found.append(w[:-2] if w.endswith("'s") else w)
        return tuple(found)

    def _alike(self, word: str) -> list[Person]:
        """Those whom the word can name, in the order of the text: a stem is told by its first letters."""
        found = self._by_stem.get(word[:STEM])
        return sorted(found, key=lambda p: p.place) if found else []

    def _index(self, person: Person) -> None:
        for part in person.parts:
            self._by_stem.setdefault(part[:STEM], {})[person] = None

    def _add(self, first: int, last: int) -> None:
        words = self._words(first, last)
        if len(words) > 2 and self._of_another(first, words):
            self._add(first + 1, last)
            return
        for p in self._alike(words[-1]):
            if len(p.parts) > 1 and p.answers(words):
                if len(words) > len(p.parts):
                    p.parts = words
                    p.spans.insert(0, (first, last))
                    self._index(p)
                self._note(p, first, last)
                return
        person = Person(words, place=len(self.everyone))
        self.everyone.append(person)
        self._index(person)
        self._note(person, first, last)

    def _of_another(self, first: int, words: tuple[str, ...]) -> bool:
        """«Адвокат Биби Саиф уль-Малук»: the first word is somebody else's surname, the name begins behind
        it."""
        before = self._tokens[first - 1].word if first else None
        return (
            before is not None
            and "of_person" in before.classes
            and any(same_stem(words[0], p.surname) for p in self.everyone)
        )

    def _note(self, person: Person, first: int, last: int) -> None:
        person.spans.append((first, last))
        if not self._pack.cased:
            person.gender = person.gender or titled_gender(self._tokens, first)
        insort(person.starts, first)
        self._at[first] = (last, person)
        self._in_order = None
        self._roles(person, first)
        self._apposed_roles(person, last)

    def _roles(self, person: Person, first: int) -> None:
        """Roles said of a person right before the name; of a spokesman's principal none is theirs."""
        found: set[str] = set()
        for k in range(first - 1, max(-1, first - 12), -1):
            w = self._tokens[k].word
            if k + 1 in self.breaks:
                break
            if w is None:
                if self._tokens[k].text == "," and (self._lists(k) or self._set_off(first, k)):
                    continue
                stop = self._tokens[k].text == "." and k and len(self._tokens[k - 1].text) > 3
                if self._tokens[k].text in '-–—.«»"' and not stop:
                    continue
                break
            if w.pos & Pos.VERB and not w.pos & (Pos.NOUN | Pos.ADJ):
                break
            if w.classes & _BEFORE_NAME and not self._somebodys(w, first):
                if k == first - 1 and self._stays(person, first, w):
                    break  # «представитель Мэй», who was called the premier before
                if self._pack.cased and w.classes & {"spokes_noun"}:
                    found.clear()  # «пресс-секретарь | президента Пётр Лось»
                found.update(w.lemmas)
                found.update(part for lemma in w.lemmas for part in lemma.split("-"))
                found.update(self._short(k, w))
        person.roles |= found

    def _short(self, k: int, role: Word) -> set[str]:
        """«Генеральный секретарь»: how «генсек», «генпрокурор» begin, three letters of each word."""
        before = self._tokens[k - 1].word if k else None
        if before is None or "chief_adjective" not in before.classes:
            return set()
        return {before.lower[:3] + lemma[:3] for lemma in role.lemmas}

    def _stays(self, person: Person, first: int, role: Word) -> bool:
        """True where a surname that does not decline follows a word for somebody's own («представитель»), and
        its bearer has an office already."""
        name = self._tokens[first].word
        if not self._pack.cased or "of_person" not in role.classes or name is None or not person.roles:
            return False
        both = Case.NOM | Case.GEN
        alone = self._at[first][0] == first + 1 and len(person.parts) > 1
        stands = not name.cases or name.cases & both == both
        return alone and stands and not person.roles & set(role.lemmas)

    def _lists(self, k: int) -> bool:
        """«Министр связи | , | торговли и печати Иван Лесков»: a comma inside what a role is for."""
        near = [self._tokens[j] for j in (k - 1, k + 1) if 0 <= j < len(self._tokens)]
        return self._pack.cased and all(
            t.word is not None
            and not t.cap
            and t.word.pos & (Pos.NOUN | Pos.ADJ)
            and t.word.cases & Case.GEN
            and not t.word.classes & _BEFORE_NAME
            for t in near
        )

    def _set_off(self, first: int, k: int) -> bool:
        """ "The country's foreign minister, | Ann Lake, plays …": a name in commas right behind its role."""
        last = self._at[first][0]
        closed = last < len(self._tokens) and self._tokens[last].text == ","
        w = self._tokens[k - 1].word if k else None
        role = w is not None and bool(w.classes & {"role_noun", "spokes_noun"})
        return not self._pack.cased and k == first - 1 and closed and role

    def _somebodys(self, role: Word, first: int) -> bool:
        """«Муж | Анны Лесковой»: the name is in another case, it says whose husband, not who he is."""
        if not self._pack.cased or "of_person" not in role.classes:
            return False
        if role.cases & (Case.NOM | Case.GEN) != Case.NOM:
            return False  # «со слов мужа Анны Лесковой» can be either
        name = self._tokens[first].word
        if name is not None and name.cases and not name.cases & role.cases:
            return True
        return self.oblique(first, first + 1)

    def oblique(self, first: int, last: int) -> bool:
        """True where a name stands in a form that is not its nominative: «Анны Лесковой»."""
        words = " ".join(t.text for t in self._tokens[first:last] if t.word is not None)
        return nominative(words, self._pack.code, SourceKind.PERSON) != words

    def _apposed_roles(self, person: Person, last: int) -> None:
        """Roles said behind a name: «Стейнар Мадсен, медицинский директор агентства»."""
        if last >= len(self._tokens) or self._tokens[last].text != ",":
            return
        for t in self._tokens[last + 1 : last + 5]:
            if t.word is None or (
                t.word.pos & (Pos.VERB | Pos.SUBORD | Pos.CONJ) and not t.word.pos & Pos.NOUN
            ):
                return
            engineer = not self._pack.cased and t.word.animate and not t.cap
            if t.word.classes & _BEFORE_NAME or engineer:
                person.roles.update(t.word.lemmas)
                person.roles.update(part for lemma in t.word.lemmas for part in lemma.split("-"))
                return

    def _match(self, first: int, last: int) -> bool:
        words = self._words(first, last)
        found = [p for p in self._alike(words[-1]) if p.answers(words)]
        if not self._pack.cased:
            found = [p for p in found if any(spelt(words[-1], part) for part in p.parts)]
        if not found:
            return False
        if len(words) == 1 and not self._pack.cased:
            titled = titled_gender(self._tokens, first)
            self._note(meant(found, words[0], titled, self._pack.code), first, last)
        else:
            self._note(max(found, key=lambda p: p.nearness(first)), first, last)
        return True

    def _match_within(self, first: int, last: int) -> None:
        """Known names inside a longer run («Скандал Трамп» in a headline, «Clinton’s van»)."""
        k = first
        while k < last:
            for end in range(min(last, k + 3), k, -1):
                if self._tokens[end - 1].word is not None and self._match(k, end):
                    k = end - 1
                    break
            k += 1

    def _single(self, first: int, last: int) -> None:
        """A surname that is never given in full: behind a role, or a name by the dictionary."""
        words = [t for t in self._tokens[first:last] if t.word is not None]
        if len(words) != 1 or first in self._titled:
            return
        w = words[0].word
        assert w is not None
        if (known := self._by_first_name(first)) is not None:
            self._note(known, first, last)
            return
        particle = self._pack.cased and first > 0 and self._tokens[first - 1].text in self.particles
        other = w.known and w.cases == Case.GEN and self._pack.cased and not particle
        if not other and self._introduced(first):
            self._add(first, last)
            word = self._words(first, last)[0]
            for start, end in self._lone.get(word[:STEM], ()):
                if start not in self._at and same_stem(self._words(start, end)[0], word):
                    self._add_alias(first, start, end)

    def _by_first_name(self, k: int) -> Person | None:
        """«Отметила Даша»: a first name alone, which only one of those named in full has."""
        t = self._tokens[k]
        if len(t.text) < 4 or t.word is None or t.word.pos & Pos.PLACE:
            return None
        if not is_first_name(t.text, self._pack.code):
            return None
        name = t.word.lower
        own = [p for p in self._alike(name) if len(p.parts) > 1 and same_stem(p.parts[0], name)]
        return own[0] if len(own) == 1 else None

    def _add_alias(self, known: int, first: int, last: int) -> None:
        self._note(self._at[known][1], first, last)
