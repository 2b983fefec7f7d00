"""Canonical names: a mention in whatever case the sentence put it, as a chain shows it, in the nominative.

All words of a person's name share case and gender, as do a noun and its adjectives; so the readings of
single words (declension.py) are weighed together: «Мишель Обамы» is a woman's genitive, because as a man's
name the first word would be a nominative and the second would not.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from functools import lru_cache
from operator import attrgetter

from verify.languages.declension import Names, fold, name_forms, name_paradigm, names, phrase_forms
from verify.languages.endings import CASES, Form
from verify.languages.morphology import parse
from verify.model import SourceKind

_SPACE = re.compile(r"\s+")
_POSSESSIVE = re.compile(r"(?<=\w)(?:['’]s|(?<=s)['’])$")
_SLOT = re.compile(r"(\s+|-)")
_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.-?)+")
_EDGES = re.compile(r"^(\W*)(.*?)(\W*)$", re.DOTALL)
_HINTED = 1.5  # what the sentence's grammar says outweighs a guess, not a dictionary
_PRIOR = {"nomn": 0.05, "accs": -0.02, "loct": -2.0}  # of readings equally good
_DISAGREES = -1.5
_TELLS = 0.25  # how much better one gender must fit
_PLURAL_BODY = 0.5  # «агентства» is one agency rather than several
_PEOPLE = (SourceKind.PERSON, SourceKind.ANONYMOUS, SourceKind.COLLECTIVE)
_ALIVE = 0.5  # «премьера» who says something is no opening night
_AGREES = 0.3  # «джерела, близького»: what follows the comma tells number and case
_MAX_MODIFIERS = 5
_PLAIN = 1.2  # a listed ending, or better

_Choice = tuple[float, str, list[str]]
_weight = attrgetter("weight")


def nominative(
    words: str,
    language: str,
    kind: SourceKind,
    case_hint: str | None = None,
    *,
    seen: Collection[str] = (),
) -> str:
    """The mention's words in the nominative, one space between them.

    words: for a person name tokens only, no titles before them («А. Б. Кузьменком»). case_hint: the case that
    the sentence asks for, in pymorphy3's words (nomn gent datv accs ablt loct). seen: word forms of the
    article, best as a frozenset of `fold`ed single words: a name that has other forms there is preferred.
    A language that does not decline gets its words back, an English possessive taken off.
    """
    words = " ".join(words.split())
    table = names(language)
    if table is None or not table.decline:
        return _POSSESSIVE.sub("", words)
    named = words[:1].isupper() or _SLOT.split(words)[0] in table.fixed  # «аль-Асаду»
    if kind is SourceKind.PERSON and named:
        return _person(words, language, case_hint, _evidence(seen))
    if seen:
        return _Phrase(words, language, table, kind, case_hint, _evidence(seen)).nominative()
    return _phrase(words, language, kind, case_hint)


def person_gender(words: str, language: str) -> str | None:
    """The gender that a nominative name tells by all its parts, "masc" or "femn"; None where it does not.

    Where names do not decline a surname tells nothing: "Diane Russell" is no Russell.
    """
    table = names(language)
    if table is None:
        return None
    words = _SPACE.sub(" ", words).strip()
    if not table.decline and " " in words:
        words = words.rpartition(" ")[0]
    slots = _slots(words, language)
    fit = {g: _as(slots, g, "nomn", None)[0] for g in ("masc", "femn")}
    if max(fit.values()) < 0:  # no nominative after all
        fit = {g: _best_case(slots, g, None)[0] for g in ("masc", "femn")}
    return None if abs(fit["masc"] - fit["femn"]) < _TELLS else max(fit, key=lambda g: fit[g])


def stands(words: str, language: str, gender: str) -> bool:
    """Whether the words can be the nominative of such a person's name, "masc" or "femn"."""
    return names(language) is not None and _as(_slots(words, language), gender, "nomn", None)[0] > 0


@lru_cache(maxsize=4096)
def plainly_stands(surname: str, language: str) -> bool:
    """Whether a surname alone is a man's nominative by its ending («Сомов»), whatever else it could be."""
    slots = _slots(surname, language)
    return names(language) is not None and _as(slots, "masc", "nomn", None)[0] > _PLAIN


@lru_cache(maxsize=8192)
def is_first_name(word: str, language: str) -> bool:
    """Whether the word is some form of a first name: listed, or so by the dictionary and nothing else."""
    table = names(language)
    if table is None or not word[:1].isupper():
        return False
    low = fold(word)
    if not table.decline:
        return low in table.first
    known = [p.tag.grammemes for p in parse(low, language) if p.is_known]
    return low in table.first or (bool(known) and all("Name" in marks for marks in known))


