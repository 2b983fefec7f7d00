"""Finding names among tokens: from a first word, in any of its forms, to the names that begin with it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from verify.languages.register.forms import forms
from verify.languages.register.outlet import Outlet

_TOKEN = re.compile(r"\w+|[^\w\s]")
_SPELLING = str.maketrans(
    {"ё": "е", "’": "'", "ʼ": "'", "ʹ": "'", "′": "'", "`": "'", "‐": "-", "‑": "-"}
    | {"–": "-", "—": "-", "−": "-"}
)
_QUOTES = frozenset('«»“”„‟"‹›')
_LATIN_MARKED = re.compile(r"[À-ɏ]")
_VARIED = re.compile(r"['’ʼÀ-ɏ]")  # what a name of more than one spelling has
_REMEMBERED = 50_000  # words whose candidates are kept: a bound on memory, some hundred articles' worth
_FIRST = re.compile(r"\w+")
_CYRILLIC = "Ѐ"  # the first letter of the script
_CHANGING = 3  # letters at a Cyrillic word's end that its cases may change
_STEM = 4  # letters of a stem that few words share
_DOMAIN_LIKE = re.compile(r"[\w-]+(?:\.[\w-]+)+")


class Pattern(NamedTuple):
    """One name, ready to compare: per token the spellings it may take and the capitals it must show."""

    outlet: Outlet
    spellings: tuple[frozenset[str], ...]
    capitals: tuple[int, ...]  # how many letters must be capitals at the start of each token: 0, 1 or 2
    ambiguous: bool
    name: tuple[str, ...]  # the name's own normalised tokens: an exact name beats an inflected one


@lru_cache(maxsize=16_384)
def normalised(token: str) -> str:
    """Casefolded, «ё» as «е», one apostrophe, one hyphen."""
    folded = token.casefold()
    return folded if folded.isascii() else folded.translate(_SPELLING)


def tokens_of(name: str) -> list[str]:
    """Word and punctuation tokens of a name, without quotation marks."""
    plain = name.replace("ʼ", "'").replace("’", "'")
    return [t for t in _TOKEN.findall(plain) if t not in _QUOTES]


def patterns(outlet: Outlet, name: str) -> Iterable[Pattern]:
    """How a text may write this name of the outlet."""
    ambiguous = _ambiguous(outlet) if outlet.ambiguous else frozenset()
    for tokens in _variants(tokens_of(name)):
        key = tuple(map(normalised, tokens))
        yield Pattern(
            outlet, _spellings(tokens, key), _capitals(name, tokens), _letters(key) in ambiguous, key
        )


@lru_cache(maxsize=512)
def _ambiguous(outlet: Outlet) -> frozenset[str]:
    """The outlet's ambiguous names, without spaces."""
    return frozenset(_letters(map(normalised, v)) for a in outlet.ambiguous for v in _variants(tokens_of(a)))


def _letters(tokens: Iterable[str]) -> str:
    return "".join(tokens)


