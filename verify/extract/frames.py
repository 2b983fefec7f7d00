"""What frames share: a cue's candidate, the sentence as frames see it, where clauses begin.

A frame yields a candidate: what a cue attributes, and to whom. Choosing comes after.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from verify.extract.cues import Cue, phrase_end
from verify.languages.words import PLURAL, SINGULAR, Case, Pos
from verify.model import AttributionType, SourceKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from verify.extract.clauses import Segment
    from verify.extract.mentions import Mention
    from verify.extract.reader import Reader
    from verify.languages import Pack
    from verify.languages.words import Word

Range = tuple[int, int]


@dataclass(slots=True)
class Candidate:
    """A cue with its source and content, token ranges all. `region`: the words that attribute, cut out of the
    statement. `outer`: it stands around other frames («…, передает X»), so its hops come nearer to the
    publisher."""

    rule: str
    cue: Range
    segment: int
    region: list[Range] = field(default_factory=list)
    content: list[Range] = field(default_factory=list)
    sources: list[Mention] = field(default_factory=list)
    medium: list[Mention] = field(default_factory=list)
    beyond: list[Mention] = field(default_factory=list)
    marker: bool = False
    outer: bool = False
    agentless: bool = False
    elided: bool = False
    whole: bool = False
    said: list[Range] = field(default_factory=list)  # what is attributed, where the statement holds more
    publishes: bool = False
    type: AttributionType = AttributionType.COMMUNICATION
    features: dict[str, float] = field(default_factory=dict)
    refused: str = ""  # why it does not hold; "" while it does


@dataclass(slots=True)
class Scene:
    """One sentence, as frames see it."""

    reader: Reader
    segs: list[Segment]
    first: int
    last: int
    cached: dict[int, list[Mention]] = field(default_factory=dict)
    pack: Pack = field(init=False)  # the reader's: asked for at every turn
    _named: set[int] | None = None

    def __post_init__(self) -> None:
        self.pack = self.reader.pack

    @property
    def named(self) -> set[int]:
        """Tokens of the sentence that stand in a noun phrase."""
        if self._named is None:
            self._named = {
                k for n in range(len(self.segs)) for m in self.mentions(n) for k in range(m.first, m.last)
            }
        return self._named

    def mentions(self, number: int) -> list[Mention]:
        """Mentions of a segment of plain text."""
        if number not in self.cached:
            seg = self.segs[number]
            self.cached[number] = [] if seg.quote else self.reader.mentions(seg.first, seg.last)
        return self.cached[number]

    def word(self, k: int) -> Word | None:
        """What the pack knows of token k; None for a mark, and where the text has no token k."""
        tokens = self.reader.tokens
        return tokens[k].word if 0 <= k < len(tokens) else None

    def end_of(self, number: int) -> int:
        """End of the sentence's words from a segment on, final marks excluded."""
        end = self.last
        while (
            end > self.segs[number].first
            and self.reader.tokens[end - 1].word is None
            and self.reader.tokens[end - 1].text not in "%‰$€£₴₽"
        ):
            end -= 1
        return end


def clause_start(scene: Scene, number: int) -> int:
    """First token of the clause that a segment belongs to, dependent segments before it included."""
    k = number
    opening = scene.word(scene.segs[number].first)
    if (
        opening is not None
        and opening.pos & Pos.CONJ
        and not opening.pos & Pos.SUBORD
        and "as_word" not in opening.classes
    ):
        return scene.segs[number].first
    while k > 0:
        seg = scene.segs[k]
        if seg.before in (";", ":") or scene.segs[k - 1].quote:
            break
        first = scene.word(seg.first)
        if k < number and first is not None and "contrast" in first.classes:
            break
        k -= 1
    return scene.segs[k].first


