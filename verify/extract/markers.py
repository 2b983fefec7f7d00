"""Markers: «Об этом сообщает X» gives its chain to the sentences before that it sums up."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from verify.extract.chains import Chain, distinct, same_hop, taken_over
from verify.extract.frames import Candidate
from verify.extract.person import same_stem
from verify.extract.statements import Statement
from verify.model import Hop, SourceKind

if TYPE_CHECKING:
    from verify.extract.reading import Reading
    from verify.extract.tokens import Sentence

BACKWARD = 2
"""Sentences before a marker («Об этом сообщает X») that it sums up, besides the headline."""


def sum_up(reading: Reading, c: Candidate, s: Sentence) -> None:
    """«Об отставке министра сообщил X» in the lead tells who says what stands before it: a marker."""
    if (
        "fronted" not in c.features
        or not reading.statements
        or not reading.layout.among_first(s.number, 6)
        or not c.content
    ):
        return
    before = reading.statements[-1]
    tokens = reading.reader.tokens
    said = {
        t.word.lower for a, b in before.parts for t in tokens[a:b] if t.word is not None and len(t.text) > 3
    }
    named = [
        t.word.lower for a, b in c.content for t in tokens[a:b] if t.word is not None and len(t.text) > 3
    ]
    start = s.first if c.content[0][0] <= s.first else c.content[0][0] - 1
    pointing = _points(reading, start)
    if not before.settled and (pointing or any(same_stem(n, w) for n in named for w in said)):
        c.marker, c.rule, c.content = True, "verb-marker", []


def _points(reading: Reading, k: int) -> bool:
    """«О | его | смерти сообщила …»: what was told before is meant. k: the preposition."""
    tokens = reading.reader.tokens
    w = tokens[k + 1].word if k + 2 < len(tokens) else None
    about = tokens[k].word
    if w is None or about is None or "about_preposition" not in about.classes:
        return False
    return bool(w.classes & {"his", "this_word"})


def mark(reading: Reading, s: Sentence, chains: list[Chain]) -> None:
    """«Об этом сообщает X»: its chain goes to the sentences before that it sums up."""
    chain: Chain = ()
    for part in chains:
        chain += part
    chain = distinct(chain)
    if not chain:
        return
    if not reading.marker_chain:
        reading.marker_chain, reading.marker_sentence = chain, s.number
    reading.discourse.remember(chain)
    if chain[-1].kind is SourceKind.PERSON and len(chain) > 1:
        outer = taken_over(chain[:-1])
        reading.discourse.running[chain[-1].name or ""] = outer
    covered: set[int] = set()
    reading.spoke = (s.number, s.paragraph, chain)
    reading.marked = s.number
    before = (n for n in range(s.number) if reading.layout.prose[n] and n not in reading.layout.title)
    lead = sum(1 for _ in islice(before, BACKWARD + 2))
    reach = BACKWARD if lead <= BACKWARD + 1 else 1
    for statement in reversed(reading.statements):
        n = statement.sentence.number
        if n not in covered and (len(covered) >= reach or s.paragraph - statement.sentence.paragraph > 2):
            break
        if statement.settled and not extends(statement, chain):
            break
        covered.add(n)
        if (
            not statement.settled and statement.quote >= 0
        ):  # said in a quotation whose speaker stands behind it
            statement.chain = reading.quote_chains.get(statement.quote, statement.chain)
            if not extends(statement, chain):
                statement.settled = bool(statement.chain)
                continue
        statement.chain = joined(chain, statement)
        statement.settled = True
        for hop in statement.chain:
            if hop.kind is SourceKind.PERSON and hop.name and all(h.kind is SourceKind.OUTLET for h in chain):
                reading.discourse.running[hop.name] = taken_over(chain)
    if not covered:
        reading.discourse.chain = chain
        reading.above = () if lead else chain


def extends(s: Statement, chain: Chain) -> bool:
    """True where a marker adds hops in front of what a statement already has."""
    if any(h.kind is SourceKind.OUTLET for h in s.chain):
        named = {name for h in (*chain, *s.chain) for name in h.names}
        apart = len(named) == len(chain) + len(s.chain)  # «…, сказал он CNN. Об этом пишет Reuters»
        return (
            apart
            and s.chain[-1].kind is SourceKind.PERSON
            and all(h.kind is SourceKind.OUTLET for h in chain)
        )
    if s.chain and chain[-1].kind is SourceKind.PERSON and _by_role(s.chain[0]):
        return True
    return chain[0].kind is SourceKind.OUTLET or same_hop(chain[-1], s.chain[0]) if s.chain else True


def _by_role(hop: Hop) -> bool:
    """Somebody whom no name tells: «сообщила врач»."""
    return hop.kind is SourceKind.PERSON and (hop.name or "A")[0].islower()


def joined(chain: Chain, s: Statement) -> Chain:
    if s.chain and same_hop(chain[-1], s.chain[0]):
        return (*chain, *s.chain[1:])
    hearsay = [(h.kind, h.names) for h in s.chain] == [(SourceKind.COLLECTIVE, ())]
    if hearsay and chain[-1].kind is not SourceKind.OUTLET:
        return chain  # «Стало известно, что …. Об этом сообщил X»
    if s.chain and chain[-1].kind is s.chain[0].kind is SourceKind.PERSON:
        if _by_role(s.chain[0]):
            return (*chain, *s.chain[1:])  # «сообщила врач. Об этом заявила врач Анна Лескова»
        return distinct((*chain, *s.chain))  # «Про це розповів депутат X»: what somebody else said
    if s.chain and chain[-1].kind is not SourceKind.OUTLET:
        return (*(h for h in chain if h.kind is SourceKind.OUTLET), *s.chain)
    return distinct((*chain, *s.chain))