def _spellings(tokens: Sequence[str], key: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    """The forms of each token; of a word cut in two by its apostrophe («кур'єр»), the second part's."""
    found = [frozenset((k,)) if _is_rigid(t) else forms(k) for t, k in zip(tokens, key, strict=True)]
    for k in range(2, len(key)):
        if key[k - 1] == "'":
            head = key[k - 2] + "'"
            found[k] = frozenset(form[len(head) :] for form in forms(head + key[k]))
    return tuple(found)


def _is_rigid(token: str) -> bool:
    """Abbreviations that nobody declines: «РФИ» has no «РФ»; «ТАССу» and «УНИАНом» are written."""
    return token.isupper() and (len(token) < 4 or token[-1] in "ИІЫОЕЮЯУ")


def _variants(tokens: list[str]) -> Iterable[list[str]]:
    """As written; without marks («L'Equipe»); with its apostrophe inside one word, as ʼ counts as a
    letter.
    """
    yield tokens
    joined = "\n".join(tokens)
    if _LATIN_MARKED.search(joined):
        bare = unicodedata.normalize("NFD", joined.replace("ø", "o").replace("ł", "l").replace("ı", "i"))
        yield re.sub("[\u0300-\u036f]", "", bare).split("\n")
    if "'" in tokens:
        yield joined.replace("\n'\n", "'").split("\n")


def _capitals(name: str, tokens: Sequence[str]) -> tuple[int, ...]:
    """Capitals that the text must show. Domains need none; a short abbreviation needs two («AP», not «Ap»);
    a Latin name needs those it has; a Cyrillic one its first («Российская Газета» is «Российская газета»)."""
    if _DOMAIN_LIKE.fullmatch(name):
        return (0,) * len(tokens)
    return tuple(_capitals_of(t) if i == 0 or t.isascii() else 0 for i, t in enumerate(tokens))


def _capitals_of(token: str) -> int:
    if len(token) > 1 and len(token) < 5 and token.isalpha() and token.isupper():
        return 2
    return int(token[0].isupper())


Candidates = dict[str, list[Pattern]]
"""Patterns with one first word by their second, "" for names of one word: «The» alone begins a hundred."""


class Index:
    """Names by their first word; they become patterns when a text first has a word that may be it.

    Most of the thousands of names never occur in a given article, so a run that reads one pays for a part
    only.
    """

    def __init__(self, outlets: Iterable[Outlet]) -> None:
        self._names = [(o, name) for o in outlets for name in (*o.all_names, *o.domains)]
        self._whole: dict[str, list[int]] = {}  # by the forms of a first word with few
        self._stems: dict[str, list[int]] = {}  # by what all forms of a longer one begin with
        for number, (_, name) in enumerate(self._names):
            for first in _firsts(name):
                if first < _CYRILLIC:
                    self._whole.setdefault(first, []).append(number)
                elif len(first) < _STEM + _CHANGING:
                    for form in forms(first):
                        self._whole.setdefault(form, []).append(number)
                else:
                    self._stems.setdefault(first[:-_CHANGING], []).append(number)
        self._patterns: dict[int, list[Pattern]] = {}
        self._candidates: dict[str, Candidates] = {}

    def match(self, tokens: Sequence[str], i: int, *, any_case: bool) -> tuple[Pattern, int] | None:
        """The longest name that starts at token i, and how many tokens it spans."""
        candidates = self._candidates.get(tokens[i])
        if candidates is None:
            candidates = self._beginning_with(tokens[i])
        if not candidates:
            return None
        best: tuple[Pattern, int] | None = None
        best_rank = (0, False, False)
        for pattern in (*candidates.get(_second(tokens, i), ()), *candidates.get("", ())):
            used = _fits(pattern, tokens, i, any_case)
            rank = (used, used > 0 and _is_exact(pattern, tokens, i), not pattern.ambiguous)
            if used and rank > best_rank:
                best, best_rank = (pattern, used), rank
        return best

    def _beginning_with(self, token: str) -> Candidates:
        """Patterns that may start with the token; remembered, so that a word met again costs one look-up."""
        word = normalised(token)
        found: Candidates = {}
        for number in self._likely(word):
            if number not in self._patterns:
                self._patterns[number] = list(patterns(*self._names[number]))
            for pattern in self._patterns[number]:
                if word in pattern.spellings[0]:
                    for second in pattern.spellings[1] if len(pattern.spellings) > 1 else ("",):
                        found.setdefault(second, []).append(pattern)
        if len(self._candidates) >= _REMEMBERED:
            self._candidates.clear()
        return self._candidates.setdefault(token, found)

    def _likely(self, word: str) -> list[int]:
        """The names whose first word it may be, in their order."""
        found = list(self._whole.get(word, ()))
        if word >= _CYRILLIC:
            for length in range(_STEM, len(word) + 1):
                found += self._stems.get(word[:length], ())
        return sorted(set(found)) if len(found) > 1 else found


def _second(tokens: Sequence[str], i: int) -> str:
    """The token after token i, normalised, a quotation mark passed over; " " where the text ends."""
    at = i + 2 if i + 1 < len(tokens) and tokens[i + 1] in _QUOTES else i + 1
    return normalised(tokens[at]) if at < len(tokens) else " "


def _firsts(name: str) -> Iterable[str]:
    """The normalised first words of a name's variants."""
    first = _FIRST.match(name)
    if first and not _VARIED.search(name):
        return (normalised(first[0]),)
    return {normalised(tokens[0]) for tokens in _variants(tokens_of(name))}


def _is_exact(pattern: Pattern, tokens: Sequence[str], i: int) -> bool:
    return all(
        normalised(t) == n for t, n in zip(tokens[i : i + len(pattern.name)], pattern.name, strict=False)
    )


def _fits(pattern: Pattern, tokens: Sequence[str], i: int, any_case: bool) -> int:
    """How many tokens from i the pattern takes, 0 if it does not fit. Quotation marks inside a name
    are passed over, with the closing one: «РИА "Новости"» takes four tokens."""
    at, opened = i, False
    for k, spellings in enumerate(pattern.spellings):
        if k and at < len(tokens) and tokens[at] in _QUOTES:
            at, opened = at + 1, not opened
        if at >= len(tokens) or normalised(tokens[at]) not in spellings:
            return 0
        need = pattern.capitals[k]
        if need and not any_case and not tokens[at][:need].isupper():
            return 0
        at += 1
    if opened:
        closes = at < len(tokens) and tokens[at] in _QUOTES
        at += closes
    return at - i