def _evidence(seen: Collection[str]) -> frozenset[str]:
    if isinstance(seen, frozenset):
        return seen
    return frozenset(fold(word) for words in seen for word in _SLOT.split(words))


# Persons


def _person(words: str, language: str, hint: str | None, seen: frozenset[str]) -> str:
    texts = _SLOT.split(words)
    slots = _slots(words, language, seen)
    best = max((_best_case(slots, g, hint) for g in ("masc", "femn")), key=lambda c: c[0])
    texts[::2] = [_recased(text, base) for text, base in zip(texts[::2], best[2], strict=True)]
    return "".join(texts)


_Slot = tuple[str, tuple[Form, ...]]


def _slots(words: str, language: str, seen: frozenset[str] = frozenset()) -> list[_Slot]:
    """Each part of the name (a hyphen parts too) with its readings."""
    texts = _SLOT.split(words)
    separators = [*texts[1::2], ""]
    return [
        (fold(text), _slot_forms(text, sep == "-", language, seen))
        for text, sep in zip(texts[::2], separators, strict=True)
    ]


def _slot_forms(text: str, before_hyphen: bool, language: str, seen: frozenset[str]) -> tuple[Form, ...]:
    if not text[:1].isupper() or _INITIALS.fullmatch(text):
        return (Form(fold(text)),)
    forms = name_forms(text, language)
    if before_hyphen:  # «Касым-Жомарта», «Диас-Канеля»: a first part may keep its nominative
        upright = [replace(f, case="") for f in forms if f.case == "nomn" and f.base == fold(text)]
        forms = (*forms, *upright, Form(fold(text), weight=0.75))
    return tuple(_backed(form, fold(text), language, seen) for form in forms) if seen else forms


def _backed(form: Form, word: str, language: str, seen: frozenset[str]) -> Form:
    """The reading, trusted the more, the more other forms of the same name the article has."""
    others = len((name_paradigm(form.base, form.gender, language) & seen) - {word})
    stated = form.base != word and form.base in seen
    if not others and not stated:
        return form
    return replace(form, weight=form.weight + 0.6 * min(others, 3) + 1.0 * stated)


def _best_case(slots: list[_Slot], gender: str, hint: str | None) -> _Choice:
    return max((_as(slots, gender, case, hint) for case in CASES), key=lambda c: c[0])


def _as(slots: list[_Slot], gender: str, case: str, hint: str | None) -> _Choice:
    """The name read as this case of this gender: how well that fits, and the parts' nominatives."""
    total = _prior(case, hint)
    bases = []
    for word, forms in slots:
        fitting = [f for f in forms if f.case in ("", case) and f.gender in (None, gender)]
        best = max(fitting, key=_weight) if fitting else Form(word, weight=_DISAGREES)
        total += best.weight
        bases.append(best.base)
    return total, case, bases


def _prior(case: str, hint: str | None) -> float:
    return _HINTED if hint and case == hint else _PRIOR.get(case, 0.0)


def _recased(text: str, base: str) -> str:
    """The nominative with the capitals and the apostrophe of the text."""
    if fold(text) == base or not base.islower():
        return base if base and not base.islower() else text
    apostrophe = next((c for c in text if c in "’ʼ"), "'")
    base = base.replace("'", apostrophe)
    if len(text) > 1 and text.isupper():
        return base.upper()
    shared = next((i for i, (a, b) in enumerate(zip(text.lower(), base, strict=False)) if a != b), None)
    shared = min(len(text), len(base)) if shared is None else shared
    return (text[:shared] + base[shared:]) if shared else (base.title() if text[0].isupper() else base)


# Bodies, outlets, unnamed people: a head noun with its adjectives; what depends on it stays as it is


@lru_cache(maxsize=8192)
def _phrase(words: str, language: str, kind: SourceKind, hint: str | None) -> str:
    """A phrase in the nominative by itself: articles name the same bodies again and again."""
    table = names(language)
    assert table is not None
    return _Phrase(words, language, table, kind, hint, frozenset()).nominative()


