"""What the engine knows of one word form: parts of speech, grammar and lexical classes, as bit sets.

A Word joins every plausible reading of a form; the engine decides by context. It is computed once a form
and kept in the pack's cache, so that the engine pays one dictionary look-up a token.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from verify.languages.pack import Pack


class Pos:
    """Parts of speech a form can have: bits of an int (an enum would cost more than the look-up)."""

    NOUN = 1
    ADJ = 2
    VERB = 4  # finite
    INF = 8
    GERUND = 16
    PREP = 32
    CONJ = 64
    ADV = 128
    PRON = 256
    NUM = 512
    SHORT = 1024  # predicative participle or adjective («назначен», «готовы»)
    NAME = 2048  # a first name, surname or patronymic
    PLACE = 4096
    DET = 8192
    AUX = 16384
    SUBORD = 32768  # opens a dependent clause («что», «который», "that", "because")
    # by the ending alone, in languages without a dictionary:
    POSSESSIVE = 65536
    PAST = 131072
    FIRST = 524288  # a finite form of «я» or «мы», and of nobody else
    THIRD = 262144  # third person of a verb, or plural of a noun ("claims")


class Case:
    """Grammatical cases a form can stand in, as bits; ANY where the language or the form shows none."""

    NOM = 1
    GEN = 2
    DAT = 4
    ACC = 8
    INS = 16
    LOC = 32
    ANY = 63


SINGULAR, PLURAL = 1, 2
MASC, FEMN, NEUT = 1, 2, 4


@dataclass(slots=True, unsafe_hash=True)
class Word:
    """One form. `numbers`/`genders`: bits of its nominal readings; `verb_*`: of its finite readings.

    All texts share it: nothing may change it. (Frozen, it would take three times as long to make, and a text
    makes a hundred.)
    """

    lower: str
    lemmas: tuple[str, ...] = ()
    pos: int = 0
    cases: int = 0
    numbers: int = 0
    genders: int = 0
    nominative_numbers: int = (
        0  # of the readings in the nominative: «аналітики» is many there, one in the genitive
    )
    verb_numbers: int = 0
    verb_genders: int = 0
    animate: bool = False
    known: bool = False  # a dictionary lists the form
    classes: frozenset[str] = frozenset()

    def is_(self, name: str) -> bool:
        """True where the form belongs to the pack's lexical class `name`."""
        return name in self.classes


class Analyst(Protocol):
    """Turns a lower-cased form into a Word; one a language, chosen by the pack."""

    def word(self, lower: str) -> Word: ...

    def lemma(self, lower: str) -> str: ...


_POS = {
    "NOUN": Pos.NOUN,
    "ADJF": Pos.ADJ,
    "PRTF": Pos.ADJ,
    "ADJS": Pos.SHORT,
    "PRTS": Pos.SHORT,
    "VERB": Pos.VERB,
    "INFN": Pos.INF,
    "GRND": Pos.GERUND,
    "NUMR": Pos.NUM,
    "ADVB": Pos.ADV,
    "COMP": Pos.ADV,
    "NPRO": Pos.PRON,
    "PRED": Pos.SHORT,
    "PREP": Pos.PREP,
    "CONJ": Pos.CONJ,
}
_CASES = {
    "nomn": Case.NOM,
    "gent": Case.GEN,
    "gen2": Case.GEN,
    "datv": Case.DAT,
    "accs": Case.ACC,
    "acc2": Case.ACC,
    "ablt": Case.INS,
    "loct": Case.LOC,
    "loc2": Case.LOC,
    "voct": 0,
}
_GENDERS = {"masc": MASC, "femn": FEMN, "neut": NEUT}
_NAMES = frozenset({"Name", "Surn", "Patr"})
_NOMINAL = Pos.NOUN | Pos.ADJ | Pos.PRON | Pos.NUM


