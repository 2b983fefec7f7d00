"""Whom a passage goes back to, and whether two of them are one source under two names. No I/O."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache

from verify.corroborate.passages import Document, Passage
from verify.corroborate.running import its_own, retold, sentence_of
from verify.errors import Message
from verify.languages import codes, pack
from verify.languages.facts import facts, latin, levelled, skeleton
from verify.languages.register import Outlet, Register
from verify.model import Assumed, Hop, SourceKind
from verify.model.claim import Chain

OWN = "own"
"""Kind of an origin that nobody is named for: the article's own voice."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Whom it goes back to. kind: a source's kind, or "own". name: as the article has it; the publisher for
    own.

    outlet: id in the register, of an outlet or of the publisher; via: of the outlet that stands before it.
    keys: the name's words in every script alike; surname first for a person. assumed: what says so, where it
    is not the passage's own sentence.
    """

    kind: str
    name: str | None
    keys: frozenset[str] = frozenset()
    outlet: str | None = None
    via: str | None = None
    assumed: Assumed | None = None

    @property
    def named(self) -> bool:
        """Somebody could be asked, by the passage's own words."""
        return self.kind not in (OWN, SourceKind.ANONYMOUS.value, SourceKind.COLLECTIVE.value)


def origins(passage: Passage, document: Document, register: Register) -> tuple[Origin, ...]:
    """The passage's origins: several where its last hop names several side by side, the first one first."""
    chain = passage.chain
    if not chain or (chain[-1].kind is SourceKind.OUTLET and not chain[-1].names):
        found = _signed_beneath(passage, document, register) or _retold(passage, document, register)
        found = found or credit(passage, document, register) or signed(document, register)
        return (found or own_voice(document, register),)
    hop = chain[-1]
    via = _via(chain, register)
    names = hop.names or (None,)
    assumed = _taken_over(hop, passage, document) if hop.inherited else None
    told_by = (_origin(hop, name, via, document.language, register) for name in names)
    return tuple(replace(_resolved(origin, document), assumed=assumed) for origin in told_by)


_LEAD = 2
"""Sentences in which an article credits the outlet that all of it is taken from."""

_NEAR = 4
"""Sentences behind such a credit that may be that outlet's: 30 of 38 such claims among the annotated articles
that running.py tells of; of those farther behind a third.
"""

_AROUND_A_NAME = " \n\t.()[]«»\"“”„'—–-"

_COMPANY = frozenset({"c_company", "c_airline"})


def _retold(passage: Passage, document: Document, register: Register) -> Origin | None:
    """The outlet or document that the passage goes on with, where it is not the publisher."""
    found = retold(passage.spans[0], document)
    if found is None:
        return None
    hop, assumed = found
    origin = replace(_origin(hop, hop.name, None, document.language, register), assumed=assumed)
    mine = own_voice(document, register).outlet
    return None if mine and origin.outlet == mine else origin


def _taken_over(hop: Hop, passage: Passage, document: Document) -> Assumed:
    """What says that a hop which the extraction took over from the context tells this: the nearest claim that
    states it, before the passage if there is one.
    """
    here = passage.spans[0][0]
    stating = [
        said
        for said in document.claims
        if any((h.kind, h.names) == (hop.kind, hop.names) and not h.inherited for h in said.claim.chain)
    ]
    nearest = min(
        stating,
        key=lambda said: (said.claim.spans[0][0] > here, abs(said.claim.spans[0][0] - here)),
        default=None,
    )
    name = hop.name or Message("unnamed people" if hop.kind is SourceKind.ANONYMOUS else "hearsay")
    if nearest is None:
        why = Message("Its origin is assumed: another sentence of the article names {name}.", name=name)
        return Assumed(why)
    number = nearest.number
    return Assumed(Message("Its origin is assumed: {claim} is from {name}.", name=name, claim=number), number)


