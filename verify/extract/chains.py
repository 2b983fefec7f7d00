"""The chain of a candidate: its hops, and what it goes on with from the text before."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from verify.extract.frames import Candidate
from verify.languages.words import NEUT, PLURAL, Pos
from verify.model import Hop, SourceKind

if TYPE_CHECKING:
    from verify.extract.mentions import Mention
    from verify.extract.reading import Reading

Chain = tuple[Hop, ...]
_SEVERAL = (SourceKind.ANONYMOUS, SourceKind.COLLECTIVE)


def inside_out(by: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """ "Reuters reports that …, according to the ministry": the medium stands nearer, whoever closes the
    sentence. «X сообщает, что, | по словам Y, | …»: X tells what Y said."""
    if inner := [c for c in by if _inside_clause(c, by)]:
        by = (*(c for c in by if c not in inner), *inner)
    if len(by) == 2 and by[1].rule == "verb-intro" and by[0].rule == "verb-around":
        last, first = (c.sources[0].kind if c.sources else None for c in by)
        if first is SourceKind.OUTLET and last not in (None, SourceKind.OUTLET):
            return by[1], by[0]  # «Как пишет X, …, | рассказал источник»
    if len(by) != 2 or by[0].rule != "according" or not by[0].sources or not by[1].sources:
        return by
    phrase, other = (c.sources[0].kind is SourceKind.OUTLET for c in by)
    return (by[1], by[0]) if other and not phrase else by


def _inside_clause(c: Candidate, by: tuple[Candidate, ...]) -> bool:
    """True for a phrase in the middle of what somebody else is said to say."""
    if c.rule != "by" or c.content[-1][0] < c.cue[1]:
        return False
    return any(a.rule == "verb-clause" and a.content[0][0] <= c.cue[0] < a.content[-1][1] for a in by)


def same_hop(a: Hop, b: Hop) -> bool:
    return a.kind is b.kind and a.names == b.names


def distinct(chain: Chain) -> Chain:
    """A source named twice in one chain is one hop; so are two media side by side whose names were lost."""
    found: list[Hop] = []
    for hop in chain:
        if found and hop.kind is SourceKind.OUTLET and not hop.names and same_hop(hop, found[-1]):
            continue
        if not any(same_hop(hop, h) and hop.names for h in found):
            found.append(hop)
    return tuple(found)


def taken_over(chain: Chain, cue: tuple[int, int] | None = None) -> Chain:
    """A chain that what follows takes over from its context, by its own cue where it has one."""
    return tuple(replace(h, inherited=True, cue=(cue,) if cue else h.cue) for h in chain)


def hops_of(reading: Reading, c: Candidate, accepted: list[Candidate], known: dict[int, Chain]) -> Chain:
    """The hops of a candidate. known: those of the sentence's candidates already made, by their id()."""
    d = reading.discourse
    verb = reading.reader.tokens[c.cue[0]].word
    d.verb_genders = verb.verb_genders if verb is not None and reading.reader.pack.cased else 0
    cue = d.span(*c.cue)
    if c.rule == "verb-marker" and (c.features.get("lost") or (c.publishes and not c.sources)):
        lost = reading.discourse.outlet
        hop = Hop(SourceKind.OUTLET, lost.names if lost else (), None, (cue,), lost is not None, 1.0, c.rule)
        return (hop, *_of_mentions(reading, c.beyond, c))
    if c.rule == "verb" or (
        c.sources and c.sources[0].reference in ("he", "she", "they") and _passive(reading, c)
    ):
        return taken_over(d.chain, cue)
    if c.features.get("place") and _unsigned(c.sources[0]):
        whose = _whose(reading)
        return taken_over((whose,), cue) if whose is not None else _agentless(reading, c, cue)
    if c.elided:
        return _elided(reading, c, accepted, known)
    if c.agentless:
        return _agentless(reading, c, cue)
    hops: Chain = ()
    for m in c.medium:
        hops += _of_mentions(reading, [m], c)
    if c.features.get("interview") and d.interviewer is not None:
        hops += taken_over((d.interviewer,), cue)
    hops += _of_mentions(reading, c.sources, c)
    beside = len(c.beyond) < 2 or c.beyond[0].kind is c.beyond[1].kind
    for group in [c.beyond] if beside else [[m] for m in c.beyond]:
        hops += _of_mentions(reading, group, c)
    if len(hops) == 1 and c.sources and _of_the_same(reading, c.sources[0], hops[0]):
        hops = (*taken_over(d.chain[:-1]), *hops)
    return distinct(hops)


