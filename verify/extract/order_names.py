"""Names that capitals and word order tell: programmes, media by a word in them, persons, bodies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verify.extract.phrase_parts import outlet_end
from verify.languages.naming import is_first_name
from verify.languages.words import PLURAL, Pos
from verify.model import SourceKind

if TYPE_CHECKING:
    from verify.extract.mentions import Mention
    from verify.extract.reader import Reader
    from verify.extract.tokens import Token
    from verify.languages.register import Outlet
    from verify.languages.words import Word


def programme(reader: Reader, base: Mention, inside: tuple[int, int, Outlet]) -> bool:
    """True for "CNN's “State of the Town”": an outlet's programme, by its title in marks."""
    owner = reader.tokens[inside[1] - 1].word
    if inside[1] < base.last and reader.tokens[inside[1]].text == "/":
        return True  # two media at once: "CNN/WMUR"
    titled = inside[1] < base.last and reader.tokens[inside[1]].text in '“"‘'
    return titled and owner is not None and bool(owner.pos & Pos.POSSESSIVE)


def state_mark(reader: Reader, base: Mention) -> bool:
    """ "Brae, | N.C.,", "Ann Lake, | R-Ky.,": where a town lies or somebody was elected, no source."""
    t = reader.tokens[base.head]
    if base.last - base.first > 1 or not base.head or reader.tokens[base.head - 1].text not in ",(":
        return False
    party, mark, state = t.text.partition("-")
    stop = base.last < len(reader.tokens) and reader.tokens[base.last].text == "."
    short = t.cap and stop and t.text.lower() in reader.pack.data["sentence"]["abbreviations"]
    elected = bool(mark) and party in ("R", "D", "I") and state[:1].isupper()
    return elected or short or "state_mark" in base.classes


def medium_by_name(reader: Reader, base: Mention) -> Mention | None:
    """A name that no list knows is a medium by a word in it ("Christian News Service", "The X Show"), or by
    its initials."""
    tokens = reader.tokens
    if not tokens[base.head].cap or outlet_end(reader, base.first):
        return None
    full = reader.initials.get(tokens[base.head].text)
    if (full is not None and base.first <= base.head < full[0]) or (
        full is not None and base.head >= full[1]
    ):
        name = full
    else:
        first = base.head
        while first > base.first and tokens[first - 1].cap:
            first -= 1
        name = (first, base.head + 1)
    if _called_medium(tokens, name[0], base.first):
        base.kind, base.name = SourceKind.OUTLET, name
        return base
    words = [t.word for t in tokens[name[0] : name[1]] if t.word is not None and t.cap]
    if len(words) < 2 or not any("media_word" in w.classes for w in words):
        return None
    people = (reader.people.starts(k) for k in range(*name))
    if any(person is not None and person[0] == name[1] for person in people):
        return None
    base.kind, base.name = SourceKind.OUTLET, name
    return base


def called_by_name(reader: Reader, base: Mention) -> bool:
    """ "Brae Hill radio", not "Japanese journalist", "Female reporter": a name stands before the noun."""
    for k in range(base.first, base.head):
        t = reader.tokens[k]
        opens = k == 0 or reader.tokens[k - 1].word is None
        if t.word is None or not t.cap or opens or t.word.pos & Pos.DET:
            continue
        if "demonym_place" not in t.word.classes:
            return True
    return False


def _called_medium(tokens: list[Token], k: int, first: int) -> bool:
    """ "The newspaper | Correio", "news site | Lugo Info": what it is stands right before the name."""
    before = tokens[k - 1] if k > first else None
    if before is None or before.word is None or before.cap or before.word.pos & Pos.POSSESSIVE:
        return False
    return "outlet_noun" in before.word.classes and "outlet_person" not in before.word.classes


def by_capitals(reader: Reader, base: Mention) -> SourceKind:
    """Capitals alone: two or three words without an article are a person's name, the rest a body's; a title
    makes a person, a plural of people a group."""
    before = reader.tokens[base.first].word
    words = [t for t in reader.tokens[base.first : base.last] if t.word is not None]
    if any("platform" in t.word.classes for t in words if t.word is not None):
        return SourceKind.ORGANIZATION
    if any("title_noun" in t.word.classes for t in words if t.word is not None):
        return SourceKind.PERSON
    if base.numbers == PLURAL and not base.classes & {"org_noun"}:
        return SourceKind.COLLECTIVE
    owners = [n for n, t in enumerate(words[:-1]) if t.word is not None and t.word.pos & Pos.POSSESSIVE]
    if owners and not any(t.word.classes & {"org_noun"} for t in words if t.word is not None):
        return SourceKind.ORGANIZATION  # "Clarivate’s Web of Science"
    bodies = {"org_noun", "demonym_place", "known_body"}
    body = any(t.word.classes & bodies for t in words if t.word is not None) or _joined_capitals(words)
    if body or (before is not None and before.lower == "the"):
        return SourceKind.ORGANIZATION
    if len(words) <= 2 and words[-1].word is not None and _bare(words[-1]) in reader.companies:
        return SourceKind.ORGANIZATION
    last = words[-1].word
    if len(words) > 1 and last is not None and _of_company(reader, words[0], last.classes):
        return SourceKind.ORGANIZATION  # "Sedge Oil", "National Grid"
    plain = last is not None and bool(
        last.classes & {"noun_plain", "verb_plain", "doc_noun", "statement_noun"}
    )
    if len(words) > 1 and plain and not is_first_name(words[0].text, reader.pack.code):
        return SourceKind.ORGANIZATION  # "Judicial Watch"
    return SourceKind.PERSON if len(words) <= 3 else SourceKind.ORGANIZATION