class Dictionary:
    """Words by pymorphy3 (Russian, Ukrainian), or by tables that answer as it does."""

    def __init__(self, pack: Pack) -> None:
        from verify.languages.morphology import parse

        self._pack = pack
        self._parse = parse  # remembers: of the words that an article's names are made of it is asked again
        self._cyrillic = pack.script == "cyrillic"
        self._gerunds: list[tuple[str, str]] = pack.data.get("gerunds", {}).get("rules", [])
        self._tags: dict[frozenset[str], _Grammar] = {}

    def lemma(self, lower: str) -> str:
        if lower in self._pack.closed:
            return lower
        return self._pack.word(lower).lemmas[0]

    def word(self, lower: str) -> Word:
        closed = self._pack.closed.get(lower, 0)
        number = lower[0].isdigit()
        if number and (adjective := self._behind_number(lower)) is not None:
            return replace(adjective, lower=lower)
        if number or (self._cyrillic and lower.isascii()):  # no word of the language
            return Word(lower, (lower,), closed, classes=self._pack.classes_of((lower,)))
        parses = self._parse(lower, self._pack.code)
        found, known = _Readings(closed), self._tags
        least = parses[0].score / 20 if parses else 0
        for p in parses:
            if p.score < least:
                break
            lemma, tag = p.normal_form, p.tag
            grammar = known.get(tag.grammemes) or self._grammar(tag)
            found.add(lemma, grammar, lower)
            if grammar.part == Pos.GERUND and lemma == lower:
                found.lemmas = dict.fromkeys(self._verbs_of(lower)) or found.lemmas
        return found.word(lower, self._pack, known=bool(parses) and parses[0].is_listed)

    def _behind_number(self, lower: str) -> Word | None:
        """«36-летней»: the adjective in it."""
        tail = lower.rpartition("-")[2]
        word = self._pack.word(tail) if len(tail) > 3 and tail.isalpha() else None
        return word if word is not None and word.pos & Pos.ADJ else None

    def _verbs_of(self, gerund: str) -> list[str]:
        """The verbs of a gerund that the dictionary lists apart («додавши», of «додати»), by the finite form
        that the pack's endings lead to.
        """
        for ending, finite in self._gerunds:
            if gerund.endswith(ending):
                parses = self._parse(gerund[: -len(ending)] + finite, self._pack.code)
                return [p.normal_form for p in parses if self._grammar(p.tag).part == Pos.VERB]
        return []

    def _grammar(self, tag: Any) -> _Grammar:
        """A tag's grammar as bits; a language has some hundreds of tags, each is read once."""
        grammar = self._tags.get(tag.grammemes)
        if grammar is None:
            grammar = self._tags[tag.grammemes] = _grammar_of(tag)
        return grammar


class _Grammar(NamedTuple):
    """One tag: part of speech, and for what it inflects the bits of cases (0: the tag shows none) …"""

    part: int
    cases: int
    number: int
    gender: int
    animate: bool
    extra: int  # NAME and PLACE
    fixed: bool


def _grammar_of(tag: Any) -> _Grammar:
    grammemes = tag.grammemes
    part = _POS.get(tag.POS or "", 0)
    if part is Pos.VERB:
        if "infn" in grammemes:
            part = Pos.INF
        elif "impr" in grammemes:  # a command states nothing
            part = 0
    fixed = "Fixd" in grammemes or "Abbr" in grammemes
    cases = 0
    for name, case in _CASES.items():
        if name in grammemes:
            cases |= case
    gender = 0
    for name, bit in _GENDERS.items():
        if name in grammemes:
            gender |= bit
    first = Pos.FIRST if part == Pos.VERB and "1per" in grammemes and "impr" not in grammemes else 0
    extra = first | (Pos.NAME if grammemes & _NAMES else 0) | (Pos.PLACE if "Geox" in grammemes else 0)
    number = PLURAL if "plur" in grammemes else SINGULAR
    return _Grammar(part, cases, number, gender, "anim" in grammemes, extra, fixed)