def credit(passage: Passage, document: Document, register: Register) -> Origin | None:
    """The outlet that the article's beginning credits, where it cites no other in all its length: what it
    says close behind in its own voice is that outlet's.
    """
    hops = [(said, hop) for said in document.claims for hop in said.claim.chain]
    outlets = [(said, hop) for said, hop in hops if hop.kind is SourceKind.OUTLET and hop.name]
    if not outlets or len({name_keys(hop.name or "", document.language) for _, hop in outlets}) > 1:
        return None
    said, hop = outlets[0]
    before = sum(start < said.claim.spans[0][0] for start, _ in document.analysis.sentences)
    if before > _LEAD or len(said.claim.chain) > 1:
        return None
    credited = (hop.cue or hop.mention or said.claim.spans)[0][0]
    here = sentence_of(document, passage.spans[0][0])
    if here - sentence_of(document, credited) > _NEAR or its_own(document, here):
        return None
    why = Message(
        "Its origin is assumed: the article credits {name} at its beginning, in {claim}.",
        name=hop.name,
        claim=said.number,
    )
    origin = _origin(hop, hop.name, None, document.language, register)
    return replace(origin, assumed=Assumed(why, said.number))


def signed(document: Document, register: Register) -> Origin | None:
    """The outlet whose name alone is the article's last sentence: «РИА Новости.»; None for its publisher."""
    start, end = document.analysis.sentences[-1] if document.analysis.sentences else (0, 0)
    found = _by_name(document.text[start:end], document, register)
    if found is None:
        return None
    why = Message("Its origin is assumed: {name} signs the article.", name=found.name)
    return replace(found, assumed=Assumed(why))


def _signed_beneath(passage: Passage, document: Document, register: Register) -> Origin | None:
    """The outlet whose name ends the passage's paragraph, with no verb: «… 400 рейсов, – Reuters.»"""
    start = passage.spans[0][0]
    end = document.text.find("\n", start)
    paragraph = document.text[start : end if end >= 0 else None]
    behind = _SIGNATURE.search(paragraph)
    found = _by_name(behind[1], document, register) if behind else None
    if found is None or behind is None:
        return None
    if sentence_of(document, start + behind.start(1)) == sentence_of(document, start):
        return found
    why = Message("Its origin is assumed: {name} signs the paragraph.", name=found.name)
    return replace(found, assumed=Assumed(why))


_SIGNATURE = re.compile(r"[,(–—-] ?([«\"“„]?[^\W\d_][^,()–—.]{1,28}[»\"”“)]?)\)?\.?\s*$")
"""A paragraph's last words behind a comma, a dash or a bracket."""


def _by_name(words: str, document: Document, register: Register) -> Origin | None:
    """The outlet that these words are the name of, where it is not the publisher."""
    name = words.strip(_AROUND_A_NAME)
    outlet = _outlet(name, register)
    publisher = _outlet(document.publisher, register)
    if outlet is None or (publisher and publisher.id == outlet.id):
        return None
    return Origin(SourceKind.OUTLET.value, name, name_keys(name, document.language), outlet.id)


def _resolved(origin: Origin, document: Document) -> Origin:
    """«Компания», «бюджетная авиакомпания» is the one that the article is about: the name it has most often.
    «Румынская авиакомпания» may be another.
    """
    if origin.kind != SourceKind.ORGANIZATION or not _is_a_company(origin):
        return origin
    names = Counter(t.key for t in document.analysis.terms if t.name and t.key[1:2] != "_")
    common = names.most_common(1)
    return replace(origin, keys=frozenset({skeleton(common[0][0])})) if common else origin


def _is_a_company(origin: Origin) -> bool:
    unnamed = bool(origin.name) and not any(c.isupper() for c in origin.name or "")
    return unnamed and not origin.keys.isdisjoint(_COMPANY) and not any(k[:2] == "p_" for k in origin.keys)


def own_voice(document: Document, register: Register) -> Origin:
    """The publisher itself."""
    outlet = _outlet(document.publisher, register)
    return Origin(OWN, document.publisher, frozenset(), outlet.id if outlet else None)


def cited(chain: Chain, register: Register) -> frozenset[str]:
    """Ids of the outlets anywhere in a chain."""
    names = [name for hop in chain if hop.kind is SourceKind.OUTLET for name in hop.names]
    return frozenset(outlet.id for name in names if (outlet := _outlet(name, register)))


def _via(chain: Chain, register: Register) -> str | None:
    outlets = [_outlet(hop.name, register) for hop in chain[:-1] if hop.kind is SourceKind.OUTLET]
    return next((outlet.id for outlet in reversed(outlets) if outlet), None)


def _origin(hop: Hop, name: str | None, via: str | None, language: str | None, register: Register) -> Origin:
    outlet = _outlet(name, register) if hop.kind in (SourceKind.OUTLET, SourceKind.ORGANIZATION) else None
    return Origin(hop.kind.value, name, name_keys(name or "", language), outlet.id if outlet else None, via)


