"""Finding names among tokens: an index from a first word, in any of its forms, to the names that begin with it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from verify.languages.register.forms import forms
from verify.languages.register.outlet import Outlet

_TOKEN = re.compile(r"\w+|[^\w\s]")
_SPELLING = str.maketrans(
    {"ё": "е", "’": "'", "ʼ": "'", "ʹ": "'", "′": "'", "`": "'", "‐": "-", "‑": "-"}
    | {"–": "-", "—": "-", "−": "-"}
)
_QUOTES = frozenset('«»“”„‟"‹›')
_LATIN_MARKED = re.compile(r"[à-ɏ]")
_DOMAIN_LIKE = re.compile(r"[\w-]+(?:\.[\w-]+)+")


class Pattern(NamedTuple):
    """One name, ready to compare: per token the spellings it may take, and whether it must be a capital there."""

    outlet: Outlet
    spellings: tuple[frozenset[str], ...]
    capitals: tuple[int, ...]  # how many letters must be capitals at the start of each token: 0, 1 or 2
    ambiguous: bool
    name: tuple[str, ...]  # the name's own normalised tokens: an exact name beats an inflected one


def normalised(token: str) -> str:
    """Casefolded, «ё» as «е», one apostrophe, one hyphen."""
    folded = token.casefold()
    return folded if folded.isascii() else folded.translate(_SPELLING)


def tokens_of(name: str) -> list[str]:
    """Word and punctuation tokens of a name, without quotation marks."""
    plain = name.replace("ʼ", "'").replace("’", "'")
    return [t for t in _TOKEN.findall(plain) if t not in _QUOTES]


def patterns(outlet: Outlet) -> Iterable[Pattern]:
    """Everything a text may call this outlet: its names, and its domains as words."""
    ambiguous = {tuple(map(normalised, tokens_of(a))) for a in outlet.ambiguous}
    seen: set[tuple[str, ...]] = set()
    for name in (*outlet.all_names, *outlet.domains):
        for tokens in _variants(tokens_of(name)):
            key = tuple(map(normalised, tokens))
            if key and key not in seen:
                seen.add(key)
                yield Pattern(outlet, tuple(map(forms, key)), _capitals(name, tokens), key in ambiguous, key)


def _variants(tokens: list[str]) -> Iterable[list[str]]:
    """The name as written; without marks («L'Equipe»); with its apostrophe inside one word, as ʼ is a letter."""
    yield tokens
    joined = "\n".join(tokens)
    if _LATIN_MARKED.search(joined.casefold()):
        bare = unicodedata.normalize("NFD", joined.replace("ø", "o").replace("ł", "l").replace("ı", "i"))
        yield [t for t in re.sub("[\u0300-\u036f]", "", bare).split("\n")]
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


class Index:
    """Patterns by the spellings of their first token, longest first, exact before inflected."""

    def __init__(self, outlets: Iterable[Outlet]) -> None:
        self._by_first: dict[str, list[Pattern]] = {}
        for outlet in outlets:
            for pattern in patterns(outlet):
                for spelling in pattern.spellings[0]:
                    self._by_first.setdefault(spelling, []).append(pattern)

    def match(self, tokens: Sequence[str], i: int, *, any_case: bool) -> tuple[Pattern, int] | None:
        """The longest name that starts at token i, and how many tokens it spans."""
        candidates = self._by_first.get(normalised(tokens[i]))
        if candidates is None:
            return None
        best: tuple[Pattern, int] | None = None
        best_rank = (0, False, False)
        for pattern in candidates:
            used = _fits(pattern, tokens, i, any_case)
            if used:
                rank = (used, _is_exact(pattern, tokens, i), not pattern.ambiguous)
                if rank > best_rank:
                    best, best_rank = (pattern, used), rank
        return best


def _is_exact(pattern: Pattern, tokens: Sequence[str], i: int) -> bool:
    return all(
        normalised(t) == n for t, n in zip(tokens[i : i + len(pattern.name)], pattern.name, strict=False)
    )


def _fits(pattern: Pattern, tokens: Sequence[str], i: int, any_case: bool) -> int:
    """How many tokens from i the pattern takes, 0 if it does not fit. Quotation marks inside a name are passed
    over, with the closing one: «РИА "Новости"» takes four tokens."""
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
