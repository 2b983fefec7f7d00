"""Posts set into an article: words, then who posted them («… — Name (@handle) June 28»).

A page's embedded posts reach the text in this shape in every language; the name in front of the handle says
who speaks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from verify.model import Hop, SourceKind

if TYPE_CHECKING:
    from verify.extract.reading import Reading
    from verify.extract.statements import Statement

_SIGNATURE = re.compile(r"[—–-]\s*(?P<name>[^\n()<>«»\"—–]{2,60}?)\s*\(@\w{1,30}\)(?P<rest>[^\n<]{0,40})")
_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,300}>")
_BEYOND_LATIN = "\u0250"  # the first character behind the Latin letters and their accents
LONGEST_POST = 1_000
"""Characters between a post's first word and its signature."""


@dataclass(frozen=True, slots=True)
class Post:
    """Characters [start, signed) are the post's words, [signed, end) its signature."""

    start: int
    signed: int
    end: int
    name: tuple[int, int]


def posts(text: str) -> list[Post]:
    """Every signed post of the text, in order. A post begins with its line, or behind a tag on it."""
    found: list[Post] = []
    for m in _SIGNATURE.finditer(text):
        line = text.rfind("\n", max(0, m.start() - LONGEST_POST), m.start()) + 1
        tags = [t.end() for t in _TAG.finditer(text, line, m.start())]
        start = max([line, *tags, *(p.end for p in found[-1:])])
        start += _other_script(text[start : m.start()])
        if m.start() - start >= 15:
            found.append(Post(start, m.start(), m.end(), m.span("name")))
    return found


def _other_script(words: str) -> int:
    """Characters in front of a Latin post that are another script's: the article's own words on its line."""
    letters = [(n, ch < _BEYOND_LATIN) for n, ch in enumerate(words) if ch.isalpha()]
    if not letters or not letters[-1][1]:
        return 0
    return next((n + 1 for n, latin in reversed(letters) if not latin), 0)


def attribute(reading: Reading) -> None:
    """Give posts' statements to who posted them; what a signature and its date left over states nothing."""
    signed = posts(reading.text)
    if not signed:
        return
    tokens = reading.reader.tokens
    kept: list[Statement] = []
    for s in reading.statements:
        at = tokens[s.first].start
        post = next((p for p in signed if p.start <= at < p.end), None)
        if post is None:
            kept.append(s)
            continue
        s.parts = [(a, b) for a, b in (_cut(reading, part, post.signed) for part in s.parts) if b > a]
        if s.parts:
            s.chain, s.settled = (_poster(reading, post),), True
            kept.append(s)
    reading.statements[:] = kept


def _cut(reading: Reading, part: tuple[int, int], signed: int) -> tuple[int, int]:
    tokens = reading.reader.tokens
    a, b = part
    while b > a and (tokens[b - 1].end > signed or tokens[b - 1].word is None):
        b -= 1
    return a, b


def _poster(reading: Reading, post: Post) -> Hop:
    name = " ".join(reading.text[slice(*post.name)].split())
    outlet = reading.reader.register.by_alias(name)
    kind = SourceKind.OUTLET if outlet is not None else SourceKind.PERSON
    shown = outlet.name_in(reading.discourse.language) if outlet is not None else name
    return Hop(kind, (shown,), (post.name,), ((post.signed, post.end),), False, 1.0, "post")
