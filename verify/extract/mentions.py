"""Mentions: the noun phrases of a sentence that can name a source, with what they are.

A mention is proposed widely (any noun phrase); whether it is a cue's source is chosen later by score.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from verify.extract.order_phrases import extent, word_classes
from verify.languages.register import Outlet
from verify.languages.words import PLURAL, SINGULAR, Case, Pos
from verify.model import SourceKind

if TYPE_CHECKING:
    from verify.extract.people import People
    from verify.extract.tokens import Token
    from verify.languages import Pack
    from verify.languages.register import Register

_NP = Pos.NOUN | Pos.ADJ | Pos.NUM | Pos.DET | Pos.NAME
_BLOCK = Pos.PREP | Pos.CONJ | Pos.SUBORD | Pos.ADV | Pos.INF | Pos.GERUND | Pos.AUX
LONGEST = 24
"""Tokens of a noun phrase, complements included."""


@dataclass(slots=True)
class Mention:
    """Tokens [first, last). `name`: token range of the proper name in it. `reference`: what must be resolved
    ("he", "she", "they", "outlet", "role", "org"); `via`: the medium named inside («источники Reuters»)."""

    first: int
    last: int
    head: int
    kind: SourceKind
    name: tuple[int, int]
    outlet: Outlet | None = None
    via: Mention | None = None
    reference: str = ""
    preposition: str = ""
    cases: int = Case.ANY
    numbers: int = SINGULAR
    genders: int = 7
    classes: frozenset[str] = frozenset()
    roles: tuple[str, ...] = ()
    of: tuple[int, int] | None = None  # the complement: «представитель | госдепа»


@dataclass(slots=True)
class Reader:
    """Finds mentions in an article's tokens. One a text: outlet names and people are found once, up front."""

    tokens: list[Token]
    pack: Pack
    register: Register
    people: People
    outlets: dict[int, tuple[int, Outlet, bool]] = field(default_factory=dict)
    _initials: dict[str, tuple[int, int]] | None = None

    @property
    def initials(self) -> dict[str, tuple[int, int]]:
        if self._initials is None:
            self._initials = {} if self.pack.cased else initials(self.tokens)
        return self._initials

    def mentions(self, first: int, last: int) -> list[Mention]:
        """Mentions in tokens [first, last), left to right, not nested."""
        found: list[Mention] = []
        i = first
        while i < last:
            mention = self._at(i, last, first)
            if mention is None:
                i += 1
                continue
            mention.preposition = self._preposition(first, mention.first)
            found.append(mention)
            i = max(mention.last, i + 1)
        return found

    def common_at_start(self, k: int) -> bool:
        """True for a dictionary's common noun whose capital only opens a sentence."""
        w = self.tokens[k].word
        if (k and self.tokens[k - 1].word is not None) or w is None or not w.known or self.people.starts(k):
            return False
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
        return k == 0 or self.tokens[k - 1].text in ".!?…:"

    def _preposition(self, first: int, i: int) -> str:
        k = i - 1
        while k >= first and self.tokens[k].text in '«“„"':
            k -= 1
        word = self.tokens[k].word if k >= first else None
        return word.lower if word is not None and word.pos & Pos.PREP and not word.pos & Pos.NOUN else ""

    def _at(self, i: int, last: int, start: int) -> Mention | None:
        t = self.tokens[i]
        if t.word is None:
            if t.text in "«“„\"'‘" and i + 1 < last and self.tokens[i + 1].cap:
                return self._phrase(i, last, start)
            return None
        w = t.word
        if self.people.initial(i):
            return self._phrase(i, last, start)
        pronoun = self._pronoun(i)
        if pronoun is not None:
            return pronoun
        if i in self.outlets or t.cap:
            if (
                t.cap
                and i not in self.outlets
                and w.pos & _BLOCK
                and not w.pos & (Pos.NOUN | Pos.NAME | Pos.ADJ)
            ):
                return None
            return self._phrase(i, last, start)
        if w.pos & _BLOCK and not w.pos & (Pos.NOUN | Pos.ADJ):
            return None
        if w.pos & _NP or not w.pos or w.classes & _SELECTING:
            return self._phrase(i, last, start)
        return None

    def _pronoun(self, i: int) -> Mention | None:
        w = self.tokens[i].word
        assert w is not None
        for name in ("he", "she", "they", "it"):
            if name in w.classes and w.pos & (Pos.PRON | Pos.DET):
                cases = w.cases if self.pack.cased else Case.ANY
                numbers = PLURAL if name == "they" else SINGULAR
                kind = SourceKind.COLLECTIVE if name in ("they", "it") else SourceKind.PERSON
                return Mention(
                    i, i + 1, i, kind, (i, i + 1), reference=name,
                    cases=cases, numbers=numbers, genders=w.genders or 7, classes=w.classes,
                )  # fmt: skip
        return None

    # -- noun phrases

    def _phrase(self, i: int, last: int, start: int) -> Mention | None:
        reach = min(last, i + LONGEST)
        end, head = self._extent(i, reach, start) if self.pack.cased else extent(self, i, reach, start)
        if head < 0:
            return None
        return self._classify(i, end, head)

    def _extent(self, i: int, last: int, start: int) -> tuple[int, int]:
        """End of the phrase that begins at i, and its head noun (-1: there is none)."""
        head = -1
        k = i
        while k < last:
            step = self._outlet_end(k)
            if step:
                head = head if head >= 0 else k
                k = step
                continue
            t = self.tokens[k]
            if t.word is None:
                step = self._quoted_name(k, last)
                if step:
                    head = head if head >= 0 else k + 1
                    k = step
                    continue
                if head >= 0 and self._skips(k, last):
                    k += self._skips(k, last)
                    continue
                break
            if self._joins_adjectives(k, head):
                k += 1
                continue
            if self._one_of(k, i, head):
                k += 1
                continue
            if self.people.initial(k):
                head = head if head >= 0 else k
                k += 1
                continue
            if not self._continues(k, i, head, start):
                step = self._complement(k, last, head, i) if head >= 0 else 0
                if not step:
                    break
                k = step
                continue
            if (
                head < 0
                and (t.word.pos & Pos.NOUN or t.cap or not t.word.pos & _NP or t.word.classes & _RELATIONAL)
                and not self._modifier(k, last)
            ) or (
                not self.pack.cased and not t.cap and t.word.pos & Pos.NOUN and self._plain_so_far(head, k)
            ):
                head = k
            k += 1
        if head < 0 and k > i:
            quantity = next((t for t in reversed(self.tokens[i:k]) if t.word is not None), None)
            if quantity is not None and word_classes(quantity.word) & _SELECTING:
                head = quantity.index
        return k, head

    def _one_of(self, k: int, first: int, head: int) -> bool:
        """«Один | из | докладчиков»: what selects, and the group it selects from, are one phrase."""
        if head >= 0 or k == first:
            return False
        w, before = self.tokens[k].word, self.tokens[k - 1].word
        return (
            w is not None
            and before is not None
            and "of_preposition" in w.classes
            and "quantifier" in before.classes
        )

    def _joins_adjectives(self, k: int, head: int) -> bool:
        """«румынские и польские СМИ»: one phrase."""
        if head >= 0 or k + 1 >= len(self.tokens) or not k:
            return False
        before, w, after = self.tokens[k - 1].word, self.tokens[k].word, self.tokens[k + 1].word
        if before is None or w is None or after is None or not w.pos & Pos.CONJ or w.pos & Pos.SUBORD:
            return False
        return bool(before.pos & Pos.ADJ and after.pos & Pos.ADJ and before.cases & after.cases)

    def _plain_so_far(self, head: int, k: int) -> bool:
        """In English the head is the last noun before a preposition; names after it are apposed."""
        between = self.tokens[head + 1 : k]
        return all(t.word is not None and not t.word.pos & Pos.PREP for t in between)

    def _modifier(self, k: int, last: int) -> bool:
        """True where the word at k stands before a noun that it qualifies («американские | чиновники»)."""
        w = self.tokens[k].word
        if w is None or not w.pos & (Pos.ADJ | Pos.DET | Pos.NUM) or k + 1 >= last:
            return False
        if self.pack.cased and w.classes & _RELATIONAL:
            return False  # «уполномоченных компании»: a noun by use
        nxt = self.tokens[k + 1]
        return nxt.word is not None and bool(nxt.word.pos & (Pos.NOUN | Pos.ADJ | Pos.NAME) or nxt.cap)

    def _outlet_end(self, k: int) -> int:
        found = self.outlets.get(k)
        if not found:
            return 0
        end, _, ambiguous = found
        if ambiguous and not self._generic_before(k) and not self._in_marks(k, end):
            return 0
        return end

    def _generic_before(self, k: int) -> bool:
        w = self.tokens[k - 1].word if k else None
        return w is not None and "outlet_noun" in w.classes

    def _in_marks(self, k: int, end: int) -> bool:
        return (
            k > 0
            and self.tokens[k - 1].text in "«“„\"'"
            and end < len(self.tokens)
            and self.tokens[end].text in "»”“\"'"
        )

    def _quoted_name(self, k: int, last: int) -> int:
        """End of a short name in marks that opens at k («Нафтогаз»), else 0."""
        if self.tokens[k].text not in "«“„\"'‘" or k + 1 >= last:
            return 0
        if (
            k + 1 in self.outlets
            and (end := self.outlets[k + 1][0]) < len(self.tokens)
            and self.tokens[end].text in "»”“\"'’"
        ):
            return end + 1
        if not self.tokens[k + 1].cap:
            return 0
        for j in range(k + 2, min(k + 9, len(self.tokens))):
            t = self.tokens[j]
            if t.text in "»”“\"'’":
                return j + 1
            if t.word is None and t.text not in "-–—.„“&":
                return 0
            if (
                t.word is not None
                and t.word.pos & Pos.VERB
                and not t.cap
                and not t.word.pos & (Pos.NOUN | Pos.ADJ)
            ):
                return 0
        return 0

    def _skips(self, k: int, last: int) -> int:
        """Tokens to pass over: initials' stops, an abbreviation in brackets after a name, an ampersand."""
        t = self.tokens[k]
        if t.text == "." and k and self.tokens[k - 1].cap and k + 1 < last and self.tokens[k + 1].cap:
            before = self.tokens[k - 1]
            short = before.word is not None and (len(before.text) <= 2 or "title_noun" in before.word.classes)
            return 1 if short and before.end == t.start else 0
        if t.text == "(":
            for j in range(k + 1, min(k + 7, last)):
                if self.tokens[j].text == ")":
                    return j + 1 - k if j + 1 < last else 0
            return 0
        return 1 if t.text in "&/" and k + 1 < last and self.tokens[k + 1].cap else 0

    def _continues(self, k: int, first: int, head: int, start: int) -> bool:
        """True where the word at k belongs to the phrase so far."""
        t = self.tokens[k]
        w = t.word
        assert w is not None
        if t.level != self.tokens[first].level and not (
            t.level > 0 and self.tokens[first].level == 0 and t.cap
        ):
            return False
        if t.cap and k > start and not (head >= 0 and self._after_time(k, head)):
            if self._stranger(k, head):
                return False
            return not (
                w.pos & (Pos.PREP | Pos.CONJ | Pos.SUBORD | Pos.PRON) and not w.pos & (Pos.NOUN | Pos.NAME)
            )
        if w.pos & _BLOCK and not (
            w.pos & (Pos.NOUN | Pos.ADJ) and not w.pos & (Pos.CONJ | Pos.PREP | Pos.SUBORD)
        ):
            return bool(w.classes & _SELECTING) and head < 0
        if w.pos & Pos.PRON and not w.pos & (Pos.ADJ | Pos.DET):
            return False
        if w.pos & Pos.VERB:
            if not w.pos & (Pos.NOUN | Pos.ADJ):
                return False
            if not self.pack.cased and not self._noun_by_place(k, first):
                return False
            if self.pack.cased and head >= 0:
                return False
        if w.pos & Pos.SHORT and not w.pos & (Pos.NOUN | Pos.ADJ):
            return False
        if head < 0:
            return True
        if self._after_time(k, head):
            return "time_noun" in w.classes
        if self.pack.cased:
            if w.pos & Pos.NUM and not w.pos & (Pos.NOUN | Pos.ADJ):
                return False
            agrees = w.cases & Case.GEN or (t.cap and w.pos & Pos.NAME) or not w.pos & _NP
            return bool(agrees) or bool(self._apposed(k, head))
        return True

    def _after_time(self, k: int, head: int) -> bool:
        """«Во вторник | Ryanair»: a day's phrase takes nothing but a month or a year."""
        h = self.tokens[head].word
        return h is not None and "time_noun" in h.classes

    def _stranger(self, k: int, head: int) -> bool:
        """A name in the nominative behind a noun in another case: «в заявлении об уходе | Дэвис написал»."""
        if not self.pack.cased or head < 0:
            return False
        w, h = self.tokens[k].word, self.tokens[head].word
        if w is None or h is None or not w.cases or not w.pos & Pos.NAME or not h.cases:
            return False
        return not w.cases & (Case.GEN | h.cases) and bool(w.cases & Case.NOM)

    def _apposed(self, k: int, head: int) -> bool:
        """A name in its head's case: «министр Климкин», «издание Focus»."""
        t, h = self.tokens[k], self.tokens[head]
        if t.word is None or h.word is None:
            return False
        return t.cap and bool(t.word.cases & h.word.cases)

    def _noun_by_place(self, k: int, first: int) -> bool:
        """A form that is verb and noun («report», «claims») is a noun right after a determiner or
        possessive.
        """
        if k == first:
            return False
        before = self.tokens[k - 1]
        w = before.word
        return w is not None and (
            (bool(w.pos & (Pos.DET | Pos.ADJ)) and not w.pos & Pos.PRON)
            or before.text.endswith(("’s", "'s", "’", "s'"))
        )

    def _complement(self, k: int, last: int, head: int, first: int) -> int:
        """End of a prepositional complement that belongs to a role or a source («министр по делам …»,
        «источники в правительстве», "president of …"), else 0."""
        h, w = self.tokens[head].word, self.tokens[k].word
        if h is None or w is None or not w.pos & Pos.PREP or w.pos & Pos.NOUN:
            return 0
        if self.pack.cased:
            told = h.classes & _TOLD and "from_preposition" in w.classes  # «в заявлении от партии»
            if not told and (
                not (h.classes & _RELATIONAL or (h.animate and not self.tokens[head].cap))
                or "role_preposition" not in w.classes
            ):
                return 0
            after = self.tokens[k + 1].word if k + 1 < last else None
            if after is not None and after.classes & _ASIDE:
                return 0  # «президент в интервью …»: where it was said, not who
        elif w.lower not in ("of", "for") or not h.classes & (
            _RELATIONAL | {"org_noun", "group_noun", "doc_noun"}
        ):
            return 0
        j = k + 1
        words = 0
        named = -1
        while j < last and words < 15:
            t = self.tokens[j]
            if t.text == "(" and self._skips(j, last):
                j += self._skips(j, last)
                continue
            step = self._outlet_end(j) or (self._quoted_name(j, last) if t.word is None else 0)
            if step:
                j = step
                words += 1
                continue
            if t.word is None or (
                t.word.pos & (Pos.VERB | Pos.GERUND | Pos.SUBORD | Pos.SHORT)
                and not t.cap
                and not t.word.pos & (Pos.NOUN | Pos.ADJ)
            ):
                break
            if t.word.classes & _SPEAKING and not t.cap:
                break
            if t.word.pos & Pos.PRON and not t.word.pos & Pos.ADJ:
                break
            if t.cap and self.people.starts(j):
                named = j
                break
            if not self.pack.cased and t.word.pos & (Pos.PREP | Pos.ADV):
                break
            j += 1
            words += 1
        if named >= 0:
            return named
        if self.pack.cased and not h.classes & {"anon_noun"}:
            near = 4 if not h.classes & {"spokes_noun"} else 3
            if words > near:
                return 0
        return j if words else 0

    # -- what it is

    def _classify(self, first: int, last: int, head: int) -> Mention | None:
        from verify.extract.classify import classify

        return classify(self, first, last, head)