def _joined_capitals(words: list[Token]) -> bool:
    """ "EgyptAir", "CrowdTangle", not "McConnell", "DeLong": one word written as two is a company's."""
    text = words[-1].text
    inner = next((k for k, c in enumerate(text) if k and c.isupper()), 0)
    return len(words) == 1 and inner > 3 and text[inner - 1].islower() and text[inner:][1:2].islower()


SOON = 4
"""Words behind "X said" among which "it" shows X to be a company."""


def companies(tokens: list[Token]) -> frozenset[str]:
    """Names that the article shows to be companies': "Sedge's shares", "shares in Sedge", "Sedge Ltd",
    "Sedge said it"."""
    named = ((k, t) for k, t in enumerate(tokens[:-3]) if t.cap and not t.text.isdigit())
    return frozenset(_bare(t) for k, t in named if _is_company(tokens, k))


def _is_company(tokens: list[Token], k: int) -> bool:
    """True where what stands around a name shows a company's; what is cheapest to see is looked for first."""
    t, first = tokens[k], tokens[k + 1].word
    if first is not None:
        if "speak_core" in first.classes and _says_it(tokens, k + 2):
            return True
        if _its_part(t, first):
            return True
    if t.word is not None and t.word.pos & Pos.POSSESSIVE:
        near = (u.word for u in tokens[k + 1 : k + 4])
        if any(w is not None and "company_part" in w.classes for w in near):
            return True
    before = [u.word for u in tokens[max(k - 2, 0) : k]]
    shares = len(before) == 2 and all(before) and _share_of(before[0], before[1])
    return shares or _marked(tokens, k) or _apposed(tokens, k)


def _marked(tokens: list[Token], k: int) -> bool:
    """ "Sedge Ltd", "Sedge Labs Inc", "Sedge (NYSE:SDG)": a company by what stands behind its name."""
    end = k + 1
    while end < min(k + 4, len(tokens)) and tokens[end].cap:
        w = tokens[end].word
        if w is not None and "company_mark" in w.classes:
            return True
        end += 1
    listed = tokens[end : end + 3]
    return len(listed) == 3 and listed[0].text == "(" and listed[1].text.isupper() and listed[2].text == ":"


def _apposed(tokens: list[Token], k: int) -> bool:
    """ "Sedge, a charity that …", "Sedge, the Harwick shipmaker, …": a body by what follows."""
    article = tokens[k + 2].word if k + 2 < len(tokens) and tokens[k + 1].text == "," else None
    if article is None or not article.classes & {"indefinite", "article"}:
        return False
    for j in range(k + 3, min(k + 3 + SOON, len(tokens) - 1)):
        w, nxt = tokens[j].word, tokens[j + 1].word
        if w is None or w.pos & (Pos.PREP | Pos.CONJ | Pos.SUBORD | Pos.AUX):
            return False
        if "org_noun" in w.classes:
            return nxt is None or bool(nxt.classes & {"subject_relative"} or nxt.pos & Pos.PREP)
    return False


def _its_part(t: Token, part: Word) -> bool:
    """ "Sedge shares", "Sedge CEO": a name right in front of what only a company has."""
    w = t.word
    if w is None or "company_part" not in part.classes or w.pos & (Pos.POSSESSIVE | Pos.ADJ | Pos.DET):
        return False
    return not w.classes and not w.pos & (Pos.PREP | Pos.CONJ | Pos.SUBORD | Pos.ADV | Pos.PRON | Pos.VERB)


def _says_it(tokens: list[Token], k: int) -> bool:
    """ "Sedge said it", "said in July that it": who speaks means itself."""
    for t in tokens[k : k + SOON]:
        if t.word is None or _it(t.word):
            return t.word is not None
        if not (t.word.pos & Pos.PREP or t.word.classes & {"time_word", "month_word", "that_word"}):
            return False
    return False


def _it(w: Word | None) -> bool:
    return w is not None and "it" in w.classes


def _share_of(noun: Word | None, joint: Word | None) -> bool:
    listed = noun is not None and "company_part" in noun.classes
    return listed and joint is not None and bool(joint.pos & Pos.PREP)


def _bare(t: Token) -> str:
    """The name without its possessive ending."""
    word = t.word.lower if t.word is not None else t.text.lower()
    return word[:-2] if word.endswith("'s") else word


def _of_company(reader: Reader, first: Token, classes: frozenset[str]) -> bool:
    """True where a name ends like a company's, or an adjective opens it."""
    if is_first_name(first.text, reader.pack.code):
        return False
    w = first.word
    return "company_word" in classes or (w is not None and bool(reader.pack.closed.get(w.lower, 0) & Pos.ADJ))


def for_somebody(reader: Reader, base: Mention, name: int) -> bool:
    """True for "a spokeswoman for Mayor Ann Lake", "a lawyer for Ann Lake": the name says whose she is."""
    if not base.classes & {"spokes_noun", "role_noun"}:
        return False
    joint = "role_preposition" if "spokes_noun" in base.classes else "behalf_preposition"
    k = name - 1
    while k > base.head and (
        reader.tokens[k].text == "."  # "Mr."
        or ((w := reader.tokens[k].word) is not None and w.classes & {"role_noun", "title_noun"})
    ):
        k -= 1
    w = reader.tokens[k].word
    return k > base.head and w is not None and joint in w.classes