def side_by_side(scene: Scene, mention: Mention, number: int) -> list[Mention]:
    """The mention and those joined to it: «Reuters и AFP», "Reuters and AFP"."""
    found = [mention]
    seg = scene.segs[number]
    k = mention.last
    w = scene.word(k) if k < seg.last else None
    if w is None or not w.pos & Pos.CONJ or "contrast" in w.classes:
        return found
    following = [m for m in scene.reader.mentions(k + 1, seg.last) if m.first <= k + 2]
    if (
        following
        and following[0].kind is mention.kind
        and following[0].cases & mention.cases
        and not following[0].reference
    ):
        found.append(following[0])
    return found


def has_verb(scene: Scene, number: int) -> bool:
    seg = scene.segs[number]
    return seg.quote or any(
        (w := scene.word(k)) is not None and w.pos & (Pos.VERB | Pos.SHORT)
        for k in range(seg.first, seg.last)
    )


def substance(scene: Scene, first: int, last: int) -> bool:
    """True where segments [first, last) hold a statement: a verb, or an infinitive («Важно ждать»)."""
    if any(has_verb(scene, n) for n in range(first, last)):
        return True
    if not scene.pack.cased:
        return False
    return any(
        (w := scene.word(k)) is not None and bool(w.pos & Pos.INF) and not w.pos & Pos.NOUN
        for n in range(first, last)
        for k in range(scene.segs[n].first, scene.segs[n].last)
    )


def content_start(scene: Scene, number: int) -> int:
    """Where the statement begins that ends before segment `number`: the sentence, or the clause after ";"."""
    k = number
    while k > 0 and scene.segs[k].before != ";":
        k -= 1
    return scene.segs[k].first


def speech_behind(scene: Scene, cue: Cue, verbal: Callable[[int], bool]) -> int:
    """The segment near behind a cue that is a quotation or follows a colon, -1 where none is. verbal: whether
    a segment, by its number, holds a verb: no speech is looked for behind it."""
    for number in range(cue.segment + 1, min(cue.segment + 4, len(scene.segs))):
        seg = scene.segs[number]
        if seg.quote or seg.before == ":":
            return number
        if verbal(number):
            break
    return -1


def links(scene: Scene, found: Candidate) -> None:
    """Hops beyond the source: «со ссылкой на Y», «цитируя Y», in the candidate's segment or the next."""
    tokens, phrases = scene.reader.tokens, scene.pack.phrases
    begin = found.segment
    if (
        not scene.pack.cased
        and begin
        and found.sources
        and found.sources[0].last <= scene.segs[begin - 1].first
    ):
        begin -= 1  # "Reuters, citing two officials, reported …"
    if not scene.pack.cased and begin and _cites(scene):
        begin = 0  # "Citing two officials, | Reuters reported …"
    at = found.sources[0].first if scene.pack.cased and found.sources else scene.last
    while begin and at < scene.segs[begin].first and found.segment - begin < 3:
        begin -= 1  # «Reuters со ссылкой на чиновников, знакомых с делом, | сообщило»
    for number in range(begin, min(found.segment + 2, len(scene.segs))):
        seg = scene.segs[number]
        if seg.quote:
            break
        k = found.cue[0] if number == found.segment and not found.rule.startswith("verb") else seg.first
        while k < seg.last:
            w = tokens[k].word
            if w is None or w.lower not in phrases:
                k += 1
                continue
            end = phrase_end(tokens, k, seg.last, scene.pack, "link")
            if not end and found.publishes and k > found.cue[0]:
                end = phrase_end(tokens, k, seg.last, scene.pack, "from_words")  # «пише X | зі слів Y»
            before = tokens[k - 1].word if k > seg.first else None
            if before is not None and before.pos & (Pos.PREP | Pos.SUBORD) and not scene.pack.cased:
                end = 0  # "after citing X's ban": what somebody did
            if end and number > found.segment and _tells(scene, seg.first, k):
                end = 0  # "…, X said, | Reuters reports citing Y": it goes with the other verb
            if end:
                after = [m for m in scene.reader.mentions(end, seg.last) if m.first <= end + 1]
                after = _whose_words(scene, after, seg.last)
                given = _interview(scene, end, seg.last)
                if after and given and after[0].kind is SourceKind.PERSON and after[0].last < given.first:
                    found.medium = [m for m in found.medium if m.first != given.first]
                    found.beyond, given = [given, after[0]], None  # «на слова X в эфире Y»
                    found.region.append((k, seg.last))
                    return
                if after and not given:
                    found.beyond = side_by_side(scene, after[0], number)
                if given:  # «со ссылкой на его интервью X»: X gave it, not X's source
                    found.medium = [m for m in found.medium if m.first != given.first]
                    found.beyond = [given, *(m for m in after[:1] if m.reference in ("he", "she"))]
                found.region.append((k, max((m.last for m in after[:1]), default=end)))
                if number > found.segment or k > found.cue[0]:
                    found.region.append((k, seg.last))
                return
            k += 1


