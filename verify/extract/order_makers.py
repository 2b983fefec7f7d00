"""Whose a document is, by word order: "a poll by X", "data released Friday by X", "a study X published"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verify.languages.words import Pos

if TYPE_CHECKING:
    from verify.extract.reader import Reader

_FAR = 5
"""Tokens of a participle with its time between a document and "by"."""
_LONGEST = 10


def maker(reader: Reader, last: int) -> tuple[int, int] | None:
    """Tokens of the phrase that says whose the document is that ends at token `last`; None: nobody's."""
    tokens = reader.tokens
    end = min(len(tokens), last + _FAR + _LONGEST)
    k = last
    w = tokens[k].word if k < end else None
    if w is None and k < end and tokens[k].text == ",":
        k += 1
        w = tokens[k].word if k < end else None
        if w is None or not w.lower.endswith(reader.pack.participle_endings):
            return None  # a comma parts the document from all but a participle
    if w is None:
        return None
    if "from_preposition" in w.classes:
        return _named(reader, k + 1, end)
    if w.pos & Pos.VERB and w.lower.endswith(reader.pack.participle_endings):
        for j in range(k + 1, min(k + _FAR, end)):
            v = tokens[j].word
            if v is not None and "from_preposition" in v.classes:
                return _named(reader, j + 1, end)
            if v is None or not (v.pos & Pos.ADV or v.classes & {"time_word", "adverbial_preposition"}):
                return None
        return None
    return _contact(reader, last, end) if k == last else None


def _named(reader: Reader, k: int, end: int) -> tuple[int, int] | None:
    found = reader.mentions(k, end)[:1]
    return (found[0].first, found[0].last) if found and found[0].first <= k + 1 else None


def _contact(reader: Reader, last: int, end: int) -> tuple[int, int] | None:
    """ "figures her campaign released": a phrase right behind, then its verb."""
    found = reader.mentions(last, end)[:1]
    if not found or found[0].first != last or found[0].last >= end:
        return None
    w = reader.tokens[found[0].last].word
    if w is None or not w.pos & Pos.VERB or w.pos & (Pos.AUX | Pos.NOUN) or found[0].reference == "thing":
        return None
    return found[0].first, found[0].last