class _Readings:
    """The readings of one form, joined."""

    def __init__(self, closed: int) -> None:
        self.closed, self.pos = closed, closed
        self.cases = self.numbers = self.genders = self.subject = self.vnum = self.vgen = 0
        self.animate = False
        self.lemmas: dict[str, None] = {}

    def add(self, lemma: str, grammar: _Grammar, lower: str) -> None:
        part, cases, number, gender, animate, extra, fixed = grammar
        if self.closed and not part & self.closed & _NOMINAL:
            return
        self.lemmas[lemma] = None
        if part & _NOMINAL:
            if not cases and not fixed:
                # the Ukrainian dictionary leaves the case out of many base forms, and of some others
                cases = Case.NOM if lower == lemma else Case.ANY
            if cases & Case.NOM:
                self.subject |= number
            self.cases |= Case.ANY if fixed else cases
            self.numbers |= number
            self.genders |= gender
            self.animate |= animate
            self.pos |= part | extra
        elif part & (Pos.VERB | Pos.SHORT):
            self.pos |= part | extra
            self.vnum |= number
            self.vgen |= gender or (7 if number == SINGULAR else 0)
        else:
            self.pos |= part

    def word(self, lower: str, pack: Pack, *, known: bool) -> Word:
        classes = pack.classes_of((lower, *self.lemmas))
        if not classes and "-" in lower:  # «судья-председатель» is what its parts are
            classes = pack.classes_of(tuple(part for lemma in self.lemmas for part in lemma.split("-")))
        pos = (
            self.pos
            | (Pos.SHORT if "predicative" in classes else 0)
            | (Pos.PLACE if "place" in classes else 0)
        )
        if pos & Pos.FIRST and pos & (Pos.NOUN | Pos.ADJ | Pos.ADV):
            pos &= ~Pos.FIRST
        if "undeclined" in classes:
            pos, self.cases, self.numbers = Pos.NOUN, Case.ANY, SINGULAR
        if self.pos & Pos.VERB and not self.closed & Pos.CONJ:
            pos &= ~Pos.CONJ  # «говорят», which the dictionary lists as a word set in, too
        return Word(
            lower,
            tuple(self.lemmas) or (lower,),
            pos,
            self.cases,
            self.numbers,
            self.genders,
            self.subject,
            self.vnum,
            self.vgen,
            self.animate,
            known,
            classes,
        )


_FUNCTION = Pos.PREP | Pos.CONJ | Pos.SUBORD | Pos.PRON | Pos.DET | Pos.AUX | Pos.ADV


class Lexicon:
    """Words by the pack's own tables and endings alone: languages for which no dictionary is at hand."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack

    def lemma(self, lower: str) -> str:
        known = self._pack.forms.get(lower)
        if known:
            return known[0]
        for ending, base in self._pack.stemming:
            if lower.endswith(ending) and len(lower) - len(ending) >= 3:
                return lower[: len(lower) - len(ending)] + base
        return lower

    def word(self, lower: str) -> Word:
        pack = self._pack
        if lower.endswith(pack.possessive_ending) and lower not in pack.closed:
            base = pack.word(lower[: -len(pack.possessive_ending)])
            return replace(
                base, lower=lower, pos=base.pos & ~(Pos.VERB | Pos.GERUND) | Pos.NOUN | Pos.POSSESSIVE
            )
        lemmas = pack.forms.get(lower, ())
        pos = pack.closed.get(lower, 0)
        head, mark, _ = lower.partition("'")
        if mark and pos & Pos.AUX:  # "they're", "it's": the subject is in it
            pos |= pack.closed.get(head, 0) & Pos.PRON
        if not pos & _FUNCTION:  # a class that lists «to» or "some" makes no noun of them
            pos |= pack.form_pos.get(lower, 0)
        if not pos:
            pos = pack.part_by_ending(lower) or Pos.NOUN
        pos |= next((p for ending, p in pack.marks if lower.endswith(ending)), 0)
        plural = (bool(lemmas) and lower in pack.plurals) or (
            not lemmas and lower.endswith(pack.plural_ending)
        )
        numbers = PLURAL if plural else SINGULAR
        animate = not lemmas and lower.endswith(pack.animate_endings) and lower not in pack.inanimate
        genders = pack.gender_of.get(lower, MASC | FEMN)
        return Word(
            lower, pack.spelt_out.get(lower) or lemmas or (self.lemma(lower),), pos, Case.ANY, numbers,
            genders, numbers, SINGULAR | PLURAL, 7, animate,
            bool(lemmas) or lower in pack.closed, pack.classes_of((lower, *lemmas)),
        )  # fmt: skip


def table(classes: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """Entry -> the names of the classes that list it."""
    found: dict[str, set[str]] = {}
    for name, entries in classes.items():
        for entry in entries:
            found.setdefault(entry, set()).add(name)
    return {entry: frozenset(names) for entry, names in found.items()}