_TOLD = frozenset({"statement_noun", "doc_noun"})
_ASIDE = frozenset({"interview_noun", "platform", "time_noun", "statement_noun"})
_SELECTING = frozenset({"quantifier", "group_noun"})
_SPEAKING = frozenset({"speak_say", "speak_publish", "speak_passive"})
_RELATIONAL = frozenset({"role_noun", "spokes_noun", "anon_noun"})


def outlet_index(tokens: Sequence[Token], register: Register) -> dict[int, tuple[int, Outlet, bool]]:
    """Token index where an outlet's name begins -> (end, outlet, ambiguous)."""
    parts: list[str] = []
    owner: list[int] = []
    for t in tokens:
        if t.word is not None and ("-" in t.text or "'" in t.text or "’" in t.text or "ʼ" in t.text):
            for piece in _split(t.text):
                parts.append(piece)
                owner.append(t.index)
        else:
            parts.append(t.text)
            owner.append(t.index)
    owner.append(len(tokens))
    latin = sum(t.text[0].isascii() for t in tokens[:400] if t.word is not None) * 2 > min(len(tokens), 400)
    found: dict[int, tuple[int, Outlet, bool]] = {}
    k = 0
    while k < len(parts):
        t = tokens[owner[k]]
        whole = k == 0 or owner[k - 1] != owner[k]
        domain = _domain(tokens, t.index) if whole and t.word is not None else 0
        if domain:
            name = "".join(x.text for x in tokens[t.index : domain])
            found[t.index] = (
                domain,
                register.by_domain(name) or register.by_alias(name) or Outlet(name.casefold(), name),
                False,
            )
            while owner[k] < domain:
                k += 1
            continue
        foreign = t.word is not None and t.text.isascii() and t.text.isalpha() and not latin
        if whole and (
            t.cap
            or foreign
            or (t.word is not None and t.text[0].isdigit())
            or parts[k] in ("la", "the", "le", "el", "die")
        ):
            lower_article = not t.cap and k + 1 < len(parts) and parts[k + 1][:1].isupper()
            hit = register.match_at(parts, k, any_case=lower_article or (foreign and not t.cap))
            if hit is not None:
                outlet, used, ambiguous = hit
                found[t.index] = (max(owner[k + used - 1] + 1, t.index + 1), outlet, ambiguous)
                k += used
                continue
        k += 1
    return found


