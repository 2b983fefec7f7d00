"""Reading an article sentence by sentence: statements with chains, and the scope of what attributes them."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import takewhile
from typing import TYPE_CHECKING

from verify.extract.announcing import (
    announce,
    announces,
    credited,
    labelled,
    signature,
    speaker_alone,
    such_are,
)
from verify.extract.chains import Chain, distinct, hops_of, inside_out, running, taken_over
from verify.extract.choose import choose
from verify.extract.clauses import is_statement, segments
from verify.extract.cue_frames import propose
from verify.extract.cues import Cue, find, phrase_end
from verify.extract.discourse import Discourse
from verify.extract.frames import Candidate, Scene, nominative
from verify.extract.headline import headline_candidates, inherit_from_lead, summed_up_early
from verify.extract.interviews import answered
from verify.extract.markers import extends, joined, mark, sum_up
from verify.extract.order_markers import told_by
from verify.extract.order_marks import handed_over
from verify.extract.order_phrases import word_classes
from verify.extract.order_subjects import main_subject
from verify.extract.posts import attribute
from verify.extract.references import by_role
from verify.extract.speech import lost_marks, settle_quotes, speaks_on, spread_quotes
from verify.extract.statements import Statement, assemble
from verify.extract.verb_regions import finite_in
from verify.model import Hop, SourceKind

if TYPE_CHECKING:
    from verify.extract.layout import Layout
    from verify.extract.person import Person
    from verify.extract.reader import Reader
    from verify.extract.tokens import Quote, Sentence
    from verify.languages.patterns import Likely


_SEVERAL = (SourceKind.ANONYMOUS, SourceKind.COLLECTIVE)
LONGEST_HEADLINE = 10
"""Tokens of what may end with a full stop and still be a headline."""


@dataclass(slots=True)
class Reading:
    """One article being read. `statements` in text order; `trace` tells what fired (explain)."""

    text: str
    reader: Reader
    sentences: list[Sentence]
    layout: Layout
    quotes: list[Quote]
    discourse: Discourse
    likely: Likely
    statements: list[Statement] = field(default_factory=list)
    candidates: list[tuple[Sentence, Candidate, bool]] = field(default_factory=list)
    silent: list[tuple[Sentence, Cue]] = field(default_factory=list)  # cues without a frame
    quote_chains: dict[int, Chain] = field(default_factory=dict)
    pending: Chain = ()  # «Он добавил:» — what follows is said by …
    pending_paragraph: int = -1
    alone: Candidate = field(default_factory=lambda: Candidate("verb-alone", (0, 0), 0))
    pending_speech: bool = True  # after a colon a paragraph without marks is speech too
    marker_chain: Chain = ()
    marker_sentence: int = -1
    above: Chain = ()  # of a marker that opens the text: the headline is what it sums up
    speaks_here: bool = False
    marked: int = -9  # number of the last marker's sentence
    now: int = 0
    spoke: tuple[int, int, Chain] = (-9, -9, ())  # sentence, paragraph and chain of the last attribution

    def read(self) -> list[Statement]:
        """All statements of the article with their chains."""
        headed = (n for n in self.layout.title if self.layout.prose[n])
        titles = list(takewhile(lambda n: not self._opens_text(n), headed))
        for n in titles:
            self._foresee(self.sentences[n])
        for s in self.sentences:
            if self.layout.prose[s.number] and s.number not in titles:
                self._sentence(s)
        settle_quotes(self)
        speaks_on(self)
        answered(self)
        attribute(self)
        for n in reversed(titles):
            self.statements[:0] = self._headline(self.sentences[n])
        return self.statements

    def _opens_text(self, n: int) -> bool:
        """True where what stands where a headline would is the text's first sentence."""
        s, tokens = self.sentences[n], self.reader.tokens
        lead = (
            self.reader.pack.cased and tokens[s.last - 1].text == "." and s.last - s.first > LONGEST_HEADLINE
        )
        return (lead and not self._credits(n)) or self._sums_up(n)

    def _credits(self, n: int) -> bool:
        """«Мост закроют до весны – глава порта.»: a headline that says who told so, its stop or not."""
        scene, _ = self.scene(self.sentences[n])
        return len(scene.segs) > 1 and scene.segs[-1].before == "-" and bool(headline_candidates(scene))

    def _sums_up(self, n: int) -> bool:
        """«Об этом сообщил X»: no headline, the text begins behind what the sentence sums up."""
        s, tokens, known = self.sentences[n], self.reader.tokens, self.reader.pack
        if not known.cased or not phrase_end(tokens, s.first, s.last, known, "this_object"):
            return False
        scene, _ = self.scene(s)
        return any(c.marker for c in self._proposed(scene, s))

    def _foresee(self, title: Sentence) -> None:
        """A medium named in the headline is what «издание» means until another is named."""
        mentions = self.reader.mentions(title.first, title.last)
        if self.reader.pack.cased:
            self.discourse.notice_names(title.first, title.last)
            self.discourse.notice_about(mentions)
            for k in range(title.first, title.last):
                named = self.reader.people.starts(k)
                if named is not None and named[1] not in self.discourse.titled:
                    self.discourse.titled.append(named[1])
        for m in mentions:
            if m.outlet is not None:
                self.discourse.outlet = Hop(SourceKind.OUTLET, (m.outlet.name_in(self.discourse.language),))

    def scene(self, s: Sentence) -> tuple[Scene, int]:
        first = self.layout.offsets.get(s.number, s.first)
        tokens = self.reader.tokens
        begin = bisect_left(self.quotes, first, key=lambda q: q.last)
        outer = self.quotes[begin : bisect_left(self.quotes, s.last, key=lambda q: q.first)]
        return Scene(self.reader, segments(self.text, tokens, first, s.last, outer), first, s.last), first

    def _sentence(self, s: Sentence) -> None:
        self.now = s.number
        labelled(self, s)
        scene, first = self.scene(s)
        proposed = self._considered(scene, s)
        accepted = choose(scene, proposed)
        self.candidates.extend((s, c, not c.refused and c in accepted) for c in proposed)
        if self.reader.pack.cased:
            self.discourse.notice_names(first, s.last)
        chains = self._chains(scene, accepted)
        if any(c.marker for c in accepted):
            mark(self, s, [chains[id(c)] for c in sorted(accepted, key=lambda c: (not c.outer, c.cue))])
            if any(c.features.get("lost") for c in accepted):
                self.statements.extend(assemble(scene, [c for c in accepted if c.marker], s, first))
            for c in accepted:
                if not c.marker and not c.outer:  # «Об этом сообщил X, | добавив, что …»
                    self._add(scene, c, s, chains)
        else:
            made = [] if announces(self, scene, accepted, s) else assemble(scene, accepted, s, first)
            for statement in made:
                self._settle(statement, chains)
            self._spread(scene, accepted, made, s)
            if not any(c.content for c in proposed):
                announce(self, scene, s, made)
            self.statements.extend(made)
        self._after(scene)

    def _add(self, scene: Scene, c: Candidate, s: Sentence, chains: dict[int, Chain]) -> None:
        """What is said behind a marker, in the same sentence."""
        made = [m for m in assemble(scene, [c], s, c.region[0][0]) if m.by]
        for statement in made:
            self._settle(statement, chains)
        self.statements.extend(made)

    def _considered(self, scene: Scene, s: Sentence) -> list[Candidate]:
        """The candidates of a sentence: of its cues, and of a source alone at its edge."""
        proposed = self._proposed(scene, s)
        if self._speech_runs_on(scene, s):
            proposed = []
        medium = credited(self, scene)
        if medium is not None and not any(c.segment == medium.segment for c in proposed):
            proposed.append(medium)
        if not proposed and (speaker := speaker_alone(scene)) is not None:
            proposed = [speaker]
        if (sums := such_are(scene) or told_by(scene)) is not None:
            proposed.append(sums)
        proposed = [c for c in proposed if not self._somebody_long_gone(c, s)]
        if s.number - self.spoke[0] > 1 or s.paragraph - self.spoke[1] > 1:
            proposed = [c for c in proposed if "resumes" not in c.features]
        for c in proposed:
            sum_up(self, c, s)
        signer = signature(self, scene)
        return [signer] if signer is not None else proposed

    def _somebody_long_gone(self, c: Candidate, s: Sentence) -> bool:
        """«Он предлагает …» where nobody spoke just before: a plan is as likely meant as a person."""
        if c.rule != "verb-object" or not self.reader.pack.cased or not c.sources:
            return False
        verb = self.reader.tokens[c.cue[0]].word
        if verb is None or "speak_say" in verb.classes:
            return False
        return c.sources[0].reference in ("he", "she", "they") and s.number - self.spoke[0] > 1

    def _speech_runs_on(self, scene: Scene, s: Sentence) -> bool:
        """True for a paragraph behind "Graham said:" that has no marks of its own: all of it is speech."""
        return (
            bool(self.pending)
            and self.pending_speech
            and not self.reader.pack.cased
            and s.paragraph == self.pending_paragraph + 1
            and not any(g.quote for g in scene.segs)
        )

    def _spread(self, scene: Scene, accepted: list[Candidate], made: list[Statement], s: Sentence) -> None:
        """Spread chains over quotations; remember who spoke here."""
        spread_quotes(self, made, s)
        lost_marks(self, scene, accepted, made, s)
        spoken = [m.chain for m in made if m.settled and m.chain]
        if spoken:
            self.spoke = (s.number, s.paragraph, spoken[-1])

    def _proposed(self, scene: Scene, s: Sentence) -> list[Candidate]:
        """The candidates of a sentence's cues; cues that make none are kept for `explain`."""
        found: list[Candidate] = []
        for cue in find(self.reader.tokens, scene.segs, self.reader.pack):
            candidate = propose(scene, cue)
            if candidate is None:
                self.silent.append((s, cue))
            else:
                found.append(candidate)
        return found if self.reader.pack.cased else found + handed_over(scene, found)

    def _after(self, scene: Scene) -> None:
        """What the sentence leaves for references to come."""
        about = None if self.reader.pack.cased else main_subject(scene)
        before = self.discourse.meant(about.reference) if about is not None else None
        for g in scene.segs:
            if not g.quote:
                self.discourse.notice(g.first, g.last)
                if self.reader.pack.cased:
                    self.discourse.notice_names(g.first, g.last)
        self.discourse.notice_subject(about, before)
        if self.reader.pack.cased and not self.speaks_here and scene.segs and not scene.segs[0].quote:
            self._put_subject_first(scene)
        if not self.speaks_here and self.reader.people.within(scene.first, scene.last):
            self.discourse.forget_stranger()
        spoke = self.discourse.speaker
        several = self.speaks_here and spoke is not None and spoke.kind in _SEVERAL and bool(spoke.names)
        for n, g in enumerate(scene.segs):
            if not g.quote:
                self.discourse.notice_bodies(scene.mentions(n), groups=not several)
        if self.reader.pack.cased and scene.segs and not scene.segs[0].quote:
            if not self.speaks_here:
                self.discourse.stranger = None  # who spoke before is meant no longer than the next sentence
            self._notice_office(scene)
            self.discourse.notice_about(scene.mentions(0))
        speaker = self.discourse.speaker
        if speaker is not None and speaker.kind is SourceKind.PERSON and speaker.name and self.speaks_here:
            self.discourse.put_first(speaker.name)
        self.speaks_here = False

    def _put_subject_first(self, scene: Scene) -> None:
        """«Зампред Лось поставил Лескову диагноз. По его словам, …»: who the sentence is about."""
        about = next((m for m in scene.mentions(0) if nominative(m) and m.kind is SourceKind.PERSON), None)
        if about is not None and not about.reference:
            self.discourse.notice(*about.name)

    def _chains(self, scene: Scene, accepted: list[Candidate]) -> dict[int, Chain]:
        """The hops of each candidate, by its id(); sentence order, so that references resolve as they are
        read."""
        found: dict[int, Chain] = {}
        for c in sorted(accepted, key=lambda c: (not c.outer, c.elided and self.reader.pack.cased, c.cue)):
            if c.sources and c.sources[0].reference:
                if self.reader.pack.cased:
                    self._notice_subject(scene, c)
                else:
                    self._notice_opening(scene, c.sources[0].first)
            if c.outer and c.segment and c.sources and self.reader.pack.cased:
                self._notice_bodies_before(scene, c)
            self.discourse.told_of = self._told_of(c)
            found[id(c)] = hops_of(self, c, accepted, found)
            self.discourse.told_of = []
            if found[id(c)]:
                self.speaks_here = True
                if found[id(c)][-1].kind is SourceKind.PERSON and not self.reader.pack.cased:
                    self.discourse.put_first(found[id(c)][-1].name or "")
                self.discourse.remember(found[id(c)])
                if "ask_verb" in word_classes(self.reader.tokens[c.cue[0]].word):
                    self.discourse.forget_stranger()  # "he" is whoever was asked
        return found

    def _told_of(self, c: Candidate) -> list[Person]:
        """Whom "he told Lake …", "“Lake is wrong,” he said" name: nobody that the pronoun can mean."""
        if self.reader.pack.cased or not c.sources or c.sources[0].reference not in ("he", "she"):
            return []
        people = self.reader.people
        behind = min((a for a, _ in c.content if a >= c.cue[1]), default=c.cue[1] + 1)
        heard = people.within(c.cue[1], behind)
        quoted = [k for a, b in c.content for k in people.within(a, b) if self.reader.tokens[k].level]
        return [hit[1] for k in (*heard, *quoted) if (hit := people.starts(k)) is not None]

    def _notice_bodies_before(self, scene: Scene, c: Candidate) -> None:
        """«Клуб «Луг» купил поле, сообщает пресс-служба клуба»: the body stands in the same sentence."""
        m = c.sources[0]
        theirs = "spokes_noun" in m.classes or m.kind is SourceKind.DOCUMENT
        inner = self.reader.mentions(*m.of)[:1] if m.of is not None and theirs else [m]
        if not inner or inner[0].reference != "org":
            return
        for n in range(c.segment):
            if not scene.segs[n].quote:
                self.discourse.notice_bodies(scene.mentions(n))

    def _notice_office(self, scene: Scene) -> None:
        """«Президент поручил …. Об этом он сказал»: the subject before, by role alone, is whom «он» means."""
        about = next((m for m in scene.mentions(0) if not m.preposition and nominative(m)), None)
        if about is None or about.kind is not SourceKind.PERSON or about.reference != "role":
            return
        if self.speaks_here and finite_in(scene, scene.first, about.first):
            return  # «Об этом заявил вице-мэр, глава делегации Пётр Лось»
        name = self.discourse.descriptor(about)
        if name.casefold() != self.discourse.words(about.first, about.last).casefold():
            return  # «Королева» is no «Королев»
        if about.last - about.first <= 2 and by_role(self.discourse, about) is None:
            self.discourse.stranger = Hop(SourceKind.PERSON, (name,))
            self.discourse.offices[self.discourse.stranger.names] = about.genders

    def _notice_subject(self, scene: Scene, c: Candidate) -> None:
        """«Так же думает и Пётр Лось: по его оценке, …»: the subject before a pronoun is whom it means."""
        if c.sources[0].reference not in ("he", "she"):
            return
        for n in range(c.segment):
            for m in scene.mentions(n):
                if m.kind is SourceKind.PERSON and not m.reference and not m.preposition and nominative(m):
                    self.discourse.notice(*m.name)

    def _notice_opening(self, scene: Scene, before: int) -> None:
        """The person that the sentence opened with can be meant by a pronoun in it."""
        if self.reader.people.within(scene.first, before):
            self.discourse.forget_stranger()
        about = (
            next((m for m in scene.mentions(0) if not m.preposition), None)
            if not scene.segs[0].quote
            else None
        )
        if (
            about is not None
            and "hypothesis"
            not in word_classes(self.reader.tokens[scene.first].word)  # "If X wins, he said, …"
            and about.last <= before
            and self.reader.people.starts(about.name[0])
            and not about.reference
        ):
            self.discourse.notice(*about.name)

    def _settle(self, s: Statement, chains: dict[int, Chain]) -> None:
        chain: Chain = ()
        for c in inside_out(s.by):
            chain += chains.get(id(c), ())
        s.chain = distinct(chain)
        s.settled = bool(s.by)
        if s.settled and len(s.chain) == 1 and s.chain[0].kind is SourceKind.PERSON:
            s.chain = running(self, s.chain)

    def quote_from(self, k: int) -> Quote | None:
        """The first statement quotation that ends at token k or later."""
        n = bisect_left(self.quotes, k, key=lambda q: q.last)
        return self.quotes[n] if n < len(self.quotes) else None

    def _headline(self, s: Sentence) -> list[Statement]:
        scene, first = self.scene(s)
        accepted = headline_candidates(scene)
        if accepted:
            self.candidates.extend((s, own, True) for own in accepted)
        else:
            proposed = self._proposed(scene, s)
            chosen = choose(scene, proposed)
            accepted = [c for c in chosen if not c.marker]
            if len(accepted) < len(chosen) and s.number == self.layout.title[0]:
                return []  # «Об этом сообщает X», and what it sums up was lost
            self.candidates.extend((s, c, c in accepted) for c in proposed)
        kept = self.discourse.chain, self.discourse.speaker
        chains = self._chains(scene, accepted)
        made = assemble(scene, accepted, s, first)
        for statement in made:
            statement.headline = True
            self._settle(statement, chains)
        for statement in made:
            if self.above and not statement.by:
                statement.chain, statement.settled = self.above, True
            elif self.above and self.reader.pack.cased and extends(statement, self.above):
                statement.chain = joined(self.above, statement)  # «Лось считает, что …», «об этом пишет Y»
        inherit_from_lead(made, self.statements, self.reader)
        for statement in made:
            if not statement.chain and not statement.by and summed_up_early(self, s):
                statement.chain = taken_over(self.marker_chain)
        self.discourse.chain, self.discourse.speaker = kept
        return made


def statement_quotes(reader: Reader, quotes: list[Quote]) -> list[Quote]:
    """The outermost quotations that are statements."""
    found: list[Quote] = []
    for q in quotes:
        if found and q.first < found[-1].last:
            continue
        if is_statement(reader.tokens, q):
            found.append(q)
    return found