def _of_the_same(reading: Reading, m: Mention, hop: Hop) -> bool:
    """«Reuters со ссылкой на источники … По словам собеседника, …»: one of those whom the medium cited."""
    chain = reading.discourse.chain
    if hop.kind is not SourceKind.ANONYMOUS or len(chain) < 2 or chain[-1].kind is not SourceKind.ANONYMOUS:
        return False
    bare = m.last - m.first == 1 and "anon_noun" in m.classes and not m.reference
    if not bare or "role_noun" in m.classes or not reading.reader.pack.cased:
        return False
    near = 0 <= reading.now - reading.spoke[0] <= 2 and m.first >= reading.sentences[reading.now].first
    return near and chain[-2].kind is SourceKind.OUTLET


def _elided(reading: Reading, c: Candidate, accepted: list[Candidate], known: dict[int, Chain]) -> Chain:
    """A verb without its subject goes on with the sentence's source, else with the one cited before."""
    d = reading.discourse
    told = [a for a in accepted if not a.outer and known.get(id(a))]
    before = [known[id(a)] for a in told if a.cue < c.cue] or [known[id(a)] for a in told][:1]
    earlier = before[-1] if before else d.chain[-1:]
    w = reading.reader.tokens[c.cue[0]].word
    if earlier and earlier[-1].kind is SourceKind.PERSON and w is not None and w.verb_genders == NEUT:
        earlier = (d.body,) if d.body is not None else ()  # «пообещало» is nobody's word but a body's
    return tuple(replace(h, inherited=not before, cue=(d.span(*c.cue),), rule=c.rule) for h in earlier)


def _of_mentions(reading: Reading, mentions: list[Mention], c: Candidate) -> Chain:
    if not mentions:
        return ()
    hops = reading.discourse.hops(mentions[0], c.cue, c.rule)
    if (
        c.publishes
        and hops
        and not c.features.get("place")
        and _unknown_outlet(reading, mentions[0])
        and not reading.discourse.bodies.is_company(hops[-1])
    ):
        hops = (*hops[:-1], replace(hops[-1], kind=SourceKind.OUTLET))
    if c.publishes and hops and _several(reading, mentions[0]):
        called = reading.discourse.words(mentions[0].first, mentions[0].last)
        hops = (*hops[:-1], replace(hops[-1], kind=SourceKind.OUTLET, names=(called,)))
    staff = mentions[0].kind is SourceKind.PERSON and mentions[0].preposition
    if c.features.get("place") and hops and staff:
        hops = (*hops[:-1], replace(hops[-1], kind=SourceKind.ORGANIZATION))  # «у Лесковой ответили»
    if c.features.get("place") and hops and _mere_place(reading, mentions[0]):
        place = reading.discourse.words(mentions[0].first - 1, mentions[0].last)
        hops = (replace(hops[-1], kind=SourceKind.COLLECTIVE, names=(place,)),)
    for m in mentions[1:]:
        more = reading.discourse.hops(m, c.cue, c.rule)
        if more and hops:
            last = hops[-1]
            mention = (*(last.mention or ()), *(more[-1].mention or ()))
            hops = (*hops[:-1], replace(last, names=(*last.names, *more[-1].names), mention=mention))
    return hops


def _unsigned(m: Mention) -> bool:
    """A post or release without a word of whose it is."""
    return m.kind is SourceKind.DOCUMENT and m.of is None


def _whose(reading: Reading) -> Hop | None:
    """Who «отметили в посте»: the body that spoke before, else the one told of, else the group."""
    d = reading.discourse
    spoke = d.chain[-1] if d.chain and d.chain[-1].kind is SourceKind.ORGANIZATION else None
    return spoke or d.body or d.group


