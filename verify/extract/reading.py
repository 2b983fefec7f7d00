"""Reading an article sentence by sentence: statements with chains, and the scope of what attributes them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

from verify.extract.choose import choose
from verify.extract.clauses import is_statement, segments
from verify.extract.cue_frames import propose
from verify.extract.cues import Cue, find
from verify.extract.discourse import Discourse
from verify.extract.frames import Candidate, Scene
from verify.extract.headline import headline_candidate, inherit_from_lead
from verify.extract.people import same_stem
from verify.extract.posts import attribute
from verify.extract.statements import Statement, assemble
from verify.extract.subjects import subject
from verify.languages.words import NEUT, Pos
from verify.model import Hop, SourceKind

if TYPE_CHECKING:
    from verify.extract.layout import Layout
    from verify.extract.mentions import Mention
    from verify.extract.reader import Reader
    from verify.extract.tokens import Quote, Sentence

Chain = tuple[Hop, ...]
BACKWARD = 2
"""Sentences before a marker («Об этом сообщает X») that it sums up, besides the headline."""


@dataclass(slots=True)
class Reading:
    """One article being read. `statements` in text order; `trace` tells what fired (explain)."""

    text: str
    reader: Reader
    sentences: list[Sentence]
    layout: Layout
    quotes: list[Quote]
    discourse: Discourse
    statements: list[Statement] = field(default_factory=list)
    candidates: list[tuple[Sentence, Candidate, bool]] = field(default_factory=list)
    silent: list[tuple[Sentence, Cue]] = field(default_factory=list)  # cues without a frame
    quote_chains: dict[int, Chain] = field(default_factory=dict)
    pending: Chain = ()  # «Он добавил:» — what follows is said by …
    pending_paragraph: int = -1
    _alone: Candidate = field(default_factory=lambda: Candidate("verb-alone", (0, 0), 0))
    pending_speech: bool = True  # after a colon a paragraph without marks is speech too
    marker_chain: Chain = ()
    marker_sentence: int = -1

    def read(self) -> list[Statement]:
        """All statements of the article with their chains."""
        titles = [n for n in self.layout.title if self.layout.prose[n]]
        for n in titles:
            self._foresee(self.sentences[n])
        for s in self.sentences:
            if self.layout.prose[s.number] and s.number not in titles:
                self._sentence(s)
        self._settle_quotes()
        attribute(self)
        for n in reversed(titles):
            self.statements[:0] = self._headline(self.sentences[n])
        return self.statements

    def _foresee(self, title: Sentence) -> None:
        """A medium named in the headline is what «издание» means until another is named."""
        if self.reader.pack.cased:
            self.discourse.notice_names(title.first, title.last)
        for m in self.reader.mentions(title.first, title.last):
            if m.outlet is not None:
                self.discourse.outlet = Hop(SourceKind.OUTLET, (m.outlet.name_in(self.discourse.language),))

    def scene(self, s: Sentence) -> tuple[Scene, int]:
        first = self.layout.offsets.get(s.number, s.first)
        tokens = self.reader.tokens
        begin = bisect_left(self.quotes, first, key=lambda q: q.last)
        outer = self.quotes[begin : bisect_left(self.quotes, s.last, key=lambda q: q.first)]
        return Scene(self.reader, segments(self.text, tokens, first, s.last, outer), first, s.last), first

    def _sentence(self, s: Sentence) -> None:
        self._now = s.number
        scene, first = self.scene(s)
        proposed = self._proposed(scene, s)
        if (
            self.pending
            and self.pending_speech
            and not self.reader.pack.cased
            and s.paragraph == self.pending_paragraph + 1
            and not any(g.quote for g in scene.segs)
        ):
            proposed = []
        credit = self._credit(scene)
        if credit is not None and not any(c.segment == credit.segment for c in proposed):
            proposed.append(credit)
        for c in proposed:
            self._sum_up(c, s)
        signed = self._signed(scene)
        if signed is not None:
            proposed = [signed]
        accepted = choose(scene, proposed)
        self.candidates.extend((s, c, not c.refused and c in accepted) for c in proposed)
        if self.reader.pack.cased:
            self.discourse.notice_names(first, s.last)
        chains = self._chains(scene, accepted)
        if any(c.marker for c in accepted):
            self._mark(
                s, [chains[id(c)] for c in sorted((c for c in accepted), key=lambda c: (not c.outer, c.cue))]
            )
            if any(c.features.get("lost") for c in accepted):
                rest = assemble(scene, [c for c in accepted if c.marker], s, first)
                self.statements.extend(rest)
            self._after(scene, first, s)
            return
        made = [] if self._announces(scene, accepted, s) else assemble(scene, accepted, s, first)
        for statement in made:
            self._settle(statement, chains)
        self._spread_quotes(scene, made, s)
        self._lost_marks(scene, accepted, made, s)
        spoken = [m.chain for m in made if m.settled and m.chain]
        if spoken:
            self._spoke = (s.number, s.paragraph, spoken[-1])
        self._colon(scene, proposed, s, made)
        self.statements.extend(made)
        self._after(scene, first, s)

    def _credit(self, scene: Scene) -> Candidate | None:
        """«…, агентство Associated Press.»: a medium alone at the sentence's end, its verb lost."""
        seg = scene.segs[-1]
        if len(scene.segs) < 2 or seg.quote or seg.before not in (",", "-") or not self.reader.pack.cased:
            return None
        mentions = scene.mentions(len(scene.segs) - 1)
        if len(mentions) != 1 or mentions[0].outlet is None or mentions[0].preposition:
            return None
        words = sum(t.word is not None for t in self.reader.tokens[seg.first : seg.last])
        if words > mentions[0].last - mentions[0].first or not any(
            "outlet_noun" in t.word.classes
            for t in self.reader.tokens[seg.first : seg.last]
            if t.word is not None
        ):
            return None
        found = Candidate("credit", (seg.first, seg.last), len(scene.segs) - 1, sources=mentions, outer=True)
        found.region, found.content = [(seg.first, seg.last)], [(scene.first, seg.first)]
        return found

    def _sum_up(self, c: Candidate, s: Sentence) -> None:
        """«Об отставке министра сообщил X» in the lead tells who says what stands before it: a marker."""
        if "fronted" not in c.features or not self.statements or s.number > 6 or not c.content:
            return
        before = self.statements[-1]
        tokens = self.reader.tokens
        said = {
            t.word.lower
            for a, b in before.parts
            for t in tokens[a:b]
            if t.word is not None and len(t.text) > 3
        }
        named = [
            t.word.lower for a, b in c.content for t in tokens[a:b] if t.word is not None and len(t.text) > 3
        ]
        if not before.settled and any(same_stem(n, w) for n in named for w in said):
            c.marker, c.rule, c.content = True, "verb-marker", []

    def _proposed(self, scene: Scene, s: Sentence) -> list[Candidate]:
        """The candidates of a sentence's cues; cues that make none are kept for `explain`."""
        found: list[Candidate] = []
        for cue in find(self.reader.tokens, scene.segs, self.reader.pack):
            candidate = propose(scene, cue)
            if candidate is None:
                self.silent.append((s, cue))
            else:
                found.append(candidate)
        return found

    def _after(self, scene: Scene, first: int, s: Sentence) -> None:
        """What the sentence leaves for references to come."""
        for g in scene.segs:
            if not g.quote:
                self.discourse.notice(g.first, g.last)
                if self.reader.pack.cased:
                    self.discourse.notice_names(g.first, g.last)
        if not self.reader.pack.cased and scene.segs and not scene.segs[0].quote:
            self.discourse.notice_subject(scene.mentions(0))
        for n, g in enumerate(scene.segs):
            if not g.quote:
                self.discourse.notice_bodies(scene.mentions(n))
        speaker = self.discourse.speaker
        if speaker is not None and speaker.kind is SourceKind.PERSON and speaker.name and self._speaks_here:
            self.discourse.put_first(speaker.name)
        self._speaks_here = False

    _speaks_here: bool = False
    _marked: int = -9  # number of the last marker's sentence
    _now: int = 0
    _spoke: tuple[int, int, Chain] = (-9, -9, ())  # sentence, paragraph and chain of the last attribution

    # -- chains

    def _chains(self, scene: Scene, accepted: list[Candidate]) -> dict[int, Chain]:
        """The hops of each candidate, by its id(); sentence order, so that references resolve as they are
        read."""
        found: dict[int, Chain] = {}
        for c in sorted(accepted, key=lambda c: (not c.outer, c.elided and self.reader.pack.cased, c.cue)):
            if not self.reader.pack.cased and c.sources and c.sources[0].reference:
                self._notice_opening(scene, c.sources[0].first)
            found[id(c)] = self._hops(scene, c, accepted, found)
            if found[id(c)]:
                self._speaks_here = True
                if found[id(c)][-1].kind is SourceKind.PERSON and not self.reader.pack.cased:
                    self.discourse.put_first(found[id(c)][-1].name or "")
                self.discourse.remember(found[id(c)])
        return found

    def _notice_opening(self, scene: Scene, before: int) -> None:
        """The person that the sentence opened with can be meant by a pronoun in it."""
        about = (
            next((m for m in scene.mentions(0) if not m.preposition), None)
            if not scene.segs[0].quote
            else None
        )
        if (
            about is not None
            and about.last <= before
            and self.reader.people.starts(about.name[0])
            and not about.reference
        ):
            self.discourse.notice(*about.name)

    def _hops(self, scene: Scene, c: Candidate, accepted: list[Candidate], known: dict[int, Chain]) -> Chain:
        d = self.discourse
        verb = self.reader.tokens[c.cue[0]].word
        d.verb_genders = verb.verb_genders if verb is not None and self.reader.pack.cased else 0
        cue = d.span(*c.cue)
        if c.rule == "verb-marker" and (c.features.get("lost") or (c.publishes and not c.sources)):
            lost = self.discourse.outlet
            hop = Hop(
                SourceKind.OUTLET, lost.names if lost else (), None, (cue,), lost is not None, 1.0, c.rule
            )
            return (hop, *self._of_mentions(c.beyond, c))
        if c.rule == "verb" or (
            c.sources and c.sources[0].reference in ("he", "she", "they") and self._passive(c)
        ):
            return tuple(replace(h, inherited=True, cue=(cue,)) for h in d.chain)
        if c.elided:
            told = [a for a in accepted if id(a) in known and not a.outer and known[id(a)]]
            before = [known[id(a)] for a in told if a.cue < c.cue] or [known[id(a)] for a in told][:1]
            earlier = before[-1] if before else d.chain[-1:] if d.chain else ()
            w = self.reader.tokens[c.cue[0]].word
            if earlier and earlier[-1].kind is SourceKind.PERSON and w is not None and w.verb_genders == NEUT:
                earlier = (d.body,) if d.body is not None else ()  # «пообещало» is nobody's word but a body's
            return tuple(replace(h, inherited=not before, cue=(cue,), rule=c.rule) for h in earlier)
        if c.agentless:
            return self._agentless(c, cue)
        hops: Chain = ()
        for m in c.medium:
            hops += self._of_mentions([m], c)
        hops += self._of_mentions(c.sources, c)
        beside = len(c.beyond) < 2 or c.beyond[0].kind is c.beyond[1].kind
        for group in [c.beyond] if beside else [[m] for m in c.beyond]:
            hops += self._of_mentions(group, c)
        return _distinct(hops)

    def _of_mentions(self, mentions: list[Mention], c: Candidate) -> Chain:
        if not mentions:
            return ()
        hops = self.discourse.hops(mentions[0], c.cue, c.rule)
        if c.publishes and hops and not c.features.get("place") and self._unknown_outlet(mentions[0]):
            hops = (*hops[:-1], replace(hops[-1], kind=SourceKind.OUTLET))
        if c.features.get("place") and hops and self._mere_place(mentions[0]):
            place = self.discourse.words(mentions[0].first - 1, mentions[0].last)
            hops = (replace(hops[-1], kind=SourceKind.COLLECTIVE, names=(place,)),)
        for m in mentions[1:]:
            more = self.discourse.hops(m, c.cue, c.rule)
            if more and hops:
                last = hops[-1]
                mention = (*(last.mention or ()), *(more[-1].mention or ()))
                hops = (*hops[:-1], replace(last, names=(*last.names, *more[-1].names), mention=mention))
        return hops

    def _unknown_outlet(self, m: Mention) -> bool:
        """A name that no list knows and that writes or reports is a medium."""
        t = self.reader.tokens[m.head]
        if m.kind is SourceKind.ORGANIZATION and not m.classes and not m.reference:
            w = t.word
            return t.cap and (w is None or not w.pos & Pos.PLACE) and self.reader.pack.cased
        return False

    def _mere_place(self, m: Mention) -> bool:
        w = self.reader.tokens[m.head].word
        return (
            w is not None
            and bool(w.pos & Pos.PLACE or "place_as_body" in w.classes)
            and "org_noun" not in w.classes
        )

    def _agentless(self, c: Candidate, cue: tuple[int, int]) -> Chain:
        """«Отмечается» goes on with the source cited before; alone, and in the plural, nobody is named."""
        d = self.discourse
        fresh = self._marked == self._now - 1 and c.rule not in ("hearsay", "by")
        continues = d.chain and (
            fresh or c.features.get("continues") or (c.rule not in ("hearsay", "by") and self._passive(c))
        )
        if continues:
            return tuple(replace(h, inherited=True, cue=(cue,)) for h in d.chain)
        return (Hop(SourceKind.COLLECTIVE, (), None, (cue,), False, 1.0, c.rule),)

    def _passive(self, c: Candidate) -> bool:
        w = self.reader.tokens[c.cue[0]].word
        return w is not None and "speak_passive" in w.classes and "reported" not in w.classes

    def _settle(self, s: Statement, chains: dict[int, Chain]) -> None:
        chain: Chain = ()
        for c in _inside_out(s.by):
            chain += chains.get(id(c), ())
        s.chain = _distinct(chain)
        s.settled = bool(s.by)
        if s.settled and len(s.chain) == 1 and s.chain[0].kind is SourceKind.PERSON:
            s.chain = self._running(s.chain)

    def _running(self, chain: Chain) -> Chain:
        """A person quoted through a medium keeps the medium while the same report runs on."""
        before = self.discourse.running.get(chain[0].name or "")
        return (*before, *chain) if before else chain

    # -- markers

    def _mark(self, s: Sentence, chains: list[Chain]) -> None:
        """«Об этом сообщает X»: its chain goes to the sentences before that it sums up."""
        chain: Chain = ()
        for part in chains:
            chain += part
        chain = _distinct(chain)
        if not chain:
            return
        if not self.marker_chain:
            self.marker_chain, self.marker_sentence = chain, s.number
        self.discourse.remember(chain)
        if chain[-1].kind is SourceKind.PERSON and len(chain) > 1:
            outer = tuple(replace(h, inherited=True) for h in chain[:-1])
            self.discourse.running[chain[-1].name or ""] = outer
        covered: set[int] = set()
        self._spoke = (s.number, s.paragraph, chain)
        self._marked = s.number
        before = (n for n in range(s.number) if self.layout.prose[n] and n not in self.layout.title)
        lead = sum(1 for _ in islice(before, BACKWARD + 2))
        reach = BACKWARD if lead <= BACKWARD + 1 else 1
        for statement in reversed(self.statements):
            n = statement.sentence.number
            if n not in covered and (len(covered) >= reach or s.paragraph - statement.sentence.paragraph > 2):
                break
            if statement.settled and not self._extends(statement, chain):
                break
            covered.add(n)
            statement.chain = self._joined(chain, statement)
            statement.settled = True
            for hop in statement.chain:
                if (
                    hop.kind is SourceKind.PERSON
                    and hop.name
                    and all(h.kind is SourceKind.OUTLET for h in chain)
                ):
                    self.discourse.running[hop.name] = tuple(replace(h, inherited=True) for h in chain)
        if not covered:
            self.discourse.chain = chain

    def _extends(self, s: Statement, chain: Chain) -> bool:
        """True where a marker adds hops in front of what a statement already has."""
        if any(h.kind is SourceKind.OUTLET for h in s.chain):
            return False
        return chain[0].kind is SourceKind.OUTLET or _same_hop(chain[-1], s.chain[0]) if s.chain else True

    def _joined(self, chain: Chain, s: Statement) -> Chain:
        if s.chain and _same_hop(chain[-1], s.chain[0]):
            return (*chain, *s.chain[1:])
        if s.chain and chain[-1].kind is not SourceKind.OUTLET:
            return (*(h for h in chain if h.kind is SourceKind.OUTLET), *s.chain)
        return _distinct((*chain, *s.chain))

    # -- quotations

    def _spread_quotes(self, scene: Scene, made: list[Statement], s: Sentence) -> None:
        """A quotation that runs over sentences has one chain; find which statement lies in which
        quotation."""
        for statement in made:
            quote = self._quote_of(statement)
            if quote is None:
                continue
            statement.quote = quote.first
            if statement.settled and statement.chain:
                self.quote_chains[quote.first] = statement.chain
            elif (
                not statement.settled and s.number - self._spoke[0] <= 2 and s.paragraph - self._spoke[1] <= 1
            ):
                statement.context = self._spoke[2]
        if self.pending and made and not any(m.settled for m in made):
            after_colon = s.paragraph <= self.pending_paragraph + (1 if self.pending_speech else 0)
            after_colon = after_colon and (self.pending_speech or all(m.quote >= 0 for m in made))
            if after_colon and s.paragraph >= self.pending_paragraph:
                self._alone.content.extend((a, b) for m in made for a, b in m.parts)
                for statement in made:
                    statement.chain, statement.settled = self.pending, True
                    if statement.quote >= 0:
                        self.quote_chains[statement.quote] = self.pending
            elif not after_colon:
                self.pending = ()
        elif made:
            self.pending = ()

    def _lost_marks(
        self, scene: Scene, accepted: list[Candidate], made: list[Statement], s: Sentence
    ) -> None:
        """«A. B. C, — сказал X» without marks: direct speech back to the paragraph's start, its marks
        lost."""
        closing = next((c for c in accepted if c.rule == "verb-around"), None)
        if (
            closing is None
            or not made
            or made[0].quote >= 0
            or not self.reader.pack.cased
            or not made[0].chain
        ):
            return
        seg = scene.segs[closing.segment]
        dashed = seg.before == "-" and self.reader.tokens[seg.first - 2].text == ","
        if not dashed and not self._first_person(scene.first, s.last):
            return
        for statement in reversed(self.statements):
            if statement.sentence.paragraph != s.paragraph or statement.settled or statement.quote >= 0:
                break
            if not dashed and not self._first_person(statement.first, statement.last):
                break
            statement.chain, statement.settled = made[0].chain, True

    def _first_person(self, first: int, last: int) -> bool:
        """True where somebody says «мы», «наш»: nobody's own voice in news, but a quotation without its
        marks."""
        return any(
            t.word is not None and "first_person" in t.word.classes for t in self.reader.tokens[first:last]
        )

    def quote_from(self, k: int) -> Quote | None:
        """The first statement quotation that ends at token k or later."""
        n = bisect_left(self.quotes, k, key=lambda q: q.last)
        return self.quotes[n] if n < len(self.quotes) else None

    def _quote_of(self, s: Statement) -> Quote | None:
        """The outermost statement quotation that holds most of the statement."""
        a, b = s.parts[0]
        before = bisect_right(self.quotes, a, key=lambda q: q.first)
        held = before and self.quotes[before - 1].first < b and self.quotes[before - 1].last >= s.last - 1
        return self.quotes[before - 1] if held else None

    def _colon(self, scene: Scene, proposed: list[Candidate], s: Sentence, made: list[Statement]) -> None:
        """A sentence that only attributes: «Он добавил:», "Graham asked." """
        if made or (proposed and any(c.content for c in proposed)):
            return
        chain = self._bare_cue(scene)
        if not chain:
            return
        self._speaks_here = True
        self.discourse.remember(chain)
        if not self.reader.pack.cased:
            self._note_announced(s)
        if self.reader.tokens[s.last - 1].text == ":" or not self.reader.pack.cased:
            self.pending, self.pending_paragraph = chain, s.paragraph
            self.pending_speech = self.reader.tokens[s.last - 1].text == ":"
        if self.reader.tokens[s.last - 1].text == ":":
            return
        for statement in reversed(self.statements):
            if statement.sentence.paragraph != s.paragraph or statement.quote < 0 or statement.settled:
                break
            statement.chain, statement.settled = chain, True
            self.quote_chains[statement.quote] = chain

    def _signed(self, scene: Scene) -> Candidate | None:
        """ "…” — Marta Quill": a name alone behind a quotation and a dash."""
        if (
            self.reader.pack.cased
            or len(scene.segs) < 2
            or scene.segs[-1].before != "-"
            or not scene.segs[-2].quote
        ):
            return None
        found = headline_candidate(scene)
        return found if found is not None and found.sources[0].kind is SourceKind.PERSON else None

    def _cue_alone(self, scene: Scene) -> bool:
        """True where the sentence opens with who spoke: "…?” Hollis said, looking at the pier."""
        first = scene.mentions(0)[:1]
        cue = next(
            (c for c in find(self.reader.tokens, scene.segs, self.reader.pack) if c.name == "verb"), None
        )
        if not first or cue is None or cue.segment or not cue.classes & {"speak_say", "ask_verb"}:
            return False
        return (
            first[0].first <= scene.segs[0].first
            and cue.first - first[0].last <= 1
            and scene.segs[0].last - cue.last <= 4
        )

    def _note_announced(self, s: Sentence) -> None:
        """Keep the cue of a sentence that only attributes; the quotation that it closes is its content."""
        self.candidates.append((s, self._alone, True))
        said = self.quote_from(s.first - 1)
        if said is not None and said.last == s.first - 1:
            self._alone.content.append((said.first, said.last))

    def _announces(self, scene: Scene, accepted: list[Candidate], s: Sentence) -> bool:
        """ "The governor added:", "… she asked." — a sentence that does nothing but attribute."""
        if self.reader.pack.cased or accepted or not scene.segs or scene.segs[0].quote:
            return False
        behind = s.number and self.sentences[s.number - 1].paragraph == s.paragraph
        closed = self.quote_from(s.first - 1)
        if behind and closed is not None and closed.last == s.first - 1 and self._cue_alone(scene):
            return True
        if len(scene.segs) > 2 or any(g.quote for g in scene.segs) or s.last - s.first > 9:
            return False
        last = max(
            (c.last for c in find(self.reader.tokens, scene.segs, self.reader.pack) if c.name == "verb"),
            default=0,
        )
        return last == s.last - 1

    def _bare_cue(self, scene: Scene) -> Chain:
        for cue in find(self.reader.tokens, scene.segs, self.reader.pack):
            if cue.name == "verb" and not cue.negated:
                sources = subject(scene, cue, inverted=True)
                if sources:
                    hops = self.discourse.hops(sources[0], (cue.first, cue.last), "verb-alone")
                    self._alone = Candidate("verb-alone", (cue.first, cue.last), cue.segment, sources=sources)
                    return self._running(hops) if len(hops) == 1 else hops
        return ()

    def _settle_quotes(self) -> None:
        """Statements in quotations take their quotation's chain; a quotation without a cue goes on with the
        speaker of the one before it."""
        previous: Statement | None = None
        for s in self.statements:
            if not s.settled and s.quote >= 0:
                chain = self.quote_chains.get(s.quote)
                if chain is None and previous is not None and previous.chain and self._goes_on(previous, s):
                    chain = tuple(replace(h, inherited=True) for h in previous.chain)
                if chain is None and s.context:
                    chain = tuple(replace(h, inherited=True) for h in s.context)
                if chain:
                    s.chain, s.settled = chain, True
            previous = s

    def _goes_on(self, before: Statement, s: Statement) -> bool:
        """True where a quotation without a cue follows its speaker's words closely."""
        near = s.sentence.paragraph - before.sentence.paragraph <= 1
        return near and before.settled and s.sentence.number - before.sentence.number <= 2

    # -- headline

    def _headline(self, s: Sentence) -> list[Statement]:
        scene, first = self.scene(s)
        own = headline_candidate(scene)
        if own is not None:
            accepted = [own]
            self.candidates.append((s, own, True))
        else:
            proposed = self._proposed(scene, s)
            accepted = [c for c in choose(scene, proposed) if not c.marker]
            self.candidates.extend((s, c, c in accepted) for c in proposed)
        kept = self.discourse.chain, self.discourse.speaker
        chains = self._chains(scene, accepted)
        made = assemble(scene, accepted, s, first)
        for statement in made:
            statement.headline = True
            self._settle(statement, chains)
        inherit_from_lead(made, self.statements, self.reader)
        self.discourse.chain, self.discourse.speaker = kept
        return made


def _inside_out(by: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """ "Reuters reports that …, according to the ministry": the medium stands nearer, whoever closes the
    sentence."""
    if len(by) != 2 or by[0].rule != "according" or not by[0].sources or not by[1].sources:
        return by
    phrase, other = (c.sources[0].kind is SourceKind.OUTLET for c in by)
    return (by[1], by[0]) if other and not phrase else by


def _same_hop(a: Hop, b: Hop) -> bool:
    return a.kind is b.kind and a.names == b.names


def _distinct(chain: Chain) -> Chain:
    """A source named twice in one chain is one hop."""
    found: list[Hop] = []
    for hop in chain:
        if not any(_same_hop(hop, h) and hop.names for h in found):
            found.append(hop)
    return tuple(found)


def statement_quotes(reader: Reader, quotes: list[Quote]) -> list[Quote]:
    """The outermost quotations that are statements."""
    found: list[Quote] = []
    for q in quotes:
        if found and q.first < found[-1].last:
            continue
        if is_statement(reader.tokens, q):
            found.append(q)
    return found