def _outlet(name: str | None, register: Register) -> Outlet | None:
    return register.by_alias(name) if name else None


def name_keys(name: str, language: str | None) -> frozenset[str]:
    """A name's words, each alike in every script. The words of who speaks for a body are left out, so that a
    press service is its body; names proper alone where there are any. The office of somebody who leads a body
    is that body: of the premier, whatever the premier's name.
    """
    code = language or "en"
    known, words = facts(code), []
    spokes, of_office = _spokes(code), False
    for word in name.split():
        plain = "".join(c for c in word if c.isalnum() or c in "'-").strip("-")
        if not plain:
            continue
        lemmas = _lemmas(plain, code)
        if spokes.intersection(lemmas) or known.offices.intersection(lemmas):
            of_office = of_office or not spokes.intersection(lemmas)
            continue
        words += _name_words(plain, lemmas, code)
    if of_office and any(key in _BODY_OF for _, key in words):
        return frozenset(_BODY_OF.get(k, k) for _, k in words if k in _BODY_OF or k.startswith("p_"))
    names = {key for proper, key in words if proper and not key.startswith("c_")}
    return frozenset(names or {key for _, key in words})


_BODY_OF = {
    "c_primeminister": "c_government",
    "c_government": "c_government",
    "c_president": "c_president",
}
"""Who leads a body -> the body, where its office speaks."""


def _lemmas(plain: str, code: str) -> tuple[str, ...]:
    return levelled(pack(code).word(plain.lower()).lemmas) or (plain.lower(),)


def _name_words(
    plain: str, lemmas: tuple[str, ...], code: str, *, half: bool = False
) -> list[tuple[bool, str]]:
    """Whether it is a name proper, and its key; the halves of «Нур-уль-Хак» each for itself, and a country in
    another language for a half: «Вестник-Ukraine» is «Вестник-Украина».
    """
    term = facts(code).term(lemmas) or (_country(plain) if half else None)
    if "-" in plain and term is None:
        halves = [each for each in plain.split("-") if each]
        return [w for each in halves for w in _name_words(each, _lemmas(each, code), code, half=True)]
    proper = plain[0].isupper() or (plain.isascii() and code != "en")
    return [(proper, term or skeleton(latin(lemmas[0] if not proper else plain.lower())))]


@lru_cache(maxsize=10_000)
def _country(plain: str) -> str | None:
    """The term of a country, by its name in any language that there is a pack for."""
    terms = (facts(code).term(_lemmas(plain, code)) for code in codes())
    return next((term for term in terms if term and term.startswith("p_")), None)


def _spokes(code: str) -> frozenset[str]:
    return pack(code).classes.get("spokes_noun", frozenset())


def same(one: Origin, other: Origin) -> str | None:
    """Why two origins are one source, as a few words; None where they are not known to be.

    Two outlets that cite unnamed people are one only where both cite them through the same outlet.
    """
    if one.outlet and one.outlet == other.outlet:
        both = Message("both go back to {name}", name=one.name or other.name)
        return both if one.named or other.named else Message("one publisher")
    if OWN in (one.kind, other.kind):
        return None
    if one.kind == SourceKind.ANONYMOUS and other.kind == SourceKind.ANONYMOUS:
        alike = bool(one.via) and one.via == other.via
        return Message("the same unnamed people, through one outlet") if alike else None
    if not one.keys or not other.keys or one.named != other.named:
        return None
    if {one.kind, other.kind} == {SourceKind.PERSON.value}:
        alike = _person(one.keys, other.keys)
    else:
        alike = one.keys == other.keys or (one.kind == other.kind and _within(one.keys, other.keys))
    return Message("both go back to {name}", name=one.name) if alike else None


def _person(one: frozenset[str], other: frozenset[str]) -> bool:
    """«Лохер» is «Мартин Лохер», not «Петер Лохер»; declined endings that the chain kept do no harm."""
    hits = sum(any(_alike(a, b) for b in other) for a in one)
    return hits >= min(len(one), len(other))


def _within(one: frozenset[str], other: frozenset[str]) -> bool:
    small, large = sorted((one, other), key=len)
    return all(any(_alike(a, b) for b in large) for a in small)


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    return len(short) >= 3 and long.startswith(short) and len(long) - len(short) <= 1