def _several(reading: Reading, m: Mention) -> bool:
    """«Передают Стражи Сулы»: a plural with a capital that opens no sentence, and nobody's name."""
    return (
        reading.reader.pack.cased
        and m.kind is SourceKind.PERSON
        and m.numbers == PLURAL
        and not m.reference
        and not m.preposition
        and reading.reader.tokens[m.head].cap
        and m.first > 0
        and reading.reader.tokens[m.first - 1].word is not None
        and not reading.reader.people.within(m.first, m.last)
    )


def _unknown_outlet(reading: Reading, m: Mention) -> bool:
    """A name that no list knows and that writes or reports is a medium."""
    t = reading.reader.tokens[m.head]
    if m.kind is SourceKind.ORGANIZATION and not m.classes and not m.reference:
        w = t.word
        named = (n.word.classes for n in reading.reader.tokens[m.first : m.last] if n.word is not None)
        if any(classes & {"org_noun", "company_mark"} for classes in named):
            return False  # «ГУ ДСНС», «Orbis Group»
        marked = reading.reader.tokens[m.first].text in '«“„"'
        return t.cap and (w is None or marked or not w.pos & Pos.PLACE) and reading.reader.pack.cased
    return m.kind is SourceKind.ORGANIZATION and _in_marks(reading, m)


def _in_marks(reading: Reading, m: Mention) -> bool:
    """«Слова приводит «Суляны ФМ»»: a name that begins with a place, in marks, is no place."""
    tokens, places = reading.reader.tokens, {"place", "place_as_body"}
    if not reading.reader.pack.cased or m.reference or tokens[m.first].text not in '«“„"':
        return False
    return m.last - m.first > 3 and bool(m.classes) and m.classes <= places


def _mere_place(reading: Reading, m: Mention) -> bool:
    w = reading.reader.tokens[m.head].word
    if w is None or "org_noun" in w.classes:
        return False
    marked = reading.reader.tokens[m.first].text in '«“„"'  # «в «Энергосуле»» is no place
    return bool((w.pos & Pos.PLACE and not marked) or "place_as_body" in w.classes)


def _agentless(reading: Reading, c: Candidate, cue: tuple[int, int]) -> Chain:
    """«Отмечается» goes on with the source cited before; alone, and in the plural, nobody is named."""
    d = reading.discourse
    fresh = reading.marked == reading.now - 1 and c.rule not in ("hearsay", "by")
    there = any(
        (w := reading.reader.tokens[k].word) is not None and "there_word" in w.classes
        for k in range(max(0, c.cue[0] - 3), min(c.cue[1] + 1, len(reading.reader.tokens)))
    )
    spoke = d.chain[-1] if d.chain and d.chain[-1].kind is SourceKind.ORGANIZATION else d.body
    if there and spoke is not None:  # «Там утверждают, что …», «…, уточнили там»
        return taken_over((spoke,), cue)
    continues = d.chain and (
        fresh
        or c.features.get("continues")
        or (c.rule == "according" and reading.reader.pack.cased and reading.now - reading.spoke[0] <= 1)
        or (c.rule not in ("hearsay", "by") and _passive(reading, c))
    )
    if continues:
        return taken_over(_theirs(reading) if c.features.get("of_them") else d.chain, cue)
    return (Hop(SourceKind.COLLECTIVE, (), None, (cue,), False, 1.0, c.rule),)


def _theirs(reading: Reading) -> Chain:
    """«По словам одного из них»: of those who spoke last, less whom they spoke of."""
    said = reading.statements[-1].chain if reading.statements else ()
    last = max((n for n, h in enumerate(said) if h.kind in _SEVERAL), default=-1)
    return said[: last + 1] or reading.discourse.chain


def _passive(reading: Reading, c: Candidate) -> bool:
    w = reading.reader.tokens[c.cue[0]].word
    return w is not None and "speak_passive" in w.classes and "reported" not in w.classes


def running(reading: Reading, chain: Chain) -> Chain:
    """A person quoted through a medium keeps the medium while the same report runs on."""
    before = reading.discourse.running.get(chain[0].name or "")
    return (*before, *chain) if before else chain
