"""Whose a document is, by word order: "a poll by X", "data released Friday by X", "a study X published"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from verify.languages.words import Pos
from verify.model import SourceKind

if TYPE_CHECKING:
    from verify.extract.mentions import Mention
    from verify.extract.reader import Reader

_FAR = 5
"""Tokens of a participle with its time between a document and "by"."""
_LONGEST = 10
_MEASURES = frozenset({"time_word", "month_word", "share_noun", "count_noun"})


def maker(reader: Reader, last: int) -> tuple[int, int] | None:
    """Tokens of the phrase that says whose the document is that ends at token `last`; None: nobody's."""
    if reader.asking:
        return None
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
    stated = "of_preposition" in w.classes and _statement(reader, last - 1)
    if "from_preposition" in w.classes or stated:
        return _named(reader, k + 1, end)
    if k == last and "medium_preposition" in w.classes:
        medium = _first(reader, k + 1, end)
        printed = medium is not None and medium.kind is SourceKind.OUTLET and medium.first <= k + 2
        if medium is not None and printed:
            return medium.first, medium.last  # "a report in the Post"
        return _on_site(reader, k, end)
    if w.pos & Pos.VERB and w.lower.endswith(reader.pack.participle_endings):
        if "having_verb" in w.classes:
            return None  # "obtained by X", "commissioned by Y"
        if (site := _on_site(reader, k + 1, end)) is not None:
            return site
        for j in range(k + 1, min(k + _FAR, end)):
            v = tokens[j].word
            if v is not None and "from_preposition" in v.classes:
                return _named(reader, j + 1, end)
            if v is None or not (v.pos & Pos.ADV or v.classes & {"time_word", "adverbial_preposition"}):
                return None
        return None
    return _contact(reader, last, end) if k == last else None


def _statement(reader: Reader, k: int) -> bool:
    """ "The statement | of X", no "announcement of a plan": a text that somebody wrote."""
    w = reader.tokens[k].word
    return w is not None and "statement_noun" in w.classes and "doc_noun" not in w.classes


def _on_site(reader: Reader, k: int, end: int) -> tuple[int, int] | None:
    """ "(A statement) | on the website of X"."""
    w = reader.tokens[k].word if k < end else None
    if w is None or "medium_preposition" not in w.classes:
        return None
    site = _first(reader, k + 1, end)
    if site is None or site.first > k + 2 or "site_noun" not in site.classes or site.of is None:
        return None
    return site.first, site.last


def cited(reader: Reader, m: Mention) -> Mention | None:
    """What "according to" cites by a noun that no list of documents knows ("a count by X", "the emails")."""
    opens = reader.tokens[m.first].word
    if opens is None or not opens.pos & (Pos.DET | Pos.POSSESSIVE) or m.classes & _MEASURES:
        return None
    inside = next((k for k in range(m.first, m.last) if k in reader.outlets), None)
    if inside is not None:
        return next(iter(reader.mentions(inside, m.last)), None)  # "an Associated Press account"
    return replace(m, of=maker(reader, m.last), reference="")


def _named(reader: Reader, k: int, end: int) -> tuple[int, int] | None:
    found = _first(reader, k, end)
    return (found.first, found.last) if found is not None and found.first <= k + 1 else None


def _first(reader: Reader, k: int, end: int) -> Mention | None:
    """The first mention in tokens [k, end). If it is a document, whose it is does not matter here: asking
    would go on from document to document to the end of the text."""
    reader.asking = True
    try:
        return next(reader.each(k, end), None)
    finally:
        reader.asking = False


def _contact(reader: Reader, last: int, end: int) -> tuple[int, int] | None:
    """ "figures her campaign released": a phrase right behind, then its verb."""
    found = _first(reader, last, end)
    if found is None or found.first != last or found.last >= end:
        return None
    w = reader.tokens[found.last].word
    if w is None or not w.pos & Pos.VERB or w.pos & (Pos.AUX | Pos.NOUN) or found.reference == "thing":
        return None
    return found.first, found.last
