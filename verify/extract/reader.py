"""Finding the mentions of a sentence: pronouns, names, noun phrases, with what they are."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from verify.extract import case_phrases, order_phrases
from verify.extract.classify import classify
from verify.extract.mentions import Mention
from verify.extract.order_names import companies
from verify.extract.outlets import initials
from verify.extract.phrase_parts import SELECTING
from verify.languages.words import FEMN, PLURAL, SINGULAR, Case, Pos
from verify.model import SourceKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from verify.extract.people import People
    from verify.extract.tokens import Token
    from verify.languages import Pack
    from verify.languages.register import Outlet, Register
    from verify.languages.words import Word

_NP = Pos.NOUN | Pos.ADJ | Pos.NUM | Pos.DET | Pos.NAME
_BLOCK = Pos.PREP | Pos.CONJ | Pos.SUBORD | Pos.ADV | Pos.INF | Pos.GERUND | Pos.AUX
LONGEST = 24
"""Tokens of a noun phrase, complements included."""


@dataclass(slots=True)
class Reader:
    """Finds mentions in an article's tokens. One a text: outlet names and people are found once, up front."""

    tokens: list[Token]
    pack: Pack
    register: Register
    people: People
    outlets: dict[int, tuple[int, Outlet, bool]] = field(default_factory=dict)
    asking: bool = False  # whose a document is
    particles: frozenset[str] = field(init=False)  # «фон», «дер»
    _initials: dict[str, tuple[int, int]] | None = None
    _companies: frozenset[str] | None = None

    def __post_init__(self) -> None:
        self.particles = self.people.particles if self.pack.cased else frozenset()

    @property
    def initials(self) -> dict[str, tuple[int, int]]:
        if self._initials is None:
            self._initials = {} if self.pack.cased else initials(self.tokens)
        return self._initials

    @property
    def companies(self) -> frozenset[str]:
        if self._companies is None:
            self._companies = companies(self.tokens)
        return self._companies

    def mentions(self, first: int, last: int) -> list[Mention]:
        """Mentions in tokens [first, last), left to right, not nested."""
        return list(self.each(first, last))

    def each(self, first: int, last: int) -> Iterator[Mention]:
        """The same, found one by one."""
        i = first
        while i < last:
            mention = self._at(i, last, first)
            if mention is None:
                i += 1
                continue
            mention.preposition = self._preposition(first, mention)
            i = max(mention.last, i + 1)
            yield mention

    def common_at_start(self, k: int) -> bool:
        """True for a dictionary's common noun whose capital only opens a sentence."""
        w = self.tokens[k].word
        inside = k and self.tokens[k - 1].word is not None and k not in self.people.breaks
        if inside or w is None or not w.known or self.people.starts(k):
            return False
        named = w.classes & {"demonym_place", "known_body"}
        if not self.pack.cased and (named or (k and self.tokens[k - 1].text in ",;")):
            return False  # "Russia said"; "On Friday, | Israel said": no sentence opens there
        if (
            k
            and self.tokens[k - 1].text in '«“„"'
            and self.tokens[k].level
            and not self._opens_sentence(k - 1)
        ):
            return False
        text = self.tokens[k].text
        return (
            bool(w.pos & (Pos.NOUN | Pos.ADJ))
            and not w.pos & (Pos.PLACE | Pos.NAME)
            and not (text.isupper() and len(text) > 1)
        )

    def _opens_sentence(self, k: int) -> bool:
        return k == 0 or k in self.people.breaks or self.tokens[k - 1].text in ".!?…:"

    def _preposition(self, first: int, m: Mention) -> str:
        k = m.first - 1
        while k >= first and self.tokens[k].text in '«“„"':
            k -= 1
        itself = self.tokens[k].word if k >= first and self.pack.cased else None
        points = itself is not None and "pointing_word" in itself.classes and not m.cases & Case.NOM
        agrees = (
            itself is not None
            and itself.cases & m.cases
            and (m.genders != FEMN or itself.genders & FEMN)  # «об этом | газете сообщили»
            and not self.tokens[m.head].cap
        )
        if itself is not None and ("self_word" in itself.classes or (points and agrees)):
            k -= 1  # «в | самом | ведомстве», «по | этому | поводу»
        word = self.tokens[k].word if k >= first else None
        if word is None or not word.pos & Pos.PREP or word.pos & Pos.NOUN:
            return ""
        somebody = word.pos & Pos.ADV and self.pack.cased and self.people.starts(m.name[0]) is not None
        if somebody and not self.people.oblique(*m.name):
            return ""
        if word.pos & Pos.ADV and self.pack.cased and m.cases and not m.cases & Case.GEN:
            return ""  # «Накануне | портал написал»: an adverb, unless the genitive follows
        return word.lower

    def _at(self, i: int, last: int, start: int) -> Mention | None:
        t = self.tokens[i]
        if t.word is None:
            if t.text in "«“„\"'‘" and i + 1 < last and self.tokens[i + 1].cap:
                return self._phrase(i, last, start)
            return None
        w = t.word
        if "self_word" in w.classes and self.pack.cased and not t.cap:
            return None  # «в самой | компании»
        if t.cap and len(t.text) == 1 and self.people.initial(i):
            return self._phrase(i, last, start)
        if not t.cap and t.text in self.particles and (named := self._behind_particle(i, last, start)):
            return named
        if w.pos & (Pos.PRON | Pos.DET) and (pronoun := self._pronoun(i, w, last)) is not None:
            return pronoun
        if i in self.outlets or t.cap:
            dated = "month_word" in w.classes and i + 1 < last and self.tokens[i + 1].text.isdigit()
            if (
                t.cap
                and not dated
                and i not in self.outlets
                and self.people.starts(i) is None
                and w.pos & _BLOCK
                and not w.pos & (Pos.NOUN | Pos.NAME | Pos.ADJ)
            ):
                return None
            return self._phrase(i, last, start)
        if w.pos & _BLOCK and not w.pos & (Pos.NOUN | Pos.ADJ):
            return None
        if "near_word" in w.classes and order_phrases.before_preposition(self, i):
            return None
        if w.pos & _NP or not w.pos or w.classes & SELECTING:
            return self._phrase(i, last, start)
        return None

    def _behind_particle(self, i: int, last: int, start: int) -> Mention | None:
        """«(За словами) | фон дер | Ляєн»: a surname alone whose particle is written small."""
        k = i + 1
        while k < last and k < i + 3 and self.tokens[k].text in self.particles:
            k += 1
        if k >= last or not self.tokens[k].cap or self.people.starts(k) is None:
            return None
        w = self.tokens[i].word
        if w is not None and w.pos & (Pos.SUBORD | Pos.PREP):
            return None  # «місто, де Лось живе»
        m = self._at(k, last, start)
        if m is not None and m.first == k and m.kind is SourceKind.PERSON:
            m.first = i
        return m

    def _pronoun(self, i: int, w: Word, last: int) -> Mention | None:
        if "his" in w.classes and not self.pack.cased and self._owns(i, last):
            return None
        for name in ("he", "she", "they", "it"):
            if name in w.classes:
                cases = w.cases if self.pack.cased else Case.ANY
                numbers = PLURAL if name == "they" else SINGULAR
                kind = SourceKind.COLLECTIVE if name in ("they", "it") else SourceKind.PERSON
                return Mention(
                    i, i + 1, i, kind, (i, i + 1), reference=name,
                    cases=cases, numbers=numbers, genders=w.genders or 7, classes=w.classes,
                )  # fmt: skip
        return None

    def _owns(self, i: int, last: int) -> bool:
        """True for "her campaign": the possessive opens a phrase; alone ("told her that") it is somebody."""
        w = self.tokens[i + 1].word if i + 1 < last else None
        return (
            w is not None
            and bool(w.pos & (Pos.NOUN | Pos.ADJ | Pos.NUM) or w.lower[0].isdigit())
            and not w.pos & (Pos.PREP | Pos.SUBORD | Pos.PRON | Pos.DET | Pos.AUX)
        )

    def _phrase(self, i: int, last: int, start: int) -> Mention | None:
        reach = min(last, i + LONGEST)
        end, head = (case_phrases if self.pack.cased else order_phrases).extent(self, i, reach, start)
        if head < 0:
            return None
        return classify(self, i, end, head)
