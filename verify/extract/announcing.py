"""Sentences that only attribute («Он добавил:», "Graham asked."), and sources alone at a sentence's edge."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from verify.extract.chains import Chain, running, taken_over
from verify.extract.cues import find, phrase_end
from verify.extract.frames import Candidate, Scene, nominative
from verify.extract.headline import headline_candidates
from verify.extract.statements import Statement
from verify.extract.subjects import subject
from verify.extract.verb_regions import finite_in
from verify.languages.words import Pos
from verify.model import SourceKind

if TYPE_CHECKING:
    from verify.extract.mentions import Mention
    from verify.extract.reading import Reading
    from verify.extract.tokens import Sentence


def credited(reading: Reading, scene: Scene) -> Candidate | None:
    """«…, агентство Associated Press.»: a medium alone at the sentence's end, its verb lost."""
    seg = scene.segs[-1]
    if len(scene.segs) < 2 or seg.quote or seg.before not in (",", "-") or not reading.reader.pack.cased:
        return None
    mentions = scene.mentions(len(scene.segs) - 1)
    if len(mentions) != 1 or mentions[0].outlet is None or mentions[0].preposition:
        return None
    words = sum(t.word is not None for t in reading.reader.tokens[seg.first : seg.last])
    if words > mentions[0].last - mentions[0].first or not any(
        "outlet_noun" in t.word.classes
        for t in reading.reader.tokens[seg.first : seg.last]
        if t.word is not None
    ):
        return None
    found = Candidate("credit", (seg.first, seg.last), len(scene.segs) - 1, sources=mentions, outer=True)
    found.region, found.content = [(seg.first, seg.last)], [(scene.first, seg.first)]
    return found


def speaker_alone(scene: Scene) -> Candidate | None:
    """«Мер Полтави Петро Лось: «…»», «Петро Лось, мер: «…»»: who speaks and a colon, no verb."""
    number = len(scene.segs) - 1
    if not 0 < number < 3 or not scene.segs[-1].quote or not scene.pack.cased:
        return None
    if number > 1 and finite_in(scene, scene.segs[1].first, scene.segs[1].last):
        return None
    found = headline_candidates(replace(scene, segs=[scene.segs[0], *scene.segs[number:]]))
    if len(found) != 1 or found[0].rule != "headline-colon":
        return None
    source = found[0].sources[0]
    named = source.kind is SourceKind.PERSON and not source.reference
    if not named and (number > 1 or source.kind is not SourceKind.ORGANIZATION):
        return None
    found[0].rule = "verb-colon"
    return found[0]


def such_are(scene: Scene) -> Candidate | None:
    """«Таковы данные опроса, проведённого X.»: no verb; whose data the sentences before tell."""
    end = phrase_end(scene.reader.tokens, scene.first, scene.last, scene.pack, "such_are")
    if not end or finite_in(scene, scene.first, scene.segs[0].last):
        return None
    start, last = end - 1, scene.segs[0].last
    # the data, else whose they are
    told = [m for k in (start, start + 1) if (m := next(scene.reader.each(k, last), None)) is not None]
    source = next((m for m in told if m.kind is SourceKind.DOCUMENT and not m.reference), None)
    if source is None or source.first > start + 1:
        return None
    found = Candidate("verb-marker", (scene.first, start), 0, sources=[source], marker=True)
    found.region = [(scene.first, scene.last)]
    return found


LONGEST_LABEL = 4
"""Tokens between «Пряма мова» and its colon: whose words they are."""


def labelled(reading: Reading, s: Sentence) -> None:
    """«Пряма мова: «…»», «Прямая речь Лося: «…»»: words that a label announces, of whom it names or of who
    spoke last."""
    tokens, pack = reading.reader.tokens, reading.reader.pack
    first = reading.layout.offsets.get(s.number, s.first)
    opening = tokens[first].word
    if opening is None or opening.lower not in pack.phrases:
        return  # nearly every sentence
    part = phrase_end(tokens, first, s.last, pack, "section_label")
    if part and part < s.last - 1 and tokens[part].text == ":":
        reading.layout.offsets[s.number] = part + 1  # "Details: …"
        return
    k = phrase_end(tokens, first, s.last, pack, "speech_label")
    if not k:
        return
    colon = next((j for j in range(k, min(k + LONGEST_LABEL, s.last - 1)) if tokens[j].text == ":"), -1)
    if colon < 0:
        return
    whose = next(reading.reader.each(k, colon), None)
    chain = reading.discourse.hops(whose, (first, k), "verb-colon") if whose is not None else ()
    chain = chain or taken_over(reading.discourse.chain, reading.discourse.span(first, k))
    reading.layout.offsets[s.number] = colon + 1
    if chain:
        reading.discourse.remember(chain)
        reading.pending, reading.pending_paragraph, reading.pending_speech = chain, s.paragraph, False


def signature(reading: Reading, scene: Scene) -> Candidate | None:
    """ "…” — Marta Quill": a name alone behind a quotation and a dash."""
    if (
        reading.reader.pack.cased
        or len(scene.segs) < 2
        or scene.segs[-1].before != "-"
        or not scene.segs[-2].quote
    ):
        return None
    found = headline_candidates(scene)
    return found[0] if found and found[0].sources[0].kind is SourceKind.PERSON else None