class _Phrase:
    """A noun phrase's tokens; which of them the nominative changes, and into what."""

    def __init__(
        self,
        words: str,
        language: str,
        table: Names,
        kind: SourceKind,
        hint: str | None,
        seen: frozenset[str],
    ) -> None:
        self.edges = [match.groups() for t in words.split(" ") if (match := _EDGES.match(t))]
        self.words = [core for _, core, _ in self.edges]
        self.language, self.table, self.kind, self.hint, self.seen = language, table, kind, hint, seen

    def nominative(self) -> str:
        start = self._start()
        changed = {} if start is None else self._counted(start) or self._declined(start)
        cores = [_recased(w, changed[i]) if i in changed else w for i, w in enumerate(self.words)]
        return " ".join(a + core + z for (a, _, z), core in zip(self.edges, cores, strict=True))

    def _forms(self, i: int, *parts: str) -> tuple[Form, ...]:
        """Readings of token i; none past the end or inside quotes, which keep their words."""
        if i >= len(self.words) or self.edges[i][0]:
            return ()
        forms = _compound_forms(self.words[i], self.language)
        if self.words[i].islower() and any(f.part == "PREP" for f in forms):
            return forms if "PREP" in parts else ()  # the letter «о» is a noun to the dictionary
        return tuple(f for f in forms if f.part in parts)

    def _start(self) -> int | None:
        """The first word that declines, adverbs passed over; None where there is none («в Вашингтоне»)."""
        for i in range(len(self.words)):
            if self._forms(i, "NOUN", "ADJF", "NUMR") and not self._forms(i, "PREP"):
                return i
            if not self._forms(i, "ADVB"):
                return None
        return None

    def _counted(self, start: int) -> dict[int, str]:
        """«двух американских чиновников» -> «два американских чиновника»; {} where nothing is counted."""
        numerals = self._forms(start, "NUMR")
        forms = self._agreeing(start + 1) if numerals else {}
        if not forms:
            return {}
        gender = self._gender(forms[max(forms)])
        numeral = self._best_of(numerals, gender).base
        few = numeral in self.table.few
        noun, adjective = (self.table.few_noun, self.table.few_adjective) if few else (("gent", True),) * 2
        changed = {i: self._inflected(i, f, *adjective) for i, f in forms.items()}
        head = max(forms)
        changed[head] = self._inflected(head, forms[head], *noun)
        changed[start] = self.table.few_feminine.get(numeral, numeral) if gender == "femn" else numeral
        return changed

    def _gender(self, noun: Form) -> str:
        """The noun's gender, told by its dictionary form where the plural does not say it."""
        singular = (
            f.gender for f in phrase_forms(noun.lemma, self.language) if f.part == "NOUN" and f.gender
        )
        return noun.gender or next(singular, None) or "masc"

    def _inflected(self, i: int, form: Form, case: str, plural: bool) -> str:
        """Token i, read as the given form, in another case and number."""
        others = phrase_forms(self.words[i], self.language, case, plural)
        same = (
            f.base for f in others if f.part == form.part and f.lemma == form.lemma and f.case == form.case
        )
        return next(same, form.base)

    def _declined(self, start: int) -> dict[int, str]:
        forms = self._agreeing(start) or self._headless(start)
        if not forms:
            return {}
        head = max(forms)
        noun = forms[head]
        forms |= self._joined(head, noun) | self._after_comma(head, noun) | self._following(head, noun)
        return {i: f.base for i, f in forms.items()}

    def _agreeing(self, start: int, case: str = "") -> dict[int, Form]:
        """Adjectives from `start` on and the the farthest noun that agrees: token -> its reading."""
        end = start
        while end < start + _MAX_MODIFIERS and self._forms(end, "ADJF"):
            end += 1
        for head in range(end, start, -1):
            if found := self._read(list(range(start, head)), head, case):
                return found
        return self._around_dependent(start, end) or self._read([], start, case)

    def _around_dependent(self, start: int, end: int) -> dict[int, Form]:
        """«близких к правительству источников»: a dependent stands between adjective and noun."""
        if end == start or not self._forms(end, "PREP") or self.words[end] in self.table.partitive:
            return {}
        for head in range(end + 2, min(end + 6, len(self.words))):
            if found := self._read(list(range(start, end)), head, ""):
                return found
        return {}

    def _read(self, modifiers: list[int], head: int, case: str) -> dict[int, Form]:
        """The best agreeing reading of these tokens; {} where they do not agree."""
        nouns = [self._trusted(head, form) for form in self._forms(head, "NOUN")]
        readings: list[tuple[float, dict[int, Form]]] = []
        for noun in nouns:
            anchors = self._forms(modifiers[0], "ADJF") if modifiers and not noun.case else (noun,)
            for anchor in anchors:
                if (found := self._modified(modifiers, anchor)) is None or (case and anchor.case != case):
                    continue
                weight = sum(f.weight for f in found.values()) + noun.weight
                score = weight / (len(found) + 1) + self._leaning(anchor)
                score += _AGREES if self._after_comma(head, anchor) else 0.0
                readings.append((score, {**found, head: noun}))
        return max(readings, key=lambda r: r[0], default=(0.0, {}))[1]

    def _trusted(self, i: int, form: Form) -> Form:
        """The reading; one by endings alone («Хезболлы») is backed by the article's other forms of it."""
        by_ending = form.case and not form.lemma
        return _backed(form, fold(self.words[i]), self.language, self.seen) if by_ending else form

    def _modified(self, modifiers: list[int], anchor: Form) -> dict[int, Form] | None:
        found = {}
        for i in modifiers:
            agreeing = [f for f in self._forms(i, "ADJF") if f.agrees(anchor)]
            if not agreeing:
                return None
            found[i] = max(agreeing, key=lambda f: (f.weight, f.animate == anchor.animate))
        return found

    def _following(self, head: int, noun: Form) -> dict[int, Form]:
        """«Komisji Europejskiej»: adjectives right behind their noun, in a language that puts them there."""
        found: dict[int, Form] = {}
        if not self.table.adjectives_follow or not noun.case:
            return found
        for i in range(head + 1, min(head + 1 + _MAX_MODIFIERS, len(self.words))):
            agreeing = [f for f in self._forms(i, "ADJF") if f.agrees(noun)]
            if self.edges[i - 1][2] or not agreeing:
                break
            found[i] = max(agreeing, key=lambda f: (f.weight, f.animate == noun.animate))
        return found

    def _leaning(self, form: Form) -> float:
        """What else speaks for a reading: the sentence's case; a body is one, people are alive."""
        several = _PLURAL_BODY if self.kind.named and form.plural else 0.0
        alive = _ALIVE if self.kind in _PEOPLE and form.animate else 0.0
        return _prior(form.case, self.hint) - several + alive

    def _headless(self, start: int) -> dict[int, Form]:
        """Adjectives without a noun: «одному из дипломатов», «Суспільного»."""
        forms = self._forms(start, "ADJF", "NUMR")
        if not forms:
            return {}
        gender = "masc" if not self.kind.named else "neut"
        if start + 2 < len(self.words) and self.words[start + 1] in self.table.partitive:
            of = self._agreeing(start + 2)
            gender = self._gender(of[max(of)]) if of else "masc"
        return {start: self._best_of(forms, gender)}

    def _best_of(self, forms: tuple[Form, ...], gender: str) -> Form:
        fitting = [f for f in forms if f.gender in (None, gender)] or list(forms)
        return max(fitting, key=lambda f: f.weight + self._leaning(f))

    def _joined(self, head: int, form: Form) -> dict[int, Form]:
        """«экспертов и аналитиков»: a second noun in the same case right behind the conjunction."""
        follows = head + 2 < len(self.words) and self.words[head + 1] in self.table.conjunctions
        if not follows or not form.case or self.edges[head][2]:
            return {}
        return self._agreeing(head + 2, form.case)

    def _after_comma(self, head: int, form: Form) -> dict[int, Form]:
        """«источников, знакомых с ситуацией»: an adjective that agrees across the first comma."""
        comma = next((i for i in range(head, len(self.words)) if self.edges[i][2].startswith(",")), None)
        if comma is None:
            return {}
        agreeing = [
            f for f in self._forms(comma + 1, "ADJF") if f.agrees(form) and f.lemma not in self.table.relative
        ]
        return {comma + 1: max(agreeing, key=lambda f: f.weight)} if agreeing else {}


@lru_cache(maxsize=8192)
def _compound_forms(word: str, language: str) -> tuple[Form, ...]:
    """Readings of a word; of an unheard-of compound, its last part's with the first part's form."""
    first, hyphen, last = word.rpartition("-")
    if not hyphen or any(p.is_known for p in parse(fold(word), language)):
        return phrase_forms(word, language)
    return tuple(
        replace(form, base=f"{_first_part(first, form, language)}-{form.base}")
        for form in phrase_forms(last, language)
    )


def _first_part(first: str, last: Form, language: str) -> str:
    """«журналиста-расследователя» declines twice, «телеграм-канала» and «РБК-Украины» once."""
    forms = [f for f in phrase_forms(first, language) if f.part == "NOUN" and f.case]
    if any(f.case == "nomn" and f.base == fold(first) for f in forms):
        return fold(first)
    return next((f.base for f in forms if f.case == last.case and f.agrees(last)), fold(first))
