"""The engine: text to claims with chains. A pure function of the text, what is known of it, and the packs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from verify.extract import flags, proposals
from verify.extract.confidence import of_claim, rated
from verify.extract.discourse import Discourse, seen_words
from verify.extract.headline import lower_titles
from verify.extract.layout import Layout, lay_out
from verify.extract.odd_surnames import christen
from verify.extract.outlets import outlet_index, with_short_names
from verify.extract.people import People
from verify.extract.publisher import find_publisher, without_publisher
from verify.extract.reader import Reader
from verify.extract.reading import Reading, statement_quotes
from verify.extract.tokens import paragraph_starts, quotations, sentences, tokenise
from verify.extract.unlisted import with_unlisted
from verify.extract.wording import Owners
from verify.languages import codes, detect, pack
from verify.languages.register import Register, register
from verify.model import Attribution, AttributionType, Claim, Extraction, Metadata, Mode, words

if TYPE_CHECKING:
    from verify.extract.frames import Candidate
    from verify.extract.statements import Statement
    from verify.extract.tokens import Sentence, Token
    from verify.model import Link

ENGINE = "rules"
ENGINE_VERSION = "1"


def read(text: str, metadata: Metadata, outlets: Register) -> tuple[Reading, Metadata]:
    """The article read, and the metadata completed by what the text states."""
    language = metadata.language if metadata.language in codes() else None
    code = language or detect(text) or "en"
    language_pack = pack(code)
    tokens = tokenise(text, language_pack)
    breaks = paragraph_starts(text, tokens)
    marks = quotations(text, tokens, breaks)
    parts = sentences(text, tokens, breaks, language_pack)
    likely = language_pack.likely(text)
    layout = lay_out(text, tokens, parts, language_pack, likely) if tokens else Layout([])
    titles = [range(parts[n].first, parts[n].last) for n in layout.title]
    if not language_pack.cased:
        christen(tokens, language_pack, titles)
    found = outlet_index(tokens, outlets)
    if not language_pack.cased:
        lower_titles(tokens, titles)
        found = with_short_names(tokens, found, language_pack)
    found = with_unlisted(tokens, found, language_pack)
    people = People(tokens, language_pack, [(k, v[0]) for k, v in found.items() if not v[2]], titles, breaks)
    reader = Reader(tokens, language_pack, outlets, people, found)
    discourse = Discourse(reader, text, seen_words(tokens))
    quotes = statement_quotes(reader, marks)
    reading = Reading(text, reader, parts, layout, quotes, discourse, likely)
    reading.read()
    known = metadata.completed(layout.metadata)
    known = known.completed(Metadata(language=code))
    return reading, replace(known, publisher=metadata.publisher or find_publisher(reading, known))


def extract(
    text: str,
    metadata: Metadata | None = None,
    *,
    links: Sequence[Link] = (),
    carries_links: bool = False,
    outlets: Register | None = None,
) -> Extraction:
    """Claims, chains and flags of one article.

    text: as read; every offset in the result is a code point of it. metadata: what is known already (it wins
    over what the text states). links: the page's hyperlinks; carries_links: whether the input could carry any
    (only then can a citation be `unlinked`). outlets: the register of sources, the shipped one by default.
    """
    known = outlets or register()
    reading, about = read(text, metadata or Metadata(), known)
    claims = [_claim(s, reading, about, known) for s in reading.statements]
    owners = Owners(reading, flags.NAMES | proposals.NAMES)
    claims = flags.flagged(claims, reading, owners, links if carries_links else None)
    claims = proposals.proposed(claims, reading, owners)
    attributions = tuple(_attributions(reading))
    reading.discourse.bodies.let_go()
    return Extraction(about, tuple(claims), attributions, ENGINE, ENGINE_VERSION)


def _claim(s: Statement, reading: Reading, about: Metadata, outlets: Register) -> Claim:
    tokens = reading.reader.tokens
    spans = tuple((tokens[a].start, tokens[b - 1].end) for a, b in s.parts)
    first = reading.layout.offsets.get(s.sentence.number, s.sentence.first)
    sentence = (tokens[first].start, tokens[s.sentence.last - 1].end)
    chain = rated(without_publisher(s.chain, about, outlets))
    return Claim(
        spans, words(reading.text, spans), sentence, _mode(s, tokens, bool(chain)), chain, (), of_claim(chain)
    )


def _mode(s: Statement, tokens: list[Token], attributed: bool) -> Mode:
    """Direct where every word stands in quotation marks (or is said after a colon), mixed where some do."""
    if not attributed:
        return Mode.NONE
    levels = [tokens[k].level > 0 for a, b in s.parts for k in range(a, b) if tokens[k].word is not None]
    marked = s.headline and s.first > 0 and tokens[s.first - 1].text in '«"“'  # too short for a quotation
    if (s.quote >= 0 or marked) and all(levels):
        return Mode.DIRECT
    return Mode.MIXED if any(levels) else Mode.INDIRECT


def _attributions(reading: Reading) -> list[Attribution]:
    """Raw source/cue/content triples, before they become chains: those chosen, and intentions."""
    tokens = reading.reader.tokens

    def span(first: int, last: int) -> tuple[int, int]:
        return tokens[first].start, tokens[last - 1].end

    found = []
    for s, c, accepted in reading.candidates:
        if (
            not (accepted or c.type is AttributionType.INTENTION or c.features.keys() & {"weak", "aside"})
            or not c.content
            or c.marker
        ):
            continue
        source = tuple(span(m.first, m.last) for m in c.sources) or None
        if "relative" in c.features:
            source = (span(int(c.features["relative"]), int(c.features["relative"]) + 1),)
        content = tuple(span(a, b) for a, b in _clean(c.said or _with_quotations(c, reading, s), tokens))
        if content:
            found.append(Attribution(source, (span(*c.cue),), content, c.type))
    return found


def _with_quotations(c: Candidate, reading: Reading, s: Sentence) -> list[tuple[int, int]]:
    """The content's ranges, each quotation that they touch taken whole, and the one resumed right behind the
    cue."""
    found = list(c.content)
    last = len(reading.reader.tokens)
    for n, (a, b) in enumerate(c.content):
        held = reading.quote_from(a)
        if held is not None and held.first < max(b, a + 2):
            found[n] = (min(a, held.first), max(b, held.last))
    opening = reading.quote_from(c.content[0][0] + 1)
    quoted = c.rule == "verb-around" and opening is not None and opening.first <= c.content[0][0] + 1
    resumed = reading.quote_from(s.last)
    ended = max(b for _, b in c.content) <= c.cue[0]
    if (
        quoted
        and ended
        and s.last < last
        and resumed is not None
        and resumed.first == s.last
        and _same_paragraph(reading, s)
    ):
        found.append((resumed.first, resumed.last + 1))
    return found


def _same_paragraph(reading: Reading, s: Sentence) -> bool:
    n = s.number + 1
    return n < len(reading.sentences) and reading.sentences[n].paragraph == s.paragraph


def _clean(content: list[tuple[int, int]], tokens: list[Token]) -> list[tuple[int, int]]:
    """The content's ranges without marks at their ends."""
    kept = []
    for a, b in content:
        while a < b and tokens[a].word is None:
            a += 1
        while b > a and tokens[b - 1].word is None:
            b -= 1
        if b > a:
            kept.append((a, b))
    return kept