def announce(reading: Reading, scene: Scene, s: Sentence, made: list[Statement]) -> None:
    """A sentence that only attributes: «Он добавил:», "Graham asked." """
    if made:
        return
    chain = _bare_cue(reading, scene)
    if not chain and reading.reader.pack.cased and _opens_speech(reading, s):
        who = _who(scene)
        chain = reading.discourse.hops(who, (who.first, who.last), "verb-alone") if who is not None else ()
    if not chain:
        return
    reading.speaks_here = True
    reading.discourse.remember(chain)
    if not reading.reader.pack.cased:
        _note_announced(reading, s)
    if reading.reader.tokens[s.last - 1].text == ":" or not reading.reader.pack.cased:
        reading.pending, reading.pending_paragraph = chain, s.paragraph
        reading.pending_speech = reading.reader.tokens[s.last - 1].text == ":"
    if reading.reader.tokens[s.last - 1].text == ":":
        return
    above = s.paragraph - 1 if _closes_above(reading, scene, s) else -1
    for statement in reversed(reading.statements):
        if statement.settled:
            break
        if statement.sentence.paragraph != above and (
            statement.sentence.paragraph != s.paragraph or statement.quote < 0
        ):
            break
        statement.chain, statement.settled = chain, True
        reading.quote_chains[statement.quote] = chain


def _cue_alone(reading: Reading, scene: Scene) -> bool:
    """True where the sentence opens with who spoke: "…?” Hollis said, looking at the pier."""
    first = scene.mentions(0)[:1]
    cue = next(
        (c for c in find(reading.reader.tokens, scene.segs, reading.reader.pack) if c.name == "verb"), None
    )
    if not first or cue is None or cue.segment or not cue.classes & {"speak_say", "ask_verb"}:
        return False
    return (
        first[0].first <= scene.segs[0].first
        and cue.first - first[0].last <= 1
        and scene.segs[0].last - cue.last <= 4
    )


def _note_announced(reading: Reading, s: Sentence) -> None:
    """Keep the cue of a sentence that only attributes; the quotation that it closes is its content."""
    reading.candidates.append((s, reading.alone, True))
    said = reading.quote_from(s.first - 1)
    if said is not None and said.last == s.first - 1:
        reading.alone.content.append((said.first, said.last))


def announces(reading: Reading, scene: Scene, accepted: list[Candidate], s: Sentence) -> bool:
    """ "The governor added:", "… she asked." — a sentence that does nothing but attribute."""
    if reading.reader.pack.cased and not accepted:
        if _closes_above(reading, scene, s):
            return True
        return _opens_speech(reading, s) and _who(scene) is not None
    if reading.reader.pack.cased or accepted or not scene.segs or scene.segs[0].quote:
        return False
    behind = s.number and reading.sentences[s.number - 1].paragraph == s.paragraph
    closed = reading.quote_from(s.first - 1)
    if behind and closed is not None and closed.last == s.first - 1 and _cue_alone(reading, scene):
        return True
    if len(scene.segs) > 2 or any(g.quote for g in scene.segs) or s.last - s.first > 9:
        return False
    last = max(
        (c.last for c in find(reading.reader.tokens, scene.segs, reading.reader.pack) if c.name == "verb"),
        default=0,
    )
    held = scene.word(last - 2)  # "X did not answer | calls"
    return last == s.last - 1 and not (held is not None and held.pos & Pos.VERB and not held.pos & Pos.AUX)


LONGEST_CLOSING = 14
"""Words of «– сказал на совещании глава совета Пётр Лось.» in a paragraph of its own."""


def _closes_above(reading: Reading, scene: Scene, s: Sentence) -> bool:
    """«– сказал мэр.» in a paragraph of its own: the one above is what was said, its marks lost."""
    tokens = reading.reader.tokens
    if tokens[s.first].text not in "-–—" or any(g.quote for g in scene.segs) or not reading.statements:
        return False
    if reading.statements[-1].sentence.paragraph != s.paragraph - 1:
        return False
    words = [t for t in tokens[s.first : s.last] if t.word is not None]
    opens = words[0].word if words and len(words) <= LONGEST_CLOSING else None
    return (
        opens is not None and not words[0].cap and bool(opens.pos & Pos.VERB) and "speak_say" in opens.classes
    )


def _opens_speech(reading: Reading, s: Sentence) -> bool:
    """«Тренер подвёл итоги матча:» and a quotation behind it."""
    tokens = reading.reader.tokens
    if tokens[s.last - 1].text != ":" or s.last >= len(tokens):
        return False
    said = reading.quote_from(s.last)
    return said is not None and said.first == s.last


def _who(scene: Scene) -> Mention | None:
    """The person or body that a sentence is about."""
    for n in range(len(scene.segs)):
        for m in scene.mentions(n):
            somebody = m.kind in (SourceKind.PERSON, SourceKind.ORGANIZATION) and m.reference != "thing"
            if somebody and nominative(m):
                return m
    return None


def _bare_cue(reading: Reading, scene: Scene) -> Chain:
    for cue in find(reading.reader.tokens, scene.segs, reading.reader.pack):
        if cue.name == "verb" and not cue.negated:
            sources = subject(scene, cue, inverted=True)
            if sources:
                hops = reading.discourse.hops(sources[0], (cue.first, cue.last), "verb-alone")
                reading.alone = Candidate("verb-alone", (cue.first, cue.last), cue.segment, sources=sources)
                return running(reading, hops) if len(hops) == 1 else hops
    return ()