def _cites(scene: Scene) -> bool:
    """True where the sentence opens with whom it cites, no fact ("Citing the attack as a reason, …")."""
    end = phrase_end(scene.reader.tokens, scene.first, scene.last, scene.pack, "link")
    m = next((m for m in scene.mentions(0) if end <= m.first <= end + 1), None) if end else None
    if m is None or m.reference in ("thing", "state"):
        return False
    return m.kind is not SourceKind.DOCUMENT or bool(m.classes & {"doc_noun", "statement_noun"})


def _tells(scene: Scene, a: int, b: int) -> bool:
    """True where a medium's own verb stands in [a, b)."""
    words = (w for k in range(a + 1, b) if (w := scene.word(k)) is not None)
    return not scene.pack.cased and any(w.pos & Pos.VERB and "speak_publish" in w.classes for w in words)


def _whose_words(scene: Scene, after: list[Mention], last: int) -> list[Mention]:
    """«Со ссылкой на слова | X», «на информацию | источников»: whose words they are."""
    w = scene.word(after[0].head) if after and scene.pack.cased else None
    if w is None or not w.classes & {"speech_word", "assertion"} or after[0].reference != "thing":
        return after
    inner = scene.reader.mentions(after[0].head + 1, last)
    return inner[:1] if inner and inner[0].first == after[0].head + 1 else after


def _interview(scene: Scene, k: int, last: int) -> Mention | None:
    """The medium of an interview that a link names."""
    noun = next(
        (
            j
            for j in range(k, min(k + (12 if scene.pack.cased else 3), last))
            if (w := scene.word(j)) and "interview_noun" in w.classes
        ),
        -1,
    )
    if noun < 0:
        return None
    media = [m for m in scene.reader.mentions(noun + 1, last) if m.kind is SourceKind.OUTLET]
    return media[0] if media and media[0].first <= noun + 4 else None


def agrees(scene: Scene, cue: Cue, m: Mention) -> bool:
    """Subject and verb in number and gender, where the language shows them."""
    if not scene.pack.cased:
        return True
    w = scene.word(cue.first)
    if w is None or not w.verb_numbers:
        return True
    if w.verb_numbers == PLURAL and "speak_name" in cue.classes and _one_name(scene, m):
        return False  # «Velters назвали худшей»: what it is called, by whom nobody tells
    if m.numbers & w.verb_numbers:
        if w.verb_numbers == SINGULAR and m.numbers & SINGULAR and w.verb_genders not in (0, 7):
            return bool(m.genders & w.verb_genders) or m.kind in (
                SourceKind.OUTLET,
                SourceKind.PERSON,
                SourceKind.ORGANIZATION,
            )
        return True
    return m.kind is SourceKind.OUTLET or (w.verb_numbers == PLURAL and m.kind is SourceKind.ORGANIZATION)


def _one_name(scene: Scene, m: Mention) -> bool:
    """True for a single name in Latin letters, which shows neither case nor number."""
    return m.last - m.first == 1 and scene.pack.foreign(scene.reader.tokens[m.head].text)


def nominative(m: Mention) -> bool:
    return bool(m.cases & Case.NOM) and not m.preposition