_TOP_LEVEL = frozenset(
    [
        "com",
        "ru",
        "ua",
        "net",
        "org",
        "info",
        "by",
        "kz",
        "uk",
        "eu",
        "tv",
        "fm",
        "me",
        "io",
        "pl",
        "de",
        "fr",
        "lv",
        "lt",
        "ee",
        "az",
        "am",
        "ge",
        "md",
        "news",
        "media",
        "online",
        "today",
        "press",
        "su",
        "рф",
        "укр",
    ]
)


_LONGEST_HOST = 16  # tokens: «a.a.a.a…» over a whole text is no host


def _domain(tokens: Sequence[Token], k: int) -> int:
    """End of a host name that begins at token k («avianews.com», «kyiv.example.ua»), else 0."""
    end = k + 1
    while (
        end + 1 < len(tokens)
        and end < k + _LONGEST_HOST
        and tokens[end].text == "."
        and tokens[end].start == tokens[end - 1].end == tokens[end + 1].start - 1
        and tokens[end + 1].word is not None
    ):
        end += 2
    return end if end > k + 1 and tokens[end - 1].text.lower() in _TOP_LEVEL else 0


def with_short_names(
    tokens: Sequence[Token], found: dict[int, tuple[int, Outlet, bool]], pack: Pack
) -> dict[int, tuple[int, Outlet, bool]]:
    """The outlets found, and their short names behind an article: "The Post" once "The New York Post" was
    named."""
    article = pack.classes.get("article", frozenset())
    last: dict[str, Outlet] = {}
    for first, (end, outlet, ambiguous) in found.items():
        if not ambiguous and end - first > 1:
            last.setdefault(tokens[end - 1].text, outlet)
    more = {}
    for t in tokens[1:] if last else ():
        before = tokens[t.index - 1]
        if (
            t.text in last
            and t.index not in found
            and before.index not in found
            and before.word is not None
            and before.word.lower in article
        ):
            nxt = tokens[t.index + 1] if t.index + 1 < len(tokens) else None
            if nxt is None or not nxt.cap:
                more[before.index] = (t.index + 1, last[t.text], False)
    return dict(sorted({**found, **more}.items())) if more else found


_LONGEST_INITIALS = 6


def initials(tokens: Sequence[Token]) -> dict[str, tuple[int, int]]:
    """Abbreviation -> tokens of the capitalised name whose initials it is ("CNS": Christian News Service)."""
    wanted = {
        t.text
        for t in tokens
        if t.word is not None
        and 2 <= len(t.text) <= _LONGEST_INITIALS
        and t.text.isalpha()
        and t.text.isupper()
    }
    found: dict[str, tuple[int, int]] = {}
    k = 0
    while wanted and k < len(tokens):
        first = k
        while k < len(tokens) and tokens[k].cap and len(tokens[k].text) > 1:
            k += 1
        for a in range(max(first, k - _LONGEST_INITIALS), k - 1):
            made = "".join(t.text[0] for t in tokens[a:k])
            if made in wanted:
                found.setdefault(made, (a, k))
        k += 1
    return found


def _split(text: str) -> list[str]:
    pieces: list[str] = []
    current = ""
    for c in text:
        if c.isalnum() or c == "_":
            current += c
        else:
            if current:
                pieces.append(current)
            pieces.append(c)
            current = ""
    if current:
        pieces.append(current)
    return pieces
