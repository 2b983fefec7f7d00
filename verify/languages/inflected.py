"""One form of an entry of a pack, by its grammatical marks: what examples are made of."""

from __future__ import annotations

from verify.languages.morphology import parse
from verify.languages.pack import Pack, forms_by_rule, pack


def form_of(entry: str, marks: str, code: str) -> str:
    """The entry's form with all the marks; the entry itself where it has none, or where no mark is asked for.

    marks: "VERB past masc sing", as pymorphy3 calls them, alternatives parted by "|"; "past" or "plur" for a
    language that has neither a dictionary nor tables.
    """
    if not marks:
        return entry
    language = pack(code)
    if not language.cased:
        return _by_rule(entry, marks, language)
    for wanted in (frozenset(row.split()) for row in marks.split("|")):
        for reading in parse(entry, code):
            if _levelled(reading.normal_form) != _levelled(entry):
                continue
            for form in reading.lexeme:
                if wanted <= form.tag.grammemes:
                    return str(form.word)
    return entry


def _levelled(word: str) -> str:
    return word.replace("ё", "е")


def _by_rule(entry: str, marks: str, language: Pack) -> str:
    inflection = language.data["inflection"]
    if marks == "plur":
        return next(iter(forms_by_rule(entry, inflection["noun"])), entry)
    irregular = inflection.get("irregular", {}).get(entry)
    made = irregular.split() if irregular else forms_by_rule(entry, inflection["verb"])
    return made[1] if len(made) > 1 else entry
