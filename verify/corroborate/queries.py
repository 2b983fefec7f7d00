"""What a claim is looked for by, outside: names, numbers, and of its other words the rarest. No I/O."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from verify.corroborate.analysis import Analysis, Term, analyse
from verify.corroborate.numbers import Number
from verify.corroborate.providers.results import Query
from verify.languages import codes, pack
from verify.languages.facts import facts
from verify.languages.naming import nominative
from verify.languages.romanising import romanised
from verify.languages.words import Pos
from verify.model import SourceKind

DAYS = 14
"""Days before and after the article in which others would report the same."""

_OTHERS = 4  # words besides names and numbers
_SEARCHED_IN = "en"  # services that search translations search them in English
_TELLING = 10  # a number below it stands in every other text
_BESIDE = re.compile(r"[ \u00a0-]?")

Rarity = Callable[[str], float]
"""A term of the search index to how rare it is; the rarer, the more."""


def query_of(
    text: str, language: str | None, published: date | None, *, limit: int = 10, rarity: Rarity | None = None
) -> Query:
    """A claim's words as a query. text: the claim's own words. published: of its article."""
    read = analyse(text, language, published)
    code = language if language in codes() else _SEARCHED_IN
    names = [_nominative(words, code) for words in _names(text, read, code)]
    numbers = list(dict.fromkeys(filter(None, (_number(text, n) for n in read.numbers))))
    others = _others(text, read, rarity or (lambda _: 0.0))
    latin = [*(_spellings(name, code) for name in names), *((word,) for word in _translated(read))]
    days = timedelta(days=DAYS)
    return Query(
        words=tuple(dict.fromkeys([*names, *numbers, *others])),
        latin=tuple(dict.fromkeys(latin)),
        language=language,
        since=published - days if published else None,
        until=published + days if published else None,
        limit=limit,
    )


def _names(text: str, read: Analysis, language: str) -> Iterator[str]:
    """Words written as names, those side by side as one; countries are not among them. A first name behind a
    word that is none begins another: «мэр Нордхольма Олег Щербак».
    """
    run: list[Term] = []
    for term in read.terms:
        apart = not run or not _BESIDE.fullmatch(text[run[-1].end : term.start])
        if run and _own(term) and not apart:
            apart = _personal(text, term, language) and not _personal(text, run[-1], language)
        if run and (apart or not _own(term)):
            yield text[run[0].start : run[-1].end]
            run = []
        if _own(term):
            run.append(term)
    if run:
        yield text[run[0].start : run[-1].end]


def _personal(text: str, term: Term, language: str) -> bool:
    return bool(pack(language).word(text[term.start : term.end].lower()).pos & Pos.NAME)


def _nominative(words: str, language: str) -> str:
    known = any(pack(language).word(word.lower()).pos & Pos.NAME for word in words.split())
    return nominative(words, language, SourceKind.PERSON if known else SourceKind.ORGANIZATION)


def _spellings(name: str, language: str) -> tuple[str, ...]:
    """A name in Latin letters: as its own language spells it, and with the h that it may have come with."""
    spelt = romanised(name, language)
    return tuple(dict.fromkeys((spelt, spelt.replace("Kh", "H").replace("kh", "h"))))


def _own(term: Term) -> bool:
    return term.name and term.key[1:2] != "_"


def _number(text: str, number: Number) -> str | None:
    """As the text writes it, without what stands around; None where it is in words, or says too little."""
    found = re.search(r"\d[\d.,]*", text[number.start : number.end])
    return found[0].rstrip(".,") if found and abs(number.value) >= _TELLING else None


def _others(text: str, read: Analysis, rarity: Rarity) -> list[str]:
    """The rarest of the words that are no names; of words as rare, the longest. In the text's order."""
    words = {text[t.start : t.end]: t for t in read.terms if not _own(t)}
    ranked = sorted(words, key=lambda word: (-rarity(words[word].index), -len(word)))
    kept = frozenset(ranked[:_OTHERS])
    return [word for word in words if word in kept]


def _translated(read: Analysis) -> Iterator[str]:
    """Countries, then things that have a name in every language, by their English names."""
    tables = {"p_": ("places", str.upper), "c_": ("concepts", str.lower)}
    english = facts(_SEARCHED_IN).data
    for mark, (table, case) in tables.items():
        for term in read.terms:
            if term.key.startswith(mark):
                yield from english.get(table, {}).get(case(term.key[2:]), ())[:1]
